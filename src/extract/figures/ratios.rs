//! Shares: "two-thirds of", "one in five", "3 out of 10", "half of the staff", "a third of", "9 to 1".

use super::nouns::Nouns;
use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, WordMap, WordSet, dictionary};
use crate::model::{Measure, Span};
use crate::split::hash_folded;

/// The words of `dictionaries/figures/ratios.toml`.
#[derive(Debug)]
pub(super) struct Ratios {
    denominators: WordMap<f64>,
    links: PhraseTable<()>,
    after_half: WordSet,
    after_share: WordSet,
    before_share: WordSet,
    half: u64,
    quarter: u64,
}

impl Ratios {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("figures/ratios.toml"))?;
        let mut denominators = WordMap::default();
        for (below, key) in (2u8..).zip([
            "halves", "thirds", "quarters", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths",
        ]) {
            denominators.extend(lists.list(key)?.map(|word| (hash_folded(word), f64::from(below))));
        }
        Ok(Self {
            denominators,
            links: lists.table(&[("links", ())])?,
            after_half: lists.words("after_half")?,
            after_share: lists.words("after_share")?,
            before_share: lists.words("before_share")?,
            half: hash_folded("half"),
            quarter: hash_folded("quarter"),
        })
    }

    /// "two-thirds", "a third of": the number with the part's name after it.
    pub(super) fn fraction<'a>(
        &self,
        reading: &Reading<'_>,
        nouns: &Nouns,
        part: Part<'a>,
    ) -> Option<Part<'a>> {
        if part.form == NumberForm::Ordinal {
            return self.one_part(reading, nouns, part);
        }
        let word = reading.words().get(part.end)?;
        let below = self.denominators.get(word.hash)?;
        let plural = word.span.of(reading.text).ends_with('s');
        let joined = word.gap.is_blank() || word.gap.is_hyphen();
        let counts = part.is_one() || plural;
        // "three quarters of 2016" in a row may be a time; without "of" or a hyphen "two third" is none at all.
        if !joined || !counts || part.value >= *below || part.value.fract() != 0.0 || part.vague {
            return None;
        }
        Some(ratio(
            part,
            part.first,
            part.end + 1,
            part.span.join(word.span),
            part.value / below,
        ))
    }

    /// "a quarter of voters": the "quarter" at word `at`, which is no number by itself.
    pub(super) fn quarter<'a>(&self, reading: &Reading<'_>, nouns: &Nouns, at: usize) -> Option<Part<'a>> {
        let word = reading.words().get(at).filter(|w| w.hash == self.quarter)?;
        self.one_part(reading, nouns, Part::of_half(word.span, at))
    }

    /// "a third of voters", "a fifth as much", "by nearly a third"; not "a third man", "a quarter of an hour".
    fn one_part<'a>(&self, reading: &Reading<'_>, nouns: &Nouns, part: Part<'a>) -> Option<Part<'a>> {
        let article = part.first.checked_sub(1)?;
        if !reading.word(article).eq_ignore_ascii_case("a") || !reading.gap(part.first).is_blank() {
            return None;
        }
        if reading.gap(part.end).is_hyphen() {
            return None; // "a third-party app"
        }
        let below = self.denominators.get(reading.words()[part.first].hash)?;
        let next = reading.words().get(part.end).filter(|w| w.gap.is_blank());
        let shares = next.is_some_and(|w| self.after_share.contains(&w.hash));
        let led = article
            .checked_sub(1)
            .is_some_and(|b| self.before_share.contains(&reading.words()[b].hash));
        let ends = next.is_none() || nouns.is_stop(reading, part.end);
        let time = nouns.is_time_unit(reading, part.end + 1) || nouns.is_time_unit(reading, part.end + 2);
        let of_time = time && reading.says(part.end, "of");
        if !(shares || led && ends) || of_time {
            return None;
        }
        let span = reading.span(article, part.end);
        Some(ratio(part, article, part.end, span, 1.0 / below))
    }

    /// "half" at word `at` as a bare part, if the word is one.
    pub(super) fn bare_half<'a>(&self, reading: &Reading<'_>, at: usize) -> Option<Part<'a>> {
        let word = reading.words().get(at).filter(|w| w.hash == self.half)?;
        Some(Part::of_half(word.span, at))
    }

    /// Whether the "half" at word `at` is a share: "half of the staff", "half said", "cut by half".
    pub(super) fn is_share(&self, reading: &Reading<'_>, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |b| reading.word(b));
        if matches!(
            before,
            "first" | "second" | "last" | "other" | "latter" | "and" | "a"
        ) {
            return false;
        }
        let next = reading.words().get(at + 1);
        let of_something = next.is_some_and(|w| w.gap.is_blank() && self.after_half.contains(&w.hash));
        let cut = matches!(before, "by" | "in") && next.is_none_or(|w| !w.gap.is_hyphen());
        of_something || cut
    }

    /// Two numbers as a share: "one in five", "3 out of 10".
    pub(super) fn pair<'a>(&self, reading: &Reading<'_>, a: Part<'a>, b: Part<'a>) -> Option<Part<'a>> {
        let linked = reading.gap(a.end).is_blank()
            && reading.gap(b.first).is_blank()
            && self
                .links
                .longest(reading.words(), a.end)
                .is_some_and(|p| a.end + p.len == b.first);
        let shares =
            a.measure == Measure::Count && b.measure == Measure::Count && a.value < b.value && b.value > 1.0;
        if !linked || !shares || a.vague || b.vague || b.is_plain_digits(reading.text) && b.value >= 1900.0 {
            return None;
        }
        Some(ratio(a, a.first, b.end, a.span.join(b.span), a.value / b.value))
    }
}

fn ratio(part: Part<'_>, first: usize, end: usize, span: Span, value: f64) -> Part<'_> {
    Part {
        first,
        end,
        span,
        // Six digits: "two-thirds" prints as 0.666667 and equals itself wherever it was read.
        value: (value * 1e6).round() / 1e6,
        scale: 1.0,
        measure: Measure::Ratio,
        ..part
    }
}
