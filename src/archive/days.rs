//! Days as terms, so that periods which overlap are found by terms alone.
//!
//! A node is a beginning of an ISO day: `2` (a thousand years), `20`, `201`, `2017`, `2017-02`, `2017-02-21`. A period is covered by the fewest
//! nodes that make it up. Two periods overlap exactly if a node of one is, or lies in, or holds a node of the other: so a mentioned period is
//! indexed by its nodes (`=2017-02`) and by all beginnings of them (`^2`, `^20`, `^201`, `^2017`, `^2017-02`), and a query asks for `^` of its own nodes
//! and `=` of their beginnings.

use std::collections::BTreeSet;

use jiff::civil::Date;

/// Lengths of nodes in bytes.
const LENGTHS: [usize; 6] = [1, 2, 3, 4, 7, 10];

/// The first and the last day that can be searched.
pub(super) const FIRST: Date = Date::constant(1, 1, 1);
/// See [`FIRST`].
pub(super) const LAST: Date = Date::constant(9999, 12, 31);

/// The terms under which a mentioned period is indexed. Nothing for a period that ends before it begins.
pub(super) fn index_terms(from: Date, to: Date) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for node in nodes(from, to) {
        for beginning in beginnings(&node) {
            terms.insert(format!("^{beginning}"));
        }
        terms.insert(format!("={node}"));
    }
    terms
}

/// The terms that find every indexed period which overlaps `from..=to`.
pub(super) fn query_terms(from: Date, to: Date) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for node in nodes(from, to) {
        for beginning in beginnings(&node) {
            terms.insert(format!("={beginning}"));
        }
        terms.insert(format!("^{node}"));
    }
    terms
}

fn beginnings(node: &str) -> impl Iterator<Item = &str> {
    LENGTHS.iter().filter_map(|length| node.get(..*length))
}

/// The fewest nodes that make up the days from `from` to `to`. ISO days of four-digit years are ordered as texts.
fn nodes(from: Date, to: Date) -> Vec<String> {
    if from == to && from > FIRST {
        return vec![from.to_string()];
    }
    let mut nodes = Vec::new();
    if from <= to && from >= FIRST {
        let first = if from == FIRST {
            "0000-01-01".to_owned()
        } else {
            from.to_string()
        };
        let last = if to == to.last_of_month() {
            to.strftime("%Y-%m-31").to_string()
        } else {
            to.to_string()
        };
        cover("", &first, &last, &mut nodes);
    }
    nodes
}

/// Adds the nodes below `node` that lie in the period. Every month counts as 31 days: no day lies between.
fn cover(node: &str, from: &str, to: &str, out: &mut Vec<String>) {
    for child in children(node) {
        let first = format!("{child}{}", &"0000-01-01"[child.len()..]);
        let last = format!("{child}{}", &"9999-12-31"[child.len()..]);
        if last.as_str() < from || first.as_str() > to {
            continue;
        }
        if first.as_str() >= from && last.as_str() <= to {
            out.push(child);
        } else {
            cover(&child, from, to, out);
        }
    }
}

fn children(node: &str) -> Vec<String> {
    match node.len() {
        0..4 => (0..10).map(|digit| format!("{node}{digit}")).collect(),
        4 => (1..=12).map(|month| format!("{node}-{month:02}")).collect(),
        7 => (1..=31).map(|day| format!("{node}-{day:02}")).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan as _;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_its_years_months_and_days() {
        assert_eq!(nodes(day("2017-02-21"), day("2017-02-21")), ["2017-02-21"]);
        assert_eq!(
            nodes(day("2017-01-30"), day("2017-03-31")),
            ["2017-01-30", "2017-01-31", "2017-02", "2017-03"]
        );
        assert_eq!(nodes(day("2010-01-01"), day("2020-12-31")), ["201", "2020"]);
        assert_eq!(nodes(day("2017-02-21"), day("2017-02-20")), Vec::<String>::new());
        assert!(nodes(FIRST, LAST).len() <= 10);
    }

    #[test]
    fn few_terms_for_a_day_and_for_everything_after_one() {
        assert_eq!(index_terms(day("2017-02-21"), day("2017-02-21")).len(), 7);
        assert!(query_terms(day("2017-02-21"), LAST).len() < 120);
    }

    proptest! {
        #[test]
        fn terms_meet_exactly_where_periods_overlap(
            a in 0..9000_i32, long in 0..800_i32, b in 0..9000_i32, wide in 0..800_i32
        ) {
            let at = |n: i32| day("1998-11-20").saturating_add(n.days());
            let (said, asked) = ((at(a), at(a + long)), (at(b), at(b + wide)));
            let indexed = index_terms(said.0, said.1);
            let found = query_terms(asked.0, asked.1).iter().any(|term| indexed.contains(term));
            prop_assert_eq!(found, said.0 <= asked.1 && asked.0 <= said.1);
        }
    }
}
