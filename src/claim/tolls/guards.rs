//! What keeps a phrase from being said of the group beside it: who did it is no victim, what would be has not happened.

use std::ops::Range;

use crate::claim::Questions;
use crate::claim::link::{is_passive, takes_object};
use crate::claim::page::Page;
use crate::claim::persons::{Group, Said};
use crate::claim::triggers::{Role, Trigger};
use crate::lexicon::Question;
use crate::model::Gap;

/// Words behind the missing in which it may stand that they were found.
const FOUND: usize = 2;
/// How far before a verb its "would" may stand.
const HYPOTHESIS: usize = 4;

/// "He shot", "Smith shot at": who stands right before an active verb did it.
pub(super) fn is_doer(page: &Page<'_>, questions: &Questions, group: &Group, trigger: &Trigger) -> bool {
    let named = matches!(group.persons.as_slice(), [p] if p.name.is_some());
    let goes_on = ["and", "at"].contains(&page.word(trigger.words.end).to_lowercase().as_str());
    trigger.role == Role::Participle
        && group.words.end == trigger.words.start
        && !is_passive(page, &questions.grammar, &trigger.words)
        && (group.is_pronoun() || (named && goes_on))
}

/// "The attacker wounded four", "he is missing two teeth": who stands before a verb with an object did it. A number alone is hardly hit.
pub(super) fn is_active(
    page: &Page<'_>,
    questions: &Questions,
    question: &Question,
    group: &Group,
    trigger: &Trigger,
) -> bool {
    let grammar = &questions.grammar;
    let before = group.words.end <= trigger.words.start;
    let verb = trigger.role == Role::Participle && !is_passive(page, grammar, &trigger.words);
    let lacks = trigger.role == Role::After && question.changing;
    let found = question.changing && trigger.words.start < group.words.end && {
        let behind = group.words.end..group.words.end + FOUND;
        behind.into_iter().any(|n| grammar.found.contains(&page.hash(n)))
    };
    let object = before && (verb || lacks) && takes_object(page, grammar, trigger.words.end);
    let mark = !before && verb && question.hidden && group.said == Said::Bare;
    object || found || mark
}

/// "a man injuring four people, and was then shot": the verb of one person, behind a comma, is not said of several.
pub(super) fn is_of_another(page: &Page<'_>, group: &Group, trigger: &Trigger) -> bool {
    let between = group.words.end..trigger.words.start.max(group.words.end);
    let and = page.gap(between.start).has(Gap::COMMA) && page.says(between.start, "and");
    and && group.number() >= 2.0 && between.into_iter().any(|n| page.is_one_of(n, &["was", "is"]))
}

/// "kill 1,700 people a year", "every year 300 people are hurt": no event's toll.
pub(super) fn is_rate(page: &Page<'_>, questions: &Questions, group: &Group, trigger: &Trigger) -> bool {
    let grammar = &questions.grammar;
    let rate = |n: usize| {
        let per = grammar.per.contains(&page.hash(n)) && grammar.rates.contains(&page.hash(n + 1));
        per && !page.is_one_of(n + 2, &["ago", "later", "after", "before", "earlier", "old"])
    };
    let first = page.sentence_words(trigger.words.start).start;
    let each = page.is_one_of(first, &["each", "every"]) && rate(first);
    let behind = group.words.end.max(trigger.words.end);
    each || (group.number() > 1.0 && [group.words.end, behind].into_iter().any(rate))
}

/// "would have killed", and not "would later die".
pub(super) fn is_hypothetical(page: &Page<'_>, trigger: &Trigger) -> bool {
    let at = trigger.words.start;
    let from = page.clause_words(at).start.max(at.saturating_sub(HYPOTHESIS));
    // "to kill": what somebody meant to do.
    let plan = trigger.role == Role::Before && trigger.words.len() == 1 && at > 0 && page.says(at - 1, "to");
    let modal = |n: usize| page.is_one_of(n, &["could", "can", "will"]) && !page.says(n + 1, "have");
    plan || (from..at).any(modal)
        || (from..at).any(|n| page.says(n, "would") && !page.is_one_of(n + 1, &["later", "eventually", "go"]))
}

/// Whether a phrase before its number is followed by what it counts: a toll by a number, "claimed" by lives.
pub(super) fn fits(page: &Page<'_>, questions: &Questions, group: &Group, trigger: &Trigger) -> bool {
    let last = trigger.words.end - 1;
    let lives = page.says(group.words.end, "lives");
    let of_number = questions.grammar.before_numbers.contains(&page.hash(last));
    let of_several = page.is_one_of(trigger.words.start, &["bodies"]);
    trigger.role != Role::Before
        || (lives == takes_lives(page, questions, trigger)
            && (!of_several || group.number() > 1.0)
            && (!of_number || group.said != Said::Unsaid))
}

/// "and the other in the leg", "and another in the arm"
pub(super) fn another_behind(page: &Page<'_>, trigger: &Range<usize>) -> bool {
    let mut rest = trigger.end..page.sentence_words(trigger.start).end;
    rest.any(|n| {
        let the = || page.says(n + 1, "the") && page.is_one_of(n + 2, &["other", "second"]);
        page.says(n, "and") && (the() || page.is_one_of(n + 1, &["another"]))
    })
}

/// "claimed" in "claimed eight lives"
pub(super) fn takes_lives(page: &Page<'_>, questions: &Questions, trigger: &Trigger) -> bool {
    trigger.role == Role::Before
        && questions
            .grammar
            .takes_lives
            .contains(&page.hash(trigger.words.end - 1))
}
