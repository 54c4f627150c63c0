//! Times of the clock: `14:30`, `5 p.m.`, `10.30am EST`, `three o'clock`, `0300 hours`, `1430 GMT`.

use super::expression::{Found, Time};
use super::scan::Scan;
use super::vocabulary::Term;
use crate::model::{Gap, Shape};

/// The keys of `dictionaries/dates/clock.toml` that are offsets from UTC.
pub(super) const OFFSETS: &[&str] = &[
    "-05", "-04", "-06", "-07", "-08", "+01", "+02", "+03", "+08", "+09", "+10", "+11",
];

/// What a clock shows, with one past its words, and whether only a time is written so.
struct Reading {
    hour: u32,
    minute: u32,
    end: usize,
    sure: bool,
}

/// The clock time that begins at the number at `at`.
pub(super) fn time(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let joined = matches!(
        scan.gap(at),
        Gap::COLON | Gap::HYPHEN | Gap::SLASH | Gap::STOP | Gap::NONE
    );
    let noon = at > 0 && scan.gap(at).is_hyphen() && matches!(scan.term(at - 1), Some(Term::Part(_)));
    if joined && at > 0 && !noon || scan.gap(at).has_any(Gap::CURRENCY) {
        return None;
    }
    let reading = glued(scan, at)
        .or_else(|| with_colon(scan, at))
        .or_else(|| with_meridiem(scan, at))
        .or_else(|| military(scan, at))?;
    if reading.hour > 24 || reading.minute > 59 {
        return None;
    }
    let zone = scan
        .vocabulary
        .zones
        .longest(scan.words, reading.end)
        .filter(|_| {
            let gap = scan.gap(reading.end);
            gap == Gap::SPACE || gap == Gap::STOP | Gap::SPACE || gap == Gap::OPEN | Gap::SPACE
        });
    let zone = zone.filter(|_| scan.shape(reading.end) != Shape::Lower || scan.says(reading.end, "local"));
    let cued = scan
        .before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.clock));
    if !(reading.sure || cued || zone.is_some()) {
        return None;
    }
    let suffix = format!(
        "T{:02}:{:02}{}",
        reading.hour,
        reading.minute,
        zone.as_ref().map_or("", |z| z.value)
    );
    let end = reading.end + zone.map_or(0, |z| z.len);
    Some(Found::new(at, end, Time::Timed(None, suffix), "dates/clock"))
}

/// `5pm`, `10.30am`, `5:30pm`
fn glued(scan: &Scan<'_>, at: usize) -> Option<Reading> {
    if scan.shape(at) == Shape::Alphanumeric {
        let (digits, add) = meridiem_of(scan.reading.word(at))?;
        let (hour, minute) = match digits.split_once('.') {
            Some((hour, minute)) => (hour.parse().ok()?, minute.parse().ok()?),
            None => (digits.parse().ok()?, 0),
        };
        return Some(Reading {
            hour: on_24(hour, add)?,
            minute,
            end: at + 1,
            sure: true,
        });
    }
    if scan.gap(at + 1) != Gap::COLON || scan.shape(at + 1) != Shape::Alphanumeric {
        return None;
    }
    let (hour, _) = scan.digits(at)?;
    let word = scan.reading.word(at + 1);
    if let Some((minutes, add)) = meridiem_of(word) {
        return Some(Reading {
            hour: on_24(hour, add)?,
            minute: minutes.parse().ok()?,
            end: at + 2,
            sure: true,
        });
    }
    let minutes = word.strip_suffix("hrs").or_else(|| word.strip_suffix('h'))?;
    Some(Reading {
        hour,
        minute: minutes.parse().ok()?,
        end: at + 2,
        sure: true,
    })
}

/// The digits before "am" or "pm" in one word, and the hours that it adds.
fn meridiem_of(word: &str) -> Option<(&str, u32)> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    match word[digits.len()..].to_ascii_lowercase().trim_start_matches('.') {
        "am" | "a.m" => Some((digits, 0)),
        "pm" | "p.m" => Some((digits, 12)),
        _ => None,
    }
}

/// `14:30`, `2:30 p.m.`, `03:00 hrs`
fn with_colon(scan: &Scan<'_>, at: usize) -> Option<Reading> {
    if scan.gap(at + 1) != Gap::COLON {
        return None;
    }
    let (hour, hour_length) = scan.digits(at)?;
    let (minute, 2) = scan.digits(at + 1)? else {
        return None;
    };
    let third = matches!(
        scan.gap(at + 2),
        Gap::COLON | Gap::STOP | Gap::HYPHEN | Gap::SLASH
    );
    if hour_length > 2 || third && !scan.gap(at + 2).has(Gap::HYPHEN) {
        return None;
    }
    if let Some(add) = meridiem(scan, at + 2) {
        return Some(Reading {
            hour: on_24(hour, add)?,
            minute,
            end: at + 3,
            sure: true,
        });
    }
    let hours = scan.follows(at + 2) && (scan.says(at + 2, "hrs") || scan.says(at + 2, "hours"));
    Some(Reading {
        hour,
        minute,
        end: at + 2 + usize::from(hours),
        sure: hours || hour_length == 2 && scan.gap(at).has(Gap::OPEN),
    })
}

/// `5 p.m.`, `10.30 am`, `three o'clock`
fn with_meridiem(scan: &Scan<'_>, at: usize) -> Option<Reading> {
    let after = scan.term(at + 1)?;
    if !matches!(after, Term::Oclock | Term::Meridiem(_)) {
        return None;
    }
    let number = scan.number_at(at).filter(|n| n.first == at && n.end == at + 1)?;
    if scan.follows(at + 1) && after == Term::Oclock {
        return Some(Reading {
            hour: number.value as u32,
            minute: 0,
            end: at + 2,
            sure: true,
        });
    }
    let add = meridiem(scan, at + 1)?;
    let (hour, minute) = match scan.reading.word(at).split_once('.') {
        Some((hour, minute)) => (hour.parse().ok()?, minute.parse().ok()?),
        None => (number.value as u32, 0),
    };
    Some(Reading {
        hour: on_24(hour, add)?,
        minute,
        end: at + 2,
        sure: true,
    })
}

fn meridiem(scan: &Scan<'_>, at: usize) -> Option<u32> {
    match scan.term(at)? {
        Term::Meridiem(add) if scan.joins(at) => Some(u32::from(add)),
        _ => None,
    }
}

/// `0300 hours`, `1430 GMT`
fn military(scan: &Scan<'_>, at: usize) -> Option<Reading> {
    if scan.words[at].span.len() != 4 {
        return None;
    }
    let (value, 4) = scan.digits(at)? else { return None };
    let hours =
        scan.follows(at + 1) && (scan.says(at + 1, "hrs") || scan.says(at + 1, "hours") && value < 1000);
    let zoned = scan.follows(at + 1) && matches!(scan.reading.word(at + 1), "GMT" | "UTC" | "BST" | "CET");
    (hours || zoned).then(|| Reading {
        hour: value / 100,
        minute: value % 100,
        end: at + 1 + usize::from(hours),
        sure: true,
    })
}

/// Twelve-hour to twenty-four-hour clock.
fn on_24(hour: u32, add: u32) -> Option<u32> {
    (1..=12).contains(&hour).then_some(hour % 12 + add)
}
