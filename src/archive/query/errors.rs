//! What is wrong with a query, in words of this program, with the place and with what to try.

use super::fields::{names, nearest};
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

fn one_line(query: &str) -> String {
    query.split_whitespace().collect::<Vec<_>>().join(" ")
}
