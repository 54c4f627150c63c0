//! Declared questions that names answer: who did it, who found it, who was hit.

use std::ops::Range;

use super::Questions;
use super::draft::{Draft, join};
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::lexicon::{Question, QuestionShape};
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
        let fits = |m: &Mention| match trigger.role {
            Role::Strong => questions.armed.is_armed(m),
            _ => question.kinds.iter().any(|k| k == m.kind.as_str()),
        };
        let Some((words, entity)) = name(page, questions, trigger, &sentence, fits) else {
            continue;
        };
        push(&mut drafts, draft(question, entity, &words, trigger));
        if question.multi && words.start >= trigger.words.end {
            for (other, entity) in others(page, words.end, sentence.end, fits) {
                push(&mut drafts, draft(question, entity, &other, trigger));
            }
        }
    }
    let tellers = tellers(page, questions, &drafts);
    for draft in tellers {
        push(&mut drafts, draft);
    }
    drafts
}

fn draft(question: &Question, entity: String, name: &Range<usize>, trigger: &Trigger) -> Draft {
    let value = ClaimValue::Names(vec![entity]);
    let words = join(name, &trigger.words);
    Draft::new(&question.id, &question.about, value, words, trigger.words.clone())
}

/// Adds a claim unless its words say the same already.
fn push(drafts: &mut Vec<Draft>, draft: Draft) {
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

/// The names that go on a list behind word `at`: "targeted Larkspur Airways *and Harbour Trust Bank*".
fn others(
    page: &Page<'_>,
    at: usize,
    end: usize,
    fits: impl Fn(&Mention) -> bool,
) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = at;
    while at < end && (page.is_one_of(at, &["and"]) && page.gap(at).is_blank()) {
        let name = at + 1 + usize::from(page.is_one_of(at + 1, &["the"]));
        let next = page
            .mentions_in(&(name..name + 1))
            .find(|(n, m)| fits(m) && page.ranges[*n].start == name);
        let Some((words, entity)) = next.and_then(|(n, m)| Some((page.ranges[n].clone(), entity(m)?))) else {
            break;
        };
        at = words.end;
        found.push((words, entity));
    }
    found
}

/// Who names the culprit: the speakers of claims on who it was, by the question that says so.
fn tellers(page: &Page<'_>, questions: &Questions, drafts: &[Draft]) -> Vec<Draft> {
    let mut told = Vec::new();
    for question in &questions.list {
        let Some(other) = &question.tells else { continue };
        for said in drafts.iter().filter(|d| d.question == *other) {
            let Some(speaker) = questions.speakers.attribution(page, &said.words).attributed_to else {
                continue;
            };
            let sentence = page.sentence_words(said.words.start);
            let named = page.mentions_in(&sentence).find(|(_, m)| {
                question.kinds.iter().any(|k| k == m.kind.as_str()) && entity(m).as_ref() == Some(&speaker)
            });
            if let Some((n, _)) = named {
                let value = ClaimValue::Names(vec![speaker]);
                let words = join(&page.ranges[n], &said.words);
                told.push(Draft::new(
                    &question.id,
                    &question.about,
                    value,
                    words,
                    said.predicate.clone(),
                ));
            }
        }
    }
    told
}

fn entity(mention: &Mention) -> Option<String> {
    match &mention.value {
        Value::Name(name) => Some(name.entity.as_ref().or(name.candidates.first())?.to_string()),
        _ => None,
    }
}

/// Whether the verb is passive where the phrase is active: "the bank has been blamed", "compromised by the gang".
fn is_turned(page: &Page<'_>, questions: &Questions, trigger: &Trigger) -> bool {
    let at = &trigger.words;
    match trigger.role {
        Role::After | Role::Strong => at.start > 0 && questions.grammar.be.contains(&page.hash(at.start - 1)),
        Role::Before => page.says(at.end, "by"),
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
        Role::Strong if page.is_one_of(at.end - 1, &["by", "of", "on", "out"]) => behind().or_else(before)?,
        Role::After | Role::Counted | Role::Strong => before()?,
        Role::Near => before().or_else(behind)?,
        _ => return None,
    };
    let entity = entity(mention)?;
    Some((with_definition(page, index, &entity), entity))
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
    // "Fancy Bear, which has hacked"
    let relative = !between.is_empty()
        && between.len() <= REACH
        && questions.grammar.relative_pronouns.contains(&page.hash(name.end))
        && !(name.end + 1..=phrase.start).any(|n| page.gap(n).has(Gap::COMMA))
        && !(name.end + 1..phrase.start).any(ends);
    (inserted || near || relative) && !is_led(page, questions, name, trigger) && is_open(page, name, phrase)
}

/// Whether a preposition before a name makes it no subject, "on Larkspur's servers"; people of a firm stand for it: "experts at Larkspur".
fn is_led(page: &Page<'_>, questions: &Questions, name: &Range<usize>, trigger: &Trigger) -> bool {
    let before = name.start.saturating_sub(1);
    let staff = before > 0 && questions.noun_is("staff", page.hash(before - 1));
    matches!(trigger.role, Role::After | Role::Strong)
        && name.start > 0
        && page.gap(name.start).is_blank()
        && questions.grammar.prepositions.contains(&page.hash(before))
        && !staff
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
