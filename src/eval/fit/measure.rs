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
        let marked: Vec<MarkedName> = text
            .names
            .iter()
            .filter(|n| n.kind == Some(kind))
            .copied()
            .collect();
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
    let mut neutral = marked
        .iter()
        .filter(|n| n.optional)
        .count()
        .min(free.iter().filter(|f| !**f).count() - strict);
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
        spans
            .map(|s| fold(s.of(&text.text).trim_matches(['.', ',', ' '])))
            .collect()
    };
    let gold = names(&mut marked.iter().filter(|n| !n.optional).map(|n| n.span));
    let neutral = names(&mut marked.iter().filter(|n| n.optional).map(|n| n.span));
    let said = names(&mut found.iter().copied());
    let right = gold.intersection(&said).count();
    let wrong = said.difference(&gold).filter(|n| !neutral.contains(*n)).count();
    score.distinct.add(Counts::new(
        gold.len(),
        right + if text.partial { 0 } else { wrong },
        right,
    ));
}

/// What is wrong with the names found in a text: a line each, with the words around.
pub(crate) fn errors(text: &MarkedText, found: &[Mention]) -> Vec<String> {
    let mut lines = Vec::new();
    let kind_of = |m: &Mention| NameKind::ALL.into_iter().find(|k| k.kind() == m.kind);
    for mention in found {
        let meets = text.names.iter().filter(|n| n.span.overlaps(mention.span));
        let kinds: Vec<Option<NameKind>> = meets.map(|n| n.kind).collect();
        let what = match kinds.as_slice() {
            [] if text.partial => continue,
            [] => "nothing".to_owned(),
            kinds if kinds.contains(&kind_of(mention)) => continue,
            [Some(kind), ..] => kind.kind().to_string(),
            [None, ..] => "other".to_owned(),
        };
        lines.push(format!(
            "{what} as {}\t{}",
            mention.kind,
            in_context(text, mention.span)
        ));
    }
    for name in text.names.iter().filter(|n| !n.optional) {
        let Some(kind) = name.kind else { continue };
        let exact = found.iter().any(|m| m.span == name.span && m.kind == kind.kind());
        match found.iter().find(|m| m.span.overlaps(name.span)) {
            None => lines.push(format!("{} missed\t{}", kind.kind(), in_context(text, name.span))),
            Some(m) if !exact && m.kind == kind.kind() => lines.push(format!(
                "{} of other words\t{} found: {}",
                kind.kind(),
                in_context(text, name.span),
                m.span.of(&text.text)
            )),
            Some(_) => {}
        }
    }
    lines
}

/// A span with the words around it, on one line.
pub(crate) fn in_context(text: &MarkedText, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let before: Vec<char> = text.text[..start].chars().rev().take(45).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text.text[end..].chars().take(40).collect();
    format!("{before}[{}]{after}", span.of(&text.text)).replace('\n', "¶")
}
