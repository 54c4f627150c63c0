//! Which year a day without one belongs to: the nearest, unless the text itself tells.
//!
//! On newswire the nearest year is right for 90 % of days. What it gets wrong lies months away: "was arrested on 12 November" in an
//! article of July. So a day more than two months ahead that a past verb governs is of the past, and the reverse; and an article that
//! has given a day its year once means that year.

use jiff::civil::Date;

use super::calendar::{Stretch, day};
use super::expression::{Found, Piece, Time, Which, YearRef};
use super::future::is_future;
use super::scan::Scan;
use crate::model::{Gap, Shape};

/// Days from publication within which the nearest year stands whatever the verb.
const NEAR: i32 = 60;

/// Days with the year that the article gave them.
#[derive(Debug, Default)]
pub(super) struct SaidYears(Vec<(i8, i8, i16)>);

impl SaidYears {
    /// Those that are written out anywhere in the article, up to a year from publication.
    pub(super) fn of(found: &[Found], now: Option<Date>) -> Self {
        let mut said = Self::default();
        for time in found.iter().map(|f| &f.time) {
            if let (Time::Known(Stretch::Day(day)), Some(now)) = (time, now)
                && (day.year() - now.year()).abs() <= 1
            {
                said.remember(*day);
            }
        }
        said
    }

    fn year(&self, month: i8, day: i8) -> Option<i16> {
        self.0
            .iter()
            .find(|(m, d, _)| (*m, *d) == (month, day))
            .map(|(_, _, year)| *year)
    }

    fn remember(&mut self, day: Date) {
        if self.year(day.month(), day.day()).is_none() {
            self.0.push((day.month(), day.day(), day.year()));
        }
    }

    /// The day of a month and day without a year, as news means it.
    pub(super) fn nearest(&mut self, scan: &Scan<'_>, found: &Found, now: Date) -> Option<Date> {
        let (month, of_month) = bare(&found.time)?;
        let lean = lean(scan, found);
        if let Some(year) = self.year(month, of_month).filter(|_| lean != Lean::Ahead) {
            return day(year, month, of_month);
        }
        let near = closest(month, of_month, now)?;
        let ahead = (near - now).get_days();
        let year = match lean {
            Lean::Past if ahead > NEAR => near.year() - 1,
            // News tells of what has been, unless it says otherwise.
            Lean::Open if ahead > NEAR + NEAR / 2 => near.year() - 1,
            Lean::Ahead if ahead < -NEAR => near.year() + 1,
            _ => near.year(),
        };
        let chosen = day(year, month, of_month).unwrap_or(near);
        if lean == Lean::Past {
            self.remember(chosen);
        }
        Some(chosen)
    }
}

/// Month and day, where no word says which.
pub(super) fn bare(time: &Time) -> Option<(i8, i8)> {
    match time {
        Time::Piece {
            piece: Piece::MonthDay(month, day),
            year: YearRef::None,
            which: Which::Bare,
        } => Some((*month, *day)),
        _ => None,
    }
}

fn closest(month: i8, of_month: i8, now: Date) -> Option<Date> {
    (now.year() - 1..=now.year() + 1)
        .filter_map(|year| day(year, month, of_month))
        .min_by_key(|there| (*there - now).get_days().abs())
}

/// Which way a day's words point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lean {
    Past,
    Ahead,
    /// Nothing tells.
    Open,
    /// The end of something, or a date set: as often ahead as not.
    Limit,
}

/// Whether the day lies ahead, as its words tell.
fn lean(scan: &Scan<'_>, found: &Found) -> Lean {
    let before = scan.before(found.first);
    let limit = before.is_some_and(|n| {
        ["by", "until", "till", "through", "to", "before", "effective"]
            .iter()
            .any(|w| scan.says(n, w))
    });
    if limit || scan.gap(found.first).has_any(Gap::HYPHEN | Gap::DASH | Gap::OPEN) {
        return Lean::Limit;
    }
    let owned = before.is_some_and(|n| scan.is(n, &scan.vocabulary.cues.owners));
    if owned && scan.follows(found.end) && scan.shape(found.end) == Shape::Lower {
        // "the Jan. 6 riot" has been; "the Jan. 6 hearing" may be to come.
        let coming = (found.end..found.end + 2).any(|n| scan.is(n, &scan.vocabulary.cues.coming));
        return if coming { Lean::Limit } else { Lean::Past };
    }
    match is_future(scan, found) {
        Some(true) => Lean::Ahead,
        Some(false) => Lean::Past,
        None => Lean::Open,
    }
}
