//! The field map: under which names the fields of an article come.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Options, ReadError};
use crate::lexicon::{WordLists, dictionary};

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The body.
    Text,
    /// The title.
    Title,
    /// When it was published.
    Date,
    /// When it was changed: never an anchor.
    Updated,
    /// When it was fetched: never an anchor.
    Crawled,
    /// The outlet.
    Source,
    /// Its own id.
    Id,
    /// Who wrote it.
    Author,
    /// Its language.
    Language,
    /// A given group.
    Group,
}

impl Role {
    /// All roles, in the order in which they take fields: a name that is in two lists goes to the first.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Title,
        Self::Date,
        Self::Updated,
        Self::Crawled,
        Self::Source,
        Self::Id,
        Self::Author,
        Self::Language,
        Self::Group,
    ];

    /// Its name in `--map` and in the dictionary.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Date => "date",
            Self::Updated => "updated",
            Self::Crawled => "crawled",
            Self::Source => "source",
            Self::Id => "id",
            Self::Author => "author",
            Self::Language => "language",
            Self::Group => "group",
        }
    }
}

/// Accepted names by role, best first.
#[derive(Debug)]
pub(super) struct FieldMap {
    names: Vec<(Role, Vec<Path>)>,
    articles: Vec<Path>,
    labels: Vec<String>,
}

/// A name, split at its dots, each part without letter case, `_` and `-`.
type Path = Vec<String>;

impl FieldMap {
    /// The built-in names with those of the options before them.
    pub(super) fn new(options: &Options) -> Result<Self, ReadError> {
        let lists = WordLists::parse(&dictionary!("ingest/fields.toml"))?;
        let mut names = Vec::new();
        for role in Role::ALL {
            let mapped = mapped(options, role).map(path);
            let known = lists.list(role.name())?.map(path);
            names.push((role, mapped.chain(known).collect()));
        }
        let map = Self {
            names,
            articles: lists.list("articles")?.map(path).collect(),
            labels: lists.list("label")?.map(normal).collect(),
        };
        match options
            .map
            .iter()
            .find(|(field, _)| !Role::ALL.iter().any(|r| r.name() == field))
        {
            Some((field, name)) => Err(unknown(field, name)),
            None => Ok(map),
        }
    }

    /// Takes the first field of a role that is there and not empty, as text.
    pub(super) fn take(&self, role: Role, record: &mut Record) -> Option<String> {
        self.paths(role).find_map(|path| self.take_path(path, record))
    }

    /// The name of the field that [`take`](Self::take) takes.
    pub(super) fn which(&self, role: Role, record: &Record) -> Option<String> {
        let path = self.paths(role).find(|path| {
            record
                .find(path)
                .is_some_and(|value| self.as_text(value).is_some())
        })?;
        let (first, rest) = path.split_first()?;
        let first = record.names.get(first)?.clone();
        Some(rest.iter().fold(first, |name, part| format!("{name}.{part}")))
    }

    /// Whether a field of a role is there, be it empty.
    pub(super) fn has(&self, role: Role, record: &Record) -> bool {
        self.paths(role).any(|path| record.find(path).is_some())
    }

    /// Takes the values of every field of a role that is there, best first; only the best is taken out.
    pub(super) fn take_all(&self, role: Role, record: &mut Record) -> Vec<String> {
        let values: Vec<String> = self
            .paths(role)
            .filter_map(|path| self.as_text(record.find(path)?))
            .collect();
        self.take(role, record);
        values
    }

