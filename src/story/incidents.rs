//! Look-alikes in one group: articles that name nobody in common and give other days for their event report other events.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{ArticleClaims, Components};

/// Splits each group (articles by (date, id)) into those that hang together by a person's family name or by the day of the event. A group of
/// which some article gives no day stays whole: nothing tells its events apart. (Measured: `benches/quality.md`.)
pub(super) fn split(articles: &[ArticleClaims], groups: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let mut split: Vec<Vec<u32>> = groups
        .into_iter()
        .flat_map(|group| incidents(articles, group))
        .collect();
    split.sort_unstable();
    split
}

fn incidents(articles: &[ArticleClaims], group: Vec<u32>) -> Vec<Vec<u32>> {
    if group.len() < 2 {
        return vec![group];
    }
    let mut by_night = BTreeMap::<Date, usize>::new();
    let mut by_name = BTreeMap::<&str, usize>::new();
    let mut together = Components::new(group.len());
    for (at, &article) in group.iter().enumerate() {
        let article = &articles[article as usize];
        let nights = article.event_nights();
        if nights.is_empty() {
            return vec![group];
        }
        for night in nights {
            together.join(at, *by_night.entry(night).or_insert(at));
        }
        for name in article.family_names() {
            together.join(at, *by_name.entry(name).or_insert(at));
        }
    }
    let mut parts = BTreeMap::<usize, Vec<u32>>::new();
    for (at, &article) in group.iter().enumerate() {
        parts.entry(together.of(at)).or_default().push(article);
    }
    parts.into_values().collect()
}
