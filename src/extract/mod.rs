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

use self::numbers::Number;
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

/// What was found in one text.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its mentions, by place, overlaps decided.
    pub mentions: Vec<Mention>,
    /// Its numbers, by place: claims are read from them too.
    pub numbers: Vec<Number>,
}

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
        Ok(Self {
            numbers: numbers::NumberReader::built_in()?,
            extractors: extractors.collect::<Result<_, _>>()?,
        })
    }

    /// What one field of an article holds.
    pub fn find(
        &self,
        article: &Article,
        field: Field,
        split: &Split,
        lexicon: &Lexicon,
        settings: &Settings,
    ) -> Found {
        if split.words.is_empty() {
            return Found::default();
        }
        let text = article.field(field);
        let numbers = self.numbers.read(text, &split.words);
        let hits = dictionary_hits(&lexicon.gazetteer, text, &split.words);
        let reading = Reading {
            article,
            field,
            text,
            split,
            numbers: &numbers,
            hits: &hits,
            settings,
        };
        // One word in ten begins a mention; where they are dense, one in five.
        let mut found = Vec::with_capacity(split.words.len() / 5);
        for extractor in &self.extractors {
            extractor.find(&reading, &mut found);
        }
        if !is_english(&article.language) {
            found.retain(foreign::applies_anywhere);
            found.extend(foreign::names(&reading));
        }
        let mut found = overlap::decide(found);
        found.retain(|mention| mention.score >= settings.min_score);
        Found {
            mentions: found,
            numbers,
        }
    }
}
