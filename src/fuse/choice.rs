//! Which value of an item: the one with most weight behind it, and of several with equal weight by stated rules.
//!
//! A tie of days goes to the earliest (the day of an event is reported late more often than early). Else to the value whose sources others
//! bear out more often, the more precise, the one more sources give in these words, and last to the one that stands first in the table.

use jiff::civil::Date;

use super::items::Item;

/// Weights that differ by less than this part of the larger are equal: sums of floats.
const EQUAL: f64 = 1e-9;

/// A value of an item, and how a tie was broken, if there was one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) value: usize,
    pub(super) tie: Option<&'static str>,
}

/// Chooses by the weight of each source in `trust`, ties by `standing` of sources (empty where the method knows none).
pub(super) fn choose(item: &Item<'_>, trust: &[f64], standing: &[f64]) -> Choice {
    let weights: Vec<f64> = (0..item.values.len())
        .map(|at| item.supporters(at).iter().map(|&s| trust[s]).sum())
        .collect();
    let most = weights.iter().copied().fold(0.0, f64::max);
    let tied: Vec<usize> = (0..weights.len())
        .filter(|&at| weights[at] >= most * (1.0 - EQUAL))
        .collect();
    // A value that all rivals are less precise than has no rival.
    let rivals = |at: usize| {
        tied.iter()
            .any(|&o| o != at && !item.values[at].wider.contains(&o))
    };
    if let Some(&alone) = tied.iter().find(|&&at| !rivals(at)) {
        return Choice {
            value: alone,
            tie: None,
        };
    }
    broken(item, &tied, standing)
}

/// One of `tied`, which stand in the order of the table.
fn broken(item: &Item<'_>, tied: &[usize], standing: &[f64]) -> Choice {
    let day = |at: usize| item.values[at].value.parse::<Date>().ok();
    let days: Option<Vec<Date>> = tied.iter().map(|&at| day(at)).collect();
    if let Some(days) = days {
        let earliest = days.iter().zip(tied).min().map_or(0, |(_, &at)| at);
        return Choice {
            value: earliest,
            tie: Some("earliest"),
        };
    }
    let borne_out = |at: usize| -> f64 {
        let sources = item.supporters(at);
        sources
            .iter()
            .map(|&s| standing.get(s).copied().unwrap_or(0.0))
            .sum()
    };
    let precise = |at: usize| item.values[at].depth as f64;
    let direct = |at: usize| item.values[at].sources.len() as f64;
    let rules: [(&str, &dyn Fn(usize) -> f64); 3] = [
        ("corroborated", &borne_out),
        ("precise", &precise),
        ("vote", &direct),
    ];
    let mut left = tied.to_vec();
    for (rule, standing) in rules {
        let best = left.iter().map(|&at| standing(at)).fold(0.0, f64::max);
        left.retain(|&at| standing(at).total_cmp(&best).is_eq());
        if let [one] = left[..] {
            return Choice {
                value: one,
                tie: Some(rule),
            };
        }
    }
    Choice {
        value: left.first().copied().unwrap_or_default(),
        tie: Some("first"),
    }
}
