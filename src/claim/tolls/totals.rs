//! How many an article says there are in all.

use super::hits::Hit;
use super::people::{Known, people};
use crate::claim::Questions;
use crate::lexicon::Question;

/// How many sentences may lie between the victims of one event.
const STRETCH: usize = 1;

/// Of persons shot one after the other, all who were: the dead and the hurt together, where they are more than one phrase tells of and
/// nobody was hurt by anything else.
pub(super) fn all_hit(
    questions: &Questions,
    question: &Question,
    hits: &[Hit<'_>],
    saying: &[&Hit<'_>],
    told: f64,
) -> Option<f64> {
    let partial = |h: &&Hit<'_>| h.is_description() || h.is_narrow() || h.is_one_of_them();
    if question.all_of.is_empty() || saying.is_empty() || !saying.iter().all(partial) {
        return None;
    }
    let parts = || question.all_of.iter().filter_map(|id| questions.set.get(id));
    if hits.iter().any(|h| question.unless.contains(&h.question.id)) {
        return None;
    }
    let all: f64 = parts()
        .map(|part| total(questions, part, hits, &people(hits, part)))
        .sum();
    (all > told).then_some(all)
}

/// How many in all: the largest count said, or the persons described together.
pub(super) fn total(
    questions: &Questions,
    question: &Question,
    hits: &[Hit<'_>],
    people: &[Known<'_>],
) -> f64 {
    let Some(less) = question.less.as_deref().and_then(|less| questions.set.get(less)) else {
        let said = said(question, hits, |_| true);
        let one = hits
            .iter()
            .any(|h| h.question.id == question.id && h.one_counted());
        let described = described(question, people);
        let another = people
            .iter()
            .any(|k| k.person.other && k.answers(&question.id).is_some());
        return match (said > 0.0, one) {
            (true, _) => said,
            (false, true) if !another => 1.0,
            (false, _) => described,
        };
    };
    let living = |h: &Hit<'_>| !is_of_dead(h, less, hits);
    let firm = said(question, hits, |h| living(h) && h.is_of_all());
    if firm > 0.0 {
        let left = firm - died_of_them(question, less, hits, firm);
        return if left > 0.0 { left } else { firm };
    }
    let some = said(question, hits, living);
    let gone = total(questions, less, hits, people);
    let sources = question.from.iter().filter_map(|f| questions.set.get(f));
    let derived = sources.map(|source| {
        let others = said(source, hits, |h| living(h) && h.group.other);
        others.max(said(source, hits, |_| true) - gone)
    });
    derived.fold(some.max(described(question, people)), f64::max)
}

/// How many of those hurt are told to have died: "five people were hurt, three of them fatally", "six wounded, one later died".
fn died_of_them(question: &Question, less: &Question, hits: &[Hit<'_>], firm: f64) -> f64 {
    let whole = |h: &&Hit<'_>| {
        h.question.id == question.id && !h.zero && (h.group.number() - firm).abs() < f64::EPSILON
    };
    let Some(hurt) = hits.iter().find(whole) else {
        return 0.0;
    };
    let of_them = |h: &&Hit<'_>| {
        let after = h.field == hurt.field && h.trigger.start > hurt.trigger.start;
        let near = after && h.sentence <= hurt.sentence + STRETCH;
        h.question.id == less.id && !h.zero && h.group.number() < firm && h.is_of(firm, near)
    };
    hits.iter()
        .filter(of_them)
        .map(|h| h.group.number())
        .fold(0.0, f64::max)
}

/// Whether the same words are said to have died: "three others were found shot dead".
fn is_of_dead(hit: &Hit<'_>, less: &Question, hits: &[Hit<'_>]) -> bool {
    let same = |h: &Hit<'_>| h.field == hit.field && h.group.words == hit.group.words;
    hits.iter()
        .any(|h| h.question.id == less.id && !h.zero && same(h))
}

/// How many persons are described as answering the question, in one stretch of the article: whoever comes up far from the others is
/// hardly of the same event.
fn described(question: &Question, people: &[Known<'_>]) -> f64 {
    let less = question.less.as_deref().unwrap_or_default();
    let asked = |k: &Known<'_>| {
        let own = std::iter::once(&question.id).chain(&question.from);
        own.filter_map(|q| k.answers(q))
            .min()
            .filter(|_| k.answers(less).is_none())
    };
    let mut at: Vec<(usize, bool)> = people
        .iter()
        .filter_map(|k| Some((asked(k)?, k.anaphoric)))
        .collect();
    at.sort_unstable();
    let mut count = 0;
    let mut last = None;
    for (sentence, anaphoric) in at {
        if last.is_none_or(|l| !anaphoric && sentence <= l + STRETCH) {
            count += 1;
            last = Some(sentence);
        }
    }
    f64::from(count)
}

/// The largest count of several persons that is said of a question in the hits that `counts` lets pass. "Dozens" gives way to a number.
fn said(question: &Question, hits: &[Hit<'_>], counts: impl Fn(&Hit<'_>) -> bool) -> f64 {
    let own = |h: &&Hit<'_>| h.question.id == question.id && h.group.persons.len() != 1 && counts(h);
    let number = |h: &&Hit<'_>| own(h) && !h.is_vague() && h.is_of_all();
    let precise = hits.iter().any(|h| number(&h));
    hits.iter()
        .filter(|h| own(h) && !(precise && h.is_vague()))
        .map(|h| h.group.number())
        .fold(0.0, f64::max)
}
