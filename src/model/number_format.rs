//! Numbers in JSON: whole ones without a fraction, as the contract shows them (`80`, not `80.0`).

use serde::Serializer;

/// Serialises an optional number: `null`, `80` or `0.2`.
pub fn whole_or_decimal<S: Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        None => serializer.serialize_none(),
        // Above 2^53 a float no longer holds every whole number; it is printed as the float it is.
        Some(n) if n.fract() == 0.0 && n.abs() < 9_007_199_254_740_992.0 => {
            serializer.serialize_i64(*n as i64)
        }
        Some(n) => serializer.serialize_f64(*n),
    }
}
