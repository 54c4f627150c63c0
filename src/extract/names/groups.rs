//! The names of an article: candidates of the same words are one name, and what is seen at one of its mentions speaks for the others.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::around::{Around, Beside};
use super::candidates::Candidate;
use super::evidence::{Evidence, Seen};
use super::look::{Look, Setting};
use super::vocabulary::Class;
use super::word_sketch::WordSketch;
use crate::extract::{organisations, persons, places};
use crate::model::{Gap, Shape};

/// A candidate with its evidence and the name it is a mention of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting {
    /// Where.
    pub(crate) candidate: Candidate,
    /// Index into [`Groups::names`].
    pub(crate) name: usize,
    /// What is seen here.
    pub(crate) seen: Seen,
    /// The words beside it: see [`Around`].
    pub(crate) beside: Beside,
}

/// A name: the same words, however often they stand in the article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GroupedName {
    /// Its first mention, as an index into [`Groups::sightings`].
    pub(crate) first: usize,
    /// How many mentions it has inside sentences.
    pub(crate) inside: u32,
    /// What is seen at any of its mentions.
    pub(crate) seen: Seen,
    /// What follows from other names of the article: counts fully at each mention.
    pub(crate) linked: Seen,
}

/// All names of an article with their mentions.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// Every candidate, by place.
    pub(crate) sightings: Vec<Sighting>,
    /// The names, by first mention.
    pub(crate) names: Vec<GroupedName>,
    /// Names by the hash of their words.
    pub(crate) by_words: FxHashMap<u64, usize>,
}

impl Groups {
    /// Groups candidates and collects their evidence.
    pub(crate) fn new(look: &Look<'_>, candidates: &[Candidate]) -> Self {
        let mut groups = Self {
            sightings: Vec::with_capacity(candidates.len()),
            names: Vec::with_capacity(candidates.len()),
            by_words: FxHashMap::with_capacity_and_hasher(candidates.len(), FxBuildHasher),
        };
        for candidate in candidates {
            let key = key(look, candidate.first, candidate.end);
            let (seen, beside) = observe(look, candidate);
            let next = groups.names.len();
            let name = *groups.by_words.entry(key).or_insert(next);
            if name == next {
                groups.names.push(GroupedName {
                    first: groups.sightings.len(),
                    inside: 0,
                    seen,
                    linked: Seen::default(),
                });
            }
            groups.names[name].seen = groups.names[name].seen.with(seen);
            let plain = candidate.setting == Setting::Plain && !seen.has(Evidence::SentenceInitial);
            groups.names[name].inside += u32::from(plain);
            groups.sightings.push(Sighting {
                candidate: *candidate,
                name,
                seen,
                beside,
            });
        }
        for name in 0..groups.names.len() {
            if groups.names[name].inside >= 3 {
                groups.add(name, Evidence::Repeated);
            }
        }
        groups.mark_small_elsewhere(look);
        groups
    }

    /// Adds evidence that counts at every mention of a name.
    pub(crate) fn add(&mut self, name: usize, evidence: Evidence) {
        self.names[name].linked.add(evidence);
    }

    /// What counts fully at a mention: what is seen there, and what follows from other names for its name.
    #[inline]
    pub(crate) fn own(&self, sighting: &Sighting) -> Seen {
        sighting.seen.with(self.names[sighting.name].linked)
    }

    /// Everything seen of a mention's name, here and elsewhere.
    pub(crate) fn all_seen(&self, sighting: &Sighting) -> Seen {
        self.own(sighting).with(self.names[sighting.name].seen)
    }

    /// The words of a name, at its first mention.
    pub(crate) fn span(&self, name: usize) -> (usize, usize) {
        let candidate = self.sightings[self.names[name].first].candidate;
        (candidate.first, candidate.end)
    }

    /// The name of exactly one word, by that word's hash.
    pub(crate) fn single(&self, word: u64) -> Option<usize> {
        self.by_words.get(&with_word(0, word)).copied()
    }

    /// Marks names of one word that the article also writes small.
    fn mark_small_elsewhere(&mut self, look: &Look<'_>) {
        let singles = self.sightings.iter().filter(|s| s.candidate.len() == 1);
        let singles = singles.map(|s| look.words()[s.candidate.first].hash);
        let may_be_single: WordSketch = singles.collect();
        for at in may_be_single.places(look.words()) {
            let word = &look.words()[at];
            if word.shape == Shape::Lower
                && let Some(name) = self.single(word.hash)
            {
                self.add(name, Evidence::SmallElsewhere);
            }
        }
    }
}

