//! Dates.

use super::{Extractor, Reading};
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::Mention;

/// Finds dates.
#[derive(Debug)]
pub struct Dates {}

/// Makes the extractor.
///
/// # Errors
/// A dictionary that does not parse.
pub fn build(_lexicon: &Lexicon) -> Result<Box<dyn Extractor>, DictionaryError> {
    Ok(Box::new(Dates {}))
}

impl Extractor for Dates {
    fn find(&self, _reading: &Reading<'_>, _found: &mut Vec<Mention>) {}
}
