//! Declared questions that names answer: who did it, who found it, who was hit.

use std::ops::Range;

use super::Questions;
use super::draft::{Draft, join};
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::lexicon::QuestionShape;
use crate::model::{ClaimValue, Gap, Mention, Value};

/// How many words may stand between a name and the phrase behind it.
const REACH: usize = 4;
/// How many between a phrase and the name behind it: "detected by the British incident response firm Larkspur".
const LONG_REACH: usize = 7;

/// Claims of all questions of names.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let mut drafts = Vec::<Draft>::new();
    for trigger in triggers {
        let question = &questions.list[trigger.question];
        if question.shape != QuestionShape::Names {
            continue;
        }
        let sentence = page.sentence_words(trigger.words.start);
        if is_turned(page, questions, trigger) {
            continue;
        }
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

/// Whether the verb is passive where the phrase is active: "the bank has been blamed", "compromised by the gang".
fn is_turned(page: &Page<'_>, questions: &Questions, trigger: &Trigger) -> bool {
    let at = &trigger.words;
    match trigger.role {
        Role::After => at.start > 0 && questions.grammar.be.contains(&page.hash(at.start - 1)),
        Role::Before => page.word(at.end).eq_ignore_ascii_case("by"),
        _ => false,
    }
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
        let upto = (at.end + LONG_REACH + 1).min(sentence.end);
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
            Some((with_definition(page, index, entity), entity.to_string()))
        }
        _ => None,
    }
}

/// The words of a name, with the long name before it where this is the short one in brackets: "World Paddle Union (WPU)".
fn with_definition(page: &Page<'_>, index: usize, entity: &str) -> Range<usize> {
    let words = page.ranges[index].clone();
    let long = index
        .checked_sub(1)
        .map(|n| (&page.ranges[n], &page.mentions[n].value));
    match long {
        Some((range, Value::Name(name)))
            if range.end == words.start
                && page.gap(words.start).has(Gap::OPEN)
                && name.entity.as_deref() == Some(entity) =>
        {
            range.start..words.end
        }
        _ => words,
    }
}

/// Whether no clause ends in these words.
fn open(page: &Page<'_>, between: &Range<usize>) -> bool {
    !between
        .clone()
        .any(|n| page.gap(n).has_any(Gap::SEMICOLON | Gap::PARAGRAPH | Gap::STOP) && n > between.start)
}
