//! One text as names are looked for in it: its words with the lists they stand in, its sentences with how they are written.

use super::vocabulary::{Class, Classes, Vocabulary};
use crate::extract::{DictionaryHit, Reading};
use crate::model::{Gap, Sentence, Shape, Word};

/// A text with what is known of its words.
#[derive(Debug)]
pub(crate) struct Look<'a> {
    /// The text.
    pub(crate) reading: &'a Reading<'a>,
    /// The word lists.
    pub(crate) vocabulary: &'a Vocabulary,
    /// What is known of each word.
    known: Vec<Known>,
    /// What is known of each sentence.
    sentences: Vec<KnownSentence>,
    /// Where names may begin, one bit a word: at capitals, at dictionary names, and at small words tied to the next ("al-Velt").
    starts: Vec<u64>,
    /// Words of sport are many: a town may be a team.
    pub(crate) is_sport: bool,
}

/// What is looked up of a word once.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// Its lists.
    classes: Classes,
    /// 1 + index of the dictionary name that begins at it; 0 where none does.
    hit: u32,
    /// It is written as a name's word is.
    capital: bool,
}

/// What is looked up of a sentence once.
#[derive(Debug, Clone, Copy)]
struct KnownSentence {
    setting: Setting,
    /// All that stands between its words, and before and after them.
    gaps: Gap,
}

/// How a sentence is written: whether a capital letter tells anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Small letters, names with capitals.
    Plain,
    /// A headline with a capital on every word that matters.
    Headline,
    /// Capitals throughout.
    Capitals,
}

impl<'a> Look<'a> {
    /// Looks up every word once.
    pub(crate) fn new(reading: &'a Reading<'a>, vocabulary: &'a Vocabulary) -> Self {
        let count = reading.words().len();
        let mut look = Self {
            reading,
            vocabulary,
            known: vec![Known::default(); count],
            sentences: Vec::with_capacity(reading.sentences().len()),
            starts: vec![0; count.div_ceil(64)],
            is_sport: false,
        };
        for (n, hit) in reading.hits.iter().enumerate() {
            look.known[hit.first].hit = n as u32 + 1;
        }
        let mut sport = 0;
        for sentence in reading.sentences() {
            let known = look.read_sentence(sentence, &mut sport);
            look.sentences.push(known);
        }
        look.is_sport = sport >= 3 && sport * 30 >= count;
        look
    }

    /// Looks up the words of a sentence and counts how they are written.
    fn read_sentence(&mut self, sentence: &Sentence, sport: &mut usize) -> KnownSentence {
        let mut count = ShapeCount::default();
        let mut gaps = self.reading.gap(sentence.range().end);
        for at in sentence.range() {
            let word = &self.reading.words()[at];
            let classes = self.vocabulary.classes(word);
            let known = &mut self.known[at];
            known.classes = classes;
            known.capital = has_capital(self.reading.text, word);
            *sport += usize::from(classes.has(Class::Sport));
            self.starts[at / 64] |= u64::from(known.capital || known.hit > 0) << (at % 64);
            if word.gap.is_hyphen() && at > 0 {
                self.starts[(at - 1) / 64] |= 1 << ((at - 1) % 64);
            }
            let empty = classes.has(Class::Function) || is_possessive(self.reading.text, word);
            count.add(word.shape, empty);
            gaps = gaps | word.gap;
        }
        KnownSentence {
            setting: count.setting(sentence.span.of(self.reading.text)),
            gaps,
        }
    }

