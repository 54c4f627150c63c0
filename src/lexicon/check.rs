//! What is doubtful in entity layers: found with file and line, for `dict check` and for the test that keeps our own clean.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::background::common_words;
use super::entity::{Alias, CaseRule, Entity};
use super::layer::Layer;
use super::near_names::near_names;
use super::{DictionaryError, Source};
use crate::model::Shape;
use crate::split::{fold, words};

/// One doubtful entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Which check found it: `common-word`.
    pub check: &'static str,
    /// What is doubtful and how to mend it.
    pub reason: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// A layer's file, with where its lines end and its entities begin.
struct Place<'a> {
    source: &'a Source,
    line_ends: Vec<usize>,
    entities: Vec<usize>,
}

impl<'a> Place<'a> {
    fn new(source: &'a Source, layer: &Layer) -> Self {
        let text = source.text.as_ref();
        let mut at = 0;
        let mut begins = |id: &str| {
            let id = format!("\"{id}\"");
            // In the file's order but for places, which a TOML layer may have before other entities.
            let found = text[at..].find(&id).map(|n| at + n).or_else(|| text.find(&id));
            at = found.unwrap_or(at);
            at
        };
        Self {
            source,
            line_ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
            entities: layer.entities.iter().map(|entity| begins(&entity.id)).collect(),
        }
    }
}

/// A name with where it comes from.
#[derive(Clone, Copy)]
struct Entry<'a> {
    place: &'a Place<'a>,
    /// Byte where its entity begins.
    at: usize,
    entity: &'a Entity,
    alias: Option<&'a Alias>,
}

impl Entry<'_> {
    fn name(&self) -> &str {
        self.alias.map_or(&self.entity.name, |a| &a.name)
    }

    fn finding(&self, check: &'static str, reason: String) -> Finding {
        let text = &self.place.source.text[self.at..];
        let at = self.at + text.find(&format!("\"{}\"", self.name())).unwrap_or(0);
        Finding {
            file: Arc::clone(&self.place.source.path),
            line: self.place.line_ends.partition_point(|end| *end < at) + 1,
            check,
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
    let places: Vec<Place<'_>> = sources
        .iter()
        .zip(&layers)
        .map(|(s, l)| Place::new(s, l))
        .collect();
    let common = common_words();
    let entries: Vec<Entry<'_>> = places
        .iter()
        .zip(&layers)
        .flat_map(|(place, layer)| {
            let entities = layer.entities.iter().zip(&place.entities);
            entities.flat_map(move |(entity, at)| names(place, *at, entity))
        })
        .collect();
    let mut findings: Vec<Finding> = entries.iter().flat_map(|entry| alone(entry, &common)).collect();
    findings.extend(together(&entries));
    findings.extend(near(&entries));
    findings.extend(unknown(&layers, &entries));
    findings.extend(types(&entries));
    findings.sort();
    findings.dedup();
    Ok(findings)
}

fn names<'a>(place: &'a Place<'a>, at: usize, entity: &'a Entity) -> impl Iterator<Item = Entry<'a>> {
    let aliases = std::iter::once(None).chain(entity.aliases.iter().map(Some));
    aliases.map(move |alias| Entry {
        place,
        at,
        entity,
        alias,
    })
}

/// What one name shows by itself.
fn alone(entry: &Entry<'_>, common: &FxHashSet<u64>) -> Vec<Finding> {
    let name = entry.name();
    let found = words(name);
    let mut findings = Vec::new();
    let mut doubt = |check, reason: String| findings.push(entry.finding(check, reason));
    if found.is_empty() {
        doubt("no-word", format!("{name:?} has no word in it; take it out"));
    }
    if !found.is_empty() && found.iter().all(|word| word.shape == Shape::Number) {
        doubt(
            "digits",
            format!("{name:?} is digits only and would match any number; take it out"),
        );
    }
    if is_glued(name, &entry.entity.kind) {
        let reason =
            format!("{name:?} looks like two names glued together, or has blanks around it; one name a line");
        doubt("glued", reason);
    }
    let Some(alias) = entry.alias else {
        return findings;
    };
    let exact = alias.case == CaseRule::Exact || found.first().is_some_and(|w| w.shape == Shape::Upper);
    if name.chars().count() <= 3 && !exact && !alias.weak {
        let reason = format!("{name:?} is three letters or fewer; add `case = \"exact\"` or `weak = true`");
        doubt("short", reason);
    }
    if let [only] = found.as_slice()
        && !exact
        && !alias.weak
        && alias.case != CaseRule::Ignore
        && entry.entity.kind == "actor"
        && common.contains(&only.hash)
    {
        doubt(
            "common-word",
            format!("{name:?} is an ordinary word; add `weak = true`"),
        );
    }
    findings
}

