//! One dictionary file of entities: the TOML and JSONL format of entity layers.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use super::entity::Entity;
use super::places::Place;
use super::plain_layer::plain_layer;
use super::{DictionaryError, Source, dictionary};

/// The layers compiled in, in load order.
pub(super) fn built_in() -> Vec<Source> {
    vec![
        dictionary!("actors/groups.toml"),
        dictionary!("actors/ransomware.toml"),
        dictionary!("organisations/armed-movements.toml"),
        dictionary!("organisations/central-banks.toml"),
        dictionary!("organisations/companies.toml"),
        dictionary!("organisations/cyber-firms.toml"),
        dictionary!("organisations/governments.toml"),
        dictionary!("organisations/health-and-science.toml"),
        dictionary!("organisations/media.toml"),
        dictionary!("organisations/ngos.toml"),
        dictionary!("organisations/parties.toml"),
        dictionary!("organisations/police-and-security.toml"),
        dictionary!("organisations/sport.toml"),
        dictionary!("organisations/un-and-treaty.toml"),
        dictionary!("organisations/universities.toml"),
        dictionary!("places/countries.toml"),
        dictionary!("places/cities.toml"),
    ]
}

/// Layers that are compiled in and loaded only when asked for by name.
pub(super) fn optional() -> Vec<Source> {
    vec![dictionary!("actors/armed-groups.toml")]
}

/// A parsed layer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// Name, licence, source.
    #[serde(default)]
    pub meta: LayerMeta,
    /// Entities.
    #[serde(default, rename = "entity")]
    pub entities: Vec<Entity>,
    /// Places; parsing adds them to the entities.
    #[serde(default, rename = "place")]
    pub places: Vec<Place>,
    /// Demonyms of the places, each with the id of its place.
    #[serde(skip)]
    pub demonyms: Vec<(String, Arc<str>)>,
    /// Aliases of earlier layers that this one takes away.
    #[serde(default, rename = "remove")]
    pub removals: Vec<Removal>,
    /// Names that are never a match.
    #[serde(default, rename = "stop")]
    pub stops: Vec<Stop>,
    /// The file.
    #[serde(skip)]
    pub path: Arc<str>,
}

/// What a layer says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct LayerMeta {
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Under which terms.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// Where its facts come from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What these terms ask for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub terms: String,
    /// When its facts were collected.
    #[serde(deserialize_with = "day_or_text", skip_serializing_if = "String::is_empty")]
    pub retrieved: String,
    /// `proposed` for a layer that waits for review: it is loaded only when named.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// Loaded only when asked for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Weak names of this layer count only beside a head word ("the Play ransomware gang"), not by context further off.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub needs_head: bool,
}

/// An alias taken away, or a whole entity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// The entity.
    pub id: String,
    /// The alias; the whole entity when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
}

/// A name that is never a match.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The name.
    pub name: String,
}

/// One entry of a layer.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    Meta(LayerMeta),
    Entity(Box<Entity>),
    Demonym(String, Arc<str>),
    Remove(Removal),
    Stop(Stop),
}

/// A line of a JSONL layer.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Meta(LayerMeta),
    Entity(Box<Entity>),
    Place(Place),
    Remove(Removal),
    Stop(Stop),
}

impl Layer {
    /// Parses a layer: TOML, or JSON lines when its path ends in `.jsonl`: an entity a line, or `{"meta": {…}}`, `{"place": {…}}`,
    /// `{"remove": {…}}`, `{"stop": {…}}`.
    ///
    /// # Errors
    /// What does not parse, with its line.
    pub fn parse(source: &Source) -> Result<Self, DictionaryError> {
        let mut layer = Self {
            path: Arc::clone(&source.path),
            ..Self::default()
        };
        each_entry(source, &mut |entry| match entry {
            Entry::Meta(meta) => layer.meta = meta,
            Entry::Entity(entity) => layer.entities.push(*entity),
            Entry::Demonym(demonym, place) => layer.demonyms.push((demonym, place)),
            Entry::Remove(removal) => layer.removals.push(removal),
            Entry::Stop(stop) => layer.stops.push(stop),
        })?;
        Ok(layer)
    }
}

/// Hands on the entries of a layer one after the other, so that a large one is never in memory as a whole.
///
/// # Errors
/// What does not parse or makes no sense, with its line. Entries before it have been handed on.
pub(super) fn each_entry(source: &Source, sink: &mut dyn FnMut(Entry)) -> Result<(), DictionaryError> {
    let sink = &mut |entry| {
        if let Entry::Entity(entity) = &entry {
            validate(source, entity)?;
        }
        sink(entry);
        Ok(())
    };
    if source.path.ends_with(".jsonl") {
        each_line(source, sink)
    } else {
        each_table(source, sink)
    }
}

