//! Places of a layer (`[[place]]` tables): entities of type `place`, with their demonyms.

use std::sync::Arc;

use serde::Deserialize;

use super::entity::{Alias, Entity};

/// One place as a layer lists it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// `place/kenya`
    pub id: Arc<str>,
    /// The name as printed.
    pub name: Arc<str>,
    /// `country`, `city`, `region` …
    pub kind: String,
    /// ISO 3166 alpha-2 of a country or of the country it belongs to.
    #[serde(default)]
    pub country: Option<String>,
    /// The name of its capital.
    #[serde(default)]
    pub capital: Option<String>,
    /// The place it is in.
    #[serde(default, rename = "in")]
    pub inside: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// What its people and things are called: Kenyan, Kenyans.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// Counts only with context.
    #[serde(default)]
    pub weak: bool,
    /// A note for people.
    #[serde(default)]
    pub note: Option<String>,
}

impl Place {
    /// The place as an entity, without its demonyms: "Kenyan" names no place.
    pub fn entity(self) -> Entity {
        Entity {
            aliases: self.aliases,
            country: self.country,
            inside: self.inside,
            sort: Some(self.kind),
            weak: self.weak,
            note: self.note,
            ..Entity::new(self.id, "place", self.name)
        }
    }
}
