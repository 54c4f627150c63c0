#![allow(clippy::unwrap_used)]
//! Every format of `dateline export`, written from `corpus/` and read back by another implementation.

mod notation;
mod page;
#[path = "../reading_back/mod.rs"]
mod reading_back;
mod tables;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use reading_back::read_back;

/// An archive of part of the corpus, built once.
fn archive() -> &'static Path {
    static ARCHIVE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = ARCHIVE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("archive");
        run(&[
            "build",
            "corpus/dev",
            "--config",
            "none",
            "-o",
            path.to_str().unwrap(),
        ]);
        (folder, path)
    });
    path
}

/// Runs the program in the repository's folder; gives standard output.
fn run(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .arg("--quiet")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{arguments:?}: {told}"
    );
    output.stdout
}

/// The export of the archive in a format, with more arguments, as `name` in a folder of its own.
fn export(format: &str, name: &str, more: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let mut arguments = vec!["export", "-a", archive().to_str().unwrap(), "--format", format];
    arguments.extend(["-o", path.to_str().unwrap()]);
    arguments.extend(more);
    run(&arguments);
    (folder, path)
}

#[test]
fn lines_hold_what_the_contract_names() {
    let (_folder, path) = export("jsonl", "articles.jsonl", &["--with-text"]);
    if let Some(told) = read_back("lines.py", &[&path]) {
        assert!(told.contains("articles"), "{told}");
    }
}
