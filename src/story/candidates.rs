//! Which articles can be of one story: pairs that share heavy terms inside the window, by an inverted index.
//!
//! Only each article's heaviest terms are indexed, and a term that too many articles of the window hold is passed over, so that the work
//! per article has a ceiling whatever the number of articles.

use rustc_hash::FxHashMap;

use super::guard::likeness;
use super::probe::{Probe, Weighed};
use crate::model::{ArticleClaims, Signature};

/// Terms of an article by which others find it.
const INDEXED: usize = 48;
/// Articles of the window that may hold a term before it is passed over as saying nothing.
const COMMON: usize = 300;
/// Neighbours that an article keeps, the likest ones. In a story of thousands each article still has its own.
pub(super) const NEIGHBOURS: usize = 64;

/// Two articles that may be of one story, as positions in the list, `a` before `b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub(super) a: u32,
    pub(super) b: u32,
    /// How alike, 0 to 1.
    pub(super) likeness: f32,
}

/// The pairs with a likeness of `least` or more, `window` days apart at most, by (a, b). `articles` stand by (date, id).
///
/// Undated articles meet one another whatever the window, and dated ones never: those wait for the second pass.
pub(super) fn edges(articles: &[ArticleClaims], days: &[Option<i32>], window: i32, least: f32) -> Vec<Edge> {
    let weighed: Vec<Weighed<'_>> = articles.iter().map(Weighed::new).collect();
    let mut probe = Probe::default();
    let mut index = FxHashMap::<u32, Vec<u32>>::default();
    let mut shared = vec![0.0f32; articles.len()];
    let mut edges = Vec::new();
    let mut start = 0;
    for (b, article) in articles.iter().enumerate() {
        let leading = leading_terms(&article.signature);
        // Articles stand by day, undated ones first, so the window is all that stands from `start` on.
        let in_window = |a: usize| match (days[a], days[b]) {
            (Some(first), Some(last)) => last - first <= window,
            (first, last) => first.is_none() && last.is_none(),
        };
        while !in_window(start) {
            start += 1;
        }
        probe.fill(&weighed[b]);
        for a in meet(&index, &leading, &mut shared, start as u32) {
            let likeness = likeness(&probe, &weighed[a as usize]);
            if likeness >= least {
                edges.push(Edge {
                    a,
                    b: b as u32,
                    likeness,
                });
            }
        }
        for &(term, _) in &leading {
            index.entry(term).or_default().push(b as u32);
        }
    }
    nearest(edges, articles.len())
}

/// The heaviest terms of a signature, ties by term.
fn leading_terms(signature: &Signature) -> Vec<(u32, f32)> {
    let mut terms = signature.terms.clone();
    terms.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    terms.truncate(INDEXED);
    terms
}

/// Articles of the index from `start` on that share a good part of `leading`, in rising order. `shared` is scratch, all zero before and after.
fn meet(
    index: &FxHashMap<u32, Vec<u32>>,
    leading: &[(u32, f32)],
    shared: &mut [f32],
    start: u32,
) -> Vec<u32> {
    let mut touched = Vec::new();
    for (term, weight) in leading {
        let Some(holders) = index.get(term) else { continue };
        // The first of the holders that may be too many tells whether they are.
        let too_many = holders.len().checked_sub(COMMON + 1);
        if too_many.is_some_and(|nth| holders[nth] >= start) {
            continue;
        }
        let from = too_many.map_or(0, |nth| nth + 1);
        let outside = holders[from..].partition_point(|&a| a < start);
        for &a in &holders[from + outside..] {
            if shared[a as usize] == 0.0 {
                touched.push(a);
            }
            shared[a as usize] += weight * weight;
        }
    }
    touched.sort_unstable();
    touched.retain(|&a| std::mem::take(&mut shared[a as usize]) >= SHARED);
    touched
}

/// The part of an article's squared length that shared leading terms must make up.
const SHARED: f32 = 0.03;

/// Keeps the edges that are among the [`NEIGHBOURS`] likest of one of their ends.
fn nearest(edges: Vec<Edge>, articles: usize) -> Vec<Edge> {
    let mut degree = vec![0u32; articles];
    for edge in &edges {
        degree[edge.a as usize] += 1;
        degree[edge.b as usize] += 1;
    }
    if degree.iter().all(|&d| d as usize <= NEIGHBOURS) {
        return edges;
    }
    let mut by_likeness: Vec<usize> = (0..edges.len()).collect();
    by_likeness.sort_by(|&x, &y| edges[y].likeness.total_cmp(&edges[x].likeness).then(x.cmp(&y)));
    let mut kept = vec![false; edges.len()];
    let mut taken = vec![0usize; articles];
    for at in by_likeness {
        for end in [edges[at].a, edges[at].b] {
            taken[end as usize] += 1;
            kept[at] |= taken[end as usize] <= NEIGHBOURS;
        }
    }
    edges
        .into_iter()
        .zip(kept)
        .filter_map(|(edge, kept)| kept.then_some(edge))
        .collect()
}
