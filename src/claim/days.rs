//! When: a date answers the question whose phrase governs it most closely in its clause.
//!
//! Occurrence, detection, beginning and announcement are different questions; mixing them is the commonest false conflict.

use std::ops::Range;

use jiff::civil::Date;

use super::Questions;
use super::draft::{Draft, join};
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::lexicon::{Question, QuestionShape};
use crate::model::{ClaimValue, ClaimWhen, Gap, TimexType, Value, When};

/// How far a phrase may stand from its date outside the date's clause.
const REACH: usize = 12;

/// Sentences in which a date that nothing governs may still be the day of the event.
const LEAD: usize = 6;

/// Days from which a time is too long for one event.
const LONG: i32 = 62;

/// A date with the phrase that governs it.
struct Reading<'t> {
    mention: usize,
    trigger: Option<&'t Trigger>,
}

/// Claims of all questions of days.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let of_days: Vec<&Trigger> = triggers
        .iter()
        .filter(|t| {
            matches!(t.role, Role::Near | Role::Strong)
                && questions.list[t.question].shape == QuestionShape::When
        })
        .collect();
    let readings: Vec<Reading<'_>> = page
        .mentions
        .iter()
        .enumerate()
        .filter(|(n, m)| {
            matches!(&m.value, Value::When(when) if is_calendar(when)) && !page.ranges[*n].is_empty()
        })
        .map(|(n, _)| Reading {
            mention: n,
            trigger: governing(page, questions, &of_days, &page.ranges[n]),
        })
        .collect();
    let mut drafts = Vec::new();
    for reading in &readings {
        let Some(trigger) = reading.trigger else { continue };
        let question = &questions.list[trigger.question];
        let led = !question.leads || leads(page, &trigger.words, &page.ranges[reading.mention]);
        let fine = !question.fine || !is_year(page, reading.mention);
        if !question.main && led && fine && questions.senses.asks(page, trigger) {
            drafts.extend(draft(page, question, reading.mention, &trigger.words));
        }
    }
    for (index, question) in questions.list.iter().enumerate().filter(|(_, q)| q.main) {
        drafts.extend(main_event(page, questions, index, question, &readings, &of_days));
    }
    drafts
}

fn draft(page: &Page<'_>, question: &Question, mention: usize, trigger: &Range<usize>) -> Option<Draft> {
    let Value::When(when) = &page.mentions[mention].value else {
        return None;
    };
    let value = ClaimValue::When(day(when));
    Some(Draft::new(
        &question.id,
        &question.about,
        value,
        join(&page.ranges[mention], trigger),
        trigger.clone(),
    ))
}

/// The day of what the article is about: the date most often and most surely tied to it, and the dates that agree with that one.
fn main_event(
    page: &Page<'_>,
    questions: &Questions,
    index: usize,
    question: &Question,
    readings: &[Reading<'_>],
    triggers: &[&Trigger],
) -> Vec<Draft> {
    let own: Vec<(usize, &Trigger)> = readings
        .iter()
        .filter_map(|r| Some((r.mention, r.trigger?)))
        .filter(|(n, t)| t.question == index && !is_future(page, *n) && !is_ongoing(page, *n))
        .collect();
    let Some(best) = best_day(page, &own) else {
        let spare = spare_day(page, index, readings, triggers)
            .or_else(|| other_day(page, questions, question, readings));
        let drafts = spare.and_then(|n| draft(page, question, n, &page.ranges[n]));
        return drafts
            .into_iter()
            .chain(
                own.iter()
                    .filter_map(|(n, t)| draft(page, question, *n, &t.words)),
            )
            .collect();
    };
    own.iter()
        .filter(|(n, _)| covers(page, *n, best))
        .filter_map(|(n, t)| draft(page, question, *n, &t.words))
        .collect()
}

fn days_of(page: &Page<'_>, mention: usize) -> Option<(Date, Date)> {
    match &page.mentions[mention].value {
        Value::When(when) => Some((when.from?, when.to?)),
        _ => None,
    }
}

fn covers(page: &Page<'_>, mention: usize, day: Date) -> bool {
    days_of(page, mention).is_some_and(|(from, to)| from <= day && day <= to)
}

fn is_future(page: &Page<'_>, mention: usize) -> bool {
    let published = page.article.published.map(|a| a.day);
    days_of(page, mention)
        .zip(published)
        .is_some_and(|((from, _), published)| from > published)
}

/// Whether a date is a long time that the article lies in: "shootings so far this year" are not one event.
fn is_ongoing(page: &Page<'_>, mention: usize) -> bool {
    let published = page.article.published.map(|a| a.day);
    days_of(page, mention)
        .zip(published)
        .is_some_and(|((from, to), published)| {
            (to - from).get_days() > LONG && from <= published && published <= to
        })
}

/// The single day with the greatest weight; the first of equals. "Happened" and the lead weigh more.
fn best_day(page: &Page<'_>, own: &[(usize, &Trigger)]) -> Option<Date> {
    let mut weights: Vec<(Date, u32)> = Vec::new();
    for (n, trigger) in own {
        let Some((day, _)) = days_of(page, *n).filter(|(from, to)| from == to) else {
            continue;
        };
        let lead = page.sentence(page.ranges[*n].start).0 < LEAD / 2;
        let weight = 2 + 3 * u32::from(trigger.role == Role::Strong) + 3 * u32::from(lead);
        match weights.iter_mut().find(|(d, _)| *d == day) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((day, weight)),
        }
    }
    let most = weights.iter().map(|(_, w)| *w).max()?;
    weights.iter().find(|(_, w)| *w == most).map(|(day, _)| *day)
}

