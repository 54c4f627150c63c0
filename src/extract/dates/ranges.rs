//! Days that share a month or a year with their neighbour: `June 3-5`, `3 and 5 June 2017`, `between March and May 2016`.

use super::absolute::year_after;
use super::calendar::{self, Stretch};
use super::expression::{Found, Piece, Time, Which, YearRef};
use super::scan::Scan;
use crate::model::{Gap, Shape};

/// The day that an expression of month and day means.
fn parts(time: &Time) -> Option<(i8, i8, YearRef)> {
    match time {
        Time::Piece {
            piece: Piece::MonthDay(month, day),
            year,
            ..
        } => Some((*month, *day, *year)),
        Time::Known(Stretch::Day(day)) => Some((day.month(), day.day(), YearRef::Given(day.year()))),
        _ => None,
    }
}

fn day(month: i8, day: i8, year: YearRef) -> Option<Time> {
    if let YearRef::Given(y) = year {
        Some(Time::Known(Stretch::Day(calendar::day(y, month, day)?)))
    } else {
        calendar::day(2000, month, day)?;
        Some(Time::Piece {
            piece: Piece::MonthDay(month, day),
            year,
            which: Which::Bare,
        })
    }
}

/// Adds the other days of the month of `core`, which is the last of `found`; a year after them belongs to all.
pub(super) fn beside(scan: &Scan<'_>, core: &Found, found: &mut Vec<Found>) {
    let Some((month, of_month, year)) = parts(&core.time) else {
        return;
    };
    before(scan, core, month, year, found);
    if !ends_with_day(scan, core.end) {
        return;
    }
    let first_new = found.len();
    let mut end = core.end;
    let mut last = of_month;
    let mut given = year;
    while let Some((at, next)) = next_day(scan, end, last) {
        let (year_here, past) = year_after(scan, at + 1).unwrap_or((YearRef::None, at + 1));
        let Some(time) = day(month, next, year_here) else {
            break;
        };
        found.push(Found::new(at, past, time, "dates/day-range"));
        (end, last) = (past, next);
        if year_here != YearRef::None {
            given = year_here;
            break;
        }
    }
    if given == YearRef::None {
        return;
    }
    for other in found[first_new..]
        .iter_mut()
        .filter(|o| o.rule == "dates/day-range")
    {
        if let Some(time) = parts(&other.time).and_then(|(m, d, _)| day(m, d, given)) {
            other.time = time;
        }
    }
    if year == YearRef::None {
        let own = found
            .iter_mut()
            .find(|f| f.first == core.first && f.end == core.end);
        if let (Some(own), Some(time)) = (own, day(month, of_month, given)) {
            own.time = time;
        }
    }
}

/// Whether the word before `end` is the day's number ("June 3", not "3 June").
fn ends_with_day(scan: &Scan<'_>, end: usize) -> bool {
    scan.day_of_month(end - 1).is_some()
}

/// A later day of the same month after a dash, a comma or a connector.
fn next_day(scan: &Scan<'_>, end: usize, last: i8) -> Option<(usize, i8)> {
    let gap = scan.gap(end);
    let dash = is_dash(gap);
    let worded = scan.follows(end) && scan.is(end, &scan.vocabulary.cues.connectors) && scan.follows(end + 1);
    let comma = gap == Gap::COMMA | Gap::SPACE;
    let at = if worded { end + 1 } else { end };
    if !(dash || worded || comma) {
        return None;
    }
    let (day, _) = scan.day_of_month(at)?;
    // "on Feb. 15 to second-degree murder"
    if scan.shape(at) == Shape::Lower && scan.gap(at + 1).is_hyphen() {
        return None;
    }
    let clock = scan.gap(at + 1) == Gap::COLON;
    let closed = dash
        || year_after(scan, at + 1).is_some()
        || is_closed(scan, at + 1) && !comma
        || comma && scan.is(at + 1, &scan.vocabulary.cues.connectors);
    (closed && !clock && (day > last || worded)).then_some((at, day))
}

