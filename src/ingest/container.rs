//! What a file held when it was read, so that it is not parsed again while its bytes are the same.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Ledger;
use crate::model::Span;

/// A file of articles as it was read, and what an unchanged one gives again without being parsed. Of its articles it knows where they stand in a
/// ledger, so that millions can be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    /// Relative to its input, `/` between folders.
    pub path: String,
    pub(super) ledger: Ledger,
    /// The lines of its articles. That of its end begins where they end.
    pub(super) lines: Range<usize>,
}

impl Container {
    /// The path of what lies inside it.
    pub fn path_of(&self, inside: &str) -> String {
        format!("{}{inside}", self.path)
    }

    /// Its articles, in their order.
    pub fn articles(&self) -> impl Iterator<Item = Held> + '_ {
        self.ledger.held(self.lines.clone())
    }

    /// What is known of it at its end.
    pub fn end(&self) -> FileEnd {
        self.ledger.end(self.lines.end)
    }
}

/// What is known of a file when it was read to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEnd {
    /// Digest of its bytes; empty where they were not read to their end.
    pub digest: String,
    /// What of it was skipped.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub skipped: Vec<Note>,
    /// What there was to know.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub warnings: Vec<Note>,
}

/// An article of a container.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The id it has.
    pub id: String,
    /// The id it would have if no other article had it; none if that is so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wanted: Option<String>,
    /// By what it is told from others of that id: a digest of path and text.
    pub key: u64,
    /// Its path behind that of the container: `/001.txt` in `news.zip`.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub inside: String,
    /// Where in the text its title stands, if it stands there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<Span>,
    /// Whether day and month of its date could be read the other way round.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub ambiguous: bool,
    /// Digest of all that its record is made from. The reader leaves it empty: who takes the articles knows what counts.
    pub content: String,
}

impl Held {
    /// The id it would have if no other article had it.
    pub fn wanted(&self) -> &str {
        self.wanted.as_deref().unwrap_or(&self.id)
    }
}

/// A reason and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// As [`Held::inside`].
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub inside: String,
    /// Where in the container; none if all of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
    /// What was said.
    pub reason: String,
}

/// An article that an earlier run read and this one found unchanged, or did not look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id in the earlier run.
    pub was: String,
    /// What it is now: its id may be another, because articles before it came or went.
    pub held: Held,
    /// Its path, relative to its input.
    pub path: String,
    /// Whether the run names its input.
    pub named: bool,
}
