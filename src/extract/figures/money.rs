//! Money: "$1.5 million", "€3bn", "NZ$8m", "dlrs 220 million", "Rs 20 crore", "RM1 million", "0.2 BTC", "50 cents".

use super::article_currencies::ArticleCurrencies;
use super::currencies::Choice;
use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::model::{Gap, Measure, Shape, Span, Word};

/// From this amount on "pounds", "won" and "marks" are money without further cues.
const LARGE: f64 = 100_000.0;

/// The number as money, if a sign, code or word beside it says so.
pub(super) fn mark<'a>(
    currencies: &ArticleCurrencies<'a>,
    reading: &Reading<'_>,
    part: Part<'a>,
) -> Option<Part<'a>> {
    let marked = by_sign(currencies, reading, part)
        .or_else(|| by_code_before(currencies, reading, part))
        .or_else(|| by_word_after(currencies, reading, part))?;
    Some(with_repeated_word(currencies, reading, marked))
}

/// The currency sign that stands right before the number, with the letters that belong to it.
fn by_sign<'a>(
    currencies: &ArticleCurrencies<'a>,
    reading: &Reading<'_>,
    part: Part<'a>,
) -> Option<Part<'a>> {
    if !reading.gap(part.first).has(Gap::CURRENCY) {
        return None;
    }
    let before = reading.text.get(..words_start(reading, part.first))?;
    let trimmed = before.trim_end_matches([' ', '\u{A0}']);
    if before.len() - trimmed.len() > 2 {
        return None;
    }
    let sign = trimmed.chars().next_back()?;
    let choice = currencies.currencies.sign(sign)?;
    let sign_at = (trimmed.len() - sign.len_utf8()) as u32;
    let lead = Span {
        start: words_start(reading, part.first) as u32,
        end: part.span.start,
    };
    if let Some(letters) = currencies.currencies.sign_letters(lead.of(reading.text)) {
        return Some(money(currencies, part, letters, part.first, sign_at));
    }
    let letters = part.first.checked_sub(1).map(|w| (w, reading.words()[w]));
    // "US $5" too, but not "bought a $5 pen".
    let apart = |w: &Word| w.span.end + 1 == sign_at && w.span.len() > 1 && w.shape == Shape::Upper;
    let touching = letters.filter(|(_, w)| w.span.end == sign_at || apart(w));
    if let Some((word, code)) = touching
        .and_then(|(at, w)| {
            currencies
                .currencies
                .sign_letters(w.span.of(reading.text))
                .map(|code| (at, code))
        })
        .filter(|_| sign == '$')
    {
        let start = reading.words()[word].span.start;
        return Some(money(currencies, part, code, word, start));
    }
    Some(money(currencies, part, choice, part.first, sign_at))
}

/// A code or word before the number, apart ("dlrs 220 million", "Rs. 14 crore") or written onto it ("RM1").
fn by_code_before<'a>(
    currencies: &ArticleCurrencies<'a>,
    reading: &Reading<'_>,
    part: Part<'a>,
) -> Option<Part<'a>> {
    let word_start = words_start(reading, part.first) as u32;
    if word_start < part.span.start {
        let letters = Span {
            start: word_start,
            end: part.span.start,
        };
        let choice = currencies.currencies.before(letters.of(reading.text))?;
        return Some(money(currencies, part, choice, part.first, word_start));
    }
    let at = part.first.checked_sub(1)?;
    let gap = reading.gap(part.first);
    if !gap.is_blank() && gap != Gap::STOP.with(Gap::SPACE) && gap != Gap::STOP {
        return None;
    }
    let choice = currencies.currencies.before_word(reading.words()[at].hash)?;
    Some(money(
        currencies,
        part,
        choice,
        at,
        reading.words()[at].span.start,
    ))
}

/// A word after the number: "euros", "U.S. dollars", "bitcoins", "cents".
fn by_word_after<'a>(
    currencies: &ArticleCurrencies<'a>,
    reading: &Reading<'_>,
    part: Part<'a>,
) -> Option<Part<'a>> {
    if part.form == NumberForm::Glued {
        let word = letters_after(reading, part);
        if let Some(choice) = currencies.currencies.before(word.of(reading.text)) {
            let code = Part {
                span: part.span.join(word),
                ..part
            };
            return Some(money(currencies, code, choice, part.first, part.span.start)); // "300USD", "5BTC"
        }
        let choice = currencies.currencies.minor_letters(word.of(reading.text))?;
        if reading.gap(part.first).has(Gap::COLON) {
            return None; // "5:55p"
        }
        let pence = Part {
            value: part.value / 100.0,
            span: Span {
                end: word.end,
                ..part.span
            },
            ..part
        };
        return Some(money(currencies, pence, choice, part.first, part.span.start));
    }
    let at = skip_of(reading, part) + usize::from(is_nationality(currencies, reading, part.end));
    let proven = |code: &str| {
        part.value >= LARGE || is_converted(currencies, reading, at + 1) || currencies.speaks_of(code)
    };
    let found = currencies.currencies.after(reading.words(), at, proven)?;
    let gap = reading.gap(at);
    if !gap.is_blank() && !gap.is_hyphen() {
        return None;
    }
    let end = at + found.len;
    if modifies(reading, part.value, end) {
        return None;
    }
    let span_end = reading.span(at, end).end;
    let scaled = Part {
        value: part.value * found.factor,
        end,
        span: Span {
            end: span_end,
            ..part.span
        },
        ..part
    };
    Some(money(
        currencies,
        scaled,
        found.choice,
        part.first,
        part.span.start,
    ))
}

