//! Counted persons: "five people", "two other victims", "three of the passengers", "five".

use std::ops::Range;

use super::PersonReader;
use super::bare::is_channel;
use super::group::{Group, Phrase, Said, described, exactly, is_one, many};
use crate::claim::page::Page;
use crate::claim::person_words::PersonKinds;
use crate::extract::numbers::{Number, NumberForm};
use crate::model::{ClaimAmount, Comparator, Gap, Measure};

impl PersonReader {
    /// "five people", "two other victims", "three of the passengers", "five".
    pub(super) fn counted(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        let Some(number) = page.number_at(at) else {
            return self.vague(page, at, within);
        };
        if number.form == NumberForm::Ordinal
            || number.form == NumberForm::Glued
            || number.end > within.end
            || page.gap(at).has(Gap::SLASH)
            || page.gap(number.end).has(Gap::SLASH)
            || is_channel(page, at, number.end)
            || page.is_torn(&(at..number.end))
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
        if page.says(of, "of") && page.gap(of).is_blank() {
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
            phrase.group.of_anybody = other || self.words.is(page.hash(end - 1), PersonKinds::ANYBODY);
            if is_one(number.value) {
                phrase.group.persons = vec![described(noun, other)];
            }
        } else {
            return self.bare_number(page, number.end, phrase, within);
        }
        Some(phrase)
    }

    /// "dozens of people", "hundreds", "several of the passengers": no number, and the least it can mean.
    fn vague(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        let (index, figure) = page.figure_at(at)?;
        let words = page.ranges[index].clone();
        let exact = figure.comparator == Comparator::Exactly;
        if words.start != at || words.end > within.end || exact || page.is_torn(&words) {
            return None;
        }
        let (start, amount) = self.amount(page, at, 0.0)?;
        let mut phrase = many(start, words.end, amount);
        phrase.group.said = Said::WithNoun;
        if figure.of.is_some() {
            phrase.group.of_anybody = self.words.is(page.hash(words.end - 1), PersonKinds::ANYBODY);
        } else if page.says(words.end, "of") {
            phrase.group.said = Said::Part;
            phrase.end = self.partitive(page, words.end + 1, within)?.0;
        } else if let Some((end, _, other)) = self.head(page, words.end, within).filter(|(_, n, _)| n.plural)
        {
            phrase.end = end;
            phrase.group.other = other;
            phrase.group.of_anybody = other || self.words.is(page.hash(end - 1), PersonKinds::ANYBODY);
        } else {
            return self.bare_number(page, words.end, phrase, within);
        }
        Some(phrase)
    }

    /// The figure of a number, if it is a count of persons; the number alone where no figure was read.
    fn amount(&self, page: &Page<'_>, at: usize, value: f64) -> Option<(usize, ClaimAmount)> {
        let Some((index, figure)) = page.figure_at(at) else {
            return Some((at, exactly(value)));
        };
        let noun = |of: u64| self.words.noun(of).is_some() || self.words.counts_of(of);
        let last = page.hash(page.ranges[index].end - 1);
        let of = figure.of.as_ref().map(|of| crate::split::hash_folded(of));
        let persons = of.is_none_or(|of| noun(of) || noun(last));
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
        let determiner = self.words.is(page.hash(at), PersonKinds::SINGLE_DETERMINER)
            || self.words.is(page.hash(at), PersonKinds::POSSESSIVE)
            || page.is_one_of(at, &["these", "those", "at"]);
        let from = at + usize::from(determiner);
        let number = page.number_at(from);
        let noun = number.map_or(from, |n| n.end);
        let state = self.words.is(page.hash(noun), PersonKinds::STATE);
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
