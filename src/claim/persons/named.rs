//! Persons by name, and what stands behind a person: "John Smith, 25, a student at the school".

use std::ops::Range;

use super::group::{Group, Person, Phrase, one};
use super::{PersonReader, is_and};
use crate::claim::page::Page;
use crate::claim::person_words::PersonKinds;
use crate::extract::numbers::NumberForm;
use crate::model::Gap;

impl PersonReader {
    /// A name with an age behind it, or a person's name that was found before: "John Smith, 25,".
    pub(super) fn named(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        if at >= within.end || !page.words()[at].shape.is_capital() {
            return None;
        }
        let person = page
            .mentions_in(&(at..at + 1))
            .find(|(n, m)| page.ranges[*n].start == at && m.kind.as_str() == "person")
            .map(|(n, _)| page.ranges[n].end);
        let end = match person {
            Some(end) => end,
            None => Self::capitals_with_age(page, at, within)?,
        };
        if end > within.end || page.word(end) == "'s" || page.word(end) == "’s" {
            return None;
        }
        let person = Person {
            name: Some(page.hash(end - 1)),
            ..Person::default()
        };
        Some(one(at, end, person))
    }

    fn capitals_with_age(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<usize> {
        let mut end = at + 1;
        while end < within.end
            && end < at + 5
            && page.words()[end].shape.is_capital()
            && !page.gap(end).has_any(Gap::COMMA | Gap::OPEN)
        {
            end += 1;
        }
        let number = page.number_at(end)?;
        let age = page.gap(end).has_any(Gap::COMMA | Gap::OPEN)
            && number.form == NumberForm::Digits
            && (0.0..=110.0).contains(&number.value)
            && page.gap(number.end).has_any(Gap::COMMA | Gap::CLOSE | Gap::STOP);
        (age && end > at + 1).then_some(end)
    }

    /// ", 25," or "(25)" or ", aged 25," behind a person: taken in, and kept.
    pub(super) fn age_behind(page: &Page<'_>, end: usize, group: &mut Group) -> usize {
        if !page.gap(end).has_any(Gap::COMMA | Gap::OPEN) {
            return end;
        }
        let skip = usize::from(page.says(end, "aged") || page.says(end, "age") || page.says(end, "both"));
        let Some(number) = page
            .number_at(end + skip)
            .filter(|n| n.form == NumberForm::Digits && n.value < 111.0)
        else {
            return end;
        };
        let closed = number.end >= page.words().len()
            || page
                .gap(number.end)
                .has_any(Gap::COMMA | Gap::CLOSE | Gap::STOP | Gap::SEMICOLON);
        if !closed && !is_and(page, number.end) {
            return end;
        }
        if let [person] = group.persons.as_mut_slice() {
            person.age = person.age.or(Some(number.value as u8));
        }
        number.end
    }

    /// "John Smith, a student at the school," is one person, named and described.
    pub(super) fn apposition(
        &self,
        page: &Page<'_>,
        end: usize,
        group: &mut Group,
        within: &Range<usize>,
    ) -> usize {
        let [person] = group.persons.as_mut_slice() else {
            return end;
        };
        let indefinite = self.words.is(page.hash(end), PersonKinds::INDEFINITE) && !page.says(end, "another");
        if person.name.is_none() || !page.gap(end).has(Gap::COMMA) || !indefinite {
            return end;
        }
        match self.determined(page, end, within) {
            Some(Phrase { end, group }) => {
                if let [described] = group.persons.as_slice() {
                    (person.sex, person.age) = (person.sex.or(described.sex), person.age.or(described.age));
                }
                end
            }
            None => end,
        }
    }
}
