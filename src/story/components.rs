//! Articles that links of the asked likeness hold together, each such component given out as soon as the window has passed it.
//!
//! Two groups join only where the average of their links reaches the threshold, so some link between them does: no group reaches beyond a component
//! of such strong links, whatever weaker ones there are. That keeps components small: of 100,000 generated articles weak links hold 90,000
//! together, strong ones 350 at most.

use rustc_hash::FxHashMap;

use super::groups::Edge;

/// The components of the articles seen so far.
#[derive(Debug)]
pub(super) struct Components {
    /// Likeness of a strong link.
    strong: f32,
    /// For each article one of its component, itself for one of each (union-find, Tarjan 1975).
    parent: Vec<u32>,
    open: FxHashMap<u32, Component>,
}

/// Articles held together, and the links among them.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// Positions, in no order.
    pub(super) members: Vec<u32>,
    /// Links with both ends in it; while it is open also those whose later end is.
    pub(super) edges: Vec<Edge>,
    /// Members inside the window.
    inside: u32,
}

impl Components {
    /// None yet; links of likeness `strong` hold together.
    pub(super) fn new(strong: f32) -> Self {
        Self {
            strong,
            parent: Vec::new(),
            open: FxHashMap::default(),
        }
    }

    /// Adds the next article with its links to earlier ones of the window.
    pub(super) fn enter(&mut self, edges: Vec<Edge>) {
        let article = self.parent.len() as u32;
        self.parent.push(article);
        let mut home = article;
        let mut component = Component {
            members: vec![article],
            inside: 1,
            edges: Vec::new(),
        };
        let strong = self.strong;
        for edge in edges.iter().filter(|edge| edge.likeness >= strong) {
            let root = self.root(edge.a);
            if root == home {
                continue;
            }
            if let Some(other) = self.open.remove(&root) {
                component.absorb(other);
            }
            let (first, last) = (root.min(home), root.max(home));
            self.parent[last as usize] = first;
            home = first;
        }
        component.edges.extend(edges);
        self.open.insert(home, component);
    }

    /// The component that has no article in the window any more now that `article` has left it.
    pub(super) fn leave(&mut self, article: u32) -> Option<Component> {
        let root = self.root(article);
        let component = self.open.get_mut(&root)?;
        component.inside -= 1;
        if component.inside > 0 {
            return None;
        }
        let mut component = self.open.remove(&root)?;
        component.edges.retain(|edge| self.root(edge.a) == root);
        component.members.sort_unstable();
        component.edges.sort_unstable_by_key(|edge| (edge.b, edge.a));
        Some(component)
    }

    fn root(&mut self, article: u32) -> u32 {
        let mut at = article;
        while self.parent[at as usize] != at {
            let above = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = above;
            at = above;
        }
        at
    }
}

impl Component {
    /// Takes in another one, the smaller moved to the larger.
    fn absorb(&mut self, mut other: Self) {
        if other.members.len() > self.members.len() {
            std::mem::swap(self, &mut other);
        }
        self.members.extend(other.members);
        self.edges.extend(other.edges);
        self.inside += other.inside;
    }
}

#[cfg(test)]
mod tests {
    use super::super::groups::average_link;
    use super::*;
    use proptest::prelude::*;

    /// Articles of a window of this many.
    const WINDOW: u32 = 6;
    const STRONG: f32 = 0.4;

    /// Links between articles of one window, each pair once, by (b, a).
    fn edges(articles: u32) -> impl Strategy<Value = Vec<Edge>> {
        let link = (0..articles, 1..WINDOW, 0.2f32..1.0);
        proptest::collection::vec(link, 0..60).prop_map(move |links| {
            let of = |(a, gap, likeness): (u32, u32, f32)| Edge {
                a,
                b: a + gap,
                likeness,
            };
            let mut edges: Vec<Edge> = links
                .into_iter()
                .map(of)
                .filter(|edge| edge.b < articles)
                .collect();
            edges.sort_by_key(|edge| (edge.b, edge.a));
            edges.dedup_by_key(|edge| (edge.b, edge.a));
            edges
        })
    }

    proptest! {
        #[test]
        fn groups_of_components_are_the_groups_of_all(edges in edges(30)) {
            let mut components = Components::new(STRONG);
            let mut groups = Vec::new();
            for b in 0..30u32 {
                let leaves = b.checked_sub(WINDOW);
                let closed = leaves.and_then(|article| components.leave(article));
                groups.extend(closed.into_iter().flat_map(|c| average_link(&c.members, c.edges, STRONG)));
                components.enter(edges.iter().copied().filter(|edge| edge.b == b).collect());
            }
            for article in 30 - WINDOW..30 {
                let closed = components.leave(article);
                groups.extend(closed.into_iter().flat_map(|c| average_link(&c.members, c.edges, STRONG)));
            }
            groups.sort();
            prop_assert!(components.open.is_empty());
            prop_assert_eq!(groups, average_link(&(0..30).collect::<Vec<u32>>(), edges, STRONG));
        }
    }
}