fn is_dash(gap: Gap) -> bool {
    let dash = gap.has_any(Gap::HYPHEN | Gap::DASH);
    dash && Gap(gap.0 & !(Gap::HYPHEN.0 | Gap::DASH.0 | Gap::SPACE.0)) == Gap::NONE
}

/// Whether no noun that the number counts follows.
fn is_closed(scan: &Scan<'_>, at: usize) -> bool {
    const AFTER: [&str; 17] = [
        "was", "were", "had", "and", "to", "in", "at", "of", "on", "for", "by", "when", "but", "with", "the",
        "as", "after",
    ];
    !scan.follows(at)
        || AFTER.iter().any(|w| scan.says(at, w))
        || scan.shape(at).is_capital() && scan.shape(at) != Shape::Upper
}

/// An earlier day of the same month before: the 3 of `3-5 June`.
fn before(scan: &Scan<'_>, core: &Found, month: i8, year: YearRef, found: &mut Vec<Found>) {
    let first = if scan.says(core.first, "the") {
        core.first + 1
    } else {
        core.first
    };
    let Some((own, _)) = scan.day_of_month(first) else {
        return;
    };
    let dash = core.first > 0 && matches!(scan.gap(core.first), Gap::HYPHEN | Gap::DASH);
    let worded = scan
        .before(core.first)
        .filter(|n| scan.is(*n, &scan.vocabulary.cues.connectors) && scan.follows(*n));
    let at = match worded {
        Some(word) => word.checked_sub(1),
        None if dash => Some(core.first - 1),
        None => None,
    };
    let Some((at, (day_before, _))) = at.and_then(|n| Some((n, scan.day_of_month(n)?))) else {
        return;
    };
    if day_before >= own && worded.is_none() || scan.gap(at) == Gap::COLON {
        return;
    }
    if let Some(time) = day(month, day_before, year) {
        found.push(Found::new(
            scan.article_before(at),
            at + 1,
            time,
            "dates/day-range",
        ));
    }
}

/// Gives a month or day without a year the year of the one that follows it: `between March and May 2016`.
pub(super) fn share_years(scan: &Scan<'_>, found: &mut [Found]) {
    for at in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(at);
        let (Some(first), second) = (left.last_mut(), &right[0]) else {
            continue;
        };
        if !is_range(scan, first.end, second.first) {
            continue;
        }
        let Some((y, month)) = known(&second.time) else {
            continue;
        };
        match &first.time {
            Time::Piece {
                piece: Piece::Month(m),
                year: YearRef::None,
                which: Which::Bare,
            } => {
                first.time = Time::Known(Stretch::Month(if *m > month { y - 1 } else { y }, *m));
            }
            Time::Piece {
                piece: Piece::MonthDay(m, d),
                year: YearRef::None,
                which: Which::Bare,
            } => {
                let year = YearRef::Given(if *m > month { y - 1 } else { y });
                if let Some(time) = day(*m, *d, year) {
                    first.time = time;
                }
            }
            _ => {}
        }
    }
}

fn known(time: &Time) -> Option<(i16, i8)> {
    match time {
        Time::Known(Stretch::Day(day)) => Some((day.year(), day.month())),
        Time::Known(Stretch::Month(year, month)) => Some((*year, *month)),
        _ => None,
    }
}

/// Whether only a connector, a dash or a comma stands between two expressions.
pub(super) fn is_range(scan: &Scan<'_>, end: usize, next: usize) -> bool {
    let gap = scan.gap(end);
    if end == next {
        return is_dash(gap) || gap == Gap::COMMA | Gap::SPACE || gap == Gap::SLASH;
    }
    end + 1 == next
        && scan.is(end, &scan.vocabulary.cues.connectors)
        && scan.follows(end)
        && scan.follows(next)
}
