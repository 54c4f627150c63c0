//! Reads `dictionaries/`: entity layers, phrase tables, word lists; builds the matchers; refuses what is broken, with file and line.
//!
//! The dictionaries are compiled into the binary; users add layers of their own (`--dictionary`), later ones win.

mod check;
mod error;
mod gazetteer;
mod layer;
mod lines;
mod phrases;
mod places;
mod questions;
mod word_filter;
mod word_lists;
mod word_map;

use std::sync::Arc;

pub use check::{Finding, check};
pub use error::DictionaryError;
pub use gazetteer::{AliasHit, Gazetteer};
pub use layer::{Alias, CaseRule, Entity, Layer, LayerMeta};
pub use lines::{DictionaryLine, entity_lines, question_lines};
pub use phrases::{Phrase, PhraseTable};
pub use places::Place;
pub use questions::{Question, QuestionSet, QuestionShape, QuestionTraits};
pub use word_filter::{Triggers, WordFilter};
pub use word_lists::WordLists;
pub use word_map::{WordMap, WordSet};

use crate::split::Abbreviations;

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

/// Everything read from dictionaries that more than one stage uses. Tables of one kind alone are read by that kind.
#[derive(Debug)]
pub struct Lexicon {
    /// Where sentences do not end.
    pub abbreviations: Abbreviations,
    /// All entities of all layers, with their aliases as a matcher.
    pub gazetteer: Gazetteer,
    /// Words of nationality and origin with the id of their place: `Kenyan` to `place/kenya`.
    pub demonyms: PhraseTable<Arc<str>>,
    /// The demonyms of one word, as folded hashes.
    pub demonym_words: Vec<u64>,
    /// SHA-256 over all layers in load order, in hex: what an archive is checked against.
    pub digest: String,
}

impl Lexicon {
    /// The entity layers compiled in, in load order.
    pub fn built_in_layers() -> Vec<Source> {
        layer::built_in()
    }

    /// A layer that is compiled in and loaded only when asked for: `armed-groups` for `dictionaries/actors/armed-groups.toml`.
    pub fn optional_layer(name: &str) -> Option<Source> {
        let file = format!("/{name}.toml");
        layer::optional()
            .into_iter()
            .find(|layer| layer.path.ends_with(&file))
    }

    /// The built-in dictionaries.
    ///
    /// # Errors
    /// A dictionary that does not parse, or an entity that contradicts another.
    pub fn built_in() -> Result<Self, DictionaryError> {
        Self::with_layers(&[])
    }

    /// The built-in dictionaries and `layers` on top, later ones winning.
    ///
    /// # Errors
    /// As [`Lexicon::built_in`], naming file and line.
    pub fn with_layers(layers: &[Source]) -> Result<Self, DictionaryError> {
        let sources: Vec<Source> = layer::built_in()
            .into_iter()
            .chain(layers.iter().cloned())
            .collect();
        let parsed = sources.iter().map(Layer::parse).collect::<Result<Vec<_>, _>>()?;
        let splitting = dictionary!("split/abbreviations.toml");
        let lists = WordLists::parse(&splitting)?;
        let mut demonyms = PhraseTable::new();
        for (demonym, place) in parsed.iter().flat_map(|layer| &layer.demonyms) {
            demonyms.insert(demonym, Arc::clone(place));
        }
        let demonym_words = parsed.iter().flat_map(|layer| &layer.demonyms);
        let demonym_words = demonym_words
            .map(|(demonym, _)| crate::split::hash_folded(demonym))
            .collect();
        Ok(Self {
            demonyms,
            demonym_words,
            abbreviations: Abbreviations::new(
                lists.list("before_name")?,
                lists.list("either")?,
                lists.list("starters")?,
            ),
            gazetteer: Gazetteer::new(parsed),
            digest: digest(sources.iter().chain([&splitting])),
        })
    }
}

fn digest<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    use sha2::{Digest, Sha256};
    let mut sha = Sha256::new();
    for source in sources {
        sha.update(source.path.as_bytes());
        sha.update([0]);
        sha.update(source.text.as_bytes());
        sha.update([0]);
    }
    format!("{:x}", sha.finalize())
}
