//! How many people: what an article says of killed, injured, missing in all, from counted groups and persons described one by one.
//!
//! An article names the same victim many times ("a man", "he", "John Smith, 25") and the whole beside its parts ("three people were
//! killed … a man, 25, died"). Parts are told apart as persons; the whole is the largest count said or the persons together.
mod guards;
mod hits;
mod people;
mod sums;
mod times;

use std::collections::BTreeSet;

use self::hits::{Doubt, Hit, hits};
use self::people::{Known, people};
use self::times::Age;
use super::Questions;
use super::draft::{Draft, join};
use super::page::Page;
use super::persons::exactly;
use super::triggers::Trigger;
use crate::lexicon::Question;
use crate::model::{Basis, ClaimValue, Field, Frame, FrameKind};

/// From here on a word for an amount says something: "dozens".
const SEVERAL: f64 = 10.0;
/// How many sentences may lie between the victims of one event.
const STRETCH: usize = 1;

/// Claims of all questions that count persons. Headlines count too: they say the whole where a text tells of one victim after the other.
pub(super) fn drafts(
    page: &Page<'_>,
    title: &Page<'_>,
    questions: &Questions,
    triggers: &[Trigger],
) -> Vec<Draft> {
    let in_title = questions.triggers.find(title.words());
    let mut heard = hits(title, Field::Title, questions, &in_title);
    heard.extend(hits(page, Field::Text, questions, triggers));
    if heard.iter().any(|h| !h.statistic) {
        heard.retain(|h| !h.statistic);
    }
    if heard.is_empty() {
        return Vec::new();
    }
    // News of the week that also tells of an earlier event; a report on a trial tells of nothing newer.
    if heard.iter().any(|h| h.age == Some(Age::Recent)) {
        heard.retain(|h| h.age != Some(Age::Old));
    }
    let (heard, doubted): (Vec<_>, Vec<_>) = heard.into_iter().partition(|h| h.doubt == Doubt::No);
    let mut drafts = Vec::new();
    for question in questions.set.iter().filter(|q| q.persons && !q.hidden) {
        let people = people(&heard, question);
        let mut quotes = BTreeSet::new();
        let mut answered = false;
        for (hit, count) in answer(questions, question, &heard, &people) {
            let page = if hit.field.is_text() { page } else { title };
            let draft = draft(page, question, hit, count);
            answered = true;
            if hit.zero || quotes.insert(page.text(&draft.words)) {
                drafts.push(draft);
            }
        }
        if !answered {
            for hit in doubted.iter().filter(|h| tells(questions, question, h)) {
                let page = if hit.field.is_text() { page } else { title };
                let count = (hit.question.id != question.id).then(|| (hit.group.number(), Basis::Inferred));
                drafts.push(draft(page, question, hit, count));
            }
        }
    }
    drafts
}

/// Whether a hit is of the question, or of a hidden one that answers it too.
fn tells(questions: &Questions, question: &Question, hit: &Hit<'_>) -> bool {
    let hidden = |id: &String| questions.set.get(id).is_some_and(|q| q.hidden);
    hit.question.id == question.id
        || question
            .from
            .iter()
            .any(|id| *id == hit.question.id && hidden(id))
}

/// A hit that is shown for the answer, with the answer where its words do not say it.
type Shown<'h, 'q> = (&'h Hit<'q>, Option<(f64, Basis)>);

/// The hits that answer one question, those of the text before those of the title.
fn answer<'h, 'q>(
    questions: &Questions,
    question: &Question,
    hits: &'h [Hit<'q>],
    people: &[Known<'_>],
) -> Vec<Shown<'h, 'q>> {
    let total = total(questions, question, hits, people);
    let own = |h: &&Hit<'_>| h.question.id == question.id;
    let exact = |h: &&Hit<'_>| {
        if total == 0.0 {
            h.zero
        } else {
            !h.zero && (h.group.number() - total).abs() < f64::EPSILON
        }
    };
    let saying: Vec<&Hit<'_>> = hits.iter().filter(own).filter(exact).collect();
    let in_text = saying.iter().any(|h| h.field.is_text());
    if !saying.is_empty() || total == 0.0 {
        let here = saying.into_iter().filter(|h| h.field.is_text() || !in_text);
        return here.map(|h| (h, None)).collect();
    }
    let from =
        |h: &&Hit<'_>| !h.zero && (h.question.id == question.id || question.from.contains(&h.question.id));
    let largest = hits
        .iter()
        .filter(from)
        .map(|h| h.group.number())
        .fold(0.0, f64::max);
    let least = if total < largest {
        largest
    } else {
        total.min(largest)
    };
    let enough = |h: &&Hit<'_>| from(h) && h.group.number() >= least;
    let first = hits.iter().filter(enough).min_by_key(|h| !h.field.is_text());
    first
        .map(|h| {
            let inferred = h.question.id != question.id;
            (
                h,
                Some((
                    total,
                    if inferred {
                        Basis::Inferred
                    } else {
                        Basis::Described
                    },
                )),
            )
        })
        .into_iter()
        .collect()
}

/// How many in all: the largest count said, or the persons described together.
fn total(questions: &Questions, question: &Question, hits: &[Hit<'_>], people: &[Known<'_>]) -> f64 {
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

fn draft(page: &Page<'_>, question: &Question, hit: &Hit<'_>, count: Option<(f64, Basis)>) -> Draft {
    let other = count.filter(|(total, _)| (total - hit.group.number()).abs() > f64::EPSILON);
    let amount = other.map_or_else(|| hit.group.count.clone(), |(total, _)| exactly(total));
    let mut draft = Draft::new(
        &question.id,
        &question.about,
        ClaimValue::Amount(amount),
        join(&hit.group.words, &hit.trigger),
        hit.trigger.clone(),
    );
    draft.field = hit.field;
    draft.basis = match count {
        Some((_, basis)) => basis,
        // "several" says hardly how many.
        None if hit.is_vague() && hit.group.number() < SEVERAL => Basis::Inferred,
        None if hit.implied => Basis::Inferred,
        None if hit.is_description()
            || hit.is_part()
            || hit.is_narrow()
            || hit.is_one_of_them()
            || hit.summed =>
        {
            Basis::Described
        }
        None => Basis::Said,
    };
    draft.includes = hit
        .group
        .includes
        .as_ref()
        .map(|words| page.text(words).to_owned());
    // Others are counted beside somebody of the same fate; of the injured, beside the dead.
    if hit.group.other && count.is_none() && question.less.is_none() {
        draft.frame = Some(Frame {
            kind: FrameKind::Part,
            cue: "other".to_owned(),
        });
    }
    if hit.is_part() && count.is_none() {
        draft.frame = Some(Frame {
            kind: FrameKind::Part,
            cue: page.text(&hit.trigger).to_owned(),
        });
    }
    draft.negation_in_value = hit.zero || count.is_some() || hit.doubt != Doubt::Denied;
    draft
}
