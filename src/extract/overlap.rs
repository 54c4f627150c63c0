//! Which kinds may overlap, and who wins where they may not: a table.

use crate::model::{Kind, Mention};

/// Pairs of kinds of which the first wins over the second where they overlap. Kinds in no pair may overlap freely.
const WINS_OVER: &[(&str, &str)] = &[
    // "3 April", "since 2012", "34-year-old" are times, not counts.
    ("date", "figure"),
    // The 28 of APT28 counts nothing; the Channel 4 neither.
    ("actor", "figure"),
    ("actor", "organisation"),
    ("actor", "person"),
    ("actor", "place"),
    ("organisation", "figure"),
    // "Bank of England" holds a place, and is one organisation.
    ("organisation", "place"),
    ("organisation", "person"),
    ("person", "place"),
];

/// Sorts mentions by place and takes away those that another kind wins over.
pub(super) fn decide(mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by(|a, b| (a.span.start, b.span.end, &a.kind).cmp(&(b.span.start, a.span.end, &b.kind)));
    let lost: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(i, m)| is_beaten(&found, i, m))
        .collect();
    let mut lost = lost.into_iter();
    found.retain(|_| !lost.next().unwrap_or(false));
    found
}

fn is_beaten(found: &[Mention], index: usize, mention: &Mention) -> bool {
    // Sorted by start: whatever overlaps from the left begins within the longest mention's reach; mentions are short, so look back until
    // a start lies 200 bytes away, further than any mention is long.
    let before = found[..index]
        .iter()
        .rev()
        .take_while(|m| m.span.start + 200 > mention.span.start);
    let after = found[index + 1..]
        .iter()
        .take_while(|m| m.span.start < mention.span.end);
    before
        .chain(after)
        .any(|other| other.span.overlaps(mention.span) && wins(&other.kind, &mention.kind))
}

fn wins(winner: &Kind, loser: &Kind) -> bool {
    WINS_OVER
        .iter()
        .any(|(w, l)| *w == winner.as_str() && *l == loser.as_str())
}
