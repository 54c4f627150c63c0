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

/// Claims of all propositions.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let mut drafts = Vec::<Draft>::new();
    for trigger in triggers {
        let question = &questions.list[trigger.question];
        if question.shape != QuestionShape::Proposition {
            continue;
        }
        let words = match trigger.role {
            Role::Alone => trigger.words.clone(),
            Role::Predicate => match subject(page, triggers, trigger) {
                Some(subject) => join(subject, &trigger.words),
                None => continue,
            },
            _ => continue,
        };
        let again = drafts
            .iter()
            .any(|d| d.question == question.id && d.words.start < words.end && words.start < d.words.end);
        if !again {
            let value = ClaimValue::Proposition(question.id.clone());
            drafts.push(Draft::new(
                &question.id,
                &question.about,
                value,
                words,
                trigger.words.clone(),
            ));
        }
    }
    drafts
}

/// The nearest subject of the same question in the sentence.
fn subject<'t>(page: &Page<'_>, triggers: &'t [Trigger], predicate: &Trigger) -> Option<&'t Range<usize>> {
    let sentence = page.sentence_words(predicate.words.start);
    let from =
        triggers.partition_point(|t| (t.question, t.words.start) < (predicate.question, sentence.start));
    triggers[from..]
        .iter()
        .take_while(|t| t.question == predicate.question && t.words.start < sentence.end)
        .filter(|t| t.role == Role::Subject)
        .filter_map(|t| Some((distance(page, &t.words, &predicate.words)?, &t.words)))
        .min_by_key(|(distance, words)| (*distance, words.start))
        .map(|(_, words)| words)
}

fn distance(page: &Page<'_>, a: &Range<usize>, b: &Range<usize>) -> Option<usize> {
    let between = if a.end <= b.start {
        a.end..b.start
    } else {
        b.end..a.start
    };
    let open = !between
        .clone()
        .any(|n| page.gap(n).has_any(Gap::SEMICOLON | Gap::COLON));
    (between.len() <= REACH && open).then_some(between.len())
}
