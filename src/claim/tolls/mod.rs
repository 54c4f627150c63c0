//! How many people: what an article says of killed, injured, missing in all, from counted groups and persons described one by one.
//!
//! An article names the same victim many times ("a man", "he", "John Smith, 25") and the whole beside its parts ("three people were
//! killed … a man, 25, died"). Parts are told apart as persons; the whole is the largest count said or the persons together.
mod guards;
mod hits;
mod people;
mod sums;
mod times;
mod totals;

use std::collections::BTreeSet;

use self::hits::{Doubt, Hit, hits};
use self::people::{Known, people};
use self::times::Age;
use self::totals::{all_hit, total};
use super::Questions;
use super::draft::{Draft, join};
use super::news::News;
use super::page::Page;
use super::persons::{exactly, plus};
use super::triggers::Trigger;
use crate::lexicon::Question;
use crate::model::{Basis, ClaimAmount, ClaimValue, Comparator, Field, Frame, FrameKind};

/// From here on a word for an amount says something: "dozens".
const SEVERAL: f64 = 10.0;

/// Claims of all questions that count persons. Headlines count too: they say the whole where a text tells of one victim after the other.
pub(super) fn drafts(
    page: &Page<'_>,
    title: &Page<'_>,
    questions: &Questions,
    (triggers, news): (&[Trigger], &News),
) -> Vec<Draft> {
    let (in_title, _) = questions.triggers.find(title.words());
    let mut heard = hits(title, Field::Title, questions, (&in_title, news));
    heard.extend(hits(page, Field::Text, questions, (triggers, news)));
    if heard.iter().any(|h| !h.statistic) {
        heard.retain(|h| !h.statistic);
    }
    if heard.is_empty() {
        return Vec::new();
    }
    // News of the week that also tells of an earlier event; a report on a trial tells of nothing newer.
    if heard.iter().any(|h| h.age == Some(Age::Recent)) {
        heard.retain(|h| !matches!(h.age, Some(Age::Old | Age::Past)));
    } else {
        let new = answered_anew(&heard);
        heard.retain(|h| h.age != Some(Age::Past) || !new.contains(h.question.id.as_str()));
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

/// The questions that an article answers of its own event, though it gives no day: their numbers of old days are of other events.
fn answered_anew<'q>(heard: &[Hit<'q>]) -> BTreeSet<&'q str> {
    let new = heard.iter().filter(|h| h.age.is_none() && !h.zero);
    new.map(|h| h.question.id.as_str()).collect()
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
    if let Some(all) = all_hit(questions, question, hits, &saying, total) {
        let first = saying.into_iter().min_by_key(|h| !h.field.is_text());
        return first
            .map(|h| (h, Some((all, Basis::Inferred))))
            .into_iter()
            .collect();
    }
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

/// Another number worked out from a count: of "at least fifteen shot", two of them dead, at least thirteen are hurt.
fn instead(count: &ClaimAmount, total: f64) -> ClaimAmount {
    match (count.comparator, count.nominal) {
        (Comparator::AtLeast | Comparator::MoreThan | Comparator::AtMost | Comparator::About, Some(n)) => {
            plus(count, total - n)
        }
        _ => exactly(total),
    }
}

fn draft(page: &Page<'_>, question: &Question, hit: &Hit<'_>, count: Option<(f64, Basis)>) -> Draft {
    let other = count.filter(|(total, _)| (total - hit.group.number()).abs() > f64::EPSILON);
    let amount = other.map_or_else(
        || hit.group.count.clone(),
        |(total, _)| instead(&hit.group.count, total),
    );
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
