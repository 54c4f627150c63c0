//! What reading gives.

use serde::{Deserialize, Serialize};

use super::{Kept, LedgerLine};
use crate::model::Article;

/// One result of reading.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An article.
    Article(Box<Article>),
    /// An article that an earlier run read; only [`super::update()`] gives such.
    Kept(Box<Kept>),
    /// What an input holds; only [`super::update()`] gives such.
    Ledger(Box<LedgerLine>),
    /// Something that could not be read: the run ends with exit code 3.
    Skipped(Skipped),
    /// Something to know about an article that was read.
    Warning(Warning),
    /// How the article that follows was read, if that is asked for.
    Reading(Reading),
}

/// How an article was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Relative to the argument given, `-` for standard input.
    pub path: String,
    /// Where in it.
    pub place: Option<String>,
    /// The formats, from outside: `gzip`, `JSONL`.
    pub formats: Vec<&'static str>,
    /// Which field of the input gave which of ours: `text` from `maintext`.
    pub fields: Vec<(String, String)>,
}

/// An input, or a record of one, that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Relative to the argument given, `-` for standard input.
    pub path: String,
    /// Where in it: `line 17`, `record 3`, `byte 4096`; none if all of it.
    pub place: Option<String>,
    /// Why, and what to try.
    pub reason: String,
}

/// What was decided about an article that a reader of the results should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Relative to the argument given, `-` for standard input.
    pub path: String,
    /// Where in it.
    pub place: Option<String>,
    /// What was decided.
    pub reason: String,
}
