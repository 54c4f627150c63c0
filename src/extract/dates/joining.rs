//! Expressions that belong together: a day and its part or hour (`Monday morning`, `9 a.m. on Friday`), a weekday and the date in
//! brackets after it.

use super::expression::{Found, Piece, Time, Unit, Which, YearRef};
use super::parts_of_day::LOOSE;
use super::scan::Scan;
use crate::model::Gap;

/// The longest of overlapping candidates, by place.
pub(super) fn longest(mut found: Vec<Found>) -> Vec<Found> {
    let by_place = |a: &Found, b: &Found| (a.first, b.end).cmp(&(b.first, a.end));
    if !found.is_sorted_by(|a, b| by_place(a, b).is_le()) {
        found.sort_by(by_place);
    }
    found.dedup_by(|next, last| {
        let overlaps = next.first < last.end;
        if overlaps && next.end - next.first > last.end - last.first {
            std::mem::swap(next, last);
        }
        overlaps
    });
    found
}

/// Whether an expression is part of a longer chain of hyphens, as in an address: `ryuk-in-5-hours`.
pub(super) fn is_chained(scan: &Scan<'_>, found: &Found) -> bool {
    let before = found.first > 0 && scan.gap(found.first).is_hyphen();
    let after = scan.gap(found.end).is_hyphen();
    let clock = found.first > 0 && scan.gap(found.first) == Gap::COLON;
    let length = matches!(found.time, Time::Duration(_));
    before && after || length && (before || clock)
}

/// Joins days with times within them and lets loose parts go.
pub(super) fn join(scan: &Scan<'_>, mut joined: Vec<Found>) -> Vec<Found> {
    joined.dedup_by(|next, last| match together(scan, last, next) {
        Some(both) => {
            *last = both;
            true
        }
        None => false,
    });
    joined.retain(|f| f.score > LOOSE);
    for at in 1..joined.len() {
        if let Some(day) = same_day(scan, &joined[at - 1], &joined[at]) {
            joined[at - 1].time = day;
        }
    }
    joined
}

fn is_day(time: &Time) -> bool {
    match time {
        Time::Known(super::calendar::Stretch::Day(_)) | Time::Day(_) | Time::Unit(Unit::Day, _) => true,
        Time::Piece { piece, .. } => matches!(
            piece,
            Piece::MonthDay(..) | Piece::Weekday(_) | Piece::WeekdayIn(..) | Piece::Holiday(_)
        ),
        _ => false,
    }
}

/// One expression of two neighbours, if they are a day and a time in it.
fn together(scan: &Scan<'_>, first: &Found, second: &Found) -> Option<Found> {
    let gap = scan.gap(first.end);
    let near = first.end == second.first
        && (gap.is_blank()
            || gap == Gap::COMMA | Gap::SPACE
            || gap == Gap::STOP | Gap::SPACE
                && second.modifier.is_none()
                && scan.term(first.end - 1).is_some());
    let link = |words: &[&str]| {
        first.end + 1 == second.first
            && scan.gap(second.first).is_blank()
            && (gap.is_blank() || gap == Gap::STOP | Gap::SPACE || gap == Gap::COMMA | Gap::SPACE)
            && words.iter().any(|w| scan.says(first.end, w))
    };
    let time = match (&first.time, &second.time) {
        (day, Time::Timed(None, suffix)) if is_day(day) && (near || link(&["at"])) => {
            // "on Monday, at night" is no day's part by itself.
            let loose = second.score <= LOOSE && scan.says(second.first, "the");
            (!loose).then(|| Time::Timed(Some(Box::new(day.clone())), suffix.clone()))?
        }
        (Time::Timed(None, suffix), day)
            if is_day(day) && (near || link(&["on", "of"])) && (first.score > LOOSE || gap.is_blank()) =>
        {
            Time::Timed(Some(Box::new(day.clone())), suffix.clone())
        }
        // "7:30 this morning", "the early hours of Monday morning"
        (Time::Timed(None, clock), Time::Timed(Some(day), part))
            if part.len() == 3 && (near && gap.is_blank() || link(&["of", "on"])) =>
        {
            Time::Timed(Some(day.clone()), super::hours::of_part(clock, part))
        }
        // "Tuesday morning around 3 a.m.": the hour says more. "8 p.m. Sunday night": the part says less.
        (Time::Timed(Some(day), part), Time::Timed(None, suffix)) if near && part.len() != suffix.len() => {
            let finer = if suffix.len() > part.len() { suffix } else { part };
            Time::Timed(Some(day.clone()), finer.clone())
        }
        _ => return None,
    };
    Some(Found {
        modifier: first.modifier.or(second.modifier),
        score: 0.9,
        ..Found::new(first.first, second.end, time, "dates/time-of-day")
    })
}

/// "Monday (3 April)": the weekday is that day.
fn same_day(scan: &Scan<'_>, first: &Found, second: &Found) -> Option<Time> {
    let bracket = first.end == second.first && scan.gap(first.end) == Gap::SPACE | Gap::OPEN;
    let weekday = matches!(
        first.time,
        Time::Piece {
            piece: Piece::Weekday(_),
            year: YearRef::None,
            which: Which::Bare
        }
    );
    (bracket && weekday && is_day(&second.time)).then(|| second.time.clone())
}
