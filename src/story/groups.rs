//! Groups by average linkage (UPGMA, Sokal & Michener 1958) over the edges of a graph.
//!
//! The pair of groups with the highest average likeness merges first, ties by the first member of either; the result is a function of the edges alone.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Neighbours that an article keeps, the likest ones. In a story of thousands each article still has its own.
const NEIGHBOURS: usize = 64;

/// Two items that may be of one group, `a` before `b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub(super) a: u32,
    pub(super) b: u32,
    /// How alike, 0 to 1.
    pub(super) likeness: f32,
}

/// The groups of `items` (rising) by edges among them: groups merge while their average likeness is `threshold` or more. Each group's items rise,
/// groups stand by their first.
pub(super) fn average_link(items: &[u32], edges: Vec<Edge>, threshold: f32) -> Vec<Vec<u32>> {
    if let ([_], _) | (_, []) = (items, edges.as_slice()) {
        return items.iter().map(|&item| vec![item]).collect();
    }
    let edges = nearest(within(items, edges), items.len());
    let mut linkage = Linkage::new(items.len(), &edges);
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
        let near = linkage.links[step.a as usize].keys();
        heap.extend(
            near.filter_map(|&other| linkage.step(step.a, other))
                .filter(|step| step.average >= threshold),
        );
    }
    linkage.groups(items)
}

/// Edges by places among the items instead of the items themselves.
fn within(items: &[u32], mut edges: Vec<Edge>) -> Vec<Edge> {
    let place = |item: u32| items.partition_point(|&other| other < item) as u32;
    for edge in &mut edges {
        (edge.a, edge.b) = (place(edge.a), place(edge.b));
    }
    edges
}

/// Keeps the edges that are among the [`NEIGHBOURS`] likest of one of their ends.
fn nearest(edges: Vec<Edge>, items: usize) -> Vec<Edge> {
    let mut degree = vec![0u32; items];
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
    let mut taken = vec![0usize; items];
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

    /// The items of each group.
    fn groups(&self, items: &[u32]) -> Vec<Vec<u32>> {
        let mut groups = BTreeMap::<u32, Vec<u32>>::new();
        let mut homes: Vec<u32> = Vec::with_capacity(items.len());
        for (at, (&parent, &item)) in self.parent.iter().zip(items).enumerate() {
            // A parent is always smaller than its child, so its home is known.
            let home = if parent as usize == at {
                parent
            } else {
                homes[parent as usize]
            };
            homes.push(home);
            groups.entry(home).or_default().push(item);
        }
        groups.into_values().collect()
    }
}
