//! The day of an event that no phrase of the event governs.

use super::Questions;
use super::dated::{days_of, is_future};
use super::days::{LEAD, Reading};
use super::page::Page;
use super::triggers::Trigger;
use crate::lexicon::Question;

/// Where no phrase of the event governs a date: the first day of the lead that no other question takes, if the lead tells of an event.
pub(super) fn spare_day(
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

/// The first day of the lead that answers a question which stands in for this one.
pub(super) fn other_day(
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
