//! Wiring: articles through the stages, in parallel and in order. Nothing else.

use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::OnceLock;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::claim::{Background, Questions, Told};
use crate::extract::{Extractors, Found, Settings, is_english};
use crate::lexicon::{DictionaryError, Layer, Lexicon, Outlets, QuestionSet, Source};
use crate::model::{
    Article, ArticleClaims, Claim, CodePoints, Fact, Field, Groups, Mention, MentionLine, Record, Shelf,
    Split, Story,
};
use crate::reconcile;
use crate::split::split;
use crate::story::{StorySettings, groups, story};

/// The left half of the pipeline: a pure function from an article to its record.
#[derive(Debug)]
pub struct Analyst {
    lexicon: Lexicon,
    extractors: Extractors,
    questions: Questions,
    background: Background,
    outlets: OnceLock<Outlets>,
    settings: Settings,
}

impl Analyst {
    /// Builds every matcher once.
    ///
    /// # Errors
    /// A dictionary that cannot be used.
    pub fn new(lexicon: Lexicon, settings: Settings) -> Result<Self, DictionaryError> {
        Ok(Self {
            // One after the other: a program that reads one article waits for little else, and threads cost it more than they save.
            extractors: Extractors::new(&lexicon)?,
            questions: Questions::built_in()?,
            background: Background::built_in(),
            outlets: OnceLock::new(),
            lexicon,
            settings,
        })
    }

    /// The dictionaries in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The questions in use: what [`reconcile_all`] resolves facts by.
    pub fn questions(&self) -> &QuestionSet {
        self.questions.set()
    }

    /// What one article says.
    pub fn read(&self, article: &Article) -> Record {
        let title = self.part(article, Field::Title);
        let text = self.part(article, Field::Text);
        let claims = self.claims_of(article, &text, &title);
        let mut mentions = Vec::with_capacity(title.found.mentions.len() + text.found.mentions.len());
        let signature = self.background.signature(article, &title.split, &text.split);
        let sentences = text.split.sentences.len() as u32;
        title.add_lines(article, &mut mentions);
        text.add_lines(article, &mut mentions);
        Record {
            id: article.id.clone(),
            path: article.path.clone(),
            format: article.format.into(),
            source: article.outlet.clone(),
            publisher: article
                .outlet
                .as_deref()
                .and_then(|outlet| self.publisher(outlet)),
            title: article.title_text().map(str::to_owned),
            date: article.published.map(|a| a.day),
            anchor: article.published.map(|a| a.source),
            language: article.language.clone(),
            text_sha256: hex(&Sha256::digest(article.text.as_bytes())),
            body_start: body_start(article),
            byte_body_start: article.head,
            sentences,
            group: article.group.clone(),
            mentions,
            claims,
            signature,
            keys: Vec::new(),
            meta: article.meta.clone(),
            text: None,
        }
    }

    /// Who publishes an outlet. The table is read when the first article names one; that it can be read a test shows.
    fn publisher(&self, outlet: &str) -> Option<std::sync::Arc<str>> {
        let outlets = self
            .outlets
            .get_or_init(|| Outlets::built_in().unwrap_or_default());
        outlets.publisher(outlet).cloned()
    }

    /// The mentions of one field, by place, with the words and sentences they were found in.
    pub fn mentions(&self, article: &Article, field: Field) -> (Split, Vec<Mention>) {
        let part = self.part(article, field);
        (part.split, part.found.mentions)
    }

    /// The claims of the article.
    pub fn claims(&self, article: &Article) -> Vec<Claim> {
        let (text, title) = (self.part(article, Field::Text), self.part(article, Field::Title));
        self.claims_of(article, &text, &title)
    }

    /// The triggers of questions are English words.
    fn claims_of(&self, article: &Article, text: &Part, title: &Part) -> Vec<Claim> {
        if is_english(&article.language) {
            self.questions.claims(article, text.told(), title.told())
        } else {
            Vec::new()
        }
    }

    fn part(&self, article: &Article, field: Field) -> Part {
        let text = match field {
            Field::Text => article.without_head(),
            Field::Title => Cow::Borrowed(article.field(field)),
        };
        let split = split(&text, &self.lexicon.abbreviations);
        let found = self
            .extractors
            .find(article, field, &split, &self.lexicon, &self.settings);
        Part {
            field,
            points: CodePoints::new(article.field(field)),
            split,
            found,
        }
    }

    /// Reads a batch on all threads; the records come in the order of the articles.
    pub fn read_all(&self, articles: &[Article]) -> Vec<Record> {
        self.map_all(articles, |_, record| record)
    }

    /// Reads a batch on all threads and makes something of each record there; the results come in the order of the articles.
    pub fn map_all<T: Send>(
        &self,
        articles: &[Article],
        make: impl Fn(&Article, Record) -> T + Sync,
    ) -> Vec<T> {
        // No threads are started for one.
        if let [article] = articles {
            return vec![make(article, self.read(article))];
        }
        articles
            .par_iter()
            .map(|article| make(article, self.read(article)))
            .collect()
    }
}

