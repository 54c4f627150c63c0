//! What is wrong with a dictionary, where, and how to mend it.

use std::sync::Arc;

use super::Source;

/// A dictionary that cannot be used. The run stops before any article is read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct DictionaryError {
    /// The file.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to try.
    pub reason: String,
}

impl DictionaryError {
    /// An error at byte `at` of the source.
    pub fn at(source: &Source, at: usize, reason: impl Into<String>) -> Self {
        let line = source
            .text
            .as_bytes()
            .iter()
            .take(at)
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        Self {
            file: Arc::clone(&source.path),
            line,
            reason: reason.into(),
        }
    }

    /// An error where `needle` first stands in the source, or at its first line.
    pub fn near(source: &Source, needle: &str, reason: impl Into<String>) -> Self {
        Self::at(source, source.text.find(needle).unwrap_or(0), reason)
    }

    /// An error of the TOML parser.
    pub fn toml(source: &Source, error: &toml::de::Error) -> Self {
        Self::at(source, error.span().map_or(0, |span| span.start), error.message())
    }
}
