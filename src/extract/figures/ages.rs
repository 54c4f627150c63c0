//! Ages, which are no figures: "Velt, 47,", "aged 50", "he is 52", "adults over 21".

use super::codes;
use super::nouns::Nouns;
use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::lexicon::{DictionaryError, WordLists, WordSet, dictionary};
use crate::model::{Gap, Shape, Word};

/// The words of `dictionaries/figures/exclusions.toml` that speak of ages.
#[derive(Debug)]
pub(super) struct Ages {
    before_age: WordSet,
    persons: WordSet,
    of_age: WordSet,
    age_groups: WordSet,
    age_limits: WordSet,
    months: WordSet,
}

impl Ages {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("figures/exclusions.toml"))?;
        Ok(Self {
            before_age: lists.words("before_age")?,
            persons: lists.words("persons")?,
            of_age: lists.words("of_age")?,
            age_groups: lists.words("age_groups")?,
            age_limits: lists.words("age_limits")?,
            months: lists.words("months")?,
        })
    }

    /// ", 47," after a name, "(47)", "aged 50".
    pub(super) fn hold(&self, reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>) -> bool {
        let Some(before) = part.first.checked_sub(1).map(|b| &reading.words()[b]) else {
            return false;
        };
        if part.value > 120.0 || part.value.fract() != 0.0 || part.vague {
            return false;
        }
        let gap = reading.gap(part.first);
        if gap.is_blank() && self.before_age.contains(&before.hash) {
            return true;
        }
        if self.is_said_age(reading, nouns, part, before) || self.is_limit(reading, nouns, part) {
            return true;
        }
        // "Jr., 21": the stop of an abbreviation stands before the comma.
        let comma = Gap(gap.0 & !Gap::STOP.0) == Gap::COMMA.with(Gap::SPACE);
        let opens = comma || gap == Gap::OPEN.with(Gap::SPACE);
        let after = reading.gap(part.end);
        let closes = after.has_any(Gap(Gap::COMMA.0 | Gap::STOP.0 | Gap::CLOSE.0 | Gap::SEMICOLON.0));
        let of_list = after.has(Gap::COMMA) && codes::is_digits(reading, part.end);
        let named = (before.shape.is_capital() && !self.months.contains(&before.hash))
            || self.persons.contains(&before.hash);
        part.form == NumberForm::Digits && opens && closes && named && !of_list
    }

    /// "He is 52", "a girl of nine", "running at 3": an age without a word for it. "A mother of two" has two children.
    fn is_said_age(&self, reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>, before: &Word) -> bool {
        let before_that = part.first.checked_sub(2).map(|at| reading.words()[at].hash);
        let among = |words: &WordSet| before_that.is_some_and(|hash| words.contains(&hash));
        let word = before.span.of(reading.text);
        let counts = || reading.says(part.end, "of") || nouns.phrase(reading, part.end, false).is_some();
        let said = match word {
            "is" | "was" => among(&self.persons),
            "of" => among(&self.of_age) && !counts(),
            "at" => part.form == NumberForm::Digits && part.value < 100.0 && before.shape == Shape::Lower,
            _ => false,
        };
        reading.gap(part.first).is_blank() && said
    }

    /// "adults over 21", "children under 12": no noun follows that the number could count.
    fn is_limit(&self, reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>) -> bool {
        let word = |back: usize| part.first.checked_sub(back).map(|at| &reading.words()[at]);
        let limit = word(1).is_some_and(|w| self.age_limits.contains(&w.hash));
        let group = word(2).is_some_and(|w| self.age_groups.contains(&w.hash));
        let blank = reading.gap(part.first).is_blank() && reading.gap(part.first - 1).is_blank();
        limit && group && blank && nouns.phrase(reading, part.end, false).is_none()
    }
}
