//! What two signatures share, by kind of term.

use crate::model::TermKind;

/// Kinds of terms.
const KINDS: usize = 4;
const WORD: usize = TermKind::Word as usize;

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

    /// What this article, laid out in `weights`, shares with another: nothing if `hopeful` says of the most that they can share that it is not enough.
    pub(super) fn shared(
        &self,
        weights: &[f32],
        other: &Self,
        hopeful: impl FnOnce(&Shared) -> bool,
    ) -> Option<Shared> {
        let (mut dots, mut counts) = ([0.0f32; KINDS], [0.0f32; KINDS]);
        for kind in [TermKind::Name, TermKind::Number, TermKind::NamePair].map(|kind| kind as usize) {
            (dots[kind], counts[kind]) = sum(weights, other.of_kind(kind));
        }
        // Two signatures' common words give no more than the product of their lengths (Cauchy and Schwarz).
        dots[WORD] = (self.squares[WORD] * other.squares[WORD]).sqrt();
        if !hopeful(&self.parts(other, dots, counts)) {
            return None;
        }
        (dots[WORD], counts[WORD]) = sum(weights, other.of_kind(WORD));
        Some(self.parts(other, dots, counts))
    }

    fn of_kind(&self, kind: usize) -> &[(u32, f32)] {
        let start = kind.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.terms[start..self.ends[kind]]
    }

    fn parts(
        &self,
        other: &Self,
        [words, names, numbers, pairs]: [f32; KINDS],
        counts: [f32; KINDS],
    ) -> Shared {
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
            name_count: counts[TermKind::Name as usize],
            pair_count: counts[TermKind::NamePair as usize],
        }
    }
}

/// Sums that are kept apart until the end: one would have to wait for each addition.
const LANES: usize = 4;

/// The products of weights by place with those of `terms`, summed up, and how many terms are shared.
fn sum(weights: &[f32], terms: &[(u32, f32)]) -> (f32, f32) {
    let (mut dots, mut count) = ([0.0f32; LANES], 0u32);
    let mut add = |lane: usize, (place, weight): (u32, f32)| {
        let own = weights[place as usize];
        // What is not shared adds nothing, which costs less than asking.
        dots[lane] += own * weight;
        count += u32::from(own > 0.0);
    };
    let (whole, rest) = terms.as_chunks::<LANES>();
    for terms in whole {
        for (lane, &term) in terms.iter().enumerate() {
            add(lane, term);
        }
    }
    for (lane, &term) in rest.iter().enumerate() {
        add(lane, term);
    }
    ((dots[0] + dots[1]) + (dots[2] + dots[3]), count as f32)
}