/// Where no phrase of the event governs a date: the first day of the lead that no other question takes, if the lead tells of an event.
fn spare_day(
    page: &Page<'_>,
    index: usize,
    readings: &[Reading<'_>],
    triggers: &[&Trigger],
) -> Option<usize> {
    let in_lead = |at: usize| page.sentence(at).0 < LEAD;
    triggers
        .iter()
        .find(|t| t.question == index && in_lead(t.words.start))?;
    let single = |n: usize| days_of(page, n).is_some_and(|(from, to)| from == to) && !is_future(page, n);
    readings
        .iter()
        .filter(|r| r.trigger.is_none() && single(r.mention) && in_lead(page.ranges[r.mention].start))
        .map(|r| r.mention)
        .next()
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

/// The first day of the lead that answers a question which stands in for this one.
fn other_day(
    page: &Page<'_>,
    questions: &Questions,
    question: &Question,
    readings: &[Reading<'_>],
) -> Option<usize> {
    let single = |n: usize| days_of(page, n).is_some_and(|(from, to)| from == to) && !is_future(page, n);
    let found = readings.iter().find(|r| {
        let answers = r
            .trigger
            .is_some_and(|t| question.otherwise.contains(&questions.list[t.question].id));
        answers && single(r.mention) && page.sentence(page.ranges[r.mention].start).0 < LEAD
    });
    found.map(|r| r.mention)
}

/// The phrase nearest to the date: same clause first, then distance.
fn governing<'t>(
    page: &Page<'_>,
    questions: &Questions,
    triggers: &[&'t Trigger],
    date: &Range<usize>,
) -> Option<&'t Trigger> {
    let sentence = page.sentence_words(date.start);
    triggers
        .iter()
        .filter(|t| t.words.start >= sentence.start && t.words.end <= sentence.end)
        .filter(|t| t.words.end <= date.start || t.words.start >= date.end)
        .filter(|t| !questions.list[t.question].adjacent || is_adjacent(page, &t.words, date))
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

/// Whether a date covers most of a year or more.
fn is_year(page: &Page<'_>, mention: usize) -> bool {
    days_of(page, mention).is_some_and(|(from, to)| (to - from).get_days() > LONG)
}

/// "scheduled for Monday": the phrase stands before its date in the same clause.
fn leads(page: &Page<'_>, phrase: &Range<usize>, date: &Range<usize>) -> bool {
    phrase.end <= date.start
        && page.clause(phrase.start) == page.clause(date.start)
        && !(phrase.end..=date.start).any(|n| page.gap(n).has(Gap::COMMA))
}

/// "said Monday", "announced on Monday", "said in a statement Monday", "Monday said": no comma, few words between.
fn is_adjacent(page: &Page<'_>, phrase: &Range<usize>, date: &Range<usize>) -> bool {
    let (between, reach) = if phrase.end <= date.start {
        (phrase.end..date.start, 4)
    } else {
        (date.end..phrase.start, 1)
    };
    let open = !(between.start..=between.end).any(|n| page.gap(n).has_any(Gap::COMMA | Gap::QUOTE));
    between.len() <= reach && open
}
