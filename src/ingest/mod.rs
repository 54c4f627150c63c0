//! Articles from folders, files and standard input. (A stand-in: JSON Lines and plain text.)

use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::extract::DateOrder;
use crate::model::{Anchor, AnchorSource, Article, Title};

/// One thing that reading came to.
#[derive(Debug)]
pub enum Item {
    /// An article.
    Article(Box<Article>),
    /// Something that could not be read.
    Skipped(Skipped),
    /// Something to know about an article that was read.
    Warning(Warning),
}

/// What was decided about an article that a reader of the results should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The file.
    pub path: String,
    /// Line or offset in it.
    pub place: Option<String>,
    /// What was decided.
    pub reason: String,
}

/// An argument that cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot read ({0}): it does not exist; try: another path, or - for standard input")]
pub struct ReadError(String);

/// An input, or a part of one, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: String,
    /// Line or offset in it.
    pub place: Option<String>,
    /// Why.
    pub reason: String,
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Field names of the user's data: (ours, theirs).
    pub map: Vec<(String, String)>,
    /// The field that gives an article's group.
    pub group_field: Option<String>,
    /// The order of day and month in numeric dates.
    pub date_order: DateOrder,
}

/// Reads every input in order and hands what it finds to `sink`, until the sink breaks off.
pub fn read(
    inputs: &[String],
    options: &Options,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    if let Some(missing) = inputs
        .iter()
        .find(|input| *input != "-" && !Path::new(input).exists())
    {
        return Err(ReadError(missing.clone()));
    }
    for input in inputs {
        let flow = if input == "-" {
            lines("-", Box::new(std::io::stdin()), options, sink)
        } else {
            files(Path::new(input))
                .iter()
                .try_for_each(|(path, name)| file(path, name, options, sink))
        };
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

fn files(path: &Path) -> Vec<(PathBuf, String)> {
    if !path.is_dir() {
        return vec![(path.to_owned(), path.to_string_lossy().into_owned())];
    }
    ignore::WalkBuilder::new(path)
        .sort_by_file_path(Path::cmp)
        .build()
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            (
                entry.path().to_owned(),
                entry.path().to_string_lossy().into_owned(),
            )
        })
        .filter(|(path, _)| path.extension().is_some_and(|e| e == "txt" || e == "jsonl"))
        .collect()
}

fn file(
    path: &Path,
    name: &str,
    options: &Options,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) => return sink(skipped(name, None, error.to_string())),
    };
    if path.extension().is_some_and(|e| e == "jsonl") {
        return lines(name, Box::new(file), options, sink);
    }
    let mut text = String::new();
    match BufReader::new(file).read_to_string(&mut text) {
        Err(error) => sink(skipped(name, None, error.to_string())),
        Ok(_) if text.trim().is_empty() => sink(skipped(name, None, "empty".into())),
        Ok(_) => sink(Item::Article(Box::new(Article {
            id: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            path: name.to_owned(),
            language: "en".into(),
            text,
            ..Article::default()
        }))),
    }
}

fn lines(
    name: &str,
    input: Box<dyn Read>,
    options: &Options,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for (number, line) in BufReader::new(input).lines().enumerate() {
        let place = Some(format!("line {}", number + 1));
        match line
            .map_err(|e| e.to_string())
            .and_then(|l| serde_json::from_str(&l).map_err(|e| e.to_string()))
        {
            Ok(value) => sink(Item::Article(Box::new(article(name, number, &value, options))))?,
            Err(reason) => sink(skipped(name, place, reason))?,
        }
    }
    ControlFlow::Continue(())
}

fn article(name: &str, number: usize, value: &serde_json::Value, options: &Options) -> Article {
    let field = |ours: &str| {
        let theirs = options
            .map
            .iter()
            .find(|(o, _)| o == ours)
            .map_or(ours, |(_, t)| t.as_str());
        value.get(theirs).and_then(|v| v.as_str()).map(str::to_owned)
    };
    let day = field("date").and_then(|d| d.get(..10)?.parse().ok());
    Article {
        id: field("id").unwrap_or_else(|| format!("{name}:{}", number + 1)),
        path: name.to_owned(),
        outlet: field("source"),
        title: field("title").map(Title::Apart),
        published: day.map(|day| Anchor {
            day,
            source: AnchorSource::Metadata,
            ambiguous: false,
        }),
        language: "en".into(),
        text: field("text").unwrap_or_default(),
        group: options
            .group_field
            .as_deref()
            .and_then(|f| value.get(f)?.as_str())
            .map(str::to_owned),
        meta: std::collections::BTreeMap::new(),
    }
}

fn skipped(path: &str, place: Option<String>, reason: String) -> Item {
    Item::Skipped(Skipped {
        path: path.to_owned(),
        place,
        reason,
    })
}
