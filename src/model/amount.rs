//! An amount: how many, how much.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Interval, Span};

/// What a figure says: an interval with the number as said, its unit and what is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// What sort of figure.
    pub measure: Measure,
    /// Which numbers are allowed.
    pub interval: Interval,
    /// The number as said: "about 20" has the interval `[19,21]` and the nominal 20.
    pub nominal: Option<f64>,
    /// The bound word's meaning.
    pub comparator: Comparator,
    /// ISO 4217 code of money, unit of a quantity.
    pub unit: Option<String>,
    /// Whether the unit was assumed (a bare `$`).
    pub unit_assumed: bool,
    /// Lemma of what is counted: `athlete`.
    pub of: Option<String>,
    /// The counted noun with its restrictive words: `athletes who have applied for TUEs since 2012`.
    pub about: Option<Span>,
    /// Bytes of the amount itself, without comparator and counted noun, with its currency, percent sign or unit.
    pub number: Span,
}

/// The sort of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Counted things.
    Count,
    /// Money.
    Money,
    /// Percentages and percentage points.
    Percent,
    /// A number with a unit.
    Quantity,
    /// One in five, 3 out of 10.
    Ratio,
    /// Threefold, twice as many.
    Multiple,
    /// 3-1, 6-4.
    Score,
    /// 52 to 48.
    Vote,
    /// Third.
    Ordinal,
}

impl Measure {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Quantity => "quantity",
            Self::Ratio => "ratio",
            Self::Multiple => "multiple",
            Self::Score => "score",
            Self::Vote => "vote",
            Self::Ordinal => "ordinal",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a bound word says about the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// No bound word, or "exactly".
    #[default]
    Exactly,
    /// "more than", "over"
    MoreThan,
    /// "at least", "80 or more"
    AtLeast,
    /// "fewer than", "under"
    LessThan,
    /// "up to", "at most", "as many as"
    AtMost,
    /// "almost", "nearly": a little below
    Nearly,
    /// "about", "some", "around"
    About,
    /// "between 3 and 5", "three to five"
    Between,
    /// "dozens", "several", "a handful": no number at all
    Vague,
}

impl Comparator {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::MoreThan => "more_than",
            Self::AtLeast => "at_least",
            Self::LessThan => "less_than",
            Self::AtMost => "at_most",
            Self::Nearly => "nearly",
            Self::About => "about",
            Self::Between => "between",
            Self::Vague => "vague",
        }
    }
}
