//! Times compare by the days they cover: a month contains its days, two days are apart.

use super::comparison::Comparison;
use crate::model::ClaimWhen;

/// Compares two times. Times that cover no calendar days (`P1M`, `XXXX-09`) say the same only by the same value, and contradict nothing.
pub(super) fn compare_times(a: &ClaimWhen, b: &ClaimWhen) -> Comparison {
    let (Some(a_from), Some(a_to), Some(b_from), Some(b_to)) = (a.from, a.to, b.from, b.to) else {
        return if a.value == b.value {
            Comparison::Same
        } else {
            Comparison::Overlap
        };
    };
    Comparison::of_sets(
        a_from <= b_from && a_to >= b_to,
        b_from <= a_from && b_to >= a_to,
        a_from <= b_to && b_from <= a_to,
    )
}
