//! A compiled gazetteer as bytes: what a million names are loaded from in a fraction of a second.
//!
//! The bytes begin with a mark, the form's version and the key of the inputs; then come the arrays, each with its length, and a sum over
//! all of it. Bytes of another key or version are stale, bytes that do not add up are damaged; neither is ever trusted.

use std::borrow::Borrow;
use std::io::{self, Read, Write};
use std::sync::Arc;

use super::fixed::Fixed;
use super::gazetteer::Gazetteer;
use super::gazetteer_builder::Builder;
use super::layer::{Entry, each_entry};
use super::name_index::{Beginnings, HashIndex, fold_product};
use super::{DictionaryError, Source};

/// What the bytes begin with; the last byte is the form's version.
const MARK: [u8; 8] = *b"dlnames\x02";
/// Bytes that are read, written and summed at once.
const BLOCK: usize = 1 << 16;
/// Names are kept with offsets of 32 bits.
const MOST_BYTES: usize = u32::MAX as usize;

/// What is kept of layers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compiled {
    pub(super) gazetteer: Gazetteer,
    /// Demonyms of places, each with the id of its place.
    pub(super) demonyms: Vec<(String, Arc<str>)>,
}

/// Why bytes are not used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// They were made from other inputs, or by another version.
    Stale,
    /// They are not what was written.
    Damaged,
}

impl From<io::Error> for Unusable {
    fn from(_: io::Error) -> Self {
        Self::Damaged
    }
}

impl Compiled {
    /// Of layers in load order. A layer that is handed over is let go when it is read.
    ///
    /// # Errors
    /// What does not parse or makes no sense, with its file and line.
    pub(super) fn of(layers: impl IntoIterator<Item = impl Borrow<Source>>) -> Result<Self, DictionaryError> {
        let mut builder = Builder::default();
        let mut demonyms = Vec::new();
        let mut bytes = 0;
        for layer in layers {
            let source = layer.borrow();
            bytes += source.text.len();
            if bytes > MOST_BYTES {
                let reason = "the layers are larger than 4 GB together; load fewer of them";
                return Err(DictionaryError::at(source, 0, reason));
            }
            each_entry(source, &mut |entry| match entry {
                Entry::Demonym(demonym, place) => demonyms.push((demonym, place)),
                entry => builder.entry(entry),
            })?;
        }
        Ok(Self {
            gazetteer: builder.finish(),
            demonyms,
        })
    }

    /// Writes the bytes.
    pub(super) fn write(&self, out: &mut impl Write, key: &[u8; 32]) -> io::Result<()> {
        out.write_all(&MARK)?;
        out.write_all(key)?;
        let mut writer = Writer { out, sum: 0 };
        let names = &self.gazetteer;
        writer.text(&names.text)?;
        writer.text(&names.kinds.join("\n"))?;
        writer.array(&names.entities)?;
        writer.array(&names.names)?;
        writer.array(&names.beginnings.0)?;
        for index in [&names.by_path, &names.by_id] {
            writer.array(&index.starts)?;
            writer.array(&index.hashes)?;
            writer.array(&index.values)?;
        }
        writer.text(&self.demonym_lines())?;
        let sum = writer.sum;
        out.write_all(&sum.to_le_bytes())
    }

    /// Reads what [`Compiled::write`] wrote; `len` is the number of bytes there are.
    pub(super) fn read(input: &mut impl Read, len: u64, key: &[u8; 32]) -> Result<Self, Unusable> {
        let (mut mark, mut made_from) = ([0; 8], [0; 32]);
        input.read_exact(&mut mark)?;
        input.read_exact(&mut made_from)?;
        if mark[..7] != MARK[..7] {
            return Err(Unusable::Damaged);
        }
        if mark != MARK || made_from != *key {
            return Err(Unusable::Stale);
        }
        let mut reader = Reader { input, sum: 0, len };
        let gazetteer = Gazetteer {
            text: reader.text()?.into(),
            kinds: reader.text()?.split('\n').map(str::to_owned).collect(),
            entities: reader.array()?.into(),
            names: reader.array()?.into(),
            beginnings: Beginnings(reader.array()?.into()),
            by_path: reader.index()?,
            by_id: reader.index()?,
        };
        let demonyms = Self::demonyms_of(&reader.text()?);
        let (sum, mut written) = (reader.sum, [0; 8]);
        input.read_exact(&mut written)?;
        if written != sum.to_le_bytes() {
            return Err(Unusable::Damaged);
        }
        Ok(Self { gazetteer, demonyms })
    }

    /// The demonyms, a line each.
    pub(super) fn demonym_lines(&self) -> String {
        let demonyms = self.demonyms.iter();
        let lines: Vec<String> = demonyms.map(|(name, id)| format!("{name}\t{id}")).collect();
        lines.join("\n")
    }

