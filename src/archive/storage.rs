//! Where the folders of an archive are: on disk, or in a test's memory that forgets what was not synced.

use std::fmt::Debug;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::Directory;

use super::disk::Disk;

/// The folder of an archive and those of its generations.
pub(super) trait Storage: Debug + Send + Sync {
    /// The archive's folder, for messages.
    fn path(&self) -> &Path;

    /// Where a build may put what it needs while it runs.
    fn scratch(&self) -> &Path {
        self.path()
    }

    /// The archive's folder; `None` if it is not there.
    fn root(&self) -> io::Result<Option<Box<dyn Directory>>>;

    /// Makes the archive's folder if it is not there.
    fn make_root(&self) -> io::Result<Box<dyn Directory>>;

    /// The folder of a generation; `None` if it is not there.
    fn generation(&self, name: &str) -> io::Result<Option<Box<dyn Directory>>>;

    /// Makes the folder of a generation, to be written.
    fn make_generation(&self, name: &str) -> io::Result<Box<dyn Directory>>;

    /// The names of all generations, finished or not.
    fn generations(&self) -> Vec<String>;

    /// Removes a generation as far as possible: what cannot be removed now (open files on some systems) is removed by a later build.
    fn remove_generation(&self, name: &str);
}

/// Folders on disk.
#[derive(Debug)]
pub(super) struct OnDisk {
    path: PathBuf,
}

impl OnDisk {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }
}

fn open(path: &Path) -> io::Result<Option<Box<dyn Directory>>> {
    match fs::metadata(path) {
        Ok(_) => Ok(Some(Box::new(Disk::open(path).map_err(io::Error::other)?))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn make(path: &Path) -> io::Result<Box<dyn Directory>> {
    fs::create_dir_all(path)?;
    Ok(Box::new(Disk::open(path).map_err(io::Error::other)?.unmapped()))
}

impl Storage for OnDisk {
    fn path(&self) -> &Path {
        &self.path
    }

    fn root(&self) -> io::Result<Option<Box<dyn Directory>>> {
        open(&self.path)
    }

    fn make_root(&self) -> io::Result<Box<dyn Directory>> {
        make(&self.path)
    }

    fn generation(&self, name: &str) -> io::Result<Option<Box<dyn Directory>>> {
        open(&self.path.join(name))
    }

    fn make_generation(&self, name: &str) -> io::Result<Box<dyn Directory>> {
        make(&self.path.join(name))
    }

    fn generations(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(&self.path) else {
            return Vec::new();
        };
        let names = entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.starts_with("gen-")).collect();
        names.sort();
        names
    }

    fn remove_generation(&self, name: &str) {
        let _ = fs::remove_dir_all(self.path.join(name));
    }
}
