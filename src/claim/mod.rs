//! What one article says: claims from mentions and the words around them, and the signature by which its story is found.

mod fingerprint;
mod signature;
mod stem;

pub use signature::Background;

use crate::lexicon::DictionaryError;
use crate::model::{Article, Claim, Mention, Split};

/// Reads claims by the questions under `dictionaries/questions/`.
#[derive(Debug)]
pub struct Questions {}

impl Questions {
    /// The built-in questions.
    ///
    /// # Errors
    /// A questions file that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        Ok(Self {})
    }

    /// The claims of an article's text, by place. `mentions` are those of the text, by place.
    pub fn claims(&self, _article: &Article, _split: &Split, _mentions: &[Mention]) -> Vec<Claim> {
        Vec::new()
    }
}