/// One field of an article, read.
struct Part {
    field: Field,
    split: Split,
    found: Found,
    points: CodePoints,
}

impl Part {
    fn told(&self) -> Told<'_> {
        Told {
            split: &self.split,
            mentions: &self.found.mentions,
            numbers: &self.found.numbers,
            points: &self.points,
        }
    }

    /// Adds its mentions as a record shows them.
    fn add_lines(self, article: &Article, lines: &mut Vec<MentionLine>) {
        let text = article.field(self.field);
        let line = |mention| MentionLine::new(&article.id, mention, text, &self.points);
        lines.extend(self.found.mentions.into_iter().map(line));
    }
}

/// Where the body begins, in code points.
fn body_start(article: &Article) -> u32 {
    let head = article.text.get(..article.head as usize);
    head.map_or(0, |head| head.chars().count() as u32)
}

/// Bytes in lower-case hex.
fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four & 15)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}

/// The lexicon of the built-in layers and `own` on top, parsed side by side where there are any; as [`Lexicon::with_layers`].
///
/// # Errors
/// A dictionary that cannot be used; of several the first.
pub fn lexicon(own: &[Source]) -> Result<Lexicon, DictionaryError> {
    if own.is_empty() {
        return Lexicon::built_in();
    }
    let built_in = Lexicon::built_in_layers();
    let sources: Vec<&Source> = built_in.iter().chain(own).collect();
    let layers: Vec<_> = sources.into_par_iter().map(Layer::parse).collect();
    Lexicon::of_layers(layers.into_iter().collect::<Result<_, _>>()?, own)
}

/// Articles of the stories that are compared side by side.
const AT_A_TIME: usize = 1024;

/// The right half: stories and facts of a set of articles, whatever order they come in.
pub fn reconcile_all(
    mut articles: Vec<ArticleClaims>,
    settings: &StorySettings,
    questions: &QuestionSet,
) -> (Vec<Story>, Vec<Fact>) {
    articles.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    let (mut stories, mut all) = (Vec::new(), Vec::new());
    let Ok(()) = reconcile_each(articles.as_slice(), settings, questions, &mut |story, facts| {
        stories.push(story);
        all.extend(facts);
        Ok::<(), Infallible>(())
    });
    (stories, all)
}

/// The right half, story by story in order: of the articles no more is held than the window and those of a few stories.
///
/// # Errors
/// A shelf that cannot be read, or what `each` says.
pub fn reconcile_each<S: Shelf + ?Sized, E: From<S::Error>>(
    shelf: &S,
    settings: &StorySettings,
    questions: &QuestionSet,
    each: &mut dyn FnMut(Story, Vec<Fact>) -> Result<(), E>,
) -> Result<(), E> {
    let groups = groups(shelf, settings)?;
    reconcile_groups(shelf, &groups, questions, &mut |_, story, facts| {
        each(story, facts)
    })
}

/// What is done with each story: its group, itself and its facts.
type OnStory<'a, E> = &'a mut dyn FnMut(&[u32], Story, Vec<Fact>) -> Result<(), E>;

/// Stories and facts of these groups of places on the shelf, in their order; `each` is told the group too.
///
/// # Errors
/// As [`reconcile_each`].
pub fn reconcile_groups<S: Shelf + ?Sized, E: From<S::Error>>(
    shelf: &S,
    groups: &Groups,
    questions: &QuestionSet,
    each: OnStory<'_, E>,
) -> Result<(), E> {
    let mut next = 0;
    while next < groups.len() {
        let mut articles = 0;
        let enough = |group: &usize| {
            articles += groups[*group].len();
            articles >= AT_A_TIME
        };
        let last = (next..groups.len()).find(enough);
        let several = next..last.map_or(groups.len(), |last| last + 1);
        next = several.end;
        let made: Vec<_> = several
            .clone()
            .into_par_iter()
            .map(|group| story_and_facts(shelf, &groups[group], questions))
            .collect();
        for (group, one) in several.zip(made) {
            let (story, facts) = one?;
            each(&groups[group], story, facts)?;
        }
    }
    Ok(())
}

/// The story of the articles at these places of the shelf, and its facts.
fn story_and_facts<S: Shelf + ?Sized>(
    shelf: &S,
    group: &[u32],
    questions: &QuestionSet,
) -> Result<(Story, Vec<Fact>), S::Error> {
    let read: Result<Vec<_>, _> = group.iter().map(|&at| shelf.article(at)).collect();
    let read = read?;
    let members: Vec<&ArticleClaims> = read.iter().map(Cow::as_ref).collect();
    let story = story(&members);
    let facts = reconcile::facts(&story, &members, questions);
    Ok((story, facts))
}
