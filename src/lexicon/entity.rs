//! One entity of a layer, with its names.

use std::fmt;
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One entity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Alias>,
    /// Ids elsewhere: `attack:G0007`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<String>,
    /// Entities like this one: shown, never merged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<String>,
    /// The entity this is a part of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<String>,
    /// The same entity under another id, reviewed by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// Sector of an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// ISO 3166 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The place this place is in.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    pub inside: Option<String>,
    /// Sort of a place.
    #[serde(default, rename = "kind", skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Counts only with context: the name itself is an ordinary word.
    #[serde(default, skip_serializing_if = "is_false")]
    pub weak: bool,
    /// A note for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The layer's [`super::LayerMeta::needs_head`].
    #[serde(skip)]
    pub needs_head: bool,
}

/// What a layer says of an entity beside its names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Ids elsewhere.
    pub refs: Vec<String>,
    /// Entities like this one.
    pub similar: Vec<String>,
    /// The entity this is a part of.
    pub part_of: Vec<String>,
    /// The same entity under another id.
    pub same_as: Vec<String>,
    /// Sector of an organisation.
    pub sector: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// The place this place is in.
    pub inside: Option<String>,
    /// Sort of a place.
    pub sort: Option<String>,
    /// A note for people.
    pub note: Option<String>,
}

impl Details {
    /// From lines that [`Entity::push_details`] wrote.
    pub(super) fn read(lines: &str) -> Self {
        let mut details = Self::default();
        for (key, value) in lines.lines().filter_map(|line| line.split_once('=')) {
            let value = value.to_owned();
            match key {
                "refs" => details.refs.push(value),
                "similar" => details.similar.push(value),
                "part_of" => details.part_of.push(value),
                "same_as" => details.same_as.push(value),
                "sector" => details.sector = Some(value),
                "country" => details.country = Some(value),
                "in" => details.inside = Some(value),
                "kind" => details.sort = Some(value),
                "note" => details.note = Some(value),
                _ => {}
            }
        }
        details
    }
}

impl Entity {
    /// An entity with nothing but its id, type and printed name.
    pub fn new(id: impl Into<Arc<str>>, kind: impl Into<String>, name: impl Into<Arc<str>>) -> Self {
        Self {
            id: id.into(),
            kind: kind.into(),
            name: name.into(),
            aliases: Vec::new(),
            refs: Vec::new(),
            similar: Vec::new(),
            part_of: Vec::new(),
            same_as: Vec::new(),
            sector: None,
            country: None,
            inside: None,
            sort: None,
            weak: false,
            note: None,
            needs_head: false,
        }
    }

    /// Writes what is said of it beside its names, a line each: cheaper to write and to keep than a structure that is seldom asked for.
    pub(super) fn push_details(&self, lines: &mut String) {
        let lists = [
            ("refs", &self.refs),
            ("similar", &self.similar),
            ("part_of", &self.part_of),
            ("same_as", &self.same_as),
        ];
        let lists = lists
            .iter()
            .flat_map(|(key, list)| list.iter().map(move |value| (key, value)));
        let single = [
            ("kind", &self.sort),
            ("sector", &self.sector),
            ("country", &self.country),
            ("in", &self.inside),
            ("note", &self.note),
        ];
        let single = single
            .iter()
            .filter_map(|(key, value)| Some((key, value.as_ref()?)));
        for (key, value) in single.chain(lists) {
            lines.push_str(key);
            lines.push('=');
            lines.extend(value.split('\n'));
            lines.push('\n');
        }
    }
}

/// One alias: a bare name, or a name with attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Its language.
    pub lang: Option<String>,
}

/// How the letters of a name must be written in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
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

/// An alias with its attributes, as a layer writes it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct AliasFields {
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    case: CaseRule,
    #[serde(default, skip_serializing_if = "is_false")]
    weak: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    ambiguous: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    plural: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fuzzy: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
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
            lang: None,
        }
    }

    /// Whether it is a bare name.
    pub fn is_plain(&self) -> bool {
        *self == Self::plain(self.name.as_str())
    }
}

impl Serialize for Alias {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_plain() {
            return serializer.serialize_str(&self.name);
        }
        let alias = self.clone();
        AliasFields {
            name: alias.name,
            case: alias.case,
            weak: alias.weak,
            ambiguous: alias.ambiguous,
            plural: alias.plural,
            fuzzy: alias.fuzzy,
            by: alias.by,
            since: alias.since,
            until: alias.until,
            source: alias.source,
            lang: alias.lang,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Alias {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AliasVisitor)
    }
}

/// Reads either form at once: a derived choice would read each alias twice and say only that none fits.
struct AliasVisitor;

impl<'de> Visitor<'de> for AliasVisitor {
    type Value = Alias;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name, or a table like { name = \"…\", weak = true }")
    }

    fn visit_str<E>(self, name: &str) -> Result<Alias, E> {
        Ok(Alias::plain(name))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Alias, M::Error> {
        let f = AliasFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Alias {
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
            lang: f.lang,
        })
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde asks for
fn is_false(flag: &bool) -> bool {
    !flag
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as above
fn is_default(case: &CaseRule) -> bool {
    *case == CaseRule::default()
}
