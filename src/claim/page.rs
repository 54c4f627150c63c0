//! One article's text as claims read it: words with their clauses, quotations, mentions and numbers by word.

use std::ops::Range;

use super::Questions;
use super::grammar::Grammar;
use super::senses::Company;
use super::word_mask::WordMask;
use crate::extract::numbers::Number;
use crate::model::{Article, Gap, Mention, Sentence, Shape, Span, Split, Value, Word};

/// Marks that end a clause.
const CLAUSE_MARKS: Gap = Gap::SEMICOLON
    .with(Gap::COLON)
    .with(Gap::DASH)
    .with(Gap::TERMINAL)
    .with(Gap::STOP)
    .with(Gap::OPEN)
    .with(Gap::CLOSE)
    .with(Gap::PARAGRAPH);

/// A text made ready: what every reader of claims looks at.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its words and sentences.
    pub split: &'a Split,
    /// Its mentions, by place.
    pub mentions: Vec<&'a Mention>,
    /// Word ranges of the mentions.
    pub ranges: Vec<Range<usize>>,
    /// Its numbers, by place.
    pub numbers: &'a [Number],
    clauses: Vec<u32>,
    quoted: Vec<bool>,
    kept: Kept,
    /// What keeps weak phrases company.
    pub company: Company,
}

/// What is asked at most words, and answered by a bit: whether a number begins there, whether a date or a figure is told there.
#[derive(Debug)]
struct Kept {
    numbers: WordMask,
    dates: WordMask,
    figures: WordMask,
    /// The sentence of each word.
    sentences: Vec<u32>,
}

impl<'a> Page<'a> {
    /// Finds clauses, quotations and the words of mentions.
    pub(super) fn new(
        article: &'a Article,
        (split, mentions, numbers): (&'a Split, Vec<&'a Mention>, &'a [Number]),
        company: Company,
        questions: &Questions,
    ) -> Self {
        let ranges = word_ranges(&split.words, &mentions);
        Self {
            article,
            split,
            kept: Kept::new(split, &mentions, &ranges, numbers),
            mentions,
            ranges,
            numbers,
            clauses: clauses(split, &questions.grammar),
            company,
            quoted: quoted(article, &split.words),
        }
    }

    /// The words.
    pub(super) fn words(&self) -> &'a [Word] {
        &self.split.words
    }

    /// The folded hash of word `at`; 0 past the end.
    pub(super) fn hash(&self, at: usize) -> u64 {
        self.split.words.get(at).map_or(0, |w| w.hash)
    }

    /// The gap before word `at`.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.split.words.get(at).map_or(Gap::PARAGRAPH, |w| w.gap)
    }

    /// The words of word `at`'s text.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.split
            .words
            .get(at)
            .map_or("", |w| w.span.of(&self.article.text))
    }

    /// Whether word `at` is `word`, whatever its case. Most words differ in length, which is cheaper to see than letters.
    #[inline]
    pub(super) fn says(&self, at: usize, word: &str) -> bool {
        let length = self.split.words.get(at).map_or(0, |w| w.span.len());
        length == word.len() && self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether word `at` is one of `words`, whatever its case.
    #[inline]
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|one| self.says(at, one))
    }

    /// The text of a range of words.
    pub(super) fn text(&self, words: &Range<usize>) -> &'a str {
        self.span(words).of(&self.article.text)
    }

    /// The bytes of a range of words; empty for an empty range.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        match (
            self.split.words.get(words.start),
            words.end.checked_sub(1).and_then(|n| self.split.words.get(n)),
        ) {
            (Some(first), Some(last)) if words.start < words.end => Span {
                start: first.span.start,
                end: last.span.end,
            },
            _ => Span::default(),
        }
    }

    /// The sentence that holds word `at`.
    pub(super) fn sentence(&self, at: usize) -> (usize, &'a Sentence) {
        let last = self.split.sentences.len().saturating_sub(1);
        let index = self.kept.sentences.get(at).map_or(last, |n| *n as usize);
        (index, &self.split.sentences[index])
    }

    /// The words of the sentence that holds word `at`.
    pub(super) fn sentence_words(&self, at: usize) -> Range<usize> {
        self.sentence(at).1.range()
    }

    /// The number of the clause that holds word `at`.
    pub(super) fn clause(&self, at: usize) -> u32 {
        self.clauses.get(at).copied().unwrap_or(u32::MAX)
    }

    /// The words of the clause that holds word `at`.
    pub(super) fn clause_words(&self, at: usize) -> Range<usize> {
        let clause = self.clause(at);
        let start = self.clauses.partition_point(|c| *c < clause);
        let end = self.clauses.partition_point(|c| *c <= clause);
        start..end
    }

    /// Whether word `at` stands in quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    /// Whether a number or a figure may be read from word `at` on.
    pub(super) fn may_count(&self, at: usize) -> bool {
        self.kept.numbers.holds(at) || self.kept.figures.holds(at)
    }

    /// The number that begins at word `at`.
    pub(super) fn number_at(&self, at: usize) -> Option<&'a Number> {
        if !self.kept.numbers.holds(at) {
            return None;
        }
        let index = self.numbers.binary_search_by_key(&at, |n| n.first).ok()?;
        self.numbers.get(index)
    }

    /// Mentions of the words `within`, with their indices.
    pub(super) fn mentions_in(&self, within: &Range<usize>) -> impl Iterator<Item = (usize, &'a Mention)> {
        let from = self.ranges.partition_point(|r| r.start < within.start);
        let end = within.end;
        (from..self.mentions.len())
            .take_while(move |n| self.ranges[*n].start < end)
            .map(|n| (n, self.mentions[n]))
    }

    /// The figure whose words hold word `at`.
    pub(super) fn figure_at(&self, at: usize) -> Option<(usize, &'a crate::model::Amount)> {
        if !self.kept.figures.holds(at) {
            return None;
        }
        let upto = self.ranges.partition_point(|r| r.start <= at);
        (upto.saturating_sub(4)..upto)
            .rev()
            .find_map(|n| match &self.mentions[n].value {
                Value::Amount(amount) if self.ranges[n].contains(&at) => Some((n, amount)),
                _ => None,
            })
    }

    /// Whether the number at words `number` is a piece of one whose mark was set apart from its digits: "2, 500 people", "magnitude 5. 9".
    pub(super) fn is_torn(&self, number: &Range<usize>) -> bool {
        let digits = |n: usize| self.words().get(n).is_some_and(|w| w.shape == Shape::Number);
        let torn = |n: usize| {
            let (first, last) = (self.word(n).len(), self.word(n + 1).len());
            let gap = self.gap(n + 1);
            digits(n)
                && digits(n + 1)
                && ((gap.has(Gap::COMMA) && first <= 3 && last == 3 && !self.in_date(n))
                    || (gap.has(Gap::STOP) && first <= 2 && last == 1))
        };
        torn(number.end.saturating_sub(1)) || (number.start > 0 && torn(number.start - 1))
    }

    /// Whether word `at` belongs to a date.
    pub(super) fn in_date(&self, at: usize) -> bool {
        self.kept.dates.holds(at)
    }
}