/// "500 pounds ($800)", "300 marks (dlrs 165)": what is converted into another currency is money.
fn is_converted(currencies: &ArticleCurrencies<'_>, reading: &Reading<'_>, at: usize) -> bool {
    let gap = reading.gap(at);
    gap.has(Gap::OPEN) && (gap.has(Gap::CURRENCY) || currencies.currencies.before(reading.word(at)).is_some())
}

/// "545,000 Russian rubles": a capitalised word between the number and its currency.
fn is_nationality(currencies: &ArticleCurrencies<'_>, reading: &Reading<'_>, at: usize) -> bool {
    let capital = reading
        .words()
        .get(at)
        .is_some_and(|w| w.shape == Shape::Capitalised && w.gap.is_blank());
    let after = |at: usize| {
        currencies
            .currencies
            .after(reading.words(), at, |_| false)
            .is_some()
    };
    capital && reading.gap(at + 1).is_blank() && after(at + 1) && !after(at)
}

/// "two Bitcoin wallets", "three euro notes": a currency in the singular before a plural is no amount.
fn modifies(reading: &Reading<'_>, value: f64, end: usize) -> bool {
    let plural = |at: usize| reading.word(at).ends_with('s') && reading.word(at).len() > 3;
    let small = value > 1.0 && value < 1000.0 && value.fract() == 0.0;
    small && !plural(end - 1) && plural(end) && reading.gap(end).is_blank()
}

/// "hundreds of millions of dollars": the "of" after a vague amount.
fn skip_of(reading: &Reading<'_>, part: Part<'_>) -> usize {
    let is_of =
        || part.form == NumberForm::Words && reading.gap(part.end).is_blank() && reading.says(part.end, "of");
    part.end + usize::from(is_of())
}

/// "$5 million dollars" and "€20 euros" say it twice.
fn with_repeated_word<'a>(
    currencies: &ArticleCurrencies<'a>,
    reading: &Reading<'_>,
    part: Part<'a>,
) -> Part<'a> {
    if part.form == NumberForm::Glued {
        let letters = letters_after(reading, part);
        let code = currencies.currencies.sign_letters(letters.of(reading.text));
        return match code.map(|choice| currencies.code(choice)) {
            Some((unit, assumed)) => Part {
                span: part.span.join(letters), // "$300USD"
                unit: Some(unit),
                assumed,
                ..part
            },
            None => part,
        };
    }
    let repeated = currencies
        .currencies
        .after(reading.words(), part.end, |_| false)
        .filter(|found| found.factor > 0.5 && reading.gap(part.end).is_blank() && found.len == 1)
        .filter(|found| currencies.code(found.choice).0 == part.unit.unwrap_or(""));
    match repeated {
        Some(found) => Part {
            end: part.end + found.len,
            span: Span {
                end: reading.span(part.end, part.end + found.len).end,
                ..part.span
            },
            ..part
        },
        None => part,
    }
}

/// The letters written onto the digits: the USD of "300USD"; nothing where they are part of the span already.
fn letters_after(reading: &Reading<'_>, part: Part<'_>) -> Span {
    let end = reading.words()[part.first].span.end;
    Span {
        start: part.span.end.min(end),
        end,
    }
}

fn money<'a>(
    currencies: &ArticleCurrencies<'a>,
    part: Part<'a>,
    choice: Choice<'a>,
    first: usize,
    start: u32,
) -> Part<'a> {
    let (unit, assumed) = currencies.code(choice);
    Part {
        first,
        span: Span { start, ..part.span },
        measure: Measure::Money,
        unit: Some(unit),
        assumed,
        ..part
    }
}

/// The first byte of word `at`.
fn words_start(reading: &Reading<'_>, at: usize) -> usize {
    reading.words().get(at).map_or(0, |w| w.span.start as usize)
}
