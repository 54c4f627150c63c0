//! The second pass: undated articles and late follow-ups (trial, sentence, anniversary) join finished groups, on shared anchors only.
//!
//! An anchor is a name that few groups of the whole run hold. All pairs of groups that share one are weighed at once, and groups join by
//! the same average linkage as articles do, so no order of arrival shows.

use rustc_hash::FxHashMap;

use super::event_days;
use super::groups::{Edge, average_link};
use super::guard::logistic;
use super::places::Places;
use super::shared::Weighed;
use crate::model::{ArticleClaims, TermKind};

/// Groups that may hold a name for it to be an anchor.
const RARE: usize = 8;
/// Articles of a group that are compared, the first ones: a follow-up repeats the first reports.
const COMPARED: usize = 8;

/// Shared rarity from which two groups are weighed.
const ANCHORED: f32 = 0.5;
/// Likeness from which two groups are linked, and average likeness at which linked groups join.
const LEAST: f32 = 0.3;
const TOGETHER: f32 = 0.55;

/// Joins groups (articles by (date, id)) that share anchors; the result is lists of articles again, by their first.
pub(super) fn join(articles: &[ArticleClaims], days: &[Option<i32>], groups: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let mut edges = Vec::new();
    for ((a, b), rarity) in anchored(articles, &groups) {
        if event_days::differ(articles, &groups[a as usize], &groups[b as usize]) {
            continue;
        }
        let likeness = follows(articles, days, &groups[a as usize], &groups[b as usize], rarity);
        if likeness >= LEAST {
            edges.push(Edge { a, b, likeness });
        }
    }
    let all: Vec<u32> = (0..groups.len() as u32).collect();
    let mut joined: Vec<Vec<u32>> = average_link(&all, edges, TOGETHER)
        .into_iter()
        .map(|of_one| {
            of_one
                .iter()
                .flat_map(|&group| groups[group as usize].clone())
                .collect()
        })
        .collect();
    for group in &mut joined {
        group.sort_unstable();
    }
    joined.sort_unstable();
    joined
}

/// Pairs of groups that share anchors, with the rarity of what they share: 1 for a name that no other group holds.
fn anchored(articles: &[ArticleClaims], groups: &[Vec<u32>]) -> Vec<((u32, u32), f32)> {
    let mut holders = FxHashMap::<u32, Vec<u32>>::default();
    for (at, group) in groups.iter().enumerate() {
        for &article in group {
            for &(term, _) in &articles[article as usize].signature.terms {
                if !matches!(TermKind::of(term), TermKind::Name | TermKind::NamePair) {
                    continue;
                }
                let list = holders.entry(term).or_default();
                if list.len() <= RARE && list.last() != Some(&(at as u32)) {
                    list.push(at as u32);
                }
            }
        }
    }
    let mut rare: Vec<(u32, Vec<u32>)> = holders
        .into_iter()
        .filter(|(_, list)| (2..=RARE).contains(&list.len()))
        .collect();
    rare.sort_unstable_by_key(|(term, _)| *term);
    let mut pairs = FxHashMap::<(u32, u32), f32>::default();
    for (_, list) in rare {
        let rarity = 1.0 / (list.len() - 1) as f32;
        for (n, &a) in list.iter().enumerate() {
            for &b in &list[n + 1..] {
                *pairs.entry((a, b)).or_default() += rarity;
            }
        }
    }
    let mut pairs: Vec<_> = pairs
        .into_iter()
        .filter(|(_, rarity)| *rarity >= ANCHORED)
        .collect();
    pairs.sort_unstable_by_key(|(pair, _)| *pair);
    pairs
}

/// How likely one group follows up the other: by what their first articles share, the rarity of their anchors and the days between.
/// Weights fitted as in [`super::guard`].
fn follows(articles: &[ArticleClaims], days: &[Option<i32>], x: &[u32], y: &[u32], rarity: f32) -> f32 {
    let (mut cosine, mut names, mut numbers, mut pairs) = (0.0, 0.0, 0.0, 0.0f32);
    let mut places = Places::default();
    let mut weighed = |group: &[u32]| -> Vec<Weighed> {
        let compared = group.iter().take(COMPARED);
        compared
            .map(|&at| {
                let terms = &articles[at as usize].signature.terms;
                Weighed::new(terms, &places.enter(terms))
            })
            .collect()
    };
    let (group, others) = (weighed(x), weighed(y));
    let mut weights = vec![0.0; places.len()];
    for article in &group {
        article.lay_out(&mut weights);
        for other in &others {
            let shared = article.shared(&weights, other);
            cosine += shared.cosine;
            names += shared.names;
            numbers += shared.numbers;
            pairs += 1.0;
        }
        article.clear(&mut weights);
    }
    let gap = days_between(days, x, y).map_or(0.0, |days| (days as f32).ln_1p());
    let alike =
        2.3 * (cosine / pairs).sqrt() + 4.2 * (names / pairs).sqrt() + 1.95 * (numbers / pairs).sqrt();
    logistic(alike + 3.0 * rarity.ln_1p() - 0.75 * gap - 1.64 * pairs.ln() - 4.1)
}

/// Days from the end of the earlier group to the start of the later one, 0 if they overlap; nothing if one is undated.
fn days_between(days: &[Option<i32>], x: &[u32], y: &[u32]) -> Option<i32> {
    let range = |group: &[u32]| {
        let days = || group.iter().filter_map(|&a| days[a as usize]);
        days().min().zip(days().max())
    };
    let ((from, to), (other_from, other_to)) = (range(x)?, range(y)?);
    Some((other_from - to).max(from - other_to).max(0))
}
