//! Days of the week and weekends: `Monday`, `last Friday`, `Monday last week`, `over the weekend`, `Mondays`.

use super::expression::{Found, Piece, Time, Unit, Which, YearRef};
use super::scan::Scan;
use super::vocabulary::Term;
use crate::model::Gap;

/// The weekday at `at`, if it is one.
pub(super) fn day(scan: &Scan<'_>, at: usize, day: i8) -> Option<Found> {
    let word = scan.words[at];
    if scan.vocabulary.short_weekdays.contains(&word.hash) && !beside_a_date(scan, at) {
        return None;
    }
    // "Black Friday", "Sunday Times": names of other things.
    let epithet = scan
        .before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.epithets) && scan.shape(n).is_capital());
    let title = scan.follows(at + 1)
        && scan.is(at + 1, &scan.vocabulary.cues.titles)
        && scan.shape(at + 1).is_capital();
    if epithet || title {
        return None;
    }
    let (first, which) = scan.which_before(at).unwrap_or((at, Which::Bare));
    let (piece, end) = match of_week(scan, at + 1) {
        Some((weeks, end)) => (Piece::WeekdayIn(day, weeks), end),
        None => the_nth(scan, at + 1).unwrap_or((Piece::Weekday(day), at + 1)),
    };
    // "on a Monday" is any Monday.
    let any = scan
        .before(at)
        .filter(|n| scan.says(*n, "a") && piece == Piece::Weekday(day));
    if let Some(article) = any {
        let time = Time::Set {
            value: format!("XXXX-WXX-{day}"),
            quant: None,
            freq: None,
        };
        return Some(Found {
            score: 0.7,
            ..Found::new(article, end, time, "dates/set")
        });
    }
    let time = Time::Piece {
        piece,
        year: YearRef::None,
        which,
    };
    Some(Found {
        score: 0.95,
        ..Found::new(first, end, time, "dates/weekday")
    })
}

/// "Friday the 13th": the day of the month says which, and one past its words.
fn the_nth(scan: &Scan<'_>, at: usize) -> Option<(Piece, usize)> {
    if !scan.follows(at) || !scan.says(at, "the") || !scan.follows(at + 1) {
        return None;
    }
    let (day, ordinal) = scan.day_of_month(at + 1)?;
    let named = scan.follows(at + 2) && (scan.says(at + 2, "of") || scan.shape(at + 2).is_capital());
    (ordinal && !named).then_some((Piece::MonthlessDay(day), at + 2))
}

/// "last week" after a weekday: how many weeks from this one, and one past its words.
fn of_week(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let start = if scan.says(at, "of") && scan.follows(at) {
        at + 1
    } else {
        at
    };
    if !scan.follows(start) {
        return None;
    }
    let phrase = scan.vocabulary.which.longest(scan.words, start)?;
    let unit = start + phrase.len;
    let week = scan.follows(unit) && matches!(scan.term(unit), Some(Term::Unit(Unit::Week, false)));
    let weeks = match phrase.value {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
        _ => return None,
    };
    week.then_some((weeks, unit + 1))
}

/// Whether a part of a date stands beside the abbreviation at `at`: "Tue 4 Apr", "Tue., April 4".
fn beside_a_date(scan: &Scan<'_>, at: usize) -> bool {
    let near = |gap: Gap| gap.has(Gap::SPACE) && !gap.has_any(Gap::PARAGRAPH | Gap::SEMICOLON | Gap::QUOTE);

    near(scan.gap(at + 1))
        && (matches!(scan.term(at + 1), Some(Term::Month(_)))
            || scan.day_of_month(at + 1).is_some() && matches!(scan.term(at + 2), Some(Term::Month(_))))
}

/// The weekend at `at`: `the weekend`, `last weekend`.
pub(super) fn weekend(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let joined = scan.gap(at + 1).is_hyphen();
    if joined {
        return None;
    }
    if let Some((first, which)) = scan.which_before(at) {
        let which = if scan.says(at - 1, "past") {
            Which::Last
        } else {
            which
        };
        return Some(Found::new(first, at + 1, Time::Weekend(which), "dates/weekend"));
    }
    let first = scan.article_before(at);
    (first < at).then(|| Found::new(first, at + 1, Time::Weekend(Which::Bare), "dates/weekend"))
}
