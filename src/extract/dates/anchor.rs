//! Where an expression lies on the calendar: the anchoring policies, as measured on newswire (weekday: the most recent one including the
//! publication day, right in 90 %; month and day: the year nearest to publication, 90 %; bare month: the most recent one, 71 %, and with
//! a future cue 78 %). Never the clock.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, ToSpan};

use super::calendar::{Stretch, day, easter, nth_weekday, plus};
use super::expression::{Holiday, Origin, Piece, Unit, Which, YearRef};

/// Months backwards from which a narrative has come to the next year.
const TURN: i8 = 8;

/// What expressions are counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    /// The publication day.
    pub now: Option<Date>,
    /// Whether the text counts from its own dates.
    pub narrative: bool,
    /// The time that the text last spoke of.
    pub reference: Option<Stretch>,
}

impl Anchor {
    /// The day that `last` and bare names are counted from.
    pub(super) fn base(&self) -> Option<Date> {
        if self.narrative {
            self.spoken_of()
        } else {
            self.now
        }
    }

    /// The day that `later` and `that` are counted from.
    pub(super) fn spoken_of(&self) -> Option<Date> {
        self.reference.and_then(|r| Some(r.days()?.0)).or(self.now)
    }

    fn of(&self, which: Which) -> Option<Date> {
        match which {
            Which::That | Which::Previous | Which::Following => self.spoken_of(),
            _ => self.base(),
        }
    }

    /// The year that a phrase names.
    pub(super) fn year(&self, year: YearRef) -> Option<i16> {
        match year {
            YearRef::None => None,
            YearRef::Given(y) => Some(y),
            YearRef::Relative(which) => Some(self.of(which)?.year() + i16::from(step(which))),
        }
    }

    /// `last week`, `that year`.
    pub(super) fn unit(&self, unit: Unit, which: Which) -> Option<Stretch> {
        let which = if which == Which::Bare && self.narrative {
            Which::That
        } else {
            which
        };
        let from = self.of(which)?;
        let from = match (unit, self.reference, which) {
            // "the next day" after "the 3rd to the 5th" follows the end of what the text spoke of.
            (Unit::Day, Some(reference), Which::Following) if from != self.now? => reference.days()?.1,
            _ => from,
        };
        shift(from, unit, f64::from(step(which)))
    }

    /// `two years ago`, `three days later`.
    pub(super) fn shifted(&self, amount: f64, unit: Unit, back: bool, from: Origin) -> Option<Stretch> {
        let from = match from {
            Origin::Now => self.now.or(self.base())?,
            Origin::Text => self.spoken_of()?,
        };
        shift(from, unit, if back { -amount } else { amount })
    }

    /// `the quarter`: the one spoken of; else the one to come or, as results are told, the last whole one.
    pub(super) fn quarter(&self, future: bool) -> Option<Stretch> {
        match self.reference {
            Some(Stretch::Quarter(year, quarter)) => Some(Stretch::Quarter(year, quarter)),
            _ if future => shift(self.base()?, Unit::Quarter, 0.0),
            _ => self.last_quarter(),
        }
    }

    /// The last whole quarter before the anchor.
    pub(super) fn last_quarter(&self) -> Option<Stretch> {
        shift(self.base()?, Unit::Quarter, -1.0)
    }

    /// `the year`: the one spoken of, if one was.
    pub(super) fn anaphor(&self, unit: Unit) -> Option<Stretch> {
        match (unit, self.reference?) {
            (Unit::Year, Stretch::Year(year)) => Some(Stretch::Year(year)),
            (Unit::Month, Stretch::Month(year, month)) => Some(Stretch::Month(year, month)),
            (Unit::Week, Stretch::Week(year, week)) => Some(Stretch::Week(year, week)),
            (Unit::Day, Stretch::Day(day)) => Some(Stretch::Day(day)),
            _ => None,
        }
    }

    /// `a year ago today`: the very day.
    pub(super) fn day_ago(&self, amount: f64, unit: Unit) -> Option<Stretch> {
        let n = amount as i64;
        let back = match unit {
            Unit::Day => Span::new().try_days(n),
            Unit::Week => Span::new().try_weeks(n),
            Unit::Month => Span::new().try_months(n),
            Unit::Year => Span::new().try_years(n),
            Unit::Decade => Span::new().try_years(n.checked_mul(10)?),
            _ => return None,
        };
        Some(Stretch::Day(self.base()?.checked_sub(back.ok()?).ok()?))
    }

