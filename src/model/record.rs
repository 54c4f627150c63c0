//! One article as a line of JSON: the output contract of `extract` and of `export --format jsonl`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::digits::push_number;
use super::json::SCORE;
use super::{
    Amount, AnchorSource, Claim, CodePoints, Comparator, Field, Kind, Match, Measure, Mention, Name, RuleId,
    Signature, Span, Value, When, whole_or_decimal,
};

/// What one article alone decides: mentions, claims, signature. `start` and `end` count code points, `byte_start` and `byte_end` bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Article id.
    pub id: String,
    /// Where it came from, relative to the argument given.
    pub path: String,
    /// The format it was read from: `HTML`.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub format: Cow<'static, str>,
    /// Outlet.
    pub source: Option<String>,
    /// Who publishes the outlet, where `dictionaries/outlets` knows: `owner/…` or `outlet/…`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub publisher: Option<Arc<str>>,
    /// Title.
    pub title: Option<String>,
    /// Publication day.
    pub date: Option<Date>,
    /// Which field gave it.
    pub anchor: Option<AnchorSource>,
    /// ISO 639-1 code.
    pub language: String,
    /// SHA-256 of the text, in hex.
    pub text_sha256: String,
    /// Where the text begins behind its head lines, in code points; nothing before it is a mention, but for a title there.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub body_start: u32,
    /// The same in bytes.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub byte_body_start: u32,
    /// How many sentences the text has.
    pub sentences: u32,
    /// Given group.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub group: Option<String>,
    /// Mentions by (field, place, kind).
    pub mentions: Vec<MentionLine>,
    /// Claims by place.
    pub claims: Vec<Claim>,
    /// Terms.
    pub signature: Signature,
    /// By what a cluster brings articles together that may be of one story; in the lines of `extract` alone.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub keys: Vec<String>,
    /// Fields the field map does not know.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub meta: BTreeMap<String, serde_json::Value>,
    /// The text itself, with `--with-text`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands on references")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// A mention as a line shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionLine {
    /// `ARTICLE:field:start-end:kind`
    pub id: String,
    /// Which extractor's product.
    pub kind: Kind,
    /// Which text.
    pub field: Field,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// First byte.
    pub byte_start: u32,
    /// One past the last byte.
    pub byte_end: u32,
    /// The words under the span.
    pub text: String,
    /// What it means.
    #[serde(flatten)]
    pub value: ValueLine,
    /// 0 to 1, four decimals.
    pub score: f32,
    /// The rule that made it.
    pub rule: RuleId,
}

/// A value's fields, as the contract names them for each shape. (Names are tried last on reading: their fields are the most common ones.)
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ValueLine {
    /// Figures.
    Figure(FigureLine),
    /// Dates.
    Date(DateLine),
    /// Organisations, actors, persons, places.
    Name(NameLine),
}

/// Fields of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameLine {
    /// Entity, unless ambiguous.
    pub entity: Option<Arc<str>>,
    /// Its name.
    pub name: Arc<str>,
    /// How it was met.
    #[serde(rename = "match")]
    pub matched: Match,
    /// What it may be.
    pub candidates: Vec<Arc<str>>,
    /// The entity with the whole archive read, where an acronym is the long name that another article gives it; in exports alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub resolved: Option<Arc<str>>,
}

/// Fields of a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateLine {
    /// Type, value, mod, days.
    #[serde(flatten)]
    pub when: When,
}

/// Fields of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureLine {
    /// The amount itself without bound words and counted noun.
    pub number: NumberSpan,
    /// What sort of figure.
    pub measure: Measure,
    /// Lower bound.
    #[serde(serialize_with = "whole_or_decimal")]
    pub low: Option<f64>,
    /// Upper bound.
    #[serde(serialize_with = "whole_or_decimal")]
    pub high: Option<f64>,
    /// Both with their openness.
    pub interval: String,
    /// The number as said.
    #[serde(serialize_with = "whole_or_decimal")]
    pub nominal: Option<f64>,
    /// The bound word's meaning.
    pub comparator: Comparator,
    /// ISO 4217 code or unit.
    pub unit: Option<String>,
    /// Whether the unit was assumed.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unit_assumed: bool,
    /// Lemma of what is counted.
    pub of: Option<String>,
    /// The counted noun with its restrictive words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub about: Option<String>,
}

/// Code points of a figure's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberSpan {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl MentionLine {
    /// The line of one mention of article `article`, whose `text` (of the mention's field) has the offsets `points`.
    pub fn new(article: &str, mention: Mention, text: &str, points: &CodePoints) -> Self {
        let Span {
            start: byte_start,
            end: byte_end,
        } = mention.span;
        let (start, end) = (points.at(byte_start), points.at(byte_end));
        Self {
            id: mention_id(article, mention.field, (start, end), &mention.kind),
            kind: mention.kind,
            field: mention.field,
            start,
            end,
            byte_start,
            byte_end,
            text: mention.span.of(text).to_owned(),
            value: ValueLine::new(mention.value, text, points),
            score: (mention.score * SCORE).round() / SCORE,
            rule: mention.rule,
        }
    }
}

/// `ARTICLE:field:start-end:kind`. Written by hand: there is one for every mention, and the formatting machinery costs ten times as much.
fn mention_id(article: &str, field: Field, (start, end): (u32, u32), kind: &Kind) -> String {
    let (field, kind) = (field.as_str(), kind.as_str());
    let mut id = String::with_capacity(article.len() + field.len() + kind.len() + 24);
    id.push_str(article);
    id.push(':');
    id.push_str(field);
    id.push(':');
    push_number(&mut id, start);
    id.push('-');
    push_number(&mut id, end);
    id.push(':');
    id.push_str(kind);
    id
}

impl ValueLine {
    fn new(value: Value, text: &str, points: &CodePoints) -> Self {
        match value {
            Value::Name(Name {
                entity,
                name,
                matched,
                candidates,
            }) => Self::Name(NameLine {
                entity,
                name,
                matched,
                candidates,
                resolved: None,
            }),
            Value::When(when) => Self::Date(DateLine { when }),
            Value::Amount(amount) => Self::Figure(FigureLine::new(amount, text, points)),
        }
    }
}

impl FigureLine {
    fn new(amount: Amount, text: &str, points: &CodePoints) -> Self {
        Self {
            number: NumberSpan {
                start: points.at(amount.number.start),
                end: points.at(amount.number.end),
            },
            measure: amount.measure,
            low: amount.interval.low,
            high: amount.interval.high,
            interval: amount.interval.text(),
            nominal: amount.nominal,
            comparator: amount.comparator,
            unit: amount.unit,
            unit_assumed: amount.unit_assumed,
            of: amount.of,
            about: amount.about.map(|span| span.of(text).to_owned()),
        }
    }
}
