//! The query language: a query as a tree of what is asked for, with the place of each part for messages.
//!
//! ```text
//! any   = all ("OR" all)*                    all = one (["AND"] one)*
//! one   = ("NOT" | "-" | "+") one | part ["^" number]
//! part  = "(" any ")" | field ":" value | words
//! value = "(" any ")" | ["="] words | [words] compared number | "[" low "TO" high "]"      ({ } leave the bound out)
//! words = word ["*" | "~" edits] | '"' phrase '"' ["*" | "~" words between]
//! ```
//! `\` takes the next sign as it is. A colon makes a field only after letters: `10:30` and `http://…` are words.

use std::fmt;
use std::ops::Bound;

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::archive) enum Node {
    /// All of these.
    All(Vec<Node>),
    /// At least one of these.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// This, counting so much.
    Boost(Box<Node>, f32),
    /// One thing asked for.
    Leaf(Leaf),
    /// `*`
    Everything,
}

/// One thing asked for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::archive) struct Leaf {
    /// Its field in lower case; `None` for bare words.
    pub(super) field: Option<String>,
    /// Byte of the query where it begins.
    pub(super) at: usize,
    /// What is asked of the field.
    pub(super) asked: Asked,
}

/// What is asked of a field.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::archive) enum Asked {
    /// Words or a name.
    Words(Words),
    /// `[low TO high]`, `>=low`; `of` stands before the sign: `count:athlete>80`.
    Range {
        of: String,
        low: Bound<String>,
        high: Bound<String>,
    },
}

/// Words or a name.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::archive) struct Words {
    pub(super) text: String,
    /// In quotation marks.
    pub(super) quoted: bool,
    /// After `=`: as written, without stems and other names.
    pub(super) exact: bool,
    pub(super) loose: Loose,
}

/// How far from what is written a match may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::archive) enum Loose {
    No,
    /// `word*`
    Prefix,
    /// `word~1`: so many letters changed, added, left out or swapped.
    Edits(u8),
    /// `"words"~3`: so many words between them.
    Apart(u32),
}

/// Why a query cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::archive) struct SyntaxError {
    /// Byte of the query.
    pub(super) at: usize,
    pub(super) why: String,
    pub(super) remedy: String,
}

pub(super) fn error(at: usize, why: impl Into<String>, remedy: impl Into<String>) -> SyntaxError {
    SyntaxError {
        at,
        why: why.into(),
        remedy: remedy.into(),
    }
}

impl fmt::Display for Node {
    /// `((a & !b) | title:c^2)`: how a query was understood.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], sign: &str| {
            let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
            write!(f, "({})", parts.join(sign))
        };
        match self {
            Self::All(parts) => joined(f, parts, " & "),
            Self::Any(parts) => joined(f, parts, " | "),
            Self::Not(inner) => write!(f, "!{inner}"),
            Self::Boost(inner, boost) => write!(f, "{inner}^{boost}"),
            Self::Everything => write!(f, "*"),
            Self::Leaf(leaf) => {
                let field = leaf
                    .field
                    .as_ref()
                    .map_or_else(String::new, |field| format!("{field}:"));
                write!(f, "{field}{}", leaf.asked)
            }
        }
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => {
                let exact = if words.exact { "=" } else { "" };
                let quote = if words.quoted { "\"" } else { "" };
                write!(f, "{exact}{quote}{}{quote}", words.text)?;
                match words.loose {
                    Loose::No => Ok(()),
                    Loose::Prefix => write!(f, "*"),
                    Loose::Edits(n) => write!(f, "~{n}"),
                    Loose::Apart(n) => write!(f, "~{n}"),
                }
            }
            Self::Range { of, low, high } => {
                let (low, high) = (side(low, ["[", "("]), side(high, ["]", ")"]));
                write!(f, "{of}{}{},{}{}", low.1, low.0, high.0, high.1)
            }
        }
    }
}

fn side<'a>(bound: &'a Bound<String>, [included, excluded]: [&'a str; 2]) -> (&'a str, &'a str) {
    match bound {
        Bound::Included(text) => (text, included),
        Bound::Excluded(text) => (text, excluded),
        Bound::Unbounded => ("", excluded),
    }
}
