//! The first pass: groups of articles that are alike inside the window.

use super::components::Components;
use super::groups::average_link;
use super::guard::Guard;
use super::window::Window;
use crate::model::ArticleClaims;

/// Groups (positions by (date, id)), by their first article. `articles` stand by (date, id); links are `window` days long at most, groups join
/// at an average likeness of `threshold`, and half of it makes a link.
///
/// Undated articles meet one another whatever the window, and dated ones never: those wait for the second pass.
pub(super) fn groups(
    articles: &[ArticleClaims],
    days: &[Option<i32>],
    window: i32,
    threshold: f32,
) -> Vec<Vec<u32>> {
    let guard = Guard::new(threshold / 2.0);
    let mut held = Window::default();
    let mut components = Components::new(threshold);
    let mut groups = Vec::new();
    for (article, &day) in articles.iter().zip(days) {
        // Articles stand by day, undated ones first, so the window is all that stands from the first held on.
        let in_window = |first: Option<i32>| match (first, day) {
            (Some(first), Some(last)) => last - first <= window,
            (first, last) => first.is_none() && last.is_none(),
        };
        while held.first_day().is_some_and(|first| !in_window(first)) {
            let closed = held.leave().and_then(|article| components.leave(article));
            groups.extend(
                closed
                    .into_iter()
                    .flat_map(|c| average_link(&c.members, c.edges, threshold)),
            );
        }
        let edges = held.enter(day, &article.signature.terms, &guard);
        components.enter(edges);
    }
    while let Some(article) = held.leave() {
        let closed = components.leave(article);
        groups.extend(
            closed
                .into_iter()
                .flat_map(|c| average_link(&c.members, c.edges, threshold)),
        );
    }
    groups.sort_unstable();
    groups
}
