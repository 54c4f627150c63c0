//! Several articles as one: what the articles of one group share with those of another, on the average.
//!
//! The sum of all products of two sets of vectors is the product of their sums, so that groups are compared in one pass over both.

use crate::model::TermKind;

/// The summed terms of some articles.
#[derive(Debug, Default)]
pub(super) struct Centroid {
    /// (term, weight, weight in a vector of unit length of the names or of the numbers alone), sorted by term.
    terms: Vec<(u32, f32, f32)>,
    articles: usize,
}

/// What articles of two groups share on the average, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Average {
    pub(super) cosine: f32,
    pub(super) names: f32,
    pub(super) numbers: f32,
    /// Pairs of articles.
    pub(super) pairs: f32,
}

impl Centroid {
    /// Adds an article with these terms, sorted.
    pub(super) fn add(&mut self, terms: &[(u32, f32)]) {
        let mut squares = [0.0f32; 2];
        for &(term, weight) in terms {
            if let Some(sort) = sort(term) {
                squares[sort] += weight * weight;
            }
        }
        let lengths = squares.map(f32::sqrt);
        self.terms.extend(terms.iter().map(|&(term, weight)| {
            let alone = sort(term).map_or(0.0, |sort| weight / lengths[sort]);
            (term, weight, alone)
        }));
        self.articles += 1;
    }

    /// Sums up what was added.
    pub(super) fn finish(mut self) -> Self {
        // Stable, so that each sum has its parts in the order of the articles.
        self.terms.sort_by_key(|&(term, ..)| term);
        self.terms.dedup_by(|next, sum| {
            let same = next.0 == sum.0;
            if same {
                sum.1 += next.1;
                sum.2 += next.2;
            }
            same
        });
        self
    }

    /// What the articles of both share.
    pub(super) fn average(&self, other: &Self) -> Average {
        let (mut cosine, mut alone) = (0.0, [0.0f32; 2]);
        let mut others = other.terms.iter().peekable();
        for &(term, weight, part) in &self.terms {
            while others.next_if(|(theirs, ..)| *theirs < term).is_some() {}
            if let Some((_, theirs, their_part)) = others.next_if(|(theirs, ..)| *theirs == term) {
                cosine += weight * theirs;
                if let Some(sort) = sort(term) {
                    alone[sort] += part * their_part;
                }
            }
        }
        let pairs = (self.articles * other.articles) as f32;
        Average {
            cosine: cosine / pairs,
            names: alone[0] / pairs,
            numbers: alone[1] / pairs,
            pairs,
        }
    }
}

/// 0 for names and pairs of names, 1 for numbers.
fn sort(term: u32) -> Option<usize> {
    match TermKind::of(term) {
        TermKind::Word => None,
        TermKind::Name | TermKind::NamePair => Some(0),
        TermKind::Number => Some(1),
    }
}
