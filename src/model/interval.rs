//! An interval of numbers in the text form of the contract: `[80,80]`, `(80,)`, `[3,5]`, `(,20]`.

use std::cmp::Ordering;
use std::fmt::{self, Write as _};
use std::str::FromStr;

use super::digits::push_number;

/// Which numbers a report allows. `None` is no bound on that side. `open` ends leave the bound itself out.
///
/// ```
/// use dateline::model::Interval;
/// let more_than_80: Interval = "(80,)".parse().unwrap();
/// assert!(!more_than_80.contains(80.0) && more_than_80.contains(84.0));
/// assert_eq!(Interval::exactly(80.0).to_string(), "[80,80]");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Interval {
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Whether `low` itself is left out.
    pub low_open: bool,
    /// Whether `high` itself is left out.
    pub high_open: bool,
}

impl Interval {
    /// One number.
    pub fn exactly(n: f64) -> Self {
        Self {
            low: Some(n),
            high: Some(n),
            low_open: false,
            high_open: false,
        }
    }

    /// `low` to `high`, both counted in.
    pub fn between(low: f64, high: f64) -> Self {
        Self {
            low: Some(low),
            high: Some(high),
            low_open: false,
            high_open: false,
        }
    }

    /// More than `n`: `(n,)`.
    pub fn more_than(n: f64) -> Self {
        Self {
            low: Some(n),
            high: None,
            low_open: true,
            high_open: false,
        }
    }

    /// `n` or more: `[n,)`.
    pub fn at_least(n: f64) -> Self {
        Self {
            low: Some(n),
            high: None,
            low_open: false,
            high_open: false,
        }
    }

    /// Less than `n`: `(,n)`.
    pub fn less_than(n: f64) -> Self {
        Self {
            low: None,
            high: Some(n),
            low_open: false,
            high_open: true,
        }
    }

    /// `n` or less: `(,n]`.
    pub fn at_most(n: f64) -> Self {
        Self {
            low: None,
            high: Some(n),
            low_open: false,
            high_open: false,
        }
    }

    /// The number, when the interval is one.
    pub fn single(&self) -> Option<f64> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.total_cmp(&high).is_eq() => Some(low),
            _ => None,
        }
    }

    /// Whether `n` is allowed.
    pub fn contains(&self, n: f64) -> bool {
        self.low
            .is_none_or(|low| if self.low_open { n > low } else { n >= low })
            && self
                .high
                .is_none_or(|high| if self.high_open { n < high } else { n <= high })
    }

    /// Whether every number that `inner` allows is allowed here too.
    pub fn includes(&self, inner: &Self) -> bool {
        self.compare_low(inner) != Ordering::Greater && self.compare_high(inner) != Ordering::Less
    }

    /// Whether some number is allowed by both.
    pub fn overlaps(&self, other: &Self) -> bool {
        below(self, other) && below(other, self)
    }

    /// The text form, as `Display` writes it, several times as fast for whole numbers.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(16);
        self.push_to(&mut text);
        text
    }

    /// Appends the text form.
    pub(super) fn push_to(&self, out: &mut String) {
        out.push(if self.low_open || self.low.is_none() {
            '('
        } else {
            '['
        });
        self.low.into_iter().for_each(|low| push_bound(out, low));
        out.push(',');
        self.high.into_iter().for_each(|high| push_bound(out, high));
        out.push(if self.high_open || self.high.is_none() {
            ')'
        } else {
            ']'
        });
    }

    fn compare_low(&self, other: &Self) -> Ordering {
        match (self.low, other.low) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(a), Some(b)) => a.total_cmp(&b).then(self.low_open.cmp(&other.low_open)),
        }
    }

    fn compare_high(&self, other: &Self) -> Ordering {
        match (self.high, other.high) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) => a.total_cmp(&b).then(other.high_open.cmp(&self.high_open)),
        }
    }
}

fn push_bound(out: &mut String, n: f64) {
    if f64::from(n as u32).to_bits() == n.to_bits() {
        push_number(out, n as u32);
    } else {
        // Writing to a string has no way to fail.
        let _ = write!(out, "{n}");
    }
}

/// Whether `a` begins before `b` ends.
fn below(a: &Interval, b: &Interval) -> bool {
    match (a.low, b.high) {
        (Some(low), Some(high)) => low < high || (low <= high && !a.low_open && !b.high_open),
        _ => true,
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.low_open || self.low.is_none() {
            "("
        } else {
            "["
        })?;
        if let Some(low) = self.low {
            write!(f, "{low}")?;
        }
        f.write_str(",")?;
        if let Some(high) = self.high {
            write!(f, "{high}")?;
        }
        f.write_str(if self.high_open || self.high.is_none() {
            ")"
        } else {
            "]"
        })
    }
}

/// A text that is no interval.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no interval; try a form like [80,80], (80,) or (,20]")]
pub struct ParseIntervalError(pub String);

impl FromStr for Interval {
    type Err = ParseIntervalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseIntervalError(text.to_owned());
        let inner = text.get(1..text.len().saturating_sub(1)).ok_or_else(wrong)?;
        let (low, high) = inner.split_once(',').ok_or_else(wrong)?;
        let low_open = opens(text.as_bytes()[0], b'[', b'(').ok_or_else(wrong)?;
        let high_open = opens(text.as_bytes()[text.len() - 1], b']', b')').ok_or_else(wrong)?;
        let bound = |s: &str| {
            if s.is_empty() {
                Ok(None)
            } else {
                s.parse().map(Some).map_err(|_| wrong())
            }
        };
        let (low, high) = (bound(low)?, bound(high)?);
        Ok(Self {
            low,
            high,
            low_open: low_open && low.is_some(),
            high_open: high_open && high.is_some(),
        })
    }
}

fn opens(byte: u8, closed: u8, open: u8) -> Option<bool> {
    if byte == closed {
        Some(false)
    } else if byte == open {
        Some(true)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn eighty_against_more_than_eighty() {
        let exact = Interval::exactly(80.0);
        let more = Interval::more_than(80.0);
        assert!(!exact.overlaps(&more));
        assert!(Interval::at_least(80.0).includes(&exact));
        assert!(Interval::at_least(80.0).includes(&more));
        assert!(!more.includes(&Interval::at_least(80.0)));
        assert!(Interval::between(3.0, 5.0).overlaps(&Interval::at_most(3.0)));
        assert!(!Interval::between(3.0, 5.0).overlaps(&Interval::less_than(3.0)));
    }

    #[test]
    fn broken_forms_are_refused() {
        for text in ["", "[", "[]", "80", "[1;2]", "{1,2}", "[a,b]", "é,é"] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_parsing_give_the_same(low in proptest::option::of(-1e12f64..1e12), width in proptest::option::of(0f64..1e9), lo in any::<bool>(), ho in any::<bool>()) {
            let high = width.map(|w| low.unwrap_or(0.0) + w);
            let interval = Interval { low, high, low_open: lo && low.is_some(), high_open: ho && high.is_some() };
            prop_assert_eq!(interval.to_string().parse::<Interval>().unwrap(), interval);
            prop_assert_eq!(interval.text(), interval.to_string());
            let whole = Interval { low: interval.low.map(f64::round), high: interval.high.map(f64::trunc), ..interval };
            prop_assert_eq!(whole.text(), whole.to_string());
        }
    }
}
