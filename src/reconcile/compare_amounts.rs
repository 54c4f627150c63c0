//! Amounts compare as intervals: "more than 80" is `(80,)`, "80" is `[80,80]`; disjoint intervals contradict one another.

use super::comparison::{Comparison, Reading};
use crate::model::{ClaimAmount, Comparator, Interval};

/// The most that a round number may be off by rounding, as a share of itself.
const ROUNDING: f64 = 0.1;

/// Compares two amounts. Amounts in different units cannot contradict one another.
pub(super) fn compare_amounts(a: &ClaimAmount, b: &ClaimAmount, reading: Reading) -> Comparison {
    if a.unit != b.unit {
        return Comparison::Overlap;
    }
    let strict = compare_intervals(&a.interval, &b.interval);
    if strict != Comparison::Apart || reading == Reading::Strict {
        return strict;
    }
    // The rounded one is the less precise of the two.
    match (rounded(a), rounded(b)) {
        (Some(wide), _) if wide.overlaps(&b.interval) => Comparison::Wider,
        (_, Some(wide)) if wide.overlaps(&a.interval) => Comparison::Narrower,
        _ => Comparison::Apart,
    }
}

fn compare_intervals(a: &Interval, b: &Interval) -> Comparison {
    Comparison::of_sets(a.includes(b), b.includes(a), a.overlaps(b))
}

/// What a bare round number can stand for: 80 for 75 to 85, 1,000 for 900 to 1,100. Nothing for numbers with a bound or with their last digit said.
fn rounded(amount: &ClaimAmount) -> Option<Interval> {
    let n = amount
        .interval
        .single()
        .filter(|_| amount.comparator == Comparator::Exactly)?;
    let mut unit = 1.0;
    while n >= 10.0 * unit && n % (10.0 * unit) == 0.0 {
        unit *= 10.0;
    }
    let most = (unit / 2.0).min(n * ROUNDING);
    (unit >= 10.0).then(|| Interval::between(n - most, n + most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(interval: &str) -> ClaimAmount {
        let interval: Interval = interval.parse().unwrap();
        let comparator = if interval.single().is_some() {
            Comparator::Exactly
        } else {
            Comparator::MoreThan
        };
        ClaimAmount {
            interval,
            nominal: interval.low,
            unit: None,
            comparator,
        }
    }

    #[test]
    fn a_table_of_amounts() {
        use Comparison::{Apart, Narrower, Overlap, Same, Wider};
        for (a, b, strict, lenient) in [
            ("[80,80]", "[80,80]", Same, Same),
            ("[80,80]", "(80,)", Apart, Wider),
            ("[80,)", "[80,80]", Wider, Wider),
            ("[24,100]", "[80,80]", Wider, Wider),
            ("[81,81]", "(80,)", Narrower, Narrower),
            ("(80,)", "(,100]", Overlap, Overlap),
            ("[3,3]", "[4,4]", Apart, Apart),
            ("[10,10]", "[12,12]", Apart, Apart),
            ("[1000,1000]", "[1064,1064]", Apart, Wider),
        ] {
            assert_eq!(
                compare_amounts(&amount(a), &amount(b), Reading::Strict),
                strict,
                "{a} {b}"
            );
            assert_eq!(
                compare_amounts(&amount(a), &amount(b), Reading::Lenient),
                lenient,
                "{a} {b}"
            );
        }
    }
}
