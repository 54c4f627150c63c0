//! How alike two articles are, guarded against look-alike events: the same words with other names, other numbers, on other days.
//!
//! A logistic model of what two signatures share. Cosine alone takes every shooting of a fortnight for one; shared names, and the way
//! they make days matter less, tell them apart. The weights were fitted by logistic regression on pairs of articles of the
//! development sets (dated and undated news, each set weighted by the root of its size) and rounded.

use super::probe::{Probe, Weighed};
use crate::model::TermKind;

/// Articles with a cosine below this are not weighed.
const FAINT: f32 = 0.05;

/// What two signatures share, each 0 to 1 where it is a cosine.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Shared {
    /// Of all terms.
    pub(super) cosine: f32,
    /// Of the common words alone.
    pub(super) words: f32,
    /// Of names and pairs of names alone.
    pub(super) names: f32,
    /// Of numbers alone.
    pub(super) numbers: f32,
    /// How many names.
    pub(super) name_count: f32,
    /// How many pairs of names.
    pub(super) pair_count: f32,
}

/// Compares the article in `probe` with another.
pub(super) fn shared(probe: &Probe, other: &Weighed<'_>) -> Shared {
    let (mut dots, mut counts) = ([0.0f32; 4], [0.0f32; 4]);
    for &(term, weight) in other.terms {
        if let Some(own) = probe.weight(term) {
            let kind = TermKind::of(term) as usize;
            dots[kind] += own * weight;
            counts[kind] += 1.0;
        }
    }
    let [words, names, numbers, pairs] = dots;
    let part = |dot: f32, kinds: &[TermKind]| {
        let of = |squares: &[f32; 4]| kinds.iter().map(|k| squares[*k as usize]).sum::<f32>();
        let length = (of(&probe.squares) * of(&other.squares)).sqrt();
        if length > 0.0 {
            (dot / length).min(1.0)
        } else {
            0.0
        }
    };
    Shared {
        cosine: (words + names + numbers + pairs).min(1.0),
        words: part(words, &[TermKind::Word]),
        names: part(names + pairs, &[TermKind::Name, TermKind::NamePair]),
        numbers: part(numbers, &[TermKind::Number]),
        name_count: counts[TermKind::Name as usize],
        pair_count: counts[TermKind::NamePair as usize],
    }
}

/// How alike two articles are, 0 to 1.
pub(super) fn likeness(probe: &Probe, other: &Weighed<'_>) -> f32 {
    let shared = shared(probe, other);
    if shared.cosine < FAINT {
        return 0.0;
    }
    let days = match (probe.day, other.day) {
        (Some(x), Some(y)) => Some((y - x).unsigned_abs() as f32),
        _ => None,
    };
    let (root, names, name_count) = (
        shared.cosine.sqrt(),
        shared.names.sqrt(),
        shared.name_count.ln_1p(),
    );
    let alike = 2.25 * root
        + 1.75 * shared.cosine
        + 1.25 * shared.words
        + 1.3 * names
        + 0.5 * root * name_count
        + 0.25 * shared.pair_count.ln_1p()
        + 0.7 * shared.numbers.sqrt();
    let nameless = if shared.name_count + shared.pair_count == 0.0 {
        0.3
    } else {
        0.0
    };
    let apart = days.map_or(1.0, |days| days.ln_1p() * (1.45 + 0.7 * names - 0.7 * name_count));
    logistic(alike - nameless - apart - 2.5)
}

/// A log-odds as a share of 1.
pub(super) fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}
