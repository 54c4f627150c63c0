//! A time in the terms of TIMEX3 (TimeML 1.2.1), with the days it covers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A time expression's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// TIMEX3's type.
    #[serde(rename = "type")]
    pub timex: TimexType,
    /// TIMEX3's value: `2017-02-21`, `2017-W13-WE`, `P1M`, `PRESENT_REF`.
    pub value: String,
    /// TIMEX3's mod.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none", default)]
    pub modifier: Option<Modifier>,
    /// TIMEX3's quant, of sets: `EVERY`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quant: Option<String>,
    /// TIMEX3's freq, of sets: `2X`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub freq: Option<String>,
    /// First day covered, if the value is a calendar interval.
    pub from: Option<Date>,
    /// Last day covered.
    pub to: Option<Date>,
    /// A relative expression without an anchor: the value holds `X` places.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unanchored: bool,
    /// Day and month could be read the other way round, and a setting decided.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub ambiguous: bool,
}

impl When {
    /// A value of `timex` type without days or marks.
    pub fn new(timex: TimexType, value: impl Into<String>) -> Self {
        Self {
            timex,
            value: value.into(),
            modifier: None,
            quant: None,
            freq: None,
            from: None,
            to: None,
            unanchored: false,
            ambiguous: false,
        }
    }

    /// The same with the days it covers.
    #[must_use]
    pub fn covering(mut self, from: Date, to: Date) -> Self {
        (self.from, self.to) = (Some(from), Some(to));
        self
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self::new(TimexType::Date, day.to_string()).covering(day, day)
    }
}

/// TIMEX3's types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar time of a day or coarser.
    Date,
    /// Finer than a day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimexType {
    /// Its name in TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// TIMEX3's mod values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// "more than a decade ago"
    Before,
    /// "less than a year ago"
    After,
    /// "no less than a year ago"
    OnOrBefore,
    /// "no more than a year ago"
    OnOrAfter,
    /// "less than two hours"
    LessThan,
    /// "more than five minutes"
    MoreThan,
    /// "no more than 10 minutes"
    EqualOrLess,
    /// "at least 10 minutes"
    EqualOrMore,
    /// "early", "the beginning of"
    Start,
    /// "mid-", "the middle of"
    Mid,
    /// "late", "the end of"
    End,
    /// "about"
    Approx,
}

impl Modifier {
    /// Its name in TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
        }
    }
}
