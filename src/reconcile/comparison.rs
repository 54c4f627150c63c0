//! How two values stand to one another, whatever their shape: sameness, containment, overlap, or nothing in common.

use super::compare_amounts::compare_amounts;
use super::compare_names::compare_names;
use super::compare_phrases::compare_phrases;
use super::compare_times::compare_times;
use super::series::number;
use crate::model::ClaimValue;

/// How value `a` stands to value `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Comparison {
    /// They say the same.
    Same,
    /// `a` allows all that `b` allows, and more: it is less precise.
    Wider,
    /// `b` allows all that `a` allows, and more.
    Narrower,
    /// Some of what `a` allows `b` allows too.
    Overlap,
    /// Nothing that `a` allows does `b` allow.
    Apart,
}

impl Comparison {
    /// From which of the two includes the other; `common` is whether anything is allowed by both.
    pub(super) fn of_sets(a_includes_b: bool, b_includes_a: bool, common: bool) -> Self {
        match (a_includes_b, b_includes_a) {
            (true, true) => Self::Same,
            (true, false) => Self::Wider,
            (false, true) => Self::Narrower,
            (false, false) if common => Self::Overlap,
            (false, false) => Self::Apart,
        }
    }

    /// How `b` stands to `a`.
    pub(super) fn reversed(self) -> Self {
        match self {
            Self::Wider => Self::Narrower,
            Self::Narrower => Self::Wider,
            other => other,
        }
    }
}

/// How strictly numbers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Reading {
    /// As said.
    Strict,
    /// A bare round number may be rounded, and who hedges does not contradict.
    Lenient,
}

/// How many times as large a number may be as a bound that speaks for it.
const NEAR: f64 = 2.0;

/// Whether a number with one bound is near enough to speak for another: "at least 10" says nothing of 100.
pub(super) fn is_near(bound: &ClaimValue, value: &ClaimValue) -> bool {
    let one_sided =
        matches!(bound, ClaimValue::Amount(a) if a.interval.low.is_none() != a.interval.high.is_none());
    !one_sided
        || number(bound)
            .zip(number(value))
            .is_none_or(|(a, b)| a.max(b) <= NEAR * a.min(b))
}

/// Compares two values. Values of different shapes have nothing to say about one another, which is no contradiction: they overlap.
pub(super) fn compare_values(a: &ClaimValue, b: &ClaimValue, reading: Reading) -> Comparison {
    match (a, b) {
        (ClaimValue::Amount(a), ClaimValue::Amount(b)) => compare_amounts(a, b, reading),
        (ClaimValue::When(a), ClaimValue::When(b)) => compare_times(a, b),
        (ClaimValue::Names(a), ClaimValue::Names(b)) => compare_names(a, b),
        (ClaimValue::Proposition(a), ClaimValue::Proposition(b)) if a == b => Comparison::Same,
        (ClaimValue::Phrase(a), ClaimValue::Phrase(b)) => compare_phrases(a, b),
        _ => Comparison::Overlap,
    }
}
