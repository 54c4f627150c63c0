//! Days with a name: `Christmas Eve`, `Labor Day`, `Good Friday 2017`, `D-Day`.

use super::absolute::year_after;
use super::calendar::Stretch;
use super::expression::{Found, Holiday, Piece, Time, Which, YearRef};
use super::scan::Scan;
use crate::lexicon::{DictionaryError, Source, dictionary};

/// A named day: of every year, or one day for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Yearly(Holiday),
    Once(Stretch),
}

/// The phrases of `dictionaries/dates/holidays.toml` with their rules.
pub(super) fn read() -> Result<Vec<(String, Named)>, DictionaryError> {
    let source = dictionary!("dates/holidays.toml");
    let table: toml::Table = toml::from_str(&source.text).map_err(|e| DictionaryError::toml(&source, &e))?;
    let mut phrases = Vec::new();
    for (key, value) in table {
        let named = rule(&key).ok_or_else(|| broken(&source, &key))?;
        let list: Vec<String> = value.try_into().map_err(|_| broken(&source, &key))?;
        phrases.extend(list.into_iter().map(|phrase| (phrase, named)));
    }
    Ok(phrases)
}

fn broken(source: &Source, key: &str) -> DictionaryError {
    let reason =
        format!("`{key}` must be MM-DD, MM-WEEKDAY-N, easter+N or a day, and hold an array of names");
    DictionaryError::near(source, key, reason)
}

fn rule(key: &str) -> Option<Named> {
    if let Some(days) = key.strip_prefix("easter") {
        return Some(Named::Yearly(Holiday::Easter(days.parse().ok()?)));
    }
    let parts: Vec<i16> = key
        .split('-')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    Some(match parts[..] {
        [month, day] => Named::Yearly(Holiday::Fixed(month as i8, day as i8)),
        [month, weekday, n] if month <= 12 => {
            Named::Yearly(Holiday::Nth(month as i8, weekday as i8, n as i8))
        }
        [year, month, day] => Named::Once(Stretch::Day(super::calendar::day(year, month as i8, day as i8)?)),
        _ => return None,
    })
}

/// The named day of words `at..end`, with its year.
pub(super) fn named(scan: &Scan<'_>, at: usize, end: usize, named: Named) -> Option<Found> {
    if !scan.shape(end - 1).is_capital() && !scan.shape(at).is_capital() {
        return None;
    }
    // "Easter Island", "Christmas Carol": a name goes on.
    let goes_on = scan.follows(end) && scan.shape(end).is_capital() && scan.term(end).is_none();
    let surname = scan
        .before(at)
        .is_some_and(|n| scan.shape(n).is_capital() && scan.term(n).is_none() && !scan.starts_sentence(n));
    // "in Elliston Thanksgiving Day": a day's own name is no surname.
    let day = end > at + 1 && ["day", "eve", "night"].iter().any(|w| scan.says(end - 1, w));
    if goes_on || surname && !day && scan.which_before(at).is_none() {
        return None;
    }
    let holiday = match named {
        Named::Once(stretch) => return Some(Found::new(at, end, Time::Known(stretch), "dates/holiday")),
        Named::Yearly(holiday) => Piece::Holiday(holiday),
    };
    let (first, which) = scan.which_before(at).unwrap_or((at, Which::Bare));
    let (year, end) = year_after(scan, end).unwrap_or((YearRef::None, end));
    let time = Time::Piece {
        piece: holiday,
        year,
        which,
    };
    Some(Found {
        score: 0.85,
        ..Found::new(first, end, time, "dates/holiday")
    })
}
