//! Reads `dictionaries/`: entity layers, phrase tables, word lists; builds the matchers; refuses what is broken, with file and line.
//!
//! The dictionaries are compiled into the binary; users add layers of their own (`--dictionary`), later ones win.

mod background;
mod built_in;
mod cache;
mod check;
mod compiled;
mod entity;
mod error;
mod fixed;
mod flagged;
mod gazetteer;
mod gazetteer_builder;
mod import;
mod layer;
mod layer_diff;
mod layer_text;
mod lines;
mod name_index;
mod near_names;
mod outlets;
mod phrases;
mod pieces;
mod places;
mod plain_layer;
mod questions;
mod slug;
mod source;
mod word_filter;
mod word_lists;
mod word_map;

use std::sync::Arc;

pub(crate) use built_in::{background, fitted_weights};
pub use cache::{Cache, CacheNews};
pub use check::{Finding, check};
pub use entity::{Alias, CaseRule, Details, Entity};
pub use error::DictionaryError;
pub use flagged::flagged;
pub use gazetteer::{AliasHit, Gazetteer, Known, KnownAlias};
pub use import::{IMPORTERS, Import, Importer, LeftOut};
pub use layer::{Layer, LayerMeta, Removal, Stop};
pub use layer_diff::{Difference, layer_diff};
pub use layer_text::{alias_toml, layer_jsonl, layer_toml};
pub use lines::{DictionaryLine, entity_lines, question_lines};
pub use near_names::nearest_names;
pub use outlets::Outlets;
pub use phrases::{Phrase, PhraseTable};
pub(crate) use pieces::Pieces;
pub use places::Place;
pub use questions::{Course, Question, QuestionSet, QuestionShape, QuestionTraits};
pub use slug::slug;
pub use source::Source;
pub(crate) use source::dictionary;
pub use word_filter::{Triggers, WordFilter};
pub use word_lists::WordLists;
pub use word_map::{WordMap, WordSet};

use built_in::WordClasses;
use compiled::Compiled;
use sha2::{Digest as _, Sha256};

use crate::split::Abbreviations;

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
    /// The files they were read from, for [`Lexicon::digest`].
    files: Vec<FileDigest>,
}

/// A file that was read: one of our own, or the digest of another.
#[derive(Debug, Clone)]
enum FileDigest {
    BuiltIn(Source),
    Own(Arc<str>, [u8; 32]),
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

    /// The layers of [`Lexicon::optional_layer`].
    pub fn optional_layers() -> Vec<Source> {
        layer::optional()
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
        let compiled = if layers.is_empty() {
            built_in::compiled()
        } else {
            Compiled::of(layer::built_in().iter().chain(layers))?
        };
        Self::assemble(compiled, Self::files(layers))
    }

    /// The same of layers that are parsed already, the built-in ones first; `own` are the sources of the others.
    ///
    /// # Errors
    /// A word list of our own that cannot be used.
    pub fn of_layers(mut layers: Vec<Layer>, own: &[Source]) -> Result<Self, DictionaryError> {
        let demonyms = layers
            .iter_mut()
            .flat_map(|layer| std::mem::take(&mut layer.demonyms));
        let compiled = Compiled {
            demonyms: demonyms.collect(),
            gazetteer: Gazetteer::new(layers),
        };
        Self::assemble(compiled, Self::files(own))
    }

    fn files(layers: &[Source]) -> Vec<FileDigest> {
        let built_in = layer::built_in().into_iter().chain([splitting()]);
        let own = layers.iter().map(FileDigest::own);
        built_in.map(FileDigest::BuiltIn).chain(own).collect()
    }

    fn assemble(compiled: Compiled, files: Vec<FileDigest>) -> Result<Self, DictionaryError> {
        let abbreviations = Self::split_abbreviations()?;
        let mut table = PhraseTable::new();
        for (demonym, place) in &compiled.demonyms {
            table.insert(demonym, Arc::clone(place));
        }
        let demonyms = compiled.demonyms.iter();
        Ok(Self {
            demonyms: table,
            demonym_words: demonyms
                .map(|(demonym, _)| crate::split::hash_folded(demonym))
                .collect(),
            abbreviations,
            gazetteer: compiled.gazetteer,
            files,
        })
    }

    /// The layers on top of the built-in ones: the names of their files, and SHA-256 in hex.
    pub fn own_layers(&self) -> Vec<(String, String)> {
        let own = self.files.iter().filter_map(|file| match file {
            FileDigest::BuiltIn(_) => None,
            FileDigest::Own(path, digest) => {
                let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
                Some((
                    name.to_owned(),
                    format!("{:x}", sha2::digest::Output::<Sha256>::from(*digest)),
                ))
            }
        });
        own.collect()
    }

    /// The word lists of names as the build laid them out for `src/extract/names`, unless layers have added demonyms to them.
    pub(crate) fn word_classes(&self) -> Option<WordClasses> {
        let own = self.files.iter().any(|file| matches!(file, FileDigest::Own(..)));
        (!own).then(built_in::word_classes)
    }

    /// The abbreviations that texts are split by; layers add none.
    pub fn split_abbreviations() -> Result<Abbreviations, DictionaryError> {
        let lists = WordLists::parse(&splitting())?;
        Ok(Abbreviations::new(
            lists.list("before_name")?,
            lists.list("either")?,
            lists.list("starters")?,
        )
        .with(
            lists.list("marked")?,
            lists.list("answers")?,
            lists.list("reporting")?,
        ))
    }

    /// SHA-256 over all layers in load order, in hex: what an archive is checked against.
    pub fn digest(&self) -> String {
        Self::digest_of(&self.files)
    }

    fn digest_of(files: &[FileDigest]) -> String {
        let mut sha = Sha256::new();
        for file in files {
            let (path, digest) = match file {
                FileDigest::BuiltIn(source) => (&source.path, text_digest(source)),
                FileDigest::Own(path, digest) => (path, *digest),
            };
            sha.update(path.as_bytes());
            sha.update([0]);
            sha.update(digest);
        }
        format!("{:x}", sha.finalize())
    }
}

impl FileDigest {
    fn own(source: &Source) -> Self {
        Self::Own(Arc::clone(&source.path), text_digest(source))
    }
}

fn splitting() -> Source {
    dictionary!("split/abbreviations.toml")
}

fn text_digest(source: &Source) -> [u8; 32] {
    Sha256::digest(source.text.as_bytes()).into()
}
