//! The folder of a generation as the index writes and reads it.
//!
//! Beside what tantivy's own directory does: files that are replaced keep the permissions that the user's other files have (tantivy's are
//! for the owner alone, and no second user could read the archive), an archive on a read-only disk or of another user can be opened, and a build
//! reads without mapping.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::unmapped::Unmapped;

/// Bytes that a build reads at a time: the lists of most terms have fewer than a hundred, and follow one another.
const WINDOW: usize = 1 << 17;

/// A folder on disk.
#[derive(Debug, Clone)]
pub(super) struct Disk {
    inner: MmapDirectory,
    path: PathBuf,
    /// Whether files are mapped to be read.
    mapped: bool,
}

impl Disk {
    /// A folder that is there.
    pub(super) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self {
            inner: MmapDirectory::open(path)?,
            path: path.to_owned(),
            mapped: true,
        })
    }

    /// The same folder for a build, which reads files a part at a time.
    pub(super) fn unmapped(self) -> Self {
        Self {
            mapped: false,
            ..self
        }
    }
}

impl Directory for Disk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if self.mapped {
            return self.inner.get_file_handle(path);
        }
        match Unmapped::open(&self.path.join(path), WINDOW) {
            Ok(file) => Ok(Arc::new(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenReadError::FileDoesNotExist(path.to_owned()))
            }
            Err(error) => Err(OpenReadError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    /// A reader sees the old content or the new, never a part: a new file, synced, renamed over the old one.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let target = self.path.join(path);
        let mut name = path.as_os_str().to_owned();
        name.push(".new");
        let temporary = self.path.join(name);
        let mut file = File::create(&temporary)?;
        file.write_all(data)?;
        file.sync_data()?;
        drop(file);
        fs::rename(&temporary, &target)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    /// The lock that keeps files from being removed while a reader opens them is done without where it cannot be had: who may not write there
    /// opens again if a file is gone.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(error)) if lock.filepath == META_LOCK.filepath && is_refused(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            taken => taken,
        }
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}

fn is_refused(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn replaced_files_can_be_read_by_whoever_can_read_other_files() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::open(dir.path()).unwrap();
        disk.atomic_write(Path::new("meta.json"), b"{}").unwrap();
        File::create(dir.path().join("other")).unwrap();
        let mode = |name| fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("meta.json"), mode("other"));
    }
}
