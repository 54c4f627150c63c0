//! The entities of a bundle: met article by article, written once at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::super::ExportError;
use super::object::{Object, Reference, id};
use crate::lexicon::{Details, Lexicon};
use crate::model::{Match, Record, ValueLine};

/// What is known of the entities met so far.
#[derive(Debug, Default)]
pub(super) struct Entities {
    lexicon: Option<Lexicon>,
    seen: BTreeMap<Arc<str>, Seen>,
}

#[derive(Debug)]
struct Seen {
    name: Arc<str>,
    form: Form,
    last: Option<Date>,
    /// Names under which the text knows an entity that no dictionary holds.
    names: BTreeSet<String>,
}

/// What STIX makes of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    Identity(&'static str),
    IntrusionSet,
    /// In a country, perhaps a city of it.
    Location {
        country: String,
        is_city: bool,
    },
}

impl Form {
    fn sort(&self) -> &'static str {
        match self {
            Self::Identity(_) => "identity",
            Self::IntrusionSet => "intrusion-set",
            Self::Location { .. } => "location",
        }
    }
}

impl Entities {
    /// With the built-in dictionaries, which know aliases, countries and ids elsewhere.
    pub(super) fn new() -> Result<Self, ExportError> {
        let lexicon = Lexicon::built_in().map_err(std::io::Error::other)?;
        Ok(Self {
            lexicon: Some(lexicon),
            seen: BTreeMap::new(),
        })
    }

    /// Takes in the entities of an article; gives their ids, each once, in the order of the article.
    pub(super) fn meet(&mut self, record: &Record) -> Vec<String> {
        let mut refs = Vec::new();
        for mention in &record.mentions {
            let ValueLine::Name(name) = &mention.value else {
                continue;
            };
            let Some(entity) = &name.entity else { continue };
            if !self.seen.contains_key(entity) {
                let Some(form) = self.form(entity, mention.kind.as_str()) else {
                    continue;
                };
                let seen = Seen {
                    name: Arc::clone(&name.name),
                    form,
                    last: None,
                    names: BTreeSet::new(),
                };
                self.seen.insert(Arc::clone(entity), seen);
            }
            let Some(seen) = self.seen.get_mut(entity) else {
                continue;
            };
            seen.last = seen.last.max(record.date);
            if !matches!(name.matched, Match::Fuzzy | Match::Plural) {
                seen.names
                    .insert(mention.text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            let id = entity_id(&seen.form, entity);
            if !refs.contains(&id) {
                refs.push(id);
            }
        }
        refs
    }

    fn form(&self, entity: &str, kind: &str) -> Option<Form> {
        match kind {
            "actor" => Some(Form::IntrusionSet),
            "organisation" => Some(Form::Identity("organization")),
            "person" => Some(Form::Identity("individual")),
            "place" => self.location(entity),
            _ => Some(Form::Identity("unknown")),
        }
    }

    /// A place with the country that it is or lies in.
    fn location(&self, entity: &str) -> Option<Form> {
        let place = self.details(entity)?;
        let is_city = place.sort.as_deref() == Some("city");
        let mut at = place;
        // Cities lie in regions in countries: a few steps, and no more if a layer made a circle.
        for _ in 0..4 {
            if let Some(country) = at.country {
                return Some(Form::Location { country, is_city });
            }
            at = self.details(at.inside.as_deref()?)?;
        }
        None
    }

    fn details(&self, entity: &str) -> Option<Details> {
        let known = self.lexicon.as_ref()?.gazetteer.entity(entity)?;
        Some(known.details())
    }

    /// The names that dictionaries give an actor; those of the text if they hold none of it.
    fn aliases(&self, entity: &str, seen: &Seen) -> Vec<String> {
        let known = self
            .lexicon
            .as_ref()
            .and_then(|lexicon| lexicon.gazetteer.entity(entity));
        let listed: BTreeSet<String> = match known {
            Some(known) => known
                .aliases()
                .filter(|alias| !alias.ambiguous)
                .map(|a| a.name.to_owned())
                .collect(),
            None => seen.names.clone(),
        };
        listed.into_iter().filter(|alias| **alias != *seen.name).collect()
    }

    /// The objects, by entity.
    pub(super) fn into_objects(mut self) -> Vec<Object> {
        let seen = std::mem::take(&mut self.seen);
        let objects = seen.into_iter().map(|(entity, seen)| self.object(&entity, &seen));
        objects.collect()
    }

    fn object(&self, entity: &str, seen: &Seen) -> Object {
        let mut object = Object {
            id: entity_id(&seen.form, entity),
            name: Some(seen.name.to_string()),
            external_references: self.references(entity),
            ..Object::new(seen.form.sort(), "")
        };
        match &seen.form {
            Form::Identity(class) => object.identity_class = Some(class),
            Form::IntrusionSet => object.aliases = self.aliases(entity, seen),
            Form::Location { country, is_city } => {
                object.country = Some(country.clone());
                object.city = is_city.then(|| seen.name.to_string());
            }
        }
        object.changed(seen.last)
    }

    /// Our id, and those of ATT&CK and of the MISP galaxy where the dictionaries have them.
    fn references(&self, entity: &str) -> Vec<Reference> {
        let own = Reference {
            source_name: "dateline".to_owned(),
            url: None,
            external_id: Some(entity.to_owned()),
        };
        let elsewhere = self
            .details(entity)
            .map(|details| details.refs)
            .unwrap_or_default();
        std::iter::once(own)
            .chain(elsewhere.iter().map(|name| reference(name)))
            .collect()
    }
}

fn entity_id(form: &Form, entity: &str) -> String {
    id(form.sort(), entity)
}

/// `attack:G0007` as a reference to MITRE ATT&CK.
fn reference(name: &str) -> Reference {
    let (source, at) = name.split_once(':').unwrap_or(("", name));
    let (source_name, url) = match source {
        "attack" => (
            "mitre-attack",
            Some(format!("https://attack.mitre.org/groups/{at}")),
        ),
        "misp" => ("misp-galaxy", None),
        "" => ("dictionary", None),
        other => (other, None),
    };
    Reference {
        source_name: source_name.to_owned(),
        url,
        external_id: Some(at.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::told::{mention, name, record};
    use super::*;

    #[test]
    fn entities_are_written_once_with_what_dictionaries_know() {
        let text = "Fancy Bear hit WADA in Oslo; Anna Berg told Fancy Bear in Xyzzy.";
        let record = record(
            "1",
            text,
            &[
                mention(text, "Fancy Bear", "actor", "text", &name("actor/apt28")),
                mention(text, "WADA", "organisation", "text", &name("org/~wada")),
                mention(text, "Oslo", "place", "text", &name("place/oslo")),
                mention(text, "Anna Berg", "person", "text", &name("person/~anna-berg")),
                mention(text, "Fancy Bear", "actor", "text", &name("actor/apt28")),
                mention(text, "Xyzzy", "place", "text", &name("place/~xyzzy")),
            ],
        );
        let mut entities = Entities::new().unwrap();
        let refs = entities.meet(&record);
        assert_eq!(refs.len(), 4, "{refs:?}");
        let objects = serde_json::to_value(entities.into_objects()).unwrap();
        assert_eq!(objects[0]["type"], "intrusion-set");
        assert!(
            objects[0]["aliases"]
                .as_array()
                .unwrap()
                .contains(&"Strontium".into()),
            "{objects}"
        );
        assert_eq!(objects[0]["external_references"][1]["external_id"], "G0007");
        assert_eq!(objects[3]["country"], "NO");
        assert_eq!(objects[1]["modified"], "2017-04-03T00:00:00.000Z");
    }
}
