//! Declared questions answered in words: charges, sentences, causes, damage.
//!
//! An answer is a whole noun phrase, or a list of them, up to the end of its clause; one that does not come to an end is none.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Questions;
use super::draft::{Draft, plain_name};
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::lexicon::{PhraseTable, Question, QuestionShape, WordSet};
use crate::model::{Certainty, ClaimValue, Gap, TimexType, Value};
use crate::split::hash_folded;

/// Most words of an answer; a longer one has no end that we see.
const LONGEST: usize = 24;
/// Most words of an answer before its phrase.
const LONGEST_SUBJECT: usize = 10;
/// How many words may stand between a verb and the word that links its object: "charged Peter Marlow on Friday with".
const LINK_REACH: usize = 7;
/// Most words of a date before the one asked for.
const LONGEST_DATE: usize = 6;
/// Most words of a member of a list.
const LONGEST_MEMBER: usize = 8;
/// How many words may stand before "counts of" at an answer's head: "and three felony counts of".
const QUANTIFIER_REACH: usize = 4;

/// Marks that end an answer.
const MARKS: Gap = Gap::STOP
    .with(Gap::SEMICOLON)
    .with(Gap::COLON)
    .with(Gap::DASH)
    .with(Gap::PARAGRAPH)
    .with(Gap::TERMINAL)
    .with(Gap::OPEN)
    .with(Gap::CLOSE)
    .with(Gap::QUOTE);

/// What the answers of one question look like.
#[derive(Debug)]
pub(super) struct PhraseRules {
    links: WordSet,
    holds: Option<WordSet>,
    walls: WordSet,
    keeps: PhraseTable<()>,
    members: BTreeSet<u64>,
}

impl PhraseRules {
    /// Those that a question declares.
    pub(super) fn new(question: &Question) -> Self {
        let words = |list: &[String]| list.iter().map(|w| hash_folded(w)).collect::<WordSet>();
        let mut keeps = PhraseTable::new();
        for phrase in &question.keeps {
            keeps.insert(phrase, ());
        }
        Self {
            links: words(&question.links),
            holds: (!question.holds.is_empty()).then(|| words(&question.holds)),
            walls: words(&question.walls),
            keeps,
            members: question.members.iter().map(|w| hash_folded(w)).collect(),
        }
    }
}

