//! Numbers in digits whose parts stand apart: `2 1/2`, `2-1/2`, `20 000`, `5, 000`, `.358`.

use super::digits;
use crate::model::{Gap, Word};

/// The value of a number that word `at` begins and other words of digits go on, and one past its last word.
pub(super) fn joined(text: &str, words: &[Word], at: usize, value: f64) -> Option<(f64, usize)> {
    broken(text, words, at, value).or_else(|| spaced(text, words, at))
}

/// "2 1/2", "2-1/2": the value and one past the last word. Only small denominators, so that `3/4` in a date stays two numbers.
fn broken(text: &str, words: &[Word], at: usize, whole: f64) -> Option<(f64, usize)> {
    let (over, under) = (words.get(at + 1)?, words.get(at + 2)?);
    if !(over.gap.is_blank() || over.gap.is_hyphen()) || under.gap != Gap::SLASH {
        return None;
    }
    let over = digits::value(over.span.of(text))?;
    let under = digits::value(under.span.of(text))?;
    (matches!(under as u32, 2 | 3 | 4 | 8) && over < under).then(|| (whole + over / under, at + 3))
}

/// The value of ".358", whose stop stands before the word after a blank.
pub(super) fn decimals(text: &str, word: &Word, value: f64) -> Option<f64> {
    let before = text.get(..word.span.start as usize)?.strip_suffix('.')?;
    let digits = word.span.of(text);
    let fits = word.gap.has(Gap::STOP)
        && before.ends_with([' ', '(', '$'])
        && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| value / 10f64.powi(digits.len() as i32))
}

/// "20 000", "1 500 000", "5, 000" of a tokenised text: the value and one past the last word. A blank groups digits only where the last
/// group is 000: "June 5 200 people" holds two numbers.
fn spaced(text: &str, words: &[Word], at: usize) -> Option<(f64, usize)> {
    let group =
        |at: usize| Some(words.get(at)?.span.of(text)).filter(|g| g.bytes().all(|b| b.is_ascii_digit()));
    let joined = |at: usize| {
        let three = group(at).is_some_and(|g| g.len() == 3);
        three && matches!(words[at].gap, Gap::SPACE | COMMA_SPACE)
    };
    if !joined(at + 1) || group(at)?.len() > 3 || group(at)?.starts_with('0') {
        return None;
    }
    let end = (at + 2..at + 4).find(|end| !joined(*end)).unwrap_or(at + 4);
    let digits: String = (at..end).filter_map(group).collect();
    let zero = group(end - 1).is_some_and(|g| g.starts_with('0')) && words[end - 1].gap == COMMA_SPACE;
    let round = zero || group(end - 1) == Some("000");
    Some((digits.parse().ok().filter(|_| round)?, end))
}

const COMMA_SPACE: Gap = Gap::COMMA.with(Gap::SPACE);
