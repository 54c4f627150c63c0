//! Noun phrases of persons with how many they are: "a man and his two sons" is three, "five people, including the gunman" five.

mod bare;
mod counted;
mod described;
mod group;
mod head;
mod named;

use std::ops::Range;

pub(super) use self::group::{Group, Person, Said, exactly, plus};
use self::group::{Phrase, add, describe, joins};
use super::grammar::Grammar;
use super::page::Page;
use super::person_words::{PersonKinds, PersonWords};
use crate::model::{Gap, Shape};

/// Reads groups of persons.
#[derive(Debug)]
pub(super) struct PersonReader {
    words: PersonWords,
}

impl PersonReader {
    /// With these words.
    pub(super) fn new(words: PersonWords) -> Self {
        Self { words }
    }

    /// Whether the word with this hash is a noun for persons.
    pub(super) fn counts(&self, hash: u64) -> bool {
        self.words.noun(hash).is_some()
    }

    /// Whether the word with this hash takes up the subject: "himself".
    pub(super) fn is_reflexive(&self, hash: u64) -> bool {
        self.words.is(hash, PersonKinds::REFLEXIVE)
    }

    /// The groups in a range of words, by place, none overlapping another.
    pub(super) fn groups(&self, page: &Page<'_>, grammar: &Grammar, within: &Range<usize>) -> Vec<Group> {
        let mut groups = Vec::new();
        let mut at = within.start;
        while at < within.end {
            if let Some(group) = self.group(page, grammar, at, within) {
                at = group.words.end.max(at + 1);
                groups.push(group);
            } else {
                at += 1;
            }
        }
        groups
    }

    /// A group with its coordinated members: "a man, a woman and their son".
    fn group(&self, page: &Page<'_>, grammar: &Grammar, at: usize, within: &Range<usize>) -> Option<Group> {
        let first = self.phrase(page, at, within)?;
        let (mut end, mut group) = (first.end, first.group);
        let mut pending: Vec<Phrase> = Vec::new();
        let first_and = is_and(page, end);
        let mut here = end;
        while here < within.end {
            let and = is_and(page, here);
            let comma = page.gap(here).has(Gap::COMMA) && !and;
            if !and && !comma {
                break;
            }
            let then = and && page.says(here + 1, "then");
            let next = here + usize::from(and) + usize::from(then);
            let Some(member) = self
                .phrase(page, next, within)
                .filter(|m| self.goes_with(page, next, &group, m))
            else {
                break;
            };
            here = member.end;
            let last = pending.last_mut().map_or(&mut group, |p| &mut p.group);
            if comma && is_named(last, &member.group) {
                continue;
            }
            pending.push(member);
            if and {
                let said_before = !first_and && describe(&group, &pending);
                for mut member in pending.drain(..).filter(|_| !said_before) {
                    // "two officers and three others" are all, "a boy and two other men" need not be.
                    member.group.of_anybody &= self.words.is(page.hash(member.end - 1), PersonKinds::ANYBODY);
                    add(&mut group, member.group);
                }
                end = here;
            }
        }
        if self.is_headline_list(page, &group, &pending) {
            for member in pending {
                end = member.end;
                add(&mut group, member.group);
            }
        }
        group.words = group.words.start.min(at)..end;
        self.including(page, grammar, &mut group, within);
        Some(group)
    }

    /// Whether a phrase at word `at` is a further member of a group: "and himself" is, "and he …" begins a clause.
    fn goes_with(&self, page: &Page<'_>, at: usize, group: &Group, member: &Phrase) -> bool {
        let subject = member.group.is_pronoun() && !self.words.is(page.hash(at), PersonKinds::REFLEXIVE);
        !subject && joins(group, &member.group) && !self.stands_apart(page, at, member)
    }

    /// "3 adults, 1 child found shot": headlines leave the "and" out.
    fn is_headline_list(&self, page: &Page<'_>, first: &Group, rest: &[Phrase]) -> bool {
        let Some(last) = rest.last() else { return false };
        let counted = |g: &Group| {
            g.said == Said::WithNoun && !g.other && page.words()[g.words.start].shape == Shape::Number
        };
        let goes_on = page.gap(last.end).is_blank()
            && (self.words.is(page.hash(last.end), PersonKinds::WALL)
                || self.words.is(page.hash(last.end), PersonKinds::PREDICATE));
        !first.of_anybody && counted(first) && rest.iter().all(|m| counted(&m.group)) && goes_on
    }

    /// Whether a member says something of itself alone: "two dead men and two injured subjects", "the suspect and the four people who were hurt".
    fn stands_apart(&self, page: &Page<'_>, at: usize, member: &Phrase) -> bool {
        let state = (at..member.end).any(|n| self.words.is(page.hash(n), PersonKinds::STATE));
        let clause = page.says(member.end, "who") && !page.gap(member.end).has(Gap::COMMA);
        state || (clause && member.group.said != Said::Unsaid)
    }

    /// "…, including the gunman"
    fn including(&self, page: &Page<'_>, grammar: &Grammar, group: &mut Group, within: &Range<usize>) {
        let at = group.words.end;
        if at >= within.end || group.number() < 2.0 {
            return;
        }
        let Some(phrase) = grammar.including.longest(page.words(), at) else {
            return;
        };
        let from = at + phrase.len;
        let mut end = from;
        let mut here = from;
        while let Some(member) = self.phrase(page, here, within) {
            end = member.end;
            let goes_on = is_and(page, end) || page.gap(end).has(Gap::COMMA);
            here = end + usize::from(is_and(page, end));
            if !goes_on {
                break;
            }
        }
        if end > from {
            group.includes = Some(from..end);
            group.words.end = end;
        }
    }

    /// One noun phrase that begins at word `at`.
    fn phrase(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        if at >= within.end || !self.may_begin(page, at, within) || page.in_date(at) {
            return None;
        }
        let mut phrase = Self::named(page, at, within)
            .or_else(|| self.pronoun(page, at, within))
            .or_else(|| self.numeral(page, at, within))
            .or_else(|| self.determined(page, at, within))
            .or_else(|| self.bare_noun(page, at, within))?;
        phrase.end = Self::age_behind(page, phrase.end, &mut phrase.group);
        phrase.end = self.apposition(page, phrase.end, &mut phrase.group, within);
        (phrase.end <= within.end).then_some(phrase)
    }

    /// "five people", "25-year-old man"
    fn numeral(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        if !page.may_count(at) {
            return None;
        }
        let counted = self.counted(page, at, within);
        counted.or_else(|| self.aged(page, at, within, false))
    }

    /// Whether any reader of phrases may find one at word `at`. Most words are in lower case and begin none.
    fn may_begin(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> bool {
        let word = &page.words()[at];
        word.shape != Shape::Lower
            || self.words.is(word.hash, PersonKinds::OPENER)
            || page.number_at(at).is_some()
            || Self::may_lack_article(page, at, within)
    }
}

/// "his wife, Jane Smith,": the name of the person described right before it, which that person takes.
fn is_named(described: &mut Group, named: &Group) -> bool {
    match (described.persons.as_mut_slice(), named.persons.as_slice()) {
        (
            [person],
            [
                Person {
                    name: Some(name),
                    age,
                    ..
                },
            ],
        ) if person.name.is_none() && !person.other => {
            person.name = Some(*name);
            person.age = person.age.or(*age);
            true
        }
        _ => false,
    }
}

fn is_and(page: &Page<'_>, at: usize) -> bool {
    (page.says(at, "and") && !page.gap(at).has_any(Gap::STOP | Gap::SEMICOLON | Gap::DASH))
        || page.gap(at).has(Gap::AMPERSAND)
}
