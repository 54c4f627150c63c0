//! One dictionary file of entities: the TOML and JSONL format of entity layers.

use std::sync::Arc;

use serde::Deserialize;

use super::places::Place;
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
#[derive(Debug, Clone, Default, Deserialize)]
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
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerMeta {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Under which terms.
    #[serde(default)]
    pub licence: String,
    /// Where its facts come from.
    #[serde(default)]
    pub source: String,
    /// What these terms ask for.
    #[serde(default)]
    pub terms: String,
    /// When its facts were collected.
    #[serde(default)]
    pub retrieved: Option<toml::value::Datetime>,
    /// Loaded only when asked for.
    #[serde(default)]
    pub optional: bool,
    /// Weak names of this layer count only beside a head word ("the Play ransomware gang"), not by context further off.
    #[serde(default)]
    pub needs_head: bool,
}

/// One entity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Stable slug with its kind's prefix: `org/iaaf`.
    pub id: Arc<str>,
    /// `organisation`, `actor`, `place`, `person`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name as printed; an alias too.
    pub name: Arc<str>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// Ids elsewhere: `attack:G0007`.
    #[serde(default)]
    pub refs: Vec<String>,
    /// Entities like this one: shown, never merged.
    #[serde(default)]
    pub similar: Vec<String>,
    /// The entity this is a part of.
    #[serde(default)]
    pub part_of: Vec<String>,
    /// The same entity under another id, reviewed by hand.
    #[serde(default)]
    pub same_as: Vec<String>,
    /// Sector of an organisation.
    #[serde(default)]
    pub sector: Option<String>,
    /// ISO 3166 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// The place this place is in.
    #[serde(default, rename = "in")]
    pub inside: Option<String>,
    /// Sort of a place.
    #[serde(default, rename = "kind")]
    pub sort: Option<String>,
    /// Counts only with context: the name itself is an ordinary word.
    #[serde(default)]
    pub weak: bool,
    /// A note for people.
    #[serde(default)]
    pub note: Option<String>,
    /// The layer's [`LayerMeta::needs_head`].
    #[serde(skip)]
    pub needs_head: bool,
}

/// One alias: a bare name, or a name with attributes.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "AliasForm")]
pub struct Alias {
    /// The name.
    pub name: String,
    /// How its letters must be written.
    pub case: CaseRule,
    /// Counts only with context.
    pub weak: bool,
    /// Belongs to another entity too, knowingly.
    pub ambiguous: bool,
    /// Whether a plural -s may follow.
    pub plural: Option<bool>,
    /// Whether one edit is forgiven.
    pub fuzzy: Option<bool>,
    /// Who gave the name.
    pub by: Option<String>,
    /// In use since.
    pub since: Option<String>,
    /// In use until.
    pub until: Option<String>,
    /// Where the alias is recorded.
    pub source: Option<String>,
}

/// How the letters of a name must be written in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CaseRule {
    /// Each word capitalised or all in capitals.
    #[default]
    Smart,
    /// As listed.
    Exact,
    /// Anyhow.
    Ignore,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum AliasForm {
    Name(String),
    Full(AliasFields),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasFields {
    name: String,
    #[serde(default)]
    case: CaseRule,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    ambiguous: bool,
    plural: Option<bool>,
    fuzzy: Option<bool>,
    by: Option<String>,
    since: Option<String>,
    until: Option<String>,
    source: Option<String>,
    #[serde(rename = "lang")]
    _lang: Option<String>,
}

impl From<AliasForm> for Alias {
    fn from(form: AliasForm) -> Self {
        match form {
            AliasForm::Name(name) => Self::plain(name),
            AliasForm::Full(f) => Self {
                name: f.name,
                case: f.case,
                weak: f.weak,
                ambiguous: f.ambiguous,
                plural: f.plural,
                fuzzy: f.fuzzy,
                by: f.by,
                since: f.since,
                until: f.until,
                source: f.source,
            },
        }
    }
}

impl Alias {
    /// A name without attributes.
    pub fn plain(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            case: CaseRule::Smart,
            weak: false,
            ambiguous: false,
            plural: None,
            fuzzy: None,
            by: None,
            since: None,
            until: None,
            source: None,
        }
    }
}

/// An alias taken away, or a whole entity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// The entity.
    pub id: String,
    /// The alias; the whole entity when left out.
    pub alias: Option<String>,
}

/// A name that is never a match.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The name.
    pub name: String,
}

impl Layer {
    /// Parses a layer: TOML, or JSON lines of entities when its path ends in `.jsonl`.
    ///
    /// # Errors
    /// What does not parse, with its line.
    pub fn parse(source: &Source) -> Result<Self, DictionaryError> {
        let mut layer = if source.path.ends_with(".jsonl") {
            Self::parse_lines(source)?
        } else {
            Self::parse_toml(source)?
        };
        layer.path = Arc::clone(&source.path);
        layer
            .entities
            .iter_mut()
            .for_each(|entity| entity.needs_head = layer.meta.needs_head);
        for mut place in std::mem::take(&mut layer.places) {
            for demonym in std::mem::take(&mut place.demonyms) {
                layer.demonyms.push((demonym, Arc::clone(&place.id)));
            }
            layer.entities.push(place.entity());
        }
        Ok(layer)
    }

    fn parse_toml(source: &Source) -> Result<Self, DictionaryError> {
        toml::from_str(&source.text).map_err(|e| DictionaryError::toml(source, &e))
    }

    fn parse_lines(source: &Source) -> Result<Self, DictionaryError> {
        let mut layer = Self::default();
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                let entity =
                    serde_json::from_str(line).map_err(|e| DictionaryError::at(source, at, e.to_string()))?;
                layer.entities.push(entity);
            }
            at += line.len();
        }
        Ok(layer)
    }
}
