//! Times compare by the days they cover: a month contains its days, two days are apart.

use jiff::civil::Date;

use super::comparison::Comparison;
use crate::model::ClaimWhen;

/// Days by which the edge of a part of a month or a week is vague: "earlier this month" may be the 13th.
const VAGUE: i32 = 7;
/// Days from a month's first to its last, at least.
const MONTH: i32 = 27;

/// Compares two times. A night belongs to both days that it touches. Times that cover no calendar days (`P1M`, `XXXX-09`) say the same only by the same value, and contradict nothing.
pub(super) fn compare_times(a: &ClaimWhen, b: &ClaimWhen) -> Comparison {
    let (Some(a_from), Some(a_to), Some(b_from), Some(b_to)) = (a.from, a.to, b.from, b.to) else {
        return if a.value == b.value {
            Comparison::Same
        } else {
            Comparison::Overlap
        };
    };
    let sets = Comparison::of_sets(
        a_from <= b_from && a_to >= b_to,
        b_from <= a_from && b_to >= a_to,
        a_from <= b_to && b_from <= a_to,
    );
    let gap = (b_from - a_to).get_days().max((a_from - b_to).get_days());
    let part = |from: Date, to: Date| from != to && (to - from).get_days() < MONTH;
    let vague = part(a_from, a_to) || part(b_from, b_to);
    if gap <= VAGUE && vague || gap == 1 && (a.night || b.night) {
        return if sets == Comparison::Apart {
            Comparison::Overlap
        } else {
            sets
        };
    }
    sets
}
