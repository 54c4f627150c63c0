//! Persons described one by one: "a man", "his wife", "a 16-year-old", "he".

use std::ops::Range;

use super::group::{Person, Phrase, Said, described, exactly, many, none, one};
use super::{PersonReader, is_and};
use crate::claim::page::Page;
use crate::claim::person_words::{PersonKinds, Sex};
use crate::model::Gap;

impl PersonReader {
    pub(super) fn pronoun(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        let kinds = self.words.kinds(page.hash(at));
        if !kinds.has(PersonKinds::PRONOUN) {
            return None;
        }
        let mut person = Person {
            definite: true,
            ..Person::default()
        };
        if kinds.has(PersonKinds::HE) {
            person.sex = Some(Sex::Male);
        } else if kinds.has(PersonKinds::SHE) {
            person.sex = Some(Sex::Female);
        } else if kinds.has(PersonKinds::SOMEONE) {
            (person.definite, person.generic) = (false, true);
        } else if page.says(at, "another") && self.stands_alone(page, at + 1) {
            (person.definite, person.generic, person.other) = (false, true, true);
        } else if kinds.has(PersonKinds::NO_ONE) {
            return Some(none(at, at + 1));
        } else if page.says(at, "no") && page.says(at + 1, "one") {
            return Some(none(at, at + 2));
        } else if page.says(at, "both")
            && let Some((end, ..)) = self.head(page, at + 1, within).filter(|(_, noun, _)| noun.plural)
        {
            return Some(many(at, end, exactly(2.0)));
        } else if kinds.has(PersonKinds::TWO) && self.words.noun(page.hash(at + 1)).is_none() {
            return Some(many(at, at + 1, exactly(2.0)));
        } else {
            return None;
        }
        Some(one(at, at + 1, person))
    }

    /// Whether no noun follows: "injured another early Sunday", "another in critical condition".
    fn stands_alone(&self, page: &Page<'_>, at: usize) -> bool {
        at >= page.words().len()
            || !page.gap(at).is_blank()
            || page.in_date(at)
            || self.words.is(page.hash(at), PersonKinds::WALL)
    }

    /// "a man", "his wife", "the victim", "another woman", "the two victims".
    pub(super) fn determined(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        let kinds = self.words.kinds(page.hash(at));
        let possessive = kinds.has(PersonKinds::POSSESSIVE)
            || (kinds.has(PersonKinds::PARTICLE) && is_possessive(page, at));
        if !kinds.has(PersonKinds::SINGLE_DETERMINER) && !possessive {
            return None;
        }
        let mut from = at + 1;
        let ordinal = self.words.is(page.hash(from), PersonKinds::ORDINAL);
        from += usize::from(ordinal);
        if !page.gap(from).is_blank() {
            return None;
        }
        let other = ordinal || kinds.has(PersonKinds::OTHER);
        if ordinal && kinds.has(PersonKinds::INDEFINITE) && self.stands_alone(page, from) {
            let person = Person {
                generic: true,
                other: true,
                ..Person::default()
            };
            return Some(one(at, from, person));
        }
        let indefinite = kinds.has(PersonKinds::INDEFINITE) || possessive || ordinal;
        let next = self.words.kinds(page.hash(from));
        if next.has(PersonKinds::TWO) || next.has(PersonKinds::TRIO) {
            let n = if next.has(PersonKinds::TWO) { 2.0 } else { 3.0 };
            let next_noun = self.words.noun(page.hash(from + 1)).is_some() || page.says(from + 1, "of");
            return (!next_noun).then(|| many(at, from + 1, exactly(n)));
        }
        if let Some(number) = page.number_at(from) {
            if let Some(mut aged) = self.aged(page, from, within, !indefinite) {
                if let Some(person) = aged.group.persons.first_mut() {
                    person.other |= other;
                }
                aged.group.other |= other;
                return Some(aged);
            }
            let mut counted = self.counted(page, from, within).filter(|_| number.value >= 1.0)?;
            if counted.group.said == Said::Bare {
                counted.group.said = Said::WithNoun;
                // "the two", who were spoken of before, need not be all.
                counted.group.of_anybody = !page.says(at, "the");
            }
            counted.group.other |= other;
            return Some(counted);
        }
        let (end, noun, more) = self.head(page, from, within)?;
        if noun.plural {
            return None;
        }
        let mut person = described(noun, other || more);
        person.definite = !indefinite;
        Some(one(at, end, person))
    }

    /// "man" at the head of a sentence or after "and": headlines and lists leave articles out.
    pub(super) fn bare_noun(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        if !Self::may_lack_article(page, at, within) {
            return None;
        }
        let (end, noun, other) = self.head(page, at, within)?;
        let short = end - at <= 3;
        // "Officer shot in Larkspur"
        let suffers = at == within.start
            && self.words.is(page.hash(end), PersonKinds::PREDICATE)
            && page.gap(end).is_blank();
        (!noun.plural && short && (!noun.perpetrator || suffers))
            .then(|| one(at, end, described(noun, other)))
    }

    /// Whether a noun here may stand without its article.
    pub(super) fn may_lack_article(page: &Page<'_>, at: usize, within: &Range<usize>) -> bool {
        at == within.start || page.gap(at).has_any(Gap::COMMA | Gap::COLON) || at > 0 && is_and(page, at - 1)
    }

    /// "25-year-old man", "16-year-old", "a 3-month-old".
    pub(super) fn aged(
        &self,
        page: &Page<'_>,
        at: usize,
        within: &Range<usize>,
        definite: bool,
    ) -> Option<Phrase> {
        let number = page.number_at(at)?;
        let unit = number.end;
        let age_unit = page.is_one_of(unit, &["year", "month", "week", "day", "years", "months"]);
        if !age_unit || !page.says(unit + 1, "old") || unit + 2 > within.end {
            return None;
        }
        let age = if page.is_one_of(unit, &["year", "years"]) {
            number.value as u8
        } else {
            0
        };
        let head = self
            .head(page, unit + 2, within)
            .filter(|(_, noun, _)| !noun.plural);
        if page.word(unit + 2) == "'s" {
            return None;
        }
        let mut person = head.map_or_else(Person::default, |(_, noun, other)| described(noun, other));
        let name =
            Self::named(page, unit + 2, within).filter(|_| head.is_none() && page.gap(unit + 2).is_blank());
        person.name = name.as_ref().and_then(|n| n.group.persons.first()?.name);
        person.generic = false;
        person.age = Some(age);
        person.definite = definite;
        let end = head
            .map(|(end, ..)| end)
            .or(name.map(|n| n.end))
            .unwrap_or(unit + 2);
        Some(one(at, end, person))
    }
}

/// "'s", a word of its own where a blank was lost or put in.
fn is_possessive(page: &Page<'_>, at: usize) -> bool {
    page.words().get(at).is_some_and(|w| w.span.len() <= "’s".len()) && ["'s", "’s"].contains(&page.word(at))
}
