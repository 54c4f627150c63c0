//! What the fitted weights look at beside the rules' evidence: words, affixes, shapes and neighbours.

use std::ops::RangeInclusive;

use super::feature::{Feature, Position, Side, Template, Value, hash_of_letters, packed, sign_of, spread};
use super::groups::Groups;
use super::look::{Look, Setting};
use crate::model::Shape;

/// What takes features as they are met: each sort by itself, so that one who only adds weights asks nothing at run time.
pub(crate) trait Collect {
    /// Words under a template.
    fn words(&mut self, template: Template, first: usize, end: usize);
    /// Letters under a template, with their hash. Bytes, since one who adds weights needs no text.
    fn letters(&mut self, template: Template, letters: &[u8], hash: u64);
    /// A word in a list.
    fn list(&mut self, position: Position, class: usize);
    /// The sign of a gap.
    fn sign(&mut self, side: Side, sign: usize);
    /// How long a name of one word is.
    fn length(&mut self, letters: usize);
}

/// Everything as a [`Feature`].
pub(crate) struct Each<F>(pub(crate) F);

impl<F: FnMut(Feature<'_>)> Collect for Each<F> {
    fn words(&mut self, template: Template, first: usize, end: usize) {
        self.0(Feature::Of(template, Value::Words(first, end)));
    }

    fn letters(&mut self, template: Template, letters: &[u8], hash: u64) {
        let letters = std::str::from_utf8(letters).unwrap_or_default();
        self.0(Feature::Of(template, Value::Letters(letters, hash)));
    }

    fn list(&mut self, position: Position, class: usize) {
        self.0(Feature::In(position, class));
    }

    fn sign(&mut self, side: Side, sign: usize) {
        self.0(Feature::Sign(side, sign));
    }

    fn length(&mut self, letters: usize) {
        self.0(Feature::Letters(letters));
    }
}

/// Longer names of one word count as this long.
pub(crate) const MOST_LETTERS: usize = 9;

/// The features of a name's own words: the same at all its mentions.
pub(crate) fn of_name(look: &Look<'_>, groups: &Groups, name: usize, into: &mut impl Collect) {
    let (first, end) = groups.span(name);
    let last = end - 1;
    into.words(Template::Last, last, end);
    if end > first + 1 {
        into.words(Template::Name, first, end);
        into.words(Template::First, first, first + 1);
        for at in (first + 1..last).take(3) {
            into.words(Template::Inside, at, at + 1);
        }
    }
    for class in look.classes(first).iter() {
        into.list(Position::First, class);
    }
    if end > first + 1 {
        for class in look.classes(last).iter() {
            into.list(Position::Last, class);
        }
        suffixes(look.reading.word(first), 3..=3, Template::FirstSuffix, into);
    } else {
        let count = look.reading.word(first).chars().count();
        into.length(count.clamp(1, MOST_LETTERS));
    }
    let prefix = head(look.reading.word(first), 3);
    into.letters(Template::Prefix, prefix.as_bytes(), hash_of_letters(prefix));
    suffixes(look.reading.word(last), 2..=4, Template::Suffix, into);
}

/// The last letters of a word; of a shorter one, the whole word.
#[inline]
fn suffixes(word: &str, lengths: RangeInclusive<usize>, template: Template, into: &mut impl Collect) {
    let bytes = word.as_bytes();
    let ending = |len: usize| &bytes[bytes.len().saturating_sub(len)..];
    // Of ASCII letters, the shorter endings are the low bytes of the longest.
    let packed = packed(ending(*lengths.end()));
    for len in lengths {
        if let Some(all) = packed {
            into.letters(template, ending(len), spread(all & ((1 << (8 * len)) - 1)));
        } else {
            let letters = tail(word, len);
            into.letters(template, letters.as_bytes(), hash_of_letters(letters));
        }
    }
}

/// The features of what stands around one mention.
pub(crate) fn of_context(look: &Look<'_>, groups: &Groups, sighting: usize, into: &mut impl Collect) {
    let candidate = groups.sightings[sighting].candidate;
    let (first, end) = (candidate.first, candidate.end);
    let range = look.reading.sentences()[candidate.sentence].range();
    if first > range.start {
        into.words(Template::Before, first - 1, first);
        if first > range.start + 1 {
            into.words(Template::Before2, first - 2, first - 1);
            into.words(Template::BeforePair, first - 2, first);
        }
    }
    if end < range.end {
        into.words(Template::After, end, end + 1);
        if end + 1 < range.end {
            into.words(Template::After2, end + 1, end + 2);
            into.words(Template::AfterPair, end, end + 2);
        }
    }
    let beside = groups.sightings[sighting].beside;
    for (position, at) in [(Position::Before, beside.before), (Position::After, beside.after)] {
        for class in at.map(|at| look.classes(at)).unwrap_or_default().iter() {
            into.list(position, class);
        }
    }
    let before = sign_of(look.reading.gap(first), first == range.start);
    into.sign(Side::Before, before);
    into.sign(Side::After, sign_of(look.reading.gap(end), end == range.end));
}

/// How the words of one mention are written: a letter a word.
pub(crate) fn of_shape(look: &Look<'_>, groups: &Groups, sighting: usize, into: &mut impl Collect) {
    let candidate = groups.sightings[sighting].candidate;
    let mut letters = [0_u8; 8];
    letters[0] = match candidate.setting {
        Setting::Plain => b'p',
        Setting::Headline => b'h',
        Setting::Capitals => b'c',
    };
    let count = candidate.len().min(6);
    for (n, letter) in letters[1..=count].iter_mut().enumerate() {
        *letter = match look.shape(candidate.first + n) {
            Shape::Lower => b'a',
            Shape::Letter => b'l',
            Shape::Capitalised => b'c',
            Shape::Upper => b'u',
            Shape::Mixed => b'm',
            Shape::Number => b'n',
            Shape::Alphanumeric => b'x',
            Shape::Other => b'o',
        };
    }
    let hash = spread(u64::from_be_bytes(letters) >> (8 * (7 - count)));
    into.letters(Template::Shape, &letters[..=count], hash);
}

/// The first letters of a word.
fn head(word: &str, count: usize) -> &str {
    match word.get(..count.min(word.len())) {
        Some(head) if head.is_ascii() => head,
        _ => {
            let end = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
            &word[..end]
        }
    }
}

/// The last letters of a word.
fn tail(word: &str, count: usize) -> &str {
    let start = word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    &word[start..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ends_are_counted_in_letters(word in "[a-cé’]{0,6}", count in 1usize..5) {
            let letters: Vec<char> = word.chars().collect();
            let first: String = letters.iter().take(count).collect();
            let last: String = letters[letters.len().saturating_sub(count)..].iter().collect();
            prop_assert_eq!(head(&word, count), first);
            prop_assert_eq!(tail(&word, count), last);
        }

        #[test]
        fn endings_have_the_hash_of_their_letters(word in "[A-Ca-cé’]{1,6}") {
            let mut found = Vec::new();
            suffixes(&word, 2..=4, Template::Suffix, &mut Each(|feature: Feature<'_>| {
                if let Feature::Of(_, Value::Letters(letters, hash)) = feature {
                    found.push((letters.to_owned(), hash));
                }
            }));
            let expected = (2..=4).map(|len| (tail(&word, len).to_owned(), hash_of_letters(tail(&word, len))));
            prop_assert_eq!(found, expected.collect::<Vec<_>>());
        }
    }
}
