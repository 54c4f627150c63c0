//! Which fact of the later side is which of the earlier: one question, and as many of the same claims as can be.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{FactChange, FactFate};
use crate::model::Fact;

/// What is not the same on both sides: changed facts and new ones in the order of the later side, then what is gone.
pub(super) fn changes<'a>(before: &[&'a Fact], after: &[&'a Fact]) -> Vec<FactChange<'a>> {
    let partners = partners(before, after);
    let taken: BTreeSet<usize> = partners.values().copied().collect();
    let kept = after.iter().enumerate().map(|(at, &fact)| FactChange {
        before: partners.get(&at).map(|&old| before[old]),
        after: Some(fact),
    });
    let gone = (0..before.len())
        .filter(|at| !taken.contains(at))
        .map(|at| FactChange {
            before: Some(before[at]),
            after: None,
        });
    kept.chain(gone)
        .filter(|change| change.fate() != FactFate::Same)
        .collect()
}

/// For facts of the later side their partners on the earlier one: the likest pairs first, ties by order.
fn partners(before: &[&Fact], after: &[&Fact]) -> BTreeMap<usize, usize> {
    let mut by_question = BTreeMap::<&str, Vec<usize>>::new();
    for (at, fact) in before.iter().enumerate() {
        by_question.entry(&fact.question).or_default().push(at);
    }
    let mut pairs = Vec::new();
    for (new, fact) in after.iter().enumerate() {
        for &old in by_question.get(fact.question.as_str()).into_iter().flatten() {
            if let Some(likeness) = likeness(before[old], fact) {
                pairs.push((Reverse(likeness), new, old));
            }
        }
    }
    pairs.sort_unstable();
    let mut partners = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, new, old) in pairs {
        if !partners.contains_key(&new) && taken.insert(old) {
            partners.insert(new, old);
        }
    }
    partners
}

/// Claims in common, then whether both are about the same, then articles in common; nothing where they need not be one fact.
fn likeness(old: &Fact, new: &Fact) -> Option<(usize, bool, usize)> {
    let common = claims(old).intersection(&claims(new)).count();
    let articles = |fact: &Fact| -> BTreeSet<String> {
        let claims = fact.positions.iter().flat_map(|p| &p.claims);
        claims.map(|c| c.article.clone()).collect()
    };
    let about = old.about == new.about;
    // An open question (`count:athlete`) of other things is another fact; a declared one of the same articles is the same, reworded.
    let declared = !new.question.contains(':');
    let shared = articles(old).intersection(&articles(new)).count();
    (common > 0 || about || (declared && shared > 0)).then_some((common, about, shared))
}

fn claims(fact: &Fact) -> BTreeSet<(&str, u32, u32)> {
    let claims = fact.positions.iter().flat_map(|p| &p.claims);
    claims
        .map(|c| (c.article.as_str(), c.span.start, c.span.end))
        .collect()
}
