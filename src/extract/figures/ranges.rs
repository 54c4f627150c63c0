//! Ranges of two numbers: "between 3 and 5", "20 to 30 km", "$5-10 million", "three or four".

use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::{Bounds, scaled};
use crate::model::{Measure, Span};

/// Two numbers joined to one range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range<'a> {
    /// The range as one part; its value is the upper end.
    pub(super) part: Part<'a>,
    /// The lower end.
    pub(super) low: f64,
    /// Bytes of the number: the first amount where both stand whole ("$30 million" of "$30 million to $40 million"), as newswire
    /// annotation tags them (NIST IE-ER 1999), else all of it ("3 to 5 million dollars").
    pub(super) number: Span,
    /// First word of "between", "from", or of the range itself.
    pub(super) opens: usize,
}

/// The range that `a` and `b` make, if words between (and before) them say so and their units agree.
pub(super) fn join<'a>(
    bounds: &Bounds,
    reading: &Reading<'_>,
    a: Part<'a>,
    b: Part<'a>,
) -> Option<Range<'a>> {
    let words = reading.words();
    let opened = bounds.range_opens(words, a.first);
    if bounds.is_change(words, a.first) || !bounds.links(words, a.end, b.first, opened) {
        return None;
    }
    let to = opened.is_none() && reading.says(a.end, "to");
    if to && bounds.is_moved(words, a.first) && is_level(&a, &b) {
        return None; // "fell 25 cents to $14.35": a change and where it led
    }
    let number = number_span(&a, &b);
    let (a, b) = alike(a, b)?;
    let is_or = reading.says(a.end, "or");
    // "one or 300"? A choice of two numbers is a range only where they lie close.
    let close = !is_or || b.value <= a.value * 2.0 + 1.0;
    if a.vague || b.vague || a.value >= b.value || !close {
        return None;
    }
    let part = Part {
        first: a.first,
        span: a.span.join(b.span),
        ..b
    };
    Some(Range {
        part,
        low: a.value,
        number,
        opens: opened.unwrap_or(a.first),
    })
}

/// Hands unit and scale from the one that has them to the other: "3 to 5 million dollars", "$5-10 million".
fn alike<'a>(mut a: Part<'a>, mut b: Part<'a>) -> Option<(Part<'a>, Part<'a>)> {
    let joins = |m: Measure| {
        matches!(
            m,
            Measure::Count | Measure::Money | Measure::Percent | Measure::Quantity
        )
    };
    if !joins(a.measure) || !joins(b.measure) {
        return None;
    }
    let scaled = scaled(a.value, b.scale / a.scale);
    if a.scale < b.scale && scaled < b.value {
        a.value = scaled;
    }
    match (a.measure, b.measure) {
        (x, y) if x == y && a.unit == b.unit => {}
        (Measure::Count, _) => (a.measure, a.unit, a.assumed) = (b.measure, b.unit, b.assumed),
        (Measure::Quantity, Measure::Count) if a.unit.is_some_and(|u| u.starts_with('°')) => {
            (b.measure, b.unit) = (a.measure, a.unit);
        }
        (Measure::Money, Measure::Count) => (b.measure, b.unit, b.assumed) = (a.measure, a.unit, a.assumed),
        _ => return None,
    }
    Some((a, b))
}

/// Whether two amounts are too unlike, or too complete each, for the two ends of one range.
fn is_level(a: &Part<'_>, b: &Part<'_>) -> bool {
    let alike = a.measure == b.measure && a.scale >= b.scale;
    let far = if a.measure == Measure::Count { 10.0 } else { 2.0 };
    alike && b.value > a.value * far
}

fn number_span(a: &Part<'_>, b: &Part<'_>) -> Span {
    let whole = a.measure == b.measure && a.unit == b.unit && a.scale >= b.scale.min(a.value);
    if whole { a.span } else { a.span.join(b.span) }
}
