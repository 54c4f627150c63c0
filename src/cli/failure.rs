//! An error as people read it: what, where, why, and what to try.

use std::io;

use dateline::archive::ArchiveError;
use dateline::export::ExportError;
use dateline::lexicon::DictionaryError;

/// Why a command ends without its result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Nobody reads the output any more: no error.
    #[error("the reader of the output has gone")]
    BrokenPipe,
    /// Something to tell.
    #[error("{0}")]
    Told(String),
}

impl Failure {
    /// `what (place): why; try: remedy`
    pub(crate) fn new(
        what: &str,
        place: impl std::fmt::Display,
        why: impl std::fmt::Display,
        remedy: &str,
    ) -> Self {
        Self::Told(format!("{what} ({place}): {why}; try: {remedy}"))
    }

    /// A file that cannot be read.
    pub(crate) fn unreadable(path: &str, error: &io::Error) -> Self {
        Self::new(
            "cannot read",
            path,
            error,
            "another path, or - for standard input",
        )
    }
}

impl From<io::Error> for Failure {
    /// Errors of writing the output.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::new(
                "cannot write",
                "standard output",
                error,
                "another place for the output",
            )
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Stream(error) => error.into(),
            error => Self::Told(error.to_string()),
        }
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        Self::Told(error.to_string())
    }
}

impl From<DictionaryError> for Failure {
    fn from(error: DictionaryError) -> Self {
        let place = format!("{}:{}", error.file, error.line);
        Self::new(
            "this dictionary cannot be used",
            place,
            error.reason,
            "mending that line",
        )
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        match error.io_error_kind() {
            Some(kind) => io::Error::from(kind).into(),
            None => Self::new(
                "cannot write a line of JSON",
                "output",
                error,
                "report this as an error of dateline",
            ),
        }
    }
}
