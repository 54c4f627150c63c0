//! Why an actor counts: the words beside and around its name that the rules took for context.

use super::Candidate;
use super::context::Context;
use crate::extract::Reading;
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::{Article, Field, Match, RuleId, Span};
use crate::split::split;

/// A phrase that speaks for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// What it is: `introduced by`, `followed by`, `context`.
    pub name: &'static str,
    /// The words of the text.
    pub words: String,
}

/// The signs at `span` of one field of an article, nearest first.
///
/// # Errors
/// Dictionaries that cannot be used.
pub fn signs(
    lexicon: &Lexicon,
    article: &Article,
    field: Field,
    span: Span,
) -> Result<Vec<Sign>, DictionaryError> {
    let context = Context::built_in(&lexicon.demonym_words)?;
    let text = article.field(field);
    let split = split(text, &lexicon.abbreviations);
    let settings = crate::extract::Settings::default();
    let reading = Reading {
        article,
        field,
        text,
        split: &split,
        numbers: &[],
        hits: &[],
        settings: &settings,
    };
    let words = &split.words;
    let first = words.partition_point(|w| w.span.start < span.start);
    let end = words.partition_point(|w| w.span.start < span.end);
    if first >= end {
        return Ok(Vec::new());
    }
    let candidate = Candidate {
        first,
        end,
        entities: Vec::new(),
        matched: Match::Exact,
        weak: false,
        needs_head: false,
        beside: false,
        rule: RuleId::new("actors/dictionary"),
    };
    Ok(context.signs(&reading, &candidate))
}
