//! Ids that are unique in a run.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// The ids given so far, as hashes. Two ids with one hash (a chance of one in 5,800 among ten million) only cost the later one a suffix.
#[derive(Debug, Default)]
pub(super) struct Identities {
    given: Given,
    /// How often a record was met that clashed, by path and text: a line that stands a thousand times in one file.
    twins: FxHashMap<u64, u32>,
}

/// Hashes of ids, sorted, in sets by their first bits. A set grows by an eighth, so that an article takes some seven bytes, where a hash table
/// takes 9 to 18, since it doubles: four million took 75 MB, and half as much again while they grew.
#[derive(Debug)]
struct Given([Vec<Hash>; 1 << SETS]);

/// The last six bytes of a hash; its first ten bits say in which set it is, and six bits are left out.
type Hash = [u8; 6];

/// Bits by which a set is chosen: four million ids take two seconds to add, ten million 18.
const SETS: u32 = 10;

impl Given {
    /// Adds the hash of an id; whether it is new.
    fn insert(&mut self, hash: u64) -> bool {
        let set = &mut self.0[(hash >> (u64::BITS - SETS)) as usize];
        let [_, _, rest @ ..] = hash.to_be_bytes();
        let Err(at) = set.binary_search(&rest) else {
            return false;
        };
        if set.len() == set.capacity() {
            set.reserve_exact(4.max(set.len() / 8));
        }
        set.insert(at, rest);
        true
    }
}

impl Default for Given {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Vec::new()))
    }
}

impl Identities {
    /// `wanted` if it is free, else with `~` and eight hex digits of `key`, which is that of path and text.
    pub(super) fn give(&mut self, wanted: &str, key: u64) -> String {
        if self.given.insert(id_hash(wanted)) {
            return wanted.to_owned();
        }
        let key = format!("{key:016x}");
        let round = self.twins.entry(hash(&[wanted, &key])).or_default();
        loop {
            let digits = hash(&[&key, &round.to_string()]) >> 32;
            let id = format!("{wanted}~{digits:08x}");
            *round += 1;
            if self.given.insert(id_hash(&id)) {
                return id;
            }
        }
    }
}

/// By what an article is told from others of its id.
pub(super) fn key(path: &str, text: &str) -> u64 {
    hash(&[path, text])
}

/// The hash of an id by which it is told from others: no two of a run have the same.
pub(crate) fn id_hash(id: &str) -> u64 {
    hash(&[id])
}

/// The first eight bytes of SHA-256.
fn hash(parts: &[&str]) -> u64 {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(part.as_bytes());
        sha.update([0]);
    }
    sha.finalize()
        .iter()
        .take(8)
        .fold(0, |hash, byte| hash << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn hashes_are_new_where_a_plain_set_has_them_not(hashes in proptest::collection::vec((0_u64..3, 0_u64..3, 0_u64..9), 0..200)) {
            let mut given = Given::default();
            let mut plain = HashSet::new();
            for (first, middle, last) in hashes {
                let hash = first << 62 | middle << 40 | last;
                prop_assert_eq!(given.insert(hash), plain.insert(hash));
            }
        }
    }

    #[test]
    fn a_clash_gets_digits_of_path_and_text() {
        let mut ids = Identities::default();
        let (one, two) = (key("a/001.txt", "one"), key("b/001.txt", "two"));
        assert_eq!(ids.give("001", one), "001");
        let second = ids.give("001", two);
        assert!(second.starts_with("001~") && second.len() == 12, "{second}");
        let twin = ids.give("001", two);
        assert_ne!(second, twin);
        assert_eq!(Identities::default().give("001", two), "001");
    }
}
