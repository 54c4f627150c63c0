//! When: a date answers the question whose phrase governs it most closely in its clause.
//!
//! Occurrence, detection, beginning and announcement are different questions; mixing them is the commonest false conflict.

use std::ops::Range;

use super::Questions;
use super::draft::{Draft, join};
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::lexicon::QuestionShape;
use crate::model::{ClaimValue, ClaimWhen, Gap, TimexType, Value, When};

/// How far a phrase may stand from its date outside the date's clause.
const REACH: usize = 12;

/// Claims of all questions of days.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let of_days: Vec<&Trigger> = triggers
        .iter()
        .filter(|t| t.role == Role::Near && questions.list[t.question].shape == QuestionShape::When)
        .collect();
    let mut drafts = Vec::new();
    for (index, mention) in page.mentions.iter().enumerate() {
        let Value::When(when) = &mention.value else {
            continue;
        };
        if !is_calendar(when) || page.ranges[index].is_empty() {
            continue;
        }
        let words = &page.ranges[index];
        if let Some(trigger) = governing(page, &of_days, words) {
            let question = &questions.list[trigger.question];
            let value = ClaimValue::When(day(when));
            drafts.push(Draft::new(
                &question.id,
                &question.about,
                value,
                join(words, &trigger.words),
                trigger.words.clone(),
            ));
        }
    }
    drafts
}

/// Days, weeks, months, years and clock times of a known day; no durations, no sets.
fn is_calendar(when: &When) -> bool {
    matches!(when.timex, TimexType::Date | TimexType::Time) && when.from.is_some()
}

/// A time of a day says its day.
fn day(when: &When) -> ClaimWhen {
    let mut value = ClaimWhen::from(when);
    if let (TimexType::Time, Some(from)) = (when.timex, when.from) {
        value.value = from.to_string();
    }
    value
}

/// The phrase nearest to the date: same clause first, then distance.
fn governing<'t>(page: &Page<'_>, triggers: &[&'t Trigger], date: &Range<usize>) -> Option<&'t Trigger> {
    let sentence = page.sentence_words(date.start);
    triggers
        .iter()
        .filter(|t| t.words.start >= sentence.start && t.words.end <= sentence.end)
        .filter(|t| t.words.end <= date.start || t.words.start >= date.end)
        .filter_map(|t| Some((cost(page, &t.words, date)?, *t)))
        .min_by_key(|(cost, t)| (*cost, t.words.start, t.question))
        .map(|(_, t)| t)
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
