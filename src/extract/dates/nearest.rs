//! Which year a day without one belongs to: the nearest, unless the text itself tells.
//!
//! On newswire the nearest year is right for 90 % of days. What it gets wrong lies months away: "was arrested on 12 November" in an
//! article of July. So a day more than two months ahead that a past verb governs is of the past, and the reverse; and an article that
//! has given a day its year once means that year.

use jiff::civil::Date;

use super::anchor::Anchor;
use super::calendar::{Stretch, day};
use super::expression::{Found, Piece, Time, Which, YearRef};
use super::future::{Tense, tense};
use super::ranges;
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
        self.chosen(month, of_month, lean(scan, found), now)
    }

    fn chosen(&mut self, month: i8, of_month: i8, lean: Lean, now: Date) -> Option<Date> {
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

/// Gives the days and months of a range or a list the years of one run: `from 30 June to 2 July`, `in April, May and June`.
///
/// The last is placed as it would be alone, by the words before the first; the others are the latest before it.
pub(super) fn settle(scan: &Scan<'_>, found: &mut [Found], said: &mut SaidYears, anchor: &Anchor) {
    let Some(now) = anchor.now.filter(|_| !anchor.narrative) else {
        return;
    };
    let mut last = found.len();
    while last > 0 {
        let end = last - 1;
        let mut first = end;
        while first > 0
            && is_linked(&found[first - 1], &found[end])
            && ranges::is_range(scan, found[first - 1].end, found[first].first)
        {
            first -= 1;
        }
        if first < end {
            settle_run(scan, &mut found[first..=end], said, anchor, now);
        }
        last = first;
    }
}

/// Whether both are days, or both months, without a year.
fn is_linked(first: &Found, second: &Found) -> bool {
    bare(&first.time).is_some() && bare(&second.time).is_some()
        || bare_month(&first.time).is_some() && bare_month(&second.time).is_some()
}

fn settle_run(scan: &Scan<'_>, run: &mut [Found], said: &mut SaidYears, anchor: &Anchor, now: Date) {
    let (Some(head), Some(tail)) = (run.first(), run.last()) else {
        return;
    };
    let placed = if let Some((month, day)) = bare(&tail.time) {
        said.chosen(month, day, lean(scan, head), now).map(Stretch::Day)
    } else {
        let future = tense(scan, head) == Some(Tense::Future);
        bare_month(&tail.time)
            .and_then(|month| anchor.piece(Piece::Month(month), YearRef::None, Which::Bare, future))
    };
    let mut next = placed;
    for found in run.iter_mut().rev() {
        let Some(there) = next.and_then(|next| before_or_at(&found.time, next)) else {
            return;
        };
        found.time = Time::Known(there);
        next = Some(there);
    }
}

/// The latest such day or month that is not after another.
fn before_or_at(time: &Time, next: Stretch) -> Option<Stretch> {
    let year = next.year()?;
    let place = |year: i16| match (bare(time), bare_month(time)) {
        (Some((month, of_month)), _) => Some(Stretch::Day(day(year, month, of_month)?)),
        (_, Some(month)) => Some(Stretch::Month(year, month)),
        _ => None,
    };
    let ends = |stretch: Stretch| stretch.days().map(|(_, end)| end);
    [year, year - 1]
        .into_iter()
        .filter_map(place)
        .find(|there| ends(*there) <= ends(next) || same_month(*there, next))
}

/// "27 and 26 November": a list need not run forward within a month.
fn same_month(one: Stretch, other: Stretch) -> bool {
    let month = |stretch: Stretch| stretch.days().map(|(from, _)| (from.year(), from.month()));
    month(one) == month(other)
}

fn bare_month(time: &Time) -> Option<i8> {
    match time {
        Time::Piece {
            piece: Piece::Month(month),
            year: YearRef::None,
            which: Which::Bare,
        } => Some(*month),
        _ => None,
    }
}

/// Whether a stretch begins so far ahead that the past is meant.
pub(super) fn is_far(stretch: Option<Stretch>, now: Option<Date>) -> bool {
    let start = stretch.and_then(Stretch::days).map(|(start, _)| start);
    start
        .zip(now)
        .is_some_and(|(start, now)| (start - now).get_days() > NEAR)
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

/// "the Jan. 6 riot", "its March report": the time of a thing that has been; "the Jan. 6 hearing" may be to come.
pub(super) fn describes(scan: &Scan<'_>, found: &Found) -> bool {
    let coming = (found.end..found.end + 2).any(|n| scan.is(n, &scan.vocabulary.cues.coming));
    is_attribute(scan, found) && !coming
}

fn is_attribute(scan: &Scan<'_>, found: &Found) -> bool {
    let cues = &scan.vocabulary.cues;
    let owned = scan.before(found.first).is_some_and(|n| scan.is(n, &cues.owners));
    let noun = scan.follows(found.end) && scan.shape(found.end) == Shape::Lower;
    let dated = matches!(
        found.time,
        Time::Piece {
            piece: Piece::Month(_) | Piece::MonthDay(..),
            ..
        }
    );
    dated && owned && noun && !scan.is(found.end, &cues.after_event)
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
    if is_attribute(scan, found) {
        return if describes(scan, found) {
            Lean::Past
        } else {
            Lean::Limit
        };
    }
    match tense(scan, found) {
        Some(Tense::Future) => Lean::Ahead,
        Some(Tense::Past) => Lean::Past,
        Some(Tense::Plain) | None => Lean::Open,
    }
}
