//! What two signatures share, by kind of term.

use crate::model::TermKind;

/// Kinds of terms.
const KINDS: usize = 4;

/// What two signatures share, each 0 to 1 where it is a cosine.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Shared {
    /// Of all terms.
    pub(super) cosine: f32,
    /// Of the common words alone.
    pub(super) words: f32,
    /// Of names and pairs of names alone.
    pub(super) names: f32,
    /// Of numbers alone.
    pub(super) numbers: f32,
    /// How many names.
    pub(super) name_count: f32,
    /// How many pairs of names.
    pub(super) pair_count: f32,
}

/// An article's terms, kind by kind, with what is the same for every comparison.
#[derive(Debug)]
pub(super) struct Weighed {
    /// (place, weight) by (kind, term): the same order of sums in every comparison.
    terms: Vec<(u32, f32)>,
    /// Where each kind's terms end.
    ends: [usize; KINDS],
    /// Squared weights summed by kind.
    squares: [f32; KINDS],
}

impl Weighed {
    /// Of terms with their places.
    pub(super) fn new(terms: &[(u32, f32)], places: &[u32]) -> Self {
        let mut by_kind = Vec::with_capacity(terms.len());
        let (mut ends, mut squares) = ([0; KINDS], [0.0; KINDS]);
        for kind in 0..KINDS {
            let of_kind = terms.iter().zip(places);
            for (&(_, weight), &place) in
                of_kind.filter(|((term, _), _)| TermKind::of(*term) as usize == kind)
            {
                by_kind.push((place, weight));
                squares[kind] += weight * weight;
            }
            ends[kind] = by_kind.len();
        }
        Self {
            terms: by_kind,
            ends,
            squares,
        }
    }

    /// The places of its terms.
    pub(super) fn places(&self) -> impl Iterator<Item = u32> {
        self.terms.iter().map(|(place, _)| *place)
    }

    /// Writes its weights to their places.
    pub(super) fn lay_out(&self, weights: &mut [f32]) {
        for &(place, weight) in &self.terms {
            weights[place as usize] = weight;
        }
    }

    /// Takes its weights away again.
    pub(super) fn clear(&self, weights: &mut [f32]) {
        for &(place, _) in &self.terms {
            weights[place as usize] = 0.0;
        }
    }

    /// What this article, laid out in `weights`, shares with another.
    pub(super) fn shared(&self, weights: &[f32], other: &Self) -> Shared {
        let (mut dots, mut counts) = ([0.0f32; KINDS], [0u32; KINDS]);
        let mut start = 0;
        for kind in 0..KINDS {
            let (mut dot, mut count) = (0.0, 0);
            for &(place, weight) in &other.terms[start..other.ends[kind]] {
                let own = weights[place as usize];
                // What is not shared adds nothing, which costs less than asking.
                dot += own * weight;
                count += u32::from(own > 0.0);
            }
            (dots[kind], counts[kind]) = (dot, count);
            start = other.ends[kind];
        }
        let [words, names, numbers, pairs] = dots;
        let part = |dot: f32, kinds: &[TermKind]| {
            let of = |squares: &[f32; KINDS]| kinds.iter().map(|k| squares[*k as usize]).sum::<f32>();
            let length = (of(&self.squares) * of(&other.squares)).sqrt();
            if length > 0.0 {
                (dot / length).min(1.0)
            } else {
                0.0
            }
        };
        Shared {
            cosine: (words + names + numbers + pairs).min(1.0),
            words: part(words, &[TermKind::Word]),
            names: part(names + pairs, &[TermKind::Name, TermKind::NamePair]),
            numbers: part(numbers, &[TermKind::Number]),
            name_count: counts[TermKind::Name as usize] as f32,
            pair_count: counts[TermKind::NamePair as usize] as f32,
        }
    }
}
