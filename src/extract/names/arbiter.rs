//! One judge over organisations, persons and places: the kind with the highest score above zero, or none.

use super::evidence::{Evidence, NameKind, Seen};
use super::weights::Weights;

/// What a candidate is found to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Verdict {
    /// Its kind.
    pub(crate) kind: NameKind,
    /// 0 to 1: a logistic function of the lead over the next best kind, or over none.
    pub(crate) score: f32,
    /// What spoke for it most.
    pub(crate) because: Evidence,
}

/// Judges by the evidence seen here and the evidence of the same name elsewhere.
pub(crate) fn judge(weights: &Weights, own: Seen, elsewhere: Seen) -> Option<Verdict> {
    let scores = weights.scores(own, elsewhere);
    let mut order = NameKind::ALL;
    order.sort_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]));
    let best = scores[order[0] as usize];
    let lead = best - scores[order[1] as usize].max(0.0);
    (best > 0.0).then(|| Verdict {
        kind: order[0],
        score: 1.0 / (1.0 + (-lead).exp()),
        because: weights.strongest(own.with(elsewhere), order[0]),
    })
}
