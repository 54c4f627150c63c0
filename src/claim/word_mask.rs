//! Some words of a text, one bit each.

use std::ops::Range;

/// Words of a text by their places.
#[derive(Debug, Clone, Default)]
pub(super) struct WordMask(Vec<u64>);

impl WordMask {
    /// None of so many words.
    pub(super) fn new(words: usize) -> Self {
        Self(vec![0; words.div_ceil(64)])
    }

    /// Adds words; those past the end are passed over.
    pub(super) fn add(&mut self, words: &Range<usize>) {
        for at in words.clone() {
            if let Some(bits) = self.0.get_mut(at / 64) {
                *bits |= 1 << (at % 64);
            }
        }
    }

    /// Whether word `at` is one of them.
    #[inline]
    pub(super) fn holds(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// Whether any of these words is one of them.
    pub(super) fn holds_any(&self, words: &Range<usize>) -> bool {
        words.clone().any(|at| self.holds(at))
    }

    /// Whether it holds none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_held_where_they_were_added() {
        let mut mask = WordMask::new(70);
        assert!(mask.is_empty());
        mask.add(&(62..66));
        mask.add(&(200..201));
        let held: Vec<usize> = (0..300).filter(|at| mask.holds(*at)).collect();
        assert_eq!(held, [62, 63, 64, 65]);
        assert!(mask.holds_any(&(60..63)) && !mask.holds_any(&(66..70)));
    }
}
