//! Declared questions that names answer: who did it, who found it, who was hit.

use std::ops::Range;

use super::Questions;
use super::draft::{Draft, join};
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::lexicon::QuestionShape;
use crate::model::{ClaimValue, Gap, Mention, Value};

/// How many words may stand between a name and the phrase behind it: "Larkspur has since".
const REACH: usize = 4;
/// The same for an insertion between commas: "Larkspur, a firm from the north, discovered".
const INSERTED: usize = 9;
/// How many between a phrase and the name behind it: "detected by the British incident response firm Larkspur".
const LONG_REACH: usize = 7;

/// Marks over which a name and its phrase do not belong together.
const MARKS: Gap = Gap::SEMICOLON
    .with(Gap::PARAGRAPH)
    .with(Gap::STOP)
    .with(Gap::TERMINAL)
    .with(Gap::COLON)
    .with(Gap::DASH);

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
        let Some((words, entity)) = name(page, questions, trigger, &sentence, fits) else {
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
    questions: &Questions,
    trigger: &Trigger,
    sentence: &Range<usize>,
    fits: impl Fn(&Mention) -> bool,
) -> Option<(Range<usize>, String)> {
    let at = &trigger.words;
    let before = || {
        let from = at.start.saturating_sub(INSERTED + 12).max(sentence.start);
        page.mentions_in(&(from..at.start))
            .filter(|(n, m)| {
                let name = &page.ranges[*n];
                fits(m) && name.end <= at.start && is_subject(page, questions, name, trigger)
            })
            .last()
    };
    let behind = || {
        let upto = (at.end + LONG_REACH + 1).min(sentence.end);
        page.mentions_in(&(at.end..upto))
            .find(|(n, m)| fits(m) && is_object(page, questions, at, &page.ranges[*n]))
    };
    let (index, mention) = match trigger.role {
        Role::Before => behind()?,
        Role::After | Role::Counted => before()?,
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

/// Whether a name is the subject of the phrase behind it: no other noun phrase, clause or quotation begins between them, insertions apart.
/// A noun like "servers" also takes a name that is no subject: "on Larkspur's servers".
fn is_subject(page: &Page<'_>, questions: &Questions, name: &Range<usize>, trigger: &Trigger) -> bool {
    let phrase = &trigger.words;
    let between = name.end..phrase.start;
    let ends = |n: usize| questions.grammar.subject_ends.contains(&page.hash(n));
    let comma = has_comma(page, &between, phrase.start)
        && !(between.is_empty() && (trigger.role == Role::Near || is_bracketed(page, name, phrase)));
    let inserted = between.len() <= INSERTED
        && page.gap(name.end).has(Gap::COMMA)
        && page.gap(phrase.start).has(Gap::COMMA);
    let near = between.len() <= REACH && !comma && !between.clone().any(ends);
    let led = trigger.role == Role::After
        && name.start > 0
        && page.gap(name.start).is_blank()
        && questions
            .grammar
            .prepositions
            .contains(&page.hash(name.start - 1));
    (inserted || near) && !led && is_open(page, name, phrase)
}

/// "the World Paddle Union (WPU) announced": brackets around nothing but the name.
fn is_bracketed(page: &Page<'_>, name: &Range<usize>, phrase: &Range<usize>) -> bool {
    page.gap(name.start).has(Gap::OPEN) && page.gap(phrase.start).has(Gap::CLOSE)
}

/// Whether a name is the object of the phrase before it, or another name of it: "the hacking group, also known as".
fn is_object(page: &Page<'_>, questions: &Questions, phrase: &Range<usize>, name: &Range<usize>) -> bool {
    let grammar = &questions.grammar;
    let between = phrase.end..name.start;
    if grammar
        .naming
        .ending(page.words(), name.start)
        .is_some_and(|(first, ())| first >= phrase.end)
    {
        return true;
    }
    let walled = between
        .clone()
        .any(|n| grammar.object_ends.contains(&page.hash(n)));
    !walled && !has_comma(page, &between, name.start) && is_open(page, phrase, name)
}

/// Whether a comma or bracket stands before one of these words or before word `end`.
fn has_comma(page: &Page<'_>, between: &Range<usize>, end: usize) -> bool {
    (between.start..=end).any(|n| {
        page.gap(n)
            .has_any(Gap::COMMA | Gap::OPEN | Gap::CLOSE | Gap::SLASH)
    })
}

/// Whether no clause ends between two neighbours, and both stand on one side of quotation marks.
fn is_open(page: &Page<'_>, first: &Range<usize>, second: &Range<usize>) -> bool {
    !(first.end..=second.start).any(|n| page.gap(n).has_any(MARKS))
        && page.is_quoted(first.start) == page.is_quoted(second.start)
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
