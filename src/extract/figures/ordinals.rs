//! Ordinals: "20th", "the fourth count". "First" and bare adverbs ("third, he said") rank nothing.

use super::nouns::Nouns;
use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::model::{Gap, Measure, Shape};

/// The number as an ordinal, if it is one and ranks something that is no date and no name.
pub(super) fn mark<'a>(nouns: &Nouns, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
    let next = reading.words().get(part.end);
    let follows = |shape: Shape| next.is_some_and(|w| w.gap == Gap::SPACE && w.shape == shape);
    let in_digits = reading.word(part.first).starts_with(|c: char| c.is_ascii_digit());
    let corner = in_digits && reading.says(part.end, "and") && is_capital(reading, part.end + 1);
    let of_corner = in_digits
        && part.first > 1
        && reading.says(part.first - 1, "and")
        && is_capital(reading, part.first - 2);
    // "Fifth Avenue", "60th and Market streets"
    let named = follows(Shape::Capitalised) || follows(Shape::Upper) || corner || of_corner;
    let rank = in_digits || (follows(Shape::Lower) && !nouns.is_stop(reading, part.end));
    let is_ordinal = part.form == NumberForm::Ordinal
        && part.value >= 2.0
        && rank
        && !named
        && !nouns.is_time_unit(reading, part.end)
        && !nouns.is_ordinal_phrase(reading, part.end);
    is_ordinal.then_some(Part {
        measure: Measure::Ordinal,
        ..part
    })
}

fn is_capital(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .words()
        .get(at)
        .is_some_and(|w| w.shape == Shape::Capitalised)
}
