//! Arguments to files: folders are walked in the order of their names, by the rules of the `ignore` crate.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use super::read_ahead::{self, Ahead};
use super::{Flow, Intake, ReadError, Reason, Source};

/// Names of settings, which are no articles.
const SETTINGS: [&str; 1] = ["dateline.toml"];

/// What an argument names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Argument {
    /// `-`
    StandardInput,
    /// A file or folder.
    Path(PathBuf),
    /// `sqlite:FILE?table=NAME`
    Table(PathBuf, Option<String>),
    /// A folder, and a pattern of paths in it: `news/**/2017-*.txt`.
    Pattern(PathBuf, String),
    /// Files and folders of a list, as it has them.
    List(Vec<String>),
}

impl Argument {
    pub(super) fn of(argument: &str) -> Self {
        if argument == "-" {
            return Self::StandardInput;
        }
        let path = Path::new(argument);
        if path.exists() {
            return Self::Path(path.to_owned());
        }
        if let Some(database) = argument.strip_prefix("sqlite:") {
            let (file, query) = database.split_once('?').unwrap_or((database, ""));
            let table = query.split('&').find_map(|part| part.strip_prefix("table="));
            return Self::Table(PathBuf::from(file), table.map(str::to_owned));
        }
        match argument.find(['*', '?', '[', '{']) {
            Some(at) => {
                let base = argument[..at].rfind('/').map_or(0, |slash| slash + 1);
                let folder = if base == 0 { "." } else { &argument[..base] };
                Self::Pattern(PathBuf::from(folder), argument[base..].to_owned())
            }
            None => Self::Path(path.to_owned()),
        }
    }

    /// Whether it is one stream of articles: standard input or a file.
    pub(super) fn is_one(&self) -> bool {
        match self {
            Self::StandardInput | Self::Table(..) => true,
            Self::Path(path) => !path.is_dir(),
            Self::Pattern(..) | Self::List(_) => false,
        }
    }

    /// The files of a list, in order.
    pub(super) fn list(paths: &[String]) -> Self {
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        paths.dedup();
        Self::List(paths)
    }
}

/// Refuses an argument that is not there, before anything is read.
pub(super) fn must_exist(argument: &str) -> Result<(), ReadError> {
    let missing = |cause| ReadError::Missing {
        path: argument.to_owned(),
        cause,
    };
    match Argument::of(argument) {
        Argument::StandardInput | Argument::List(_) => Ok(()),
        Argument::Path(path) | Argument::Table(path, _) => {
            std::fs::metadata(path).map(|_| ()).map_err(missing)
        }
        Argument::Pattern(base, pattern) => {
            matcher(&pattern).map_err(missing)?;
            std::fs::metadata(base).map(|_| ()).map_err(missing)
        }
    }
}

/// Reads one argument: standard input, a file, every file of a folder, those that a pattern names, a table of a database, or a list.
pub(super) fn argument(argument: &Argument, intake: &mut Intake<'_>) -> Flow {
    if *argument == Argument::StandardInput {
        return intake.open(Source::new("-".to_owned()), &mut io::stdin().lock());
    }
    read_ahead::batches(argument, "", intake.threads(), &mut |batch| {
        batch.into_iter().try_for_each(|ahead| one(ahead, intake))
    })
}

fn one(ahead: Ahead, intake: &mut Intake<'_>) -> Flow {
    match (ahead.found, ahead.bytes) {
        (Found::File(..) | Found::Skipped(..), _) if !intake.takes_file() => Flow::Continue(()),
        (Found::File(_, source), Some(bytes)) => intake.open(source, &mut bytes.as_slice()),
        (Found::File(path, source), None) => match open(&path) {
            Ok(file) => intake.open(source, &mut BufReader::with_capacity(1 << 16, file)),
            Err(reason) => intake.skip(&source, None, &reason),
        },
        (Found::Skipped(source, reason), _) => intake.skip(&source, None, &reason),
        (Found::Warning(source, reason), _) => intake.warn(&source, None, &reason),
    }
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

impl Found {
    fn file(path: &Path, source: Source) -> Self {
        let file = Some(path.to_owned());
        Self::File(path.to_owned(), Source { file, ..source })
    }
}

/// Every file that an argument names, in order; those of a folder or file are called by their paths from here behind `below`.
pub(super) fn files(argument: &Argument, below: &str, each: &mut dyn FnMut(Found) -> Flow) -> Flow {
    match argument {
        Argument::StandardInput => Flow::Continue(()),
        Argument::Path(path) if path.is_dir() => folder(path, below, each),
        Argument::Path(path) if below.is_empty() => each(Found::file(path, Source::new(name_of(path)))),
        Argument::Path(path) => each(Found::file(path, Source::new(below.to_owned()))),
        Argument::Table(path, table) => {
            let source = Source {
                table: table.clone(),
                ..Source::new(name_of(path))
            };
            each(Found::file(path, source))
        }
        Argument::Pattern(base, wanted) => pattern(base, wanted, each),
        Argument::List(paths) => paths.iter().try_for_each(|path| listed(path, each)),
    }
}

/// A file of a list is named by its path as the list has it; one that is gone is skipped.
fn listed(path: &str, each: &mut dyn FnMut(Found) -> Flow) -> Flow {
    match Argument::of(path) {
        Argument::Path(file) if !file.is_dir() => {
            let name = path.strip_prefix("./").unwrap_or(path).replace('\\', "/");
            each(Found::file(&file, Source::new(name)))
        }
        named @ (Argument::Path(_) | Argument::Table(..)) => files(&named, "", each),
        _ => each(Found::Skipped(Source::new(path.to_owned()), Reason::Vanished)),
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn matcher(pattern: &str) -> io::Result<GlobMatcher> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    let glob = glob.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error.to_string()))?;
    Ok(glob.compile_matcher())
}

/// The files of a folder that a pattern names, in order: their paths in it, and where they are.
pub(super) fn matched(base: &Path, pattern: &str) -> impl Iterator<Item = (String, PathBuf)> {
    let matcher = matcher(pattern).ok();
    let files = walk(base)
        .flatten()
        .filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()));
    files.filter_map(move |entry| {
        let inside = relative(base, entry.path());
        let matches = matcher.as_ref().is_some_and(|matcher| matcher.is_match(&inside));
        matches.then(|| (inside, entry.into_path()))
    })
}

fn pattern(base: &Path, pattern: &str, each: &mut dyn FnMut(Found) -> Flow) -> Flow {
    let mut any = false;
    for (inside, path) in matched(base, pattern) {
        any = true;
        each(Found::file(&path, Source::new(inside)))?;
    }
    if any {
        return Flow::Continue(());
    }
    let name = if base.as_os_str() == "." {
        pattern.to_owned()
    } else {
        format!("{}{pattern}", base.display())
    };
    each(Found::Skipped(Source::new(name), Reason::NoFiles))
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
                each(Found::file(entry.path(), source(entry.path())))?;
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
