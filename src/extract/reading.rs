//! What every extractor reads: one text, split, with its numbers and dictionary names found once.

use jiff::civil::Date;

use super::dictionary_hits::DictionaryHit;
use super::numbers::Number;
pub use crate::model::DateOrder;
use crate::model::{Article, Field, Gap, Sentence, Span, Split, Word};

/// One text of one article as extractors see it.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// Which of its texts.
    pub field: Field,
    /// That text.
    pub text: &'a str,
    /// Its sentences and words.
    pub split: &'a Split,
    /// Its numbers in digits and words, by place, found once.
    pub numbers: &'a [Number],
    /// Its dictionary names, by place, found once.
    pub hits: &'a [DictionaryHit<'a>],
    /// How to read.
    pub settings: &'a Settings,
}

/// Settings that change what is extracted; their digest is part of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Settings {
    /// What relative dates are counted from.
    pub anchor: AnchorMode,
    /// How `03/04/2017` is read where the article itself does not tell.
    pub date_order: DateOrder,
    /// How names are labelled.
    #[serde(default)]
    pub names: NamesMode,
    /// Mentions with a lower score are left out, and with them the claims they would make.
    #[serde(default)]
    pub min_score: f32,
}

/// By which weights organisations, persons and places are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NamesMode {
    /// Weights fitted on marked texts, with the rules' verdict and dictionaries among their features.
    #[default]
    Fitted,
    /// The hand-set weights of the rules alone.
    Rules,
}

/// What relative dates are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnchorMode {
    /// The publication day: news.
    #[default]
    Published,
    /// The date they follow in the text: narratives.
    Text,
}

impl<'a> Reading<'a> {
    /// The words.
    pub fn words(&self) -> &'a [Word] {
        &self.split.words
    }

    /// The sentences.
    pub fn sentences(&self) -> &'a [Sentence] {
        &self.split.sentences
    }

    /// The text of word `at`; empty past the end.
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.split.words.get(at).map_or("", |w| w.span.of(self.text))
    }

    /// Whether word `at` is written as `word`. Most words differ in length, which is cheaper to see than letters.
    #[inline]
    pub fn says(&self, at: usize, word: &str) -> bool {
        let length = self.split.words.get(at).map_or(0, |w| w.span.len());
        length == word.len() && self.word(at) == word
    }

    /// The gap before word `at`; a paragraph's end past the end.
    #[inline]
    pub fn gap(&self, at: usize) -> Gap {
        self.split.words.get(at).map_or(Gap::PARAGRAPH, |w| w.gap)
    }

    /// The characters between word `at - 1` and word `at`.
    pub fn gap_text(&self, at: usize) -> &'a str {
        let start = at
            .checked_sub(1)
            .and_then(|n| self.split.words.get(n))
            .map_or(0, |w| w.span.end as usize);
        let end = self
            .split
            .words
            .get(at)
            .map_or(self.text.len(), |w| w.span.start as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The span from the first byte of word `first` to the last of word `end - 1`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        Span {
            start: self.split.words[first].span.start,
            end: self.split.words[end - 1].span.end,
        }
    }

    /// The index of the sentence that holds word `at`.
    pub fn sentence_of(&self, at: usize) -> u32 {
        self.split.sentence_of(at) as u32
    }

    /// The publication day.
    pub fn published(&self) -> Option<Date> {
        self.article.published.map(|anchor| anchor.day)
    }
}
