//! On which days the event of a group happened, as its own articles say: a guard against joining two events that look alike.

use jiff::civil::Date;

/// Days by which reports of one event differ: the night it fell in, a zone, a slip.
const SLACK: i32 = 3;

/// Reports from which on a group is an event of its own: one late article is rather the other event's trial or anniversary, whose day its
/// claims may name.
const OWN_EVENT: usize = 2;

/// When the event of a group was, by its articles' claims.
#[derive(Debug, Default)]
pub(super) struct EventDays {
    articles: usize,
    /// First and last day by each claim.
    spans: Vec<(Date, Date)>,
}

impl EventDays {
    /// Adds what an article says.
    pub(super) fn add(&mut self, spans: &[(Date, Date)]) {
        self.articles += 1;
        self.spans.extend(spans);
    }

    /// Whether both groups say when their event was, and no two of their days are near each other: another event, however alike.
    pub(super) fn differ(&self, other: &Self) -> bool {
        let own = self.articles.min(other.articles) >= OWN_EVENT;
        let (x, y) = (&self.spans, &other.spans);
        own && !x.is_empty() && !y.is_empty() && !x.iter().any(|a| y.iter().any(|b| near(*a, *b)))
    }
}

fn near(a: (Date, Date), b: (Date, Date)) -> bool {
    let days = |from: Date, to: Date| (to - from).get_days();
    days(a.1, b.0) <= SLACK && days(b.1, a.0) <= SLACK
}
