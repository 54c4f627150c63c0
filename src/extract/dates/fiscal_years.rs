//! Years of a budget: `fiscal 2017`, `the 2017 fiscal year`, `FY17`, `last fiscal year`.

use super::calendar::Stretch;
use super::expression::{Found, Piece, Time, Which, YearRef};
use super::scan::Scan;
use super::short_years::century_of;
use crate::model::Shape;

const RULE: &str = "dates/fiscal";

/// `fiscal 2017`, `fiscal year 2017`, `FY 2017`, `financial year 2016-17`: the year at `at` belongs to a budget.
pub(super) fn of_number(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let year = scan.year(at)?;
    let mut before = scan.before(at)?;
    if scan.says(before, "year") {
        before = scan.before(before)?;
    }
    let fiscal =
        is_fiscal(scan, before) || scan.reading.word(before) == "FY" && scan.shape(before) == Shape::Upper;
    fiscal.then(|| Found::new(before, at + 1, Time::Known(Stretch::Fiscal(year)), RULE))
}

/// `FY17`, one word.
pub(super) fn code(at: usize, digits: &str) -> Option<Found> {
    let value: u32 = digits.parse().ok()?;
    let year = match digits.len() {
        4 if (1900..2200).contains(&value) => value as i16,
        2 => century_of(value),
        _ => return None,
    };
    Some(Found::new(at, at + 1, Time::Known(Stretch::Fiscal(year)), RULE))
}

/// `the 2017 fiscal year`, `last fiscal year`, with the word "year" at `at`.
pub(super) fn of_word(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let fiscal = scan.before(at).filter(|n| is_fiscal(scan, *n))?;
    if let Some(number) = scan.before(fiscal)
        && let Some(year) = scan.year(number)
    {
        let first = scan.article_before(number);
        return Some(Found::new(
            first,
            at + 1,
            Time::Known(Stretch::Fiscal(year)),
            RULE,
        ));
    }
    let (first, which) = scan
        .which_before(fiscal)
        .or_else(|| Some((scan.article_before(fiscal), Which::That)).filter(|(n, _)| *n < fiscal))?;
    let time = Time::Piece {
        piece: Piece::Fiscal,
        year: YearRef::Relative(which),
        which,
    };
    Some(Found::new(first, at + 1, time, RULE))
}

pub(super) fn is_fiscal(scan: &Scan<'_>, at: usize) -> bool {
    scan.says(at, "fiscal") || scan.says(at, "financial")
}