/// Claims of all questions answered in words.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let mut drafts = Vec::<Draft>::new();
    for trigger in triggers {
        let question = &questions.list[trigger.question];
        if question.shape != QuestionShape::Phrase {
            continue;
        }
        let Some(answer) = answer(page, questions, trigger) else {
            continue;
        };
        let again =
            |d: &Draft| d.question == question.id && d.words.start < answer.end && answer.start < d.words.end;
        if drafts.iter().any(again) {
            continue;
        }
        let value = ClaimValue::Phrase(plain(page.text(&answer)));
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
    for question in questions
        .set
        .iter()
        .filter(|q| q.per_name && q.shape == QuestionShape::Phrase)
    {
        tell_holders_apart(page, question, &mut drafts);
    }
    drafts
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answer(page: &Page<'_>, questions: &Questions, trigger: &Trigger) -> Option<Range<usize>> {
    let rules = &questions.phrases[trigger.question];
    let answer = match trigger.role {
        Role::Zero => return Some(trigger.words.clone()),
        Role::Before => behind(page, questions, rules, trigger.words.end)?,
        Role::Participle => behind(page, questions, rules, link(page, questions, rules, trigger)? + 1)?,
        Role::After => ahead(page, questions, trigger.words.start)?,
        _ => return None,
    };
    let holds = |set: &WordSet| answer.clone().any(|n| set.contains(&page.hash(n)));
    rules.holds.as_ref().is_none_or(holds).then_some(answer)
}

/// The word that links a verb to its object over another one: "charged the driver *with*".
fn link(page: &Page<'_>, questions: &Questions, rules: &PhraseRules, trigger: &Trigger) -> Option<usize> {
    let from = trigger.words.end;
    let upto = (from + LINK_REACH).min(page.sentence_words(trigger.words.start).end);
    (from..upto)
        .take_while(|n| {
            !page.gap(*n).has_any(MARKS) && !questions.grammar.subject_walls.contains(&page.hash(*n))
        })
        .find(|n| rules.links.contains(&page.hash(*n)))
}

/// Whether an answer ends before word `at`.
fn ends(page: &Page<'_>, questions: &Questions, rules: &PhraseRules, at: usize) -> bool {
    let hash = page.hash(at);
    let grammar = &questions.grammar;
    let word = grammar.subject_walls.contains(&hash)
        || grammar.phrase_ends.contains(&hash)
        || (rules.walls.contains(&hash) && rules.keeps.longest(page.words(), at).is_none());
    page.gap(at).has_any(MARKS) || word || is_day(page, at)
}

/// Whether word `at` belongs to a day or clock time; "14 months" is a sentence.
fn is_day(page: &Page<'_>, at: usize) -> bool {
    let from = at.saturating_sub(LONGEST_DATE);
    page.mentions_in(&(from..at + 1)).any(|(n, m)| match &m.value {
        Value::When(when) => {
            page.ranges[n].contains(&at) && matches!(when.timex, TimexType::Date | TimexType::Time)
        }
        _ => false,
    })
}

/// Whether a list goes on behind the comma or "and" before word `at`: with a word that begins a member, or with words that hold an answer.
fn goes_on(page: &Page<'_>, questions: &Questions, rules: &PhraseRules, at: usize) -> bool {
    let first = at + usize::from(page.says(at, "and"));
    let counted = first + usize::from(page.number_at(first).is_some());
    let named = rules.members.contains(&page.hash(counted)) || page.word(first).ends_with("ing");
    let member = (first..first + LONGEST_MEMBER)
        .take_while(|n| *n == first || !page.gap(*n).has(Gap::COMMA) && !page.says(*n, "and"))
        .take_while(|n| !ends(page, questions, rules, *n));
    let mut words = member.map(|n| page.hash(n));
    let holds = rules
        .holds
        .as_ref()
        .is_some_and(|set| words.any(|hash| set.contains(&hash)));
    !rules.members.is_empty() && !ends(page, questions, rules, first) && (named || holds)
}

/// The answer from word `from` on, to the end of its clause.
fn behind(page: &Page<'_>, questions: &Questions, rules: &PhraseRules, from: usize) -> Option<Range<usize>> {
    let sentence = page.sentence_words(from.saturating_sub(1)).end;
    let listed = !rules.members.is_empty();
    let mut end = from;
    while end < sentence && end < from + LONGEST {
        let and = page.says(end, "and");
        let broken = end > from && page.gap(end).has(Gap::COMMA)
            || (and && (listed || is_end_behind(page, questions, rules, end)));
        if ends(page, questions, rules, end) || (broken && !goes_on(page, questions, rules, end)) {
            break;
        }
        end += 1;
    }
    let whole = end == sentence || end < from + LONGEST;
    let start = behind_quantifier(page, questions, from, end);
    let last = (start..end).rev().find(|n| !is_loose(page, questions, *n))?;
    let grammar = &questions.grammar;
    let begins_well = (!grammar.prepositions.contains(&page.hash(start)) || is_bounded(page, start))
        && !grammar.clause_starters.contains(&page.hash(start))
        && !page.gap(from).has_any(MARKS | Gap::COMMA);
    // "the church attended | by the governor": the participle belongs to what was left out.
    let reduced = page.says(end, "by") && page.word(last).ends_with("ed") && last > start;
    (whole && begins_well).then_some(start..last + usize::from(!reduced))
}

/// "about 40 homes", "between five and nine years": a preposition that bounds a number begins an answer.
fn is_bounded(page: &Page<'_>, at: usize) -> bool {
    page.mentions_in(&(at..at + 1))
        .any(|(n, _)| page.ranges[n].start == at)
}

/// Whether a word needs another behind it: "of", "and", "the".
fn is_loose(page: &Page<'_>, questions: &Questions, at: usize) -> bool {
    let grammar = &questions.grammar;
    [&grammar.prepositions, &grammar.clause_starters, &grammar.articles]
        .iter()
        .any(|set| set.contains(&page.hash(at)))
}

/// Whether what follows "and" is no part of the answer.
fn is_end_behind(page: &Page<'_>, questions: &Questions, rules: &PhraseRules, and: usize) -> bool {
    ends(page, questions, rules, and + 1) || questions.grammar.prepositions.contains(&page.hash(and + 1))
}

/// The word behind "three counts of" at the head of an answer.
fn behind_quantifier(page: &Page<'_>, questions: &Questions, from: usize, end: usize) -> usize {
    let upto = (from + QUANTIFIER_REACH).min(end);
    (from..upto)
        .find_map(|n| Some(n + questions.grammar.quantifiers.longest(page.words(), n)?.len))
        .filter(|n| *n < end)
        .unwrap_or(from)
}

/// The subject before word `to`, from the start of its clause.
fn ahead(page: &Page<'_>, questions: &Questions, to: usize) -> Option<Range<usize>> {
    let grammar = &questions.grammar;
    let sentence = page.sentence_words(to).start;
    let first = (sentence..to)
        .rev()
        .take_while(|n| {
            let hash = page.hash(*n);
            !grammar.subject_walls.contains(&hash) && !grammar.phrase_ends.contains(&hash)
        })
        .last()?;
    let start = (first + 1..to)
        .rev()
        .find(|n| page.gap(*n).has_any(MARKS | Gap::COMMA))
        .unwrap_or(first);
    let begins_well = (!grammar.prepositions.contains(&page.hash(start)) || is_bounded(page, start))
        && !grammar.clause_starters.contains(&page.hash(start));
    (begins_well && to - start <= LONGEST_SUBJECT).then_some(start..to)
}

/// Where an article answers for several persons, each answer is about its own.
fn tell_holders_apart(page: &Page<'_>, question: &Question, drafts: &mut [Draft]) {
    let holders: Vec<Option<String>> = drafts
        .iter()
        .map(|d| (d.question == question.id).then(|| holder(page, d)).flatten())
        .collect();
    let mut named = holders.iter().flatten();
    let first = named.next();
    if named.all(|holder| Some(holder) == first) {
        return;
    }
    for (draft, holder) in drafts.iter_mut().zip(holders) {
        if let Some(holder) = holder {
            draft.about = format!("{}: {holder}", question.about);
        }
    }
}

/// The person named last before the answer in its sentence.
fn holder(page: &Page<'_>, draft: &Draft) -> Option<String> {
    let sentence = page.sentence_words(draft.words.start);
    page.mentions_in(&(sentence.start..draft.words.start))
        .filter(|(_, m)| m.kind.as_str() == "person")
        .filter_map(|(_, m)| match &m.value {
            Value::Name(name) => name.entity.as_deref(),
            _ => None,
        })
        .last()
        .map(plain_name)
}
