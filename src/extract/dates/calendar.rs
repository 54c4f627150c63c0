//! Stretches of the calendar: their TIMEX3 values and the days they cover.
//!
//! Values follow `TimeML` 1.2.1: `2017-02-21`, `2017-W13`, `2017-W13-WE`, `2016-SP`, `2017-Q1`, `2017-H1`, `FY2017`, `198` (a decade),
//! `19` (a century), `BC0493`. Years are astronomical: 1 BC is 0, 493 BC is -492.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// A season, in the northern order of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    fn code(self) -> &'static str {
        ["SP", "SU", "FA", "WI"][self as usize]
    }

    /// Its first month: meteorological seasons, March to February.
    pub(super) fn first_month(self) -> i8 {
        3 + 3 * self as i8
    }
}

/// A piece of the calendar with a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    Day(Date),
    /// ISO week of an ISO year.
    Week(i16, i8),
    Weekend(i16, i8),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    Fiscal(i16),
    /// The year divided by ten.
    Decade(i16),
    /// The year divided by a hundred.
    Century(i16),
    /// Centuries before Christ, counted from 1.
    CenturyBc(i16),
    /// The year divided by a thousand.
    Millennium(i16),
}

impl Stretch {
    /// The week that holds a day.
    pub(super) fn week_of(day: Date) -> Self {
        let week = day.iso_week_date();
        Self::Week(week.year(), week.week())
    }

    /// The weekend of the week that holds a day.
    pub(super) fn weekend_of(day: Date) -> Self {
        let week = day.iso_week_date();
        Self::Weekend(week.year(), week.week())
    }

    /// Its TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Self::Day(day) => with_part(with_part(year(day.year()), "-", day.month()), "-", day.day()),
            Self::Week(y, w) => with_part(year(y), "-W", w),
            Self::Weekend(y, w) => with_part(year(y), "-W", w) + "-WE",
            Self::Month(y, m) => with_part(year(y), "-", m),
            Self::Quarter(y, q) => format!("{}-Q{q}", year(y)),
            Self::Half(y, h) => format!("{}-H{h}", year(y)),
            Self::Season(y, season) => year(y) + "-" + season.code(),
            Self::Year(y) => year(y),
            Self::Fiscal(y) => format!("FY{}", year(y)),
            Self::Decade(d) => format!("{d:03}"),
            Self::Century(c) => format!("{c:02}"),
            Self::CenturyBc(c) => format!("BC{:02}", c - 1),
            Self::Millennium(m) => format!("{m}"),
        }
    }

    /// First and last day; `None` past the years that the calendar counts.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Week(y, w) => {
                let monday = ISOWeekDate::new(y, w, Weekday::Monday).ok()?.date();
                Some((monday, plus(monday, 6.days())?))
            }
            Self::Weekend(y, w) => {
                let saturday = ISOWeekDate::new(y, w, Weekday::Saturday).ok()?.date();
                Some((saturday, plus(saturday, 1.day())?))
            }
            Self::Month(y, m) => months(y, m, 1),
            Self::Quarter(y, q) => months(y, 3 * q - 2, 3),
            Self::Half(y, h) => months(y, 6 * h - 5, 6),
            Self::Season(y, season) => months(y, season.first_month(), 3),
            Self::Year(y) => months(y, 1, 12),
            // Whose fiscal year it is decides its days; nobody says.
            Self::Fiscal(_) => None,
            Self::Decade(d) => years(d.checked_mul(10)?, 10),
            Self::Century(c) => years(c.checked_mul(100)?, 100),
            Self::CenturyBc(c) => years((-c).checked_mul(100)?.checked_add(1)?, 100),
            Self::Millennium(m) => years(m.checked_mul(1000)?, 1000),
        }
    }

    /// Its year, for what is coarser its first.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Day(day) => Some(day.year()),
            Self::Week(y, _)
            | Self::Weekend(y, _)
            | Self::Month(y, _)
            | Self::Quarter(y, _)
            | Self::Half(y, _)
            | Self::Season(y, _)
            | Self::Year(y)
            | Self::Fiscal(y) => Some(y),
            _ => self.days().map(|(from, _)| from.year()),
        }
    }
}

/// A year as TIMEX3 writes it.
pub(super) fn year(year: i16) -> String {
    let mut value = String::with_capacity(LONGEST_VALUE);
    let year = if year > 0 {
        year
    } else {
        value.push_str("BC");
        1 - year
    };
    value.push_str(two_digits(year / 100));
    value.push_str(two_digits(year % 100));
    value
}

