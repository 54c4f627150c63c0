//! What a page says about its article.
use crate::lexicon::DictionaryError;
/// Words.
#[derive(Debug)]
pub(super) struct PageWords;
impl PageWords {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        Ok(Self)
    }
}
