//! Exports read back by other programs: scripts in `tests/reading_back/` that know nothing of this one.
//!
//! `ci/setup` installs what they need and says where. Where a program is missing a test says that it was skipped; in CI that is a failure.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The exit code by which a script says that a package it needs is not there.
const MISSING: i32 = 77;

/// The Python to use: the one of `ci/setup`, named by `DATELINE_PYTHON` or where it was put, else the system's.
fn python() -> PathBuf {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join(".python/bin/python");
    match std::env::var_os("DATELINE_PYTHON") {
        Some(named) => named.into(),
        None if installed.is_file() => installed,
        None => "python3".into(),
    }
}

/// What a script of `tests/reading_back/` prints; `None`, with a word on it, where its packages are missing.
///
/// # Panics
/// In CI where packages are missing; wherever the script finds something wrong.
pub(crate) fn read_back(script: &str, arguments: &[&Path]) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reading_back")
        .join(script);
    let output = Command::new(python()).arg(path).args(arguments).output();
    match output {
        Ok(output) if output.status.code() == Some(MISSING) => skip(script, &text(&output.stderr)),
        Ok(output) if output.status.success() => Some(text(&output.stdout)),
        Ok(output) => panic!(
            "{script} finds:\n{}{}",
            text(&output.stdout),
            text(&output.stderr)
        ),
        Err(error) => skip(script, &error.to_string()),
    }
}

#[allow(clippy::print_stdout)]
fn skip(what: &str, why: &str) -> Option<String> {
    assert!(
        std::env::var_os("CI").is_none(),
        "{what} was skipped: {why}; run ci/setup"
    );
    println!("{what} was skipped: {why}; `ci/setup` installs what it needs");
    None
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
