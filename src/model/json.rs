//! JSON written by hand, for the lines of which there are millions.
//!
//! A mention's line is four times as long as the words it is about, so how it is written decides how fast `extract` is. Serde's derived code looks
//! at every key for characters to escape and gathers flattened fields in a map; here keys are constants. What serde writes is the
//! reference: `record_json.rs` has the test that both agree, byte for byte.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;

use super::digits::{push_number, push_pair};

/// JSON under way. The caller keeps braces and keys in order.
#[derive(Debug, Default)]
pub(super) struct Json {
    pub(super) out: String,
}

impl Json {
    /// Text that is JSON already: keys, braces, names without anything to escape.
    // Inlined, so that the length of a constant is known and its bytes are stored without a call.
    #[inline]
    pub(super) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A string in quotes.
    pub(super) fn text(&mut self, text: &str) {
        self.out.push('"');
        if has_escapes(text.as_bytes()) {
            self.escaped(text);
        } else {
            self.out.push_str(text);
        }
        self.out.push('"');
    }

    /// A string in quotes, or `null`.
    pub(super) fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// A list of strings.
    pub(super) fn list<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        self.raw("[");
        for (n, text) in texts.enumerate() {
            if n > 0 {
                self.raw(",");
            }
            self.text(text);
        }
        self.raw("]");
    }

    /// A whole number.
    pub(super) fn number(&mut self, number: u32) {
        push_number(&mut self.out, number);
    }

    /// `80`, `0.2` or `null`, as [`super::whole_or_decimal`] writes it.
    pub(super) fn decimal(&mut self, number: Option<f64>) {
        match number {
            None => self.raw("null"),
            // Compared bit by bit but for the sign of zero: whole, and within 32 bits.
            Some(n) if f64::from(n as u32).to_bits() == n.abs().to_bits() && n >= 0.0 => {
                self.number(n as u32);
            }
            Some(_) => self.by_serde(&Number(number)),
        }
    }

    /// A score of at most four decimals; others as serde writes them.
    pub(super) fn score(&mut self, score: f32) {
        let digits = (score * SCORE + 0.5) as u32;
        if !(1..SCORE as u32).contains(&digits) || (digits as f32 / SCORE).to_bits() != score.to_bits() {
            return self.by_serde(&score);
        }
        self.raw("0.");
        push_pair(&mut self.out, digits / 100);
        push_pair(&mut self.out, digits);
        let zeros = self.out.bytes().rev().take_while(|digit| *digit == b'0').count();
        self.out.truncate(self.out.len() - zeros);
    }

    /// A day in quotes, or `null`.
    pub(super) fn day(&mut self, day: Option<Date>) {
        let Some(day) = day else { return self.raw("null") };
        if !(0..=9999).contains(&day.year()) {
            return self.by_serde(&day);
        }
        self.raw("\"");
        push_pair(&mut self.out, day.year() as u32 / 100);
        push_pair(&mut self.out, day.year() as u32);
        self.raw("-");
        push_pair(&mut self.out, day.month() as u32);
        self.raw("-");
        push_pair(&mut self.out, day.day() as u32);
        self.raw("\"");
    }

    /// Bytes as a string of base64, in quotes.
    pub(super) fn base64(&mut self, bytes: &[u8]) {
        self.raw("\"");
        STANDARD.encode_string(bytes, &mut self.out);
        self.raw("\"");
    }

    /// What is seldom met, or holds nothing that repeats.
    pub(super) fn by_serde(&mut self, value: &impl serde::Serialize) {
        // Serialising plain data to memory has no way to fail; `null` would be read as such.
        match serde_json::to_string(value) {
            Ok(json) => self.raw(&json),
            Err(_) => self.raw("null"),
        }
    }

    fn escaped(&mut self, text: &str) {
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| is_escaped(*byte)) {
            self.out.push_str(&text[from..at]);
            self.escape(byte);
            from = at + 1;
        }
        self.out.push_str(&text[from..]);
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.raw("\\\""),
            b'\\' => self.raw("\\\\"),
            b'\n' => self.raw("\\n"),
            b'\r' => self.raw("\\r"),
            b'\t' => self.raw("\\t"),
            0x08 => self.raw("\\b"),
            0x0C => self.raw("\\f"),
            _ => {
                self.raw("\\u00");
                for four in [byte >> 4, byte & 15] {
                    self.out.push(char::from(b"0123456789abcdef"[usize::from(four)]));
                }
            }
        }
    }
}

fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Whether any byte must be escaped, eight at a time.
///
/// Subtracting borrows into the highest bit of a byte that is below the number (Anderson, "Bit Twiddling Hacks": a zero byte, a byte less
/// than n); a borrow from a neighbour needs such a byte below it, so that "any" is exact.
fn has_escapes(bytes: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let below = |eight: u64, n: u64| eight.wrapping_sub(ONES * n) & !eight;
    let escapes = |eight: [u8; 8]| {
        let eight = u64::from_le_bytes(eight);
        let quote = eight ^ (ONES * u64::from(b'"'));
        let backslash = eight ^ (ONES * u64::from(b'\\'));
        (below(eight, 0x20) | below(quote, 1) | below(backslash, 1)) & (ONES << 7)
    };
    let Some(last) = bytes.last_chunk::<8>() else {
        return bytes.iter().any(|byte| is_escaped(*byte));
    };
    let eights = bytes
        .chunks_exact(8)
        .map(|eight| escapes(eight.try_into().unwrap_or_default()));
    eights.fold(escapes(*last), |found, here| found | here) != 0
}

/// Scores have four decimals.
pub(super) const SCORE: f32 = 10_000.0;

/// A number as serde is told to write it.
#[derive(serde::Serialize)]
struct Number(#[serde(serialize_with = "super::whole_or_decimal")] Option<f64>);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(write: impl FnOnce(&mut Json)) -> String {
        let mut json = Json::default();
        write(&mut json);
        json.out
    }

    proptest! {
        #[test]
        fn strings_are_written_as_serde_writes_them(text in "(\\PC|[a-z!# ]|[\\x00-\\x1f\"\\\\]?){0,40}") {
            prop_assert_eq!(written(|j| j.text(&text)), serde_json::to_string(&text).unwrap());
        }

        #[test]
        fn numbers_are_written_as_serde_writes_them(n: u32, score in 0u32..=10_000, any in 0f32..1.0, decimal in proptest::option::of(-1e10f64..1e13)) {
            prop_assert_eq!(written(|j| j.number(n)), n.to_string());
            for score in [score as f32 / SCORE, any] {
                prop_assert_eq!(written(|j| j.score(score)), serde_json::to_string(&score).unwrap());
            }
            for decimal in [decimal, decimal.map(f64::round)] {
                prop_assert_eq!(written(|j| j.decimal(decimal)), serde_json::to_string(&Number(decimal)).unwrap());
            }
        }

        #[test]
        fn days_are_written_as_serde_writes_them(year in -9999i16..=9999, month in 1i8..=12, day in 1i8..=28) {
            let day = jiff::civil::date(year, month, day);
            prop_assert_eq!(written(|j| j.day(Some(day))), serde_json::to_string(&day).unwrap());
        }
    }
}
