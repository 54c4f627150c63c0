//! Which stops end a sentence and which end an abbreviation.

use rustc_hash::FxHashSet;

use super::hash_folded;

/// Words whose stop may not end a sentence, read from `dictionaries/split/abbreviations.toml`.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    /// Never at a sentence's end: `Mr.`, `Gen.`, `No.`
    before_name: FxHashSet<u64>,
    /// At a sentence's end only before a word that often begins one: `U.S.`, `Inc.`, `p.m.`
    either: FxHashSet<u64>,
    /// Words that often begin a sentence and seldom follow such an abbreviation inside one: `The`, `He`.
    starters: FxHashSet<u64>,
}

impl Abbreviations {
    /// From the three lists; a final stop in an entry is optional.
    pub fn new<'a>(
        before_name: impl IntoIterator<Item = &'a str>,
        either: impl IntoIterator<Item = &'a str>,
        starters: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let hashes = |words: &mut dyn Iterator<Item = &'a str>| -> FxHashSet<u64> {
            words
                .map(|w| hash_folded(w.strip_suffix('.').unwrap_or(w)))
                .collect()
        };
        Self {
            before_name: hashes(&mut before_name.into_iter()),
            either: hashes(&mut either.into_iter()),
            starters: hashes(&mut starters.into_iter()),
        }
    }

    /// Whether a stop after the word with this hash never ends a sentence.
    pub(super) fn holds_on(&self, word: u64) -> bool {
        self.before_name.contains(&word)
    }

    /// Whether a stop after it ends one only before a starter.
    pub(super) fn may_hold_on(&self, word: u64) -> bool {
        self.either.contains(&word)
    }

    /// Whether the word often begins a sentence.
    pub(super) fn is_starter(&self, word: u64) -> bool {
        self.starters.contains(&word)
    }
}
