//! From a part to a mention: bound words on both sides, the counted noun, the interval.

use super::Figures;
use super::counts::Counted;
use super::part::Part;
use super::separators;
use crate::extract::Reading;
use crate::extract::numbers::{Bound, Bounds, interval};
use crate::model::{Amount, Comparator, Interval, Kind, Measure, Mention, RuleId, Span, Value};

/// A figure before its bounds and noun are read.
pub(super) struct Draft<'a> {
    pub(super) part: Part<'a>,
    /// First word of the mention as far as it is known: "between" of a range.
    pub(super) first: usize,
    /// Where a range begins; `None` for one number.
    pub(super) low: Option<f64>,
    /// Bytes of the number.
    pub(super) number: Span,
}

impl<'a> Draft<'a> {
    /// One number.
    pub(super) fn of(part: Part<'a>) -> Self {
        Self {
            part,
            first: part.first,
            low: None,
            number: part.span,
        }
    }
}

/// The bound words on both sides of a number.
struct Sides {
    before: Option<Bound>,
    after: Option<Bound>,
    comparator: Comparator,
}

/// Why a number makes no mention: it counts nothing.
struct NoFigure;

impl Figures {
    /// Reads bounds and noun, and decides whether it is a figure at all.
    pub(super) fn finish(&self, reading: &Reading<'_>, draft: &Draft<'_>) -> Option<Mention> {
        let part = draft.part;
        let sides = self.sides(reading, draft);
        let noun = self.noun(reading, &part, &sides).ok()?;
        let first = sides.before.map_or(draft.first, |b| b.first);
        let start = if first < part.first {
            reading.words()[first].span.start
        } else {
            part.span.start
        };
        let bound_end = sides.after.map_or(0, |b| reading.span(b.first, b.end).end);
        let noun_end = noun.as_ref().map_or(0, |n| n.end);
        let end = part.span.end.max(bound_end).max(noun_end);
        let guess = separators::guess(reading, &part, noun.is_some()).filter(|_| draft.low.is_none());
        let part = guess.as_ref().map_or(part, |g| Part {
            value: g.value,
            ..part
        });
        let (interval, comparator, nominal) = amount(&part, draft.low, sides.comparator);
        let amount = Amount {
            measure: part.measure,
            interval,
            nominal,
            comparator,
            unit: part.unit.map(str::to_owned),
            unit_assumed: part.assumed,
            about: noun.as_ref().map(|n| n.about),
            of: noun.map(|n| n.lemma),
            number: draft.number,
        };
        let mut figure = mention(reading, part.first, Span { start, end }, amount);
        if let Some(rule) = guess.and_then(|g| g.rule) {
            (figure.rule, figure.score) = (rule, 0.5);
        }
        Some(figure)
    }

    fn sides(&self, reading: &Reading<'_>, draft: &Draft<'_>) -> Sides {
        let part = &draft.part;
        let words = reading.words();
        let before = self
            .bounds
            .before(words, draft.first)
            .filter(|_| part.measure != Measure::Ordinal);
        let after = self
            .bounds
            .after(words, part.end)
            .filter(|b| (before.is_none() && draft.low.is_none()) || b.comparator == Comparator::About);
        let word = before.or(after).map(|b| b.comparator);
        let sign = Bounds::sign_before(reading.text, part.span.start)
            .or_else(|| Bounds::sign_after(reading.text, part.span.end));
        Sides {
            before,
            after,
            comparator: word.or(sign).unwrap_or_default(),
        }
    }

    /// What a bare number counts; an error where it is no figure.
    fn noun(
        &self,
        reading: &Reading<'_>,
        part: &Part<'_>,
        sides: &Sides,
    ) -> Result<Option<Counted>, NoFigure> {
        if part.measure != Measure::Count {
            return Ok(None);
        }
        if self
            .exclusions
            .hold(reading, &self.nouns, part, sides.before.is_some())
        {
            return Err(NoFigure);
        }
        let noun = self.counted(reading, part, sides.after.map_or(part.end, |b| b.end));
        let few = part.vague && self.nouns.is_only_of_people(reading, part.end - 1);
        match &noun {
            noun if few && noun.as_ref().is_none_or(|n| !n.is_person) => Err(NoFigure),
            None if self.is_pronoun(reading, part) => Err(NoFigure),
            Some(noun) if noun.is_time => Err(NoFigure),
            _ => Ok(noun),
        }
    }
}

/// Interval, comparator and nominal of a part with its bound.
fn amount(part: &Part<'_>, low: Option<f64>, comparator: Comparator) -> (Interval, Comparator, Option<f64>) {
    if let Some(low) = low {
        return (Interval::between(low, part.value), Comparator::Between, None);
    }
    if part.vague {
        return (Interval::at_least(part.value), Comparator::Vague, None);
    }
    let whole = part.measure == Measure::Count && part.value.fract() == 0.0;
    (
        interval(comparator, part.value, whole),
        comparator,
        Some(part.value),
    )
}

/// A score or vote: both sides as an interval.
pub(super) fn result(reading: &Reading<'_>, a: &Part<'_>, b: &Part<'_>, measure: Measure) -> Mention {
    let span = a.span.join(b.span);
    let interval = match measure {
        Measure::Ratio => Interval::exactly((a.value / b.value.max(1.0) * 1e6).round() / 1e6),
        _ => Interval::between(a.value.min(b.value), a.value.max(b.value)),
    };
    mention(
        reading,
        a.first,
        span,
        Amount {
            measure,
            interval,
            nominal: interval.single(),
            comparator: Comparator::Exactly,
            unit: None,
            unit_assumed: false,
            of: None,
            about: None,
            number: span,
        },
    )
}

fn mention(reading: &Reading<'_>, word: usize, span: Span, amount: Amount) -> Mention {
    Mention {
        kind: Kind::new("figure"),
        field: reading.field,
        span,
        sentence: reading.sentence_of(word),
        score: if amount.unit_assumed { 0.8 } else { 0.9 },
        rule: rule(amount.measure),
        value: Value::Amount(amount),
    }
}

fn rule(measure: Measure) -> RuleId {
    RuleId::new(match measure {
        Measure::Count => "figures/count",
        Measure::Money => "figures/money",
        Measure::Percent => "figures/percent",
        Measure::Quantity => "figures/quantity",
        Measure::Ratio => "figures/ratio",
        Measure::Multiple => "figures/multiple",
        Measure::Score => "figures/score",
        Measure::Vote => "figures/vote",
        Measure::Ordinal => "figures/ordinal",
    })
}
