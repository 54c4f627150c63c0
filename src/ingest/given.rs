//! Hashes of the ids that were given: those of late in memory, all others on disk, so that memory does not grow with the articles.
//!
//! What memory holds is merged into one sorted file when it is full, of which memory keeps the first hash of every page: whether a hash is there
//! costs one page read (the sorted runs and fence pointers of log-structured merge trees; O'Neil et al. 1996, Acta Informatica 33).

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write as _};

/// Hashes held in memory: some 8 MB. Of a gigabyte of articles (a million) none goes to disk.
const LATE: usize = 1 << 20;
/// Hashes of a page of the file: 4 KB.
const PAGE: usize = 512;
/// Bytes of a hash in the file.
const WIDTH: usize = size_of::<u64>();

/// The hashes given so far.
#[derive(Debug)]
pub(super) struct Given {
    late: Late,
    earlier: Option<Sorted>,
    /// How many are held in memory at most.
    most: usize,
}

impl Default for Given {
    fn default() -> Self {
        Self::holding(LATE)
    }
}

impl Given {
    fn holding(most: usize) -> Self {
        Self {
            late: Late::default(),
            earlier: None,
            most,
        }
    }

    /// Adds a hash; whether it is new.
    ///
    /// # Errors
    /// A file that cannot be read again: the hash is not added then.
    pub(super) fn insert(&mut self, hash: u64) -> io::Result<bool> {
        if let Some(earlier) = &mut self.earlier
            && earlier.holds(hash)?
        {
            return Ok(false);
        }
        let new = self.late.insert(hash);
        if self.late.len >= self.most {
            self.lay_down();
        }
        Ok(new)
    }

    /// Merges what memory holds into the file. Where no file can be written all stays in memory, now and later.
    fn lay_down(&mut self) {
        let written = match &mut self.earlier {
            None => Sorted::write(self.late.iter().map(Ok)),
            Some(earlier) => earlier
                .read()
                .and_then(|earlier| Sorted::write(merged(earlier, self.late.iter()))),
        };
        match written {
            Ok(sorted) => {
                self.earlier = Some(sorted);
                self.late = Late::default();
            }
            Err(_) => self.most = usize::MAX,
        }
    }

    /// One whose file lost what was written to it.
    #[cfg(test)]
    pub(super) fn that_cannot_be_read() -> Self {
        let mut given = Self::holding(1);
        assert!(given.insert(0).unwrap());
        given.earlier.as_ref().unwrap().file.set_len(0).unwrap();
        given
    }
}

/// Hashes, sorted, in sets by their first bits. A set grows by an eighth, so that a hash takes some eight bytes, where a hash table takes 9 to 18,
/// since it doubles.
#[derive(Debug)]
struct Late {
    sets: [Vec<Rest>; 1 << SETS],
    len: usize,
}

/// The last seven bytes of a hash; its first bits say in which set it is.
type Rest = [u8; 7];

/// Bits by which a set is chosen.
const SETS: u32 = 10;

impl Default for Late {
    fn default() -> Self {
        Self {
            sets: std::array::from_fn(|_| Vec::new()),
            len: 0,
        }
    }
}

impl Late {
    fn insert(&mut self, hash: u64) -> bool {
        let set = &mut self.sets[(hash >> (u64::BITS - SETS)) as usize];
        let [_, rest @ ..] = hash.to_be_bytes();
        let Err(at) = set.binary_search(&rest) else {
            return false;
        };
        if set.len() == set.capacity() {
            set.reserve_exact(4.max(set.len() / 8));
        }
        set.insert(at, rest);
        self.len += 1;
        true
    }

    /// All of them, rising.
    fn iter(&self) -> impl Iterator<Item = u64> {
        (0u64..).zip(&self.sets).flat_map(|(first, set)| {
            let hash = move |rest: &Rest| {
                let bytes = std::array::from_fn(|at| if at == 0 { 0 } else { rest[at - 1] });
                first << (u64::BITS - SETS) | u64::from_be_bytes(bytes)
            };
            set.iter().map(hash)
        })
    }
}

