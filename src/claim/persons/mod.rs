//! Noun phrases of persons with how many they are: "a man and his two sons" is three, "five people, including the gunman" five.

mod counted;
mod described;
mod group;
mod head;
mod named;

use std::ops::Range;

pub(super) use self::group::{Group, Person, Said, exactly};
use self::group::{Phrase, add, describe, joins};
use super::grammar::Grammar;
use super::page::Page;
use super::person_words::PersonWords;
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
            let then = and && page.word(here + 1).eq_ignore_ascii_case("then");
            let next = here + usize::from(and) + usize::from(then);
            let Some(member) = self
                .phrase(page, next, within)
                .filter(|m| joins(&group, &m.group) && !self.stands_apart(page, next, m))
            else {
                break;
            };
            here = member.end;
            pending.push(member);
            if and {
                let said_before = !first_and && describe(&group, &pending);
                for member in pending.drain(..).filter(|_| !said_before) {
                    add(&mut group, member.group);
                }
                end = here;
            }
        }
        group.words = group.words.start.min(at)..end;
        self.including(page, grammar, &mut group, within);
        Some(group)
    }

    /// Whether a member says something of itself alone: "two dead men and two injured subjects", "the suspect and the four people who were hurt".
    fn stands_apart(&self, page: &Page<'_>, at: usize, member: &Phrase) -> bool {
        let state = (at..member.end).any(|n| self.words.states.contains(&page.hash(n)));
        let clause =
            page.word(member.end).eq_ignore_ascii_case("who") && !page.gap(member.end).has(Gap::COMMA);
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
            .or_else(|| self.pronoun(page, at))
            .or_else(|| self.counted(page, at, within))
            .or_else(|| self.aged(page, at, within, false))
            .or_else(|| self.determined(page, at, within))
            .or_else(|| self.bare_noun(page, at, within))?;
        phrase.end = Self::age_behind(page, phrase.end, &mut phrase.group);
        phrase.end = self.apposition(page, phrase.end, &mut phrase.group, within);
        (phrase.end <= within.end).then_some(phrase)
    }

    /// Whether any reader of phrases may find one at word `at`. Most words are in lower case and begin none.
    fn may_begin(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> bool {
        let word = &page.words()[at];
        word.shape != Shape::Lower
            || self.words.openers.may_hold(word.hash)
            || page.number_at(at).is_some()
            || Self::may_lack_article(page, at, within)
    }
}

fn is_and(page: &Page<'_>, at: usize) -> bool {
    (page.word(at).eq_ignore_ascii_case("and")
        && !page.gap(at).has_any(Gap::STOP | Gap::SEMICOLON | Gap::DASH))
        || page.gap(at).has(Gap::AMPERSAND)
}