    /// What [`Compiled::demonym_lines`] wrote.
    pub(super) fn demonyms_of(lines: &str) -> Vec<(String, Arc<str>)> {
        let pairs = lines.lines().filter_map(|line| line.split_once('\t'));
        pairs.map(|(name, id)| (name.to_owned(), Arc::from(id))).collect()
    }
}

struct Writer<'a, W: Write> {
    out: &'a mut W,
    sum: u64,
}

impl<W: Write> Writer<'_, W> {
    fn text(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(&(text.len() as u64).to_le_bytes())?;
        for block in text.as_bytes().chunks(BLOCK) {
            self.block(block)?;
        }
        Ok(())
    }

    fn array<T: Fixed>(&mut self, array: &[T]) -> io::Result<()> {
        self.out.write_all(&(array.len() as u64).to_le_bytes())?;
        let mut bytes = Vec::with_capacity(BLOCK);
        for items in array.chunks(BLOCK / T::BYTES) {
            bytes.clear();
            for item in items {
                item.put(&mut bytes);
            }
            self.block(&bytes)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &[u8]) -> io::Result<()> {
        self.sum = add_up(self.sum, block);
        self.out.write_all(block)
    }
}

struct Reader<'a, R: Read> {
    input: &'a mut R,
    sum: u64,
    /// How many bytes there can be: a damaged length must not ask for more memory than that.
    len: u64,
}

impl<R: Read> Reader<'_, R> {
    fn text(&mut self) -> Result<String, Unusable> {
        String::from_utf8(self.array()?).map_err(|_| Unusable::Damaged)
    }

    fn index(&mut self) -> Result<HashIndex, Unusable> {
        Ok(HashIndex {
            starts: self.array()?.into(),
            hashes: self.array()?.into(),
            values: self.array()?.into(),
        })
    }

    fn array<T: Fixed>(&mut self) -> Result<Vec<T>, Unusable> {
        let mut count = [0; 8];
        self.input.read_exact(&mut count)?;
        let count = u64::from_le_bytes(count);
        if count > self.len / T::BYTES as u64 {
            return Err(Unusable::Damaged);
        }
        let mut array = Vec::with_capacity(count as usize);
        let mut bytes = vec![0; BLOCK];
        while array.len() < count as usize {
            let items = (BLOCK / T::BYTES).min(count as usize - array.len());
            let block = &mut bytes[..items * T::BYTES];
            self.input.read_exact(block)?;
            self.sum = add_up(self.sum, block);
            array.extend(block.chunks_exact(T::BYTES).map(T::take));
        }
        Ok(array)
    }
}

/// The sum so far and one more block.
fn add_up(sum: u64, block: &[u8]) -> u64 {
    let chunks = block.chunks(8).map(|chunk| {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(eight)
    });
    let start = sum ^ block.len() as u64;
    chunks.fold(start, |sum, n| {
        fold_product(sum ^ n ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Layer, Source};

    fn compiled() -> Compiled {
        let text = "[[entity]]\nid = \"org/quay\"\ntype = \"organisation\"\nname = \"Quay Board\"\nrefs = [\"a:1\"]\naliases = [\"QB\", { name = \"the quay\", weak = true }]\n\n\
            [[place]]\nid = \"place/orrin\"\nname = \"Orrin\"\nkind = \"city\"\n";
        let source = Source {
            path: "x.toml".into(),
            text: text.into(),
        };
        Compiled {
            gazetteer: Gazetteer::new(vec![Layer::parse(&source).unwrap()]),
            demonyms: vec![("Orrinese".to_owned(), "place/orrin".into())],
        }
    }

    fn bytes() -> Vec<u8> {
        let mut bytes = Vec::new();
        compiled().write(&mut bytes, &[7; 32]).unwrap();
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Compiled, Unusable> {
        Compiled::read(&mut &*bytes, bytes.len() as u64, &[7; 32])
    }

    #[test]
    fn what_is_written_reads_back() {
        assert_eq!(read(&bytes()), Ok(compiled()));
        let empty = Compiled::default();
        let mut bytes = Vec::new();
        empty.write(&mut bytes, &[7; 32]).unwrap();
        assert!(read(&bytes).unwrap().gazetteer.is_empty());
    }

    #[test]
    fn other_inputs_are_stale() {
        let bytes = bytes();
        let other = Compiled::read(&mut &*bytes, bytes.len() as u64, &[8; 32]);
        assert_eq!(other, Err(Unusable::Stale));
    }

    #[test]
    fn any_damage_is_seen() {
        let bytes = bytes();
        for at in (0..bytes.len()).filter(|at| !(8..40).contains(at) && *at != 7) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert_eq!(read(&damaged), Err(Unusable::Damaged), "byte {at}");
            assert_eq!(read(&bytes[..at]), Err(Unusable::Damaged), "cut at {at}");
        }
    }
}