type Sink<'a> = &'a mut dyn FnMut(Entry) -> Result<(), DictionaryError>;

fn each_table(source: &Source, sink: Sink<'_>) -> Result<(), DictionaryError> {
    let layer = match plain_layer(&source.text) {
        Some(layer) => layer,
        None => toml::from_str::<Layer>(&source.text).map_err(|e| DictionaryError::toml(source, &e))?,
    };
    let needs_head = layer.meta.needs_head;
    sink(Entry::Meta(layer.meta))?;
    layer
        .removals
        .into_iter()
        .try_for_each(|r| sink(Entry::Remove(r)))?;
    layer.stops.into_iter().try_for_each(|s| sink(Entry::Stop(s)))?;
    for entity in layer.entities {
        sink(Entry::Entity(Box::new(Entity { needs_head, ..entity })))?;
    }
    layer
        .places
        .into_iter()
        .try_for_each(|p| place(p, needs_head, sink))
}

/// What a layer takes away is taken from earlier layers, wherever its line stands: these lines come first.
fn each_line(source: &Source, sink: Sink<'_>) -> Result<(), DictionaryError> {
    let mut needs_head = false;
    for taking in [true, false] {
        let mut at = 0;
        for text in source.text.split_inclusive('\n') {
            let is = |keys: &[&str]| keys.iter().any(|key| begins_with_key(text, key));
            let takes = is(&["remove", "stop", "meta"]);
            if takes == taking && !text.trim().is_empty() {
                let line = if takes || is(&["place"]) {
                    serde_json::from_str(text)
                } else {
                    serde_json::from_str(text).map(|entity| Line::Entity(Box::new(entity)))
                };
                let line = line.map_err(|e| DictionaryError::at(source, at, e.to_string()))?;
                push_line(line, &mut needs_head, sink)?;
            }
            at += text.len();
        }
    }
    Ok(())
}

fn push_line(line: Line, needs_head: &mut bool, sink: Sink<'_>) -> Result<(), DictionaryError> {
    match line {
        Line::Meta(meta) => {
            *needs_head = meta.needs_head;
            sink(Entry::Meta(meta))
        }
        Line::Entity(mut entity) => {
            entity.needs_head = *needs_head;
            sink(Entry::Entity(entity))
        }
        Line::Place(listed) => place(listed, *needs_head, sink),
        Line::Remove(removal) => sink(Entry::Remove(removal)),
        Line::Stop(stop) => sink(Entry::Stop(stop)),
    }
}

fn place(mut place: Place, needs_head: bool, sink: Sink<'_>) -> Result<(), DictionaryError> {
    for demonym in std::mem::take(&mut place.demonyms) {
        sink(Entry::Demonym(demonym, Arc::clone(&place.id)))?;
    }
    let entity = place.entity();
    sink(Entry::Entity(Box::new(Entity { needs_head, ..entity })))
}

/// Whether a line of JSON is an object whose first key is this.
fn begins_with_key(line: &str, key: &str) -> bool {
    let rest = line.trim_start().strip_prefix('{').map(str::trim_start);
    let rest = rest.and_then(|rest| rest.strip_prefix('"')?.strip_prefix(key));
    rest.is_some_and(|rest| rest.starts_with('"'))
}

/// What every entity must have.
fn validate(source: &Source, entity: &Entity) -> Result<(), DictionaryError> {
    let id = entity.id.as_ref();
    let reason = if id.is_empty() || id.contains(char::is_whitespace) || !id.contains('/') {
        format!("{id:?} is no id; an id is a slug with its kind before it, like \"org/harbour-board\"")
    } else if entity.name.trim().is_empty() || entity.aliases.iter().any(|a| a.name.trim().is_empty()) {
        format!("{id} has an empty name; give the name, or take the line out")
    } else if entity.kind.is_empty() {
        format!("{id} has an empty type; give organisation, actor, person or place")
    } else {
        return Ok(());
    };
    Err(DictionaryError::near(source, &format!("\"{id}\""), reason))
}

/// A day as TOML writes it, or any text.
fn day_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Day(toml::value::Datetime),
        Text(String),
    }
    Ok(match Either::deserialize(deserializer)? {
        Either::Day(day) => day.to_string(),
        Either::Text(text) => text,
    })
}
