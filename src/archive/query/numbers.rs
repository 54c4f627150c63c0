//! Figures in a query: `>80`, `5..10`, `1.5m`, and which figures of an article answer.
//!
//! A figure is the interval it was read as ("about 20" is 19 to 21) and answers where it overlaps what is asked. One that is bounded on one side only
//! stands for its bound: "more than 80" is just above 80, "fewer than 100" just below 100. Else every "more than …" would answer every large number.

use std::ops::Bound;

use crate::archive::analysis::words;
use crate::model::{FigureLine, Measure};

/// Where a figure lies, as three parallel columns hold it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::archive) struct FigureColumns {
    pub(in crate::archive) low: f64,
    pub(in crate::archive) high: f64,
    /// [`what`] it measures.
    pub(in crate::archive) what: u64,
}

/// Names of these columns.
pub(in crate::archive) const LOW: &str = "figure_low";
/// See [`LOW`].
pub(in crate::archive) const HIGH: &str = "figure_high";
/// See [`LOW`].
pub(in crate::archive) const WHAT: &str = "figure_what";

/// Bits of [`FigureColumns::what`] that hold the measure.
const MEASURE_BITS: u32 = 4;
/// The same as a mask.
pub(in crate::archive) const MEASURE: u64 = (1 << MEASURE_BITS) - 1;

impl FigureColumns {
    /// Of a figure of a record; `None` if nothing is known of its size.
    pub(in crate::archive) fn of(figure: &FigureLine) -> Option<Self> {
        let open = figure.interval.starts_with('(');
        let (low, high) = match (figure.low, figure.high) {
            (Some(low), Some(high)) => (low, high),
            (Some(low), None) => one_sided(low, open, f64::next_up),
            (None, Some(high)) => one_sided(high, figure.interval.ends_with(')'), f64::next_down),
            (None, None) => return None,
        };
        let of = figure
            .of
            .as_deref()
            .or(figure.unit.as_deref())
            .unwrap_or_default();
        (low.is_finite() && high.is_finite()).then(|| Self {
            low,
            high,
            what: what(figure.measure, of),
        })
    }
}

fn one_sided(bound: f64, open: bool, beside: fn(f64) -> f64) -> (f64, f64) {
    let at = if open { beside(bound) } else { bound };
    (at, at)
}

/// A number for a measure and what it is of: `count` of athletes, `money` in dollars. Whatever it is of for an empty `of`.
fn what(measure: Measure, of: &str) -> u64 {
    let stems: Vec<String> = words(of, true).into_iter().map(|token| token.text).collect();
    let code = measure as u64 + 1;
    if stems.is_empty() {
        return code;
    }
    // FNV-1a, 60 bits of it.
    let hash = stems
        .join(" ")
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    (hash << MEASURE_BITS) | code
}

/// What is asked of figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::archive) struct Wanted {
    pub(super) low: Bound<f64>,
    pub(super) high: Bound<f64>,
    /// 0: of anything. Else a measure alone, or one with what it is of.
    what: u64,
}

impl Wanted {
    pub(super) fn new(low: Bound<f64>, high: Bound<f64>, measure: Option<&str>, of: &str) -> Self {
        let measure = measure.and_then(|name| {
            [Measure::Count, Measure::Money, Measure::Percent]
                .into_iter()
                .find(|m| m.as_str() == name)
        });
        Self {
            low,
            high,
            what: measure.map_or(0, |measure| what(measure, of)),
        }
    }

    /// Whether a figure answers.
    pub(in crate::archive) fn takes(&self, low: f64, high: f64, what: u64) -> bool {
        self.is_of(what) && self.overlaps(low, high)
    }

    /// Whether figures of a measure may answer.
    pub(in crate::archive) fn may_be_of(&self, measure: u64) -> bool {
        self.what == 0 || self.what & MEASURE == measure
    }

    fn is_of(&self, what: u64) -> bool {
        self.what == 0 || self.what == what || (self.what <= MEASURE && self.what == what & MEASURE)
    }

    fn overlaps(&self, low: f64, high: f64) -> bool {
        let above = match self.low {
            Bound::Included(bound) => high >= bound,
            Bound::Excluded(bound) => high > bound,
            Bound::Unbounded => true,
        };
        above
            && match self.high {
                Bound::Included(bound) => low <= bound,
                Bound::Excluded(bound) => low < bound,
                Bound::Unbounded => true,
            }
    }
}

/// A number as people write it: `80`, `1,000,000`, `1.5m`, `2bn`, `80k`.
pub(super) fn number(written: &str) -> Option<f64> {
    let plain = written
        .trim()
        .trim_start_matches(['$', '€', '£'])
        .trim_end_matches('%')
        .replace([',', '_', ' '], "")
        .to_lowercase();
    let (digits, times) = [
        ("million", 1e6),
        ("billion", 1e9),
        ("bn", 1e9),
        ("mn", 1e6),
        ("k", 1e3),
        ("m", 1e6),
        ("b", 1e9),
    ]
    .into_iter()
    .find_map(|(suffix, times)| Some((plain.strip_suffix(suffix)?, times)))
    .unwrap_or((&plain, 1.0));
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'));
    digits
        .parse::<f64>()
        .ok()
        .filter(|n| is_number && n.is_finite())
        .map(|n| n * times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (written, expected) in [
            ("80", Some(80.0)),
            ("1,000,000", Some(1e6)),
            ("$1.5m", Some(1.5e6)),
            ("2bn", Some(2e9)),
            ("80k", Some(8e4)),
            ("5%", Some(5.0)),
            ("-3", Some(-3.0)),
            ("many", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(number(written), expected, "{written}");
        }
    }

    #[test]
    fn athletes_are_counted_in_either_number() {
        assert_eq!(what(Measure::Count, "athlete"), what(Measure::Count, "athletes"));
        assert_ne!(what(Measure::Count, "athlete"), what(Measure::Count, "ship"));
        let any = Wanted::new(Bound::Unbounded, Bound::Unbounded, Some("count"), "");
        assert!(
            any.takes(1.0, 1.0, what(Measure::Count, "ship"))
                && !any.takes(1.0, 1.0, what(Measure::Money, "USD"))
        );
    }

    #[test]
    fn a_bound_stands_for_itself() {
        let (low, high) = one_sided(80.0, true, f64::next_up);
        let over = |bound| Wanted::new(bound, Bound::Unbounded, None, "").takes(low, high, 1);
        assert!(over(Bound::Excluded(80.0)));
        assert!(!over(Bound::Included(81.0)));
        assert!(!over(Bound::Included(1e6)));
    }
}
