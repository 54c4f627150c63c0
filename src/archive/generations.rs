//! The folder of an archive: which generation is current, and the switch to another.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::OpenReadError;

use super::ArchiveError;
use super::storage::{OnDisk, Storage};

const CURRENT: &str = "CURRENT";
const ABOUT: &str = "archive.json";

/// The folder of an archive.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    storage: Arc<dyn Storage>,
}

impl Folder {
    /// On disk.
    pub(super) fn new(path: &Path) -> Self {
        Self::of(Arc::new(OnDisk::new(path)))
    }

    pub(super) fn of(storage: Arc<dyn Storage>) -> Self {
        Self { storage }
    }

    pub(super) fn path(&self) -> &Path {
        self.storage.path()
    }

    /// Where a build puts what it needs while it runs.
    pub(super) fn scratch(&self) -> &Path {
        self.storage.scratch()
    }

    /// Makes the folder if it is not there.
    pub(super) fn make(&self) -> Result<(), ArchiveError> {
        let made = self.storage.make_root();
        made.map(|_| ())
            .map_err(|e| ArchiveError::io("cannot make the archive", self.path(), &e))
    }

    /// The folder of generation `name`; `None` if it is not there.
    pub(super) fn generation(&self, name: &str) -> Result<Option<Box<dyn Directory>>, ArchiveError> {
        let found = self.storage.generation(name);
        found.map_err(|e| ArchiveError::io("cannot open the archive", &self.path().join(name), &e))
    }

    /// The folder of generation `name`, made if it is not there.
    pub(super) fn make_generation(&self, name: &str) -> Result<Box<dyn Directory>, ArchiveError> {
        let made = self.storage.make_generation(name);
        made.map_err(|e| ArchiveError::io("cannot make the archive", &self.path().join(name), &e))
    }

    /// The name of the current generation; `None` where no build has come to its end.
    pub(super) fn current(&self) -> Result<Option<String>, ArchiveError> {
        Ok(self.read(CURRENT)?.map(|name| name.trim().to_owned()))
    }

    /// What the archive says of itself.
    pub(super) fn description(&self) -> Result<Option<String>, ArchiveError> {
        self.read(ABOUT)
    }

    /// A name that no generation of the folder has.
    pub(super) fn next_name(&self) -> String {
        let names = self.storage.generations();
        let numbers = names
            .iter()
            .filter_map(|name| name.strip_prefix("gen-")?.parse::<u64>().ok());
        format!("gen-{}", numbers.max().unwrap_or(0) + 1)
    }

    /// Whether there is a generation, finished or not.
    pub(super) fn has_generations(&self) -> bool {
        !self.storage.generations().is_empty()
    }

    /// Makes `name` what readers open.
    pub(super) fn switch(&self, name: &str) -> Result<(), ArchiveError> {
        self.write(CURRENT, &format!("{name}\n"))
    }

    /// Writes what people read about the archive.
    pub(super) fn describe(&self, json: &str) -> Result<(), ArchiveError> {
        self.write(ABOUT, json)
    }

    /// Removes every generation but `keep`: earlier ones, and those that a stopped build left behind.
    pub(super) fn remove_others(&self, keep: Option<&str>) {
        for name in self.storage.generations() {
            if Some(name.as_str()) != keep {
                self.storage.remove_generation(&name);
            }
        }
    }

    fn read(&self, name: &str) -> Result<Option<String>, ArchiveError> {
        let failed = |e: &io::Error| ArchiveError::io("cannot read the archive", &self.path().join(name), e);
        let Some(root) = self.storage.root().map_err(|e| failed(&e))? else {
            return Ok(None);
        };
        match root.atomic_read(Path::new(name)) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(OpenReadError::FileDoesNotExist(_)) => Ok(None),
            Err(OpenReadError::IoError { io_error, .. }) => Err(failed(&io_error)),
            Err(error) => Err(failed(&io::Error::other(error))),
        }
    }

    fn write(&self, name: &str, content: &str) -> Result<(), ArchiveError> {
        let write = || {
            let root = self.storage.make_root()?;
            root.atomic_write(Path::new(name), content.as_bytes())?;
            root.sync_directory()
        };
        write().map_err(|e| ArchiveError::io("cannot write the archive", &self.path().join(name), &e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_is_seen_and_the_rest_removed() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        assert_eq!(folder.current().unwrap(), None);
        for name in ["gen-1", "gen-2"] {
            folder.make_generation(name).unwrap();
        }
        assert_eq!(folder.next_name(), "gen-3");
        folder.switch("gen-2").unwrap();
        folder.remove_others(Some("gen-2"));
        assert_eq!(folder.current().unwrap().as_deref(), Some("gen-2"));
        assert!(!dir.path().join("gen-1").exists() && dir.path().join("gen-2").exists());
    }
}