    /// The unit that holds a day.
    pub(super) fn holding(unit: Unit, day: Date) -> Option<Stretch> {
        shift(day, unit, 0.0)
    }

    /// `today`, `yesterday`.
    pub(super) fn day(&self, days: i8) -> Option<Stretch> {
        Some(Stretch::Day(plus(self.base()?, i64::from(days).days())?))
    }

    /// `the weekend`: the one just past, or the one that the anchor lies in.
    pub(super) fn weekend(&self, which: Which, future: bool) -> Option<Stretch> {
        let from = self.of(which)?;
        let inside = from.weekday().to_monday_one_offset() >= 6;
        let weeks = match which {
            Which::Bare | Which::That if future || inside => 0,
            Which::This => 0,
            Which::Next | Which::Following => 1,
            _ => -1,
        };
        Some(Stretch::weekend_of(plus(from, i64::from(weeks).weeks())?))
    }

    /// A part of a year or a week.
    pub(super) fn piece(&self, piece: Piece, year: YearRef, which: Which, future: bool) -> Option<Stretch> {
        if let Some(y) = self.year(year) {
            return in_year(piece, y);
        }
        if year != YearRef::None {
            return None;
        }
        let from = self.of(which)?;
        match piece {
            Piece::Weekday(weekday) => self.weekday(weekday, which, future),
            Piece::WeekdayIn(weekday, weeks) => {
                let there = plus(from, i64::from(weeks).weeks())?;
                Some(Stretch::Day(plus(
                    there,
                    i64::from(weekday - there.weekday().to_monday_one_offset()).days(),
                )?))
            }
            Piece::MonthlessDay(n) => Some(Stretch::Day(day(from.year(), from.month(), n)?)),
            _ if self.narrative && which == Which::Bare => Self::told(piece, from),
            _ => {
                let mut near = [Stretch::Year(0); 3];
                let mut found = 0;
                for stretch in (from.year() - 1..=from.year() + 1).filter_map(|y| in_year(piece, y)) {
                    near[found] = stretch;
                    found += 1;
                }
                choose(
                    &near[..found],
                    from,
                    which,
                    future,
                    matches!(piece, Piece::MonthDay(..)) || matches!(piece, Piece::Holiday(_)) && !future,
                )
            }
        }
    }

