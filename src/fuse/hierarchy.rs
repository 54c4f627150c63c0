//! Which values are less precise than a value: its parents, theirs, and so on.

use std::collections::{BTreeMap, BTreeSet};

/// Every value above `value`, without itself. A circle of parents ends where it closes.
pub(super) fn ancestors<'t>(
    value: &str,
    parents: &'t BTreeMap<String, BTreeSet<String>>,
) -> BTreeSet<&'t str> {
    let mut above = BTreeSet::new();
    let mut next: Vec<&str> = parents
        .get(value)
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    while let Some(parent) = next.pop() {
        if parent != value && above.insert(parent) {
            next.extend(parents.get(parent).into_iter().flatten().map(String::as_str));
        }
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_ends() {
        let mut parents = BTreeMap::<String, BTreeSet<String>>::new();
        for (value, parent) in [("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")] {
            parents.entry(value.into()).or_default().insert(parent.into());
        }
        assert_eq!(
            ancestors("a", &parents).into_iter().collect::<Vec<_>>(),
            ["b", "c", "d"]
        );
        assert!(ancestors("d", &parents).is_empty());
    }
}
