//! How a word is written.

use crate::model::Shape;

/// How a word is written.
pub(super) fn shape(word: &str) -> Shape {
    let (mut upper, mut lower, mut digit, mut letters, mut first_upper) = (0u32, 0u32, 0u32, 0u32, false);
    for c in word.chars() {
        if c.is_ascii_digit() {
            digit += 1;
        } else if c.is_uppercase() {
            first_upper |= letters == 0;
            upper += 1;
            letters += 1;
        } else if c.is_lowercase() {
            lower += 1;
            letters += 1;
        } else if c.is_alphabetic() {
            letters += 1;
        } else if c.is_numeric() {
            digit += 1;
        }
    }
    match (letters, digit) {
        (0, d) if d > 0 => Shape::Number,
        (0, _) => Shape::Other,
        (_, d) if d > 0 => Shape::Alphanumeric,
        _ if upper == 0 && lower == 0 => Shape::Other,
        _ if upper == 0 => Shape::Lower,
        (1, _) => Shape::Letter,
        _ if lower == 0 => Shape::Upper,
        _ if first_upper && upper == 1 => Shape::Capitalised,
        _ => Shape::Mixed,
    }
}
