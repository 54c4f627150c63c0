//! Groups by average linkage (UPGMA, Sokal & Michener 1958) over links that come as a window passes.
//!
//! To merge the likest pair of all, again and again, one need not know all: two groups that are each other's likest can merge at once, since no
//! merge makes a pair likelier than the likelier of its parts was (reciprocal nearest neighbours; Murtagh 1983, "A survey of recent advances in
//! hierarchical clustering algorithms", The Computer Journal 26). So what the window has passed is merged and given out, and memory holds what
//! lies near the window, however long the chains of articles are that hang together: of 960,000 generated articles, one after the other, nearly all.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::model::Groups;

/// Links that an item keeps, the likest ones; others stay where the other end keeps them. (Of 5,000 reports of one event that share half of their
/// sentences, 64 links each leave 26 groups, 300 one.)
const KEPT: usize = 300;
/// Links of an item with another group that count as links with all of it: so many items of one story know of one another. Between groups of more
/// than so many items a merge can make a pair likelier than its parts were; such a pair is looked at again when it does.
const ENOUGH: usize = 64;

/// Two items that may be of one group, `a` before `b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub(super) a: u32,
    pub(super) b: u32,
    /// How alike, 0 to 1.
    pub(super) likeness: f32,
}

/// The groups of the items seen so far.
#[derive(Debug)]
pub(super) struct Linkage {
    /// Average likeness from which groups merge.
    threshold: f32,
    /// Those that may still grow, by their first items.
    groups: FxHashMap<u32, Group>,
    /// The first item of the group that each item was merged into last, by item; that one may have been merged since.
    homes: Vec<u32>,
}

#[derive(Debug)]
struct Group {
    /// How many items.
    items: usize,
    /// (first item of another group, summed likeness to it), rising.
    links: Vec<(u32, f32)>,
    /// Whether items may come that are linked with it: it is one item of the window.
    open: bool,
    /// Least likeness of the links that it keeps of itself.
    bar: f32,
    /// The likest step of it, where that is known. In a story of thousands each group has hundreds of links: they are looked through when its
    /// likest is gone, and not at every merge beside it.
    likest: Option<Likest>,
}

/// What a group merges with next, if with any.
type Likest = Option<Step>;

/// A merge that may come: two groups by their first items, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    average: f32,
    a: u32,
    b: u32,
}

impl Linkage {
    /// No item yet; groups merge while their average likeness is `threshold` or more.
    pub(super) fn new(threshold: f32) -> Self {
        Self {
            threshold,
            groups: FxHashMap::default(),
            homes: Vec::new(),
        }
    }

    /// Takes in the next item, with its links to items of the window, by rising item. Items are numbered as they come.
    pub(super) fn enter(&mut self, edges: &[Edge]) {
        let item = self.homes.len() as u32;
        self.homes.push(item);
        let bar = bar(edges.iter().map(|edge| edge.likeness));
        let mut links = Vec::with_capacity(edges.len());
        for edge in edges {
            if let Some(other) = self.groups.get_mut(&edge.a)
                && edge.likeness >= bar.min(other.bar)
            {
                other.link(item, edge.likeness);
                links.push((edge.a, edge.likeness));
            }
        }
        let group = Group {
            items: 1,
            links,
            open: true,
            bar,
            likest: None,
        };
        self.groups.insert(item, group);
    }

    /// The window has passed an item: no later one is linked with it.
    pub(super) fn leave(&mut self, item: u32) {
        if let Some(group) = self.groups.get_mut(&item) {
            group.open = false;
        }
        let mut changed = vec![item];
        while let Some(group) = changed.pop() {
            let Some(likest) = self.settled(group) else {
                continue;
            };
            match likest {
                None => self.finish(group),
                Some(step) if self.settled(step.other(group)) == Some(likest) => {
                    self.merge(step, &mut changed);
                }
                Some(_) => {}
            }
        }
    }

    /// The groups of all items, once the last has left: each group's items rise, groups stand by their first.
    pub(super) fn into_groups(self) -> Groups {
        Groups::of_homes(&self.into_homes())
    }

    /// The first item of each item's group, once the last has left.
    pub(super) fn into_homes(mut self) -> Vec<u32> {
        for item in 0..self.homes.len() {
            // Items are merged into earlier ones, whose homes are known by now.
            self.homes[item] = self.homes[self.homes[item] as usize];
        }
        self.homes
    }

