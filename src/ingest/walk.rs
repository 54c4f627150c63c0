//! Arguments to files: folders are walked in the order of their names, by the rules of the `ignore` crate.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Flow, Intake, ReadError, Reason, Source};

/// Names of settings, which are no articles.
const SETTINGS: [&str; 1] = ["dateline.toml"];

/// Refuses an argument that is not there, before anything is read.
pub(super) fn must_exist(argument: &str) -> Result<(), ReadError> {
    if argument == "-" {
        return Ok(());
    }
    std::fs::metadata(argument)
        .map(|_| ())
        .map_err(|cause| ReadError::Missing {
            path: argument.to_owned(),
            cause,
        })
}

/// Reads one argument: standard input, a file, or every file of a folder.
pub(super) fn argument(argument: &str, intake: &mut Intake<'_>) -> Flow {
    if argument == "-" {
        return intake.open(Source::new("-".to_owned()), &mut io::stdin().lock());
    }
    files(Path::new(argument), "", &mut |found| match found {
        Found::File(path, source) => match open(&path) {
            Ok(file) => intake.open(source, &mut BufReader::with_capacity(1 << 16, file)),
            Err(reason) => intake.skip(&source, None, &reason),
        },
        Found::Skipped(source, reason) => intake.skip(&source, None, &reason),
        Found::Warning(source, reason) => intake.warn(&source, None, &reason),
    })
}

/// What a walk meets.
pub(super) enum Found {
    /// A file, and how it is called.
    File(PathBuf, Source),
    /// Something that cannot be walked.
    Skipped(Source, Reason),
    /// Something to know.
    Warning(Source, String),
}

/// Every file of a folder, or the file itself, in order; called by their paths from here behind `below`.
pub(super) fn files(path: &Path, below: &str, each: &mut dyn FnMut(Found) -> Flow) -> Flow {
    if path.is_dir() {
        return folder(path, below, each);
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let name = if below.is_empty() {
        name.into_owned()
    } else {
        below.to_owned()
    };
    each(Found::File(path.to_owned(), Source::new(name)))
}

/// The walk's rules: hidden files and those of `.gitignore` (with or without a repository), `.ignore` and `.datelineignore` are left out;
/// a user's global git settings do not count, so that a folder reads the same on every machine.
fn walk(root: &Path) -> ignore::Walk {
    WalkBuilder::new(root)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .follow_links(true)
        .add_custom_ignore_filename(".datelineignore")
        .sort_by_file_name(Ord::cmp)
        .build()
}

fn folder(root: &Path, below: &str, each: &mut dyn FnMut(Found) -> Flow) -> Flow {
    let mut any = false;
    let source = |path: &Path| {
        let relative = relative(root, path);
        match (below.is_empty(), path == root) {
            (true, _) => Source::new(relative),
            (false, true) => Source::new(below.to_owned()),
            (false, false) => Source::new(format!("{below}/{relative}")),
        }
    };
    for entry in walk(root) {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_dir()) => {
                if let Some(error) = entry.error() {
                    let reason = Reason::IgnoreFile(error.to_string()).to_string();
                    each(Found::Warning(source(entry.path()), reason))?;
                }
            }
            Ok(entry) if SETTINGS.iter().any(|name| entry.file_name() == *name) => {}
            Ok(entry) => {
                any = true;
                each(Found::File(entry.path().to_owned(), source(entry.path())))?;
            }
            Err(error) => {
                any = true;
                let path = error_path(&error).map_or(root, |p| p);
                each(Found::Skipped(source(path), walk_reason(&error)))?;
            }
        }
    }
    if any {
        return Flow::Continue(());
    }
    each(Found::Skipped(source(root), Reason::NoFiles))
}

/// Opens a regular file; a pipe would block for ever.
pub(super) fn open(path: &Path) -> Result<File, Reason> {
    let metadata = std::fs::metadata(path).map_err(|e| Reason::of(&e))?;
    if !metadata.is_file() {
        return Err(Reason::NotAFile);
    }
    File::open(path).map_err(|e| Reason::of(&e))
}

/// `path` below `root`, with `/` on every system.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    if below.as_os_str().is_empty() {
        return root.to_string_lossy().into_owned();
    }
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}

fn walk_reason(error: &ignore::Error) -> Reason {
    if is_loop(error) {
        return Reason::Loop;
    }
    let dead_link =
        error_path(error).is_some_and(|p| p.symlink_metadata().is_ok_and(|m| m.is_symlink()) && !p.exists());
    match error.io_error() {
        Some(_) if dead_link => Reason::DeadLink,
        Some(cause) if cause.kind() == io::ErrorKind::NotFound => Reason::Vanished,
        Some(cause) => Reason::Unreadable(cause.kind().to_string()),
        None => Reason::Unreadable(error.to_string()),
    }
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_loop(err),
        _ => false,
    }
}
