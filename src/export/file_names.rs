//! Names of files after ids of articles: readable, and safe on any file system.

use std::collections::HashSet;
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxBuildHasher, FxHasher};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

/// Longer names are cut: file systems take 255 bytes, of which an ending and a mark of difference want some.
const LONGEST: usize = 180;

/// Names that DOS gave to devices and Windows still does, with any ending.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Gives every article of an export a file name of its own. Holds eight bytes a name.
#[derive(Debug, Default)]
pub(super) struct FileNames {
    taken: HashSet<u64, FxBuildHasher>,
}

impl FileNames {
    /// The name, without ending, of the files of an id: letters, digits, `.`, `-` and `_` stay, anything else becomes `_`. Where two ids
    /// would share one (in any case of letters, for file systems that do not tell them apart) the later gets `~` and eight hex digits.
    pub(super) fn take(&mut self, id: &str) -> String {
        let plain = plain(id);
        let is_whole = !is_device(&plain) && plain.len() < LONGEST;
        if is_whole && self.taken.insert(folded(&plain)) {
            return plain;
        }
        let mut digest = format!("{:x}", Sha256::digest(id.as_bytes()));
        loop {
            let name = format!("{plain}~{}", &digest[..8]);
            if self.taken.insert(folded(&name)) {
                return name;
            }
            digest = format!("{:x}", Sha256::digest(digest.as_bytes()));
        }
    }
}

fn plain(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for c in id.nfc() {
        let safe = c.is_alphanumeric() || matches!(c, '-' | '_') || (c == '.' && !name.is_empty());
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(if safe { c } else { '_' });
    }
    // Windows drops final stops.
    if name.is_empty() || name.ends_with('.') {
        name.push('_');
    }
    name
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(|port| port.len() == 1);
    numbered || DEVICES.contains(&stem.as_str())
}

fn folded(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    name.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(ids: &[&str]) -> Vec<String> {
        let mut names = FileNames::default();
        ids.iter().map(|id| names.take(id)).collect()
    }

    #[test]
    fn ids_stay_readable() {
        assert_eq!(
            names(&["ferry-fire/globe.2", "Überfahrt 3"]),
            ["ferry-fire_globe.2", "Überfahrt_3"]
        );
    }

    #[test]
    fn no_name_leaves_the_folder() {
        assert_eq!(
            names(&["../../etc/passwd", ".hidden", "end."]),
            ["_._.._etc_passwd", "_hidden", "end._"]
        );
        let bare = names(&[".", "", "/"]);
        assert!(bare.iter().all(|name| name.starts_with('_')), "{bare:?}");
    }

    #[test]
    fn no_two_share_a_file() {
        let all = names(&[
            "a/b",
            "a_b",
            "A_B",
            "a:b",
            "con",
            "COM1.x",
            &"x".repeat(300),
            &"x".repeat(301),
        ]);
        let mut folded: Vec<String> = all.iter().map(|name| name.to_lowercase()).collect();
        folded.sort();
        folded.dedup();
        assert_eq!(folded.len(), all.len(), "{all:?}");
        assert_eq!(all[0], "a_b");
        assert!(all[4].starts_with("con~") && all[6].len() < 200, "{all:?}");
    }
}
