//! The day that relative expressions are counted from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The publication day of an article and where it was found. Never the clock, never a file's mtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The day as written, in its own offset.
    pub day: Date,
    /// Which field gave it.
    pub source: AnchorSource,
    /// Whether day and month could be read the other way round and a setting decided.
    pub ambiguous: bool,
}

/// Which field gave an anchor, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnchorSource {
    /// A field of the record, a head line, a meta tag.
    Metadata,
    /// A date at the head of the text.
    Dateline,
    /// A date in the file's name.
    FileName,
}

impl AnchorSource {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::FileName => "file_name",
        }
    }
}
