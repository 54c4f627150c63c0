//! Which stops end a sentence and which end an abbreviation.

use rustc_hash::FxHashMap;

use super::hash_folded;

/// Words that tell where sentences end, read from `dictionaries/split/abbreviations.toml`.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    /// What each word is, as a set of the constants below.
    words: FxHashMap<u64, u8>,
}

/// Never at a sentence's end: `Mr.`, `Gen.`, `No.`
const BEFORE_NAME: u8 = 1;
/// At a sentence's end only before a word that often begins one: `U.S.`, `Inc.`, `p.m.`
const EITHER: u8 = 2;
/// Words that often begin a sentence and seldom follow such an abbreviation inside one: `The`, `He`.
const STARTER: u8 = 4;
/// Names that end in a mark: `Yahoo!`
const MARKED: u8 = 8;
/// Abbreviations that are an answer too: `No.`
const ANSWER: u8 = 16;
/// Verbs behind a speaker's name: `said`, `asked`
const REPORTING: u8 = 32;

impl Abbreviations {
    /// From the three lists that most is told by; a final stop in an entry is optional.
    pub fn new<'a>(
        before_name: impl IntoIterator<Item = &'a str>,
        either: impl IntoIterator<Item = &'a str>,
        starters: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut new = Self::default();
        new.add(before_name, BEFORE_NAME);
        new.add(either, EITHER);
        new.add(starters, STARTER);
        new
    }

    /// With names that end in a mark, abbreviations that are an answer too, and verbs of speaking.
    #[must_use]
    pub fn with<'a>(
        mut self,
        marked: impl IntoIterator<Item = &'a str>,
        answers: impl IntoIterator<Item = &'a str>,
        reporting: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        self.add(marked, MARKED);
        self.add(answers, ANSWER);
        self.add(reporting, REPORTING);
        self
    }

    fn add<'a>(&mut self, words: impl IntoIterator<Item = &'a str>, class: u8) {
        for word in words {
            let hash = hash_folded(word.trim_end_matches(['.', '!', '?']));
            *self.words.entry(hash).or_default() |= class;
        }
    }

    /// What the word with this hash is.
    #[inline]
    pub(super) fn of(&self, word: u64) -> Told {
        Told(self.words.get(&word).copied().unwrap_or_default())
    }
}

/// What the lists say of a word.
#[derive(Clone, Copy)]
pub(super) struct Told(u8);

impl Told {
    /// Whether a stop after the word never ends a sentence.
    pub(super) fn holds_on(self) -> bool {
        self.0 & BEFORE_NAME != 0
    }

    /// Whether a stop after it ends one only before a starter.
    pub(super) fn may_hold_on(self) -> bool {
        self.0 & EITHER != 0
    }

    /// Whether a stop after it ends a sentence as after any other word.
    pub(super) fn is_plain(self) -> bool {
        self.0 & (BEFORE_NAME | EITHER) == 0
    }

    /// Whether the word often begins a sentence.
    pub(super) fn is_starter(self) -> bool {
        self.0 & STARTER != 0
    }

    /// Whether it is a name with a mark of its own.
    pub(super) fn is_marked(self) -> bool {
        self.0 & MARKED != 0
    }

    /// Whether it may be an answer, stop and all.
    pub(super) fn is_answer(self) -> bool {
        self.0 & ANSWER != 0
    }

    /// Whether it is a verb of speaking.
    pub(super) fn is_reporting(self) -> bool {
        self.0 & REPORTING != 0
    }
}
