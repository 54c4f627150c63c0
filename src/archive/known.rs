//! What an archive knows of its articles before a build reads any: by id and by content.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::ingest::{Held, InputState, Kept, READERS};
use crate::model::{Anchor, Article, Field, Record, Title};

use super::StoredArticle;

/// The articles of the last commit, and which of them the build has met.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Digest of content, and path, by id.
    articles: BTreeMap<String, (String, String)>,
    /// One id by content; filled when first asked for.
    by_content: Option<FxHashMap<String, String>>,
    /// Those that stay as they are.
    stay: BTreeSet<String>,
    /// Those whose id or content came again.
    met: BTreeSet<String>,
}

impl Known {
    pub(super) fn new(inputs: &[InputState]) -> Self {
        let containers = inputs.iter().flat_map(|input| &input.containers);
        let articles = containers.flat_map(|container| {
            let held = container.articles.iter();
            held.map(|held| {
                (
                    held.id.clone(),
                    (held.content.clone(), container.path_of(&held.inside)),
                )
            })
        });
        Self {
            articles: articles.collect(),
            ..Self::default()
        }
    }

    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is an article of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.articles.contains_key(id)
    }

    /// Notes that the article of this id came again; whether with this content and path.
    pub(super) fn meet(&mut self, id: &str, content: &str, path: &str) -> bool {
        let Some(known) = self.articles.get(id) else {
            return false;
        };
        self.met.insert(id.to_owned());
        (known.0.as_str(), known.1.as_str()) == (content, path)
    }

    /// Notes that the article of this id stays as it is.
    pub(super) fn stay(&mut self, id: &str) {
        self.stay.insert(id.to_owned());
    }

    /// Whether the article of this id stays as it is.
    pub(super) fn stays(&self, id: &str) -> bool {
        self.stay.contains(id)
    }

    /// How many stay as they are.
    pub(super) fn staying(&self) -> usize {
        self.stay.len()
    }

    /// The id of an article of this content: a renamed file, or a copy.
    pub(super) fn of_content(&mut self, content: &str) -> Option<String> {
        let articles = &self.articles;
        let by_content = self.by_content.get_or_insert_with(|| {
            let contents = articles.iter().rev();
            contents
                .map(|(id, (content, _))| (content.clone(), id.clone()))
                .collect()
        });
        let id = by_content.get(content)?.clone();
        self.met.insert(id.clone());
        Some(id)
    }

    /// Those that do not stay as they are.
    pub(super) fn leaving(&self) -> impl Iterator<Item = &String> {
        self.articles.keys().filter(|id| !self.stay.contains(*id))
    }

    /// How many the build has not met.
    pub(super) fn vanished(&self) -> u64 {
        (self.articles.len() - self.met.len()) as u64
    }
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
