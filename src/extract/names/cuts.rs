//! Where a run of capitalised words is cut: at titles and offices, before it goes on as a name, and between a place and an acronym.

use super::candidates::{Candidate, Run};
use super::joins::is_office_of_holder;
use super::look::Setting;
use super::vocabulary::Class;
use crate::model::{Gap, Shape};

impl Run<'_> {
    /// The length of the title that begins at word `at`.
    pub(super) fn title(&self, at: usize, end: usize) -> Option<usize> {
        if !self.look.is(at, Class::Title) || !self.look.has_capital(at) {
            return None;
        }
        let title = self.look.vocabulary.titles.longest(self.look.words(), at)?;
        // "Velmark Party leader Moyle" has a party there, no Party Leader; at the head of a sentence only the first word has its capital.
        let small = (at + 1..at + title.len)
            .any(|n| self.look.shape(n) == Shape::Lower && self.look.words()[n].span.len() > 3);
        if small && at > self.start {
            return None;
        }
        // "Sri Lanka" is no Sri.
        if self.look.hit_at(at).is_some_and(|h| h.end > at + title.len) {
            return None;
        }
        (at + title.len <= end).then_some(title.len)
    }

    /// Cuts a run at its titles and adds the pieces.
    pub(super) fn cut(&self, first: usize, end: usize, found: &mut Vec<Candidate>) {
        let mut first = self.without_starters(first, end);
        let mut after_title = false;
        let mut at = first;
        while at < end {
            // The Justice of "Department of Justice" is no judge: a dictionary's name is not cut.
            if let Some(listed) = self.look.hit_at(at).filter(|h| h.end > at + 1 && h.end <= end) {
                at = listed.end;
                continue;
            }
            match self.title(at, end) {
                Some(len) if self.is_title(at, len, end) && !self.is_name_too(first, at, len, end) => {
                    self.push((first, at), (after_title, true), found);
                    at += len;
                    first = at;
                    after_title = true;
                }
                _ => at += 1,
            }
        }
        self.push((first, end), (after_title, false), found);
    }

    /// "Dean Velt" and "John Major": a title that is a given name or a surname.
    fn is_name_too(&self, first: usize, at: usize, len: usize, end: usize) -> bool {
        let look = self.look;
        let rest = at + len;
        if len != 1
            || look.shape(at) != Shape::Capitalised
            || look.reading.gap(rest).has_any(Gap::STOP) && rest < end
        {
            return false;
        }
        let given = at == first
            && rest + 1 == end
            && look.is_any(at, &[Class::SurnameTitle])
            && look.is(at, Class::Given)
            && at > self.start;
        let surname = rest == end
            && at == first + 1
            && look.is(at, Class::SurnameTitle)
            && look.reading.gap(at).is_blank()
            && look.shape(first) == Shape::Capitalised
            && look.hit_at(first).is_none()
            && !look.is_any(
                first,
                &[Class::Common, Class::TypeWord, Class::Demonym, Class::Title],
            );
        given || surname
    }

    /// A title is one before a person or at the end; "General Electric" and "King County" are none.
    fn is_title(&self, at: usize, len: usize, end: usize) -> bool {
        let rest = at + len;
        // "Ministry of Justice"
        if at > self.start && self.look.reading.word(at - 1) == "of" && self.look.is(at, Class::Field) {
            return false;
        }
        // "Harris County District Attorney's Office"
        if rest < end && is_office_of_holder(self.look, rest, end) {
            return false;
        }
        if rest == end || len > 1 || self.look.is(rest, Class::Given) {
            return true;
        }
        let of_name = [
            Class::TypeWord,
            Class::LegalForm,
            Class::PlaceType,
            Class::OtherType,
        ];
        !(rest..end).any(|n| self.look.is_any(n, &of_name))
    }

    /// Passes over a party's letter, a nationality before a full name, and over "Former", "Meanwhile" and the like at the head of a sentence.
    fn without_starters(&self, first: usize, end: usize) -> usize {
        let look = self.look;
        let mut first = first;
        // "(D-Ore.)": the party of a member of parliament.
        if end > first + 1
            && look.shape(first) == Shape::Letter
            && look.reading.gap(first + 1).is_hyphen()
            && look.reading.gap(first).has_any(Gap::OPEN | Gap::COMMA)
        {
            first += 1;
        }
        // "fellow German Gunda Velt": a nationality before a full name.
        let nationality = |at: usize| {
            look.is(at, Class::Demonym) && !look.is(at, Class::Given) && look.hit_at(at).is_none()
        };
        if first + 2 < end
            && nationality(first)
            && look.is(first + 1, Class::Given)
            && look.reading.gap(first + 1).is_blank()
        {
            first += 1;
        }
        while first < end
            && first == self.start
            && look.is(first, Class::Starter)
            && look.hit_at(first).is_none()
        {
            first += 1;
        }
        if self.is_role(first, end) {
            return first + 1;
        }
        let common = look.is(first, Class::Common)
            && !look.is_any(first, &[Class::TypeWord, Class::Given, Class::Title]);
        let before_person = first + 2 < end && look.is(first + 1, Class::Given);
        if first == self.start && common && before_person {
            first + 1
        } else {
            first
        }
    }

    /// "Drummer Jarrah Velt", "Chipmaker Velmark": what someone is at the head of a sentence, before the name.
    fn is_role(&self, first: usize, end: usize) -> bool {
        let look = self.look;
        let typed = [
            Class::TypeWord,
            Class::TakesOf,
            Class::Given,
            Class::Title,
            Class::WeakType,
        ];
        let no_name = [Class::Common, Class::TypeWord, Class::LegalForm, Class::WeakType];
        first == self.start
            && first + 1 < end
            && look.shape(first) == Shape::Capitalised
            && look.is_any(first, &[Class::PersonNoun, Class::OrgNoun])
            && !look.is_any(first, &typed)
            && look.reading.gap(first + 1).is_blank()
            && !look.is_any(first + 1, &no_name)
            && look.hit_at(first).is_none()
    }

    fn push(
        &self,
        (first, end): (usize, usize),
        (after_title, before_title): (bool, bool),
        found: &mut Vec<Candidate>,
    ) {
        let Some(end) = self.trimmed(first, end, before_title) else {
            return;
        };
        // "The National Union" goes on behind the newspaper's name.
        let hit = self.look.hit_at(first).map_or(end, |h| h.end);
        let first = first + usize::from(hit < end && matches!(self.look.reading.word(first), "The" | "the"));
        let candidate = |first, end| Candidate {
            first,
            end,
            sentence: self.sentence,
            setting: self.setting,
            after_title,
            before_title,
        };
        match self.acronym_after_place(first, end) {
            Some(cut) => found.extend([candidate(first, cut), candidate(cut, end)]),
            None => found.push(candidate(first, end)),
        }
    }

    /// Takes ordinary words off the end of what stands before a title: "White House Press" Secretary.
    fn trimmed(&self, first: usize, end: usize, before_title: bool) -> Option<usize> {
        if first >= end || (end == first + 1 && self.look.shape(first) == Shape::Letter) {
            return None;
        }
        if !before_title {
            return Some(end);
        }
        let ordinary = |at: usize| {
            self.look
                .is_any(at, &[Class::Common, Class::Demonym, Class::Direction])
                && !self.look.is(at, Class::TypeWord)
        };
        // "Privatisation Minister": the field of an office, not a name.
        let field = end == first + 1
            && self.look.is(end, Class::FieldTitle)
            && self.look.shape(first) == Shape::Capitalised;
        if (first..end).all(ordinary) || (field && self.look.hit_at(first).is_none()) {
            return None;
        }
        let listed = self.look.hit_at(first).map(|h| h.end).filter(|e| *e < end);
        listed.filter(|e| (*e..end).all(ordinary)).or(Some(end))
    }

    /// "UK NCSC", "Monaco AMSN": a place and an acronym are two names, as are a place and an organisation of the dictionary.
    fn acronym_after_place(&self, first: usize, end: usize) -> Option<usize> {
        let look = self.look;
        let place = look.hit_at(first)?;
        let cut = place.end;
        let is_place = place.hit.entities().any(|(e, _)| e.kind == "place");
        let acronym = cut + 1 == end && look.shape(cut) == Shape::Upper && look.words()[cut].span.len() >= 3;
        let listed = look.hit_at(cut).is_some_and(|h| {
            h.end == end && h.end > cut + 1 && h.hit.entities().any(|(e, _)| e.kind == "organisation")
        });
        (is_place && (acronym || listed) && self.setting == Setting::Plain).then_some(cut)
    }
}
