//! What can go wrong with an archive, each with what to try.

use std::fmt::Display;
use std::path::Path;

/// An archive that cannot be read, written or asked.
#[derive(Debug, thiserror::Error)]
#[error("{what} ({place}): {why}; try: {remedy}")]
pub struct ArchiveError {
    /// What could not be done.
    pub what: String,
    /// On what.
    pub place: String,
    /// The cause.
    pub why: String,
    /// What helps.
    pub remedy: String,
}

impl ArchiveError {
    /// An error of four parts.
    // Messages are made once and rarely; callers read better without borrows.
    #[allow(clippy::needless_pass_by_value)]
    pub fn new(what: &str, place: impl Display, why: impl Display, remedy: impl Display) -> Self {
        Self {
            what: what.to_owned(),
            place: place.to_string(),
            why: why.to_string(),
            remedy: remedy.to_string(),
        }
    }

    /// A failed read or write of a file.
    pub(super) fn io(what: &str, path: &Path, error: &std::io::Error) -> Self {
        let remedy = match error.kind() {
            std::io::ErrorKind::PermissionDenied => "another folder with -o, or other permissions",
            std::io::ErrorKind::StorageFull => "free space on the disk, then the same command again",
            std::io::ErrorKind::NotADirectory | std::io::ErrorKind::AlreadyExists => {
                "the name of a folder: this is a file"
            }
            _ => "the same command again; if it stays, `dateline build` into a new folder with -o",
        };
        Self::new(what, path.display(), error, remedy)
    }

    /// A failed write of the index. Its threads end without saying why, so a full disk is found by trying.
    pub(super) fn unwritten(path: &Path, error: &tantivy::TantivyError) -> Self {
        const WHAT: &str = "cannot write the archive";
        match try_to_write(path) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Self::io(WHAT, path, &cause),
            _ => Self::index(WHAT, path, error),
        }
    }

    /// A failure inside the index.
    pub(super) fn index(what: &str, path: &Path, error: &tantivy::TantivyError) -> Self {
        Self::new(
            what,
            path.display(),
            error,
            "`dateline build` again, which finishes or rebuilds the archive",
        )
    }
}

/// Writes a file of the size of a small segment into a folder and takes it away again.
fn try_to_write(folder: &Path) -> std::io::Result<()> {
    let path = folder.join("try-to-write");
    let written = std::fs::write(&path, vec![b'.'; 1 << 20]);
    // A part of it may stand there.
    let _ = std::fs::remove_file(&path);
    written
}
