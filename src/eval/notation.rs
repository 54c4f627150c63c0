//! How gold writes an amount.

use crate::model::{ClaimAmount, Comparator};

/// `~700` for about or nearly 700, the interval otherwise.
pub(super) fn amount(comparator: Comparator, nominal: Option<f64>, interval: &str) -> String {
    match (comparator, nominal) {
        (Comparator::About | Comparator::Nearly, Some(nominal)) => format!("~{nominal}"),
        _ => interval.to_owned(),
    }
}

/// The same of a claim's amount.
pub(super) fn claim_amount(said: &ClaimAmount) -> String {
    amount(said.comparator, said.nominal, &said.interval.to_string())
}
