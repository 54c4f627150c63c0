//! Counted persons: "five people", "two other victims", "three of the passengers", "five".

use std::ops::Range;

use super::group::{Group, Person, Phrase, Said, described, exactly, is_one, many};
use super::{PersonReader, is_and};
use crate::claim::page::Page;
use crate::extract::numbers::{Number, NumberForm};
use crate::model::{ClaimAmount, Gap, Measure, Shape};

/// Words of the longest name that is looked for before an age.
const NAME: usize = 6;
/// Words between a word on ages and the last age.
const AGES: usize = 5;

impl PersonReader {
    /// "five people", "two other victims", "three of the passengers", "five".
    pub(super) fn counted(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        let number = page.number_at(at)?;
        if number.form == NumberForm::Ordinal
            || number.form == NumberForm::Glued
            || number.end > within.end
            || page.gap(at).has(Gap::SLASH)
            || page.gap(number.end).has(Gap::SLASH)
        {
            return None;
        }
        let (start, amount) = self.amount(page, at, number.value)?;
        let number = last_number(page, at).unwrap_or(number);
        if let Some(age) = self.aged(page, at, within, false) {
            return Some(age);
        }
        let mut phrase = many(start, number.end, amount);
        phrase.group.said = Said::WithNoun;
        let of = number.end;
        if page.word(of).eq_ignore_ascii_case("of") && page.gap(of).is_blank() {
            phrase.group.said = Said::Part;
            let (end, whole) = self.partitive(page, of + 1, within)?;
            phrase.end = end;
            phrase.group.whole = whole.map(Box::new);
        } else if let Some((end, noun, other)) = self.head(page, number.end, within) {
            if noun.plural != (number.value > 1.0) && !(noun.plural && number.value == 0.0) {
                return self.bare_number(page, number.end, phrase, within);
            }
            phrase.end = end;
            phrase.group.other = other;
            phrase.group.of_anybody = other || self.words.anybody.contains(&page.hash(end - 1));
            if is_one(number.value) {
                phrase.group.persons = vec![described(noun, other)];
            }
        } else {
            return self.bare_number(page, number.end, phrase, within);
        }
        Some(phrase)
    }

    /// A number alone counts persons when no other noun follows.
    fn bare_number(
        &self,
        page: &Page<'_>,
        end: usize,
        mut phrase: Phrase,
        within: &Range<usize>,
    ) -> Option<Phrase> {
        let value = phrase.group.number();
        let at = phrase.group.words.start;
        let next_is_wall =
            end >= within.end || !page.gap(end).is_blank() || self.words.walls.contains(&page.hash(end));
        let other = self.words.other.contains(&page.hash(end));
        let odd = page
            .gap(at)
            .has_any(Gap::CURRENCY | Gap::HYPHEN | Gap::SLASH | Gap::COLON | Gap::OTHER)
            || page
                .gap(end)
                .has_any(Gap::PERCENT | Gap::HYPHEN | Gap::SLASH | Gap::CURRENCY | Gap::OTHER)
            || (page.gap(end).has(Gap::COLON) && !page.gap(end).has(Gap::SPACE));
        let age = is_age(page, at, end)
            || in_list(page, at, end)
            || self.is_predicate(page, at)
            || self.is_behind_person(page, at);
        let year = (1900.0..=2100.0).contains(&value) && page.word(at).len() == 4;
        let counts = !self.words.services.contains(&page.hash(at))
            && !self.words.not_counted.contains(&page.hash(end))
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
        at > 0 && self.words.never_before_count.contains(&page.hash(at - 1)) && !page.gap(at).has(Gap::COMMA)
    }

    /// "the man was 59", "who was 59"
    fn is_predicate(&self, page: &Page<'_>, at: usize) -> bool {
        let person = at > 1
            && (page.is_one_of(at - 2, &["who", "he", "she"])
                || self
                    .words
                    .noun(page.hash(at - 2))
                    .is_some_and(|noun| !noun.plural));
        person && page.word(at - 1).eq_ignore_ascii_case("was")
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

    /// The figure of a number, if it is a count of persons; the number alone where no figure was read.
    fn amount(&self, page: &Page<'_>, at: usize, value: f64) -> Option<(usize, ClaimAmount)> {
        let Some((index, figure)) = page.figure_at(at) else {
            return Some((at, exactly(value)));
        };
        let persons = figure
            .of
            .as_ref()
            .map(|of| crate::split::hash_folded(of))
            .is_none_or(|of| self.words.noun(of).is_some() || self.words.other.contains(&of));
        if figure.measure != Measure::Count || !persons {
            return None;
        }
        Some((page.ranges[index].start.min(at), ClaimAmount::from(figure)))
    }

    /// Where "of the victims", "of them", "of his children", "of five people" ends, and how many the whole is if that is said.
    fn partitive(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<(usize, Option<Group>)> {
        if page.is_one_of(at, &["them", "those", "whom", "which"]) {
            return Some((at + 1, None));
        }
        let determiner = self.words.single_determiners.contains(&page.hash(at))
            || self.words.possessive.contains(&page.hash(at))
            || page.is_one_of(at, &["these", "those", "at"]);
        let from = at + usize::from(determiner);
        let number = page.number_at(from);
        let noun = number.map_or(from, |n| n.end);
        let state = self.words.states.contains(&page.hash(noun));
        let end = match self.head(page, noun, within) {
            Some((end, ..)) => end,
            None if state && determiner => noun + 1,
            None => {
                number
                    .filter(|n| n.value > 1.0 && (determiner || n.form != NumberForm::Digits))?
                    .end
            }
        };
        let whole = number.map(|n| Group::new(at..end, exactly(n.value)));
        Some((end, whole))
    }
}

/// The last number of the figure at word `at`: "20" of "between 15 and 20".
fn last_number<'a>(page: &Page<'a>, at: usize) -> Option<&'a Number> {
    let (index, _) = page.figure_at(at)?;
    page.ranges[index].clone().rev().find_map(|n| page.number_at(n))
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
    let surname = at > 1
        && page.gap(at).has(Gap::COMMA)
        && (at - 2..at).all(|n| page.words()[n].shape.is_capital())
        && !page.gap(at - 1).has_any(Gap::COMMA | Gap::STOP);
    enclosed || (digits && (named || surname || is_of_ages(page, at)))
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
