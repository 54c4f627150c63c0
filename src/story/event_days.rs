//! On which days the event of a group happened, as its own articles say: a guard against joining two events that look alike.

use jiff::civil::Date;

use crate::model::ArticleClaims;

/// Days by which reports of one event differ: the night it fell in, a zone, a slip.
const SLACK: i32 = 3;

/// Reports from which on a group is an event of its own: one late article is rather the other event's trial or anniversary, whose day its
/// claims may name.
const OWN_EVENT: usize = 2;

/// Whether both groups say when their event was, and no two of their days are near each other: another event, however alike.
pub(super) fn differ(articles: &[ArticleClaims], x: &[u32], y: &[u32]) -> bool {
    if x.len().min(y.len()) < OWN_EVENT {
        return false;
    }
    let (x, y) = (spans(articles, x), spans(articles, y));
    !x.is_empty() && !y.is_empty() && !x.iter().any(|a| y.iter().any(|b| near(*a, *b)))
}

/// The days that the group's claims give, each as (first, last).
fn spans(articles: &[ArticleClaims], group: &[u32]) -> Vec<(Date, Date)> {
    group
        .iter()
        .flat_map(|&a| articles[a as usize].event_days())
        .collect()
}

fn near(a: (Date, Date), b: (Date, Date)) -> bool {
    let days = |from: Date, to: Date| (to - from).get_days();
    days(a.1, b.0) <= SLACK && days(b.1, a.0) <= SLACK
}
