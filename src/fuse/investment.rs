//! Investment (Pasternack & Roth 2010, "Knowing What to Believe (when you already know something)", COLING): every source spreads its
//! trust evenly over its claims, a claim's belief grows faster than the trust invested in it, and each investor earns its share back.
//!
//! Growth and rounds are those of the paper. The rounds are fixed because the estimate has no fixed point worth waiting for: with growth
//! above 1 the trust of few sources ends up taking all (measured on a table of 293 items: right in .74 after 10 rounds, .86 after 20, .85
//! after 30). Where a less precise value is claimed, its sources invest in the more precise values too and earn from their own.

use super::items::{Item, Items};

/// The power by which belief grows with what is invested.
pub(super) const GROWTH: f64 = 1.2;
/// Rounds.
const ROUNDS: usize = 20;

/// What a source invests in each of its claims after the last round: the weight of its voice.
pub(super) fn trust(items: &Items<'_>) -> Vec<f64> {
    let mut claims = vec![0usize; items.sources.len()];
    for source in items
        .items
        .iter()
        .flat_map(|i| &i.values)
        .flat_map(|v| &v.sources)
    {
        claims[*source] += 1;
    }
    let even = |trust: &[f64]| -> Vec<f64> {
        trust
            .iter()
            .zip(&claims)
            .map(|(t, &n)| t / n.max(1) as f64)
            .collect()
    };
    let mut invested = even(&vec![1.0; claims.len()]);
    for round in 0..ROUNDS {
        let mut earned = vec![0.0; claims.len()];
        let beliefs: Vec<Vec<f64>> = items
            .items
            .iter()
            .map(|item| {
                if round == 0 {
                    votes(item)
                } else {
                    beliefs(item, &invested)
                }
            })
            .collect();
        for (item, beliefs) in items.items.iter().zip(beliefs) {
            for (at, belief) in beliefs.into_iter().enumerate() {
                let pool = pooled(item, at, &invested);
                for &source in item.values[at].sources.iter().filter(|_| pool > 0.0) {
                    earned[source] += belief * invested[source] / pool;
                }
            }
        }
        let most = earned.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        for earned in &mut earned {
            *earned /= most;
        }
        invested = even(&earned);
    }
    invested
}

/// What is believed before any trust is known: shares of voices.
fn votes(item: &Item<'_>) -> Vec<f64> {
    let voices = |at: usize| item.values[at].sources.len();
    let all: usize = (0..item.values.len()).map(voices).sum();
    (0..item.values.len())
        .map(|at| {
            (voices(at) + item.values[at].wider.iter().map(|&w| voices(w)).sum::<usize>()) as f64
                / all.max(1) as f64
        })
        .collect()
}

fn beliefs(item: &Item<'_>, invested: &[f64]) -> Vec<f64> {
    (0..item.values.len())
        .map(|at| pooled(item, at, invested).powf(GROWTH))
        .collect()
}

/// All that is invested in the value at `at`: by those who give it and those who give a less precise one.
fn pooled(item: &Item<'_>, at: usize, invested: &[f64]) -> f64 {
    let own = |at: usize| item.values[at].sources.iter().map(|&s| invested[s]).sum::<f64>();
    own(at) + item.values[at].wider.iter().map(|&w| own(w)).sum::<f64>()
}