/// Rising hashes in a file without a name, which goes when it is closed.
#[derive(Debug)]
struct Sorted {
    file: File,
    /// The first hash of every page.
    firsts: Vec<u64>,
    len: usize,
}

impl Sorted {
    fn write(hashes: impl Iterator<Item = io::Result<u64>>) -> io::Result<Self> {
        let mut out = BufWriter::new(tempfile::tempfile()?);
        let (mut firsts, mut len) = (Vec::new(), 0);
        for hash in hashes {
            let hash = hash?;
            if len % PAGE == 0 {
                firsts.push(hash);
            }
            out.write_all(&hash.to_le_bytes())?;
            len += 1;
        }
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Self { file, firsts, len })
    }

    fn holds(&mut self, hash: u64) -> io::Result<bool> {
        let behind = self.firsts.partition_point(|first| *first <= hash);
        let Some(page) = behind.checked_sub(1) else {
            return Ok(false);
        };
        let mut bytes = [0; PAGE * WIDTH];
        let hashes = (self.len - page * PAGE).min(PAGE);
        let bytes = &mut bytes[..hashes * WIDTH];
        self.file
            .seek(io::SeekFrom::Start((page * PAGE * WIDTH) as u64))?;
        self.file.read_exact(bytes)?;
        let (hashes, _) = bytes.as_chunks::<WIDTH>();
        Ok(hashes
            .binary_search_by_key(&hash, |bytes| u64::from_le_bytes(*bytes))
            .is_ok())
    }

    /// All of them, rising.
    fn read(&mut self) -> io::Result<impl Iterator<Item = io::Result<u64>>> {
        self.file.rewind()?;
        let mut read = BufReader::new(&self.file);
        let next = move |_| {
            let mut bytes = [0; WIDTH];
            read.read_exact(&mut bytes)?;
            Ok(u64::from_le_bytes(bytes))
        };
        Ok((0..self.len).map(next))
    }
}

/// Two rising rows of hashes as one; what cannot be read comes as soon as it is met.
fn merged(
    earlier: impl Iterator<Item = io::Result<u64>>,
    late: impl Iterator<Item = u64>,
) -> impl Iterator<Item = io::Result<u64>> {
    let (mut earlier, mut late) = (earlier.peekable(), late.peekable());
    std::iter::from_fn(move || match (earlier.peek(), late.peek()) {
        (Some(Ok(x)), Some(y)) if y < x => late.next().map(Ok),
        (None, _) => late.next().map(Ok),
        _ => earlier.next(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn hashes_are_new_where_a_plain_set_has_them_not(
            hashes in proptest::collection::vec((0_u64..3, 0_u64..3, 0_u64..9), 0..200),
            most in 1_usize..40,
        ) {
            let mut given = Given::holding(most);
            let mut plain = HashSet::new();
            for (first, middle, last) in hashes {
                let hash = first << 62 | middle << 40 | last;
                prop_assert_eq!(given.insert(hash).unwrap(), plain.insert(hash));
                prop_assert!(given.late.len < most);
            }
        }
    }

    #[test]
    fn hashes_of_many_pages_are_found() {
        // A step that is odd meets every hash once (a full cycle of the integers).
        let hashes = || (1..=9 * PAGE as u64 + 7).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut given = Given::holding(2 * PAGE);
        assert!(hashes().all(|hash| given.insert(hash).unwrap()));
        let earlier = given.earlier.as_ref().unwrap();
        assert_eq!((earlier.len, earlier.firsts.len()), (8 * PAGE, 8));
        assert!(!hashes().any(|hash| given.insert(hash).unwrap()));
        assert!(given.insert(0).unwrap() && given.insert(u64::MAX).unwrap());
    }
}
