//! Names found against names marked: strict, relaxed (any overlap, one to one), and distinct names an article.

use std::collections::BTreeSet;

use super::texts::{MarkedName, MarkedText};
use crate::eval::counts::Counts;
use crate::extract::names::evidence::NameKind;
use crate::model::{Mention, Span};
use crate::split::fold;

/// Counts of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// The same span.
    pub strict: Counts,
    /// Any overlap.
    pub relaxed: Counts,
    /// Distinct folded names of an article.
    pub distinct: Counts,
}

/// Adds one text's counts for organisations, persons, places.
pub(crate) fn add(scores: &mut [Score; 3], text: &MarkedText, found: &[Mention]) {
    for kind in NameKind::ALL {
        let found: Vec<Span> = found
            .iter()
            .filter(|m| m.kind == kind.kind())
            .map(|m| m.span)
            .collect();
        let marked: Vec<MarkedName> = text.names.iter().filter(|n| n.kind == Some(kind)).copied().collect();
        add_kind(&mut scores[kind as usize], text, &marked, &found);
    }
}

fn add_kind(score: &mut Score, text: &MarkedText, marked: &[MarkedName], found: &[Span]) {
    let mut free = vec![true; found.len()];
    let (mut strict, mut relaxed, mut optional_gold) = (0, 0, 0);
    let mut left = Vec::new();
    for name in marked {
        match found.iter().position(|f| *f == name.span) {
            Some(at) if free[at] => {
                free[at] = false;
                strict += usize::from(!name.optional);
            }
            _ => left.push(name),
        }
        optional_gold += usize::from(name.optional);
    }
    relaxed += strict;
    let mut neutral = marked.iter().filter(|n| n.optional).count().min(free.iter().filter(|f| !**f).count() - strict);
    for name in left {
        if let Some(at) = (0..found.len()).find(|&at| free[at] && found[at].overlaps(name.span)) {
            free[at] = false;
            relaxed += usize::from(!name.optional);
            neutral += usize::from(name.optional);
        }
    }
    let gold = marked.len() - optional_gold;
    let said = found.len() - neutral;
    let counts = |right| Counts::new(gold, if text.partial { right } else { said }, right);
    score.strict.add(counts(strict));
    score.relaxed.add(counts(relaxed));
    let names = |spans: &mut dyn Iterator<Item = Span>| -> BTreeSet<String> {
        spans.map(|s| fold(s.of(&text.text).trim_matches(['.', ',', ' ']))).collect()
    };
    let gold = names(&mut marked.iter().filter(|n| !n.optional).map(|n| n.span));
    let neutral = names(&mut marked.iter().filter(|n| n.optional).map(|n| n.span));
    let said = names(&mut found.iter().copied());
    let right = gold.intersection(&said).count();
    let wrong = said.difference(&gold).filter(|n| !neutral.contains(*n)).count();
    score
        .distinct
        .add(Counts::new(gold.len(), right + if text.partial { 0 } else { wrong }, right));
}
