//! Declared questions answered in words: charges, sentences, causes, damage.

use std::ops::Range;

use super::Questions;
use super::draft::Draft;
use super::page::{Page, one_line};
use super::triggers::{Role, Trigger};
use crate::lexicon::QuestionShape;
use crate::model::{Certainty, ClaimValue, Gap};

/// Most words of an answer.
const LONGEST: usize = 10;

/// Claims of all questions answered in words.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let mut drafts = Vec::<Draft>::new();
    for trigger in triggers {
        let question = &questions.list[trigger.question];
        if question.shape != QuestionShape::Phrase {
            continue;
        }
        let answer = match trigger.role {
            Role::Before => behind(page, questions, trigger.words.end),
            Role::After => ahead(page, questions, trigger.words.start),
            Role::Zero => trigger.words.clone(),
            _ => continue,
        };
        if answer.is_empty()
            || drafts.iter().any(|d| {
                d.question == question.id && d.words.start < answer.end && answer.start < d.words.end
            })
        {
            continue;
        }
        let value = ClaimValue::Phrase(one_line(page.text(&answer)));
        let mut draft = Draft::new(
            &question.id,
            &question.about,
            value,
            answer,
            trigger.words.clone(),
        );
        if trigger.role == Role::Zero {
            draft.certainty = Some(Certainty::Unknown);
            draft.negation_in_value = true;
        }
        drafts.push(draft);
    }
    drafts
}

fn ends(page: &Page<'_>, questions: &Questions, at: usize) -> bool {
    page.gap(at).has_any(
        Gap::COMMA
            | Gap::STOP
            | Gap::SEMICOLON
            | Gap::COLON
            | Gap::DASH
            | Gap::PARAGRAPH
            | Gap::TERMINAL
            | Gap::OPEN,
    ) || questions.grammar.subject_walls.contains(&page.hash(at))
        || page.in_date(at)
}

fn behind(page: &Page<'_>, questions: &Questions, from: usize) -> Range<usize> {
    let upto = (from + LONGEST).min(page.sentence_words(from.saturating_sub(1)).end);
    let end = (from..upto).find(|n| ends(page, questions, *n)).unwrap_or(upto);
    let last_is_preposition = end > from && questions.grammar.prepositions.contains(&page.hash(end - 1));
    from..end - usize::from(last_is_preposition)
}

fn ahead(page: &Page<'_>, questions: &Questions, to: usize) -> Range<usize> {
    let first = page.sentence_words(to).start.max(to.saturating_sub(LONGEST));
    let start = (first..to)
        .rev()
        .find(|n| *n == first || ends(page, questions, *n))
        .unwrap_or(to);
    let skip = usize::from(questions.grammar.subject_walls.contains(&page.hash(start)) && start < to);
    start + skip..to
}
