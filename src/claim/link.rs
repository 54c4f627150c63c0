//! Which answer a trigger phrase governs: by its role, its voice and what stands between.

use std::ops::Range;

use super::grammar::Grammar;
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::model::{Gap, Shape};

/// How many words may stand between a subject and its predicate.
const SUBJECT_REACH: usize = 16;
/// The same where no form of "be" shows a passive: "two people killed".
const REDUCED_REACH: usize = 3;
/// How many words may stand between a phrase and the answer behind it: "the death toll had risen to 31".
const OBJECT_REACH: usize = 5;
/// The same for a toll: "the death toll in the Oakville bridge collapse rises to 14".
const TOLL_REACH: usize = 8;
/// How far before a participle a form of "be" may stand: "was later found to have been".
const BE_REACH: usize = 4;

/// The index of the answer among `answers` (word ranges by place, of one sentence) that `trigger` governs.
pub(super) fn governed(
    page: &Page<'_>,
    grammar: &Grammar,
    answers: &[Range<usize>],
    trigger: &Trigger,
) -> Option<usize> {
    let at = &trigger.words;
    if let Some(inside) = answers
        .iter()
        .position(|a| a.start <= at.start && at.end <= a.end)
    {
        let from = answers[inside].start;
        let counted =
            (from..=from + 1).any(|n| page.number_at(n).is_some()) || page.figure_at(from).is_some();
        let doing = trigger.role == Role::Before && is_doing(page, grammar, at);
        return (counted && !doing).then_some(inside);
    }
    match trigger.role {
        Role::Participle if is_noun(page, grammar, at) => None,
        Role::Participle if is_passive(page, grammar, at) => {
            subject(page, grammar, answers, at, SUBJECT_REACH)
        }
        Role::Participle => {
            active_object(page, grammar, answers, at).or_else(|| reduced(page, grammar, answers, at))
        }
        Role::After | Role::Implied if is_definite(page, at) => None,
        Role::After | Role::Implied => subject(page, grammar, answers, at, SUBJECT_REACH),
        Role::Before => object(page, grammar, answers, at, before_reach(page, grammar, at)),
        _ => None,
    }
}

/// "the dead", "the deceased": a noun, no predicate.
fn is_definite(page: &Page<'_>, at: &Range<usize>) -> bool {
    at.start > 0 && page.says(at.start - 1, "the") && page.gap(at.start).is_blank()
}

/// "two arresting officers" do it; "two shooting victims" suffer it.
fn is_doing(page: &Page<'_>, grammar: &Grammar, at: &Range<usize>) -> bool {
    page.word(at.end - 1).ends_with("ing") && !grammar.deeds.contains(&page.hash(at.end - 1))
}

/// "killing" takes its object at once; a noun like "death toll" may be far from its number.
fn before_reach(page: &Page<'_>, grammar: &Grammar, at: &Range<usize>) -> usize {
    if page.says(at.end - 1, "toll") {
        TOLL_REACH
    } else if page.word(at.end - 1).ends_with("ing") || grammar.near_objects.contains(&page.hash(at.end - 1))
    {
        0
    } else {
        OBJECT_REACH
    }
}

/// The object of an active verb, also of two: "shot and killed a man".
fn active_object(
    page: &Page<'_>,
    grammar: &Grammar,
    answers: &[Range<usize>],
    at: &Range<usize>,
) -> Option<usize> {
    let first = object(page, grammar, answers, at, 0);
    let two = page.says(at.end, "and");
    first.or_else(|| object(page, grammar, answers, &(at.start..at.end + 2), 0).filter(|_| two))
}

/// The subject of a participle without "be": "two people killed". A verb behind "who" is active.
fn reduced(page: &Page<'_>, grammar: &Grammar, answers: &[Range<usize>], at: &Range<usize>) -> Option<usize> {
    let index = subject(page, grammar, answers, at, REDUCED_REACH)?;
    let between = answers[index].end..at.start;
    let relative = between
        .clone()
        .any(|n| grammar.relative_pronouns.contains(&page.hash(n)));
    (!relative).then_some(index)
}

/// "shot two dogs", "shot dead six men", "struck a deal": what follows at once is an object, and no time or place.
pub(super) fn takes_object(page: &Page<'_>, grammar: &Grammar, behind: usize) -> bool {
    let mut at = behind + usize::from(page.says(behind, "dead"));
    if page.says(at, "and") && page.word(at + 1).ends_with("ed") {
        at += 2;
    }
    let number = page.number_at(at);
    let noun = number.map_or(at + 1, |n| n.end);
    let begins = number.is_some() || grammar.object_starts.contains(&page.hash(at));
    begins
        && page.gap(at).is_blank()
        && page.gap(noun).is_blank()
        && !page.in_date(at)
        && !grammar.measures.contains(&page.hash(noun))
}

