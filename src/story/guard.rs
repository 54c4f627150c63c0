//! How alike two articles are, guarded against look-alike events: the same words with other names, other numbers, on other days.
//!
//! A logistic model of what two signatures share. Cosine alone takes every shooting of a fortnight for one; shared names, and the way
//! they make days matter less, tell them apart. The weights were fitted by logistic regression on pairs of articles of the
//! development sets (dated and undated news, each set weighted by the root of its size) and rounded.

use super::shared::Shared;

/// Articles with a cosine below this are not weighed.
const FAINT: f32 = 0.05;

/// Numbers of shared terms and of days whose logarithms are kept.
const KEPT: usize = 256;

/// By how much log-odds may be off without being taken for the wrong side of a bound.
const MARGIN: f32 = 0.01;

/// Weighs pairs of articles.
#[derive(Debug)]
pub(super) struct Guard {
    /// Likeness that counts.
    least: f32,
    /// Log-odds surely below `least`.
    below: f32,
    /// `ln(1 + n)`
    logarithms: Vec<f32>,
}

impl Guard {
    /// One that asks for a likeness of `least`.
    pub(super) fn new(least: f32) -> Self {
        Self {
            least,
            below: (least / (1.0 - least)).ln() - MARGIN,
            logarithms: (0..KEPT).map(|n| (n as f32).ln_1p()).collect(),
        }
    }

    /// Whether two articles can be as alike as asked for if they share no more than this.
    pub(super) fn hopeful(&self, most: &Shared, days: Option<u32>) -> bool {
        most.cosine >= FAINT && self.odds(most, days) >= self.below
    }

    /// How alike two articles are that are `days` apart (nothing if one is undated), 0 to 1; nothing where it is less than asked for.
    pub(super) fn likeness(&self, shared: &Shared, days: Option<u32>) -> Option<f32> {
        if shared.cosine < FAINT {
            return None;
        }
        let odds = self.odds(shared, days);
        // Most pairs end here, without an exponential.
        if odds < self.below {
            return None;
        }
        Some(logistic(odds)).filter(|likeness| *likeness >= self.least)
    }

    fn odds(&self, shared: &Shared, days: Option<u32>) -> f32 {
        let (root, names) = (shared.cosine.sqrt(), shared.names.sqrt());
        let name_count = self.ln_1p(shared.name_count);
        let alike = 2.25 * root
            + 1.75 * shared.cosine
            + 1.25 * shared.words
            + 1.3 * names
            + 0.5 * root * name_count
            + 0.25 * self.ln_1p(shared.pair_count)
            + 0.7 * shared.numbers.sqrt();
        let nameless = if shared.name_count + shared.pair_count == 0.0 {
            0.3
        } else {
            0.0
        };
        let apart = days.map_or(1.0, |days| {
            self.ln_1p(days as f32) * (1.45 + 0.7 * names - 0.7 * name_count)
        });
        alike - nameless - apart - 2.5
    }

    /// `ln(1 + n)` of a whole number.
    fn ln_1p(&self, n: f32) -> f32 {
        self.logarithms
            .get(n as usize)
            .copied()
            .unwrap_or_else(|| n.ln_1p())
    }
}

/// A log-odds as a share of 1.
pub(super) fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}
