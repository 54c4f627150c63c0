//! Percentages and percentage points: "15%", "15 per cent", "three percentage points", "25 basis points".

use super::part::Part;
use crate::extract::Reading;
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, dictionary};
use crate::model::{Gap, Measure};

/// The words that make a number a percentage.
#[derive(Debug)]
pub(super) struct Percent {
    words: PhraseTable<f64>,
}

impl Percent {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("figures/percent.toml"))?;
        Ok(Self {
            words: lists.table(&[("percent", 1.0), ("basis_points", 0.01)])?,
        })
    }

    /// The number as a percentage, if a sign or a word after it says so.
    pub(super) fn mark<'a>(&self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        // The end of a text has no word after it, and so no gap to ask.
        let signs = Gap::PERCENT | Gap::OTHER;
        if part.end < reading.words().len() && !reading.gap(part.end).has_any(signs) {
            return self.mark_word(reading, part);
        }
        let after = reading.text.get(part.span.end as usize..)?;
        let blank = after.len() - after.trim_start_matches([' ', '\u{A0}', '\u{202F}']).len();
        if after[blank..].starts_with(['%', '％']) {
            let sign = after[blank..].chars().next().map_or(1, char::len_utf8);
            let end = part.span.end + (blank + sign) as u32;
            return Some(part.with_unit(Measure::Percent, None, part.end, end));
        }
        self.mark_word(reading, part)
    }

    /// The same by a word alone.
    pub(super) fn mark_word<'a>(&self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        let next = reading.words().get(part.end)?;
        if !next.gap.is_blank() && !next.gap.is_hyphen() {
            return None;
        }
        let found = self.words.longest(reading.words(), part.end)?;
        let end = part.end + found.len;
        let marked = part.with_unit(Measure::Percent, None, end, reading.span(part.end, end).end);
        Some(Part {
            value: part.value * found.value,
            ..marked
        })
    }

    /// "15pc" glued to the digits: whether `letters` say percent.
    pub(super) fn is_suffix(&self, letters: &str) -> bool {
        self.words.exact(letters).is_some()
    }
}
