//! Digits that are ids: phone numbers, versions, clock times, times of day, dates in digits.

use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::model::{Gap, Shape};

/// Marks that make digits a part of something else where they touch them: "24/7", "10:30", `user_1`, `a=5`.
const TOUCHING: Gap = Gap(Gap::SLASH.0 | Gap::COLON.0 | Gap::OTHER.0 | Gap::AMPERSAND.0 | Gap::STOP.0);

/// Marks without which neither side of a number can make it a code: most numbers have none and need no closer look.
const JOINING: Gap = Gap(TOUCHING.0 & !Gap::STOP.0 | Gap::HYPHEN.0 | Gap::OPEN.0 | Gap::CLOSE.0);

/// Ids, phone numbers, versions, clock times: digits that touch other marks, leading zeros, chains of hyphens.
pub(super) fn is_code(reading: &Reading<'_>, part: &Part<'_>) -> bool {
    if part.form == NumberForm::Words || part.vague {
        return false;
    }
    let text = &reading.text.as_bytes()[part.span.start as usize..part.span.end as usize];
    let zeros = text.len() > 1 && text[0] == b'0' && text[1] != b'.';
    let long = text.len() > 9 && part.is_plain_digits(reading.text);
    let letter_scale = part.form == NumberForm::Mixed
        && part.end == part.first + 1
        && text.len() < 4
        && text
            .last()
            .is_some_and(|b| matches!(b, b'b' | b't' | b'B' | b'T'));
    let joined = |gap: Gap| gap.has_any(JOINING) || gap == Gap::STOP;
    let near = joined(reading.gap(part.first)) || joined(reading.gap(part.end));
    zeros || long || letter_scale || near && (touches_marks(reading, part) || is_hyphen_chain(reading, part))
}

/// "24/7", "10:30", "8 : 33", `user_1`, `UTC+8`.
fn touches_marks(reading: &Reading<'_>, part: &Part<'_>) -> bool {
    let mark = |at: usize| {
        let gap = reading.gap(at);
        let closed = gap.0 & !TOUCHING.0 == 0 && gap != Gap::NONE;
        let plus = at == part.end && reading.gap_text(at).starts_with('+');
        closed && !plus && reading.words().get(at).is_some()
    };
    // "192[.]168", "[0-9]{18}", a cell of a table.
    let bracket = reading.gap_text(part.first).ends_with(['[', ']', '{', '}'])
        || reading.gap_text(part.end).starts_with(['[', ']', '{', '}']);
    let cell = reading.gap_text(part.first).contains('|') && reading.gap_text(part.end).contains('|');
    let split = Gap(Gap::COLON.0 | Gap::SLASH.0);
    let between = |at: usize, other: Option<usize>| {
        reading.gap(at).has_any(split) && other.is_some_and(|o| is_digits(reading, o))
    };
    bracket
        || cell
        || mark(part.first)
        || mark(part.end)
        || between(part.first, part.first.checked_sub(1))
        || between(part.end, Some(part.end))
}

/// Phone numbers, dates and ids: "904-359-4619", "2019-20", "713-222-TIPS".
fn is_hyphen_chain(reading: &Reading<'_>, part: &Part<'_>) -> bool {
    let hyphened = |at: usize| reading.gap(at).is_hyphen() && is_digits(reading, at);
    let length = |at: usize| reading.words().get(at).map_or(0, |w| w.span.len());
    let word_before = part.first.checked_sub(1).filter(|b| is_digits(reading, *b));
    let before = word_before.filter(|_| hyphened(part.first));
    let long = hyphened(part.end) && hyphened(part.end + 1)
        || before.is_some_and(hyphened)
        || before.is_some() && hyphened(part.end);
    let after_year = before.is_some_and(|b| length(b) == 4);
    let phone = |a: usize, b: usize| length(a) == 3 && length(b) == 4;
    let local =
        hyphened(part.end) && phone(part.first, part.end) || before.is_some_and(|b| phone(b, part.first));
    let letters = |at: usize| {
        reading.gap(at).is_hyphen()
            && reading
                .words()
                .get(at)
                .is_some_and(|w| w.shape == Shape::Upper && w.span.len() > 2)
    };
    let vanity = letters(part.end) || hyphened(part.end) && letters(part.end + 1);
    let area = reading.gap(part.first).has(Gap::OPEN)
        && reading.gap(part.end).has(Gap::CLOSE)
        && is_digits(reading, part.end);
    long || after_year || local || vanity || area
}

/// Whether word `at` is digits alone.
pub(super) fn is_digits(reading: &Reading<'_>, at: usize) -> bool {
    reading.words().get(at).is_some_and(|w| w.shape == Shape::Number)
}
