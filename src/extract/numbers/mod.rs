//! Numbers in digits, words and mixtures: read once, for dates and figures.
//!
//! A number here is the bare amount. What bounds it ("more than") is read by [`Bounds`], what it counts by `figures`.

mod apart;
mod bounds;
mod digits;
mod glued;
mod tables;
mod vague;
mod words;

pub use bounds::{Bound, Bounds, interval};
pub use vague::{VagueAmount, VagueAmounts};

use self::tables::{NumberTables, NumberWord};
use crate::lexicon::DictionaryError;
use crate::model::{Gap, Shape, Span, Word};

/// A number without what bounds it and what it counts: `80`, `1.2 million`, `two dozen`, `21st`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// Bytes. Inside the word where letters are written onto the digits: `40` of `40km`, `1` of `RM1`.
    pub span: Span,
    /// Its value.
    pub value: f64,
    /// How it is written.
    pub form: NumberForm,
    /// What its last word or suffix multiplies by: 1e6 of `five million`, 1 of `80`. A range hands it down ("3 to 5 million").
    pub scale: f64,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    /// `80`, `1,204`, `2.5`
    Digits,
    /// `eighty`, `a hundred and five`
    Words,
    /// `1.2 million`, `1.5m`
    Mixed,
    /// `21st`, `third`
    Ordinal,
    /// `40km`, `3pm`: digits with letters that are no scale. The letters are no part of the span.
    Glued,
}

/// Reads numbers by the dictionaries under `dictionaries/numbers/`.
#[derive(Debug)]
pub struct NumberReader {
    tables: NumberTables,
}

impl NumberReader {
    /// From the built-in dictionaries.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        Ok(Self {
            tables: NumberTables::built_in()?,
        })
    }

    /// The numbers of a text, by place, none overlapping another.
    pub fn read(&self, text: &str, words: &[Word]) -> Vec<Number> {
        let mut numbers = Vec::with_capacity(words.len() / 8);
        let mut read_to = 0;
        for at in self.tables.triggers.places(words) {
            if at < read_to {
                continue;
            }
            let number = match words[at].shape {
                Shape::Number => self.digits(text, words, at),
                Shape::Alphanumeric => glued::read(&self.tables, text, words, at),
                Shape::Other | Shape::Mixed => None,
                _ => self.in_words(words, at),
            };
            read_to = number.map_or(at + 1, |n| n.end);
            // Three hundred digits, or "million million million …", are no number.
            numbers.extend(number.filter(|n| n.value.is_finite()));
        }
        numbers
    }

    fn in_words(&self, words: &[Word], at: usize) -> Option<Number> {
        let word = self.tables.word(words[at].hash)?;
        let read = words::from_word(&self.tables, words, at, word)?;
        Some(self.number(words, at, read))
    }

    fn digits(&self, text: &str, words: &[Word], at: usize) -> Option<Number> {
        let value = digits::value(words[at].span.of(text))?;
        if let Some((value, end)) = apart::joined(text, words, at, value) {
            let read = words::after_digits(&self.tables, words, end - 1, value);
            let read = words::Read {
                form: NumberForm::Mixed,
                ..read
            };
            return Some(self.number(words, at, read));
        }
        if let Some(part) = apart::decimals(text, &words[at], value) {
            let read = words::Read {
                end: at + 1,
                value: part,
                form: NumberForm::Digits,
            };
            let mut number = self.number(words, at, read);
            number.span.start -= 1;
            return Some(number);
        }
        let read = words::after_digits(&self.tables, words, at, value);
        let is_money = words[at].gap.has(Gap::CURRENCY);
        let letter = words
            .get(at + 1)
            .filter(|w| is_money && read.end == at + 1 && w.gap == Gap::SPACE);
        if let Some(scale) = letter.and_then(|w| self.tables.suffix(w.span.of(text))) {
            let read = words::Read {
                end: at + 2,
                value: scaled(value, scale),
                form: NumberForm::Mixed,
            };
            return Some(Number {
                scale,
                ..self.number(words, at, read)
            });
        }
        Some(self.number(words, at, read))
    }

    fn number(&self, words: &[Word], first: usize, read: words::Read) -> Number {
        let last = &words[read.end - 1];
        let scale = match self.tables.word(last.hash) {
            Some(NumberWord::Scale(scale)) => scale,
            _ => 1.0,
        };
        Number {
            first,
            end: read.end,
            span: Span {
                start: words[first].span.start,
                end: last.span.end,
            },
            value: read.value,
            form: read.form,
            scale,
        }
    }
}

/// A number times its scale, as a newspaper means it: 8.3 million is 8,300,000. A double's product may miss that by its last bit
/// (8300000.000000001), so one that lies within rounding of hundredths is taken for them.
pub fn scaled(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let near = (product * HUNDREDTHS).round() / HUNDREDTHS;
    if (product - near).abs() <= product.abs() * ROUNDING {
        near
    } else {
        product
    }
}

