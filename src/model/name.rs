//! What a name resolves to.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The value of a name mention: an entity, or candidates where the name alone does not decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// `org/iaaf`, `actor/apt28`, `org/~long-name-slug` for names no dictionary holds; `None` when ambiguous.
    pub entity: Option<Arc<str>>,
    /// The entity's name as printed.
    pub name: Arc<str>,
    /// How the text's name and the dictionary's met.
    pub matched: Match,
    /// Entities it may be, in the stated order of preference; empty unless ambiguous.
    pub candidates: Vec<Arc<str>>,
}

/// How a name in the text met an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// As a dictionary lists it (case rules apart).
    Exact,
    /// Another separator: `APT 28`.
    Separator,
    /// A plural: `Fancy Bears`.
    Plural,
    /// A numbered family with a number no dictionary lists.
    Family,
    /// An optional head or tail word left out or added.
    Affix,
    /// One edit under the spelling guard: `Strontrium`.
    Fuzzy,
    /// Defined in the text: "Long Name (ACR)", "X, also known as Y".
    Definition,
    /// By a pattern over the words, no dictionary.
    Pattern,
    /// A later mention of a name established elsewhere in the article.
    Repeat,
}

impl Match {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Separator => "separator",
            Self::Plural => "plural",
            Self::Family => "family",
            Self::Affix => "affix",
            Self::Fuzzy => "fuzzy",
            Self::Definition => "definition",
            Self::Pattern => "pattern",
            Self::Repeat => "repeat",
        }
    }
}
