//! The built-in dictionaries as `dictionaries/compile.rs` laid them out when the program was built.
//!
//! Names and word lists stand in the program in the form in which they are used: nothing is parsed, read or copied when it starts, and of their pages
//! the system loads those that are asked for. Parsing them anew was half of the start (`benches/speed.md`). Tables of other forms
//! than lists stand as JSON, which is read at a tenth of what TOML costs.

// Some hundred thousand numbers are put together from their bytes: a fraction of a second.
#![allow(long_running_const_eval)]

use std::borrow::Cow;

use super::Source;
use super::compiled::Compiled;
use super::fixed::{Fixed, entity_at, name_at, pair_at, row_at, share_at, u32_at, u64_at};
use super::gazetteer::{EntityRecord, Gazetteer, NameRecord};
use super::name_index::{Beginnings, HashIndex};
use super::pieces::Pieces;

/// An array of the program, made while it is compiled from the bytes of a file that the build wrote.
macro_rules! array {
    ($file:literal, $item:ty, $at:ident) => {{
        const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/", $file));
        const LEN: usize = BYTES.len() / <$item as Fixed>::BYTES;
        static ARRAY: [$item; LEN] = {
            let mut array = [$at(BYTES, 0); LEN];
            let mut n = 1;
            while n < LEN {
                array[n] = $at(BYTES, n * <$item as Fixed>::BYTES);
                n += 1;
            }
            array
        };
        Cow::Borrowed(ARRAY.as_slice())
    }};
}

macro_rules! text {
    ($file:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $file))
    };
}

/// What [`Compiled::of`] makes of the built-in layers.
pub(super) fn compiled() -> Compiled {
    let gazetteer = Gazetteer {
        text: Cow::Borrowed(text!("names.txt")),
        kinds: text!("kinds.txt").lines().map(str::to_owned).collect(),
        entities: array!("entities", EntityRecord, entity_at),
        names: array!("names", NameRecord, name_at),
        beginnings: Beginnings(array!("beginnings", u64, u64_at)),
        by_path: HashIndex {
            starts: array!("path-starts", u32, u32_at),
            hashes: array!("path-hashes", u64, u64_at),
            values: array!("path-values", u32, u32_at),
        },
        by_id: HashIndex {
            starts: array!("id-starts", u32, u32_at),
            hashes: array!("id-hashes", u64, u64_at),
            values: array!("id-values", u32, u32_at),
        },
    };
    Compiled {
        gazetteer,
        demonyms: Compiled::demonyms_of(text!("demonyms.txt")),
    }
}

/// The fitted weights of names: features, by the first part of their name, as [`Pieces`] of pieces; and the weights of each, in this order.
pub(crate) fn fitted_weights() -> (Pieces<'static>, Cow<'static, [[f32; 3]]>) {
    (
        Pieces::of(text!("features.txt")),
        array!("weights", [f32; 3], row_at),
    )
}

/// Places and sets of a table of word classes.
pub(super) type WordClasses = (Cow<'static, [(u32, u32)]>, Cow<'static, [u64]>);

/// The table of the word lists of names, with the demonyms of the built-in layers.
pub(super) fn word_classes() -> WordClasses {
    (
        array!("class-places", (u32, u32), pair_at),
        array!("class-sets", u64, u64_at),
    )
}

/// Places of a table of words with their inverse document frequencies.
type Shares = Cow<'static, [(u32, f32)]>;

/// The background table of news: of how many documents it was counted, its commonest words, and all of them.
pub(crate) fn background() -> (f32, [Shares; 2]) {
    const DOCUMENTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/background-documents"));
    let tables = [
        array!("background-common", (u32, f32), share_at),
        array!("background-all", (u32, f32), share_at),
    ];
    (f32::from_bits(u32_at(DOCUMENTS, 0)), tables)
}

/// What a file of ours was compiled to.
enum Text {
    /// What [`super::WordLists::compile`] gives.
    Lists(&'static str),
    /// Its tables.
    Json(&'static str),
}

/// The lists of a file of ours, as [`super::WordLists::compile`] gives them.
pub(super) fn lists(source: &Source) -> Option<&'static str> {
    match text_of(source)? {
        Text::Lists(lists) => Some(lists),
        Text::Json(_) => None,
    }
}

/// The tables of a file of ours, as JSON.
pub(super) fn json(source: &Source) -> Option<&'static str> {
    match text_of(source)? {
        Text::Lists(_) => None,
        Text::Json(json) => Some(json),
    }
}

/// What the file was compiled to, if it is one that was: its text is the program's own, and as long.
#[allow(clippy::unreadable_literal, reason = "written by the build")]
fn text_of(source: &Source) -> Option<Text> {
    // A list of `path => (bytes of the file, what it was compiled to)`.
    let (len, text) = include!(concat!(env!("OUT_DIR"), "/texts.rs"));
    let ours = matches!(source.text, Cow::Borrowed(text) if text.len() == len);
    ours.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::layer::built_in;
    use crate::lexicon::{WordLists, dictionary};

    #[test]
    fn lists_and_tables_are_those_of_the_files() {
        let own = dictionary!("names/words.toml");
        assert_eq!(
            lists(&own).map(str::to_owned),
            Some(WordLists::compile(&own).unwrap())
        );
        let own = dictionary!("actors/context.toml");
        let by_json: toml::Table = serde_json::from_str(json(&own).unwrap()).unwrap();
        assert_eq!(by_json, toml::from_str(&own.text).unwrap());
        let other = Source {
            text: "a = [\n]".into(),
            ..own
        };
        assert!(lists(&other).is_none() && json(&other).is_none());
    }

    /// The program was built from the dictionaries that stand beside it.
    #[test]
    fn what_is_built_in_is_what_the_layers_say() {
        assert!(Compiled::of(built_in()).unwrap() == compiled());
    }
}
