//! Groups articles into stories: depends on the articles and on fixed tables, never on the order they come in.

mod candidates;
mod centroid;
mod copies;
mod event_days;
mod follow_ups;
mod guard;
mod incidents;
mod keys;
mod linkage;
mod places;
mod shared;
mod window;

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::model::{ArticleClaims, Groups, Shelf, Story};

pub use keys::blocking_keys;

/// How stories are found.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StorySettings {
    /// Average likeness, 0 to 1, at which groups join.
    pub threshold: f32,
    /// Days within which articles can be of one story.
    pub window: u32,
    /// Take each article's given group as its story.
    pub given_groups: bool,
}

impl Default for StorySettings {
    fn default() -> Self {
        Self {
            threshold: 0.38,
            window: 14,
            given_groups: false,
        }
    }
}

/// The stories of a set of articles, by (first day, id); every article is in exactly one. `articles` stand by (date, id).
pub fn stories(articles: &[ArticleClaims], settings: &StorySettings) -> Vec<Story> {
    let Ok(groups) = groups(articles, settings);
    let members =
        |group: &[u32]| -> Vec<&ArticleClaims> { group.iter().map(|&at| &articles[at as usize]).collect() };
    groups.iter().map(|group| story(&members(group))).collect()
}

/// Which articles are of one story, by their places on the shelf. Of the articles only the window is held in memory, and a few numbers of each.
///
/// # Errors
/// A shelf that cannot be read.
pub fn groups<S: Shelf + ?Sized>(shelf: &S, settings: &StorySettings) -> Result<Groups, S::Error> {
    if settings.given_groups {
        return given(shelf);
    }
    let window = i32::try_from(settings.window).unwrap_or(i32::MAX);
    let groups = candidates::groups(shelf, window, settings.threshold)?;
    incidents::split(shelf, follow_ups::join(shelf, groups)?)
}

/// Articles by the group they name; one that names none is alone.
fn given<S: Shelf + ?Sized>(shelf: &S) -> Result<Groups, S::Error> {
    let mut by_name = BTreeMap::<String, u32>::new();
    let home = |at: u32| {
        Ok(match shelf.sketch(at)?.group {
            Some(name) => *by_name.entry(name.into_owned()).or_insert(at),
            None => at,
        })
    };
    let homes: Result<Vec<u32>, _> = (0..shelf.len() as u32).map(home).collect();
    Ok(Groups::of_homes(&homes?))
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

/// The id of a story whose first article has this id.
pub fn story_id(first: &str) -> String {
    let digest = format!("{:x}", Sha256::digest(first.as_bytes()));
    digest[..12].to_owned()
}

/// The story of these articles, which stand by (date, id); it has a name only if there is one at least.
pub fn story(members: &[&ArticleClaims]) -> Story {
    let first = members.first().map_or("", |article| article.id.as_str());
    Story {
        story: story_id(first),
        title: members.iter().find_map(|a| a.title.clone()),
        from: members.iter().filter_map(|a| a.date).min(),
        to: members.iter().filter_map(|a| a.date).max(),
        articles: members.iter().map(|a| a.id.clone()).collect(),
        copies: copies::copies(members),
    }
}
