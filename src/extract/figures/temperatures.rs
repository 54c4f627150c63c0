//! Below zero and bare degrees: "-5 degrees", "minus 12 °C", "30 below zero", "-2.5%", "temperatures near 60".

use super::nouns::Nouns;
use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, WordSet, dictionary};
use crate::model::{Measure, Span};

/// The words of `dictionaries/figures/temperatures.toml`.
#[derive(Debug)]
pub(super) struct Temperatures {
    minus: WordSet,
    below: PhraseTable<()>,
    readings: WordSet,
    leads: WordSet,
}

/// How many words before a bare number may stand between it and "temperatures".
const WINDOW: usize = 8;

impl Temperatures {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("figures/temperatures.toml"))?;
        Ok(Self {
            minus: lists.words("minus")?,
            below: lists.table(&[("below_zero", ())])?,
            readings: lists.words("readings")?,
            leads: lists.words("leads")?,
        })
    }

    /// The part with its minus sign, minus word or "below zero"; a bare number after "temperatures" as degrees.
    pub(super) fn mark<'a>(&self, reading: &Reading<'_>, nouns: &Nouns, part: Part<'a>) -> Part<'a> {
        if let Some(below) = self.below_zero(reading, part) {
            return below;
        }
        match part.measure {
            Measure::Count
                if self.is_weather(reading, &part) && nouns.phrase(reading, part.end, false).is_none() =>
            {
                Part {
                    measure: Measure::Quantity,
                    unit: Some("°"),
                    ..part
                }
            }
            Measure::Percent => self.negative(reading, part),
            Measure::Quantity if part.unit.is_some_and(|u| u.starts_with('°')) => {
                self.negative(reading, part)
            }
            _ => part,
        }
    }

    /// "30 below zero", "12 degrees below zero".
    fn below_zero<'a>(&self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        let found = self.below.longest(reading.words(), part.end)?;
        let degrees = part.measure == Measure::Count || part.unit.is_some_and(|u| u.starts_with('°'));
        let end = part.end + found.len;
        let fits = degrees && reading.gap(part.end).is_blank() && !part.vague;
        fits.then(|| Part {
            value: -part.value,
            ..part.with_unit(
                Measure::Quantity,
                part.unit.or(Some("°")),
                end,
                reading.span(part.end, end).end,
            )
        })
    }

    fn negative<'a>(&self, reading: &Reading<'_>, part: Part<'a>) -> Part<'a> {
        let word = part.first.checked_sub(1).map(|at| reading.words()[at]);
        let minus = word.filter(|w| self.minus.contains(&w.hash) && reading.gap(part.first).is_blank());
        if let Some(word) = minus {
            let span = Span {
                start: word.span.start,
                ..part.span
            };
            return Part {
                first: part.first - 1,
                span,
                value: -part.value,
                ..part
            };
        }
        let before = reading.text.get(..part.span.start as usize).unwrap_or_default();
        let unsigned = before.trim_end_matches(['-', '\u{2212}']);
        let sign = before.len() - unsigned.len();
        let free = unsigned.is_empty() || unsigned.ends_with([' ', '\n', '(', '\u{A0}']);
        let one = before[unsigned.len()..].chars().count() == 1;
        if one && free && part.form != NumberForm::Words {
            let span = Span {
                start: part.span.start - sign as u32,
                ..part.span
            };
            return Part {
                span,
                value: -part.value,
                ..part
            };
        }
        part
    }

    /// "temperatures surged to near 60", "a low of 12".
    fn is_weather(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        let before = part.first.checked_sub(1).map(|at| &reading.words()[at]);
        let lead = before.is_some_and(|w| self.leads.contains(&w.hash)) && reading.gap(part.first).is_blank();
        let plain = part.form == NumberForm::Digits && part.value <= 130.0 && part.value.fract() == 0.0;
        if !lead || !plain {
            return false;
        }
        let sentence = reading.sentences().get(reading.sentence_of(part.first) as usize);
        let from = sentence
            .map_or(part.first, |s| s.range().start)
            .max(part.first.saturating_sub(WINDOW));
        let words = &reading.words()[from.min(part.first)..part.first];
        words.iter().any(|w| self.readings.contains(&w.hash))
    }
}