/// Bytes of `2017-W13-WE`; times of day are longer and grow.
const LONGEST_VALUE: usize = 11;

/// A value with a part of two digits behind it.
fn with_part(mut value: String, mark: &str, part: i8) -> String {
    value.push_str(mark);
    value.push_str(two_digits(part.into()));
    value
}

/// A number from 0 to 99, two digits. Formatting costs many times more, and every date has four of them.
fn two_digits(number: i16) -> &'static str {
    const ALL: &str = "0001020304050607080910111213141516171819\
        2021222324252627282930313233343536373839\
        4041424344454647484950515253545556575859\
        6061626364656667686970717273747576777879\
        8081828384858687888990919293949596979899";
    let at = 2 * number as usize;
    ALL.get(at..at + 2).unwrap_or_default()
}

/// A day of the calendar, if it exists.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A day some time later (or earlier), if the calendar reaches so far.
pub(super) fn plus(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok()
}

/// Easter Sunday of a year of the Gregorian calendar (Meeus/Jones/Butcher), in the letters of its publication.
#[expect(clippy::many_single_char_names, reason = "the published algorithm's letters")]
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day_of_month = (h + l - 7 * m + 33 * month + 19) % 32;
    day(year, month as i8, day_of_month as i8)
}

/// The `n`-th `weekday` of a month; 5 is the last.
pub(super) fn nth_weekday(year: i16, month: i8, weekday: i8, n: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let n = if n == 5 { -1 } else { n };
    day(year, month, 1)?.nth_weekday_of_month(n, weekday).ok()
}

/// First and last day of `count` months from month `first` (which may lie past December) of year `y`.
fn months(y: i16, first: i8, count: i8) -> Option<(Date, Date)> {
    let last = first - 1 + count - 1;
    let last_month = day(y.checked_add(i16::from(last / 12))?, last % 12 + 1, 1)?;
    Some((day(y, first, 1)?, last_month.last_of_month()))
}

fn years(first: i16, count: i16) -> Option<(Date, Date)> {
    // The year 0 stands for 1 BC, which no decade "000" means.
    let from = day(first.max(-9998), 1, 1)?;
    Some((from, day(first.checked_add(count - 1)?, 12, 31)?))
}

/// The third of a stretch that "early", "mid" or "late" means: `part` 0, 1, 2. January's first third is its first ten days.
pub(super) fn third(from: Date, to: Date, part: u8) -> (Date, Date) {
    let length = (to - from).get_days() + 1;
    let third = length / 3;
    if third == 0 {
        return (from, to);
    }
    let at = |days: i32| plus(from, days.days()).unwrap_or(to);
    match part {
        0 => (from, at(third - 1)),
        1 => (at(third), at(2 * third - 1)),
        _ => (at(2 * third), to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_days() {
        for (y, m, d) in [
            (1943, 4, 25),
            (2000, 4, 23),
            (2008, 3, 23),
            (2017, 4, 16),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(y), day(y, m, d));
        }
    }

    #[test]
    fn stretches_and_their_days() {
        let rows = [
            (
                Stretch::Weekend(2017, 13),
                "2017-W13-WE",
                "2017-04-01",
                "2017-04-02",
            ),
            (Stretch::Quarter(2016, 4), "2016-Q4", "2016-10-01", "2016-12-31"),
            (
                Stretch::Season(2016, Season::Winter),
                "2016-WI",
                "2016-12-01",
                "2017-02-28",
            ),
            (Stretch::Decade(198), "198", "1980-01-01", "1989-12-31"),
            (Stretch::Century(19), "19", "1900-01-01", "1999-12-31"),
        ];
        for (stretch, value, from, to) in rows {
            assert_eq!(stretch.value(), value);
            let days = (from.parse().unwrap(), to.parse().unwrap());
            assert_eq!(stretch.days(), Some(days));
        }
        assert_eq!(Stretch::Year(-492).value(), "BC0493");
    }

    #[test]
    fn a_third_of_january() {
        let (from, to) = Stretch::Month(2017, 1).days().unwrap();
        assert_eq!(third(from, to, 0).1, date(2017, 1, 10));
        assert_eq!(third(from, to, 2).0, date(2017, 1, 21));
    }
}
