//! The second pass: undated articles and late follow-ups (trial, sentence, anniversary) join finished groups, on shared anchors only.
//!
//! An anchor is a name that few groups of the whole run hold. All pairs of groups that share one are weighed at once, and groups join by
//! the same average linkage as articles do, so no order of arrival shows.

use rustc_hash::FxHashMap;

use super::centroid::{Average, Centroid};
use super::event_days;
use super::groups::{Edge, average_link};
use super::guard::logistic;
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
    let mut first: Option<(u32, Centroid)> = None;
    for ((a, b), rarity) in anchored(articles, &groups) {
        let (x, y) = (&groups[a as usize], &groups[b as usize]);
        if event_days::differ(articles, x, y) {
            continue;
        }
        // Pairs stand by their first group.
        let (_, own) = match first.take() {
            Some(same) if same.0 == a => first.insert(same),
            _ => first.insert((a, centroid(articles, x))),
        };
        let likeness = follows(
            &own.average(&centroid(articles, y)),
            rarity,
            days_between(days, x, y),
        );
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
    let mut holders = Vec::<(u32, u32)>::new();
    for (at, group) in groups.iter().enumerate() {
        let terms = group.iter().flat_map(|&a| &articles[a as usize].signature.terms);
        let names =
            terms.filter(|(term, _)| matches!(TermKind::of(*term), TermKind::Name | TermKind::NamePair));
        holders.extend(names.map(|(term, _)| (*term, at as u32)));
    }
    holders.sort_unstable();
    holders.dedup();
    let mut pairs = FxHashMap::<(u32, u32), f32>::default();
    let of_one = holders.chunk_by(|x, y| x.0 == y.0);
    for list in of_one.filter(|list| (2..=RARE).contains(&list.len())) {
        let rarity = 1.0 / (list.len() - 1) as f32;
        for (n, &(_, a)) in list.iter().enumerate() {
            for &(_, b) in &list[n + 1..] {
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

/// The first articles of a group.
fn centroid(articles: &[ArticleClaims], group: &[u32]) -> Centroid {
    let mut centroid = Centroid::default();
    for &article in group.iter().take(COMPARED) {
        centroid.add(&articles[article as usize].signature.terms);
    }
    centroid.finish()
}

/// How likely one group follows up the other: by what their first articles share, the rarity of their anchors and the days between.
/// Weights fitted as in [`super::guard`].
fn follows(shared: &Average, rarity: f32, days: Option<i32>) -> f32 {
    let gap = days.map_or(0.0, |days| (days as f32).ln_1p());
    let alike = 2.3 * shared.cosine.sqrt() + 4.2 * shared.names.sqrt() + 1.95 * shared.numbers.sqrt();
    logistic(alike + 3.0 * rarity.ln_1p() - 0.75 * gap - 1.64 * shared.pairs.ln() - 4.1)
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
