//! Multiples: "threefold", "10-fold", "twice as many", "three times as high", "0.8 times".

use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::lexicon::{DictionaryError, PhraseTable, WordFilter, WordLists, WordSet, dictionary};
use crate::model::Measure;

/// The words of `dictionaries/figures/multiples.toml`.
#[derive(Debug)]
pub(super) struct Multiples {
    phrases: PhraseTable<f64>,
    fold: WordSet,
    times: WordSet,
    after_times: WordSet,
}

impl Multiples {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("figures/multiples.toml"))?;
        let keys = [
            ("twofold", 2.0),
            ("threefold", 3.0),
            ("fourfold", 4.0),
            ("fivefold", 5.0),
            ("sixfold", 6.0),
            ("sevenfold", 7.0),
            ("eightfold", 8.0),
            ("ninefold", 9.0),
            ("tenfold", 10.0),
            ("hundredfold", 100.0),
        ];
        Ok(Self {
            phrases: lists.table(&keys)?,
            fold: lists.words("fold")?,
            times: lists.words("times")?,
            after_times: lists.words("after_times")?,
        })
    }

    /// Adds the words that begin such phrases.
    pub(super) fn add_firsts(&self, filter: &mut WordFilter) {
        self.phrases.add_firsts(filter);
    }

    /// A multiple in one phrase from word `at` on: "twice as many", "threefold". The span leaves out what it is compared with.
    pub(super) fn phrase<'a>(&self, reading: &Reading<'_>, at: usize) -> Option<Part<'a>> {
        let found = self.phrases.longest(reading.words(), at)?;
        Some(Part {
            first: at,
            end: at + 1,
            span: reading.words()[at].span,
            value: *found.value,
            scale: 1.0,
            vague: false,
            form: NumberForm::Words,
            measure: Measure::Multiple,
            unit: None,
            assumed: false,
        })
    }

    /// A number with "times" or "fold" after it. "six times" alone counts occasions, unless a comparison follows or it has a fraction.
    pub(super) fn mark<'a>(&self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        let word = reading.words().get(part.end)?;
        let joined = word.gap.is_blank() || word.gap.is_hyphen();
        let is_fold = self.fold.contains(&word.hash);
        let is_times = || self.times.contains(&word.hash);
        let after = || reading.words().get(part.end + 1);
        let compares = || after().is_some_and(|w| w.gap.is_blank() && self.after_times.contains(&w.hash));
        let fits = joined && (is_fold || is_times() && (compares() || part.value.fract() != 0.0));
        fits.then(|| part.with_unit(Measure::Multiple, None, part.end + 1, word.span.end))
    }
}
