//! A mention: a span of one article with a kind and a value.

use super::{Amount, Field, Kind, Name, RuleId, Span, When};

/// A span of one article with what it means, and the rule that says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Which extractor's product.
    pub kind: Kind,
    /// Which text the span indexes.
    pub field: Field,
    /// Bytes.
    pub span: Span,
    /// Index of its sentence in that text.
    pub sentence: u32,
    /// What it means.
    pub value: Value,
    /// 0 to 1: how sure the rule is.
    pub score: f32,
    /// The rule that made it.
    pub rule: RuleId,
}

/// The closed set of shapes a mention's value can have.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Organisations, actors, persons, places.
    Name(Name),
    /// Dates.
    When(When),
    /// Figures.
    Amount(Amount),
}
