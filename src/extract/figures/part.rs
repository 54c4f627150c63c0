//! A number with what is written onto it: its currency, its percent sign, its unit.

use crate::extract::numbers::{Number, NumberForm, VagueAmount};
use crate::model::{Measure, Span, Word};

/// One number of a text on its way to a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part<'a> {
    /// First word, currency word included.
    pub(super) first: usize,
    /// One past the last word, currency or unit included.
    pub(super) end: usize,
    /// Bytes of the amount with its currency, percent sign or unit.
    pub(super) span: Span,
    /// The number; the least it can be where it is vague.
    pub(super) value: f64,
    /// The factor that its last word multiplies by: 1e6 of "five million".
    pub(super) scale: f64,
    /// "dozens", "several".
    pub(super) vague: bool,
    /// How it is written.
    pub(super) form: NumberForm,
    /// What sort of figure.
    pub(super) measure: Measure,
    /// ISO 4217 code or unit.
    pub(super) unit: Option<&'a str>,
    /// Whether the unit was assumed.
    pub(super) assumed: bool,
}

impl<'a> Part<'a> {
    /// A bare number.
    pub(super) fn of_number(number: &Number) -> Self {
        Self {
            first: number.first,
            end: number.end,
            span: number.span,
            value: number.value,
            scale: number.scale,
            vague: false,
            form: number.form,
            measure: Measure::Count,
            unit: None,
            assumed: false,
        }
    }

    /// "dozens", "several million".
    pub(super) fn of_vague(vague: VagueAmount, words: &[Word]) -> Self {
        Self {
            first: vague.first,
            end: vague.end,
            span: Span {
                start: words[vague.first].span.start,
                end: words[vague.end - 1].span.end,
            },
            value: vague.value,
            scale: 1.0,
            vague: !vague.exact,
            form: NumberForm::Words,
            measure: Measure::Count,
            unit: None,
            assumed: false,
        }
    }

    /// The "half" at word `at`, a share.
    pub(super) fn of_half(span: Span, at: usize) -> Self {
        Self {
            first: at,
            end: at + 1,
            span,
            value: 0.5,
            scale: 1.0,
            vague: false,
            form: NumberForm::Words,
            measure: Measure::Ratio,
            unit: None,
            assumed: false,
        }
    }

    /// The same with a unit whose words or sign end at byte `end`, word `end_word`.
    pub(super) fn with_unit(
        self,
        measure: Measure,
        unit: Option<&'a str>,
        end_word: usize,
        end: u32,
    ) -> Self {
        Self {
            end: end_word,
            span: Span { end, ..self.span },
            measure,
            unit,
            ..self
        }
    }

    /// Whether it is the number one, said plainly.
    pub(super) fn is_one(&self) -> bool {
        !self.vague && (self.value - 1.0).abs() < f64::EPSILON
    }

    /// Whether it is a whole number in plain digits: "80", not "1,204" or "eighty".
    pub(super) fn is_plain_digits(&self, text: &str) -> bool {
        self.form == NumberForm::Digits && self.span.of(text).bytes().all(|b| b.is_ascii_digit())
    }
}
