//! Archives that cannot be read as they are: of another format, unfinished, damaged, or none at all.

use super::generations::Folder;
use super::{ArchiveError, FORMAT};

/// Refuses an archive that a program of another format wrote.
pub(super) fn check_version(folder: &Folder) -> Result<(), ArchiveError> {
    match folder.description()? {
        Some(about) => check_format(folder, &about)
            .map_err(|error| damaged(folder, &format!("archive.json: {error}")))?,
        None => Ok(()),
    }
}

/// Whether what an archive says of itself is of this format; the refusal if it is of another, an error if it says nothing of the sort.
pub(super) fn check_format(
    folder: &Folder,
    about: &str,
) -> Result<Result<(), ArchiveError>, serde_json::Error> {
    #[derive(serde::Deserialize)]
    struct About {
        format: u32,
        #[serde(default)]
        version: String,
    }
    let About { format, version } = serde_json::from_str(about)?;
    if format == FORMAT {
        return Ok(Ok(()));
    }
    Ok(Err(ArchiveError::new(
        "this archive has another format",
        folder.path().display(),
        format!("format {format} was written by dateline {version}, this is format {FORMAT}"),
        "`dateline build` into a new folder with -o, or the program that wrote it",
    )))
}

/// There is no archive, or only the beginning of one.
pub(super) fn missing(folder: &Folder) -> ArchiveError {
    if folder.has_generations() {
        return half_written(folder);
    }
    ArchiveError::new(
        "there is no archive",
        folder.path().display(),
        "nothing has been built there",
        "`dateline build FOLDER`, or name the archive with -a",
    )
}

/// A first build was stopped.
pub(super) fn half_written(folder: &Folder) -> ArchiveError {
    ArchiveError::new(
        "this archive is not finished",
        folder.path().display(),
        "its first build was stopped, or is still running",
        "`dateline build` again with the same arguments",
    )
}

/// What stands there contradicts its format.
pub(super) fn damaged(folder: &Folder, why: &str) -> ArchiveError {
    ArchiveError::new(
        "this archive is damaged",
        folder.path().display(),
        why,
        "`dateline build` into a new folder with -o",
    )
}
