//! The folder of an archive: which generation is current, the switch to another, and the lock of the one writer.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::ArchiveError;

const CURRENT: &str = "CURRENT";
const LOCK: &str = "lock";
const ABOUT: &str = "archive.json";

/// The folder of an archive.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: PathBuf,
}

/// The writer's lock: given up when dropped, or when its process ends in whatever way.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Folder {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of generation `name`.
    pub(super) fn generation(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The name of the current generation; `None` where no build has come to its end.
    pub(super) fn current(&self) -> Result<Option<String>, ArchiveError> {
        let path = self.path.join(CURRENT);
        match fs::read_to_string(&path) {
            Ok(name) => Ok(Some(name.trim().to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ArchiveError::io("cannot read the archive", &path, &error)),
        }
    }

    /// A name that no generation of the folder has.
    pub(super) fn next_name(&self) -> String {
        let highest = self
            .names()
            .iter()
            .filter_map(|name| name.strip_prefix("gen-")?.parse::<u64>().ok())
            .max();
        format!("gen-{}", highest.unwrap_or(0) + 1)
    }

    /// Makes `name` what readers open.
    pub(super) fn switch(&self, name: &str) -> Result<(), ArchiveError> {
        self.write_whole(CURRENT, &format!("{name}\n"))
    }

    /// Writes what people read about the archive.
    pub(super) fn describe(&self, json: &str) -> Result<(), ArchiveError> {
        self.write_whole(ABOUT, json)
    }

    /// What the archive says of itself.
    pub(super) fn description(&self) -> Option<String> {
        fs::read_to_string(self.path.join(ABOUT)).ok()
    }

    /// Removes every generation but `keep`: earlier ones, and those that a stopped build left behind.
    pub(super) fn remove_others(&self, keep: Option<&str>) {
        for name in self.names() {
            if Some(name.as_str()) != keep {
                // What cannot be removed now (open files on some systems) is removed by a later build.
                let _ = fs::remove_dir_all(self.generation(&name));
            }
        }
    }

    /// Takes the writer's lock, or says who holds it.
    pub(super) fn lock(&self) -> Result<Lock, ArchiveError> {
        let path = self.path.join(LOCK);
        fs::create_dir_all(&self.path)
            .map_err(|e| ArchiveError::io("cannot make the archive", &self.path, &e))?;
        let failed = |e: &io::Error| ArchiveError::io("cannot lock the archive", &path, e);
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|e| failed(&e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(self.held(&path)),
            Err(TryLockError::Error(error)) => return Err(failed(&error)),
        }
        file.set_len(0).map_err(|e| failed(&e))?;
        write!(file, "process {}", std::process::id()).map_err(|e| failed(&e))?;
        Ok(Lock { _file: file })
    }

    fn held(&self, path: &Path) -> ArchiveError {
        let holder = fs::read_to_string(path).ok().filter(|h| !h.is_empty());
        ArchiveError::new(
            "another build is writing this archive",
            self.path.display(),
            format!("{} holds it", holder.as_deref().unwrap_or("another process")),
            "wait for its end, or build into another folder with -o",
        )
    }

    fn names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(&self.path) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name.starts_with("gen-"))
            .collect();
        names.sort();
        names
    }

    /// Writes a file so that a reader sees the old content or the new, never a part: a new file, synced, renamed over the old one.
    fn write_whole(&self, name: &str, content: &str) -> Result<(), ArchiveError> {
        let target = self.path.join(name);
        let temporary = self.path.join(format!("{name}.new"));
        let write = || -> io::Result<()> {
            let mut file = File::create(&temporary)?;
            file.write_all(content.as_bytes())?;
            file.sync_all()?;
            fs::rename(&temporary, &target)?;
            sync_folder(&self.path)
        };
        write().map_err(|error| ArchiveError::io("cannot write the archive", &target, &error))
    }
}

/// Makes renames in a folder last through a power loss, where the system has such a call.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()
    } else {
        Ok(())
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
            fs::create_dir(folder.generation(name)).unwrap();
        }
        assert_eq!(folder.next_name(), "gen-3");
        folder.switch("gen-2").unwrap();
        folder.remove_others(Some("gen-2"));
        assert_eq!(folder.current().unwrap().as_deref(), Some("gen-2"));
        assert!(!folder.generation("gen-1").exists() && folder.generation("gen-2").exists());
    }

    #[test]
    fn a_second_writer_is_told_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        let lock = folder.lock().unwrap();
        let error = folder.lock().unwrap_err().to_string();
        assert!(
            error.contains(&format!("process {} holds it", std::process::id())),
            "{error}"
        );
        drop(lock);
        folder.lock().unwrap();
    }
}
