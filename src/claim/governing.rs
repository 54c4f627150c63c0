//! Which phrase governs a date: the nearest one, same clause first, then distance.

use std::ops::Range;

use super::Questions;
use super::page::Page;
use super::triggers::Trigger;
use crate::model::Gap;

/// How far a phrase may stand from its date outside the date's clause.
const REACH: usize = 12;

/// The phrase nearest to the date: same clause first, then distance.
pub(super) fn governing<'t>(
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

/// "scheduled for Monday": the phrase stands before its date in the same clause.
pub(super) fn leads(page: &Page<'_>, phrase: &Range<usize>, date: &Range<usize>) -> bool {
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
