//! Which phrase governs a date: the nearest one, same clause first, then distance.

use std::ops::Range;

use super::Questions;
use super::dated::{is_future, is_past};
use super::page::Page;
use super::senses::asks;
use super::triggers::{Role, Trigger};
use crate::model::Gap;

/// Words between a verb and the event it is about: "discovered the data breach".
const OBJECT_REACH: usize = 3;

/// How far a phrase may stand from its date outside the date's clause.
const REACH: usize = 12;

/// The phrase nearest to the date: same clause first, then distance. `triggers` come by place.
pub(super) fn governing<'t>(
    page: &Page<'_>,
    questions: &Questions,
    triggers: &[&'t Trigger],
    mention: usize,
) -> Option<&'t Trigger> {
    let date = &page.ranges[mention];
    let (to_come, past) = (is_future(page, mention), is_past(page, mention));
    let sentence = page.sentence_words(date.start);
    // They come by place.
    let from = triggers.partition_point(|t| t.words.start < sentence.start);
    triggers[from..]
        .iter()
        .take_while(|t| t.words.start < sentence.end)
        .filter(|t| t.words.end <= sentence.end)
        .filter(|t| t.words.end <= date.start || t.words.start >= date.end)
        // What is to come is due; what is past was, for what it is worth now.
        .filter(|t| {
            if questions.list[t.question].leads {
                !past
            } else {
                !to_come
            }
        })
        .filter(|t| may_govern(page, questions, t, date))
        .filter_map(|t| Some((cost(page, &t.words, date)?, *t)))
        .filter(|(_, t)| asks_or_keeps(page, questions, t))
        .min_by_key(|(cost, t)| (*cost, t.words.start, t.question))
        .map(|(_, t)| t)
}

/// Whether the phrase stands to the date as its question wants: "said Monday", "due on Monday".
fn may_govern(page: &Page<'_>, questions: &Questions, trigger: &Trigger, date: &Range<usize>) -> bool {
    let question = &questions.list[trigger.question];
    (!question.adjacent || is_adjacent(page, questions, &trigger.words, date))
        && (!question.leads || leads(page, &trigger.words, date))
}

/// The phrases that may govern a date: an event that another phrase is about does not, "discovered *the intrusion* on January 18".
pub(super) fn governors<'t>(
    page: &Page<'_>,
    questions: &Questions,
    triggers: &[&'t Trigger],
) -> Vec<&'t Trigger> {
    let main = |t: &Trigger| questions.list[t.question].main;
    let is_object = |n: usize| {
        let object = triggers[n];
        main(object)
            && object.role == Role::Near
            && triggers[..n]
                .iter()
                .rev()
                .take(2)
                .any(|verb| !main(verb) && is_about(page, questions, verb, &object.words))
    };
    (0..triggers.len())
        .filter(|n| !is_object(*n))
        .map(|n| triggers[n])
        .collect()
}

/// Whether a phrase is about the event right behind it, with nothing but determiners and adjectives between.
fn is_about(page: &Page<'_>, questions: &Questions, verb: &Trigger, event: &Range<usize>) -> bool {
    let between = verb.words.end..event.start;
    let plain = |n: usize| page.gap(n).is_blank() && !questions.grammar.prepositions.contains(&page.hash(n));
    let near = (1..=OBJECT_REACH).contains(&between.len()) || page.word(verb.words.end - 1) == "of";
    verb.words.end <= event.start
        && near
        && between.len() <= OBJECT_REACH
        && page.gap(event.start).is_blank()
        && between.into_iter().all(plain)
        && asks(page, verb)
}

/// Whether the phrase asks its question here, or keeps its date from others though it does not: what was said on Monday did not happen then,
/// but a gun that "was found on Monday" may tell of nothing else.
fn asks_or_keeps(page: &Page<'_>, questions: &Questions, trigger: &Trigger) -> bool {
    !questions.list[trigger.question].lets_go || asks(page, trigger)
}

/// The phrases that lie in no longer one: "opened" begins nothing where somebody "opened fire".
pub(super) fn longest(mut triggers: Vec<&Trigger>) -> Vec<&Trigger> {
    triggers.sort_by_key(|t| (t.words.start, std::cmp::Reverse(t.words.end), t.question));
    let mut around = 0..0;
    triggers.retain(|t| {
        let inside = t.words.end <= around.end && t.words != around;
        if !inside {
            around = t.words.clone();
        }
        !inside
    });
    triggers
}

/// How loosely a phrase and a date stand together: words between, and much more for each clause between.
fn cost(page: &Page<'_>, phrase: &Range<usize>, date: &Range<usize>) -> Option<usize> {
    let between = if phrase.end <= date.start {
        phrase.end..date.start
    } else {
        date.end..phrase.start
    };
    let clauses = page.clause(phrase.start).abs_diff(page.clause(date.start)) as usize;
    let commas = between.clone().filter(|n| page.gap(*n).has(Gap::COMMA)).count();
    if clauses > 2 || (clauses > 0 && between.len() > REACH) {
        return None;
    }
    Some(between.len() + 8 * clauses + 2 * commas)
}

/// "scheduled for Monday": the phrase stands before its date in the same clause.
pub(super) fn leads(page: &Page<'_>, phrase: &Range<usize>, date: &Range<usize>) -> bool {
    phrase.end <= date.start
        && page.clause(phrase.start) == page.clause(date.start)
        && !(phrase.end..=date.start).any(|n| page.gap(n).has(Gap::COMMA))
}

/// "said Monday", "announced on Monday", "said in a statement Monday", "Monday said": no comma, few words between, and no other clause:
/// "said they came on Monday".
fn is_adjacent(page: &Page<'_>, questions: &Questions, phrase: &Range<usize>, date: &Range<usize>) -> bool {
    let (between, reach) = if phrase.end <= date.start {
        (phrase.end..date.start, 4)
    } else {
        (date.end..phrase.start, 1)
    };
    let open = !(between.start..=between.end).any(|n| page.gap(n).has_any(Gap::COMMA | Gap::QUOTE));
    let subject = |n: usize| questions.grammar.subjects.contains(&page.hash(n));
    between.len() <= reach && open && !between.clone().any(subject)
}
