//! Wiring: articles through the stages, in parallel and in order. Nothing else.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::claim::{Background, Questions};
use crate::extract::{Extractors, KINDS, Settings, Text, is_english};
use crate::lexicon::{DictionaryError, Layer, Lexicon, QuestionSet, Source};
use crate::model::{
    Article, ArticleClaims, Claim, CodePoints, Fact, Field, Mention, MentionLine, Record, Split, Story,
};
use crate::reconcile;
use crate::split::split;
use crate::story::{StorySettings, stories};

/// Articles that are read together on one thread: few enough that their words and mentions stay in the cache, enough to fetch tables seldom.
const TOGETHER: usize = 8;

/// A field's words and sentences with its mentions.
type Found<'a> = (&'a Split, Vec<Mention>);

/// The left half of the pipeline: a pure function from an article to its record.
#[derive(Debug)]
pub struct Analyst {
    lexicon: Lexicon,
    extractors: Extractors,
    questions: Questions,
    background: Background,
    settings: Settings,
}

impl Analyst {
    /// Builds every matcher once.
    ///
    /// # Errors
    /// A dictionary that cannot be used.
    pub fn new(lexicon: Lexicon, settings: Settings) -> Result<Self, DictionaryError> {
        // A program that reads one article waits for little else.
        let (extractors, tables) = rayon::join(
            || extractors(&lexicon),
            || Ok((Questions::built_in()?, Background::built_in()?)),
        );
        let (questions, background) = tables?;
        Ok(Self {
            extractors: extractors?,
            questions,
            background,
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
        let title = split(article.field(Field::Title), &self.lexicon.abbreviations);
        let text = split(&article.text, &self.lexicon.abbreviations);
        let in_title = self.extract(article, Field::Title, &title);
        let in_text = self.extract(article, Field::Text, &text);
        self.record(article, (&title, in_title), (&text, in_text))
    }

    /// What each of some articles says: the same, stage by stage for all of them (see [`Extractors::mentions_of`]).
    pub fn read_together(&self, articles: &[Article]) -> Vec<Record> {
        let splits: Vec<(Split, Split)> = articles
            .iter()
            .map(|article| {
                let of = |field| split(article.field(field), &self.lexicon.abbreviations);
                (of(Field::Title), of(Field::Text))
            })
            .collect();
        let texts: Vec<Text<'_>> = (articles.iter().zip(&splits))
            .flat_map(|(article, (title, text))| {
                [(Field::Title, title), (Field::Text, text)].map(|(field, split)| Text {
                    article,
                    field,
                    split,
                })
            })
            .collect();
        let mut mentions = self
            .extractors
            .mentions_of(&texts, &self.lexicon, &self.settings)
            .into_iter();
        (articles.iter().zip(&splits))
            .map(|(article, (title, text))| {
                let mut next = || mentions.next().unwrap_or_default();
                let (in_title, in_text) = (next(), next());
                self.record(article, (title, in_title), (text, in_text))
            })
            .collect()
    }

    /// The record of an article whose title (if it stands apart) and text were read.
    fn record(&self, article: &Article, title: Found<'_>, text: Found<'_>) -> Record {
        let claims = self.claims_of(article, (text.0, &text.1), (title.0, &title.1));
        let mut lines = mention_lines(article, Field::Title, title.1);
        lines.extend(mention_lines(article, Field::Text, text.1));
        Record {
            id: article.id.clone(),
            path: article.path.clone(),
            source: article.outlet.clone(),
            title: article.title_text().map(str::to_owned),
            date: article.published.map(|a| a.day),
            anchor: article.published.map(|a| a.source),
            language: article.language.clone(),
            text_sha256: hex(&Sha256::digest(article.text.as_bytes())),
            sentences: text.0.sentences.len() as u32,
            group: article.group.clone(),
            mentions: lines,
            claims,
            signature: self.background.signature(article, title.0, text.0),
            meta: article.meta.clone(),
            text: None,
        }
    }

    /// The mentions of one field, by place, with the words and sentences they were found in.
    pub fn mentions(&self, article: &Article, field: Field) -> (Split, Vec<Mention>) {
        let split = split(article.field(field), &self.lexicon.abbreviations);
        let mentions = self.extract(article, field, &split);
        (split, mentions)
    }

    /// The claims of the article.
    pub fn claims(&self, article: &Article) -> Vec<Claim> {
        let (text, mentions) = self.mentions(article, Field::Text);
        let (title, in_title) = self.mentions(article, Field::Title);
        self.claims_of(article, (&text, &mentions), (&title, &in_title))
    }

    /// The triggers of questions are English words.
    fn claims_of(
        &self,
        article: &Article,
        text: (&Split, &[Mention]),
        title: (&Split, &[Mention]),
    ) -> Vec<Claim> {
        if is_english(&article.language) {
            self.questions.claims(article, text, title)
        } else {
            Vec::new()
        }
    }

    fn extract(&self, article: &Article, field: Field, split: &Split) -> Vec<Mention> {
        self.extractors
            .mentions(article, field, split, &self.lexicon, &self.settings)
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
        let share = articles.len().div_ceil(rayon::current_num_threads());
        articles
            .par_chunks(share.clamp(1, TOGETHER))
            .flat_map_iter(|some| some.iter().zip(self.read_together(some)))
            .map(|(article, record)| make(article, record))
            .collect()
    }
}

/// Bytes in lower-case hex.
fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four & 15)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}

/// Every extractor, built side by side.
fn extractors(lexicon: &Lexicon) -> Result<Extractors, DictionaryError> {
    let built: Vec<_> = KINDS.par_iter().map(|(_, _, build)| build(lexicon)).collect();
    Extractors::of(built.into_iter().collect::<Result<_, _>>()?)
}

/// The lexicon of the built-in layers and `own` on top, parsed side by side; as [`Lexicon::with_layers`].
///
/// # Errors
/// A dictionary that cannot be used; of several the first.
pub fn lexicon(own: &[Source]) -> Result<Lexicon, DictionaryError> {
    let built_in = Lexicon::built_in_layers();
    let sources: Vec<&Source> = built_in.iter().chain(own).collect();
    let layers: Vec<_> = sources.into_par_iter().map(Layer::parse).collect();
    Lexicon::of_layers(layers.into_iter().collect::<Result<_, _>>()?, own)
}

/// The mentions of one field as a record shows them.
fn mention_lines(article: &Article, field: Field, mentions: Vec<Mention>) -> Vec<MentionLine> {
    let text = article.field(field);
    let points = CodePoints::new(text);
    mentions
        .into_iter()
        .map(|mention| MentionLine::new(&article.id, mention, text, &points))
        .collect()
}

/// The right half: stories and facts of a set of articles, whatever order they come in.
pub fn reconcile_all(
    mut articles: Vec<ArticleClaims>,
    settings: &StorySettings,
    questions: &QuestionSet,
) -> (Vec<Story>, Vec<Fact>) {
    articles.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    let stories = stories(&articles, settings);
    let by_id: std::collections::BTreeMap<&str, &ArticleClaims> =
        articles.iter().map(|a| (a.id.as_str(), a)).collect();
    let facts = stories
        .par_iter()
        .flat_map_iter(|story| {
            let members: Vec<&ArticleClaims> = story
                .articles
                .iter()
                .filter_map(|id| by_id.get(id.as_str()).copied())
                .collect();
            reconcile::facts(story, &members, questions)
        })
        .collect();
    (stories, facts)
}
