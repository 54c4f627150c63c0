//! The first pass: groups of articles that are alike inside the window.
//!
//! What links an article to those before it depends on the articles of its window alone. So the shelf is cut into parts that are linked side by
//! side, each behind a window that is filled first; the links are then taken up in one order.

use std::collections::VecDeque;
use std::ops::Range;

use rayon::prelude::*;

use super::day_number;
use super::guard::Guard;
use super::linkage::{Edge, Linkage};
use super::window::Window;
use crate::model::{Groups, Shelf};

/// Parts for each thread that are linked before their links are taken up: so many that no thread waits long for the others.
const AT_A_TIME: usize = 4;
/// Least articles of a part.
const PART: u32 = 1 << 11;

/// Groups (places on the shelf), by their first article. Links are `window` days long at most, groups join at an average likeness of
/// `threshold`, and half of it makes a link.
///
/// Undated articles meet one another whatever the window, and dated ones never: those wait for the second pass.
pub(super) fn groups<S: Shelf + ?Sized>(shelf: &S, window: i32, threshold: f32) -> Result<Groups, S::Error> {
    in_parts(shelf, window, threshold, PART)
}

fn in_parts<S: Shelf + ?Sized>(
    shelf: &S,
    window: i32,
    threshold: f32,
    least: u32,
) -> Result<Groups, S::Error> {
    let guard = Guard::new(threshold / 2.0);
    let mut days = VecDeque::new();
    let mut linkage = Linkage::new(threshold);
    let end = shelf.len() as u32;
    // The place of the first article of `days`, and of the first of the next part.
    let (mut first, mut next) = (0, 0);
    while next < end {
        let mut parts = Vec::new();
        while next < end && parts.len() < AT_A_TIME * rayon::current_num_threads() {
            let part = Part::from(shelf, next, window, least)?;
            next = part.own.end;
            parts.push(part);
        }
        let linked = parts
            .into_par_iter()
            .map(|part| linked(shelf, part, window, &guard));
        for (day, edges) in linked.collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
            while days.front().is_some_and(|first| !meet(*first, day, window)) {
                days.pop_front();
                linkage.leave(first);
                first += 1;
            }
            linkage.enter(&edges);
            days.push_back(day);
        }
    }
    for article in first..end {
        linkage.leave(article);
    }
    Ok(linkage.into_groups())
}

/// A part of the shelf.
#[derive(Debug)]
struct Part {
    /// The first article that the first of its own meets.
    first: u32,
    own: Range<u32>,
}

impl Part {
    /// The part that begins here: twice as long as the window before it, so that few articles are taken in twice.
    fn from<S: Shelf + ?Sized>(shelf: &S, from: u32, window: i32, least: u32) -> Result<Self, S::Error> {
        let day = |at: u32| Ok(shelf.day(at)?.map(day_number));
        let last = day(from)?;
        // Articles stand by day, undated ones first, so all behind the first do meet.
        let (mut first, mut end) = (0, from);
        while first < end {
            let middle = first.midpoint(end);
            if meet(day(middle)?, last, window) {
                end = middle;
            } else {
                first = middle + 1;
            }
        }
        let length = least.max((from - first).saturating_mul(2));
        let to = (shelf.len() as u32).min(from.saturating_add(length));
        Ok(Self { first, own: from..to })
    }
}

/// An article's day, and its links to articles before it.
type Linked = (Option<i32>, Vec<Edge>);

/// The articles of a part.
fn linked<S: Shelf + ?Sized>(
    shelf: &S,
    part: Part,
    window: i32,
    guard: &Guard,
) -> Result<Vec<Linked>, S::Error> {
    let mut held = Window::beginning_at(part.first);
    for at in part.first..part.own.start {
        let sketch = shelf.sketch(at)?;
        held.take_in(sketch.day.map(day_number), &sketch.terms);
    }
    let mut linked = Vec::with_capacity(part.own.len());
    for at in part.own {
        let sketch = shelf.sketch(at)?;
        let day = sketch.day.map(day_number);
        while held.begins_on(|first| !meet(first, day, window)) {
            held.leave();
        }
        linked.push((day, held.enter(day, &sketch.terms, guard)));
    }
    Ok(linked)
}

/// Whether two articles on such days can be of one story, the first standing before the last.
fn meet(first: Option<i32>, last: Option<i32>, window: i32) -> bool {
    match (first, last) {
        (Some(first), Some(last)) => last - first <= window,
        (first, last) => first.is_none() && last.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::convert::Infallible;

    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::*;
    use crate::model::{ArticleClaims, Signature, Sketch, Ties};

    /// Articles of which nothing is known but their day and their terms.
    #[derive(Debug)]
    struct Sketched(Vec<(Option<Date>, Terms)>);

    type Terms = Vec<(u32, f32)>;

    impl Shelf for Sketched {
        type Error = Infallible;

        fn len(&self) -> usize {
            self.0.len()
        }

        fn sketch(&self, at: u32) -> Result<Sketch<'_>, Infallible> {
            let (day, terms) = &self.0[at as usize];
            Ok(Sketch {
                day: *day,
                group: None,
                terms: Cow::Borrowed(terms),
                event_days: Vec::new(),
            })
        }

        fn ties(&self, _: u32) -> Result<Ties<'_>, Infallible> {
            unreachable!("asked for later")
        }

        fn article(&self, _: u32) -> Result<Cow<'_, ArticleClaims>, Infallible> {
            unreachable!("asked for later")
        }
    }

    fn articles() -> impl Strategy<Value = Sketched> {
        // An eighth as in `window.rs`, for the sampler's sake.
        let terms = proptest::collection::btree_map(0u32..30, 0.125f32..9.0, 1..12);
        let signature = terms.prop_map(|terms| Signature::unit_length(terms.into_iter().collect()));
        let day = prop::option::weighted(0.9, 1i8..29);
        proptest::collection::vec((day, signature), 0..60).prop_map(|mut articles| {
            articles.sort_by_key(|(day, _)| *day);
            let dated = |(day, terms): (Option<i8>, _)| (day.map(|day| date(2017, 4, day)), terms);
            Sketched(articles.into_iter().map(dated).collect())
        })
    }

    proptest! {
        #[test]
        fn parts_give_the_groups_of_the_whole(articles in articles(), least in 1u32..20, window in 0i32..9) {
            let Ok(whole) = in_parts(&articles, window, 0.38, u32::MAX);
            let Ok(parts) = in_parts(&articles, window, 0.38, least);
            prop_assert_eq!(parts, whole);
        }
    }
}
