//! Which articles can be of one story: pairs that share heavy terms inside the window, by an inverted index.
//!
//! Only each article's heaviest terms are indexed, and a term that too many articles of the window hold is passed over, so that the work
//! per article has a ceiling whatever the number of articles.

use rustc_hash::FxHashMap;

use super::guard::likeness;
use crate::model::{ArticleClaims, Signature};

/// Terms of an article by which others find it.
const INDEXED: usize = 48;
/// Articles of the window that may hold a term before it is passed over as saying nothing.
const COMMON: usize = 600;
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
    let mut index = FxHashMap::<u32, Vec<u32>>::default();
    let mut shared = vec![0.0f32; articles.len()];
    let mut edges = Vec::new();
    for (b, article) in articles.iter().enumerate() {
        let leading = leading_terms(&article.signature);
        let in_window = |a: u32| match (days[a as usize], days[b]) {
            (Some(first), Some(last)) => last - first <= window,
            (first, last) => first.is_none() && last.is_none(),
        };
        for a in meet(&index, &leading, &mut shared, in_window) {
            let likeness = likeness(&articles[a as usize], article);
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

/// Articles of the index that share a good part of `leading`, in rising order. `shared` is scratch, all zero before and after.
fn meet(
    index: &FxHashMap<u32, Vec<u32>>,
    leading: &[(u32, f32)],
    shared: &mut [f32],
    in_window: impl Fn(u32) -> bool,
) -> Vec<u32> {
    let mut touched = Vec::new();
    for (term, weight) in leading {
        let Some(holders) = index.get(term) else { continue };
        let near = holders
            .iter()
            .rev()
            .take_while(|&&a| in_window(a))
            .take(COMMON + 1)
            .count();
        if near > COMMON {
            continue;
        }
        for &a in &holders[holders.len() - near..] {
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
