//! Groups that add up: parts told one after the other, and the doer among the dead.

use std::ops::Range;

use super::hits::{Doubt, Hit};
use crate::claim::Questions;
use crate::claim::page::Page;
use crate::claim::persons::{Group, Said, exactly};
use crate::model::Comparator;

/// Words between a phrase and a further number that it is said of.
const APART: usize = 9;

/// "two people were found shot dead and two others were shot": of one sentence, they add up.
pub(super) fn with_others(page: &Page<'_>, hits: &mut Vec<Hit<'_>>) {
    let also = |h: &Hit<'_>| {
        let between = h.group.words.end..h.trigger.start.max(h.group.words.end);
        between.into_iter().any(|n| page.says(n, "also"))
    };
    let counts = |h: &Hit<'_>| {
        !h.zero && !h.summed && h.doubt == Doubt::No && !h.is_vague() && h.group.said != Said::Part
    };
    // "with three of the victims in one hospital and the other victim in another": parts of the number before.
    let parts = |some: &Hit<'_>, others: &Hit<'_>| {
        let mut between = some.group.words.end..others.group.words.start;
        between.any(|n| page.number_at(n).is_some() && page.says(n + 1, "of"))
    };
    let mut sums = Vec::new();
    for (n, others) in hits
        .iter()
        .enumerate()
        .filter(|(_, h)| (h.group.other || also(h)) && counts(h))
    {
        let mut same = hits[..n].iter().filter(|h| {
            h.question.id == others.question.id && (h.field, h.sentence) == (others.field, others.sentence)
        });
        let (Some(some), None) = (same.next(), same.next()) else {
            continue;
        };
        if counts(some)
            && !some.group.other
            && !parts(some, others)
            && some.group.words.end <= others.group.words.start
        {
            let mut sum = some.clone();
            sum.group.count = exactly(some.group.number() + others.group.number());
            sum.group.persons.clear();
            sum.group.words.end = others.group.words.end;
            sum.summed = true;
            sums.push(sum);
        }
    }
    hits.extend(sums);
}

/// "killed seven people before shooting himself": the dead are one more than the victims.
pub(super) fn with_the_doer(page: &Page<'_>, questions: &Questions, hits: &mut Vec<Hit<'_>>) {
    let takes_himself = |h: &Hit<'_>| {
        let last = h.trigger.end.max(h.group.words.end) - 1;
        h.group.persons.len() == 1 && questions.persons.is_reflexive(page.hash(last))
    };
    let mut sums = Vec::new();
    for (n, victims) in hits.iter().enumerate() {
        let counted = !victims.summed && victims.doubt == Doubt::No && victims.group.said != Said::Part;
        if victims.zero || !counted || victims.is_vague() || victims.group.number() < 2.0 {
            continue;
        }
        let doer = hits[n + 1..].iter().find(|h| {
            h.question.id == victims.question.id
                && (h.field, h.sentence) == (victims.field, victims.sentence)
                && h.trigger.start >= victims.trigger.end
                && takes_himself(h)
        });
        if doer.is_some_and(|doer| doer.doubt == Doubt::No && doer.question.less.is_none()) {
            let mut sum = victims.clone();
            sum.group.count = exactly(victims.group.number() + 1.0);
            sum.summed = true;
            sums.push(sum);
        }
    }
    hits.extend(sums);
}

/// "two on the first floor and one on the third": a number alone behind the group, of which nothing else is said, is of more of the same.
pub(super) fn beside<'q>(
    page: &Page<'_>,
    questions: &Questions,
    groups: &[Group],
    hit: &Hit<'q>,
    told: impl Fn(&Range<usize>) -> bool,
) -> Option<Hit<'q>> {
    let counted =
        !hit.zero && hit.doubt == Doubt::No && matches!(hit.group.said, Said::WithNoun | Said::Bare);
    let next = groups.iter().find(|g| g.words.start > hit.trigger.end)?;
    let end = page.sentence_words(hit.trigger.start).end;
    let and = page.says(next.words.start - 1, "and");
    let place = questions
        .grammar
        .prepositions
        .contains(&page.hash(next.words.end));
    let alone = next.said == Said::Bare && next.count.comparator == Comparator::Exactly;
    let near = next.words.start - hit.trigger.end <= APART;
    (counted && and && place && alone && near && !hit.is_vague() && !told(&(hit.trigger.end..end))).then(
        || {
            let mut sum = hit.clone();
            sum.group.count = exactly(hit.group.number() + next.number());
            sum.group.persons.clear();
            sum.group.words.end = next.words.end.max(hit.group.words.end);
            sum.summed = true;
            sum
        },
    )
}
