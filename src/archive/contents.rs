//! The digest of each article that a build read, until the list of inputs takes them: 32 bytes an article, where ids and digests as texts
//! would be most of what a build holds of millions.

use rustc_hash::FxHashMap;
use sha2::{Digest as _, Sha256};

/// Half a SHA-256: no two ids or contents share one by chance.
type Half = [u8; 16];

/// Digests of contents by id.
#[derive(Debug, Default)]
pub(super) struct Contents(FxHashMap<Half, Half>);

impl Contents {
    /// Keeps the digest of an article's content, 32 hexadecimal digits.
    pub(super) fn insert(&mut self, id: &str, content: &str) {
        if let Ok(number) = u128::from_str_radix(content, 16) {
            self.0.insert(key(id), number.to_be_bytes());
        }
    }

    /// The digest of the article with this id.
    pub(super) fn get(&self, id: &str) -> Option<String> {
        let content = self.0.get(&key(id))?;
        Some(format!("{:032x}", u128::from_be_bytes(*content)))
    }
}

fn key(id: &str) -> Half {
    let digest = Sha256::digest(id.as_bytes());
    std::array::from_fn(|n| digest[n])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_comes_back_as_it_was() {
        let mut contents = Contents::default();
        let digest = "00ab45cd67ef8901ab23cd45ef678900";
        contents.insert("a/1", digest);
        assert_eq!(contents.get("a/1").as_deref(), Some(digest));
        assert_eq!(contents.get("a/2"), None);
    }
}
