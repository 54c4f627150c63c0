//! The second pass: undated articles and late follow-ups (trial, sentence, anniversary) join finished groups, on shared anchors only.
//!
//! An anchor is a name that few groups of the whole run hold. All pairs of groups that share one are weighed, and groups join by
//! the same average linkage as articles do, so no order of arrival shows.

use rayon::prelude::*;

use super::centroid::{Average, Centroid};
use super::day_number;
use super::event_days::EventDays;
use super::guard::logistic;
use super::linkage::{Edge, Linkage};
use crate::model::{Groups, Shelf, TermKind};

/// Groups that may hold a name for it to be an anchor.
const RARE: usize = 8;
/// Articles of a group that are compared, the first ones: a follow-up repeats the first reports.
const COMPARED: usize = 8;
/// Articles whose names are looked at together: of more only a part of all names at a time, so that memory does not grow with the articles.
const AT_A_TIME: usize = 500_000;
/// Groups whose names are listed together, by one thread.
const GROUPS: usize = 1 << 10;

/// Shared rarity from which two groups are weighed.
const ANCHORED: f32 = 0.5;
/// Likeness from which two groups are linked, and average likeness at which linked groups join.
const LEAST: f32 = 0.3;
const TOGETHER: f32 = 0.55;

/// Joins groups (places on the shelf, rising) that share anchors; the result is groups again, by their first.
pub(super) fn join<S: Shelf + ?Sized>(shelf: &S, groups: Groups) -> Result<Groups, S::Error> {
    let edges = edges(shelf, &groups)?;
    let mut homes = groups.homes();
    for (group, first) in joined(edges) {
        for &at in &groups[group as usize] {
            homes[at as usize] = groups[first as usize][0];
        }
    }
    drop(groups);
    Ok(Groups::of_homes(&homes))
}

/// All links between groups.
fn edges<S: Shelf + ?Sized>(shelf: &S, groups: &Groups) -> Result<Vec<Edge>, S::Error> {
    let anchors = Anchors::read(shelf, groups)?;
    let numbers = (0..groups.len() as u32).into_par_iter();
    let days = numbers
        .clone()
        .map(|group| Days::read(shelf, &groups[group as usize]));
    let days: Vec<Option<Days>> = days.collect::<Result<_, _>>()?;
    let linked = numbers.filter_map(|a| {
        let mut shared = anchored(&anchors, a);
        shared.retain(|&(b, rarity)| hopeful(groups, &days, (a, b), rarity));
        let links = links(shelf, groups, &days, a, &shared);
        // Few groups have links: an empty list for each other would take more memory than the links.
        links
            .map(|links| (!links.is_empty()).then_some(links))
            .transpose()
    });
    Ok(linked.collect::<Result<Vec<_>, _>>()?.concat())
}

/// The groups that have links, each with the first of those that it joins.
fn joined(mut edges: Vec<Edge>) -> Vec<(u32, u32)> {
    let mut linked: Vec<u32> = edges.iter().flat_map(|edge| [edge.a, edge.b]).collect();
    linked.sort_unstable();
    linked.dedup();
    let number = |group: u32| linked.partition_point(|other| *other < group) as u32;
    for edge in &mut edges {
        (edge.a, edge.b) = (number(edge.a), number(edge.b));
    }
    edges.sort_unstable_by_key(|edge| (edge.b, edge.a));
    let mut rest = edges.as_slice();
    let mut linkage = Linkage::new(TOGETHER);
    for group in 0..linked.len() as u32 {
        let (own, behind) = rest.split_at(rest.partition_point(|edge| edge.b <= group));
        linkage.enter(own);
        rest = behind;
    }
    for group in 0..linked.len() as u32 {
        linkage.leave(group);
    }
    let homes = linkage.into_homes().into_iter();
    let firsts = homes.map(|home| linked[home as usize]);
    linked.iter().copied().zip(firsts).collect()
}

