//! Pairs of long names that are one letter apart.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::lines::distance;
use crate::split::{fold, hash_folded};

/// Shorter names are often one letter apart by nature: Austria, Australia are not, but Mali and Bali are.
const LEAST: usize = 8;

/// Names most like `name`, at most three, the nearest first: what may have been meant.
pub fn nearest_names<'a>(names: impl Iterator<Item = &'a str>, name: &str) -> Vec<&'a str> {
    let wanted: Vec<char> = fold(name).chars().collect();
    let most = if wanted.len() < 6 { 1 } else { 2 };
    let mut near: Vec<(usize, &str)> = Vec::new();
    for known in names.filter(|known| known.len().abs_diff(name.len()) <= 4) {
        let letters: Vec<char> = fold(known).chars().collect();
        let begins = wanted.len() >= 4 && letters.starts_with(&wanted);
        let far = if begins { 1 } else { distance(&letters, &wanted) };
        if far <= most {
            near.push((far, known));
        }
    }
    near.sort_unstable();
    near.dedup_by_key(|(_, known)| *known);
    near.into_iter().take(3).map(|(_, known)| known).collect()
}

/// Pairs of indices into `names`, smaller first, of names of at least [`LEAST`] letters that differ in one letter: added, left out or
/// changed. Names with digits have no part in it: their digits tell them apart.
pub(super) fn near_names(names: &[&str]) -> Vec<(usize, usize)> {
    let folded: Vec<Vec<char>> = names.iter().map(|name| letters(name)).collect();
    let mut deletions: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, name) in folded.iter().enumerate().filter(|(_, name)| name.len() >= LEAST) {
        for key in shortened(name) {
            let same = deletions.entry(key).or_default();
            for &other in same.iter().filter(|other| **other != at as u32) {
                if distance(&folded[other as usize], name) == 1 {
                    pairs.insert((other as usize, at));
                }
            }
            same.push(at as u32);
        }
    }
    pairs.into_iter().collect()
}

/// The letters of a name that has letters and blanks alone.
fn letters(name: &str) -> Vec<char> {
    let folded = fold(name);
    if folded.chars().any(|c| !c.is_alphabetic() && c != ' ') {
        return Vec::new();
    }
    folded.chars().filter(|c| *c != ' ').collect()
}

/// Hashes of the name and of the name with one letter left out: two names one letter apart share one (W. Garbe's SymSpell).
fn shortened(name: &[char]) -> Vec<u64> {
    let without = |gap: usize| {
        let rest = name.iter().enumerate().filter(|(at, _)| *at != gap);
        hash_folded(&rest.map(|(_, c)| *c).collect::<String>())
    };
    let mut keys: Vec<u64> = (0..=name.len()).map(without).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_apart() {
        let names = [
            "Strontium",
            "Strontum",
            "STRONTIUM",
            "Storm-0558",
            "Storm-0559",
            "Tin Heron",
            "Tim Heron",
            "Heron",
            "Hern",
        ];
        assert_eq!(near_names(&names), [(0, 1), (1, 2), (5, 6)]);
    }
}