/// Whether a name looks like a line that lost its end. Companies have commas in their names, actors have not.
fn is_glued(name: &str, kind: &str) -> bool {
    let marks = if kind == "actor" {
        [", ", "; ", " | "].as_slice()
    } else {
        &[" | "]
    };
    name.contains(['\n', '\t'])
        || name.contains(" +")
        || name.trim() != name
        || marks.iter().any(|mark| name.contains(mark))
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
                let (name, count) = (entry.name(), ids.len());
                let reason =
                    format!("{name:?} belongs to {count} entities; mark it `ambiguous = true` at each");
                findings.push(entry.finding("ambiguous", reason));
            }
            let again = same[..n].iter().any(|e| {
                e.entity.id == entry.entity.id
                    && e.place.source.path == entry.place.source.path
                    && e.alias.is_some_and(|a| a.name == entry.name())
            });
            if again {
                let (name, id) = (entry.name(), &entry.entity.id);
                findings.push(entry.finding("twice", format!("{name:?} stands twice at {id}; take one out")));
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

/// Names of different actors one letter apart: only actors' names are forgiven a misspelling. `fuzzy = false` at either says that both are right.
fn near(entries: &[Entry<'_>]) -> Vec<Finding> {
    let forgiven =
        |e: &&Entry<'_>| e.entity.kind == "actor" && e.alias.is_none_or(|a| a.fuzzy != Some(false));
    let actors: Vec<&Entry<'_>> = entries.iter().filter(forgiven).collect();
    let names: Vec<&str> = actors.iter().map(|entry| entry.name()).collect();
    let pairs = near_names(&names).into_iter();
    let pairs = pairs.map(|(a, b)| (actors[a], actors[b]));
    pairs
        .filter(|(a, b)| a.entity.id != b.entity.id)
        .map(|(a, b)| {
            let (own, other, id) = (b.name(), a.name(), &a.entity.id);
            let reason = format!(
                "{own:?} is one letter from {other:?} of {id}; if both are right, add `fuzzy = false`"
            );
            b.finding("near", reason)
        })
        .collect()
}

/// Relations to entities that no layer has.
fn unknown(layers: &[Layer], entries: &[Entry<'_>]) -> Vec<Finding> {
    let ids: FxHashSet<&str> = layers
        .iter()
        .flat_map(|l| &l.entities)
        .map(|e| e.id.as_ref())
        .collect();
    let mut findings = Vec::new();
    for entry in entries.iter().filter(|e| e.alias.is_none()) {
        let entity = entry.entity;
        let related = entity
            .similar
            .iter()
            .chain(&entity.part_of)
            .chain(&entity.same_as);
        for id in related.filter(|id| !ids.contains(id.as_str())) {
            let reason = format!("unknown entity {id:?}; mend the id or add the entity");
            findings.push(entry.finding("unknown", reason));
        }
    }
    findings
}

/// One id with several types.
fn types(entries: &[Entry<'_>]) -> Vec<Finding> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for entry in entries.iter().filter(|e| e.alias.is_none()) {
        let kind = *first.entry(&entry.entity.id).or_insert(&entry.entity.kind);
        if kind != entry.entity.kind {
            let (own, id) = (&entry.entity.kind, &entry.entity.id);
            let reason =
                format!("{id} is of type {own:?} here and {kind:?} before; give it one type, or another id");
            findings.push(entry.finding("type", reason));
        }
    }
    findings
}
