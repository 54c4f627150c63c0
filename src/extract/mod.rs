//! Mentions by kind. Every kind reads the same words; each is a folder with its rules, its cases beside them and its dictionaries under
//! the same name.
//!
//! A new kind costs a folder here, a folder in `dictionaries/`, and two lines below: its `mod` and its line in [`KINDS`].

mod dictionary_hits;
mod foreign;
mod overlap;
mod reading;

pub mod actors;
pub mod dates;
pub mod figures;
pub mod names;
pub mod numbers;
mod organisations;
mod persons;
mod places;

pub use dictionary_hits::{DictionaryHit, dictionary_hits};
pub use foreign::is_english;
pub use reading::{AnchorMode, DateOrder, NamesMode, Reading, Settings};

use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::{Article, Field, Kind, Mention, Split};

/// Finds the mentions of one kind (or of kinds that compete for the same names).
///
/// Pure: no clock, no I/O, no globals; the same reading gives the same mentions.
pub trait Extractor: Send + Sync + std::fmt::Debug {
    /// Adds the mentions of one text, in any order.
    fn find(&self, reading: &Reading<'_>, found: &mut Vec<Mention>);
}

/// How a kind's extractor is made from the dictionaries.
pub type Build = fn(&Lexicon) -> Result<Box<dyn Extractor>, DictionaryError>;

/// The registered extractors: folder name, the kinds it writes, and how it is made.
pub const KINDS: &[(&str, &[Kind], Build)] = &[
    ("actors", &[actors::KIND], actors::build),
    ("dates", &[Kind::new("date")], dates::build),
    ("figures", &[Kind::new("figure")], figures::build),
    (
        "names",
        &[Kind::new("organisation"), Kind::new("person"), Kind::new("place")],
        names::build,
    ),
];

/// All extractors, made once and shared by all threads.
#[derive(Debug)]
pub struct Extractors {
    numbers: numbers::NumberReader,
    extractors: Vec<Box<dyn Extractor>>,
}

impl Extractors {
    /// Builds every registered kind.
    ///
    /// # Errors
    /// A dictionary that a kind cannot use.
    pub fn new(lexicon: &Lexicon) -> Result<Self, DictionaryError> {
        let extractors = KINDS.iter().map(|(_, _, build)| build(lexicon));
        Self::of(extractors.collect::<Result<_, _>>()?)
    }

    /// From one extractor for each of [`KINDS`], however they were built.
    ///
    /// # Errors
    /// A dictionary of numbers that cannot be used.
    pub fn of(extractors: Vec<Box<dyn Extractor>>) -> Result<Self, DictionaryError> {
        Ok(Self {
            numbers: numbers::NumberReader::built_in()?,
            extractors,
        })
    }

    /// The mentions of one field of an article, by place, overlaps decided.
    pub fn mentions(
        &self,
        article: &Article,
        field: Field,
        split: &Split,
        lexicon: &Lexicon,
        settings: &Settings,
    ) -> Vec<Mention> {
        let text = Text {
            article,
            field,
            split,
        };
        self.mentions_of(&[text], lexicon, settings)
            .pop()
            .unwrap_or_default()
    }

    /// The mentions of each of some texts.
    ///
    /// Each extractor reads all of the texts before the next one does, so that its code and its tables are fetched once for all of them: loops
    /// are tiled the same way (Wolf & Lam, "A data locality optimizing algorithm", 1991). What is found is the same.
    pub fn mentions_of(
        &self,
        texts: &[Text<'_>],
        lexicon: &Lexicon,
        settings: &Settings,
    ) -> Vec<Vec<Mention>> {
        let numbers = each(texts, |t| self.numbers.read(t.text(), &t.split.words));
        let hits = each(texts, |t| {
            dictionary_hits(&lexicon.gazetteer, t.text(), &t.split.words)
        });
        let readings: Vec<Reading<'_>> = (texts.iter().zip(&numbers).zip(&hits))
            .map(|((text, numbers), hits)| Reading {
                article: text.article,
                field: text.field,
                text: text.text(),
                split: text.split,
                numbers,
                hits,
                settings,
            })
            .collect();
        let mut found = vec![Vec::new(); texts.len()];
        for extractor in &self.extractors {
            let with_words = readings
                .iter()
                .zip(&mut found)
                .filter(|(r, _)| !r.words().is_empty());
            with_words.for_each(|(reading, found)| extractor.find(reading, found));
        }
        readings
            .iter()
            .zip(found)
            .map(|(reading, found)| settle(reading, found))
            .collect()
    }
}

/// One field of an article, split.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The article.
    pub article: &'a Article,
    /// Which of its texts.
    pub field: Field,
    /// Its words and sentences.
    pub split: &'a Split,
}

impl<'a> Text<'a> {
    fn text(&self) -> &'a str {
        self.article.field(self.field)
    }
}

fn each<'a, T>(texts: &[Text<'a>], read: impl Fn(&Text<'a>) -> T) -> Vec<T> {
    texts.iter().map(read).collect()
}

/// What holds of the mentions that all extractors found in one text.
fn settle(reading: &Reading<'_>, mut found: Vec<Mention>) -> Vec<Mention> {
    if !is_english(&reading.article.language) {
        found.retain(foreign::applies_anywhere);
        found.extend(foreign::names(reading));
    }
    let mut found = overlap::decide(found);
    found.retain(|mention| mention.score >= reading.settings.min_score);
    found
}
