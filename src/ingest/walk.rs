//! Arguments to files: folders are walked in the order of their names, by the rules of the `ignore` crate.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use globset::{GlobBuilder, GlobMatcher};
use ignore::{DirEntry, WalkBuilder};

use super::{Flow, Intake, ReadError, Reason, Source};

/// Names of settings, which are no articles.
const SETTINGS: [&str; 1] = ["dateline.toml"];

/// Refuses an argument that is not there, before anything is read.
pub(super) fn must_exist(argument: &str) -> Result<(), ReadError> {
    let missing = |cause| ReadError::Missing {
        path: argument.to_owned(),
        cause,
    };
    match Argument::of(argument) {
        Argument::StandardInput => Ok(()),
        Argument::Path(path) | Argument::Table(path, _) => {
            std::fs::metadata(path).map(|_| ()).map_err(missing)
        }
        Argument::Pattern(base, pattern) => {
            matcher(pattern).map_err(missing)?;
            std::fs::metadata(base).map(|_| ()).map_err(missing)
        }
    }
}

/// Reads one argument: standard input, a file, every file of a folder, those that a pattern names, or a table of a database.
pub(super) fn argument(argument: &str, intake: &mut Intake<'_>) -> Flow {
    match Argument::of(argument) {
        Argument::StandardInput => intake.open(Source::new("-".to_owned()), &mut io::stdin().lock()),
        Argument::Path(path) if path.is_dir() => folder(path, intake),
        Argument::Path(path) => file(path, Source::new(name_of(path)), intake),
        Argument::Table(path, table) => {
            let source = Source {
                table,
                ..Source::new(name_of(path))
            };
            file(path, source, intake)
        }
        Argument::Pattern(base, wanted) => pattern(argument, base, wanted, intake),
    }
}

/// Reads a file of a list: it is named by its path as the list has it, and one that is gone is skipped.
pub(super) fn listed(path: &str, intake: &mut Intake<'_>) -> Flow {
    match Argument::of(path) {
        Argument::StandardInput | Argument::Pattern(..) => {
            intake.skip(&Source::new(path.to_owned()), None, &Reason::Vanished)
        }
        Argument::Path(folder) if folder.is_dir() => self::folder(folder, intake),
        Argument::Path(file) => {
            let name = path.strip_prefix("./").unwrap_or(path).replace('\\', "/");
            self::file(file, Source::new(name), intake)
        }
        Argument::Table(..) => argument(path, intake),
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// What an argument names.
enum Argument<'a> {
    /// `-`
    StandardInput,
    /// A file or folder.
    Path(&'a Path),
    /// `sqlite:FILE?table=NAME`
    Table(&'a Path, Option<String>),
    /// A folder, and a pattern of paths in it: `news/**/2017-*.txt`.
    Pattern(&'a Path, &'a str),
}

impl<'a> Argument<'a> {
    fn of(argument: &'a str) -> Self {
        if argument == "-" {
            return Self::StandardInput;
        }
        let path = Path::new(argument);
        if path.exists() {
            return Self::Path(path);
        }
        if let Some(database) = argument.strip_prefix("sqlite:") {
            let (file, query) = database.split_once('?').unwrap_or((database, ""));
            let table = query.split('&').find_map(|part| part.strip_prefix("table="));
            return Self::Table(Path::new(file), table.map(str::to_owned));
        }
        match argument.find(['*', '?', '[', '{']) {
            Some(at) => {
                let base = argument[..at].rfind('/').map_or(0, |slash| slash + 1);
                let folder = if base == 0 { "." } else { &argument[..base] };
                Self::Pattern(Path::new(folder), &argument[base..])
            }
            None => Self::Path(path),
        }
    }
}

fn matcher(pattern: &str) -> io::Result<GlobMatcher> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    let glob = glob.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error.to_string()))?;
    Ok(glob.compile_matcher())
}

fn pattern(argument: &str, base: &Path, pattern: &str, intake: &mut Intake<'_>) -> Flow {
    let Ok(matcher) = matcher(pattern) else {
        return Flow::Continue(());
    };
    let mut any = false;
    for entry in walk(base).flatten() {
        let inside = relative(base, entry.path());
        if entry.file_type().is_some_and(|kind| !kind.is_dir()) && matcher.is_match(&inside) {
            any = true;
            file(entry.path(), Source::new(inside), intake)?;
        }
    }
    if any {
        return Flow::Continue(());
    }
    intake.skip(&Source::new(argument.to_owned()), None, &Reason::NoFiles)
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

fn folder(root: &Path, intake: &mut Intake<'_>) -> Flow {
    let mut any = false;
    for entry in walk(root) {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_dir()) => {
                ignore_file_error(root, &entry, intake)?;
            }
            Ok(entry) if SETTINGS.iter().any(|name| entry.file_name() == *name) => {}
            Ok(entry) => {
                any = true;
                file(entry.path(), Source::new(relative(root, entry.path())), intake)?;
            }
            Err(error) => {
                any = true;
                let path = error_path(&error).map_or(root, |p| p);
                intake.skip(&Source::new(relative(root, path)), None, &walk_reason(&error))?;
            }
        }
    }
    if any {
        return Flow::Continue(());
    }
    intake.skip(
        &Source::new(root.to_string_lossy().into_owned()),
        None,
        &Reason::NoFiles,
    )
}

fn ignore_file_error(root: &Path, entry: &DirEntry, intake: &mut Intake<'_>) -> Flow {
    match entry.error() {
        Some(error) => intake.warn(
            &Source::new(relative(root, entry.path())),
            None,
            &Reason::IgnoreFile(error.to_string()).to_string(),
        ),
        None => Flow::Continue(()),
    }
}

fn file(path: &Path, mut source: Source, intake: &mut Intake<'_>) -> Flow {
    source.file = Some(path.to_owned());
    match open(path) {
        Ok(file) => intake.open(source, &mut BufReader::with_capacity(1 << 16, file)),
        Err(reason) => intake.skip(&source, None, &reason),
    }
}

/// Opens a regular file; a pipe would block for ever.
fn open(path: &Path) -> Result<File, Reason> {
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
