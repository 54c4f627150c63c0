//! A dictionary file as it is read: ours are compiled in, others are read from their place.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::{DictionaryError, built_in};

/// The text of a file under `dictionaries/`, compiled in: `dictionary!("numbers/bounds.toml")` gives a [`Source`].
macro_rules! dictionary {
    ($path:literal) => {
        $crate::lexicon::Source {
            path: concat!("dictionaries/", $path).into(),
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/dictionaries/", $path)).into(),
        }
    };
}
pub(crate) use dictionary;

/// A dictionary file: where it is, for messages, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as a message shows it.
    pub path: Arc<str>,
    /// The whole file.
    pub text: std::borrow::Cow<'static, str>,
}

impl Source {
    /// What a TOML file holds. Of one of ours the tables that the build made are read.
    ///
    /// # Errors
    /// What does not parse, with its line.
    pub(crate) fn table<T: DeserializeOwned>(&self) -> Result<T, DictionaryError> {
        let built = built_in::json(self).and_then(|json| serde_json::from_str(json).ok());
        match built {
            Some(table) => Ok(table),
            // An error of JSON would not tell the line.
            None => toml::from_str(&self.text).map_err(|e| DictionaryError::toml(self, &e)),
        }
    }
}
