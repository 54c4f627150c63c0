//! Texts with marked names, from two formats: JSON lines with code-point offsets, and files with inline marks.

use std::io::BufRead as _;
use std::path::Path;

use serde::Deserialize;

use crate::eval::gold::{ArticleGold, GoldError};
use crate::extract::names::evidence::NameKind;
use crate::model::Span;

/// A text with its names.
#[derive(Debug, Clone)]
pub struct MarkedText {
    /// The data set: the file's stem.
    pub(crate) set: String,
    /// The document, for folds.
    pub(crate) id: String,
    /// The text.
    pub(crate) text: String,
    /// Names by place.
    pub(crate) names: Vec<MarkedName>,
    /// Not every name is marked: only recall can be measured.
    pub(crate) partial: bool,
}

/// A marked name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MarkedName {
    /// Its bytes.
    pub(crate) span: Span,
    /// What it is; `None` for what is marked and is none of the three.
    pub(crate) kind: Option<NameKind>,
    /// Neither to be found nor to be missed.
    pub(crate) optional: bool,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    spans: Vec<LineSpan>,
    #[serde(default)]
    partial: bool,
}

#[derive(Deserialize)]
struct LineSpan {
    start: usize,
    end: usize,
    label: String,
    #[serde(default)]
    opt: bool,
}

impl MarkedText {
    /// A text without marks.
    pub(crate) fn plain(text: &str) -> Self {
        Self {
            set: String::new(),
            id: String::new(),
            text: text.to_owned(),
            names: Vec::new(),
            partial: true,
        }
    }

    /// The data set it is of.
    pub fn set(&self) -> &str {
        &self.set
    }
}

/// The texts of a file, or of all `*.gold` files of a folder.
///
/// # Errors
/// A file that cannot be read or whose marks are broken.
pub fn read(path: &Path) -> Result<Vec<MarkedText>, GoldError> {
    let set = path
        .file_stem()
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    if path.is_dir() {
        let articles = ArticleGold::names_below(path)?;
        return Ok(articles.into_iter().map(|a| of_marks(&set, a)).collect());
    }
    let unreadable = |error| GoldError::Read {
        path: path.into(),
        error,
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut texts = Vec::new();
    for line in std::io::BufReader::new(file).lines() {
        let line: Line = serde_json::from_str(&line.map_err(unreadable)?)
            .map_err(|e| unreadable(std::io::Error::new(std::io::ErrorKind::InvalidData, e)))?;
        texts.push(of_line(&set, line));
    }
    Ok(texts)
}

fn of_marks(set: &str, article: ArticleGold) -> MarkedText {
    let kind = |kind: &str| match kind {
        "org" => Some(NameKind::Organisation),
        "person" => Some(NameKind::Person),
        "place" => Some(NameKind::Place),
        _ => None,
    };
    let names = article.marks.iter().map(|mark| MarkedName {
        span: mark.span,
        kind: kind(&mark.kind),
        optional: false,
    });
    MarkedText {
        set: set.to_owned(),
        names: names.filter(|n| n.kind.is_some()).collect(),
        id: article.id,
        text: article.text,
        partial: false,
    }
}

fn of_line(set: &str, line: Line) -> MarkedText {
    let bytes: Vec<usize> = line
        .text
        .char_indices()
        .map(|(at, _)| at)
        .chain([line.text.len()])
        .collect();
    let name = |span: &LineSpan| {
        let kind = match span.label.as_str() {
            "ORG" => Some(NameKind::Organisation),
            "PERSON" => Some(NameKind::Person),
            "LOC" => Some(NameKind::Place),
            "MISC" => None,
            _ => return None,
        };
        let (start, end) = (*bytes.get(span.start)?, *bytes.get(span.end)?);
        Some(MarkedName {
            span: trimmed(&line.text, start, end),
            kind,
            optional: span.opt,
        })
    };
    let mut names: Vec<MarkedName> = line.spans.iter().filter_map(name).collect();
    names.sort_by_key(|n| (n.span.start, std::cmp::Reverse(n.span.end)));
    MarkedText {
        set: set.to_owned(),
        id: line.id,
        names,
        partial: line.partial,
        text: line.text,
    }
}

/// Without an article before and a possessive after: data sets differ in these.
fn trimmed(text: &str, mut start: usize, mut end: usize) -> Span {
    for article in ["the ", "The ", "a ", "A ", "an ", "An "] {
        if text[start..end].starts_with(article) && end - start > article.len() {
            start += article.len();
            break;
        }
    }
    for possessive in ["'s", "’s", "'", "’"] {
        if let Some(rest) = text[start..end]
            .strip_suffix(possessive)
            .filter(|r| !r.is_empty())
        {
            end = start + rest.len();
            break;
        }
    }
    Span::new(start, end)
}