    /// The words.
    #[inline]
    pub(crate) fn words(&self) -> &'a [Word] {
        self.reading.words()
    }

    /// The lists of word `at`; none past the end.
    #[inline]
    pub(crate) fn classes(&self, at: usize) -> Classes {
        self.known.get(at).map(|k| k.classes).unwrap_or_default()
    }

    /// Whether word `at` stands in a list.
    #[inline]
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.classes(at).has(class)
    }

    /// Whether word `at` stands in any of the lists.
    #[inline]
    pub(crate) fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        self.classes(at).has_any(classes)
    }

    /// How word `at` is written.
    #[inline]
    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.words().get(at).map_or(Shape::Other, |w| w.shape)
    }

    /// Whether word `at` is a possessive `'s`.
    #[inline]
    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        self.words()
            .get(at)
            .is_some_and(|w| is_possessive(self.reading.text, w))
    }

    /// Whether word `at` is written as a name's word is: with a capital letter somewhere.
    #[inline]
    pub(crate) fn has_capital(&self, at: usize) -> bool {
        self.known.get(at).is_some_and(|k| k.capital)
    }

    /// The dictionary name that begins at word `at`.
    #[inline]
    pub(crate) fn hit_at(&self, at: usize) -> Option<&'a DictionaryHit<'a>> {
        let index = self.known.get(at)?.hit.checked_sub(1)?;
        self.reading.hits.get(index as usize)
    }

    /// The next word from `at` on, before `end`, at which a name may begin; `end` where none does.
    #[inline]
    pub(crate) fn next_start(&self, at: usize, end: usize) -> usize {
        if at >= end {
            return end;
        }
        let mut block = at / 64;
        let mut bits = self.starts[block] & (!0 << (at % 64));
        while bits == 0 {
            block += 1;
            if block * 64 >= end {
                return end;
            }
            bits = self.starts[block];
        }
        end.min(block * 64 + bits.trailing_zeros() as usize)
    }

    /// How a sentence is written.
    #[inline]
    pub(crate) fn setting(&self, sentence: usize) -> Setting {
        self.sentences[sentence].setting
    }

    /// All marks in and at the ends of a sentence together.
    #[inline]
    pub(crate) fn marks(&self, sentence: usize) -> Gap {
        self.sentences[sentence].gaps
    }
}

/// Whether a word is written with a capital letter somewhere.
#[inline]
fn has_capital(text: &str, word: &Word) -> bool {
    match word.shape {
        Shape::Alphanumeric => word.span.of(text).chars().any(char::is_uppercase),
        shape => shape.is_capital(),
    }
}

#[inline]
fn is_possessive(text: &str, word: &Word) -> bool {
    word.gap == Gap::NONE && matches!(word.span.of(text), "'s" | "’s" | "'S" | "’S")
}

/// How many words of a sentence are written how, by [`Shape`]: all of them, and those that weigh nothing (small words, possessives).
#[derive(Debug, Default)]
struct ShapeCount {
    all: [u32; SHAPES],
    empty: [u32; SHAPES],
}

const SHAPES: usize = Shape::Other as usize + 1;

impl ShapeCount {
    #[inline]
    fn add(&mut self, shape: Shape, is_empty: bool) {
        self.all[shape as usize] += 1;
        self.empty[shape as usize] += u32::from(is_empty);
    }

    /// How a sentence of these words is written; `text` is the sentence.
    fn setting(&self, text: &str) -> Setting {
        const CAPITAL: [Shape; 4] = [Shape::Letter, Shape::Capitalised, Shape::Upper, Shape::Mixed];
        let weighty = |shape: Shape| self.all[shape as usize] - self.empty[shape as usize];
        let all = |shape: Shape| self.all[shape as usize];
        let letters = all(Shape::Lower) + CAPITAL.map(all).iter().sum::<u32>();
        let upper = all(Shape::Upper) + all(Shape::Letter);
        let capital = CAPITAL.map(weighty).iter().sum::<u32>();
        if letters >= 3 && upper * 10 >= letters * 7 {
            return Setting::Capitals;
        }
        let headline = capital + weighty(Shape::Lower);
        if headline < 4 || capital * 10 < headline * 8 {
            return Setting::Plain;
        }
        if text.trim_end_matches(['"', '”', '\'', ')']).ends_with('.') {
            Setting::Plain
        } else {
            Setting::Headline
        }
    }
}
