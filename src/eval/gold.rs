//! Reads gold: `story.toml` and the `*.gold` files beside it.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::marks::{Mark, MarkError, marks};
use crate::model::Article;

/// A story of the gold.
#[derive(Debug, Clone)]
pub struct StoryGold {
    /// Its folder's name.
    pub name: String,
    /// Its articles.
    pub articles: Vec<ArticleGold>,
    /// Its facts.
    pub facts: Vec<FactGold>,
}

/// An article of the gold.
#[derive(Debug, Clone)]
pub struct ArticleGold {
    /// The id the tool gives it: the file's stem, or what follows `#`.
    pub id: String,
    /// The text without marks.
    pub text: String,
    /// Mentions and claims.
    pub marks: Vec<Mark>,
    /// The id of the article it copies.
    pub copy_of: Option<String>,
}

/// A fact of the gold.
#[derive(Debug, Clone)]
pub struct FactGold {
    /// The question.
    pub question: String,
    /// The verdict, as the contract writes it.
    pub verdict: String,
    /// The answer's value as gold writes it, if one is to be given.
    pub answer: Option<String>,
    /// Article ids by position.
    pub positions: Vec<Vec<String>>,
}

/// Gold that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// A file that is not there or not readable.
    #[error("{path}: {error}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A `story.toml` that does not parse.
    #[error("{path}: {error}", path = path.display())]
    Story {
        /// The file.
        path: PathBuf,
        /// Why.
        error: Box<toml::de::Error>,
    },
    /// A file whose marks are broken.
    #[error("{path}: {error}", path = path.display())]
    Marks {
        /// The file.
        path: PathBuf,
        /// Where and why.
        error: MarkError,
    },
}

#[derive(Deserialize)]
struct StoryFile {
    article: Vec<ArticleEntry>,
    #[serde(default)]
    fact: Vec<FactEntry>,
}

#[derive(Deserialize)]
struct ArticleEntry {
    file: String,
    copy_of: Option<String>,
}

#[derive(Deserialize)]
struct FactEntry {
    question: String,
    verdict: String,
    answer: Option<String>,
    #[serde(default)]
    positions: Vec<PositionEntry>,
}

#[derive(Deserialize)]
struct PositionEntry {
    articles: Vec<String>,
}

impl StoryGold {
    /// Every story below `folder`: each folder with a `story.toml`, by path.
    ///
    /// # Errors
    /// A file that cannot be read or does not parse.
    pub fn below(folder: &Path) -> Result<Vec<Self>, GoldError> {
        let mut stories = Vec::new();
        let here = folder.join("story.toml");
        if here.exists() {
            stories.push(Self::read(folder, &here)?);
        }
        let entries = std::fs::read_dir(folder).map_err(|error| GoldError::Read {
            path: folder.into(),
            error,
        })?;
        let mut folders: Vec<PathBuf> = entries
            .filter_map(|e| Some(e.ok()?.path()))
            .filter(|p| p.is_dir())
            .collect();
        folders.sort();
        for folder in folders {
            stories.extend(Self::below(&folder)?);
        }
        Ok(stories)
    }

    fn read(folder: &Path, file: &Path) -> Result<Self, GoldError> {
        let story: StoryFile = toml::from_str(&text(file)?).map_err(|e| GoldError::Story {
            path: file.into(),
            error: Box::new(e),
        })?;
        let articles = story
            .article
            .iter()
            .map(|entry| ArticleGold::read(folder, entry))
            .collect::<Result<_, _>>()?;
        let ids = |articles: &[String]| articles.iter().map(|a| id_of(a).to_owned()).collect();
        let facts = story.fact.into_iter().map(|fact| FactGold {
            question: fact.question,
            verdict: fact.verdict,
            answer: fact.answer,
            positions: fact.positions.iter().map(|p| ids(&p.articles)).collect(),
        });
        let name = folder
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        Ok(Self {
            name,
            articles,
            facts: facts.collect(),
        })
    }
}

impl ArticleGold {
    fn read(folder: &Path, entry: &ArticleEntry) -> Result<Self, GoldError> {
        let id = id_of(&entry.file).to_owned();
        let path = folder.join(format!("{id}.gold"));
        let (text, marks) = marks(&text(&path)?).map_err(|error| GoldError::Marks { path, error })?;
        let copy_of = entry.copy_of.as_deref().map(|c| id_of(c).to_owned());
        Ok(Self {
            id,
            text,
            marks,
            copy_of,
        })
    }
}

/// What stands between two articles of a file of names.
const BETWEEN: &str = "\n|||||\n";

impl ArticleGold {
    /// The article itself, without its marks.
    pub fn article(&self) -> Article {
        Article {
            id: self.id.clone(),
            text: self.text.clone(),
            language: "en".into(),
            ..Article::default()
        }
    }

    /// The articles of every `*.gold` file of `folder` that holds articles with names marked and nothing else (`corpus/names`), by file and
    /// place; their ids are `FILE#NUMBER`.
    ///
    /// # Errors
    /// A folder or file that cannot be read, or marks that are broken.
    pub fn names_below(folder: &Path) -> Result<Vec<Self>, GoldError> {
        let entries = std::fs::read_dir(folder).map_err(|error| GoldError::Read {
            path: folder.into(),
            error,
        })?;
        let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        files.retain(|f| f.extension().is_some_and(|e| e == "gold"));
        files.sort();
        let mut articles = Vec::new();
        for path in files {
            let stem = path
                .file_stem()
                .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
            let file = text(&path)?;
            let marked = file.split(BETWEEN).filter(|m| !m.trim().is_empty());
            for (number, marked) in marked.enumerate() {
                let (text, marks) = marks(marked.trim_matches('\n')).map_err(|error| GoldError::Marks {
                    path: path.clone(),
                    error,
                })?;
                articles.push(Self {
                    id: format!("{stem}#{}", number + 1),
                    text,
                    marks,
                    copy_of: None,
                });
            }
        }
        Ok(articles)
    }
}

/// `harbour-post.txt` → `harbour-post`, `ferry.jsonl#post-1` → `post-1`.
fn id_of(file: &str) -> &str {
    match file.split_once('#') {
        Some((_, id)) => id,
        None => file.rsplit_once('.').map_or(file, |(stem, _)| stem),
    }
}

fn text(path: &Path) -> Result<String, GoldError> {
    std::fs::read_to_string(path).map_err(|error| GoldError::Read {
        path: path.into(),
        error,
    })
}
