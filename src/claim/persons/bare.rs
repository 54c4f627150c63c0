//! Numbers that stand alone: "five were hurt", "2 die", and the ages and years that only look like them.

use std::ops::Range;

use super::group::{Person, Phrase, Said, is_one};
use super::{PersonReader, is_and};
use crate::claim::page::Page;
use crate::claim::person_words::PersonKinds;
use crate::model::{Gap, Shape};

/// Words of the longest name that is looked for before an age.
const NAME: usize = 6;
/// Up to here a number before "found dead" is rather a count than the age of a name before it.
const SMALL: f64 = 10.0;
/// Words between a word on ages and the last age.
const AGES: usize = 5;

impl PersonReader {
    /// A number alone counts persons when no other noun follows.
    pub(super) fn bare_number(
        &self,
        page: &Page<'_>,
        end: usize,
        mut phrase: Phrase,
        within: &Range<usize>,
    ) -> Option<Phrase> {
        let value = phrase.group.number();
        let at = phrase.group.words.start;
        let predicate = self.words.is(page.hash(end), PersonKinds::PREDICATE) && page.gap(end).is_blank();
        let next_is_wall = predicate
            || end >= within.end
            || !page.gap(end).is_blank()
            || self.words.is(page.hash(end), PersonKinds::WALL);
        let other = self.words.is(page.hash(end), PersonKinds::OTHER);
        let odd = page
            .gap(at)
            .has_any(Gap::CURRENCY | Gap::HYPHEN | Gap::SLASH | Gap::OTHER)
            || is_after_colon(page, at)
            || page
                .gap(end)
                .has_any(Gap::PERCENT | Gap::HYPHEN | Gap::SLASH | Gap::CURRENCY | Gap::OTHER)
            || is_after_colon(page, end);
        let small = predicate && value < SMALL;
        let age = (is_age(page, at, end) && !small)
            || (!predicate && is_behind_surname(page, at))
            || in_list(page, at, end)
            || self.is_predicate(page, at)
            || self.is_behind_person(page, at);
        let year = (1900.0..=2100.0).contains(&value) && page.word(at).len() == 4;
        let counts = !self.words.is(page.hash(at), PersonKinds::SERVICE)
            && !self.words.is(page.hash(end), PersonKinds::NOT_COUNTED)
            && !self.never_counts(page, at);
        if value.fract() != 0.0 || odd || age || year || !counts || !(next_is_wall || other) {
            return None;
        }
        phrase.group.said = Said::Bare;
        phrase.group.of_anybody = true;
        phrase.group.other = other;
        phrase.end = end + usize::from(other);
        if is_one(value) {
            let person = Person {
                generic: true,
                other,
                ..Person::default()
            };
            phrase.group.persons = vec![person];
        }
        Some(phrase)
    }

    /// "in 2013", "aged 13"
    fn never_counts(&self, page: &Page<'_>, at: usize) -> bool {
        if at == 0 || page.gap(at).has_any(Gap::COMMA | Gap::COLON) {
            return false;
        }
        let spelled = page.words()[at].shape != Shape::Number;
        let known = page.says(at - 1, "the") && spelled;
        let stands = page.says(at - 1, "at")
            && self
                .words
                .is(page.hash(at.wrapping_sub(2)), PersonKinds::STANDS_AT);
        !known && !stands && self.words.is(page.hash(at - 1), PersonKinds::NEVER_BEFORE_COUNT)
    }

    /// "the man was 59", "who was 59"
    fn is_predicate(&self, page: &Page<'_>, at: usize) -> bool {
        let person = at > 1
            && (page.is_one_of(at - 2, &["who", "he", "she"])
                || self
                    .words
                    .noun(page.hash(at - 2))
                    .is_some_and(|noun| !noun.plural));
        person && page.says(at - 1, "was")
    }

    /// "fatal shooting of a girl, 5"
    fn is_behind_person(&self, page: &Page<'_>, at: usize) -> bool {
        at > 0
            && page.gap(at).has(Gap::COMMA)
            && page.words()[at].shape == Shape::Number
            && self
                .words
                .noun(page.hash(at - 1))
                .is_some_and(|noun| !noun.plural)
    }
}

/// ", 25," or "(25)" or "— John Smith, 25 —", "Jane Smith, 25 were", and "the man was 59".
fn is_age(page: &Page<'_>, at: usize, end: usize) -> bool {
    let enclosed = page.gap(at).has_any(Gap::COMMA | Gap::OPEN)
        && page.gap(end).has_any(Gap::COMMA | Gap::CLOSE | Gap::DASH);
    let digits = page.words()[at].shape == Shape::Number;
    let named = at > 0
        && page
            .mentions_in(&(at.saturating_sub(NAME)..at))
            .any(|(n, m)| page.ranges[n].end == at && m.kind.as_str() == "person");
    enclosed || (digits && (named || is_of_ages(page, at)))
}

/// "Jane Smith, 25 were": an age behind two capitals. "Columbus Street, 2 die" counts.
fn is_behind_surname(page: &Page<'_>, at: usize) -> bool {
    at > 1
        && page.words()[at].shape == Shape::Number
        && page.gap(at).has(Gap::COMMA)
        && (at - 2..at).all(|n| page.words()[n].shape.is_capital())
        && !page.gap(at - 1).has_any(Gap::COMMA | Gap::STOP)
}

/// "(CBS 8)": the number of a channel.
pub(super) fn is_channel(page: &Page<'_>, at: usize, end: usize) -> bool {
    at > 0
        && page.words()[at].shape == Shape::Number
        && page.words()[at - 1].shape.is_capital()
        && page.gap(at).is_blank()
        && page.gap(at - 1).has_any(Gap::OPEN | Gap::SLASH)
        && page.gap(end).has_any(Gap::CLOSE | Gap::SLASH)
}

/// The minutes of "5:30"; "Police: 2 dead" has a space.
fn is_after_colon(page: &Page<'_>, at: usize) -> bool {
    page.gap(at).has(Gap::COLON) && !page.gap(at).has(Gap::SPACE)
}

/// "ranging in age from 2 to 86": a word on ages stands before, and nothing but numbers and small words between.
fn is_of_ages(page: &Page<'_>, at: usize) -> bool {
    for n in (at.saturating_sub(AGES)..at).rev() {
        let word = page.word(n).to_lowercase();
        if ["age", "ages", "aged"].contains(&word.as_str()) {
            return true;
        }
        let small = ["from", "to", "and", "between", "of", "in"].contains(&word.as_str());
        if !small && page.words()[n].shape != Shape::Number {
            return false;
        }
    }
    false
}

/// Whether the number stands in a list of bare numbers: "ages 18, 21 and 35", "between 16 and 18", "50, 60".
fn in_list(page: &Page<'_>, at: usize, end: usize) -> bool {
    let digits = |n: usize| page.words().get(n).is_some_and(|w| w.shape == Shape::Number);
    let and = usize::from(is_and(page, end));
    let next = (and > 0 || page.gap(end).has(Gap::COMMA)) && digits(at) && digits(end + and);
    let before = at
        .checked_sub(1)
        .map(|b| b - usize::from(b > 0 && is_and(page, b)));
    let last = before.filter(|&b| b + 1 < at || page.gap(at).has(Gap::COMMA));
    next || last.is_some_and(|b| digits(b) && !page.in_date(b))
}
