//! Compares what the articles of one story claim: positions, relations, verdict, answer.

use crate::model::{ArticleClaims, Fact, Story};

/// The facts of one story, by (question, about). `articles` are the story's, in its order.
pub fn facts(_story: &Story, _articles: &[&ArticleClaims]) -> Vec<Fact> {
    Vec::new()
}