    fn weekday(&self, weekday: i8, which: Which, future: bool) -> Option<Stretch> {
        let from = self.of(which)?;
        // Days since the last such weekday; 0 is the day itself.
        let since = i64::from((from.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
        let days = match which {
            Which::Last | Which::Previous => -(if since == 0 { 7 } else { since }),
            Which::Next | Which::Following => 7 - since,
            Which::This => i64::from(weekday - from.weekday().to_monday_one_offset()),
            Which::Bare | Which::That if self.narrative => (7 - since) % 7,
            _ if future => (7 - since) % 7,
            _ => -since,
        };
        Some(Stretch::Day(plus(from, days.days())?))
    }

    /// In a narrative a bare month or day is of the year spoken of: where the year turns, the text says so.
    fn told(piece: Piece, from: Date) -> Option<Stretch> {
        // "in December 1941 … in January": the year has turned.
        let turned = match piece {
            Piece::Month(month) | Piece::MonthDay(month, _) => from.month() - month >= TURN,
            _ => false,
        };
        let Some(here) = in_year(piece, from.year() + i16::from(turned)) else {
            return (1..4).find_map(|years| in_year(piece, from.year() + years));
        };
        Some(here)
    }
}

/// How many units from the anchor.
fn step(which: Which) -> i8 {
    match which {
        Which::Last | Which::Previous => -1,
        Which::Next | Which::Following => 1,
        Which::Bare | Which::This | Which::That => 0,
    }
}

/// The piece in a given year.
fn in_year(piece: Piece, year: i16) -> Option<Stretch> {
    Some(match piece {
        Piece::Month(month) => Stretch::Month(year, month),
        Piece::MonthDay(month, of_month) | Piece::Holiday(Holiday::Fixed(month, of_month)) => {
            Stretch::Day(day(year, month, of_month)?)
        }
        Piece::Season(season) => Stretch::Season(year, season),
        Piece::Quarter(quarter) => Stretch::Quarter(year, quarter),
        Piece::Half(half) => Stretch::Half(year, half),
        Piece::Fiscal => Stretch::Fiscal(year),
        Piece::Holiday(Holiday::Nth(month, weekday, n)) => {
            Stretch::Day(nth_weekday(year, month, weekday, n)?)
        }
        Piece::Holiday(Holiday::Easter(days)) => Stretch::Day(plus(easter(year)?, i64::from(days).days())?),
        Piece::Weekday(_) | Piece::WeekdayIn(..) | Piece::MonthlessDay(_) => return None,
    })
}

/// Which of three years' pieces is meant.
fn choose(near: &[Stretch], from: Date, which: Which, future: bool, single: bool) -> Option<Stretch> {
    let starts = |s: &&Stretch| s.days().map(|(start, _)| start);
    let ended = |s: &&Stretch| s.days().is_some_and(|(_, end)| end < from);
    let begins_after = |s: &&Stretch| starts(s).is_some_and(|start| start > from);
    match which {
        Which::Last | Which::Previous => near.iter().rev().find(ended).copied(),
        Which::Next | Which::Following => near.iter().find(begins_after).copied(),
        Which::This | Which::That => {
            // "this winter" in January is the one that began last year.
            let holds = near
                .iter()
                .find(|s| s.days().is_some_and(|(a, b)| a <= from && from <= b));
            holds
                .or_else(|| near.iter().find(|s| s.year() == Some(from.year())))
                .copied()
        }
        Which::Bare if single => near
            .iter()
            .min_by_key(|s| starts(s).map_or(SignedDuration::MAX, |start| start.duration_since(from).abs()))
            .copied(),
        Which::Bare if future => near
            .iter()
            .find(|s| s.days().is_some_and(|(_, end)| end >= from))
            .copied(),
        Which::Bare => near
            .iter()
            .rev()
            .find(|s| starts(s).is_some_and(|start| start <= from))
            .copied(),
    }
}

/// The stretch of the unit's size so many units away.
fn shift(from: Date, unit: Unit, amount: f64) -> Option<Stretch> {
    if amount.abs() > 5000.0 {
        return None;
    }
    let whole = amount.fract() == 0.0;
    let n = amount as i64;
    Some(match unit {
        Unit::Second | Unit::Minute => Stretch::Day(from),
        Unit::Hour => Stretch::Day(plus(from, ((amount / 24.0) as i64).days())?),
        Unit::Day => Stretch::Day(plus(from, n.days())?),
        Unit::Week | Unit::Fortnight if whole => {
            let weeks = if unit == Unit::Week { n } else { 2 * n };
            Stretch::week_of(plus(from, weeks.weeks())?)
        }
        Unit::Week | Unit::Fortnight => Stretch::Day(plus(from, ((amount * 7.0) as i64).days())?),
        Unit::Month => month_of(plus(from, n.months())?),
        Unit::Quarter => {
            let there = plus(from, (3 * n).months())?;
            Stretch::Quarter(there.year(), (there.month() + 2) / 3)
        }
        Unit::Year if whole => Stretch::Year(plus(from, years(n)?)?.year()),
        Unit::Year => month_of(plus(from, ((amount * 12.0) as i64).months())?),
        Unit::Decade | Unit::Century | Unit::Millennium if !whole => {
            let years_each = match unit {
                Unit::Decade => 10.0,
                Unit::Century => 100.0,
                _ => 1000.0,
            };
            Stretch::Year(plus(from, years((amount * years_each) as i64)?)?.year())
        }
        Unit::Decade => Stretch::Decade(plus(from, years(10 * n)?)?.year().div_euclid(10)),
        Unit::Century => Stretch::Century(plus(from, years(100 * n)?)?.year().div_euclid(100)),
        Unit::Millennium => Stretch::Millennium(plus(from, years(1000 * n)?)?.year().div_euclid(1000)),
    })
}

fn month_of(day: Date) -> Stretch {
    Stretch::Month(day.year(), day.month())
}

fn years(n: i64) -> Option<Span> {
    Span::new().try_years(n).ok()
}

/// The season's letters without a year, for values that lack their anchor.
pub(super) fn placeless(piece: Piece) -> String {
    let tail = |stretch: Stretch| stretch.value().get(4..).unwrap_or_default().to_owned();
    match piece {
        Piece::Weekday(n) | Piece::WeekdayIn(n, _) => format!("XXXX-WXX-{n}"),
        Piece::MonthlessDay(n) => format!("XXXX-XX-{n:02}"),
        Piece::Fiscal => "FYXXXX".to_owned(),
        Piece::Holiday(Holiday::Nth(..) | Holiday::Easter(_)) => "XXXX-XX-XX".to_owned(),
        other => format!("XXXX{}", in_year(other, 2000).map(tail).unwrap_or_default()),
    }
}
