//! A folder of files of its own for every article, with what it was made from beside them.

use std::fs;

use super::file_names::FileNames;
use super::{ExportError, PROVENANCE, Pending, Provenance, Target};

/// A folder to be.
#[derive(Debug)]
pub(super) struct Folder {
    pending: Pending,
    names: FileNames,
}

impl Folder {
    /// Begins it with `provenance.json`.
    pub(super) fn begin(target: Target, provenance: &Provenance) -> Result<Self, ExportError> {
        let folder = Self {
            pending: target.into_folder()?,
            names: FileNames::default(),
        };
        let mut told = serde_json::to_string_pretty(provenance).map_err(std::io::Error::other)?;
        told.push('\n');
        folder.write(PROVENANCE, &told)?;
        Ok(folder)
    }

    /// A name that no other article has, without ending.
    pub(super) fn name(&mut self, id: &str) -> String {
        self.names.take(id)
    }

    /// Writes one file of it.
    pub(super) fn write(&self, name: &str, content: &str) -> Result<(), ExportError> {
        let path = self.pending.temporary().join(name);
        fs::write(&path, content).map_err(|error| ExportError::file(&path, error))
    }

    /// Begins a file of it that grows.
    pub(super) fn create(&self, name: &str) -> Result<std::io::BufWriter<fs::File>, ExportError> {
        let path = self.pending.temporary().join(name);
        let file = fs::File::create(&path).map_err(|error| ExportError::file(&path, error))?;
        Ok(std::io::BufWriter::with_capacity(1 << 16, file))
    }

    /// Makes it appear under its name.
    pub(super) fn finish(self) -> Result<(), ExportError> {
        self.pending.appear()
    }
}
