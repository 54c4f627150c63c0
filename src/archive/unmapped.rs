//! Files of the index as a build reads them: a part at a time, where readers map them whole.
//!
//! A merge goes through its segments from one end to the other and comes to no place twice. Mapped, all of them would stay in memory until
//! it ends: 6 GB for a million articles, measured.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tantivy::HasLen;
use tantivy::directory::{FileHandle, FileSlice, OwnedBytes};

/// A file of which one window is held.
pub(super) struct Unmapped {
    file: FileSlice,
    /// Most bytes of the window.
    most: usize,
    /// Where the window begins, and its bytes.
    window: Mutex<(usize, OwnedBytes)>,
}

impl Unmapped {
    /// The file at `path`, read in windows of so many bytes.
    pub(super) fn open(path: &Path, most: usize) -> io::Result<Self> {
        Ok(Self {
            most,
            file: FileSlice::open(path)?,
            window: Mutex::new((0, OwnedBytes::empty())),
        })
    }
}

impl FileHandle for Unmapped {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        if range.len() > self.most {
            return self.file.read_bytes_slice(range);
        }
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        if range.start < window.0 || range.end > window.0 + window.1.len() {
            let end = (range.start + self.most).min(self.file.len());
            *window = (range.start, self.file.read_bytes_slice(range.start..end)?);
        }
        let (start, bytes) = &*window;
        Ok(bytes.slice(range.start - start..range.end - start))
    }
}

impl HasLen for Unmapped {
    fn len(&self) -> usize {
        self.file.len()
    }
}

impl fmt::Debug for Unmapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unmapped")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_asked_is_what_stands_there(asked in prop::collection::vec((0..400_000usize, 0..200_000usize), 1..20)) {
            let bytes: Vec<u8> = (0..400_000u32).flat_map(|n| [(n % 251) as u8]).collect();
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), &bytes).unwrap();
            let unmapped = Unmapped::open(file.path(), 1 << 17).unwrap();
            prop_assert_eq!(unmapped.len(), bytes.len());
            for (start, length) in asked {
                let range = start..(start + length).min(bytes.len());
                let read = unmapped.read_bytes(range.clone()).unwrap();
                prop_assert_eq!(read.as_slice(), &bytes[range]);
            }
        }
    }
}
