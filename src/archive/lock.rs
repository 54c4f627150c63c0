//! The lock of the one writer: who writes is told to whoever comes second.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

use super::ArchiveError;

const NAME: &str = "lock";

/// The writer's lock: given up when dropped, or when its process ends in whatever way, so that a dead process holds nothing.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the archive in `folder` for `holder`, who is named to others, or says who holds it.
    pub(super) fn take(folder: &Path, holder: &str) -> Result<Self, ArchiveError> {
        let path = folder.join(NAME);
        let failed = |e: &io::Error| ArchiveError::io("cannot lock the archive", &path, e);
        let mut options = File::options();
        options.create(true).truncate(false).read(true).write(true);
        let mut file = options.open(&path).map_err(|e| failed(&e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(held(folder, &path)),
            Err(TryLockError::Error(error)) => return Err(failed(&error)),
        }
        file.set_len(0).map_err(|e| failed(&e))?;
        write!(file, "{holder}").map_err(|e| failed(&e))?;
        Ok(Self { _file: file })
    }
}

fn held(folder: &Path, path: &Path) -> ArchiveError {
    let holder = fs::read_to_string(path).ok().filter(|h| !h.is_empty());
    ArchiveError::new(
        "another build is writing this archive",
        folder.display(),
        format!("{} holds it", holder.as_deref().unwrap_or("another process")),
        "wait for its end, or build into another folder with -o",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let lock = Lock::take(dir.path(), "process 4711 on quay since Monday").unwrap();
        let error = Lock::take(dir.path(), "process 4712").unwrap_err().to_string();
        assert!(
            error.contains("process 4711 on quay since Monday holds it"),
            "{error}"
        );
        drop(lock);
        Lock::take(dir.path(), "process 4712").unwrap();
        assert_eq!(fs::read_to_string(dir.path().join(NAME)).unwrap(), "process 4712");
    }
}
