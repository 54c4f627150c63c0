//! When: a date answers the question whose phrase governs it most closely in its clause.
//!
//! Occurrence, detection, beginning and announcement are different questions; mixing them is the commonest false conflict.

use std::ops::Range;

use jiff::civil::Date;

use super::Questions;
use super::dated::{
    BARE_CLOCK, covers, days_of, is_calendar, is_dateline, is_future, is_one_day, is_ongoing, is_overnight,
    is_year,
};
use super::draft::{Draft, join};
use super::governing::{governing, governors, longest};
use super::named_days::is_of_another;
use super::news::News;
use super::open_days;
use super::page::Page;
use super::senses::asks;
use super::spare_days::{only_day, other_day, spare_day};
use super::triggers::{Role, Trigger};
use crate::lexicon::{Question, QuestionShape};
use crate::model::{Basis, ClaimValue, ClaimWhen, TimexType, Value};

/// Sentences in which a date that nothing governs may still be the day of the event.
pub(super) const LEAD: usize = 6;

/// A date with the phrase that governs it.
pub(super) struct Reading<'t> {
    /// Index of the date.
    pub(super) mention: usize,
    /// The phrase.
    pub(super) trigger: Option<&'t Trigger>,
}

/// Claims of all questions of days.
pub(super) fn drafts(
    page: &Page<'_>,
    questions: &Questions,
    triggers: &[Trigger],
    news: &News,
) -> Vec<Draft> {
    let of_days = triggers.iter().filter(|t| {
        matches!(t.role, Role::Near | Role::Strong | Role::Implied)
            && questions.list[t.question].shape == QuestionShape::When
    });
    let of_days = longest(of_days.collect());
    let governors = governors(page, questions, &of_days);
    let readings: Vec<Reading<'_>> = page
        .mentions
        .iter()
        .enumerate()
        .filter(|(n, m)| {
            matches!(&m.value, Value::When(when) if is_calendar(when))
                && !page.ranges[*n].is_empty()
                && !is_dateline(page, &page.ranges[*n])
        })
        .map(|(n, _)| Reading {
            mention: n,
            trigger: governing(page, questions, &governors, n)
                .filter(|phrase| !open_days::goes_on_before(page, questions, &page.ranges[n], &phrase.words)),
        })
        .collect();
    let mut drafts = Vec::new();
    for reading in &readings {
        let Some(trigger) = reading.trigger else {
            drafts.extend(open_days::draft(page, questions, reading.mention));
            continue;
        };
        let question = &questions.list[trigger.question];
        let fine = !question.fine || !is_year(page, reading.mention);
        if !question.main && fine && asks(page, trigger) {
            let mut draft = draft(page, question, reading.mention, &trigger.words);
            if let (Some(draft), true) = (&mut draft, question.slip.is_some()) {
                draft.doing = whose(page, &trigger.words);
            }
            drafts.extend(draft);
        }
    }
    let readings: Vec<Reading<'_>> = readings
        .into_iter()
        .filter(|r| !news.is_old(page, r.mention))
        .filter(|r| !is_of_another(page, questions, &of_days, r.mention))
        .collect();
    for (index, question) in questions.list.iter().enumerate().filter(|(_, q)| q.main) {
        drafts.extend(main_event(page, questions, index, question, &readings, &of_days));
    }
    drafts
}

fn draft(page: &Page<'_>, question: &Question, mention: usize, trigger: &Range<usize>) -> Option<Draft> {
    let Value::When(when) = &page.mentions[mention].value else {
        return None;
    };
    let mut value = ClaimWhen::from(when);
    // A time of a day says its day.
    if let Some((from, to)) = days_of(page, mention).filter(|_| when.timex == TimexType::Time) {
        (value.from, value.to, value.value) = (Some(from), Some(to), from.to_string());
    }
    if is_overnight(page, mention) {
        // From an evening to the morning after.
        value.to = value.from.and_then(|eve| eve.tomorrow().ok());
    }
    let value = ClaimValue::When(value);
    Some(Draft::new(
        &question.id,
        &question.about,
        value,
        join(&page.ranges[mention], trigger),
        trigger.clone(),
    ))
}

