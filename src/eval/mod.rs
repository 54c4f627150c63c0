//! How right the tool is: precision, recall and F1 of every stage against gold written beside the articles.
//!
//! The gold's format is described in `corpus/README.md`. Mentions are paired one to one inside an article, exact spans first, then any
//! overlap; a value counts when a pair carries the same one. Stories are scored by BCubed (Bagga & Baldwin 1998) and by pairs.

mod claims;
mod counts;
mod facts;
pub mod fit;
mod gold;
mod inline;
mod marks;
mod mentions;
mod notation;
mod stories;

pub use counts::{Counts, Row};
pub use gold::{ArticleGold, FactGold, GoldError, StoryGold};
pub use inline::evaluate_inline;
pub use marks::{Mark, MarkError, marks};

use crate::model::{Fact, Record, Story};

/// The scores of names alone, on articles that mark nothing else.
pub fn evaluate_names(gold: &[ArticleGold], records: &[Record]) -> Vec<Row> {
    let by_id = |id: &str| records.iter().find(|r| r.id == id);
    let pairs: Vec<(&ArticleGold, &Record)> = gold.iter().filter_map(|a| Some((a, by_id(&a.id)?))).collect();
    mentions::name_rows(&pairs)
}

/// The scores of every stage, in the order of the pipeline.
pub fn evaluate(gold: &[StoryGold], records: &[Record], stories: &[Story], facts: &[Fact]) -> Vec<Row> {
    let by_id = |id: &str| records.iter().find(|r| r.id == id);
    let pairs: Vec<(&ArticleGold, &Record)> = gold
        .iter()
        .flat_map(|s| &s.articles)
        .filter_map(|a| Some((a, by_id(&a.id)?)))
        .collect();
    let mut rows = mentions::rows(&pairs);
    rows.extend(claims::rows(&pairs));
    rows.extend(stories::rows(gold, stories));
    rows.extend(facts::rows(gold, facts));
    rows
}
