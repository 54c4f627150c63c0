//! Words beside and around a name that speak of attackers: `dictionaries/actors/context.toml`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Candidate;
use super::explain::Sign;
use super::runs::Run;
use crate::extract::Reading;
use crate::lexicon::{DictionaryError, PhraseTable, Source, Triggers, WordFilter, WordSet, dictionary};
use crate::model::{Gap, Shape, Word};
use crate::split::{fold, hash_folded};

/// Phrase lists of the file.
#[derive(Debug)]
pub(super) struct Context {
    /// How far context reaches, in bytes on either side.
    window: u32,
    /// The value: whether the phrase speaks of attacks on computers rather than of any gang.
    around: PhraseTable<bool>,
    after: PhraseTable<()>,
    after_surely: PhraseTable<()>,
    before: PhraseTable<()>,
    tails: WordSet,
    nationalities: WordSet,
    naming: WordSet,
    naming_between: WordSet,
    naming_nouns: WordSet,
    actor_nouns: WordSet,
    not_after: FxHashMap<String, PhraseTable<()>>,
    not_before: FxHashMap<String, PhraseTable<()>>,
    /// Phrases between two names of one actor.
    pub(super) alias_cues: PhraseTable<()>,
    /// "tracked by", before who gives the name.
    pub(super) namer_cues: PhraseTable<()>,
    /// "calls", after who gives the name.
    pub(super) namer_verbs: PhraseTable<()>,
    /// "which", before who gives the name.
    pub(super) namer_pronouns: WordSet,
    /// Words that stand before or after a name which they introduce.
    introducing: Triggers,
    /// Words that begin what says how else a name is called.
    giving_names: Triggers,
}

