//! One news text as a reader delivers it.

use std::borrow::Cow;
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
    /// The format it was read from, as messages name it: `HTML`; empty if it was read from none.
    pub format: &'static str,
    /// The outlet, as the article names it.
    pub outlet: Option<String>,
    /// The title, apart from or inside the text.
    pub title: Option<Title>,
    /// Publication day, if one was found.
    pub published: Option<Anchor>,
    /// ISO 639-1 code of the text's language, by detection or a field.
    pub language: String,
    /// The body, behind its head.
    pub text: String,
    /// Bytes at the start of the text that say what it is and tell nothing: head lines, front matter. Offsets count from their beginning,
    /// and nothing in them is a mention, but for a title among them.
    pub head: u32,
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

    /// The text with its head blanked out, byte for byte, as it is read for mentions; line ends stay.
    pub fn without_head(&self) -> Cow<'_, str> {
        let Some(head) = self
            .text
            .get(..self.head as usize)
            .filter(|head| !head.is_empty())
        else {
            return Cow::Borrowed(&self.text);
        };
        let title = match self.title {
            Some(Title::Inside(span)) => span,
            _ => Span::default(),
        };
        let mut out = String::with_capacity(self.text.len());
        for (at, c) in head.char_indices() {
            let kept = c == '\n' || (title.start as usize..title.end as usize).contains(&at);
            if kept {
                out.push(c);
            } else {
                out.extend(std::iter::repeat_n(' ', c.len_utf8()));
            }
        }
        out.push_str(&self.text[head.len()..]);
        Cow::Owned(out)
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
