//! Ids that are unique in a run.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::given::Given;

/// The ids given so far, as hashes. Two ids with one hash (a chance of one in 370,000 among ten million) only cost the later one a suffix.
#[derive(Debug, Default)]
pub(super) struct Identities {
    given: Given,
    /// How often a record was met that clashed, by path and text: a line that stands a thousand times in one file.
    twins: FxHashMap<u64, u32>,
}

impl Identities {
    /// `wanted` if it is free, else with `~` and eight hex digits of `key`, which is that of path and text. Where the disk does not say what was
    /// given, it gets the digits.
    pub(super) fn give(&mut self, wanted: &str, key: u64) -> String {
        if matches!(self.given.insert(id_hash(wanted)), Ok(true)) {
            return wanted.to_owned();
        }
        let key = format!("{key:016x}");
        let round = self.twins.entry(hash(&[wanted, &key])).or_default();
        loop {
            let digits = hash(&[&key, &round.to_string()]) >> 32;
            let id = format!("{wanted}~{digits:08x}");
            *round += 1;
            if !matches!(self.given.insert(id_hash(&id)), Ok(false)) {
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
    use super::*;

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

    #[test]
    fn an_id_of_which_the_disk_says_nothing_gets_digits() {
        let mut ids = Identities {
            given: Given::that_cannot_be_read(),
            ..Identities::default()
        };
        let id = ids.give("001", key("a/001.txt", "one"));
        assert!(id.starts_with("001~") && id.len() == 12, "{id}");
    }
}
