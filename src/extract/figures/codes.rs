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
    zeros
        || long
        || letter_scale
        || near && (touches_marks(reading, part) || is_hyphen_chain(reading, part))
        || is_phone(reading, part)
        || is_decade(reading, part)
}

/// "0845 125 2222", "+44 20 7946 0958": groups of digits in a row of which the first begins with a plus or a zero.
fn is_phone(reading: &Reading<'_>, part: &Part<'_>) -> bool {
    let follows = |at: usize| {
        at > 0 && reading.gap(at) == Gap::SPACE && is_digits(reading, at) && is_digits(reading, at - 1)
    };
    if !follows(part.first) && !follows(part.end) {
        return false;
    }
    let first = (part.first.saturating_sub(4)..=part.first)
        .rev()
        .take_while(|at| *at == part.first || follows(at + 1))
        .last()
        .unwrap_or(part.first);
    reading.gap_text(first).ends_with('+') || reading.word(first).starts_with('0')
}

/// "in her 20's": the s stands apart from the digits.
fn is_decade(reading: &Reading<'_>, part: &Part<'_>) -> bool {
    reading.says(part.end, "s") && !reading.gap(part.end).is_blank()
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
    // "id=5", "n _ 192518 . html" of an address whose marks were set apart.
    let address = |at: usize| reading.gap_text(at).contains(['_', '=', '@', '\\']);
    let cell = reading.gap_text(part.first).contains('|') && reading.gap_text(part.end).contains('|');
    let split = Gap(Gap::COLON.0 | Gap::SLASH.0);
    let between = |at: usize, other: Option<usize>| {
        let digit = |o: usize| reading.word(o).starts_with(|c: char| c.is_ascii_digit());
        reading.gap(at).has_any(split) && other.is_some_and(digit)
    };
    bracket
        || cell
        || address(part.first)
        || address(part.end)
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

/// A cell of a table: digits with other digits right before or after them, "Boston 69 66 .511 6". A year may stand beside a number.
pub(super) fn is_cell(reading: &Reading<'_>, part: &Part<'_>) -> bool {
    let near = |at: usize| reading.gap(at) == Gap::SPACE || reading.gap_text(at) == " .";
    let other = |at: usize| is_digits(reading, at) && !is_year_like(reading.word(at));
    let before = part
        .first
        .checked_sub(1)
        .is_some_and(|b| near(part.first) && other(b));
    let digits =
        part.form == NumberForm::Digits || part.span.of(reading.text).ends_with(|c: char| c.is_ascii_digit());
    digits && (before || near(part.end) && other(part.end))
}

fn is_year_like(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// Whether word `at` is digits alone.
pub(super) fn is_digits(reading: &Reading<'_>, at: usize) -> bool {
    reading.words().get(at).is_some_and(|w| w.shape == Shape::Number)
}