impl Kept {
    fn new(split: &Split, mentions: &[&Mention], ranges: &[Range<usize>], numbers: &[Number]) -> Self {
        let words = split.words.len();
        let mut kept = Self {
            numbers: WordMask::new(words),
            dates: WordMask::new(words),
            figures: WordMask::new(words),
            sentences: Vec::with_capacity(words),
        };
        for number in numbers {
            kept.numbers.add(&(number.first..number.first + 1));
        }
        for (mention, range) in mentions.iter().zip(ranges) {
            match &mention.value {
                Value::When(_) => kept.dates.add(range),
                Value::Amount(_) => kept.figures.add(range),
                Value::Name(_) => {}
            }
        }
        for (n, sentence) in split.sentences.iter().enumerate() {
            kept.sentences.resize(sentence.words.end as usize, n as u32);
        }
        kept
    }
}

/// A text with one space for whatever blanks and line ends stand between its words.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The words that each mention covers. Mentions come by place, so their first words do too.
fn word_ranges(words: &[Word], mentions: &[&Mention]) -> Vec<Range<usize>> {
    let mut start = 0;
    let range = |mention: &&Mention| {
        let span = mention.span;
        start += count(&words[start..], |w| w.span.end <= span.start);
        start..start + count(&words[start..], |w| w.span.start < span.end)
    };
    mentions.iter().map(range).collect()
}

fn count(words: &[Word], belongs: impl Fn(&Word) -> bool) -> usize {
    words.iter().take_while(|word| belongs(word)).count()
}

/// The number of each word's clause.
fn clauses(split: &Split, grammar: &Grammar) -> Vec<u32> {
    let mut clause = 0;
    let mut clauses = Vec::with_capacity(split.words.len());
    for sentence in &split.sentences {
        let words = &split.words[sentence.range()];
        clauses.extend(words.iter().enumerate().map(|(n, word)| {
            let begins =
                n == 0 || word.gap.has_any(CLAUSE_MARKS) || grammar.clause_starters.contains(&word.hash);
            clause += u32::from(begins);
            clause
        }));
    }
    clauses
}

/// Which words stand in double quotation marks. A paragraph's end closes what was left open.
fn quoted(article: &Article, words: &[Word]) -> Vec<bool> {
    let mut quoted = vec![false; words.len()];
    let mut open = false;
    for (at, word) in words.iter().enumerate() {
        if word.gap.has_any(Gap::QUOTE | Gap::PARAGRAPH) {
            let before = at.checked_sub(1).map_or(0, |n| words[n].span.end as usize);
            let between = article.text.get(before..word.span.start as usize);
            open &= !word.gap.has(Gap::PARAGRAPH);
            open = between
                .unwrap_or_default()
                .chars()
                .fold(open, |open, mark| match mark {
                    '“' | '„' | '«' => true,
                    '”' | '»' => false,
                    '"' => !open,
                    _ => open,
                });
        }
        quoted[at] = open;
    }
    quoted
}
