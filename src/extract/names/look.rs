//! One text as names are looked for in it: its words with the lists they stand in, its sentences with how they are written.

use super::vocabulary::{Class, Classes, Vocabulary};
use crate::extract::{DictionaryHit, Reading};
use crate::model::{Gap, Shape, Word};

/// A text with what is known of its words.
#[derive(Debug)]
pub(crate) struct Look<'a> {
    /// The text.
    pub(crate) reading: &'a Reading<'a>,
    /// The word lists.
    pub(crate) vocabulary: &'a Vocabulary,
    /// The lists of each word.
    classes: Vec<Classes>,
    /// 1 + index of the dictionary name that begins at each word; 0 where none does.
    hits: Vec<u32>,
    /// Words of sport are many: a town may be a team.
    pub(crate) is_sport: bool,
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
        let classes: Vec<Classes> = reading.words().iter().map(|w| vocabulary.classes(w)).collect();
        let sport = classes.iter().filter(|c| c.has(Class::Sport)).count();
        let mut hits = vec![0; reading.words().len()];
        for (n, hit) in reading.hits.iter().enumerate() {
            hits[hit.first] = n as u32 + 1;
        }
        Self {
            reading,
            vocabulary,
            classes,
            hits,
            is_sport: sport >= 3 && sport * 30 >= reading.words().len(),
        }
    }

    /// The words.
    pub(crate) fn words(&self) -> &'a [Word] {
        self.reading.words()
    }

    /// The lists of word `at`; none past the end.
    pub(crate) fn classes(&self, at: usize) -> Classes {
        self.classes.get(at).copied().unwrap_or_default()
    }

    /// Whether word `at` stands in a list.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.classes(at).has(class)
    }

    /// Whether word `at` stands in any of the lists.
    pub(crate) fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        self.classes(at).has_any(classes)
    }

    /// How word `at` is written.
    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.words().get(at).map_or(Shape::Other, |w| w.shape)
    }

    /// Whether word `at` is a possessive `'s`.
    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        self.reading.gap(at) == Gap::NONE && matches!(self.reading.word(at), "'s" | "’s" | "'S" | "’S")
    }

    /// Whether word `at` is written as a name's word is: with a capital letter somewhere.
    pub(crate) fn has_capital(&self, at: usize) -> bool {
        match self.shape(at) {
            Shape::Alphanumeric => self.reading.word(at).chars().any(char::is_uppercase),
            shape => shape.is_capital(),
        }
    }

    /// The dictionary name that begins at word `at`.
    pub(crate) fn hit_at(&self, at: usize) -> Option<&'a DictionaryHit<'a>> {
        let index = self.hits.get(at)?.checked_sub(1)?;
        self.reading.hits.get(index as usize)
    }

    /// How a sentence is written.
    pub(crate) fn setting(&self, sentence: usize) -> Setting {
        let range = self.reading.sentences()[sentence].range();
        let (mut letters, mut upper, mut weighty, mut capital) = (0, 0, 0, 0);
        for at in range.clone() {
            let shape = self.shape(at);
            if matches!(shape, Shape::Number | Shape::Other | Shape::Alphanumeric) {
                continue;
            }
            letters += 1;
            upper += usize::from(matches!(shape, Shape::Upper | Shape::Letter));
            if !self.is(at, Class::Function) && !self.is_possessive(at) {
                weighty += 1;
                capital += usize::from(shape.is_capital());
            }
        }
        if letters >= 3 && upper * 10 >= letters * 7 {
            return Setting::Capitals;
        }
        let sentence = self.reading.sentences()[sentence].span.of(self.reading.text);
        let ends_with_stop = sentence.trim_end_matches(['"', '”', '\'', ')']).ends_with('.');
        if weighty >= 4 && capital * 10 >= weighty * 8 && !ends_with_stop {
            return Setting::Headline;
        }
        Setting::Plain
    }
}
