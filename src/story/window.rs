//! The articles inside the window, by the terms they hold: who shares a good part of an article's heaviest terms, and what both share.
//!
//! Every term of the window has a place, so that one article's weights are laid out once and another's terms are held against them by place,
//! without a search and without a branch. (By a hash table of the one, most of the time of finding stories went into branches taken wrongly. Term by term
//! through lists of all holders, as in Bayardo, Ma & Srikant 2007, was no better: two articles of one fortnight share a third of their terms.)

use std::collections::VecDeque;

use super::guard::Guard;
use super::linkage::Edge;
use super::places::Places;
use super::shared::{Shared, Weighed};

/// Terms of an article by which others find it, the heaviest ones.
const INDEXED: usize = 48;
/// Articles of the window that are found by one term, the last of those that hold it among their heaviest, so that the candidates of an article
/// have a ceiling.
const FOUND: usize = 300;
/// The part of an article's squared length that shared heavy terms must make up.
const SHARED: f32 = 0.03;
/// Articles of a window of which each is asked whether it shares enough; of a larger one those that share anything are noted.
const SMALL: usize = 10_000;

/// The articles of the window. They enter in the order of their positions and leave in the same.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// Position of the first article held.
    start: u32,
    held: VecDeque<Held>,
    places: Places,
    /// What the entering article's terms weigh, by place; zero between calls.
    own: Vec<f32>,
    /// Squared weight that each article held shares.
    weight: Vec<f32>,
}

#[derive(Debug)]
struct Held {
    day: Option<i32>,
    terms: Weighed,
}

impl Window {
    /// Whether the first article held stands on such a day; an empty window has none.
    pub(super) fn begins_on(&self, such: impl FnOnce(Option<i32>) -> bool) -> bool {
        self.held.front().is_some_and(|article| such(article.day))
    }

    /// An empty window; the first article to enter has this position.
    pub(super) fn beginning_at(start: u32) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }

    /// Lets the first article go.
    pub(super) fn leave(&mut self) {
        if let Some(article) = self.held.pop_front() {
            self.places.leave(article.terms.places());
            self.start += 1;
        }
    }

    /// Takes in an article whose links are not asked for.
    pub(super) fn take_in(&mut self, day: Option<i32>, terms: &[(u32, f32)]) {
        let places = self.places.enter(terms);
        self.hold(day, Weighed::new(terms, &places), &places, leading(terms));
    }

    /// Takes in an article with these terms, by rising term, and links it with those already there that share a good part of its heaviest
    /// terms and that `guard` finds alike; links by position.
    pub(super) fn enter(&mut self, day: Option<i32>, terms: &[(u32, f32)], guard: &Guard) -> Vec<Edge> {
        let places = self.places.enter(terms);
        let leading = leading(terms);
        let candidates = self.candidates(terms, &places, &leading);
        let article = Weighed::new(terms, &places);
        self.own.resize(self.places.len(), 0.0);
        article.lay_out(&mut self.own);
        let position = self.start + self.held.len() as u32;
        let mut edges = Vec::new();
        for at in candidates {
            let other = &self.held[at as usize];
            let apart = day.zip(other.day).map(|(x, y)| x.abs_diff(y));
            let hopeful = |most: &Shared| guard.hopeful(most, apart);
            let shared = article.shared(&self.own, &other.terms, hopeful);
            let likeness = shared.and_then(|shared| guard.likeness(&shared, apart));
            edges.extend(likeness.map(|likeness| Edge {
                a: self.start + at,
                b: position,
                likeness,
            }));
        }
        article.clear(&mut self.own);
        self.hold(day, article, &places, leading);
        edges
    }

    /// Keeps an article, to be found by its leading terms.
    fn hold(&mut self, day: Option<i32>, terms: Weighed, places: &[u32], leading: Vec<usize>) {
        let position = self.start + self.held.len() as u32;
        for at in leading {
            self.places.lead(places[at], position, self.start);
        }
        self.held.push_back(Held { day, terms });
    }

    /// Articles held that share a good part of the leading terms, counted from the first held, in rising order.
    fn candidates(&mut self, terms: &[(u32, f32)], places: &[u32], leading: &[usize]) -> Vec<u32> {
        self.weight.clear();
        self.weight.resize(self.held.len(), 0.0);
        let mut touched = Vec::new();
        for &at in leading {
            let weight = terms[at].1;
            let leaders = self.places.leaders(places[at], self.start);
            let leaders = &leaders[leaders.len().saturating_sub(FOUND)..];
            if self.held.len() > SMALL {
                touched.extend(leaders.iter().map(|leader| leader - self.start));
            }
            for leader in leaders {
                self.weight[(leader - self.start) as usize] += weight * weight;
            }
        }
        let enough = |at: &u32| self.weight[*at as usize] >= SHARED;
        if self.held.len() <= SMALL {
            return (0..self.held.len() as u32).filter(enough).collect();
        }
        touched.retain(enough);
        touched.sort_unstable();
        touched.dedup();
        touched
    }
}

