//! The first pass: groups of articles that are alike inside the window.

use super::components::{Component, Components};
use super::day_number;
use super::groups::average_link;
use super::guard::Guard;
use super::window::Window;
use crate::model::Shelf;

/// Groups (places on the shelf), by their first article. Links are `window` days long at most, groups join at an average likeness of
/// `threshold`, and half of it makes a link.
///
/// Undated articles meet one another whatever the window, and dated ones never: those wait for the second pass.
pub(super) fn groups<S: Shelf + ?Sized>(
    shelf: &S,
    window: i32,
    threshold: f32,
) -> Result<Vec<Vec<u32>>, S::Error> {
    let guard = Guard::new(threshold / 2.0);
    let mut held = Window::default();
    let mut components = Components::new(threshold);
    let mut groups = Vec::new();
    let mut close = |closed: Option<Component>| {
        if let Some(closed) = closed {
            groups.extend(average_link(&closed.members, closed.edges, threshold));
        }
    };
    for at in 0..shelf.len() as u32 {
        let sketch = shelf.sketch(at)?;
        let day = sketch.day.map(day_number);
        // Articles stand by day, undated ones first, so the window is all that stands from the first held on.
        let in_window = |first: Option<i32>| match (first, day) {
            (Some(first), Some(last)) => last - first <= window,
            (first, last) => first.is_none() && last.is_none(),
        };
        while held.begins_on(|first| !in_window(first)) {
            close(held.leave().and_then(|article| components.leave(article)));
        }
        components.enter(held.enter(day, &sketch.terms, &guard));
    }
    while let Some(article) = held.leave() {
        close(components.leave(article));
    }
    groups.sort_unstable();
    Ok(groups)
}
