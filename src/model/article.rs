//! One news text as a reader delivers it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Anchor, Span};

/// One news text with what is known about it. The body is kept exactly as read, so that offsets hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    /// Unique in a run; a clash gets `~` and eight hex digits.
    pub id: String,
    /// Relative to the argument given, `-` for standard input.
    pub path: String,
    /// The outlet, as the article names it.
    pub outlet: Option<String>,
    /// The title, apart from or inside the text.
    pub title: Option<Title>,
    /// Publication day, if one was found.
    pub published: Option<Anchor>,
    /// ISO 639-1 code of the text's language, by detection or a field.
    pub language: String,
    /// The body.
    pub text: String,
    /// A given group of articles (`--stories-from`).
    pub group: Option<String>,
    /// Fields that the field map does not know, kept.
    pub meta: BTreeMap<String, serde_json::Value>,
}

impl Article {
    /// The title's words, wherever they stand.
    pub fn title_text(&self) -> Option<&str> {
        match self.title.as_ref()? {
            Title::Apart(title) => Some(title),
            Title::Inside(span) => Some(span.of(&self.text)),
        }
    }

    /// The text of one field.
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Text => &self.text,
            Field::Title => match &self.title {
                Some(Title::Apart(title)) => title,
                _ => "",
            },
        }
    }
}

/// Where an article's title is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    /// A field of its own (JSON, HTML): mentions in it have `field: title`.
    Apart(String),
    /// A span of the text (plain text files): mentions in it are mentions of the text.
    Inside(Span),
}

/// Which text of an article offsets index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// A title apart from the text.
    Title,
    /// The body.
    #[default]
    Text,
}

impl Field {
    /// Whether it is the body.
    pub fn is_text(&self) -> bool {
        *self == Self::Text
    }

    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}
