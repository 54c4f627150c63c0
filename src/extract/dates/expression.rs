//! A time expression as its words say it, before the anchor gives it a place on the calendar.

use super::calendar::{Season, Stretch};
use crate::model::Modifier;

/// An expression found in a text: words `first..end` and what they mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub first: usize,
    pub end: usize,
    pub time: Time,
    pub modifier: Option<Modifier>,
    pub rule: &'static str,
    /// 0 to 1.
    pub score: f32,
}

impl Found {
    pub(super) fn new(first: usize, end: usize, time: Time, rule: &'static str) -> Self {
        Self {
            first,
            end,
            time,
            modifier: None,
            rule,
            score: 0.9,
        }
    }
}

/// What an expression means.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Time {
    /// A full date: `3 April 2017`, `1939`, `the 1980s`.
    Known(Stretch),
    /// A numeric date whose day and month may be read either way: both readings, day first.
    Either(Stretch, Stretch),
    /// A part of a year (or, a weekday, of a week) that lacks its year, or has it from a relative phrase.
    Piece {
        piece: Piece,
        year: YearRef,
        which: Which,
    },
    /// `last week`, `that year`
    Unit(Unit, Which),
    /// `two years ago`, `three days later`: how many (nothing for "a few"), of what, which way, counted from where.
    Shift {
        amount: Option<f64>,
        unit: Unit,
        back: bool,
        from: Origin,
    },
    /// `today`, `yesterday`: days from the anchor.
    Day(i8),
    /// `a year ago today`: the very day so many units before the anchor.
    DayAgo(f64, Unit),
    /// `the year-earlier quarter`: what is spoken of, a year before; whether that is a quarter.
    YearEarlier {
        quarter: bool,
    },
    /// `the week ended Aug. 14`: the unit that holds a day.
    Holding(Unit, Box<Time>),
    /// `the weekend`
    Weekend(Which),
    /// A time within a day: the day's expression, if there is one, and `TMO` or `T14:30`.
    Timed(Option<Box<Time>>, String),
    /// The 80s, '99: the last two digits of a year, or of a decade.
    ShortYear(u8),
    ShortDecade(u8),
    /// How long: `P3M`.
    Duration(String),
    /// How often: value, quant, freq.
    Set {
        value: String,
        quant: Option<&'static str>,
        freq: Option<String>,
    },
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`
    Reference(&'static str),
}

/// A part of a year or a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Month(i8),
    MonthDay(i8, i8),
    /// A day of a month that the text named before.
    MonthlessDay(i8),
    /// 1 is Monday.
    Weekday(i8),
    /// A weekday of the week so many weeks from the anchor's.
    WeekdayIn(i8, i8),
    Season(Season),
    Quarter(i8),
    Half(i8),
    /// A fiscal year, of the year that names it.
    Fiscal,
    Holiday(Holiday),
}

/// A named day's rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    Fixed(i8, i8),
    /// Month, weekday, which one (5: the last).
    Nth(i8, i8, i8),
    /// Days after Easter Sunday.
    Easter(i8),
}

/// The year an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearRef {
    None,
    Given(i16),
    /// `last year`, `that year`
    Relative(Which),
}

/// Which of the many Mondays, weeks, summers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Bare,
    /// The one before now.
    Last,
    This,
    Next,
    /// The one the text speaks of: `that`, `the same`.
    That,
    /// The one before the one the text speaks of.
    Previous,
    /// The one after it.
    Following,
}

/// Where a distance is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The anchor: `ago`.
    Now,
    /// The time the text speaks of: `later`.
    Text,
}

/// A unit of time, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// Half of it, where finer units write it whole: half an hour is `PT30M`.
    fn half(self) -> Option<&'static str> {
        Some(match self {
            Self::Minute => "PT30S",
            Self::Hour => "PT30M",
            Self::Day => "PT12H",
            Self::Year => "P6M",
            Self::Decade => "P5Y",
            Self::Century => "P50Y",
            _ => return None,
        })
    }

    /// The duration of `amount` units; nothing for an unknown number: `P3M`, `PXY`, `PT2H`, `P2.5Y`.
    pub(super) fn duration(self, amount: Option<f64>) -> String {
        let (mark, letter, per) = match self {
            Self::Second => ("PT", "S", 1.0),
            Self::Minute => ("PT", "M", 1.0),
            Self::Hour => ("PT", "H", 1.0),
            Self::Day => ("P", "D", 1.0),
            Self::Week => ("P", "W", 1.0),
            Self::Fortnight => ("P", "W", 2.0),
            Self::Month => ("P", "M", 1.0),
            Self::Quarter => ("P", "Q", 1.0),
            Self::Year => ("P", "Y", 1.0),
            Self::Decade => ("P", "DE", 1.0),
            Self::Century => ("P", "CE", 1.0),
            Self::Millennium => ("P", "ML", 1.0),
        };
        if let Some(half) = self.half().filter(|_| amount == Some(0.5)) {
            return half.to_owned();
        }
        let mut value = String::with_capacity(8);
        value.push_str(mark);
        match amount.map(|n| n * per) {
            None => value.push('X'),
            // One digit needs no formatting of floats, which costs as much as all the rest of an expression.
            Some(n) if n.fract() == 0.0 && (1.0..10.0).contains(&n) => value.push(char::from(b'0' + n as u8)),
            Some(n) => value.push_str(&n.to_string()),
        }
        value + letter
    }
}
