//! One text as names are looked for in it: its words with the lists they stand in, its sentences with how they are written.

use super::vocabulary::{Class, Classes, Vocabulary};
use crate::extract::{DictionaryHit, Reading};
use crate::lexicon::flagged;
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
    /// The words at which names may begin, in order: with a capital, at a dictionary name, or tied to the next ("al-Velt").
    starts: Vec<u32>,
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
    /// A name may begin here.
    starts: bool,
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
            known: Vec::with_capacity(count),
            sentences: Vec::with_capacity(reading.sentences().len()),
            starts: Vec::with_capacity(count / 4),
            is_sport: false,
        };
        for sentence in reading.sentences() {
            look.read(sentence);
        }
        look.known.resize(count, Known::default());
        for (n, hit) in reading.hits.iter().enumerate() {
            look.known[hit.first].hit = n as u32 + 1;
            look.known[hit.first].starts = true;
        }
        flagged(&look.known, |known| known.starts).for_each(|at| look.starts.push(at as u32));
        let sport = look.known.iter().filter(|k| k.classes.has(Class::Sport)).count();
        look.is_sport = sport >= 3 && sport * 30 >= count;
        look
    }

    /// Looks up the words of the next sentence and counts how they are written.
    fn read(&mut self, sentence: &Sentence) {
        let (text, range) = (self.reading.text, sentence.range());
        let mut written = Written::default();
        let mut gaps = self.reading.gap(range.end);
        let words = &self.reading.words()[range];
        self.known.extend(words.iter().map(|word| {
            let classes = self.vocabulary.classes(word);
            let capital = has_capital(text, word);
            let empty = classes.has(Class::Function) || is_possessive(text, word);
            written.add(word.shape, empty);
            gaps = gaps | word.gap;
            Known {
                classes,
                hit: 0,
                capital,
                starts: capital,
            }
        }));
        if gaps.has_any(Gap::HYPHEN) {
            self.mark_tied(sentence);
        }
        self.sentences.push(KnownSentence {
            setting: written.setting(sentence.span.of(text)),
            gaps,
        });
    }

    /// Marks the words of a sentence that a hyphen ties to the next.
    fn mark_tied(&mut self, sentence: &Sentence) {
        for at in sentence.range() {
            self.known[at].starts |= self.reading.gap(at + 1).is_hyphen();
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

    /// The words at which names may begin, in order, each with its sentence.
    pub(crate) fn starts(&self) -> impl Iterator<Item = (usize, usize)> {
        let sentences = self.reading.sentences();
        let mut sentence = 0;
        self.starts.iter().map(move |start| {
            while sentences[sentence].words.end <= *start {
                sentence += 1;
            }
            (*start as usize, sentence)
        })
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

/// How many words of a sentence are written how. Two counts stand in one number, so that a word costs two additions.
#[derive(Debug, Default)]
struct Written {
    /// Words of letters, and of those the words all in capitals.
    letters_upper: u64,
    /// Words of letters that weigh something (no small words, no possessives), and of those the words with a capital.
    weighty_capital: u64,
}

/// One of the first count, and of the second.
const FIRST: u64 = 1;
const SECOND: u64 = 1 << 32;

impl Written {
    /// What a word of each shape adds to letters and upper.
    const LETTERS: [u64; SHAPES] = Self::table(&[Shape::Letter, Shape::Upper]);
    /// What it adds to weighty and capital.
    const WEIGHTY: [u64; SHAPES] =
        Self::table(&[Shape::Letter, Shape::Capitalised, Shape::Upper, Shape::Mixed]);

    const fn table(second: &[Shape]) -> [u64; SHAPES] {
        let mut table = [FIRST; SHAPES];
        let mut at = 0;
        while at < second.len() {
            table[second[at] as usize] += SECOND;
            at += 1;
        }
        table[Shape::Number as usize] = 0;
        table[Shape::Alphanumeric as usize] = 0;
        table[Shape::Other as usize] = 0;
        table
    }

    #[inline]
    fn add(&mut self, shape: Shape, is_empty: bool) {
        self.letters_upper += Self::LETTERS[shape as usize];
        self.weighty_capital += Self::WEIGHTY[shape as usize] * u64::from(!is_empty);
    }

    /// How a sentence of these words is written; `text` is the sentence.
    fn setting(&self, text: &str) -> Setting {
        let (letters, upper) = (self.letters_upper % SECOND, self.letters_upper / SECOND);
        let (weighty, capital) = (self.weighty_capital % SECOND, self.weighty_capital / SECOND);
        if letters >= 3 && upper * 10 >= letters * 7 {
            return Setting::Capitals;
        }
        if weighty < 4 || capital * 10 < weighty * 8 {
            return Setting::Plain;
        }
        if text.trim_end_matches(['"', '”', '\'', ')']).ends_with('.') {
            Setting::Plain
        } else {
            Setting::Headline
        }
    }
}

const SHAPES: usize = Shape::Other as usize + 1;
