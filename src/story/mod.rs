//! Groups articles into stories: depends on the articles and on fixed tables, never on the order they come in.

use crate::model::{ArticleClaims, Story};

/// How stories are found.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StorySettings {
    /// Cosine at which groups join.
    pub threshold: f32,
    /// Days within which articles can be of one story.
    pub window: u32,
    /// Take each article's given group as its story.
    pub given_groups: bool,
}

impl Default for StorySettings {
    fn default() -> Self {
        Self {
            threshold: 0.18,
            window: 14,
            given_groups: false,
        }
    }
}

/// The stories of a set of articles, by (first day, id); every article is in exactly one.
pub fn stories(_articles: &[ArticleClaims], _settings: &StorySettings) -> Vec<Story> {
    Vec::new()
}
