//! Figures that stand further behind their phrase: over a verb's object ("fined the driver £400", "bought the brewery for $2 billion")
//! and over a noun's verb ("the reward now stands at $35,000").

use std::ops::Range;

use super::Questions;
use super::amounts::Figure;
use super::link::is_passive;
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::model::{Gap, Measure};

/// Most words of an object between a verb and its sum: "fined each of the three men".
const OBJECT: usize = 5;
/// The same before a word that links the sum: "agreed to sell the mine to a rival *for*".
const LINKED: usize = 8;
/// Most words between a noun and its number: "the reward for information about the robbery has been raised to".
const LEVEL: usize = 10;

/// Marks over which a verb or noun and its figure do not belong together.
const MARKS: Gap = Gap::COMMA
    .with(Gap::SEMICOLON)
    .with(Gap::COLON)
    .with(Gap::DASH)
    .with(Gap::OPEN)
    .with(Gap::CLOSE)
    .with(Gap::PARAGRAPH);

/// The figure behind a verb and its object, or behind a passive: "was fined $5 million".
pub(super) fn behind_verb(
    page: &Page<'_>,
    questions: &Questions,
    figures: &[Figure<'_>],
    trigger: &Trigger,
) -> Option<usize> {
    let index = figures.partition_point(|f| f.words.start < trigger.words.end);
    let figure = figures.get(index)?;
    let between = trigger.words.end..figure.words.start;
    if figure.amount.measure != Measure::Money || is_walled(page, questions, &between) {
        return None;
    }
    let links = &questions.list[trigger.question].links;
    let linked = between.len() <= LINKED
        && !between.is_empty()
        && links
            .iter()
            .any(|link| page.word(between.end - 1).eq_ignore_ascii_case(link));
    let object = || {
        let of = |n: usize| page.is_one_of(n, &["of"]);
        let passive = is_passive(page, &questions.grammar, &trigger.words);
        let reach = if passive { 0 } else { OBJECT };
        between.len() <= reach && between.clone().all(|n| of(n) || is_of_object(page, questions, n))
    };
    (linked || (trigger.role != Role::Near && object())).then_some(index)
}

/// Whether a word can stand in the object between a verb and its sum: no preposition and no verb.
fn is_of_object(page: &Page<'_>, questions: &Questions, at: usize) -> bool {
    let grammar = &questions.grammar;
    let hash = page.hash(at);
    !grammar.prepositions.contains(&hash)
        && !grammar.be.contains(&hash)
        && !grammar.have.contains(&hash)
        && !page.word(at).ends_with("ing")
}

/// The number at which a noun stands: behind "was", "rose to", "stands at", and not "from".
pub(super) fn level_of(
    page: &Page<'_>,
    questions: &Questions,
    figures: &[Figure<'_>],
    trigger: &Trigger,
) -> Option<usize> {
    let first = figures.partition_point(|f| f.words.start < trigger.words.end);
    (first..figures.len())
        .take_while(|n| {
            let between = trigger.words.end..figures[*n].words.start;
            between.len() <= LEVEL && !is_walled(page, questions, &between)
        })
        .find(|n| {
            let first = figures[*n].words.start;
            let touches = first == trigger.words.end;
            // "revenue exceeded $1 million": the word is part of the figure.
            let bounded = touches && page.number_at(first).is_none();
            bounded || (!touches && questions.noun_is("level", page.hash(first - 1)))
        })
}

/// Whether another clause or a mark stands in or behind these words.
fn is_walled(page: &Page<'_>, questions: &Questions, between: &Range<usize>) -> bool {
    let grammar = &questions.grammar;
    (between.start..=between.end).any(|n| page.gap(n).has_any(MARKS))
        || between.clone().any(|n| {
            let hash = page.hash(n);
            grammar.subject_walls.contains(&hash)
                || grammar.relative_pronouns.contains(&hash)
                || grammar.clause_starters.contains(&hash)
        })
}
