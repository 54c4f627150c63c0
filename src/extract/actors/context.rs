//! When a weak name counts: words around it that speak of attackers, and words beside it that make it something else.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Candidate;
use crate::extract::Reading;
use crate::lexicon::{DictionaryError, PhraseTable, Source, WordSet, dictionary};
use crate::model::{Gap, Match};
use crate::split::{fold, hash_folded};

/// Phrase lists of `dictionaries/actors/context.toml`.
#[derive(Debug)]
pub(super) struct Context {
    /// How far context reaches, in bytes on either side.
    window: u32,
    around: PhraseTable<()>,
    after: PhraseTable<()>,
    before: PhraseTable<()>,
    tails: WordSet,
    nationalities: WordSet,
    naming: WordSet,
    not_after: FxHashMap<String, PhraseTable<()>>,
    not_before: FxHashMap<String, PhraseTable<()>>,
    /// Phrases between two names of one actor.
    pub(super) alias_cues: PhraseTable<()>,
}

#[derive(Deserialize)]
struct ContextFile {
    meta: ContextMeta,
    context: Vec<String>,
    context_armed: Vec<String>,
    head_after: Vec<String>,
    head_before: Vec<String>,
    alias_cue: Vec<String>,
    not_after: std::collections::BTreeMap<String, Vec<String>>,
    not_before: std::collections::BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct ContextMeta {
    window: u32,
}

/// Last words of names that may be left out: "Lazarus" for "Lazarus Group".
const TAILS: [&str; 5] = ["group", "team", "gang", "crew", "apt"];

/// Words before a name that name it: "known as", "calling itself", "dubbed". A bare "group" or "attributed to" does not.
const NAMING: [&str; 11] = [
    "as",
    "called",
    "itself",
    "themselves",
    "dubbed",
    "named",
    "nicknamed",
    "gang",
    "crew",
    "group",
    "collective",
];

impl Context {
    /// From the built-in file. `nationalities`: words that never name an actor by themselves ("the Russian hacking group").
    pub(super) fn built_in(nationalities: &[u64]) -> Result<Self, DictionaryError> {
        let source: Source = dictionary!("actors/context.toml");
        let file: ContextFile =
            toml::from_str(&source.text).map_err(|e| DictionaryError::toml(&source, &e))?;
        let by_name = |map: std::collections::BTreeMap<String, Vec<String>>| {
            map.into_iter()
                .map(|(name, phrases)| (fold(&name), table(&phrases, false)))
                .collect()
        };
        let around: Vec<String> = file.context.into_iter().chain(file.context_armed).collect();
        Ok(Self {
            window: file.meta.window,
            around: table(&around, true),
            after: table(&file.head_after, false),
            before: table(&file.head_before, false),
            tails: TAILS.iter().map(|t| hash_folded(t)).collect(),
            nationalities: nationalities.iter().copied().collect(),
            naming: NAMING.iter().map(|t| hash_folded(t)).collect(),
            not_after: by_name(file.not_after),
            not_before: by_name(file.not_before),
            alias_cues: table(&file.alias_cue, false),
        })
    }

    /// Whether a name may go without this last word.
    pub(super) fn is_tail(&self, word: u64) -> bool {
        self.tails.contains(&word)
    }

    /// Whether a word is a nationality.
    pub(super) fn is_nationality(&self, word: u64) -> bool {
        self.nationalities.contains(&word)
    }

    /// Whether the word before word `at` names it.
    pub(super) fn is_named(&self, reading: &Reading<'_>, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.naming.contains(&reading.words()[before].hash))
    }

    /// Whether a phrase that only an actor's name follows ends right before word `first`.
    pub(super) fn introduces(&self, reading: &Reading<'_>, first: usize) -> bool {
        (1..=6).filter_map(|n| first.checked_sub(n)).any(|at| {
            self.before.all(reading.words(), at).any(|p| at + p.len == first) && plain(reading.gap(first))
        })
    }

    /// Whether a phrase that follows an actor's name begins at word `end`.
    pub(super) fn follows(&self, reading: &Reading<'_>, end: usize) -> bool {
        plain(reading.gap(end)) && self.after.longest(reading.words(), end).is_some()
    }

    /// Whether such a phrase of several words ("ransomware gang", "hacking group") begins at word `end`: it makes even an unknown name an actor.
    pub(super) fn follows_surely(&self, reading: &Reading<'_>, end: usize) -> bool {
        plain(reading.gap(end))
            && self
                .after
                .longest(reading.words(), end)
                .is_some_and(|phrase| phrase.len > 1)
    }

    /// The candidates that the words around them allow.
    pub(super) fn keep(&self, reading: &Reading<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
        let mut around: Option<Vec<u32>> = None;
        let mut kept: Vec<Candidate> = Vec::new();
        let strong: Vec<_> = candidates
            .iter()
            .filter(|c| !c.weak)
            .flat_map(|c| c.entities.clone())
            .collect();
        for candidate in candidates {
            let head = self.follows(reading, candidate.end);
            if !head && self.is_something_else(reading, &candidate) {
                continue;
            }
            let certain = !candidate.weak || head || self.introduces(reading, candidate.first);
            // Another, unambiguous name of the same actor in the article is context too.
            let named =
                candidate.matched != Match::Affix && candidate.entities.iter().any(|e| strong.contains(e));
            let further = !candidate.needs_head && self.is_near(reading, &candidate, &mut around);
            if certain || named || further {
                kept.push(candidate);
            }
        }
        kept
    }

    /// "Cobalt Strike", "Alcoholics Anonymous".
    fn is_something_else(&self, reading: &Reading<'_>, candidate: &Candidate) -> bool {
        let name = fold(reading.span(candidate.first, candidate.end).of(reading.text));
        let after = self
            .not_after
            .get(&name)
            .is_some_and(|t| t.longest(reading.words(), candidate.end).is_some());
        let before = self.not_before.get(&name).is_some_and(|t| {
            (1..=3)
                .filter_map(|n| candidate.first.checked_sub(n))
                .any(|at| t.all(reading.words(), at).any(|p| at + p.len == candidate.first))
        });
        after || before
    }

    /// Whether a context phrase stands within the window of a name; finds the phrases of the text once and keeps them in `around`.
    pub(super) fn is_near(
        &self,
        reading: &Reading<'_>,
        candidate: &Candidate,
        around: &mut Option<Vec<u32>>,
    ) -> bool {
        let starts = around.get_or_insert_with(|| {
            let words = reading.words();
            let at = (0..words.len()).filter(|&at| self.around.longest(words, at).is_some());
            at.map(|at| words[at].span.start).collect()
        });
        let span = reading.span(candidate.first, candidate.end);
        starts.iter().any(|&s| {
            s + self.window > span.start && s < span.end + self.window && !(span.start..span.end).contains(&s)
        })
    }
}

/// A table of phrases; `inflected` adds the plural of each.
fn table(phrases: &[String], inflected: bool) -> PhraseTable<()> {
    let mut table = PhraseTable::new();
    for phrase in phrases {
        table.insert(phrase, ());
        if inflected {
            table.insert(&format!("{phrase}s"), ());
        }
    }
    table
}

/// Whether phrase and name stand side by side: blanks, quotation marks or a hyphen between them.
fn plain(gap: Gap) -> bool {
    let marks = Gap::SPACE | Gap::LINE | Gap::QUOTE | Gap::APOSTROPHE | Gap::HYPHEN;
    gap.0 & !marks.0 == 0
}