    /// The likest step of a group that the window has passed.
    // The outer option says whether it has, the inner one whether there is a step.
    fn settled(&mut self, name: u32) -> Option<Likest> {
        let group = self.groups.get(&name).filter(|group| !group.open)?;
        let likest = group.likest.unwrap_or_else(|| self.likest(name, group));
        self.groups.get_mut(&name)?.likest = Some(likest);
        Some(likest)
    }

    /// The likest step of a group, by all its links.
    fn likest(&self, name: u32, group: &Group) -> Likest {
        let steps = group
            .links
            .iter()
            .map(|&(other, sum)| step((name, group), (other, &self.groups[&other]), sum));
        steps
            .filter(|step| step.average >= self.threshold)
            .max_by(by_rank)
    }

    /// Merges the groups of a step, the later into the earlier; `changed` gets those whose likest step may be another now.
    fn merge(&mut self, Step { a, b, .. }: Step, changed: &mut Vec<u32>) {
        let (Some(mut first), Some(last)) = (self.groups.remove(&a), self.groups.remove(&b)) else {
            return;
        };
        for &(other, sum) in last.links.iter().filter(|(other, _)| *other != a) {
            first.link(other, sum);
            if let Some(other) = self.groups.get_mut(&other) {
                other.unlink(b);
                other.link(a, sum);
            }
        }
        first.unlink(b);
        first.items += last.items;
        self.homes[b as usize] = a;
        first.likest = None;
        for &(name, sum) in &first.links {
            let Some(other) = self.groups.get_mut(&name) else {
                continue;
            };
            let grown = step((a, &first), (name, other), sum);
            let gone = |known: Step| [a, b].contains(&known.other(name));
            let passed = |known: Step| by_rank(&grown, &known).is_gt();
            if other
                .likest
                .flatten()
                .is_none_or(|known| gone(known) || passed(known))
            {
                other.likest = None;
                changed.push(name);
            }
        }
        changed.push(a);
        self.groups.insert(a, first);
    }

    /// Gives out a group that merges with no other: whatever merges beside it, none becomes likelier to it.
    fn finish(&mut self, name: u32) {
        let Some(group) = self.groups.remove(&name) else {
            return;
        };
        for (other, _) in group.links {
            if let Some(other) = self.groups.get_mut(&other) {
                other.unlink(name);
            }
        }
    }
}

impl Group {
    /// Adds to the likeness to another group.
    fn link(&mut self, other: u32, likeness: f32) {
        match self.links.binary_search_by_key(&other, |(other, _)| *other) {
            Ok(at) => self.links[at].1 += likeness,
            Err(at) => self.links.insert(at, (other, likeness)),
        }
        // Found anew for every link it would cost more than the links.
        if self.open && self.links.len().is_multiple_of(KEPT / 4) {
            self.bar = bar(self.links.iter().map(|(_, likeness)| *likeness));
        }
    }

    fn unlink(&mut self, other: u32) {
        if let Ok(at) = self.links.binary_search_by_key(&other, |(other, _)| *other) {
            self.links.remove(at);
        }
    }
}

impl Step {
    /// The group that `name` would merge with.
    fn other(self, name: u32) -> u32 {
        if self.a == name { self.b } else { self.a }
    }
}

/// The step that merges two groups, given by first item, of which the links add up to `sum`.
fn step((x, left): (u32, &Group), (y, right): (u32, &Group), sum: f32) -> Step {
    Step {
        average: sum / pairs(left.items, right.items) as f32,
        a: x.min(y),
        b: x.max(y),
    }
}

/// How many links there can be between groups of so many items: all pairs, but no more than [`ENOUGH`] for each item of the smaller group.
fn pairs(x: usize, y: usize) -> usize {
    (x * y).min(x.min(y) * ENOUGH)
}

/// Steps by their average, the first items first where it is the same.
fn by_rank(x: &Step, y: &Step) -> Ordering {
    let average = x.average.total_cmp(&y.average);
    average.then_with(|| (y.a, y.b).cmp(&(x.a, x.b)))
}

