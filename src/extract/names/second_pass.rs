//! The second pass: once a name is established anywhere in the article, it is found where no candidate was: in headlines, in texts of
//! capitals, inside longer runs that were none.

use rustc_hash::FxHashMap;

use super::groups::Groups;
use super::look::{Look, Setting};
use super::vocabulary::Class;
use crate::model::Shape;

/// A later mention of an established name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeat {
    /// First word.
    pub(crate) first: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// Which name.
    pub(crate) name: usize,
}

/// Mentions of `established` names in words that no mention covers yet (`covered`, one flag a word).
pub(crate) fn repeats(
    look: &Look<'_>,
    groups: &Groups,
    established: &[bool],
    covered: &[bool],
) -> Vec<Repeat> {
    let by_first = by_first_word(look, groups, established);
    let mut found = Vec::new();
    if by_first.is_empty() {
        return found;
    }
    for (sentence, span) in look.reading.sentences().iter().enumerate() {
        let mut at = span.range().start;
        let mut setting = None;
        while at < span.range().end {
            let names = (!covered[at] && look.has_capital(at))
                .then(|| by_first.get(&look.words()[at].hash))
                .flatten();
            let repeat = names.and_then(|names| longest(look, groups, names, at, covered));
            match repeat {
                Some(repeat)
                    if is_safe(
                        look,
                        &repeat,
                        *setting.get_or_insert_with(|| look.setting(sentence)),
                    ) =>
                {
                    found.push(repeat);
                    at = repeat.end;
                }
                _ => at += 1,
            }
        }
    }
    found
}

fn by_first_word(look: &Look<'_>, groups: &Groups, established: &[bool]) -> FxHashMap<u64, Vec<usize>> {
    let mut by_first: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (name, _) in established.iter().enumerate().filter(|(_, e)| **e) {
        let (first, _) = groups.span(name);
        by_first.entry(look.words()[first].hash).or_default().push(name);
    }
    by_first
}

fn longest(look: &Look<'_>, groups: &Groups, names: &[usize], at: usize, covered: &[bool]) -> Option<Repeat> {
    let words = look.words();
    let fits = names.iter().filter_map(|name| {
        let (first, end) = groups.span(*name);
        let to = at + end - first;
        let same = to <= words.len()
            && (at..to).zip(first..end).all(|(a, b)| {
                words[a].hash == words[b].hash
                    && !covered[a]
                    && (a == at || words[a].gap.folded() == words[b].gap.folded())
            });
        same.then_some(Repeat {
            first: at,
            end: to,
            name: *name,
        })
    });
    fits.max_by_key(|r| r.end)
}

/// A single ordinary word in a headline is more likely the word than the name.
fn is_safe(look: &Look<'_>, repeat: &Repeat, setting: Setting) -> bool {
    let single = repeat.end == repeat.first + 1;
    let ordinary = look.is_any(repeat.first, &[Class::Common, Class::Function]);
    !(single && ordinary && (setting != Setting::Plain || look.shape(repeat.first) != Shape::Upper))
}
