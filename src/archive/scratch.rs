//! A file of a build that goes when the build ends: in the archive's folder, made with the first write.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::mem;
use std::path::{Path, PathBuf};

/// Bytes that are written at a time.
const BUFFER: usize = 1 << 16;

/// The file; it is removed when this is dropped. What cannot be removed then is removed by the next build.
#[derive(Debug)]
pub(super) struct Scratch {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Scratch {
    /// One of this name, not yet made; what a killed build left there goes.
    pub(super) fn new(folder: &Path, name: &str) -> Self {
        let path = folder.join(name);
        let _ = fs::remove_file(&path);
        Self { path, file: None }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file to write to.
    pub(super) fn out(&mut self) -> io::Result<&mut BufWriter<File>> {
        Ok(match &mut self.file {
            Some(file) => file,
            made => made.insert(BufWriter::with_capacity(BUFFER, File::create(&self.path)?)),
        })
    }

    /// Where all that was written can be read; nothing if nothing was.
    pub(super) fn written(&mut self) -> io::Result<Option<&Path>> {
        match &mut self.file {
            Some(file) => file.flush().map(|()| Some(self.path.as_path())),
            None => Ok(None),
        }
    }

    /// The file in other hands; these have none then.
    pub(super) fn take(&mut self) -> Self {
        Self {
            path: self.path.clone(),
            file: mem::take(&mut self.file),
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Closed first: not every system removes a file that is open.
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_when_it_is_written_to_and_goes_with_the_last_hand() {
        let folder = tempfile::tempdir().unwrap();
        let files = || fs::read_dir(folder.path()).unwrap().count();
        fs::write(folder.path().join("a.spill"), "left over").unwrap();
        let mut scratch = Scratch::new(folder.path(), "a.spill");
        assert_eq!((files(), scratch.written().unwrap()), (0, None));
        scratch.out().unwrap().write_all(b"rows").unwrap();
        let path = scratch.written().unwrap().unwrap();
        assert_eq!(fs::read(path).unwrap(), b"rows");
        let other = scratch.take();
        drop(scratch);
        assert_eq!(files(), 1);
        drop(other);
        assert_eq!(files(), 0);
    }
}
