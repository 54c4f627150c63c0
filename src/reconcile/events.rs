//! Which articles of a story tell of one event, so that what they say can be held against each other.
//!
//! Stories hold look-alikes now and then, two shootings in one city, and round-ups tell of several events. Articles hang together by what
//! they share: a person's family name, an organisation that is not in all news of its place, or the day and a place. Reports that nothing ties together may agree, but never contradict one another.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{ArticleClaims, Components};

/// Days by which two reports of one event differ by a slip or a time zone.
const SLACK: i32 = 1;

/// What the articles of a story say of their events.
#[derive(Debug)]
pub(super) struct Events<'a> {
    articles: &'a [&'a ArticleClaims],
    /// Made when first asked for: most stories hold nothing that differs.
    tied: OnceCell<Components>,
}

/// What two articles can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond<'a> {
    Name(&'a str),
    Organisation(&'a str),
    PlaceAndDay(&'a str, Date),
    Place(&'a str),
    Day(Date),
    Any,
}

impl<'a> Events<'a> {
    /// Of the articles of one story.
    pub(super) fn new(articles: &'a [&'a ArticleClaims]) -> Self {
        Self {
            articles,
            tied: OnceCell::new(),
        }
    }

    /// The event that an article tells of, as a number that all articles on it have.
    pub(super) fn of(&self, article: usize) -> usize {
        self.tied.get_or_init(|| tied(self.articles)).of(article)
    }

    /// Whether an article was printed before every day that another gives for its event: no report is older than what it reports.
    pub(super) fn differ(&self, x: usize, y: usize) -> bool {
        let (x, y) = (self.articles[x], self.articles[y]);
        precedes(x, y) || precedes(y, x)
    }
}

/// Joins articles that share a bond. One that gives no day or no place is not kept apart by it.
fn tied(articles: &[&ArticleClaims]) -> Components {
    let mut bonds = BTreeMap::<Bond<'_>, Vec<usize>>::new();
    // Of each bond, whether an article has it that lacks the other half.
    let mut open = BTreeMap::<Bond<'_>, bool>::new();
    for (at, article) in articles.iter().enumerate() {
        let places: Vec<&str> = article.places().collect();
        let days = article.exact_days();
        let mut put = |bond, by_itself: bool| {
            bonds.entry(bond).or_default().push(at);
            *open.entry(bond).or_default() |= by_itself;
        };
        article
            .family_names()
            .for_each(|name| put(Bond::Name(name), true));
        article
            .own_organisations()
            .for_each(|name| put(Bond::Organisation(name), true));
        for &place in &places {
            put(Bond::Place(place), days.is_empty());
            for &day in &days {
                put(Bond::PlaceAndDay(place, day), true);
            }
        }
        for &day in &days {
            put(Bond::Day(day), places.is_empty());
        }
        put(Bond::Any, places.is_empty() && days.is_empty());
    }
    let mut tied = Components::new(articles.len());
    for (bond, of) in &bonds {
        if open.get(bond) == Some(&true) {
            tied.join_all(of);
        }
    }
    tied
}

/// Whether `article` tells of something that had happened, and every day that `other` gives came after it was printed.
fn precedes(article: &ArticleClaims, other: &ArticleClaims) -> bool {
    let last = article.event_days().map(|(_, to)| to).max();
    let first = other.event_days().map(|(from, _)| from).min();
    match (article.date, last, first) {
        (Some(printed), Some(last), Some(first)) => last <= printed && (first - printed).get_days() > SLACK,
        _ => false,
    }
}
