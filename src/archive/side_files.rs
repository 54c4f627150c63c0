//! Files of a generation beside the index. They are written and synced before the commit that names them, and never changed: what a commit
//! names is whole, and what none names is left over.

use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tantivy::Directory;
use tantivy::directory::OwnedBytes;
use tantivy::directory::TerminatingWrite as _;

/// A file that a commit names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideFile {
    /// Its name in the generation's folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Digest of its bytes, in hex.
    pub sha256: String,
}

/// What a `Write` was given: length and digest, and the bytes to another one.
struct Digesting<W> {
    out: W,
    bytes: u64,
    sha: Sha256,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.out.write(buffer)?;
        self.bytes += written as u64;
        self.sha.update(&buffer[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes and syncs a file; what a stopped build left under that name goes.
pub(super) fn write(
    directory: &dyn Directory,
    name: &str,
    content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<SideFile> {
    let path = Path::new(name);
    if directory.exists(path).map_err(io::Error::other)? {
        directory.delete(path).map_err(io::Error::other)?;
    }
    let mut out = Digesting {
        out: directory.open_write(path).map_err(io::Error::other)?,
        bytes: 0,
        sha: Sha256::new(),
    };
    content(&mut out)?;
    out.out.terminate()?;
    Ok(SideFile {
        name: name.to_owned(),
        bytes: out.bytes,
        sha256: format!("{:x}", out.sha.finalize()),
    })
}

/// The bytes of a file, if their number is right.
pub(super) fn read(directory: &dyn Directory, file: &SideFile) -> io::Result<OwnedBytes> {
    let slice = directory
        .open_read(Path::new(&file.name))
        .map_err(io::Error::other)?;
    let bytes = slice.read_bytes()?;
    if bytes.len() as u64 == file.bytes {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// Whether the bytes of a file are those that were written.
pub(super) fn is_whole(directory: &dyn Directory, file: &SideFile) -> io::Result<bool> {
    Ok(format!("{:x}", Sha256::digest(read(directory, file)?.as_slice())) == file.sha256)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::directory::RamDirectory;

    #[test]
    fn a_file_read_back_is_whole_and_one_that_was_changed_is_not() {
        let directory = RamDirectory::create();
        let mut content = |out: &mut dyn Write| out.write_all(b"some lines\n");
        let file = write(&directory, "inputs-1", &mut content).unwrap();
        // Written again over what was left.
        assert_eq!(write(&directory, "inputs-1", &mut content).unwrap(), file);
        assert!(is_whole(&directory, &file).unwrap());
        directory
            .atomic_write(Path::new("inputs-1"), b"some limes\n")
            .unwrap();
        assert!(!is_whole(&directory, &file).unwrap());
        directory.atomic_write(Path::new("inputs-1"), b"some").unwrap();
        assert!(is_whole(&directory, &file).is_err());
    }
}
