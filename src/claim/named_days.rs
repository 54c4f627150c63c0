//! Days that name something else than the event: a holiday before a noun, a day inside a verb.

use super::Questions;
use super::page::Page;
use super::spare_days::HOLIDAY;
use super::triggers::Trigger;
use crate::model::Gap;

/// Words behind a holiday's noun in which it may stand that the event was then: "the New Year's Eve party when it happened".
const WHEN: usize = 3;

/// Whether a date is the day of something else than the event, by the words right beside it.
pub(super) fn is_of_another(
    page: &Page<'_>,
    questions: &Questions,
    triggers: &[&Trigger],
    mention: usize,
) -> bool {
    names_another(page, questions, triggers, mention) || is_within_verb(page, questions, mention)
}

/// "Thanksgiving turkeys", "the day-after-Thanksgiving sale": a holiday that names what is no event. A "New Year's Day shooting" is one.
fn names_another(page: &Page<'_>, questions: &Questions, triggers: &[&Trigger], mention: usize) -> bool {
    let words = &page.ranges[mention];
    if page.mentions[mention].rule.as_str() != HOLIDAY {
        return false;
    }
    let (at, grammar) = (words.end, &questions.grammar);
    let function = [
        &grammar.be,
        &grammar.have,
        &grammar.prepositions,
        &grammar.clause_starters,
        &grammar.subject_walls,
        &grammar.subjects,
        &grammar.articles,
        &grammar.measures,
        &grammar.day_parts,
    ];
    let plain = page.gap(at).is_blank()
        && page.word(at).bytes().all(|b| b.is_ascii_lowercase())
        && !page.in_date(at)
        && !function.iter().any(|set| set.contains(&page.hash(at)));
    let event = triggers
        .iter()
        .any(|t| t.words.contains(&at) || t.words.start == at + 1);
    let then = (at + 1..=at + WHEN).any(|n| page.is_one_of(n, &["when", "where"]));
    (plain && !event && !then) || page.gap(words.start).has(Gap::HYPHEN)
}

/// "are today turning away customers": the day is that of the verb around it.
fn is_within_verb(page: &Page<'_>, questions: &Questions, mention: usize) -> bool {
    let words = &page.ranges[mention];
    let be = words.start > 0 && questions.grammar.be.contains(&page.hash(words.start - 1));
    let close = page.gap(words.start).is_blank() && page.gap(words.end).is_blank();
    be && close && page.word(words.end).ends_with("ing")
}
