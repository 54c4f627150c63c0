//! Large layers compiled once: kept in a folder under a name that their paths give, with a key that their contents give.
//!
//! The cache is never needed and always safe to delete. It is written beside its place and renamed, so that no reader meets half of it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::compiled::{Compiled, Unusable};
use super::{DictionaryError, Lexicon, Source};

/// Bytes of layers from which compiling them at every start costs more than a file is worth.
const LARGE: usize = 4 << 20;

/// A folder for compiled layers.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    least: usize,
}

/// What became of the cache: to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CacheNews {
    /// The layers are small, and there is nothing to tell.
    NotUsed,
    /// Compiled layers were read.
    Read(PathBuf),
    /// The layers were compiled and kept.
    Written(PathBuf),
    /// What was kept was damaged; the layers were compiled and kept anew.
    Mended(PathBuf),
    /// The layers were compiled and could not be kept.
    NotWritten(PathBuf, String),
}

impl Cache {
    /// A cache in this folder, which need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            least: LARGE,
        }
    }

    /// A cache that keeps layers from this many bytes on.
    #[must_use]
    pub fn from_bytes(self, least: usize) -> Self {
        Self { least, ..self }
    }

    /// Whether layers are so large that compiling them once pays.
    pub fn is_for(&self, layers: &[Source]) -> bool {
        layers.iter().map(|layer| layer.text.len()).sum::<usize>() >= self.least
    }

    /// The lexicon of the built-in dictionaries and `layers` on top, from the cache where it has it.
    ///
    /// # Errors
    /// As [`Lexicon::with_layers`]. Trouble with the cache is no error: it is told in the news.
    pub fn lexicon(&self, layers: Vec<Source>) -> Result<(Lexicon, CacheNews), DictionaryError> {
        if !self.is_for(&layers) {
            return Ok((Lexicon::with_layers(&layers)?, CacheNews::NotUsed));
        }
        let files = Lexicon::files(&layers);
        let key = key(&Lexicon::digest_of(&files));
        let path = self.folder.join(file_name(&layers));
        let damaged = match read(&path, &key) {
            Ok(compiled) => {
                drop(layers);
                return Ok((Lexicon::assemble(compiled, files)?, CacheNews::Read(path)));
            }
            Err(unusable) => unusable == Some(Unusable::Damaged),
        };
        let compiled = Compiled::of(super::layer::built_in().into_iter().chain(layers))?;
        let news = match write(&path, &key, &compiled) {
            Ok(()) if damaged => CacheNews::Mended(path),
            Ok(()) => CacheNews::Written(path),
            Err(error) => CacheNews::NotWritten(path, error.to_string()),
        };
        Ok((Lexicon::assemble(compiled, files)?, news))
    }
}

/// `None` where there is no such file.
fn read(path: &Path, key: &[u8; 32]) -> Result<Compiled, Option<Unusable>> {
    let mut file = File::open(path).map_err(|_| None)?;
    let len = file.metadata().map_err(|_| None)?.len();
    Compiled::read(&mut file, len, key).map_err(Some)
}

fn write(path: &Path, key: &[u8; 32], compiled: &Compiled) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let written = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        compiled.write(&mut out, key)?;
        out.flush()
    });
    let done = written.and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        // What is left of it may stay: its name is not that of a cache.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// The program's version counts too: another may split words otherwise.
fn key(digest: &str) -> [u8; 32] {
    Sha256::digest(format!("{} {digest}", env!("CARGO_PKG_VERSION"))).into()
}

/// One file for the same layers, whatever they hold: what changes is replaced and not piled up.
fn file_name(layers: &[Source]) -> String {
    let mut sha = Sha256::new();
    for layer in layers {
        sha.update(layer.path.as_bytes());
        sha.update([0]);
    }
    format!("names-{}.bin", &format!("{:x}", sha.finalize())[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str) -> Vec<Source> {
        let text = format!("{{\"id\":\"org/x\",\"type\":\"organisation\",\"name\":\"{name}\"}}\n");
        vec![Source {
            path: "mine.jsonl".into(),
            text: text.into(),
        }]
    }

    #[test]
    fn a_cache_is_read_renewed_and_mended() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("deep/folder")).from_bytes(1);
        let mut seen = Vec::new();
        for name in ["Quay Board", "Quay Board", "Harbour Board"] {
            let (lexicon, news) = cache.lexicon(layer(name)).unwrap();
            assert_eq!(lexicon.gazetteer.lookup(name).len(), 1);
            assert_eq!(
                lexicon.digest(),
                Lexicon::with_layers(&layer(name)).unwrap().digest()
            );
            seen.push(news);
        }
        let CacheNews::Written(path) = seen[0].clone() else {
            panic!("{seen:?}")
        };
        assert_eq!(
            seen,
            [
                CacheNews::Written(path.clone()),
                CacheNews::Read(path.clone()),
                CacheNews::Written(path.clone())
            ]
        );
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);

        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
        let (lexicon, news) = cache.lexicon(layer("Harbour Board")).unwrap();
        assert_eq!(news, CacheNews::Mended(path.clone()));
        assert_eq!(lexicon.gazetteer.lookup("Harbour Board").len(), 1);
        assert_eq!(
            cache.lexicon(layer("Harbour Board")).unwrap().1,
            CacheNews::Read(path)
        );
    }

    #[test]
    fn a_cache_that_cannot_be_written_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "x").unwrap();
        let cache = Cache::new(&file).from_bytes(1);
        let (lexicon, news) = cache.lexicon(layer("Quay Board")).unwrap();
        assert!(matches!(news, CacheNews::NotWritten(..)));
        assert_eq!(lexicon.gazetteer.lookup("Quay Board").len(), 1);
    }

    #[test]
    fn small_layers_are_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (_, news) = Cache::new(folder.path()).lexicon(layer("Quay Board")).unwrap();
        assert_eq!(news, CacheNews::NotUsed);
    }
}