#[derive(Deserialize)]
struct ContextFile {
    meta: ContextMeta,
    context: Vec<String>,
    context_armed: Vec<String>,
    head_after: Vec<String>,
    head_sure: Vec<String>,
    head_before: Vec<String>,
    naming: Vec<String>,
    naming_between: Vec<String>,
    naming_noun: Vec<String>,
    actor_noun: Vec<String>,
    alias_cue: Vec<String>,
    namer_cue: Vec<String>,
    namer_verb: Vec<String>,
    namer_pronoun: Vec<String>,
    tail: Vec<String>,
    not_after: BTreeMap<String, Vec<String>>,
    not_before: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct ContextMeta {
    window: u32,
}

/// What makes a name weak by itself is no sign of attackers: street gangs have "gang" around them too.
const ANY_GANG: &str = "gang";

impl Context {
    /// From the built-in file. `nationalities`: words that never name an actor by themselves ("the Russian hacking group").
    pub(super) fn built_in(nationalities: &[u64]) -> Result<Self, DictionaryError> {
        let source: Source = dictionary!("actors/context.toml");
        let file: ContextFile = source.table()?;
        let by_name = |map: BTreeMap<String, Vec<String>>| {
            map.into_iter()
                .map(|(name, phrases)| (fold(&name), table(&phrases)))
                .collect()
        };
        let after_surely = table(&file.head_sure);
        let naming = set(&file.naming);
        let naming_nouns = set(&file.naming_noun);
        let mut introducing: WordFilter = naming.words().chain(naming_nouns.words()).collect();
        introducing.add_all(after_surely.firsts());
        let (alias_cues, namer_cues) = (table(&file.alias_cue), table(&file.namer_cue));
        let namer_pronouns = set(&file.namer_pronoun);
        let mut giving_names: WordFilter = namer_pronouns.words().collect();
        giving_names.add_all(alias_cues.firsts());
        giving_names.add_all(namer_cues.firsts());
        Ok(Self {
            introducing: Triggers::new(&introducing, false),
            giving_names: Triggers::new(&giving_names, false),
            window: file.meta.window,
            around: around(&file.context, &file.context_armed),
            after: table(&file.head_after),
            after_surely,
            before: table(&file.head_before),
            tails: set(&file.tail),
            nationalities: nationalities.iter().copied().collect(),
            naming,
            naming_between: set(&file.naming_between),
            naming_nouns,
            actor_nouns: set(&file.actor_noun),
            not_after: by_name(file.not_after),
            not_before: by_name(file.not_before),
            alias_cues,
            namer_cues,
            namer_verbs: table(&file.namer_verb),
            namer_pronouns,
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

    /// Where words may stand that introduce a name, before it or after it.
    pub(super) fn introducing<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = usize> + 'a {
        self.introducing.places(words)
    }

    /// Where what says how else a name is called may begin.
    pub(super) fn giving_names<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = usize> + 'a {
        self.giving_names.places(words)
    }

    /// Whether word `at` is a noun for attackers.
    pub(super) fn is_actor_noun(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading
            .words()
            .get(at)
            .is_some_and(|w| self.actor_nouns.contains(&w.hash))
    }

    /// Whether the word before word `at` names it: "calling themselves".
    pub(super) fn is_named(&self, reading: &Reading<'_>, at: usize) -> bool {
        Self::small_before(reading, at).is_some_and(|word| self.naming.contains(&word))
    }

    /// Whether the word before word `at` is a noun that a name follows: "the hacking group".
    pub(super) fn is_named_by_noun(&self, reading: &Reading<'_>, at: usize) -> bool {
        Self::small_before(reading, at).is_some_and(|word| self.naming_nouns.contains(&word))
    }

    /// The word before word `at` or before its article, written small: in headlines every word has a capital.
    fn small_before(reading: &Reading<'_>, at: usize) -> Option<u64> {
        let before = at.checked_sub(1)?;
        let article = before.checked_sub(1).filter(|_| reading.word(before) == "the");
        let word = reading.words().get(article.unwrap_or(before))?;
        (word.shape == Shape::Lower).then_some(word.hash)
    }

    /// Whether a phrase that only an actor's name follows ends right before word `first`.
    pub(super) fn introduces(&self, reading: &Reading<'_>, first: usize) -> bool {
        plain(reading.gap(first))
            && (self.is_introduced(reading, first)
                || (self.is_named(reading, first) && self.is_of_noun(reading, first)))
    }

    /// Whether the naming before word `first` is of attackers: "the threat actor that we previously dubbed", "a hacker who goes by the name".
    fn is_of_noun(&self, reading: &Reading<'_>, first: usize) -> bool {
        const REACH: usize = 10;
        let ends = Gap::STOP | Gap::TERMINAL | Gap::PARAGRAPH | Gap::COLON | Gap::SEMICOLON;
        for at in (first.saturating_sub(REACH)..first).rev() {
            let word = &reading.words()[at];
            if word.shape == Shape::Lower && self.actor_nouns.contains(&word.hash) {
                return true;
            }
            let between = self.naming_between.contains(&word.hash) || word.shape.is_capital();
            if !between || word.gap.has_any(ends) {
                return false;
            }
        }
        false
    }

    /// The same with a comma: "another attack group, Rust Lantern, …".
    pub(super) fn is_apposed(&self, reading: &Reading<'_>, (first, end): Run) -> bool {
        let comma = Gap::COMMA | Gap::SPACE;
        let closed = Gap::COMMA | Gap::OPEN;
        reading.gap(first) == comma && reading.gap(end).has_any(closed) && self.is_introduced(reading, first)
    }

    fn is_introduced(&self, reading: &Reading<'_>, first: usize) -> bool {
        let ends_here = |at: usize| self.before.all(reading.words(), at).any(|p| at + p.len == first);
        let the = first
            .checked_sub(1)
            .is_some_and(|n| reading.word(n).eq_ignore_ascii_case("the"));
        let before = |first: usize| (1..=6).filter_map(move |n| first.checked_sub(n));
        before(first).any(ends_here)
            || (the
                && before(first - 1).any(|at| {
                    self.before
                        .all(reading.words(), at)
                        .any(|p| at + p.len == first - 1)
                }))
    }

    /// Whether a phrase that follows an actor's name begins at word `end`. For a weak name a bare "Group" is a company's.
    pub(super) fn follows(&self, reading: &Reading<'_>, end: usize, weak: bool) -> bool {
        let Some(phrase) = self.after.longest(reading.words(), end) else {
            return false;
        };
        let company = weak && phrase.len == 1 && reading.words()[end].shape == Shape::Capitalised;
        plain(reading.gap(end)) && !company
    }

    /// Whether a phrase ("ransomware gang", "hacking group") begins at word `end` that makes even an unknown name an actor.
    pub(super) fn follows_surely(&self, reading: &Reading<'_>, end: usize) -> bool {
        plain(reading.gap(end)) && self.after_surely.longest(reading.words(), end).is_some()
    }

    /// "Cobalt Strike", "Alcoholics Anonymous".
    pub(super) fn is_something_else(&self, reading: &Reading<'_>, candidate: &Candidate) -> bool {
        let name = fold(candidate.text(reading));
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
    pub(super) fn is_near(&self, reading: &Reading<'_>, run: Run, around: &mut Option<Around>) -> bool {
        self.within(reading, run, around, |_| true)
    }

    /// The same, of phrases that speak of attacks on computers.
    pub(super) fn is_near_attacks(
        &self,
        reading: &Reading<'_>,
        run: Run,
        around: &mut Option<Around>,
    ) -> bool {
        self.within(reading, run, around, |attacks| attacks)
    }

    fn within(
        &self,
        reading: &Reading<'_>,
        (first, end): Run,
        around: &mut Option<Around>,
        fits: impl Fn(bool) -> bool,
    ) -> bool {
        let phrases = around.get_or_insert_with(|| {
            let words = reading.words();
            let found = (0..words.len()).filter_map(|at| Some((at, *self.around.longest(words, at)?.value)));
            found
                .map(|(at, attacks)| (words[at].span.start, attacks))
                .collect()
        });
        let span = reading.span(first, end);
        phrases.iter().any(|&(start, attacks)| {
            fits(attacks)
                && start + self.window > span.start
                && start < span.end + self.window
                && !(span.start..span.end).contains(&start)
        })
    }

    /// The phrases that speak for a name: those before and after it, and the nearest within the window.
    pub(super) fn signs(&self, reading: &Reading<'_>, candidate: &Candidate) -> Vec<Sign> {
        let words = reading.words();
        let (first, end) = (candidate.first, candidate.end);
        let said = |from: usize, to: usize| reading.span(from, to).of(reading.text).to_owned();
        let sign = |name, words| Sign { name, words };
        let mut signs = Vec::new();
        if self.introduces(reading, first) {
            let from = self.phrase_before(reading, first);
            signs.push(sign("introduced by", said(from, first)));
        }
        if let Some(phrase) = self.after.longest(words, end).filter(|_| plain(reading.gap(end))) {
            signs.push(sign("followed by", said(end, end + phrase.len)));
        }
        let span = reading.span(first, end);
        let near = (0..words.len()).filter_map(|at| {
            let len = self.around.longest(words, at)?.len;
            let start = words[at].span.start;
            let inside = (span.start..span.end).contains(&start);
            let far = span.start.abs_diff(start);
            (far < self.window && !inside).then_some((far, at, len))
        });
        if let Some((_, at, len)) = near.min() {
            signs.push(sign("context", said(at, at + len)));
        }
        signs
    }

    /// Where the phrase begins that ends before word `first`; a naming is shown back to its noun.
    fn phrase_before(&self, reading: &Reading<'_>, first: usize) -> usize {
        let phrase = (1..=7).rev().filter_map(|n| first.checked_sub(n)).find(|&at| {
            let ends = |p: crate::lexicon::Phrase<'_, ()>| at + p.len == first || at + p.len + 1 == first;
            self.before.all(reading.words(), at).any(ends)
        });
        let noun = || {
            (first.saturating_sub(10)..first)
                .rev()
                .find(|at| self.is_actor_noun(reading, *at))
        };
        phrase.or_else(noun).unwrap_or(first.saturating_sub(1))
    }
}

/// Where the context phrases of a text begin, and which of them speak of attacks on computers.
pub(super) type Around = Vec<(u32, bool)>;

/// Context phrases and the plural of each.
fn around(attacks: &[String], armed: &[String]) -> PhraseTable<bool> {
    let mut table = PhraseTable::new();
    let attacks = attacks.iter().map(|phrase| (phrase, phrase != ANY_GANG));
    for (phrase, attacks) in armed.iter().map(|phrase| (phrase, false)).chain(attacks) {
        table.insert(phrase, attacks);
        table.insert(&format!("{phrase}s"), attacks);
    }
    table
}

fn table(phrases: &[String]) -> PhraseTable<()> {
    let mut table = PhraseTable::new();
    for phrase in phrases {
        table.insert(phrase, ());
    }
    table
}

fn set(words: &[String]) -> WordSet {
    words.iter().map(|word| hash_folded(word)).collect()
}

/// Whether phrase and name stand side by side: blanks, quotation marks or a hyphen between them.
fn plain(gap: Gap) -> bool {
    let marks = Gap::SPACE | Gap::LINE | Gap::QUOTE | Gap::APOSTROPHE | Gap::HYPHEN;
    gap.0 & !marks.0 == 0
}
