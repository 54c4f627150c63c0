//! The second pass: once a name is established anywhere in the article, it is found where no candidate was: in headlines, in texts of
//! capitals, inside longer runs that were none.

use super::candidates::Place;
use super::evidence::NameKind;
use super::groups::Groups;
use super::look::{Look, Setting};
use super::vocabulary::Class;
use super::word_sketch::WordSketch;
use crate::model::Shape;

/// A later mention of an established name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeat {
    /// Where.
    pub(crate) place: Place,
    /// Which name.
    pub(crate) name: usize,
}

/// Established names by the hash of their first word, in order.
struct FirstWords {
    names: Vec<(u64, usize)>,
    sketch: WordSketch,
}

/// Mentions of the names that have a kind, in words that no mention covers yet (`covered`, one flag a word).
pub(crate) fn repeats(
    look: &Look<'_>,
    groups: &Groups,
    kinds: &[Option<NameKind>],
    covered: &[bool],
) -> Vec<Repeat> {
    let firsts = FirstWords::new(look, groups, kinds);
    let mut found = Vec::new();
    if firsts.names.is_empty() {
        return found;
    }
    let mut open = 0;
    for (at, sentence) in look.starts() {
        let hash = look.words()[at].hash;
        if at < open || !firsts.sketch.may_hold(hash) || covered[at] || !look.has_capital(at) {
            continue;
        }
        let repeat = firsts.longest(look, groups, (sentence, at), covered);
        if let Some(repeat) = repeat.filter(|repeat| is_safe(look, &repeat.place)) {
            open = repeat.place.end;
            found.push(repeat);
        }
    }
    found
}

impl FirstWords {
    fn new(look: &Look<'_>, groups: &Groups, kinds: &[Option<NameKind>]) -> Self {
        let established = kinds.iter().enumerate().filter(|(_, kind)| kind.is_some());
        let mut names: Vec<(u64, usize)> = Vec::with_capacity(kinds.len());
        names.extend(established.map(|(name, _)| (look.words()[groups.span(name).0].hash, name)));
        names.sort_unstable();
        Self {
            sketch: names.iter().map(|(hash, _)| *hash).collect(),
            names,
        }
    }

    /// The longest name that stands at word `at` of a sentence, in words that nothing covers.
    fn longest(
        &self,
        look: &Look<'_>,
        groups: &Groups,
        (sentence, at): (usize, usize),
        covered: &[bool],
    ) -> Option<Repeat> {
        let words = look.words();
        let hash = words[at].hash;
        let from = self.names.partition_point(|(first, _)| *first < hash);
        let names = self.names[from..].iter().take_while(|(first, _)| *first == hash);
        let fits = names.filter_map(|(_, name)| {
            let (first, end) = groups.span(*name);
            let to = at + end - first;
            let same = to <= words.len()
                && (at..to).zip(first..end).all(|(a, b)| {
                    words[a].hash == words[b].hash
                        && !covered[a]
                        && (a == at || words[a].gap.folded() == words[b].gap.folded())
                });
            same.then_some(Repeat {
                place: Place {
                    first: at,
                    end: to,
                    sentence,
                },
                name: *name,
            })
        });
        fits.max_by_key(|r| r.place.end)
    }
}

/// A single ordinary word in a headline is more likely the word than the name.
fn is_safe(look: &Look<'_>, place: &Place) -> bool {
    let single = place.end == place.first + 1;
    let ordinary = look.is_any(place.first, &[Class::Common, Class::Function]);
    let setting = look.setting(place.sentence);
    !(single && ordinary && (setting != Setting::Plain || look.shape(place.first) != Shape::Upper))
}