/// Cents of money: no scaled number is written finer.
const HUNDREDTHS: f64 = 100.0;
/// A few units in the last place of a double.
const ROUNDING: f64 = 1e-15;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::words;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(&str, f64, NumberForm)> {
        let reader = NumberReader::built_in().unwrap();
        let numbers = reader.read(text, &words(text));
        numbers
            .iter()
            .map(|n| (n.span.of(text), n.value, n.form))
            .collect()
    }

    fn one(text: &str) -> (&str, f64) {
        let all = read(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        (all[0].0, all[0].1)
    }

    #[test]
    fn words_and_scales() {
        for (text, value) in [
            ("a hundred and five", 105.0),
            ("two hundred and five thousand and ten", 205_010.0),
            ("twenty-five", 25.0),
            ("half a million", 500_000.0),
            ("a quarter of a million", 250_000.0),
            ("two dozen", 24.0),
            ("half a dozen", 6.0),
            ("a million and a half", 1_500_000.0),
            ("two and a half million", 2_500_000.0),
            ("1.2 million", 1_200_000.0),
            ("1.2-million", 1_200_000.0),
            ("20 crore", 200_000_000.0),
            ("two lakh crore", 2e12),
            ("three million two hundred thousand", 3_200_000.0),
            ("two thousand million", 2e9),
            ("2 1/2", 2.5),
            ("nineteen hundred", 1900.0),
            ("20 000", 20_000.0),
            ("1 500 000", 1_500_000.0),
            ("250, 000", 250_000.0),
            ("4, 051", 4051.0),
            ("2-1/2", 2.5),
        ] {
            assert_eq!(one(text), (text, value));
        }
    }

    #[test]
    fn what_stands_around_is_no_part() {
        assert_eq!(one("the 80 athletes"), ("80", 80.0));
        assert_eq!(one("$1.5 m in cash"), ("1.5 m", 1.5e6));
        assert_eq!(one("he hit .358 again"), (".358", 0.358));
        assert_eq!(one("a jump of 1.5 m"), ("1.5", 1.5));
        assert_eq!(one("it cost £77million"), ("77million", 77e6));
        assert_eq!(one("RM1 million"), ("1 million", 1e6));
        assert_eq!(one("2,000\nmillion"), ("2,000\nmillion", 2e9));
        assert!(
            read("APT28, a million-dollar man, hundreds, an athlete")
                .iter()
                .all(|n| n.0 == "a million")
        );
    }

    #[test]
    fn neighbours_stay_apart() {
        let values = |text: &str| read(text).iter().map(|n| n.1).collect::<Vec<_>>();
        assert_eq!(values("two hundred and two million"), [202e6]);
        assert_eq!(values("five, six and seven"), [5.0, 6.0, 7.0]);
        assert_eq!(values("one two"), [1.0, 2.0]);
        assert_eq!(values("nineteen eighty-four"), [19.0, 84.0]);
        assert_eq!(values("5 200 people"), [5.0, 200.0]);
        assert_eq!(values("ports 80, 443"), [80.0, 443.0]);
        assert_eq!(values("a hundred and a boat"), [100.0]);
        assert_eq!(values("3 April 2017"), [3.0, 2017.0]);
    }

    #[test]
    fn ordinals_and_glued_letters() {
        use NumberForm::{Digits, Glued, Mixed, Ordinal};
        assert_eq!(
            read("the 21st and the twenty-first"),
            [("21st", 21.0, Ordinal), ("twenty-first", 21.0, Ordinal)]
        );
        assert_eq!(read("third"), [("third", 3.0, Ordinal)]);
        assert_eq!(read("40km at 3pm"), [("40", 40.0, Glued), ("3", 3.0, Glued)]);
        assert_eq!(
            read("1.5m 3bn 5K"),
            [("1.5m", 1.5e6, Mixed), ("3bn", 3e9, Mixed), ("5K", 5e3, Mixed)]
        );
        assert_eq!(read("80"), [("80", 80.0, Digits)]);
    }

    #[test]
    fn decimals_of_a_scale_are_exact() {
        for (text, value) in [
            ("8.3 million", 8_300_000.0),
            ("4.1 million", 4_100_000.0),
            ("1.005 billion", 1_005_000_000.0),
            ("16.1m", 16_100_000.0),
            ("2.3 thousand", 2_300.0),
        ] {
            assert_eq!(one(text), (text, value));
        }
    }

    proptest! {
        #[test]
        fn a_scaled_decimal_is_what_its_digits_say(n in 1u32..100_000, places in 0i32..4) {
            let value = f64::from(n) / 10f64.powi(places);
            prop_assert_eq!(scaled(value, 1e6).to_bits(), (f64::from(n) * 10f64.powi(6 - places)).to_bits());
        }

        #[test]
        fn digits_with_commas_read_as_their_value(n in 0u32..2_000_000_000) {
            let mut text = n.to_string();
            for at in (1..text.len()).rev().filter(|at| (text.len() - at) % 3 == 0).collect::<Vec<_>>() {
                text.insert(at, ',');
            }
            prop_assert_eq!(one(&text), (text.as_str(), f64::from(n)));
        }

        #[test]
        fn numbers_are_ordered_and_in_the_text(text in "(([a-z]{1,3}|two|hundred|and|a|half|million|1|2\\.5|3m|21st|,|-|RM4)[ -]?){0,20}") {
            let split = words(&text);
            let numbers = NumberReader::built_in().unwrap().read(&text, &split);
            let mut last = 0;
            for n in &numbers {
                prop_assert!(n.first >= last && n.end > n.first && n.end <= split.len());
                prop_assert!(text.get(n.span.start as usize..n.span.end as usize).is_some());
                last = n.end;
            }
        }
    }
}
