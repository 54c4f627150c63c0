//! The weighted terms of an article.

use crate::lexicon::DictionaryError;
use crate::model::{Article, Signature, Split};

/// The background table of document frequencies.
#[derive(Debug)]
pub struct Background {}

impl Background {
    /// The shipped table.
    ///
    /// # Errors
    /// A table that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        Ok(Self {})
    }

    /// The signature of an article from the words of its title (if apart) and text.
    pub fn signature(&self, _article: &Article, _title: &Split, _text: &Split) -> Signature {
        Signature::default()
    }
}
