//! Figures.

use super::{Extractor, Reading};
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::Mention;

/// Finds figures.
#[derive(Debug)]
pub struct Figures {}

/// Makes the extractor.
///
/// # Errors
/// A dictionary that does not parse.
pub fn build(_lexicon: &Lexicon) -> Result<Box<dyn Extractor>, DictionaryError> {
    Ok(Box::new(Figures {}))
}

impl Extractor for Figures {
    fn find(&self, _reading: &Reading<'_>, _found: &mut Vec<Mention>) {}
}
