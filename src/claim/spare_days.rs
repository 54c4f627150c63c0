//! The day of an event that no phrase of the event governs.

use super::Questions;
use super::dated::{days_of, is_future};
use super::days::{LEAD, Reading};
use super::page::Page;
use super::triggers::Trigger;
use crate::lexicon::Question;

/// The rule that reads days with a name.
pub(super) const HOLIDAY: &str = "dates/holiday";

/// Where no phrase of the event governs a date: the first day of the lead that no other question takes, if the lead tells of an event or of
/// what stands in for one.
pub(super) fn spare_day(
    page: &Page<'_>,
    questions: &Questions,
    (index, question): (usize, &Question),
    readings: &[Reading<'_>],
    triggers: &[&Trigger],
) -> Option<usize> {
    let in_lead = |at: usize| page.sentence(at).0 < LEAD;
    triggers
        .iter()
        .find(|t| tells(questions, (index, question), t) && in_lead(t.words.start))?;
    let mut spare = readings.iter().filter(|r| is_spare(page, questions, r));
    spare
        .find(|r| in_lead(page.ranges[r.mention].start))
        .map(|r| r.mention)
}

/// Whether a phrase tells of an event, or of what stands in for one.
fn tells(questions: &Questions, (index, question): (usize, &Question), trigger: &Trigger) -> bool {
    trigger.question == index || question.otherwise.contains(&questions.list[trigger.question].id)
}

/// Where nothing else does: the first such day of a text that tells of an event anywhere.
pub(super) fn only_day(
    page: &Page<'_>,
    questions: &Questions,
    asked: (usize, &Question),
    readings: &[Reading<'_>],
    triggers: &[&Trigger],
) -> Option<usize> {
    triggers.iter().find(|t| tells(questions, asked, t))?;
    let spare = readings.iter().find(|r| is_spare(page, questions, r));
    spare.map(|r| r.mention)
}

/// Whether a date is a past day that nothing governs, and neither that of a birth nor of what goes on: "remained in jail Thursday".
fn is_spare(page: &Page<'_>, questions: &Questions, reading: &Reading<'_>) -> bool {
    let n = reading.mention;
    let single = days_of(page, n).is_some_and(|(from, to)| from == to) && !is_future(page, n);
    let clause = page.clause_words(page.ranges[n].start);
    let lasts = |at: usize| questions.grammar.lasting.contains(&page.hash(at));
    // "a block party for Father's Day"
    let holiday = page.mentions[n].rule.as_str() == HOLIDAY;
    reading.trigger.is_none() && single && !holiday && !(clause.start..page.ranges[n].start).any(lasts)
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
