//! Armed groups: organisations that can be who did it.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::lexicon::{DictionaryError, dictionary};
use crate::model::{Mention, Value};

/// The sector that organisations of this kind are listed under.
const SECTOR: &str = "armed group";

/// The ids of armed groups in `dictionaries/organisations/armed-movements.toml`.
#[derive(Debug)]
pub(super) struct ArmedGroups {
    ids: BTreeSet<String>,
}

#[derive(Deserialize)]
struct File {
    entity: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    id: String,
    sector: Option<String>,
}

impl ArmedGroups {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let source = dictionary!("organisations/armed-movements.toml");
        let file: File = toml::from_str(&source.text).map_err(|e| DictionaryError::toml(&source, &e))?;
        let armed = file
            .entity
            .into_iter()
            .filter(|e| e.sector.as_deref() == Some(SECTOR));
        Ok(Self {
            ids: armed.map(|e| e.id).collect(),
        })
    }

    /// Whether a name is one of them.
    pub(super) fn is_armed(&self, mention: &Mention) -> bool {
        match &mention.value {
            Value::Name(name) => name.entity.as_deref().is_some_and(|id| self.ids.contains(id)),
            _ => false,
        }
    }
}