/// The person nearest to a phrase in its clause: whose arrest it is.
fn whose(page: &Page<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let clause = page.clause_words(phrase.start);
    let names = page.mentions_in(&clause);
    let persons = names
        .filter(|(_, m)| m.kind.as_str() == "person")
        .map(|(n, _)| &page.ranges[n]);
    let away = |name: &&Range<usize>| {
        let behind = name.start.saturating_sub(phrase.end);
        behind.max(phrase.start.saturating_sub(name.end))
    };
    persons.min_by_key(away).cloned()
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
        .filter(|(n, t)| t.question == index && may_be_told(page, *n))
        .collect();
    let spare = spare_day(page, questions, (index, question), readings, triggers);
    let sure = own
        .iter()
        .any(|(n, t)| is_sure(page, *n, t) && is_one_day(page, *n));
    let of_lead = spare.or_else(|| other_day(page, questions, question, readings));
    let best = best_day(page, &own).filter(|_| sure || spare.is_none());
    let Some(best) = best else {
        let of_event = of_lead.and_then(|n| days_of(page, n)).map(|(day, _)| day);
        let spare = of_lead.or_else(|| {
            own.is_empty()
                .then(|| only_day(page, questions, (index, question), readings, triggers))
                .flatten()
        });
        let spare = spare.and_then(|n| inferred(page, question, n));
        let own = own
            .iter()
            .filter(|(n, _)| of_event.is_none_or(|day| covers(page, *n, day)));
        let own = own.filter_map(|(n, t)| told(page, question, *n, t));
        return spare.into_iter().chain(own).collect();
    };
    own.iter()
        .filter(|(n, _)| covers(page, *n, best))
        .filter_map(|(n, t)| told(page, question, *n, t))
        .collect()
}

/// A claim by a day that no phrase of the event governs.
fn inferred(page: &Page<'_>, question: &Question, mention: usize) -> Option<Draft> {
    let mut draft = draft(page, question, mention, &page.ranges[mention])?;
    draft.basis = Basis::Inferred;
    Some(draft)
}

/// A claim on the event. The day of a bare clock time and a day that is only implied are inferred.
fn told(page: &Page<'_>, question: &Question, mention: usize, trigger: &Trigger) -> Option<Draft> {
    let mut draft = draft(page, question, mention, &trigger.words)?;
    if !is_sure(page, mention, trigger) {
        draft.basis = Basis::Inferred;
    }
    Some(draft)
}

/// Whether a date can be that of a finished event: not to come, not going on, not only where a time begins or ends.
fn may_be_told(page: &Page<'_>, mention: usize) -> bool {
    let begins = page.ranges[mention].start.checked_sub(1);
    let word = begins.map(|n| page.word(n).to_lowercase()).unwrap_or_default();
    // "Just before 3 p.m. on Saturday" is when it happened.
    let clock = matches!(&page.mentions[mention].value, Value::When(when) if when.timex == TimexType::Time);
    let ends = !clock && ["before", "until"].contains(&word.as_str());
    word != "since" && !ends && !is_future(page, mention) && !is_ongoing(page, mention)
}

/// Whether a date names its day and its phrase says that the event was then: "at 9 p.m." and "died Friday" do not.
fn is_sure(page: &Page<'_>, mention: usize, trigger: &Trigger) -> bool {
    let date = &page.ranges[mention];
    let behind = date.end.min(trigger.words.end)..trigger.words.start;
    let later = behind
        .into_iter()
        .any(|n| ["after", "following"].contains(&page.word(n).to_lowercase().as_str()));
    trigger.role != Role::Implied && !later && page.mentions[mention].rule.as_str() != BARE_CLOCK
}

/// The single day with the greatest weight; the first of equals. "Happened" and the lead weigh more, what is not sure hardly at all.
fn best_day(page: &Page<'_>, own: &[(usize, &Trigger)]) -> Option<Date> {
    let mut weights: Vec<(Date, u32)> = Vec::new();
    for (n, trigger) in own {
        let Some((day, _)) = days_of(page, *n).filter(|(from, to)| from == to) else {
            continue;
        };
        let lead = page.sentence(page.ranges[*n].start).0 < LEAD / 2;
        let weight = if is_sure(page, *n, trigger) {
            2 + 3 * u32::from(trigger.role == Role::Strong) + 3 * u32::from(lead)
        } else {
            1 + u32::from(lead)
        };
        match weights.iter_mut().find(|(d, _)| *d == day) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((day, weight)),
        }
    }
    let most = weights.iter().map(|(_, w)| *w).max()?;
    weights.iter().find(|(_, w)| *w == most).map(|(day, _)| *day)
}
