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
