//! The terms of one article counted, and the heaviest of them.
//!
//! A map that lives as long as one article: places for as many terms as there can be, in one piece of memory that is never grown, and
//! terms in the order they came.

/// Terms with how often they stand in an article.
#[derive(Debug)]
pub(super) struct TermCounts {
    /// 1 + index of the term at that place; 0 is free. Their number is a power of two.
    places: Vec<u32>,
    terms: Vec<Term>,
}

#[derive(Debug, Clone, Copy)]
struct Term {
    hash: u32,
    frequency: u32,
    idf: f32,
}

impl TermCounts {
    /// For at most `most` terms; of the terms of a text, every second one stood there before.
    pub(super) fn new(most: usize) -> Self {
        Self {
            places: vec![0; (most + 1).next_power_of_two()],
            terms: Vec::with_capacity(most / 2),
        }
    }

    /// Counts a term `times` more. The inverse document frequency that came with it first holds.
    #[inline]
    pub(super) fn add(&mut self, term: u32, times: u32, idf: f32) {
        let last = self.places.len() - 1;
        // The lowest two bits are the term's kind.
        let mut place = (term >> 2) as usize & last;
        loop {
            match self.places[place] {
                0 => break,
                found => {
                    let found = &mut self.terms[found as usize - 1];
                    if found.hash == term {
                        found.frequency += times;
                        return;
                    }
                }
            }
            place = (place + 1) & last;
        }
        self.terms.push(Term {
            hash: term,
            frequency: times,
            idf,
        });
        self.places[place] = self.terms.len() as u32;
    }

    /// The `kept` heaviest terms with their weights, by term; of equals the one with the lower hash.
    pub(super) fn heaviest(&self, kept: usize, sublinear: &Sublinear) -> Vec<(u32, f32)> {
        // Weights are positive, so their bits are in their order; one number holds both keys.
        let lightness = |weight: f32| u64::from(!weight.to_bits()) << 32;
        let mut terms: Vec<u64> = self
            .terms
            .iter()
            .map(|t| lightness(sublinear.of(t.frequency) * t.idf) | u64::from(t.hash))
            .collect();
        if terms.len() > kept {
            terms.select_nth_unstable(kept);
            terms.truncate(kept);
        }
        for term in &mut terms {
            *term = term.rotate_left(32) ^ u64::from(u32::MAX);
        }
        terms.sort_unstable();
        terms
            .into_iter()
            .map(|term| ((term >> 32) as u32, f32::from_bits(term as u32)))
            .collect()
    }
}

/// Sublinear term frequencies, `1 + ln n`, by how often a term stands: mostly a few times.
#[derive(Debug)]
pub(super) struct Sublinear([f32; 64]);

impl Sublinear {
    /// The table.
    pub(super) fn new() -> Self {
        Self(std::array::from_fn(|n| logarithmic(n as f32)))
    }

    #[inline]
    fn of(&self, frequency: u32) -> f32 {
        let known = self.0.get(frequency as usize).copied();
        known.unwrap_or_else(|| logarithmic(frequency as f32))
    }
}

fn logarithmic(frequency: f32) -> f32 {
    if frequency > 1.0 {
        1.0 + frequency.ln()
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The same with a tree and a plain sort.
    fn reference(terms: &[(u32, u32, f32)], kept: usize) -> Vec<(u32, f32)> {
        let mut counts: BTreeMap<u32, (u32, f32)> = BTreeMap::new();
        for (term, times, idf) in terms {
            counts.entry(*term).or_insert((0, *idf)).0 += times;
        }
        let weight = |(frequency, idf): (u32, f32)| (1.0 + (frequency as f32).ln()) * idf;
        let mut terms: Vec<(u32, f32)> = counts.into_iter().map(|(t, c)| (t, weight(c))).collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(kept);
        terms.sort_by_key(|(term, _)| *term);
        terms
    }

    proptest! {
        #[test]
        fn the_heaviest_terms_are_those_of_a_sort(
            terms in proptest::collection::vec((0u32..60, 1u8..40, 1u8..9), 0..120),
            kept in 1usize..40,
        ) {
            let terms: Vec<(u32, u32, f32)> = terms.into_iter().map(|(t, n, idf)| (t, u32::from(n), f32::from(idf) / 4.0)).collect();
            let mut counts = TermCounts::new(terms.len());
            for (term, times, idf) in &terms {
                counts.add(*term, *times, *idf);
            }
            prop_assert_eq!(counts.heaviest(kept, &Sublinear::new()), reference(&terms, kept));
        }
    }
}
