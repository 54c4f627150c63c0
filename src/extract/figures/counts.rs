//! Counts: the noun that a bare number counts, and numbers that count nothing ("one" as a pronoun).

use super::Figures;
use super::nouns::NounPhrase;
use super::part::Part;
use super::restrictions::is_determiner;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::model::Span;

/// What a number counts.
#[derive(Debug)]
pub(super) struct Counted {
    /// The head noun in the singular.
    pub(super) lemma: String,
    /// Noun and restrictive words.
    pub(super) about: Span,
    /// Where the mention ends: one past the head noun's last byte.
    pub(super) end: u32,
    /// "25 working days": a duration after all.
    pub(super) is_time: bool,
    /// People, or what befell them: what reports count even as "a few".
    pub(super) is_person: bool,
}

impl Figures {
    /// The noun after a bare number: "80 athletes", "200 of her relatives", "thousands of port workers", "60-member".
    pub(super) fn counted(&self, reading: &Reading<'_>, part: &Part<'_>, at: usize) -> Option<Counted> {
        let at = after_age(reading, at);
        let hyphened = reading.gap(at).is_hyphen();
        let single = hyphened || (part.is_one());
        if reading.says(at, "of") && reading.gap(at).is_blank() {
            // "one of the largest lenders" counts no lenders.
            let one = part.is_one();
            return if one {
                None
            } else {
                self.counted_of(reading, part, at + 1)
            };
        }
        if single && !hyphened && self.nouns.is_pronoun_one(reading, part.first) {
            return None;
        }
        let phrase = self.nouns.phrase(reading, at, single)?;
        let end = self.nouns.with_crew(reading, phrase.head);
        Some(self.with_lemma(reading, phrase, reading.words()[end].span.end))
    }

    /// "of her relatives", "of the 146 players" (counts players, but the mention ends at the number), "of port workers".
    fn counted_of(&self, reading: &Reading<'_>, part: &Part<'_>, mut at: usize) -> Option<Counted> {
        let determined = is_determiner(reading, at);
        at += usize::from(determined);
        let number = reading
            .numbers
            .binary_search_by_key(&at, |n| n.first)
            .ok()
            .map(|i| &reading.numbers[i]);
        let from = number.map_or(at, |n| n.end);
        let phrase = self.nouns.phrase(reading, from, false)?;
        let end = if number.is_some() {
            part.span.end
        } else {
            reading.words()[phrase.head].span.end
        };
        Some(self.with_lemma(reading, phrase, end))
    }

    fn with_lemma(&self, reading: &Reading<'_>, phrase: NounPhrase, end: u32) -> Counted {
        Counted {
            lemma: self.nouns.lemma(reading, phrase.head),
            about: self.nouns.about(reading, phrase),
            end,
            is_time: self.nouns.is_time_unit(reading, phrase.head),
            is_person: self.nouns.is_counted_none(reading, phrase.head),
        }
    }

    /// Whether a number without a noun is a pronoun or nothing: "one", "zero".
    pub(super) fn is_pronoun(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        let of = reading.says(part.end, "of") && !self.nouns.is_pronoun_one(reading, part.first);
        let counted = self.nouns.is_fate(reading, part.end) && reading.gap(part.end).is_blank();
        part.form == NumberForm::Words && part.value < 2.0 && !of && !counted
    }
}

/// One past the age in "two 18-year-old men", whose noun the number counts; else `at` itself.
fn after_age(reading: &Reading<'_>, at: usize) -> usize {
    let hyphened = |at: usize, word: &str| reading.gap(at).is_hyphen() && reading.word(at) == word;
    let aged = reading.gap(at).is_blank() && hyphened(at + 1, "year") && hyphened(at + 2, "old");
    if aged { at + 3 } else { at }
}
