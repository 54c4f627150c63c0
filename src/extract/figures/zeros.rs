//! Nothing counted: "no casualties", "no serious injuries", "none of the 12 boats", "none were hurt".

use super::Figures;
use super::part::Part;
use super::restrictions::is_determiner;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::model::Measure;

impl Figures {
    /// The "no" or "none" at word `at` as a zero, where it says how many.
    pub(super) fn none<'a>(&self, reading: &Reading<'_>, at: usize) -> Option<Part<'a>> {
        let word = &reading.words()[at];
        let fits = match word.span.len() {
            2 => word.span.of(reading.text).eq_ignore_ascii_case("no") && self.is_absence(reading, at + 1),
            4 => word.span.of(reading.text).eq_ignore_ascii_case("none") && self.counts_none(reading, at + 1),
            _ => false,
        };
        fits.then_some(Part {
            first: at,
            end: at + 1,
            span: word.span,
            value: 0.0,
            scale: 1.0,
            vague: false,
            form: NumberForm::Digits,
            measure: Measure::Count,
            unit: None,
            assumed: false,
        })
    }

    /// After "no": a noun whose absence is a count, at most one word before it: "no casualties", "no serious injuries".
    fn is_absence(&self, reading: &Reading<'_>, at: usize) -> bool {
        let modified = !self.nouns.is_stop(reading, at)
            && !self.nouns.is_plural(reading, at)
            && self.nouns.is_counted_none(reading, at + 1)
            && reading.gap(at + 1).is_blank();
        reading.gap(at).is_blank() && (self.nouns.is_counted_none(reading, at) || modified)
    }

    /// After "none": "of the boats", "of them", "were hurt"; not "of the money", "other than", "too soon".
    fn counts_none(&self, reading: &Reading<'_>, at: usize) -> bool {
        if !reading.gap(at).is_blank() {
            return false;
        }
        if reading.word(at) != "of" {
            let verb = reading
                .words()
                .get(at)
                .is_some_and(|w| self.nouns.clause_verbs.contains(&w.hash));
            return verb && (self.nouns.is_fate(reading, at + 1) || self.nouns.is_fate(reading, at + 2));
        }
        let people = matches!(reading.word(at + 1), "them" | "us" | "those" | "these");
        let from = at + 1 + usize::from(is_determiner(reading, at + 1));
        let number = reading.numbers.binary_search_by_key(&from, |n| n.first);
        let noun = number.map_or(from, |i| reading.numbers[i].end);
        people || self.nouns.phrase(reading, noun, false).is_some()
    }
}
