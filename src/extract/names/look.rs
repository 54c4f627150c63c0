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
    /// How each sentence is written.
    settings: Vec<Setting>,
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
        let mut sport = 0;
        let mut look_up = |word: &Word| {
            let classes = vocabulary.classes(word);
            sport += usize::from(classes.has(Class::Sport));
            Known {
                classes,
                hit: 0,
                capital: has_capital(reading.text, word),
            }
        };
        let mut known: Vec<Known> = reading.words().iter().map(&mut look_up).collect();
        for (n, hit) in reading.hits.iter().enumerate() {
            known[hit.first].hit = n as u32 + 1;
        }
        let settings = reading.sentences().iter();
        Self {
            settings: settings.map(|s| setting(reading, s, &known)).collect(),
            reading,
            vocabulary,
            known,
            is_sport: sport >= 3 && sport * 30 >= reading.words().len(),
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

    /// The next word from `at` on, before `end`, at which a name may begin; `end` where none does. Most words are small and begin none.
    #[inline]
    pub(crate) fn next_start(&self, at: usize, end: usize) -> usize {
        let words = self.words();
        // "al-Velt": a small word tied to the next.
        let tied = |n: usize| words.get(n + 1).is_some_and(|w| w.gap.is_hyphen());
        (at..end)
            .find(|n| self.known[*n].capital || self.known[*n].hit > 0 || tied(*n))
            .unwrap_or(end)
    }

    /// How a sentence is written.
    #[inline]
    pub(crate) fn setting(&self, sentence: usize) -> Setting {
        self.settings[sentence]
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

/// How a sentence is written, by how many of its words have capitals.
fn setting(reading: &Reading<'_>, sentence: &Sentence, known: &[Known]) -> Setting {
    let (mut letters, mut upper, mut weighty, mut capital) = (0, 0, 0, 0);
    let range = sentence.range();
    for (word, known) in reading.words()[range.clone()].iter().zip(&known[range]) {
        if matches!(word.shape, Shape::Number | Shape::Other | Shape::Alphanumeric) {
            continue;
        }
        letters += 1;
        upper += usize::from(matches!(word.shape, Shape::Upper | Shape::Letter));
        if !known.classes.has(Class::Function) && !is_possessive(reading.text, word) {
            weighty += 1;
            capital += usize::from(word.shape.is_capital());
        }
    }
    if letters >= 3 && upper * 10 >= letters * 7 {
        return Setting::Capitals;
    }
    if weighty < 4 || capital * 10 < weighty * 8 {
        return Setting::Plain;
    }
    let text = sentence.span.of(reading.text);
    if text.trim_end_matches(['"', '”', '\'', ')']).ends_with('.') {
        Setting::Plain
    } else {
        Setting::Headline
    }
}