/// Whether two groups with anchors of such a rarity can be linked: whether they are if all else that they tell is the same.
fn hopeful(groups: &Groups, days: &[Option<Days>], (a, b): (u32, u32), rarity: f32) -> bool {
    let compared = |group: u32| groups[group as usize].len().min(COMPARED);
    let same = Average {
        cosine: 1.0,
        names: 1.0,
        numbers: 1.0,
        pairs: (compared(a) * compared(b)) as f32,
    };
    follows(&same, rarity, between(days, a, b)) >= LEAST
}

/// The links of a group to those that share anchors with it.
fn links<S: Shelf + ?Sized>(
    shelf: &S,
    groups: &Groups,
    days: &[Option<Days>],
    a: u32,
    shared: &[(u32, f32)],
) -> Result<Vec<Edge>, S::Error> {
    let mut edges = Vec::new();
    if shared.is_empty() {
        return Ok(edges);
    }
    let own = Group::read(shelf, &groups[a as usize])?;
    for &(b, rarity) in shared {
        let other = Group::read(shelf, &groups[b as usize])?;
        if own.event_days.differ(&other.event_days) {
            continue;
        }
        let alike = own.centroid.average(&other.centroid);
        let likeness = follows(&alike, rarity, between(days, a, b));
        if likeness >= LEAST {
            edges.push(Edge { a, b, likeness });
        }
    }
    Ok(edges)
}

/// A group as others are held against it.
#[derive(Debug)]
struct Group {
    /// Of its first articles.
    centroid: Centroid,
    event_days: EventDays,
}

impl Group {
    fn read<S: Shelf + ?Sized>(shelf: &S, members: &[u32]) -> Result<Self, S::Error> {
        let (mut centroid, mut event_days) = (Centroid::default(), EventDays::default());
        for (nth, &at) in members.iter().enumerate() {
            let sketch = shelf.sketch(at)?;
            if nth < COMPARED {
                centroid.add(&sketch.terms);
            }
            event_days.add(&sketch.event_days);
        }
        Ok(Self {
            centroid: centroid.finish(),
            event_days,
        })
    }
}

/// First and last publication day of a group.
#[derive(Debug, Clone, Copy)]
struct Days {
    from: i32,
    to: i32,
}

impl Days {
    /// Of articles by rising day, undated ones first; nothing if all are.
    fn read<S: Shelf + ?Sized>(shelf: &S, members: &[u32]) -> Result<Option<Self>, S::Error> {
        let mut from = None;
        for &at in members {
            from = shelf.day(at)?;
            if from.is_some() {
                break;
            }
        }
        let to = members.last().map(|&at| shelf.day(at)).transpose()?.flatten();
        let days = from.zip(to).map(|(from, to)| Self {
            from: day_number(from),
            to: day_number(to),
        });
        Ok(days)
    }
}

/// Days from the end of the earlier group to the start of the later one, 0 if they overlap; nothing if one is undated.
fn between(days: &[Option<Days>], a: u32, b: u32) -> Option<i32> {
    let (a, b) = (days[a as usize]?, days[b as usize]?);
    Some((b.from - a.to).max(a.from - b.to).max(0))
}

/// The anchors among a part of all names, and the few groups that hold them. Pairs of groups would be many more than these.
#[derive(Debug, Default)]
struct Anchors {
    /// How many groups hold an anchor, then these, rising; one anchor behind the other, by term.
    holders: Vec<u32>,
    /// Where an anchor begins, for each group that holds it: by group, then by term.
    of_group: Vec<(u32, u32)>,
}

impl Anchors {
    /// Parts follow one another by term, so that a sum has its parts in one order however many there are.
    fn read<S: Shelf + ?Sized>(shelf: &S, groups: &Groups) -> Result<Vec<Self>, S::Error> {
        let parts = 1 + shelf.len() / AT_A_TIME;
        let part = |part: usize| {
            let in_part = |term: u32| (u64::from(term) * parts as u64) >> u32::BITS == part as u64;
            Ok(Self::among(&holders(shelf, groups, in_part)?))
        };
        (0..parts).map(part).collect()
    }