    /// Takes a list of objects that stands for several articles, if the record has no text of its own.
    pub(super) fn take_articles(&self, record: &mut Record) -> Option<Vec<Value>> {
        let filled = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
        if self
            .paths(Role::Text)
            .any(|path| record.find(path).is_some_and(filled))
        {
            return None;
        }
        let objects = |value: &Value| {
            let list = value.as_array();
            list.is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_object))
        };
        let path = self
            .articles
            .iter()
            .find(|path| record.find(path).is_some_and(objects))?;
        let list = match path.as_slice() {
            [_] => record.remove(path),
            _ => record.find(path).cloned(),
        };
        match list? {
            Value::Array(list) => Some(list),
            _ => None,
        }
    }

    fn paths(&self, role: Role) -> impl Iterator<Item = &Path> {
        self.names
            .iter()
            .filter(move |(r, _)| *r == role)
            .flat_map(|(_, paths)| paths)
    }

    /// Takes a field out of the record, if it has a value that is text. A part of a nested object stays there: the rest of it is meta.
    fn take_path(&self, path: &Path, record: &mut Record) -> Option<String> {
        let text = self.as_text(record.find(path)?)?;
        if path.len() == 1 {
            record.remove(path);
        }
        Some(text)
    }

    /// A value as text: a string as it is, a number in digits, an object by its label, a list of these joined.
    fn as_text(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(object) => self.labels.iter().find_map(|label| {
                let key = key_of(label, object)?;
                object[key]
                    .as_str()
                    .filter(|text| !text.trim().is_empty())
                    .map(str::to_owned)
            }),
            Value::Array(list) => {
                let parts: Vec<String> = list.iter().filter_map(|v| self.as_text(v)).collect();
                let joint = if parts.iter().any(|p| p.len() > 80) {
                    "\n\n"
                } else {
                    ", "
                };
                (!parts.is_empty()).then(|| parts.join(joint))
            }
            Value::Null | Value::Bool(_) => None,
        }
    }
}

/// Whether a name is one under which texts come, most specific ones: in a header of a table without a name of its own.
pub(super) fn is_known_text(name: &str) -> bool {
    TEXTS.contains(&normal(name).as_str())
}

/// Names of texts by which a table is known; the whole list stands in `dictionaries/ingest/fields.toml`.
const TEXTS: [&str; 7] = [
    "text",
    "content",
    "body",
    "maintext",
    "articlebody",
    "fulltext",
    "eventtext",
];

fn mapped(options: &Options, role: Role) -> impl Iterator<Item = &str> {
    let group = options.group_field.as_deref().filter(|_| role == Role::Group);
    let mapped = options.map.iter().filter(move |(field, _)| field == role.name());
    group.into_iter().chain(mapped.map(|(_, name)| name.as_str()))
}

fn unknown(field: &str, name: &str) -> ReadError {
    ReadError::UnknownField {
        field: field.to_owned(),
        name: name.to_owned(),
        known: Role::ALL.map(Role::name).join(", "),
    }
}

fn path(name: &str) -> Path {
    name.split('.').map(normal).collect()
}

/// A name as names are compared: `date_publish`, `datePublish` and `Date-Publish` are one.
fn normal(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

fn key_of<'m>(part: &str, object: &'m Map<String, Value>) -> Option<&'m String> {
    object.keys().find(|key| normal(key) == *part)
}

/// An object whose names are folded once, as some sixty names are looked for.
#[derive(Debug)]
pub(super) struct Record {
    object: Map<String, Value>,
    /// Folded name to name; of two that fold to one, the first in the alphabet.
    names: BTreeMap<String, String>,
}

impl Record {
    /// A record of these fields.
    pub(super) fn new(object: Map<String, Value>) -> Self {
        let names = object
            .keys()
            .rev()
            .map(|key| (normal(key), key.clone()))
            .collect();
        Self { object, names }
    }

    /// What was not taken.
    pub(super) fn rest(self) -> Map<String, Value> {
        self.object
    }

    fn find(&self, path: &[String]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        let value = self.object.get(self.names.get(first)?)?;
        rest.iter().try_fold(value, |value, part| {
            let object = value.as_object()?;
            object.get(key_of(part, object)?)
        })
    }

    fn remove(&mut self, path: &[String]) -> Option<Value> {
        let key = self.names.remove(path.first()?)?;
        self.object.remove(&key)
    }
}
