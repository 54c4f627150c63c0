//! What an archive knows of its articles before a build reads any: by id and by content. Of each it holds a few numbers and where the ledger
//! tells the rest, so that ten million fit.

use rustc_hash::FxHashMap;

use crate::ingest::{Held, Kept, Ledger, READERS, id_hash};
use crate::model::{Anchor, Article, Field, Record, Title};

use super::StoredArticle;

/// The articles of the last commit, and what the build made of them.
#[derive(Debug)]
pub(super) struct Known {
    ledger: Ledger,
    articles: Vec<Seen>,
    /// Which article has an id, by its hash: no two of an archive have the same.
    by_id: FxHashMap<u64, u32>,
    /// All articles by (content, place in the ledger); sorted when first asked for.
    by_content: Option<Vec<u32>>,
}

/// An article of the last commit.
#[derive(Debug)]
struct Seen {
    /// Where its line begins in the ledger.
    line: usize,
    content: Content,
    /// Hash of its path.
    path: u64,
    /// It stays as it is.
    stays: bool,
    /// Its id or its content came again.
    met: bool,
    /// It was written anew.
    rewritten: bool,
}

/// A digest of content, as numbers.
type Content = [u64; 2];

impl Known {
    /// No articles of this ledger yet.
    pub(super) fn new(ledger: Ledger) -> Self {
        Self {
            ledger,
            articles: Vec::new(),
            by_id: FxHashMap::default(),
            by_content: None,
        }
    }

    /// Adds an article whose line begins at `line` of the ledger, in a file of this path.
    pub(super) fn add(&mut self, line: usize, file: &str, held: &Held) {
        self.by_id.insert(id_hash(&held.id), self.articles.len() as u32);
        self.articles.push(Seen {
            line,
            content: content(&held.content),
            path: id_hash(&format!("{file}{}", held.inside)),
            stays: false,
            met: false,
            rewritten: false,
        });
    }

    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    /// Notes that the article of this id came again; whether with this content and path.
    pub(super) fn meet(&mut self, id: &str, digest: &str, path: &str) -> bool {
        let Some(seen) = self.of_id(id) else { return false };
        seen.met = true;
        (seen.content, seen.path) == (content(digest), id_hash(path))
    }

    /// Notes that the article of this id stays as it is.
    pub(super) fn stay(&mut self, id: &str) {
        if let Some(seen) = self.of_id(id) {
            seen.stays = true;
        }
    }

    /// Notes that the article of this id was written anew; whether there was one.
    pub(super) fn rewrite(&mut self, id: &str) -> bool {
        self.of_id(id).map(|seen| seen.rewritten = true).is_some()
    }

    /// Whether the article of this id stays as it is.
    pub(super) fn stays(&self, id: &str) -> bool {
        let at = self.by_id.get(&id_hash(id));
        at.is_some_and(|at| self.articles[*at as usize].stays)
    }

    /// How many stay as they are.
    pub(super) fn staying(&self) -> usize {
        self.articles.iter().filter(|seen| seen.stays).count()
    }

    /// The id of an article of this content: a renamed file, or a copy.
    pub(super) fn of_content(&mut self, digest: &str) -> Option<String> {
        let (articles, wanted) = (&self.articles, content(digest));
        let content_of = |at: &u32| articles[*at as usize].content;
        let by_content = self.by_content.get_or_insert_with(|| {
            let mut all: Vec<u32> = (0..articles.len() as u32).collect();
            all.sort_unstable_by_key(|at| (content_of(at), *at));
            all
        });
        let first = by_content.partition_point(|at| content_of(at) < wanted);
        let at = *by_content.get(first).filter(|at| content_of(at) == wanted)?;
        self.articles[at as usize].met = true;
        self.id(&self.articles[at as usize])
    }

    /// The ids of those that do not stay as they are, and whether each was written anew.
    pub(super) fn leaving(&self) -> impl Iterator<Item = (String, bool)> + '_ {
        let leaving = self.articles.iter().filter(|seen| !seen.stays);
        leaving.filter_map(|seen| Some((self.id(seen)?, seen.rewritten)))
    }

    /// How many the build has not met.
    pub(super) fn vanished(&self) -> u64 {
        self.articles.iter().filter(|seen| !seen.met).count() as u64
    }

    fn of_id(&mut self, id: &str) -> Option<&mut Seen> {
        let at = *self.by_id.get(&id_hash(id))?;
        self.articles.get_mut(at as usize)
    }

    fn id(&self, seen: &Seen) -> Option<String> {
        self.ledger.article(seen.line).map(|held| held.id)
    }
}

/// A digest of 32 hex digits; what is none, by its hash.
fn content(digest: &str) -> Content {
    let number = u128::from_str_radix(digest, 16).unwrap_or_else(|_| u128::from(id_hash(digest)));
    [(number >> 64) as u64, number as u64]
}

/// A record of the same content at another path, with another id.
pub(super) fn renamed(mut record: Record, id: &str, path: &str) -> Record {
    for mention in &mut record.mentions {
        if let Some(behind) = mention.id.strip_prefix(record.id.as_str()) {
            mention.id = format!("{id}{behind}");
        }
    }
    id.clone_into(&mut record.id);
    path.clone_into(&mut record.path);
    record
}

/// The format that a record was read from; empty if this program does not read it.
fn format_of(record: &Record) -> &'static str {
    let mut names = READERS.iter().map(|reader| reader.name());
    names.find(|name| *name == record.format).unwrap_or_default()
}

/// The article that a record was made from.
pub(super) fn restored(stored: StoredArticle, kept: &Kept) -> Article {
    let StoredArticle { record, text } = stored;
    let Held {
        id, title, ambiguous, ..
    } = &kept.held;
    let published = record.date.zip(record.anchor).map(|(day, source)| Anchor {
        day,
        source,
        ambiguous: *ambiguous,
    });
    let mut article = Article {
        id: id.clone(),
        path: kept.path.clone(),
        format: format_of(&record),
        head: record.byte_body_start,
        outlet: record.source,
        title: title.map_or_else(
            || record.title.map(Title::Apart),
            |span| Some(Title::Inside(span)),
        ),
        published,
        language: record.language,
        text,
        group: record.group,
        meta: record.meta,
    };
    // A span that is none of this text would stop the program; only a damaged archive has one.
    if title.is_some_and(|span| {
        article
            .field(Field::Text)
            .get(span.start as usize..span.end as usize)
            .is_none()
    }) {
        article.title = None;
    }
    article
}
