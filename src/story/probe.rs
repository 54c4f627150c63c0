//! The terms of one article laid out so that many others can be held against them quickly.
//!
//! Most terms of another article are not there, so the first thing asked is one bit. (Merging two sorted lists instead took three quarters of
//! the time of finding stories.)

use super::day_number;
use crate::model::{ArticleClaims, TermKind};

/// Places for each term, so that few of them collide.
const ROOM: usize = 6;

/// An article with what is the same for every comparison.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed<'a> {
    /// (term, weight), sorted by term.
    pub(super) terms: &'a [(u32, f32)],
    /// Squared weights summed by kind of term.
    pub(super) squares: [f32; 4],
    /// Days since 1970-01-01.
    pub(super) day: Option<i32>,
}

impl<'a> Weighed<'a> {
    pub(super) fn new(article: &'a ArticleClaims) -> Self {
        let terms = article.signature.terms.as_slice();
        let mut squares = [0.0; 4];
        for &(term, weight) in terms {
            squares[TermKind::of(term) as usize] += weight * weight;
        }
        Self {
            terms,
            squares,
            day: article.date.map(day_number),
        }
    }
}

/// One article's terms in a table with open places.
#[derive(Debug, Default)]
pub(super) struct Probe {
    /// One bit a place: whether a term is there.
    filled: Vec<u64>,
    places: Vec<(u32, f32)>,
    pub(super) squares: [f32; 4],
    pub(super) day: Option<i32>,
}

impl Probe {
    /// Takes another article in.
    pub(super) fn fill(&mut self, article: &Weighed<'_>) {
        let size = (article.terms.len() * ROOM).next_power_of_two().max(64);
        self.filled.clear();
        self.filled.resize(size / 64, 0);
        self.places.resize(size, (0, 0.0));
        (self.squares, self.day) = (article.squares, article.day);
        for &(term, weight) in article.terms {
            let mut place = self.place(term);
            while self.is_filled(place) {
                place = (place + 1) & (size - 1);
            }
            self.filled[place / 64] |= 1 << (place % 64);
            self.places[place] = (term, weight);
        }
    }

    /// The weight of a term, if the article has it.
    pub(super) fn weight(&self, term: u32) -> Option<f32> {
        let mut place = self.place(term);
        while self.is_filled(place) {
            let (own, weight) = self.places[place];
            if own == term {
                return Some(weight);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        None
    }

    /// Where a term stands unless another one stands there (Fibonacci hashing, Knuth 1973).
    fn place(&self, term: u32) -> usize {
        (term.wrapping_mul(0x9E37_79B1) >> 12) as usize & (self.places.len() - 1)
    }

    fn is_filled(&self, place: usize) -> bool {
        self.filled[place / 64] >> (place % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_probe_holds_what_was_put_in_and_nothing_else(
            first in proptest::collection::btree_map(any::<u32>(), 0.0f32..1.0, 0..200),
            second in proptest::collection::btree_map(0u32..400, 0.0f32..1.0, 0..200),
        ) {
            let mut probe = Probe::default();
            for terms in [first, second] {
                let list: Vec<(u32, f32)> = terms.iter().map(|(t, w)| (*t, *w)).collect();
                probe.fill(&Weighed { terms: &list, squares: [0.0; 4], day: None });
                for term in terms.keys().copied().chain(0..400) {
                    prop_assert_eq!(probe.weight(term), terms.get(&term).copied());
                }
            }
        }
    }
}
