//! Declared questions that figures answer: money, votes, seats, scores.

use std::ops::Range;

use super::Questions;
use super::draft::{Draft, join, plain_name};
use super::link::governed;
use super::page::Page;
use super::triggers::Trigger;
use crate::lexicon::Question;
use crate::model::{Amount, ClaimAmount, ClaimValue, Gap, Measure, Value};
use crate::split::hash_folded;

/// Claims of all amount questions that do not count described persons.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let mut drafts = Vec::<Draft>::new();
    for trigger in triggers {
        let question = &questions.list[trigger.question];
        if question.shape != crate::lexicon::QuestionShape::Amount || question.persons {
            continue;
        }
        let sentence = page.sentence_words(trigger.words.start);
        let figures: Vec<(usize, Range<usize>, &Amount)> = figures(page, questions, question, &sentence);
        if figures.is_empty() {
            continue;
        }
        let ranges: Vec<Range<usize>> = figures.iter().map(|f| f.1.clone()).collect();
        let Some((_, words, amount)) = near(page, questions, &ranges, trigger).and_then(|n| figures.get(n))
        else {
            continue;
        };
        let value = ClaimValue::Amount(ClaimAmount::from(*amount));
        let about = about(page, question, words, &sentence);
        let draft = Draft::new(
            &question.id,
            &about,
            value,
            join(words, &trigger.words),
            trigger.words.clone(),
        );
        let again = drafts.iter().any(|d| {
            d.question == draft.question
                && d.words.start <= words.start
                && words.end <= d.words.end
                && d.value == draft.value
        });
        if !again {
            drafts.push(draft);
        }
    }
    drafts
}

/// A phrase after or before its number may also touch it: "3,000 jobs", "6 seats".
fn near(page: &Page<'_>, questions: &Questions, ranges: &[Range<usize>], trigger: &Trigger) -> Option<usize> {
    governed(page, &questions.grammar, ranges, trigger)
}

fn figures<'p>(
    page: &Page<'p>,
    questions: &Questions,
    question: &Question,
    sentence: &Range<usize>,
) -> Vec<(usize, Range<usize>, &'p Amount)> {
    page.mentions_in(sentence)
        .filter_map(|(n, m)| match &m.value {
            Value::Amount(amount)
                if fits(questions, question, amount) && !is_record(page, amount, &page.ranges[n]) =>
            {
                Some((n, page.ranges[n].clone(), amount))
            }
            _ => None,
        })
        .collect()
}

/// "the Harriers (11-4)": games won and lost, not the score of one.
fn is_record(page: &Page<'_>, amount: &Amount, words: &Range<usize>) -> bool {
    amount.measure == Measure::Score && page.gap(words.start).has(Gap::OPEN)
}

/// Whether a figure is of a sort that answers the question.
fn fits(questions: &Questions, question: &Question, amount: &Amount) -> bool {
    if !question.measures.is_empty() && !question.measures.contains(&amount.measure) {
        return false;
    }
    match (&question.of, &amount.of) {
        (Some(list), Some(of)) => questions.noun_is(list, hash_folded(of)),
        (Some(_), None) => !matches!(amount.measure, Measure::Count),
        (None, _) => true,
    }
}

/// What the answer is about: the question's own words, or the name nearest before the number in its clause where each name has its own
/// answer.
fn about(page: &Page<'_>, question: &Question, words: &Range<usize>, sentence: &Range<usize>) -> String {
    if !question.per_name {
        return question.about.clone();
    }
    let name = page
        .mentions_in(&(sentence.start..words.start))
        .filter(|(n, _)| page.clause(page.ranges[*n].start) == page.clause(words.start))
        .filter_map(|(_, m)| match &m.value {
            Value::Name(name) if names_holder(question, m.kind.as_str()) => name.entity.as_deref(),
            _ => None,
        })
        .last();
    name.map_or_else(
        || question.about.clone(),
        |entity| format!("{} of {}", question.about, plain_name(entity)),
    )
}

/// Whether a name of this kind tells the answers of a question apart.
fn names_holder(question: &Question, kind: &str) -> bool {
    if question.kinds.is_empty() {
        kind != "place"
    } else {
        question.kinds.iter().any(|k| k == kind)
    }
}
