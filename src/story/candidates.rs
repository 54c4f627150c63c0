//! Which articles can be of one story: pairs that share heavy terms inside the window, by an inverted index.

use super::guard::Guard;
use super::window::Window;
use crate::model::ArticleClaims;

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

/// The pairs with a likeness of `least` or more, `window` days apart at most, by (b, a). `articles` stand by (date, id).
///
/// Undated articles meet one another whatever the window, and dated ones never: those wait for the second pass.
pub(super) fn edges(articles: &[ArticleClaims], days: &[Option<i32>], window: i32, least: f32) -> Vec<Edge> {
    let guard = Guard::new(least);
    let mut held = Window::default();
    let mut edges = Vec::new();
    for (b, article) in articles.iter().enumerate() {
        let day = days[b];
        // Articles stand by day, undated ones first, so the window is all that stands from the first held on.
        let in_window = |first: Option<i32>| match (first, day) {
            (Some(first), Some(last)) => last - first <= window,
            (first, last) => first.is_none() && last.is_none(),
        };
        while held.first_day().is_some_and(|first| !in_window(first)) {
            held.leave();
        }
        held.enter(day, &article.signature.terms, |a, other, shared| {
            let apart = day.zip(other).map(|(x, y)| x.abs_diff(y));
            edges.extend(guard.likeness(shared, apart).map(|likeness| Edge {
                a,
                b: b as u32,
                likeness,
            }));
        });
    }
    nearest(edges, articles.len())
}

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
