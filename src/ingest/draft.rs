//! What a reader finds of an article, before anchor, language and id are decided.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::Title;

/// An article as its format gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    /// The body, exactly.
    pub(super) text: String,
    /// Bytes of the body that are head lines and no text.
    pub(super) head: usize,
    /// Title.
    pub(super) title: Option<Title>,
    /// Outlet.
    pub(super) outlet: Option<String>,
    /// Publication dates as written, best first.
    pub(super) dates: Vec<String>,
    /// Language as written.
    pub(super) language: Option<String>,
    /// Id of its own.
    pub(super) id: Option<String>,
    /// Group.
    pub(super) group: Option<String>,
    /// Everything else that is known.
    pub(super) meta: BTreeMap<String, Value>,
    /// Its number in an input that holds several articles, for its id; then a date in the file's name is not its own.
    pub(super) number: Option<u64>,
    /// Where it stands in the input, for messages.
    pub(super) place: Option<String>,
    /// Which field of the input gave which of ours.
    pub(super) fields: Vec<(String, String)>,
    /// What to tell about it.
    pub(super) warnings: Vec<String>,
}

impl Draft {
    /// Keeps how bytes became text, where that is not plain UTF-8.
    pub(super) fn note_decoding(&mut self, decoded: &super::decode::Decoded) {
        if decoded.encoding != "UTF-8" {
            self.meta.insert("encoding".to_owned(), decoded.encoding.into());
        }
        if decoded.undecodable > 0 {
            self.meta
                .insert("undecodable".to_owned(), decoded.undecodable.into());
            self.warnings.push(format!(
                "{} places could not be decoded as {} and became U+FFFD",
                decoded.undecodable, decoded.encoding
            ));
        }
    }
}