/// The hash of the words `first..end`, whatever their case.
#[inline]
pub(crate) fn key(look: &Look<'_>, first: usize, end: usize) -> u64 {
    let words = look.words()[first..end].iter();
    words.fold(0, |key, word| with_word(key, word.hash))
}

/// The key of some words with one more.
#[inline]
pub(crate) fn with_word(key: u64, word: u64) -> u64 {
    key.rotate_left(5) ^ word.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Everything that speaks for or against one candidate by itself.
fn observe(look: &Look<'_>, candidate: &Candidate) -> (Seen, Beside) {
    let mut seen = Seen::default();
    seen.add(Evidence::Bias);
    seen.add(match candidate.len() {
        1 => Evidence::OneWord,
        2 => Evidence::TwoWords,
        _ => Evidence::ManyWords,
    });
    ordinary_words(look, candidate, &mut seen);
    listed(look, candidate, &mut seen);
    organisations::evidence::of_name(look, candidate, &mut seen);
    persons::evidence::of_name(look, candidate, &mut seen);
    places::evidence::of_name(look, candidate, &mut seen);
    let around = Around::new(look, candidate);
    organisations::evidence::of_context(look, candidate, &around, &mut seen);
    persons::evidence::of_context(look, candidate, &around, &mut seen);
    places::evidence::of_context(look, candidate, &around, &mut seen);
    let quotes = around.gap_before.has_any(Gap::QUOTE) && around.gap_after.has_any(Gap::QUOTE);
    seen.add_if(quotes, Evidence::Quoted);
    seen.add_if(!quotes && in_quoted_title(look, candidate), Evidence::QuotedTitle);
    seen.add_if(candidate.setting != Setting::Plain, Evidence::Headline);
    if around.initial {
        seen.add(Evidence::SentenceInitial);
        seen.add_if(look.is(candidate.first, Class::Common), Evidence::InitialCommon);
    }
    (seen, around.beside)
}

fn ordinary_words(look: &Look<'_>, candidate: &Candidate, seen: &mut Seen) {
    let ordinary = |at: usize| look.is(at, Class::Common) && look.shape(at) != Shape::Upper;
    let capital = (candidate.first..candidate.end).filter(|n| look.has_capital(*n));
    let (mut all, mut count) = (0, 0);
    for at in capital {
        all += 1;
        count += usize::from(ordinary(at));
    }
    if count == all && all > 0 {
        seen.add(Evidence::CommonAll);
    } else {
        seen.add_if(ordinary(candidate.end - 1), Evidence::CommonLast);
        seen.add_if(count > 0, Evidence::CommonSome);
    }
}

/// "The Man in the Velmark Hat": between quotation marks eight words apart at most, all but small words with capitals.
fn in_quoted_title(look: &Look<'_>, candidate: &Candidate) -> bool {
    const LONGEST: usize = 8;
    if !look.marks(candidate.sentence).has_any(Gap::QUOTE) {
        return false;
    }
    let range = look.reading.sentences()[candidate.sentence].range();
    let quote = |at: usize| look.reading.gap(at).has_any(Gap::QUOTE);
    let from = candidate.first.saturating_sub(LONGEST).max(range.start);
    let Some(open) = (from..=candidate.first).rev().find(|n| quote(*n)) else {
        return false;
    };
    let Some(close) = (candidate.end..(open + LONGEST + 1).min(range.end + 1)).find(|n| quote(*n)) else {
        return false;
    };
    look.has_capital(open)
        && (open..close).all(|n| {
            look.has_capital(n)
                || look.is_any(n, &[Class::Function, Class::Particle])
                || look.is_possessive(n)
        })
}

/// What the dictionaries say of exactly this span.
fn listed(look: &Look<'_>, candidate: &Candidate, seen: &mut Seen) {
    let Some(hit) = look.hit_at(candidate.first).filter(|h| h.end == candidate.end) else {
        return;
    };
    for (entity, alias) in hit.hit.entities() {
        let weak = alias.map_or(entity.weak, |a| a.weak);
        seen.add(match (entity.kind, weak) {
            ("organisation", false) => Evidence::ListedOrganisation,
            ("organisation", true) => Evidence::ListedOrganisationWeak,
            ("person", _) => Evidence::ListedPerson,
            ("place", false) => Evidence::ListedPlace,
            ("place", true) => Evidence::ListedPlaceWeak,
            _ => Evidence::ListedActor,
        });
        match entity.sort() {
            Some("country" | "territory") => seen.add(Evidence::ListedCountry),
            Some("city") => seen.add(Evidence::ListedCity),
            _ => {}
        }
    }
}
