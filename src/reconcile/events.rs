//! Which articles of a story tell of different events: a report cannot be older than what it reports.
//!
//! Stories hold look-alikes now and then, two shootings in one street, and round-ups tell of several events. Where one article was printed before the
//! day on which another says that it happened, they speak of two events, and the two days are no conflict.

use jiff::civil::Date;

use crate::model::ArticleClaims;

/// Days by which two reports of one event differ by a slip or a time zone: within them it is a conflict.
const SLACK: i32 = 1;

/// When each article of a story was printed and when it says that the event was.
#[derive(Debug)]
pub(super) struct Events {
    articles: Vec<Told>,
}

#[derive(Debug)]
struct Told {
    printed: Option<Date>,
    /// First and last day told of, if any is.
    days: Option<(Date, Date)>,
}

impl Events {
    /// Of the articles of one story.
    pub(super) fn new(articles: &[&ArticleClaims]) -> Self {
        Self {
            articles: articles.iter().map(|article| told(article)).collect(),
        }
    }

    /// Whether articles `x` and `y` tell of different events.
    pub(super) fn differ(&self, x: usize, y: usize) -> bool {
        let (x, y) = (&self.articles[x], &self.articles[y]);
        x.precedes(y) || y.precedes(x)
    }
}

impl Told {
    /// Whether this article tells of something that had happened, and every day that `other` gives came after it was printed.
    fn precedes(&self, other: &Self) -> bool {
        let (Some(printed), Some(own), Some(others)) = (self.printed, self.days, other.days) else {
            return false;
        };
        own.1 <= printed && (others.0 - printed).get_days() > SLACK
    }
}

fn told(article: &ArticleClaims) -> Told {
    Told {
        printed: article.date,
        days: article.event_days().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
    }
}