    /// Of (name, group), sorted.
    fn among(holders: &[(u32, u32)]) -> Self {
        let mut anchors = Self::default();
        let of_one = holders.chunk_by(|x, y| x.0 == y.0);
        for list in of_one.filter(|list| (2..=RARE).contains(&list.len())) {
            let start = anchors.holders.len() as u32;
            anchors.holders.push(list.len() as u32);
            anchors.holders.extend(list.iter().map(|(_, group)| group));
            anchors
                .of_group
                .extend(list.iter().map(|(_, group)| (*group, start)));
        }
        anchors.holders.shrink_to_fit();
        anchors.of_group.shrink_to_fit();
        anchors.of_group.sort_unstable();
        anchors
    }

    /// The groups behind this one for each anchor that both hold, with its rarity: 1 for one that no other group holds.
    fn shared(&self, group: u32) -> impl Iterator<Item = (u32, f32)> {
        let first = self.of_group.partition_point(|(of, _)| *of < group);
        let own = self.of_group[first..]
            .iter()
            .take_while(move |(of, _)| *of == group);
        own.flat_map(move |&(_, start)| {
            let (length, behind) = (self.holders[start as usize], &self.holders[start as usize + 1..]);
            let later = behind[..length as usize]
                .iter()
                .filter(move |other| **other > group);
            later.map(move |&other| (other, 1.0 / (length - 1) as f32))
        })
    }
}

/// The groups behind this one that share enough with it, and the rarity of all that they share.
fn anchored(anchors: &[Anchors], group: u32) -> Vec<(u32, f32)> {
    let mut found: Vec<_> = anchors.iter().flat_map(|part| part.shared(group)).collect();
    // Of one group the parts stay in the order of their terms, so that their sum is always the same.
    found.sort_by_key(|(other, _)| *other);
    let of_one = found.chunk_by(|x, y| x.0 == y.0);
    let sums = of_one.map(|parts| (parts[0].0, parts.iter().map(|(_, rarity)| rarity).sum()));
    sums.filter(|(_, rarity)| *rarity >= ANCHORED).collect()
}

/// (name, group) for every name of every group that `wanted` takes, each once, sorted.
fn holders<S: Shelf + ?Sized>(
    shelf: &S,
    groups: &Groups,
    wanted: impl Fn(u32) -> bool + Sync,
) -> Result<Vec<(u32, u32)>, S::Error> {
    let is_name = |term: u32| matches!(TermKind::of(term), TermKind::Name | TermKind::NamePair);
    let of_several = |nth: usize| {
        let mut holders = Vec::new();
        for group in nth * GROUPS..groups.len().min((nth + 1) * GROUPS) {
            for &at in &groups[group] {
                let sketch = shelf.sketch(at)?;
                let terms = sketch.terms.iter().map(|(term, _)| *term);
                holders.extend(
                    terms
                        .filter(|&term| is_name(term) && wanted(term))
                        .map(|term| (term, group as u32)),
                );
            }
        }
        holders.sort_unstable();
        holders.dedup();
        Ok(holders)
    };
    let holders = (0..groups.len().div_ceil(GROUPS)).into_par_iter().map(of_several);
    let mut holders = holders.collect::<Result<Vec<_>, _>>()?.concat();
    holders.par_sort_unstable();
    Ok(holders)
}

/// How likely one group follows up the other: by what their first articles share, the rarity of their anchors and the days between.
/// Weights fitted as in [`super::guard`].
fn follows(shared: &Average, rarity: f32, days: Option<i32>) -> f32 {
    let gap = days.map_or(0.0, |days| (days as f32).ln_1p());
    let alike = 2.3 * shared.cosine.sqrt() + 4.2 * shared.names.sqrt() + 1.95 * shared.numbers.sqrt();
    logistic(alike + 3.0 * rarity.ln_1p() - 0.75 * gap - 1.64 * shared.pairs.ln() - 4.1)
}
