//! Where an export goes: a stream, a file or a folder, the latter two under a temporary name until they are whole.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ExportError;

/// Where a format can be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Standard output, or a file.
    Stream,
    /// A file alone: the format is not written from its beginning to its end.
    File,
    /// A folder of files.
    Folder,
}

/// The place that was asked for.
pub enum Target {
    /// An open stream.
    Stream(Box<dyn Write + Send>),
    /// A file or folder to make; one that is there is replaced.
    Path(PathBuf),
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stream(_) => f.write_str("Stream"),
            Self::Path(path) => f.debug_tuple("Path").field(path).finish(),
        }
    }
}

impl Target {
    /// One stream of bytes to it.
    ///
    /// # Errors
    /// A file that cannot be made.
    pub fn into_stream(self) -> Result<Output, ExportError> {
        match self {
            Self::Stream(stream) => Ok(Output { stream, behind: None }),
            Self::Path(path) => {
                let pending = Pending::new(path);
                let file =
                    File::create(&pending.temporary).map_err(|e| ExportError::file(&pending.path, e))?;
                Ok(Output {
                    stream: Box::new(BufWriter::with_capacity(1 << 16, file)),
                    behind: Some(pending),
                })
            }
        }
    }

    /// A file that something else writes, under a temporary name.
    ///
    /// # Errors
    /// The target is a stream.
    pub fn into_file(self) -> Result<Pending, ExportError> {
        match self {
            Self::Stream(_) => Err(ExportError::Place("this format wants a file: -o FILE".to_owned())),
            Self::Path(path) => Ok(Pending::new(path)),
        }
    }

    /// A new folder under a temporary name.
    ///
    /// # Errors
    /// The target is a stream, or a folder that cannot be made.
    pub fn into_folder(self) -> Result<Pending, ExportError> {
        match self {
            Self::Stream(_) => Err(ExportError::Place(
                "this format wants a folder: -o FOLDER".to_owned(),
            )),
            Self::Path(path) if path.is_dir() && !is_export(&path) => Err(ExportError::Place(format!(
                "cannot write the export ({}): the folder holds something else; try: a new folder with -o",
                path.display()
            ))),
            Self::Path(path) => {
                let pending = Pending::new(path);
                fs::create_dir_all(&pending.temporary).map_err(|e| ExportError::file(&pending.path, e))?;
                Ok(pending)
            }
        }
    }
}

/// The file that tells of which archive a folder is an export; only a folder with it, or an empty one, is replaced.
pub const PROVENANCE: &str = "provenance.json";

fn is_export(folder: &Path) -> bool {
    let is_empty = fs::read_dir(folder).is_ok_and(|mut files| files.next().is_none());
    is_empty || folder.join(PROVENANCE).is_file()
}

/// A stream to a target.
pub struct Output {
    stream: Box<dyn Write + Send>,
    behind: Option<Pending>,
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output")
            .field("behind", &self.behind)
            .finish_non_exhaustive()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

impl Output {
    /// Everything is written: a file appears under its name.
    ///
    /// # Errors
    /// What cannot be written.
    pub fn finish(mut self) -> Result<(), ExportError> {
        self.stream.flush()?;
        drop(self.stream);
        self.behind.map_or(Ok(()), Pending::appear)
    }
}

/// A file or folder under a temporary name beside its own. What was at its name stays until this is whole; if it is dropped before,
/// nothing of it is left.
#[derive(Debug)]
pub struct Pending {
    temporary: PathBuf,
    path: PathBuf,
    done: bool,
}

impl Pending {
    fn new(path: PathBuf) -> Self {
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_else(|| "export".as_ref()));
        name.push(".part");
        let pending = Self {
            temporary: path.with_file_name(name),
            path,
            done: false,
        };
        pending.clear();
        pending
    }

    /// Where to write meanwhile.
    #[must_use]
    pub fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// Its name, once it is whole.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// A name that cannot be taken.
    pub fn appear(mut self) -> Result<(), ExportError> {
        let failed = |e: io::Error| ExportError::file(&self.path, e);
        if self.path.is_dir() && self.temporary.is_dir() {
            fs::remove_dir_all(&self.path).map_err(failed)?;
        }
        fs::rename(&self.temporary, &self.path).map_err(failed)?;
        self.done = true;
        Ok(())
    }

    fn clear(&self) {
        // What is not there needs no removal.
        let _ = fs::remove_file(&self.temporary).or_else(|_| fs::remove_dir_all(&self.temporary));
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.done {
            self.clear();
        }
    }
}
