//! Hours that a part of the day completes (`at 9 this morning`, `7:30 tonight`), and the hours of a part: `the early morning hours`,
//! `the small hours of Monday`.

use super::expression::{Found, Time};
use super::scan::Scan;

/// Takes the bare hour before a part of a day into it, unless it belongs to the expression that ends before word `end`: `around 11 last
/// night`.
pub(super) fn take(scan: &Scan<'_>, found: &mut Found, end: usize) {
    let Time::Timed(Some(_), part) = &mut found.time else {
        return;
    };
    let Some(at) = scan.before(found.first).filter(|n| *n >= end && part.len() == 3) else {
        return;
    };
    let cued = scan
        .before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.clock));
    let hour = scan
        .digits(at)
        .filter(|(n, length)| *length <= 2 && (1..=12).contains(n));
    if let Some((hour, _)) = hour.filter(|_| cued) {
        *part = of_part(&format!("T{hour:02}:00"), part);
        found.first = at;
        found.rule = "dates/clock";
    }
}

/// The clock time `T07:30` in a part of the day: in the evening it is `T19:30`.
pub(super) fn of_part(clock: &str, part: &str) -> String {
    let Some(hour) = clock.get(1..3).and_then(|h| h.parse::<u32>().ok()) else {
        return clock.to_owned();
    };
    let later = match part {
        "TAF" | "TEV" => hour < 12,
        // "2 last night" is after midnight.
        "TNI" => (5..12).contains(&hour),
        _ => false,
    };
    if later {
        format!("T{:02}{}", hour + 12, &clock[3..])
    } else {
        clock.to_owned()
    }
}

/// `half past ten`, `a quarter to three` at the word "half" or "quarter", after a word that a clock time follows.
pub(super) fn past(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let first = scan.before(at).filter(|n| scan.says(*n, "a")).unwrap_or(at);
    let cued = scan
        .before(first)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.clock));
    let number = scan
        .number_at(at + 2)
        .filter(|n| n.first == at + 2 && n.end == at + 3 && (1.0..=12.0).contains(&n.value))?;
    let follows = scan.follows(at + 1) && scan.follows(at + 2);
    let past = scan.says(at + 1, "past");
    let hour = number.value as u32;
    let suffix = match () {
        () if !cued || !follows => return None,
        () if scan.says(at, "half") && past => format!("T{hour:02}:30"),
        () if scan.says(at, "quarter") && past => format!("T{hour:02}:15"),
        () if scan.says(at, "quarter") && scan.says(at + 1, "to") => format!("T{:02}:45", (hour + 11) % 12),
        () => return None,
    };
    Some(Found::new(
        first,
        at + 3,
        Time::Timed(None, suffix),
        "dates/clock",
    ))
}

/// `the morning hours`, with the word "hours" after the part at `at`.
pub(super) fn of_the_part(scan: &Scan<'_>, at: usize, suffix: &str) -> Option<Found> {
    let hours = scan.follows(at + 1) && scan.says(at + 1, "hours");
    hours.then(|| Found {
        score: 0.7,
        ..Found::new(
            scan.article_before(at),
            at + 2,
            Time::Timed(None, suffix.to_owned()),
            "dates/part-of-day",
        )
    })
}

/// `the early hours of Monday`, `the small hours` at the word "hours".
pub(super) fn small(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let before = scan.before(at)?;
    let suffix = match () {
        () if ["early", "small", "wee"].iter().any(|w| scan.says(before, w)) => "TMO",
        () if scan.says(before, "late") => "TNI",
        () => return None,
    };
    let first = scan.article_before(before);
    (first < before).then(|| Found {
        score: 0.7,
        ..Found::new(
            first,
            at + 1,
            Time::Timed(None, suffix.to_owned()),
            "dates/part-of-day",
        )
    })
}
