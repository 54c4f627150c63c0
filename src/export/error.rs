//! Why an export ends without its result.

use std::io;
use std::path::Path;

/// An export that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The reader of a stream has gone, or a disk is full.
    #[error("cannot write the export: {0}")]
    Stream(#[from] io::Error),
    /// A file that cannot be written.
    #[error("cannot write the export ({path}): {why}; try: another place with -o")]
    File {
        /// Its path.
        path: String,
        /// Why.
        why: String,
    },
    /// The format wants another place than it was given.
    #[error("{0}")]
    Place(String),
}

impl ExportError {
    /// A file that cannot be written, and why.
    pub fn file(path: &Path, why: impl std::fmt::Display) -> Self {
        Self::File {
            path: path.display().to_string(),
            why: why.to_string(),
        }
    }
}
