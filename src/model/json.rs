//! JSON written by hand, for the lines of which there are millions.
//!
//! A mention's line is four times as long as the words it is about, so how it is written decides how fast `extract` is. Serde's derived code looks
//! at every key for characters to escape and gathers flattened fields in a map; here keys are constants. What serde writes is the
//! reference: `record_json.rs` has the test that both agree, byte for byte.

use jiff::civil::Date;

/// JSON under way. The caller keeps braces and keys in order.
#[derive(Debug, Default)]
pub(super) struct Json {
    pub(super) out: String,
}

impl Json {
    /// Text that is JSON already: keys, braces, names without anything to escape.
    pub(super) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A string in quotes.
    pub(super) fn text(&mut self, text: &str) {
        self.out.push('"');
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= 0x20 && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.out.push_str(&text[from..at]);
            self.escape(byte);
            from = at + 1;
        }
        self.out.push_str(&text[from..]);
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
        if number > 9 {
            self.number(number / 10);
        }
        self.out.push(char::from(b'0' + (number % 10) as u8));
    }

    /// `80`, `0.2` or `null`, as [`super::whole_or_decimal`] writes it.
    pub(super) fn decimal(&mut self, number: Option<f64>) {
        match number {
            None => self.raw("null"),
            Some(n) if n.fract() == 0.0 && (0.0..4_294_967_296.0).contains(&n) => self.number(n as u32),
            Some(_) => self.by_serde(&Number(number)),
        }
    }

    /// A score of at most four decimals; others as serde writes them.
    pub(super) fn score(&mut self, score: f32) {
        let whole = (score * SCORE).round();
        if !(1.0..SCORE).contains(&whole) || (whole / SCORE).to_bits() != score.to_bits() {
            return self.by_serde(&score);
        }
        let digits = whole as u32;
        self.raw("0.");
        let mut unit = 1000;
        let mut rest = digits;
        while rest > 0 {
            self.out.push(char::from(b'0' + (rest / unit % 10) as u8));
            rest %= unit;
            unit /= 10;
        }
    }

    /// A day in quotes, or `null`.
    pub(super) fn day(&mut self, day: Option<Date>) {
        let Some(day) = day else { return self.raw("null") };
        if !(0..=9999).contains(&day.year()) {
            return self.by_serde(&day);
        }
        self.raw("\"");
        self.digits(day.year() as u32, 1000);
        self.raw("-");
        self.digits(day.month() as u32, 10);
        self.raw("-");
        self.digits(day.day() as u32, 10);
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

    /// A number with leading zeros, from the digit of `unit` down.
    fn digits(&mut self, number: u32, mut unit: u32) {
        while unit > 0 {
            self.out.push(char::from(b'0' + (number / unit % 10) as u8));
            unit /= 10;
        }
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
        fn strings_are_written_as_serde_writes_them(text in "(\\PC|[\\x00-\\x1f\"\\\\]){0,40}") {
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
