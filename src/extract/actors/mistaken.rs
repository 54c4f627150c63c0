//! What a name can be instead of an actor: part of an address, of a detection's name, malware, a campaign, part of a longer name.
//!
//! The words are in `dictionaries/actors/mistaken.toml`.

use rustc_hash::FxHashSet;

use super::Candidate;
use super::runs::Run;
use crate::extract::Reading;
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, WordSet, dictionary};
use crate::model::{Gap, Shape};
use crate::split::fold;

/// The lists of the file.
#[derive(Debug)]
pub(super) struct Mistaken {
    also_malware: FxHashSet<String>,
    mostly_malware: FxHashSet<String>,
    malware_after: PhraseTable<()>,
    malware_before: PhraseTable<()>,
    malware_ending: Vec<String>,
    detection: WordSet,
    campaign: WordSet,
    no_name: WordSet,
}

impl Mistaken {
    /// From the built-in file.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("actors/mistaken.toml"))?;
        let names = |key| Ok::<_, DictionaryError>(lists.list(key)?.map(fold).collect());
        let phrases = |key| {
            let mut table = PhraseTable::new();
            lists.list(key)?.for_each(|phrase| table.insert(phrase, ()));
            Ok::<_, DictionaryError>(table)
        };
        Ok(Self {
            also_malware: names("also_malware")?,
            mostly_malware: names("mostly_malware")?,
            malware_after: phrases("malware_after")?,
            malware_before: phrases("malware_before")?,
            malware_ending: lists.list("malware_ending")?.map(str::to_owned).collect(),
            detection: lists.words("detection")?,
            campaign: lists.words("campaign")?,
            no_name: lists.words("no_name")?,
        })
    }

    /// Whether the name is malware first, so that only a head word beside it makes it an actor.
    pub(super) fn is_mostly_malware(&self, name: &str) -> bool {
        self.mostly_malware.contains(&fold(name))
    }

    /// Whether the place of a name shows that it is none, whatever the name: an address, a detection, a campaign, a longer name in quotes.
    pub(super) fn is_elsewhere(&self, reading: &Reading<'_>, (first, end): Run) -> bool {
        in_address(reading, (first, end))
            || self.in_detection(reading, (first, end))
            || self.is_campaign(reading, first)
            || in_longer_quotation(reading, (first, end))
    }

    /// Whether a name that may be malware's stands beside a word of malware.
    pub(super) fn is_malware(&self, reading: &Reading<'_>, candidate: &Candidate) -> bool {
        let name = fold(reading.span(candidate.first, candidate.end).of(reading.text));
        let shared =
            candidate.needs_head || self.also_malware.contains(&name) || self.mostly_malware.contains(&name);
        shared && self.beside_malware(reading, (candidate.first, candidate.end))
    }

    /// Whether a word of malware stands right before or after.
    pub(super) fn beside_malware(&self, reading: &Reading<'_>, (first, end): Run) -> bool {
        let words = reading.words();
        let marks = Gap::SPACE | Gap::LINE | Gap::QUOTE | Gap::APOSTROPHE | Gap::HYPHEN;
        let side = |gap: Gap| gap.0 & !marks.0 == 0;
        let after = side(reading.gap(end)) && self.malware_after.longest(words, end).is_some();
        after
            || side(reading.gap(first))
                && (1..=5).filter_map(|n| first.checked_sub(n)).any(|at| {
                    self.malware_before
                        .all(words, at)
                        .any(|phrase| at + phrase.len == first)
                })
    }

    /// Whether a name ends as names of malware do: `ZLoader`, `NetWire RAT`.
    pub(super) fn sounds_like_malware(&self, name: &str) -> bool {
        let name = fold(name);
        self.malware_ending.iter().any(|ending| name.ends_with(ending))
    }

    /// A run without the words at its head that name nobody; `None` where nothing is left.
    pub(super) fn name_in(&self, reading: &Reading<'_>, (first, end): Run) -> Option<Run> {
        let empty = |at: &usize| self.no_name.contains(&reading.words()[*at].hash);
        let begins = (first..end).find(|at| !empty(at))?;
        let single = end == begins + 1 && reading.words()[begins].shape == Shape::Letter;
        (!single).then_some((begins, end))
    }

    /// "Trojan.Sofacy", "Win32/Sednit", "Silence.main": names that scanners give to files, and the ends of file names.
    fn in_detection(&self, reading: &Reading<'_>, (first, end): Run) -> bool {
        let prefix = first.checked_sub(1).is_some_and(|before| {
            matches!(reading.gap(first), Gap::STOP | Gap::SLASH | Gap::COLON)
                && self.detection.contains(&reading.words()[before].hash)
        });
        let small = || reading.word(end).starts_with(char::is_lowercase);
        prefix || (reading.gap(end) == Gap::STOP && small())
    }

    fn is_campaign(&self, reading: &Reading<'_>, first: usize) -> bool {
        reading.gap(first).is_blank()
            && first.checked_sub(1).is_some_and(|before| {
                let word = &reading.words()[before];
                word.shape.is_capital() && self.campaign.contains(&word.hash)
            })
    }
}

/// Whether a name stands in an address of the web or a path: what goes before it, back to a blank, bracket or quotation mark, begins so.
fn in_address(reading: &Reading<'_>, (first, end): Run) -> bool {
    let span = reading.span(first, end);
    let before = reading.text.get(..span.start as usize).unwrap_or_default();
    let ends_word = |c: char| c.is_whitespace() || "()[]{}<>\"“”‘*|".contains(c);
    let head = before.rsplit(ends_word).next().unwrap_or_default();
    let path = head.starts_with('/') && head.len() > 1;
    if path || head.contains("://") || head.contains("www.") || head.starts_with("hxxp") {
        return true;
    }
    // A part of an address that lost its head: "…/cyberspies-tied-to-apt28".
    let hyphen = reading.gap(first).is_hyphen() || reading.gap(end).is_hyphen();
    hyphen && !span.of(reading.text).contains(char::is_uppercase)
}

/// The end of a longer name in quotation marks: "Fancy Lazarus" is not Lazarus.
fn in_longer_quotation(reading: &Reading<'_>, (first, end): Run) -> bool {
    let marks = Gap::QUOTE | Gap::APOSTROPHE;
    reading.gap(first).is_blank()
        && !reading.gap(end).is_blank()
        && first.checked_sub(1).is_some_and(|before| {
            reading.words()[before].shape.is_capital()
                && reading.gap(before).has_any(marks)
                && !reading.word(before).eq_ignore_ascii_case("the")
        })
}