/// Which terms are the heaviest, ties by term, heaviest first.
fn leading(terms: &[(u32, f32)]) -> Vec<usize> {
    let mut leading: Vec<usize> = (0..terms.len()).collect();
    let heavier = |&x: &usize, &y: &usize| terms[y].1.total_cmp(&terms[x].1).then(x.cmp(&y));
    if leading.len() > INDEXED {
        leading.select_nth_unstable_by(INDEXED, heavier);
        leading.truncate(INDEXED);
    }
    leading.sort_unstable_by(heavier);
    leading
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Signature;
    use proptest::prelude::*;

    fn signatures() -> impl Strategy<Value = Vec<Vec<(u32, f32)>>> {
        // From an eighth: below a low that is no multiple of the high's spacing, proptest 1.12 fails an
        // assertion of its own sampler, once in 25 million draws of `0.1f32..9.0` (`float_samplers.rs`).
        let terms = proptest::collection::btree_map(0u32..120, 0.125f32..9.0, 1..60);
        let signature = terms.prop_map(|terms| Signature::unit_length(terms.into_iter().collect()));
        proptest::collection::vec(signature, 1..12)
    }

    /// What two signatures share, asked term by term.
    fn plainly(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
        let shared = a
            .iter()
            .flat_map(|x| b.iter().filter(move |y| x.0 == y.0).map(move |y| x.1 * y.1));
        shared.sum::<f32>().min(1.0)
    }

    proptest! {
        #[test]
        fn places_given_up_and_taken_again_change_no_sum(signatures in signatures(), held in 1usize..4) {
            let mut places = Places::default();
            let mut window = VecDeque::<(usize, Weighed)>::new();
            for (at, terms) in signatures.iter().enumerate() {
                if window.len() == held {
                    let (_, gone) = window.pop_front().unwrap();
                    places.leave(gone.places());
                }
                let article = Weighed::new(terms, &places.enter(terms));
                let mut own = vec![0.0; places.len()];
                article.lay_out(&mut own);
                for (other, weighed) in &window {
                    let shared = article.shared(&own, weighed, |_| true).unwrap();
                    prop_assert!((shared.cosine - plainly(terms, &signatures[*other])).abs() < 1e-4);
                }
                window.push_back((at, article));
            }
        }

        #[test]
        fn however_many_tell_a_story_each_is_linked_with_some(signature in signatures()) {
            let guard = Guard::new(0.05);
            let mut window = Window::default();
            for at in 0..FOUND as u32 + 9 {
                let edges = window.enter(Some(0), &signature[0], &guard);
                prop_assert_eq!(edges.len(), (at as usize).min(FOUND));
            }
        }

        #[test]
        fn links_lead_from_later_articles_to_earlier_ones_that_share_terms(signatures in signatures(), days in 0i32..3) {
            let guard = Guard::new(0.05);
            let mut window = Window::default();
            let mut found = Vec::new();
            for (at, terms) in signatures.iter().enumerate() {
                found.extend(window.enter(Some(at as i32 * days), terms, &guard));
            }
            for edge in found {
                prop_assert!(edge.a < edge.b && (0.05..=1.0).contains(&edge.likeness));
                prop_assert!(plainly(&signatures[edge.a as usize], &signatures[edge.b as usize]) > 0.0);
            }
        }
    }
}
