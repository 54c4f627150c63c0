//! Which candidate is which marked name, and how many marked names no candidate reaches.

use super::texts::MarkedText;
use crate::extract::names::evidence::NameKind;
use crate::extract::names::examples::Example;
use crate::model::Span;

/// How much a candidate that only overlaps a marked name counts, beside one of exactly its words.
const OVERLAPS: f32 = 0.4;

/// The class that stands for none of the kinds.
pub(crate) const NONE: usize = 3;

/// The class of a candidate, and how much it counts.
pub(crate) fn label(text: &MarkedText, span: Span) -> (usize, f32) {
    let class = |kind: Option<NameKind>| kind.map_or(NONE, |k| k as usize);
    if let Some(name) = text.names.iter().find(|n| n.span == span) {
        return (class(name.kind), if name.optional { 0.0 } else { 1.0 });
    }
    let overlapping = text.names.iter().filter(|n| n.span.overlaps(span));
    let largest = overlapping.max_by_key(|n| n.span.end.min(span.end) - n.span.start.max(span.start));
    match largest {
        Some(name) if !name.optional => (class(name.kind), OVERLAPS),
        Some(_) => (NONE, 0.0),
        None => (NONE, if text.partial { 0.0 } else { 1.0 }),
    }
}

/// How marked names and candidates meet, for one kind of one set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Coverage {
    /// Marked names.
    pub marked: u32,
    /// A candidate has exactly their words.
    pub exact: u32,
    /// A candidate overlaps them.
    pub overlapped: u32,
}

/// How a marked name is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// By a candidate of its words.
    Exact,
    /// By a candidate of other words.
    Overlapped,
    /// By none.
    None,
}

/// How each marked name of a text is met.
pub(crate) fn shares(text: &MarkedText, examples: &[Example]) -> Vec<(usize, Share)> {
    let share = |span: Span| {
        if examples.iter().any(|e| e.span == span) {
            Share::Exact
        } else if examples.iter().any(|e| e.span.overlaps(span)) {
            Share::Overlapped
        } else {
            Share::None
        }
    };
    let names = text.names.iter().enumerate().filter(|(_, n)| n.kind.is_some());
    names.map(|(at, n)| (at, share(n.span))).collect()
}
