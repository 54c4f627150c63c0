//! One judge over organisations, persons and places: the kind with the highest score above zero, or none.

use super::evidence::{NameKind, Seen};
use super::weights::Weights;

/// What a candidate is found to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Verdict {
    /// Its kind.
    pub(crate) kind: NameKind,
    /// 0 to 1: a logistic function of the lead over the next best kind, or over none.
    pub(crate) score: f32,
}

/// Judges by the evidence seen here and the evidence of the same name elsewhere.
pub(crate) fn judge(weights: &Weights, own: Seen, elsewhere: Seen) -> Option<Verdict> {
    let (kind, lead) = leader(weights.scores(own, elsewhere))?;
    Some(Verdict {
        kind,
        score: 1.0 / (1.0 + (-lead).exp()),
    })
}

/// The kind that wins by such scores, if any does, and its lead over the next best or over none.
pub(crate) fn leader(scores: [f32; 3]) -> Option<(NameKind, f32)> {
    let (mut kind, mut best, mut next) = (NameKind::Organisation, scores[0], 0.0);
    for other in [NameKind::Person, NameKind::Place] {
        let score = scores[other as usize];
        if score > best {
            (kind, next, best) = (other, best.max(next), score);
        } else {
            next = score.max(next);
        }
    }
    (best > 0.0).then_some((kind, best - next))
}
