//! Which stories of two archives belong together: those that share articles, and all that hang together through such.

use std::collections::BTreeMap;

use crate::model::Story;

/// (before, after): groups that have stories after, by the first of them; then those that have none, by the first before.
pub(super) fn groups<'a>(before: &'a [Story], after: &'a [Story]) -> Vec<(Vec<&'a Story>, Vec<&'a Story>)> {
    let mut homes: Vec<usize> = (0..before.len() + after.len()).collect();
    let mut owner = BTreeMap::<&str, usize>::new();
    for (at, story) in before.iter().enumerate() {
        owner.extend(story.articles.iter().map(|id| (id.as_str(), at)));
    }
    for (at, story) in after.iter().enumerate() {
        for id in &story.articles {
            if let Some(&old) = owner.get(id.as_str()) {
                join(&mut homes, old, before.len() + at);
            }
        }
    }
    let mut groups = BTreeMap::<usize, (Vec<usize>, Vec<usize>)>::new();
    for at in 0..homes.len() {
        let (old, new) = groups.entry(home(&mut homes, at)).or_default();
        match at.checked_sub(before.len()) {
            Some(at) => new.push(at),
            None => old.push(at),
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|(old, new)| (new.is_empty(), new.first().copied(), old.first().copied()));
    let stories = |list: Vec<usize>, of: &'a [Story]| list.into_iter().map(|at| &of[at]).collect();
    groups
        .into_iter()
        .map(|(old, new)| (stories(old, before), stories(new, after)))
        .collect()
}

fn home(homes: &mut [usize], mut at: usize) -> usize {
    while homes[at] != at {
        homes[at] = homes[homes[at]];
        at = homes[at];
    }
    at
}

fn join(homes: &mut [usize], a: usize, b: usize) {
    let (a, b) = (home(homes, a), home(homes, b));
    homes[a.max(b)] = a.min(b);
}
