//! The weights of one feature, and sums of them.

use super::evidence::NameKind;

/// A number for each kind, and one to spare: four numbers are loaded and added at once.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Row([f32; 4]);

impl Row {
    /// Of weights by kind.
    pub(crate) const fn new([organisation, person, place]: [f32; 3]) -> Self {
        Self([organisation, person, place, 0.0])
    }

    /// By kind.
    #[inline]
    pub(crate) fn kinds(self) -> [f32; 3] {
        let [organisation, person, place, _] = self.0;
        [organisation, person, place]
    }

    /// That of one kind.
    #[inline]
    pub(crate) fn of(self, kind: NameKind) -> f32 {
        self.0[kind as usize]
    }

    /// Adds a feature's weights.
    #[inline]
    pub(crate) fn add(&mut self, weights: &Self) {
        for (sum, weight) in self.0.iter_mut().zip(weights.0) {
            *sum += weight;
        }
    }

    /// Adds a share of them.
    #[inline]
    pub(crate) fn add_share(&mut self, weights: &Self, share: f32) {
        for (sum, weight) in self.0.iter_mut().zip(weights.0) {
            *sum += share * weight;
        }
    }

    /// Whether all are zero.
    pub(crate) fn is_zero(self) -> bool {
        self.0.iter().all(|weight| *weight == 0.0)
    }
}
