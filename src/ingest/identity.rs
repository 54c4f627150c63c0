//! Ids that are unique in a run.

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

/// The ids given so far, as hashes: eight bytes an article, so that ten million fit. Two ids with one hash (a chance of one in 300,000 among
/// ten million) only cost the later one a suffix.
#[derive(Debug, Default)]
pub(super) struct Identities {
    given: FxHashSet<u64>,
    /// How often a record was met that clashed, by path and text: a line that stands a thousand times in one file.
    twins: FxHashMap<u64, u32>,
}

impl Identities {
    /// `wanted` if it is free, else with `~` and eight hex digits of path and text.
    pub(super) fn give(&mut self, wanted: &str, path: &str, text: &str) -> String {
        if self.given.insert(hash(&[wanted])) {
            return wanted.to_owned();
        }
        let round = self.twins.entry(hash(&[wanted, path, text])).or_default();
        loop {
            let digits = hash(&[path, text, &round.to_string()]) >> 32;
            let id = format!("{wanted}~{digits:08x}");
            *round += 1;
            if self.given.insert(hash(&[&id])) {
                return id;
            }
        }
    }
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
        assert_eq!(ids.give("001", "a/001.txt", "one"), "001");
        let second = ids.give("001", "b/001.txt", "two");
        assert!(second.starts_with("001~") && second.len() == 12, "{second}");
        let twin = ids.give("001", "b/001.txt", "two");
        assert_ne!(second, twin);
        assert_eq!(Identities::default().give("001", "b/001.txt", "two"), "001");
    }
}
