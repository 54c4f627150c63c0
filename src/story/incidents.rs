//! Look-alikes in one group: articles that name nobody in common and give other days for their event report other events.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::model::{Components, Groups, Shelf, Ties};

/// Splits each group (places on the shelf, rising) into those that hang together by a person's family name, an
/// organisation that is not in all news of its place, or the day of the event. A group of
/// which some article gives no day stays whole: nothing tells its events apart. (Measured: `benches/quality.md`.)
pub(super) fn split<S: Shelf + ?Sized>(shelf: &S, groups: Groups) -> Result<Groups, S::Error> {
    let split = (0..groups.len()).into_par_iter();
    let split = split.filter_map(|group| incidents(shelf, &groups[group]).transpose());
    let split: Vec<Vec<Vec<u32>>> = split.collect::<Result<_, _>>()?;
    let mut homes = groups.homes();
    drop(groups);
    for incident in split.iter().flatten() {
        for &at in incident {
            homes[at as usize] = incident[0];
        }
    }
    Ok(Groups::of_homes(&homes))
}

/// The incidents of a group, if it is of several.
fn incidents<S: Shelf + ?Sized>(shelf: &S, group: &[u32]) -> Result<Option<Vec<Vec<u32>>>, S::Error> {
    if group.len() < 2 {
        return Ok(None);
    }
    let mut by_night = BTreeMap::<Date, usize>::new();
    let mut by_name = BTreeMap::<String, usize>::new();
    let mut together = Components::new(group.len());
    for (at, &article) in group.iter().enumerate() {
        let Ties { days, names } = shelf.ties(article)?;
        if days.is_empty() {
            return Ok(None);
        }
        // A night falls on two days: each day meets the one after it.
        for night in days
            .iter()
            .flat_map(|day| [Some(*day), day.tomorrow().ok()])
            .flatten()
        {
            together.join(at, *by_night.entry(night).or_insert(at));
        }
        for name in names {
            together.join(at, *by_name.entry(name.into_owned()).or_insert(at));
        }
    }
    let mut parts = BTreeMap::<usize, Vec<u32>>::new();
    for (at, &article) in group.iter().enumerate() {
        parts.entry(together.of(at)).or_default().push(article);
    }
    Ok((parts.len() > 1).then(|| parts.into_values().collect()))
}
