//! Figures: how many, how much. Numbers with their currency, unit or counted noun, and the bounds that words set.
//!
//! Numbers are the trigger. Each becomes a [`Part`] (bare, or with its currency, percent sign or unit); two parts may join to a range,
//! a score or a share; then bound words are read on both sides and, for counts, the noun.

mod counts;
mod currencies;
mod exclusions;
mod money;
mod multiples;
mod nouns;
mod ordinals;
mod part;
mod parts;
mod percent;
mod quantities;
mod ranges;
mod ratios;
mod scores;

use self::currencies::{ArticleCurrencies, Currencies};
use self::exclusions::Exclusions;
use self::multiples::Multiples;
use self::nouns::Nouns;
use self::part::Part;
use self::percent::Percent;
use self::quantities::Units;
use self::ratios::Ratios;
use self::scores::Scores;
use super::numbers::{Bounds, VagueAmounts, interval};
use super::{Extractor, Reading};
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::{Amount, Comparator, Interval, Kind, Measure, Mention, RuleId, Span, Value};

/// Finds figures.
#[derive(Debug)]
pub struct Figures {
    bounds: Bounds,
    vague: VagueAmounts,
    currencies: Currencies,
    percent: Percent,
    units: Units,
    ratios: Ratios,
    multiples: Multiples,
    scores: Scores,
    nouns: Nouns,
    exclusions: Exclusions,
}

/// Makes the extractor.
///
/// # Errors
/// A dictionary that does not parse.
pub fn build(_lexicon: &Lexicon) -> Result<Box<dyn Extractor>, DictionaryError> {
    Ok(Box::new(Figures {
        bounds: Bounds::built_in()?,
        vague: VagueAmounts::built_in()?,
        currencies: Currencies::built_in()?,
        percent: Percent::built_in()?,
        units: Units::built_in()?,
        ratios: Ratios::built_in()?,
        multiples: Multiples::built_in()?,
        scores: Scores::built_in()?,
        nouns: Nouns::built_in()?,
        exclusions: Exclusions::built_in()?,
    }))
}

impl Extractor for Figures {
    fn find(&self, reading: &Reading<'_>, found: &mut Vec<Mention>) {
        let currencies = ArticleCurrencies::new(&self.currencies, reading.words());
        let parts = self.parts(reading, &currencies);
        let mut at = 0;
        while at < parts.len() {
            let (mention, used) = self.figure(reading, &parts[at..]);
            found.extend(mention);
            at += used;
        }
    }
}

/// A figure before it is a mention.
struct Draft<'a> {
    part: Part<'a>,
    /// First word of the mention: bound words.
    first: usize,
    /// Where a range begins; `None` for one number.
    low: Option<f64>,
    /// Bytes of the number.
    number: Span,
}

impl Figures {
    /// The figure that the first of `parts` begins, and how many of them it takes up.
    fn figure(&self, reading: &Reading<'_>, parts: &[Part<'_>]) -> (Option<Mention>, usize) {
        let a = parts[0];
        if self.exclusions.never(reading, &self.nouns, &a) {
            return (None, 1);
        }
        if let Some(b) = parts.get(1).copied().filter(|b| self.may_pair(reading, &a, b)) {
            if let Some(share) = self.ratios.pair(reading, a, b) {
                return (self.finish(reading, draft(share)), 2);
            }
            let counted = self.nouns.phrase(reading, b.end, false).is_some();
            if let Some(measure) = self.scores.pair(reading, &a, &b, counted) {
                return (Some(result(reading, &a, &b, measure)), 2);
            }
            if let Some(range) = ranges::join(&self.bounds, reading, a, b) {
                let draft = Draft {
                    part: range.part,
                    first: range.opens,
                    low: Some(range.low),
                    number: range.number,
                };
                return (self.finish(reading, draft), 2);
            }
        }
        (self.finish(reading, draft(a)), 1)
    }

    /// Whether two parts stand close enough, and neither is a year or an id.
    fn may_pair(&self, reading: &Reading<'_>, a: &Part<'_>, b: &Part<'_>) -> bool {
        b.first - a.end <= 4 && !self.exclusions.never(reading, &self.nouns, b)
    }

    /// Reads bounds and noun, and decides whether it is a figure at all.
    fn finish(&self, reading: &Reading<'_>, draft: Draft<'_>) -> Option<Mention> {
        let part = draft.part;
        let words = reading.words();
        let before = self
            .bounds
            .before(words, draft.first)
            .filter(|_| part.measure != Measure::Ordinal);
        let symbol = Bounds::sign_before(reading.text, part.span.start);
        let bare = part.measure == Measure::Count;
        if bare
            && self
                .exclusions
                .hold(reading, &self.nouns, &part, before.is_some())
        {
            return None;
        }
        let after = self
            .bounds
            .after(words, part.end)
            .filter(|_| before.is_none() && draft.low.is_none());
        let plus = Bounds::sign_after(reading.text, part.span.end);
        let bound_end = after.map_or(part.end, |b| b.end);
        let noun = if bare {
            self.counted(reading, &part, bound_end)
        } else {
            None
        };
        if bare && noun.is_none() && self.is_pronoun(reading, &part) {
            return None;
        }
        if noun.as_ref().is_some_and(|n| n.is_time) {
            return None;
        }
        let comparator = before
            .or(after)
            .map(|b| b.comparator)
            .or(symbol)
            .or(plus)
            .unwrap_or_default();
        let mention_first = before.map_or(draft.first, |b| b.first);
        let start = if mention_first < part.first {
            words[mention_first].span.start
        } else {
            part.span.start
        };
        let tail = after.map_or(part.span.end, |b| {
            reading.span(b.first, b.end).end.max(part.span.end)
        });
        let end = noun.as_ref().map_or(tail, |n| n.end.max(tail));
        let (interval, comparator, nominal) = amount(&part, draft.low, comparator);
        Some(mention(
            reading,
            part.first,
            Span { start, end },
            Amount {
                measure: part.measure,
                interval,
                nominal,
                comparator,
                unit: part.unit.map(str::to_owned),
                unit_assumed: part.assumed,
                of: noun.as_ref().map(|n| n.lemma.clone()),
                about: noun.map(|n| n.about),
                number: draft.number,
            },
        ))
    }
}

fn draft(part: Part<'_>) -> Draft<'_> {
    Draft {
        part,
        first: part.first,
        low: None,
        number: part.span,
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
fn result(reading: &Reading<'_>, a: &Part<'_>, b: &Part<'_>, measure: Measure) -> Mention {
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
