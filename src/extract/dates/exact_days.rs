//! Days counted exactly: `one year ago today`, `a week ago Tuesday`, `the day before yesterday`, `the day after tomorrow`.

use super::expression::{Found, Piece, Time, Unit, Which, YearRef};
use super::scan::Scan;
use super::vocabulary::Term;

/// "today" or a weekday right after "ago", which ends before word `end`.
pub(super) fn ago(
    scan: &Scan<'_>,
    first: usize,
    end: usize,
    amount: Option<f64>,
    unit: Unit,
) -> Option<Found> {
    let amount = amount.filter(|n| n.fract() == 0.0 && scan.follows(end))?;
    let time = match scan.term(end)? {
        Term::Day(0) if unit >= Unit::Week => Time::DayAgo(amount, unit),
        Term::Weekday(day) if unit == Unit::Week && amount <= 50.0 && scan.shape(end).is_capital() => {
            Time::Piece {
                piece: Piece::WeekdayIn(day, -(amount as i8)),
                year: YearRef::None,
                which: Which::Bare,
            }
        }
        _ => return None,
    };
    Some(Found::new(first, end + 1, time, "dates/day-ago"))
}

/// "the day before yesterday" with its unit at `at`.
pub(super) fn beyond(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    if unit != Unit::Day || !scan.follows(at + 1) || !scan.follows(at + 2) {
        return None;
    }
    let days = match scan.term(at + 2)? {
        Term::Day(-1) if scan.says(at + 1, "before") => -2,
        Term::Day(1) if scan.says(at + 1, "after") => 2,
        _ => return None,
    };
    let found = Found::new(scan.article_before(at), at + 3, Time::Day(days), "dates/today");
    Some(Found { score: 0.95, ..found })
}
