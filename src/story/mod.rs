//! Groups articles into stories: depends on the articles and on fixed tables, never on the order they come in.

mod candidates;
mod centroid;
mod components;
mod copies;
mod event_days;
mod follow_ups;
mod groups;
mod guard;
mod incidents;
mod places;
mod shared;
mod window;

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::model::{ArticleClaims, Story};

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
    let groups = if settings.given_groups {
        given(articles)
    } else {
        found(articles, settings)
    };
    groups.iter().map(|group| story(articles, group)).collect()
}

/// Articles by the group they name; one that names none is alone.
fn given(articles: &[ArticleClaims]) -> Vec<Vec<u32>> {
    let mut groups = Vec::<Vec<u32>>::new();
    let mut by_name = BTreeMap::<&str, usize>::new();
    for (at, article) in articles.iter().enumerate() {
        let place = match &article.group {
            Some(name) => *by_name.entry(name).or_insert(groups.len()),
            None => groups.len(),
        };
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(at as u32);
    }
    groups
}

/// Articles by likeness inside the window, then by anchors whatever the day.
fn found(articles: &[ArticleClaims], settings: &StorySettings) -> Vec<Vec<u32>> {
    let days: Vec<Option<i32>> = articles.iter().map(|a| a.date.map(day_number)).collect();
    let window = i32::try_from(settings.window).unwrap_or(i32::MAX);
    let groups = candidates::groups(articles, &days, window, settings.threshold);
    incidents::split(articles, follow_ups::join(articles, &days, groups))
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

fn story(articles: &[ArticleClaims], members: &[u32]) -> Story {
    let members: Vec<&ArticleClaims> = members.iter().map(|&m| &articles[m as usize]).collect();
    let id = format!("{:x}", Sha256::digest(members[0].id.as_bytes()));
    Story {
        story: id[..12].to_owned(),
        title: members.iter().find_map(|a| a.title.clone()),
        from: members.iter().filter_map(|a| a.date).min(),
        to: members.iter().filter_map(|a| a.date).max(),
        articles: members.iter().map(|a| a.id.clone()).collect(),
        copies: copies::copies(&members),
    }
}