/// The likeness that only the [`KEPT`] likest reach.
fn bar(likenesses: impl ExactSizeIterator<Item = f32>) -> f32 {
    if likenesses.len() < KEPT {
        return 0.0;
    }
    let mut likenesses: Vec<f32> = likenesses.collect();
    let (_, bar, _) = likenesses.select_nth_unstable_by(KEPT - 1, |x, y| y.total_cmp(x));
    *bar
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const THRESHOLD: f32 = 0.4;

    /// Links between items, each pair once, by (b, a).
    fn edges(items: u32, window: u32) -> impl Strategy<Value = Vec<Edge>> {
        // Parts of 64, so that sums are exact and averages often the same.
        let link = (0..items, 1..=window, 8u8..=64);
        proptest::collection::vec(link, 0..90).prop_map(move |links| {
            let of = |(a, gap, likeness)| Edge {
                a,
                b: a + gap,
                likeness: f32::from(likeness) / 64.0,
            };
            let mut edges: Vec<Edge> = links.into_iter().map(of).filter(|edge| edge.b < items).collect();
            edges.sort_by_key(|edge| (edge.b, edge.a));
            edges.dedup_by_key(|edge| (edge.b, edge.a));
            edges
        })
    }

    /// The reference: of all pairs of groups the likest merges first.
    fn plainly(items: u32, edges: &[Edge]) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = (0..items).map(|item| vec![item]).collect();
        let likest = |groups: &[Vec<u32>]| {
            let all = (0..groups.len()).flat_map(|x| (x + 1..groups.len()).map(move |y| (x, y)));
            let steps = all.map(|(x, y)| {
                let between = |edge: &&Edge| {
                    groups[x].contains(&edge.a) && groups[y].contains(&edge.b)
                        || groups[x].contains(&edge.b) && groups[y].contains(&edge.a)
                };
                let sum: f32 = edges.iter().filter(between).map(|edge| edge.likeness).sum();
                Step {
                    average: sum / pairs(groups[x].len(), groups[y].len()) as f32,
                    a: x as u32,
                    b: y as u32,
                }
            });
            steps.filter(|step| step.average >= THRESHOLD).max_by(by_rank)
        };
        while let Some(step) = likest(&groups) {
            let moved = groups.remove(step.b as usize);
            groups[step.a as usize].extend(moved);
        }
        for group in &mut groups {
            group.sort_unstable();
        }
        groups
    }

    proptest! {
        #[test]
        fn what_merges_as_the_window_passes_is_what_merges_when_all_is_known(
            (window, edges) in (1u32..12).prop_flat_map(|window| (Just(window), edges(24, window))),
        ) {
            let mut linkage = Linkage::new(THRESHOLD);
            for item in 0..24 {
                let own: Vec<Edge> = edges.iter().copied().filter(|edge| edge.b == item).collect();
                linkage.enter(&own);
                if let Some(passed) = item.checked_sub(window) {
                    linkage.leave(passed);
                }
            }
            for item in 24 - window..24 {
                linkage.leave(item);
            }
            prop_assert!(linkage.groups.is_empty());
            let groups = linkage.into_groups();
            prop_assert_eq!(groups.iter().collect::<Vec<_>>(), plainly(24, &edges));
        }
    }

    /// Likeness of two items of one story.
    fn likeness(a: u32, b: u32) -> f32 {
        0.5 + (a.wrapping_mul(31) ^ b.wrapping_mul(40_503)) as f32 % 128.0 / 256.0
    }

    /// So many items, each linked with those of `before`.
    fn linked(items: u32, before: u32) -> Linkage {
        let mut linkage = Linkage::new(THRESHOLD);
        for b in 0..items {
            let edge = |a| Edge {
                a,
                b,
                likeness: likeness(a, b),
            };
            let edges: Vec<Edge> = (b.saturating_sub(before)..b).map(edge).collect();
            linkage.enter(&edges);
        }
        linkage
    }

    #[test]
    fn a_story_of_a_thousand_stays_one() {
        let mut linkage = linked(1_000, KEPT as u32);
        for item in 0..1_000 {
            linkage.leave(item);
        }
        assert_eq!(linkage.into_groups().len(), 1);
    }

    #[test]
    fn items_keep_no_more_links_than_they_need() {
        let linkage = linked(2_000, 2_000);
        let links: usize = linkage.groups.values().map(|group| group.links.len()).sum();
        assert!(links < 2_000 * 3 * KEPT, "{links} of {}", 2_000 * 1_999);
    }
}
