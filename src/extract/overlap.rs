//! Which kinds may overlap, and who wins where they may not: a table.

use crate::model::{Comparator, Kind, Measure, Mention, Span, Value};

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
pub(super) fn decide(found: Vec<Mention>) -> Vec<Mention> {
    let mut by_place: Vec<(usize, &Mention)> = found.iter().enumerate().collect();
    by_place.sort_by(|(_, a), (_, b)| {
        (a.span.start, b.span.end, &a.kind).cmp(&(b.span.start, a.span.end, &b.kind))
    });
    let mut order = Vec::with_capacity(found.len());
    // How far the mentions so far reach: most mentions overlap none.
    let mut reach = 0;
    for (at, (index, mention)) in by_place.iter().enumerate() {
        let alone = reach <= mention.span.start
            && by_place
                .get(at + 1)
                .is_none_or(|(_, next)| mention.span.end <= next.span.start);
        reach = reach.max(mention.span.end);
        if alone || !is_beaten(&by_place, at, mention) {
            order.push(*index);
        }
    }
    // Mentions are large: each is moved once, to where there is room for all.
    let mut found: Vec<Option<Mention>> = found.into_iter().map(Some).collect();
    let mut kept = Vec::with_capacity(order.len());
    kept.extend(order.into_iter().filter_map(|index| found[index].take()));
    kept
}

fn is_beaten(by_place: &[(usize, &Mention)], at: usize, mention: &Mention) -> bool {
    // Sorted by start: whatever overlaps from the left begins within the longest mention's reach; mentions are short, so look back until
    // a start lies 200 bytes away, further than any mention is long.
    let before = by_place[..at]
        .iter()
        .rev()
        .take_while(|(_, m)| m.span.start + 200 > mention.span.start);
    let after = by_place[at + 1..]
        .iter()
        .take_while(|(_, m)| m.span.start < mention.span.end);
    before.chain(after).any(|(_, other)| {
        let disputed = core(other).overlaps(core(mention)) && wins(&other.kind, &mention.kind);
        (disputed && !is_in_amount(mention, other)) || is_in_amount(other, mention)
    })
}

/// What of a mention no other may hold: of a figure its number alone, since names and dates may stand before the noun that it counts
/// ("33 Senate Democrats", "six monthly payments"); a range is held whole.
fn core(mention: &Mention) -> Span {
    match &mention.value {
        Value::Amount(amount) if amount.comparator != Comparator::Between => amount.number,
        _ => mention.span,
    }
}

/// Whether `other` is part of an amount's own words: the HK of "HK$5", the 3m of "$3m", the "a day" of "2 million barrels a day".
fn is_in_amount(figure: &Mention, other: &Mention) -> bool {
    let Value::Amount(amount) = &figure.value else {
        return false;
    };
    let part = match amount.measure {
        Measure::Money => matches!(other.kind.as_str(), "organisation" | "person"),
        Measure::Quantity => other.kind.as_str() == "date",
        _ => false,
    };
    part && amount.number.contains(other.span)
        && (amount.measure == Measure::Money || amount.number.start < other.span.start)
}

fn wins(winner: &Kind, loser: &Kind) -> bool {
    WINS_OVER
        .iter()
        .any(|(w, l)| *w == winner.as_str() && *l == loser.as_str())
}
