//! Numbered families: `APT28`, `APT 28`, `UNC2452`, `Storm-0558`, also with a number that no dictionary lists.

use std::sync::Arc;

use serde::Deserialize;

use super::Candidate;
use crate::extract::Reading;
use crate::lexicon::{CaseRule, DictionaryError, Gazetteer, PhraseTable, Source, Triggers, dictionary};
use crate::model::{Gap, Match, RuleId, Shape};
use crate::split::{fold, hash_folded};

/// Entities with their printed names.
type Entities = Vec<(Arc<str>, Arc<str>)>;

/// The families, by their prefixes.
#[derive(Debug)]
pub(super) struct Families {
    prefixes: PhraseTable<Family>,
    /// The first words of prefixes, and words with digits.
    triggers: Triggers,
    /// Known members: folded printed name to its entities, several where a number is ambiguous.
    members: std::collections::BTreeMap<String, Entities>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    prefix: String,
    /// `{}` stands for the digits.
    print: String,
    digits: [usize; 2],
    #[serde(default)]
    case: CaseRule,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    space_weak: bool,
}

#[derive(Deserialize)]
struct FamilyFile {
    family: Vec<Family>,
}

/// A prefix and a number in the text.
struct Numbered<'a> {
    family: &'a Family,
    prefix: &'a str,
    digits: &'a str,
    end: usize,
    spaced: bool,
}

impl Families {
    /// From `dictionaries/actors/families.toml`, with the members that `gazetteer` knows.
    pub(super) fn built_in(gazetteer: &Gazetteer) -> Result<Self, DictionaryError> {
        let source: Source = dictionary!("actors/families.toml");
        let file: FamilyFile = source.table()?;
        let mut prefixes = PhraseTable::new();
        for family in file.family {
            let prefix = family.prefix.clone();
            prefixes.insert(&prefix, family);
        }
        let mut members = std::collections::BTreeMap::new();
        for entity in gazetteer.of_kind(super::KIND.as_str()) {
            let names = std::iter::once(entity.name).chain(entity.aliases().map(|alias| alias.name));
            for name in names.filter(|n| n.ends_with(|c: char| c.is_ascii_digit())) {
                let entities: &mut Entities = members.entry(squeeze(name)).or_default();
                if entities.iter().all(|(id, _)| **id != *entity.id) {
                    entities.push((Arc::from(entity.id), Arc::from(entity.name)));
                }
            }
        }
        Ok(Self {
            triggers: Triggers::new(prefixes.firsts(), true),
            prefixes,
            members,
        })
    }

    /// Every numbered name of the text.
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut open = 0;
        for at in self.triggers.places(reading.words()) {
            let lower = matches!(reading.words()[at].shape, Shape::Lower | Shape::Number);
            if lower || at < open {
                continue;
            }
            if let Some(found) = self.numbered(reading, at) {
                candidates.push(self.candidate(at, &found));
                open = found.end;
            }
        }
        candidates
    }

    fn candidate(&self, first: usize, found: &Numbered<'_>) -> Candidate {
        let print = found.family.print.replace("{}", found.digits);
        let known = self.members.get(&squeeze(&print));
        let unknown = || {
            vec![(
                Arc::from(format!("actor/{}", slug(&print))),
                Arc::from(print.as_str()),
            )]
        };
        let entities = known.cloned().unwrap_or_else(unknown);
        Candidate {
            first,
            end: found.end,
            entities,
            matched: match known {
                Some(_) if found.spaced => Match::Separator,
                Some(_) => Match::Exact,
                None => Match::Family,
            },
            weak: found.family.weak || (found.spaced && found.family.space_weak),
            needs_head: false,
            beside: false,
            rule: RuleId::new("actors/family"),
        }
    }

    fn numbered<'a>(&'a self, reading: &Reading<'a>, at: usize) -> Option<Numbered<'a>> {
        let found = self.apart(reading, at).or_else(|| self.glued(reading, at))?;
        let [least, most] = found.family.digits;
        let right_case = match found.family.case {
            CaseRule::Exact => found.prefix == found.family.prefix,
            _ => found.prefix.starts_with(char::is_uppercase),
        };
        (right_case && (least..=most).contains(&found.digits.len())).then_some(found)
    }

    /// Prefix and digits as words of their own: `APT 28`, `Storm-0558`, `APT-C-36`.
    fn apart<'a>(&'a self, reading: &Reading<'a>, at: usize) -> Option<Numbered<'a>> {
        let prefix = self.prefixes.longest(reading.words(), at)?;
        let end = at + prefix.len;
        let digits = reading
            .words()
            .get(end)
            .filter(|w| w.shape == Shape::Number)?
            .span
            .of(reading.text);
        let gap = reading.gap(end);
        let joined = gap.is_blank() || gap == Gap::HYPHEN;
        let known = joined && digits.bytes().all(|b| b.is_ascii_digit());
        let prefix_text = reading.span(at, end).of(reading.text);
        known.then_some(Numbered {
            family: prefix.value,
            prefix: prefix_text,
            digits,
            end: end + 1,
            spaced: gap != Gap::HYPHEN,
        })
    }

    /// Prefix and digits in one word: `APT28`.
    fn glued<'a>(&'a self, reading: &Reading<'a>, at: usize) -> Option<Numbered<'a>> {
        let word = reading
            .words()
            .get(at)
            .filter(|w| w.shape == Shape::Alphanumeric)?
            .span
            .of(reading.text);
        let cut = word.find(|c: char| c.is_ascii_digit())?;
        let (prefix, digits) = word.split_at(cut);
        let family = self.prefixes.word(hash_folded(prefix))?;
        let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
        all_digits.then_some(Numbered {
            family,
            prefix,
            digits,
            end: at + 1,
            spaced: false,
        })
    }
}

/// Letters and digits alone, folded: what names of one family are compared by.
fn squeeze(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// `Storm-0558` → `storm-0558`.
pub(super) fn slug(name: &str) -> String {
    let dashed: String = fold(name)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    dashed
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}
