//! The items of a table (an attribute of an object), each with its values and who gives them.

use std::collections::{BTreeMap, BTreeSet};

use super::Table;
use super::hierarchy::ancestors;

/// A table by items.
#[derive(Debug)]
pub(super) struct Items<'t> {
    /// By (object, attribute).
    pub(super) items: Vec<Item<'t>>,
    /// Names of the sources, sorted; elsewhere a source is its place here.
    pub(super) sources: Vec<&'t str>,
}

/// One attribute of one object.
#[derive(Debug)]
pub(super) struct Item<'t> {
    pub(super) object: &'t str,
    pub(super) attribute: &'t str,
    /// In the order of the table, each once.
    pub(super) values: Vec<Candidate<'t>>,
}

/// A value of an item.
#[derive(Debug)]
pub(super) struct Candidate<'t> {
    pub(super) value: &'t str,
    /// Who gives it, each once, in order.
    pub(super) sources: Vec<usize>,
    /// Places of the item's values that are less precise than it.
    pub(super) wider: Vec<usize>,
    /// How many values stand above it, claimed or not.
    pub(super) depth: usize,
}

impl<'t> Items<'t> {
    /// `hierarchy`: heed which value is less precise than which.
    pub(super) fn new(table: &'t Table, hierarchy: bool) -> Self {
        let names: BTreeSet<&str> = table.rows.iter().map(|row| row.source.as_str()).collect();
        let places: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
        let mut by_item = BTreeMap::<(&str, &str), Vec<(&str, BTreeSet<usize>)>>::new();
        for row in &table.rows {
            let values = by_item.entry((&row.object, &row.attribute)).or_default();
            let source = places.get(row.source.as_str()).copied().unwrap_or_default();
            match values.iter_mut().find(|(value, _)| *value == row.value) {
                Some((_, sources)) => {
                    sources.insert(source);
                }
                None => values.push((&row.value, BTreeSet::from([source]))),
            }
        }
        let none = BTreeMap::new();
        let parents = if hierarchy { &table.parents } else { &none };
        let made = |((object, attribute), values)| Item {
            object,
            attribute,
            values: candidates(values, parents),
        };
        Self {
            items: by_item.into_iter().map(made).collect(),
            sources: names.into_iter().collect(),
        }
    }

    /// How often the claims of each source are supported by another one, of all times when another one speaks of the same item; 0 to 1,
    /// drawn to 0 by two doubts where little is known.
    pub(super) fn corroboration(&self) -> Vec<f64> {
        let mut counts = vec![(0usize, 0usize); self.sources.len()];
        for item in &self.items {
            let speaking: usize = item.values.iter().map(|v| v.sources.len()).sum();
            for (at, candidate) in item.values.iter().enumerate() {
                let agreeing = |other: usize| {
                    other == at || candidate.wider.contains(&other) || item.values[other].wider.contains(&at)
                };
                let with: usize = (0..item.values.len())
                    .filter(|&other| agreeing(other))
                    .map(|other| item.values[other].sources.len())
                    .sum();
                for &source in &candidate.sources {
                    counts[source].0 += with - 1;
                    counts[source].1 += speaking - 1;
                }
            }
        }
        counts
            .into_iter()
            .map(|(with, all)| with as f64 / (all + 2) as f64)
            .collect()
    }
}

fn candidates<'t>(
    values: Vec<(&'t str, BTreeSet<usize>)>,
    parents: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<Candidate<'t>> {
    let above: Vec<BTreeSet<&str>> = values
        .iter()
        .map(|(value, _)| ancestors(value, parents))
        .collect();
    let names: Vec<&str> = values.iter().map(|(value, _)| *value).collect();
    let wider = |own: usize| (0..names.len()).filter(move |&at| at != own);
    values
        .into_iter()
        .enumerate()
        .map(|(at, (value, sources))| Candidate {
            value,
            sources: sources.into_iter().collect(),
            wider: wider(at)
                .filter(|&other| above[at].contains(names[other]))
                .collect(),
            depth: above[at].len(),
        })
        .collect()
}

impl Item<'_> {
    /// Who gives the value at `at` or a less precise one, each once, in order.
    pub(super) fn supporters(&self, at: usize) -> Vec<usize> {
        let own = &self.values[at];
        let wider = own.wider.iter().flat_map(|&w| &self.values[w].sources);
        sorted(own.sources.iter().chain(wider))
    }

    /// Every source of the item, each once, in order.
    pub(super) fn all_sources(&self) -> Vec<usize> {
        sorted(self.values.iter().flat_map(|v| &v.sources))
    }

    /// Whether every other value is less precise than the one at `at`.
    pub(super) fn agrees(&self, at: usize) -> bool {
        self.values[at].wider.len() + 1 == self.values.len()
    }
}

fn sorted<'s>(sources: impl Iterator<Item = &'s usize>) -> Vec<usize> {
    let mut sources: Vec<usize> = sources.copied().collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}
