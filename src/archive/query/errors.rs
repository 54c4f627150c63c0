//! What is wrong with a query, in words of this program, with the place and with what to try.

use super::fields::{names, nearest};
use super::suggest::edits;
use super::syntax::SyntaxError;
use crate::archive::ArchiveError;

/// A query that cannot be read.
pub(super) fn unreadable(query: &str, error: &SyntaxError) -> ArchiveError {
    let before = query.get(..error.at).unwrap_or(query);
    ArchiveError::new(
        "cannot read the query",
        one_line(query),
        format!("at character {}: {}", before.chars().count() + 1, error.why),
        &error.remedy,
    )
}

/// A field that does not exist.
pub(super) fn no_such_field(at: usize, field: &str) -> SyntaxError {
    let nearest = nearest(field).map_or_else(String::new, |name| format!("{name}:, or one of "));
    super::syntax::error(
        at,
        format!("there is no field {field}"),
        format!(
            "{nearest}{}; a colon inside words needs quotation marks",
            names().join(" ")
        ),
    )
}

/// A field of the articles' own that none of them has; `known`: those that there are.
pub(super) fn no_such_meta(at: usize, name: &str, mut known: Vec<String>) -> SyntaxError {
    known.sort_by_key(|known| edits(known, name));
    let known: Vec<String> = known.iter().take(8).map(|name| format!("meta.{name}:")).collect();
    let remedy = if known.is_empty() {
        "another field: no article has one that dateline does not know".to_owned()
    } else {
        known.join(" ")
    };
    super::syntax::error(at, format!("no article has a field meta.{name}"), remedy)
}

fn one_line(query: &str) -> String {
    query.split_whitespace().collect::<Vec<_>>().join(" ")
}
