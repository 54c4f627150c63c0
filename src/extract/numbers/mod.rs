//! Numbers in digits, words and mixtures: read once, for dates and figures.

use crate::lexicon::DictionaryError;
use crate::model::{Shape, Span, Word};

/// A number without what bounds it and what it counts: `80`, `1.2 million`, `two dozen`, `21st`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// Bytes.
    pub span: Span,
    /// Its value.
    pub value: f64,
    /// How it is written.
    pub form: NumberForm,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    /// `80`, `1,204`, `2.5`
    Digits,
    /// `eighty`, `a hundred and five`
    Words,
    /// `1.2 million`, `1.5m`
    Mixed,
    /// `21st`, `third`
    Ordinal,
}

/// Reads numbers by the dictionaries under `dictionaries/numbers/`.
#[derive(Debug)]
pub struct NumberReader {}

impl NumberReader {
    /// From the built-in dictionaries.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        Ok(Self {})
    }

    /// The numbers of a text, by place, none overlapping another.
    pub fn read(&self, text: &str, words: &[Word]) -> Vec<Number> {
        let digits = words.iter().enumerate().filter(|(_, w)| w.shape == Shape::Number);
        digits
            .filter_map(|(at, word)| {
                let value = word.span.of(text).replace(',', "").parse().ok()?;
                Some(Number {
                    first: at,
                    end: at + 1,
                    span: word.span,
                    value,
                    form: NumberForm::Digits,
                })
            })
            .collect()
    }
}
