//! Armed groups: organisations that can be who did it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::lexicon::{DictionaryError, Layer, dictionary};
use crate::model::{Mention, Value};

/// The sector that organisations of this kind are listed under.
const SECTOR: &str = "armed group";

/// The ids of armed groups in `dictionaries/organisations/armed-movements.toml`.
#[derive(Debug)]
pub(super) struct ArmedGroups {
    ids: BTreeSet<Arc<str>>,
}

impl ArmedGroups {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let layer = Layer::parse(&dictionary!("organisations/armed-movements.toml"))?;
        let entities = layer.entities.into_iter();
        let armed = entities.filter(|e| e.sector.as_deref() == Some(SECTOR));
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
