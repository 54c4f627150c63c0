//! Declared propositions: whether something is so. Polarity and certainty carry the answer.

use std::ops::Range;

use super::Questions;
use super::draft::{Draft, join};
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::lexicon::QuestionShape;
use crate::model::{ClaimValue, Gap};

/// How many words may stand between what a proposition is about and what it says.
const REACH: usize = 9;

/// A proposition read, with the words between what it is about and what it says.
struct Reading {
    draft: Draft,
    distance: usize,
}

/// Claims of all propositions. A predicate that two questions know is said of the subject that stands nearer to it.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let mut readings = Vec::<Reading>::new();
    for trigger in triggers {
        let question = &questions.list[trigger.question];
        if question.shape != QuestionShape::Proposition {
            continue;
        }
        let (words, distance) = match trigger.role {
            Role::Alone => (trigger.words.clone(), 0),
            Role::Predicate => match subject(page, questions, triggers, trigger) {
                Some((distance, subject)) => (join(subject, &trigger.words), distance),
                None => continue,
            },
            _ => continue,
        };
        let again = readings.iter().any(|Reading { draft: d, .. }| {
            d.question == question.id && d.words.start < words.end && words.start < d.words.end
        });
        if !again {
            let value = ClaimValue::Proposition(question.id.clone());
            let draft = Draft::new(&question.id, &question.about, value, words, trigger.words.clone());
            readings.push(Reading { draft, distance });
        }
    }
    let nearer = |r: &Reading| {
        readings.iter().any(|other| {
            let shared = other.draft.predicate.start < r.draft.predicate.end
                && r.draft.predicate.start < other.draft.predicate.end;
            shared && other.draft.question != r.draft.question && other.distance < r.distance
        })
    };
    let kept = readings.iter().filter(|r| !nearer(r));
    kept.map(|r| r.draft.clone()).collect()
}

/// The nearest subject of the same question in the sentence.
fn subject<'t>(
    page: &Page<'_>,
    questions: &Questions,
    triggers: &'t [Trigger],
    predicate: &Trigger,
) -> Option<(usize, &'t Range<usize>)> {
    let sentence = page.sentence_words(predicate.words.start);
    let from =
        triggers.partition_point(|t| (t.question, t.words.start) < (predicate.question, sentence.start));
    triggers[from..]
        .iter()
        .take_while(|t| t.question == predicate.question && t.words.start < sentence.end)
        .filter(|t| t.role == Role::Subject)
        .filter_map(|t| Some((distance(page, questions, &t.words, &predicate.words)?, &t.words)))
        .min_by_key(|(distance, words)| (*distance, words.start))
}

/// How many words stand between a subject and its predicate, if the two belong together. An object is at most the "of" of a number away
/// from its verb: "stole thousands of records", not "stole a van with records".
fn distance(
    page: &Page<'_>,
    questions: &Questions,
    subject: &Range<usize>,
    predicate: &Range<usize>,
) -> Option<usize> {
    let active = predicate.end <= subject.start;
    let between = if active {
        predicate.end..subject.start
    } else {
        subject.end..predicate.start
    };
    let open = !between
        .clone()
        .any(|n| page.gap(n).has_any(Gap::SEMICOLON | Gap::COLON));
    let other = active
        && between
            .clone()
            .any(|n| questions.grammar.object_walls.contains(&page.hash(n)));
    (between.len() <= REACH && open && !other).then_some(between.len())
}
