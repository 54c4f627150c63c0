//! Groups by average linkage (UPGMA, Sokal & Michener 1958) over the edges of the candidate graph.
//!
//! Groups only ever merge along edges, so each connected component is grouped by itself. The pair of groups with the highest average
//! likeness merges first, ties by the first member of either; the result is a function of the edges alone.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::candidates::{Edge, NEIGHBOURS};

/// Which group each of `items` items is in: the smallest item of the group. Groups merge while their average likeness is `threshold` or more.
pub(super) fn average_link(items: usize, edges: &[Edge], threshold: f32) -> Vec<u32> {
    let mut linkage = Linkage::new(items, edges);
    let mut heap: BinaryHeap<Step> = edges
        .iter()
        .filter_map(|e| linkage.step(e.a, e.b))
        .filter(|step| step.average >= threshold)
        .collect();
    while let Some(step) = heap.pop() {
        if linkage.step(step.a, step.b) != Some(step) {
            continue;
        }
        linkage.merge(step.a, step.b);
        let near: Vec<u32> = linkage.links[step.a as usize].keys().copied().collect();
        heap.extend(
            near.into_iter()
                .filter_map(|other| linkage.step(step.a, other))
                .filter(|step| step.average >= threshold),
        );
    }
    linkage.homes()
}

/// A merge that may come: two groups by their smallest items, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    average: f32,
    a: u32,
    b: u32,
}

impl Eq for Step {}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        self.average
            .total_cmp(&other.average)
            .then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Groups so far, each named by its smallest item, with the summed likeness to every group beside it.
struct Linkage {
    links: Vec<BTreeMap<u32, f32>>,
    sizes: Vec<u32>,
    parent: Vec<u32>,
}

impl Linkage {
    fn new(items: usize, edges: &[Edge]) -> Self {
        let mut links = vec![BTreeMap::new(); items];
        for edge in edges {
            links[edge.a as usize].insert(edge.b, edge.likeness);
            links[edge.b as usize].insert(edge.a, edge.likeness);
        }
        Self {
            links,
            sizes: vec![1; items],
            parent: (0..items as u32).collect(),
        }
    }

    /// The merge of two groups; nothing if one is gone or no edge joins them.
    ///
    /// The sum is divided by the number of edges that there can be: all pairs, but no more than [`NEIGHBOURS`] for each item of the smaller group.
    fn step(&self, a: u32, b: u32) -> Option<Step> {
        let (a, b) = (a.min(b), a.max(b));
        let sum = *self.links[a as usize].get(&b)?;
        let (x, y) = (self.sizes[a as usize], self.sizes[b as usize]);
        let pairs = (x * y).min(x.min(y) * NEIGHBOURS as u32);
        Some(Step {
            average: sum / pairs as f32,
            a,
            b,
        })
    }

    /// Merges group `b` into `a`, `a < b`.
    fn merge(&mut self, a: u32, b: u32) {
        let moved = std::mem::take(&mut self.links[b as usize]);
        for (other, likeness) in moved {
            if other == a {
                continue;
            }
            self.links[other as usize].remove(&b);
            *self.links[other as usize].entry(a).or_default() += likeness;
            *self.links[a as usize].entry(other).or_default() += likeness;
        }
        self.links[a as usize].remove(&b);
        self.sizes[a as usize] += self.sizes[b as usize];
        self.parent[b as usize] = a;
    }

    fn homes(&self) -> Vec<u32> {
        let mut homes: Vec<u32> = Vec::with_capacity(self.parent.len());
        for (item, &parent) in self.parent.iter().enumerate() {
            // A parent is always smaller than its child, so its home is known.
            homes.push(if parent as usize == item {
                parent
            } else {
                homes[parent as usize]
            });
        }
        homes
    }
}
