//! Runs of capitalised words: what a name that no dictionary lists can look like.

use crate::extract::Reading;
use crate::model::{Gap, Shape};

/// The words of a name: first, and one past the last.
pub(super) type Run = (usize, usize);

/// The most words of such a name.
pub(super) const MOST: usize = 4;

/// The run of capitalised words that begins at word `at`, or after one "the" there.
pub(super) fn run_after(reading: &Reading<'_>, at: usize) -> Option<Run> {
    let starts = if reading.word(at).eq_ignore_ascii_case("the") {
        at + 1
    } else {
        at
    };
    let marks = Gap::SPACE | Gap::LINE | Gap::QUOTE | Gap::APOSTROPHE | Gap::OPEN;
    if reading.gap(starts).0 & !marks.0 != 0 {
        return None;
    }
    run_from(reading, starts)
}

/// The run of capitalised words that begins at word `at`, whatever stands before it.
pub(super) fn run_from(reading: &Reading<'_>, at: usize) -> Option<Run> {
    let len = (0..MOST)
        .take_while(|&n| in_name(reading, at + n) && (n == 0 || reading.gap(at + n).is_blank()))
        .count();
    (len > 0).then_some((at, at + len))
}

/// The run of capitalised words that ends before word `at`, a comma or bracket or "or" between them allowed.
pub(super) fn run_before(reading: &Reading<'_>, at: usize) -> Option<Run> {
    let last = at.checked_sub(1)?;
    let end = if reading.word(last).eq_ignore_ascii_case("or") || reading.word(last) == "'s" {
        last
    } else {
        at
    };
    let marks = Gap::SPACE
        | Gap::LINE
        | Gap::QUOTE
        | Gap::APOSTROPHE
        | Gap::OPEN
        | Gap::CLOSE
        | Gap::COMMA
        | Gap::DASH
        | Gap::HYPHEN;
    if reading.gap(end).0 & !marks.0 != 0 {
        return None;
    }
    let mut first = end;
    while first > 0
        && end - first < MOST
        && in_name(reading, first - 1)
        && (first == end || reading.gap(first).is_blank())
    {
        first -= 1;
    }
    (first < end).then_some((first, end))
}

/// Whether word `at` can be part of a name.
fn in_name(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.words().get(at);
    word.is_some_and(|w| w.shape.is_capital() || w.shape == Shape::Alphanumeric)
}
