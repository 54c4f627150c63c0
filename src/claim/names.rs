//! Declared questions that names answer: who did it, who found it, who was hit.

use std::ops::Range;

use super::Questions;
use super::draft::{Draft, join};
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::lexicon::QuestionShape;
use crate::model::{ClaimValue, Gap, Mention, Value};

/// How many words may stand between a phrase and its name.
const REACH: usize = 4;

/// Claims of all questions of names.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let mut drafts = Vec::<Draft>::new();
    for trigger in triggers {
        let question = &questions.list[trigger.question];
        if question.shape != QuestionShape::Names {
            continue;
        }
        let sentence = page.sentence_words(trigger.words.start);
        let fits = |m: &Mention| question.kinds.iter().any(|k| k == m.kind.as_str());
        let Some((words, entity)) = name(page, trigger, &sentence, fits) else {
            continue;
        };
        let value = ClaimValue::Names(vec![entity]);
        let draft = Draft::new(
            &question.id,
            &question.about,
            value,
            join(&words, &trigger.words),
            trigger.words.clone(),
        );
        let again = drafts.iter().any(|d| {
            d.question == draft.question
                && d.value == draft.value
                && d.words.start < draft.words.end
                && draft.words.start < d.words.end
        });
        if !again {
            drafts.push(draft);
        }
    }
    drafts
}

fn name(
    page: &Page<'_>,
    trigger: &Trigger,
    sentence: &Range<usize>,
    fits: impl Fn(&Mention) -> bool,
) -> Option<(Range<usize>, String)> {
    let at = &trigger.words;
    let before = || {
        let from = at.start.saturating_sub(REACH + 12).max(sentence.start);
        page.mentions_in(&(from..at.start))
            .filter(|(n, m)| {
                fits(m)
                    && page.ranges[*n].end <= at.start
                    && at.start - page.ranges[*n].end <= REACH
                    && open(page, &(page.ranges[*n].end..at.start))
            })
            .last()
    };
    let behind = || {
        let upto = (at.end + REACH + 1).min(sentence.end);
        page.mentions_in(&(at.end..upto))
            .find(|(n, m)| fits(m) && open(page, &(at.end..page.ranges[*n].start)))
    };
    let (index, mention) = match trigger.role {
        Role::Before => behind()?,
        Role::After => before()?,
        Role::Near => before().or_else(behind)?,
        _ => return None,
    };
    match &mention.value {
        Value::Name(name) => {
            let entity = name.entity.as_ref().or(name.candidates.first())?;
            Some((page.ranges[index].clone(), entity.to_string()))
        }
        _ => None,
    }
}

/// Whether no clause ends in these words.
fn open(page: &Page<'_>, between: &Range<usize>) -> bool {
    !between
        .clone()
        .any(|n| page.gap(n).has_any(Gap::SEMICOLON | Gap::PARAGRAPH | Gap::STOP) && n > between.start)
}
