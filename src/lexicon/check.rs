//! What is doubtful in entity layers: found with file and line, for `dict check` and for the test that keeps our own clean.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::entity::{Alias, CaseRule, Entity};
use super::layer::Layer;
use super::{DictionaryError, Source, dictionary};
use crate::model::Shape;
use crate::split::{fold, hash_folded, words};

/// One doubtful entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// What is doubtful and how to mend it.
    pub reason: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// A name with where it comes from.
struct Entry<'a> {
    source: &'a Source,
    entity: &'a Entity,
    alias: Option<&'a Alias>,
}

impl Entry<'_> {
    fn name(&self) -> &str {
        self.alias.map_or(&self.entity.name, |a| &a.name)
    }

    fn finding(&self, reason: String) -> Finding {
        let text = &self.source.text;
        let entity = text.find(&format!("\"{}\"", self.entity.id)).unwrap_or(0);
        let at = text[entity..]
            .find(&format!("\"{}\"", self.name()))
            .map_or(entity, |n| entity + n);
        Finding {
            file: Arc::clone(&self.source.path),
            line: text[..at].matches('\n').count() + 1,
            reason,
        }
    }
}

/// Checks layers against themselves and one another, in load order.
///
/// # Errors
/// A layer that does not parse.
pub fn check(sources: &[Source]) -> Result<Vec<Finding>, DictionaryError> {
    let layers = sources.iter().map(Layer::parse).collect::<Result<Vec<_>, _>>()?;
    let common = common_words();
    let entries: Vec<Entry<'_>> = sources
        .iter()
        .zip(&layers)
        .flat_map(|(s, l)| l.entities.iter().flat_map(move |e| names(s, e)))
        .collect();
    let ids: FxHashSet<&str> = layers
        .iter()
        .flat_map(|l| &l.entities)
        .map(|e| e.id.as_ref())
        .collect();
    let mut findings: Vec<Finding> = entries.iter().flat_map(|entry| alone(entry, &common)).collect();
    findings.extend(together(&entries));
    for entry in entries.iter().filter(|e| e.alias.is_none()) {
        let related = entry
            .entity
            .similar
            .iter()
            .chain(&entry.entity.part_of)
            .chain(&entry.entity.same_as);
        findings.extend(
            related
                .filter(|id| !ids.contains(id.as_str()))
                .map(|id| entry.finding(format!("unknown entity {id:?}; mend the id or add the entity"))),
        );
    }
    findings.sort();
    findings.dedup();
    Ok(findings)
}

fn names<'a>(source: &'a Source, entity: &'a Entity) -> impl Iterator<Item = Entry<'a>> {
    std::iter::once(None)
        .chain(entity.aliases.iter().map(Some))
        .map(move |alias| Entry {
            source,
            entity,
            alias,
        })
}

/// What one name shows by itself.
fn alone(entry: &Entry<'_>, common: &FxHashSet<u64>) -> Vec<Finding> {
    let name = entry.name();
    let mut reasons = Vec::new();
    let found = words(name);
    if found.is_empty() {
        reasons.push(format!("{name:?} has no word in it; take it out"));
    }
    if name.chars().all(|c| c.is_ascii_digit()) {
        reasons.push(format!(
            "{name:?} is digits only and would match any number; take it out"
        ));
    }
    if name.contains('\n') || name.contains('\t') || name.contains(" +") || name.trim() != name {
        reasons.push(format!(
            "{name:?} looks like two names glued together, or has blanks around it; one name a line"
        ));
    }
    let Some(alias) = entry.alias else {
        return reasons.into_iter().map(|r| entry.finding(r)).collect();
    };
    let exact = alias.case == CaseRule::Exact || found.first().is_some_and(|w| w.shape == Shape::Upper);
    if name.chars().count() <= 3 && !exact && !alias.weak {
        reasons.push(format!(
            "{name:?} is three letters or fewer; add `case = \"exact\"` or `weak = true`"
        ));
    }
    if let [only] = found.as_slice()
        && !exact
        && !alias.weak
        && alias.case != CaseRule::Ignore
        && entry.entity.kind == "actor"
        && common.contains(&only.hash)
    {
        reasons.push(format!("{name:?} is an ordinary word; add `weak = true`"));
    }
    reasons.into_iter().map(|r| entry.finding(r)).collect()
}

/// What names show side by side: the same name twice.
fn together(entries: &[Entry<'_>]) -> Vec<Finding> {
    let mut by_name: BTreeMap<(&str, String), Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in entries {
        by_name
            .entry((entry.entity.kind.as_str(), fold(entry.name())))
            .or_default()
            .push(entry);
    }
    let mut findings = Vec::new();
    for same in by_name.values().filter(|same| same.len() > 1) {
        let ids: FxHashSet<&str> = same.iter().map(|e| e.entity.id.as_ref()).collect();
        for (n, entry) in same.iter().enumerate().filter(|(_, e)| e.alias.is_some()) {
            let marked = entry.alias.is_some_and(|a| a.ambiguous);
            if ids.len() > 1 && !marked && same_letters(entry, same) {
                findings.push(entry.finding(format!(
                    "{:?} belongs to {} entities; mark it `ambiguous = true` at each",
                    entry.name(),
                    ids.len()
                )));
            }
            let again = same[..n]
                .iter()
                .any(|e| e.entity.id == entry.entity.id && e.alias.is_some_and(|a| a.name == entry.name()));
            if again {
                findings.push(entry.finding(format!(
                    "{:?} stands twice at {}; take one out",
                    entry.name(),
                    entry.entity.id
                )));
            }
        }
    }
    findings
}

/// Whether another entity's name is written with the same letters; "Who" and "WHO" are kept apart by their case rules.
fn same_letters(entry: &Entry<'_>, same: &[&Entry<'_>]) -> bool {
    same.iter()
        .any(|other| other.entity.id != entry.entity.id && other.name() == entry.name())
}

/// Words that news writes in small letters, from the background table.
fn common_words() -> FxHashSet<u64> {
    let table = dictionary!("background/english.tsv");
    let terms = table
        .text
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'));
    terms.map(|(term, _)| hash_folded(term)).collect()
}
