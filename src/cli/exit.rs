//! What a command's end tells a script.

use std::process::ExitCode;

/// The ways a command ends. An interrupted one ends by its signal, which a shell reports as 130.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Found, built, all read.
    Success,
    /// Searched, and nothing found.
    NothingFound,
    /// Wrong usage, or a failure that ended the run.
    Failure,
    /// Finished, but some inputs were skipped, each named on stderr.
    Skipped,
}

impl Exit {
    /// Found something or not.
    pub(crate) fn found(any: bool) -> Self {
        if any { Self::Success } else { Self::NothingFound }
    }

    /// Read everything or not.
    pub(crate) fn skipped(count: u64) -> Self {
        if count == 0 { Self::Success } else { Self::Skipped }
    }

    fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::NothingFound => 1,
            Self::Failure => 2,
            Self::Skipped => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_manual() {
        assert_eq!(Exit::Success.code(), 0);
        assert_eq!(Exit::found(true).code(), 0);
        assert_eq!(Exit::found(false).code(), 1);
        assert_eq!(Exit::Failure.code(), 2);
        assert_eq!(Exit::skipped(0).code(), 0);
        assert_eq!(Exit::skipped(7).code(), 3);
    }
}