/// "a shot", "the wounded"
fn is_noun(page: &Page<'_>, grammar: &Grammar, at: &Range<usize>) -> bool {
    let shot = page.says(at.start, "shot");
    at.start > 0 && page.gap(at.start).is_blank() && {
        let before = page.hash(at.start - 1);
        grammar.noun_makers.contains(&before) || (shot && grammar.shot_makers.contains(&before))
    }
}

/// Whether a form of "be" stands before a participle.
pub(super) fn is_passive(page: &Page<'_>, grammar: &Grammar, at: &Range<usize>) -> bool {
    let from = page
        .sentence_words(at.start)
        .start
        .max(at.start.saturating_sub(BE_REACH));
    (from..at.start)
        .rev()
        .take_while(|n| !page.gap(n + 1).has_any(Gap::SEMICOLON | Gap::DASH | Gap::COLON))
        .any(|n| grammar.be.contains(&page.hash(n)))
}

/// The nearest answer before the phrase. One behind a preposition gives way to an earlier one of the same clause: "a man in a car with
/// his wife was shot".
fn subject(
    page: &Page<'_>,
    grammar: &Grammar,
    answers: &[Range<usize>],
    at: &Range<usize>,
    reach: usize,
) -> Option<usize> {
    let upto = answers.partition_point(|a| a.end <= at.start);
    let mut fallback = None;
    for index in (0..upto).rev() {
        let answer = &answers[index];
        let between = answer.end..at.start;
        if between.len() > reach || is_walled(page, grammar, &between) || counts_others(page, &between) {
            break;
        }
        if index > 0 && is_between_dashes(page, answers, index, at.start) {
            continue;
        }
        let kin =
            index > 0 && answers[index - 1].end + 1 == answer.start && page.word(answer.start - 1) == "of";
        // "with 16 suffering gunshot wounds"
        let doing = between.len() == 1 && page.word(between.start).ends_with("ing");
        if ((at.start > answer.end && !doing) || kin) && is_behind_preposition(page, grammar, answer.start) {
            fallback = fallback.or(Some(index));
            continue;
        }
        return Some(index);
    }
    fallback
}

/// "with his wife", "with Mr Marlow"
fn is_behind_preposition(page: &Page<'_>, grammar: &Grammar, at: usize) -> bool {
    let title = at > 1 && page.words()[at - 1].shape == Shape::Capitalised && page.gap(at).is_blank();
    let first = at - usize::from(title);
    first > 0
        && grammar.prepositions.contains(&page.hash(first - 1))
        && !page.gap(first).has(Gap::COMMA)
        && !page.gap(at).has(Gap::COMMA)
}

/// "A magnitude 6 quake can cause damage": of any such thing.
pub(super) fn is_generic(page: &Page<'_>, words: &Range<usize>) -> bool {
    let any = (words.start.saturating_sub(2)..=words.start).any(|n| page.is_one_of(n, &["a", "an"]));
    any && (words.end..=words.end + 1).any(|n| page.is_one_of(n, &["can"]))
}

/// "three others – two men and a woman – were wounded": what stands between dashes is no subject of what follows them.
fn is_between_dashes(page: &Page<'_>, answers: &[Range<usize>], index: usize, at: usize) -> bool {
    let dash = |words: Range<usize>| words.into_iter().any(|n| page.gap(n).has(Gap::DASH));
    dash(answers[index - 1].end..answers[index].start + 1) && dash(answers[index].end..at + 1)
}

/// Whether another number is the subject: "five were hurt, the 629 who died are not among them".
fn counts_others(page: &Page<'_>, between: &Range<usize>) -> bool {
    between.len() > 1
        && page.says(between.end - 1, "who")
        && page.words()[between.end - 2].shape == Shape::Number
}

/// The next answer behind the phrase.
fn object(
    page: &Page<'_>,
    grammar: &Grammar,
    answers: &[Range<usize>],
    at: &Range<usize>,
    reach: usize,
) -> Option<usize> {
    let index = answers.partition_point(|a| a.start < at.end);
    let answer = answers.get(index)?;
    let between = at.end..answer.start;
    let near = between.len() <= reach && !is_walled(page, grammar, &between);
    (near && !page.gap(at.end).has_any(Gap::COMMA | Gap::SEMICOLON)).then_some(index)
}

/// Whether a word or mark in or behind these words keeps subject and predicate apart.
fn is_walled(page: &Page<'_>, grammar: &Grammar, between: &Range<usize>) -> bool {
    let marks = Gap::SEMICOLON | Gap::PARAGRAPH | Gap::STOP | Gap::TERMINAL;
    between.clone().any(|n| {
        let since = page.says(n, "since") && n > 0 && grammar.have.contains(&page.hash(n - 1));
        // "in hospital after being shot"
        let being = page.says(n + 1, "being") && n + 2 == between.end;
        (grammar.subject_walls.contains(&page.hash(n)) && !since && !being)
            || (page.gap(n).has_any(marks) && n > between.start)
    })
}
