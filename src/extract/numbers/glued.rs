//! Digits and letters in one word: `1.5m`, `21st`, `40km`, `RM1`.

use super::tables::NumberTables;
use super::{Number, NumberForm, digits, scaled, words};
use crate::model::{Gap, Span, Word};

/// The number in word `at`, with what follows it where the word ends in digits ("RM1 million").
pub(super) fn read(tables: &NumberTables, text: &str, words: &[Word], at: usize) -> Option<Number> {
    let word = words[at].span.of(text);
    let start = words[at].span.start as usize;
    let lead = word.find(|c: char| c.is_ascii_digit())?;
    if lead > 0 && !may_precede(tables, &word[..lead], words[at].gap) {
        return None;
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '½' | '¼' | '¾');
    let len = word[lead..].find(|c| !is_number(c)).unwrap_or(word.len() - lead);
    let digits = word[lead..lead + len].trim_end_matches(['.', ',']);
    let value = digits::value(digits)?;
    let span = Span::new(start + lead, start + lead + digits.len());
    let letters = &word[lead + len..];
    if letters.is_empty() {
        return Some(with_following(tables, words, at, value, span));
    }
    let to_word_end = Span {
        end: words[at].span.end,
        ..span
    };
    let (value, span, form, scale) = if is_ordinal_ending(letters) && value.fract() == 0.0 {
        (value, to_word_end, NumberForm::Ordinal, 1.0)
    } else if let Some(scale) = tables.suffix(letters) {
        (scaled(value, scale), to_word_end, NumberForm::Mixed, scale)
    } else {
        (value, span, NumberForm::Glued, 1.0)
    };
    Some(Number {
        first: at,
        end: at + 1,
        span,
        value,
        form,
        scale,
    })
}

/// Letters before digits: a currency's, or any capitals after a currency sign (`$US8m`).
fn may_precede(tables: &NumberTables, letters: &str, gap: Gap) -> bool {
    let after_sign = gap.has(Gap::CURRENCY) && letters.len() <= 3;
    tables.is_prefix(letters) || (after_sign && letters.bytes().all(|b| b.is_ascii_uppercase()))
}

fn with_following(tables: &NumberTables, words: &[Word], at: usize, value: f64, span: Span) -> Number {
    let read = words::after_digits(tables, words, at, value);
    Number {
        first: at,
        end: read.end,
        span: Span {
            end: words[read.end - 1].span.end,
            ..span
        },
        value: read.value,
        form: read.form,
        scale: if value == 0.0 { 1.0 } else { read.value / value },
    }
}

fn is_ordinal_ending(letters: &str) -> bool {
    ["st", "nd", "rd", "th"]
        .iter()
        .any(|e| letters.eq_ignore_ascii_case(e))
}
