//! What stands on a page beside the article and answers no question: stamps ("Posted: Sunday, March 8"), lines that lead to other stories,
//! captions of galleries, headlines of others between the paragraphs. Dates in it stay dates of the text, but no claim is read from it.

use std::ops::Range;

use super::word_mask::WordMask;
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, WordSet, dictionary};
use crate::model::{Article, Gap, Mention, Sentence, Shape, Split, Value};

/// How many words may stand between a stamp and its date: "Published: 6:12 p.m. EDT".
const STAMP_REACH: usize = 3;
/// Sentences at the head of a text in which a line without a stop is the article's own headline or lead.
const HEAD: usize = 4;
/// Most words of a line or sentence of furniture; in a longer one the report has run into it.
const LONGEST_LINE: usize = 40;
/// Words at the head of a text among which a bare date is that of the page.
const HEAD_WORDS: usize = 60;
/// Words of a date with day, month and year.
const FULL_DATE: usize = 3;
/// Digits of a year.
const YEAR_DIGITS: usize = 4;
/// Words of a headline.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=18;
/// How far before a date the name of an account may stand: "(@harbour_news) January 11, 2017".
const HANDLE_REACH: usize = 40;

/// The lists of `dictionaries/claims/furniture.toml`.
#[derive(Debug)]
pub(super) struct Furniture {
    openings: PhraseTable<bool>,
    stamps: PhraseTable<()>,
    captions: WordSet,
    leads: WordSet,
}

/// Which words of one text are furniture.
#[derive(Debug, Default)]
pub(super) struct Beside(WordMask);

impl Beside {
    /// Whether any of these words is furniture.
    pub(super) fn holds(&self, words: &Range<usize>) -> bool {
        self.0.holds_any(words)
    }

    /// Whether nothing is.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn mark(&mut self, words: &Range<usize>) {
        self.0.add(words);
    }
}

impl Furniture {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/furniture.toml"))?;
        Ok(Self {
            openings: lists.table(&[("labels", true), ("openings", false)])?,
            stamps: lists.table(&[("stamps", ())])?,
            captions: lists.words("captions")?,
            leads: lists.words("leads")?,
        })
    }

    /// The furniture of a text. `mentions` are those of the text, by place.
    pub(super) fn find(&self, article: &Article, split: &Split, mentions: &[Mention]) -> Beside {
        let mut beside = Beside(WordMask::new(split.words.len()));
        for line in lines(split) {
            let short = line.words.len() <= LONGEST_LINE;
            if short && self.is_furniture(article, split, &line) {
                beside.mark(&line.words);
            }
        }
        for sentence in split.sentences.iter().map(Sentence::range) {
            if sentence.len() <= LONGEST_LINE && self.is_lead_elsewhere(split, sentence.start) {
                beside.mark(&sentence);
            }
        }
        let numbers = (1..split.words.len()).filter(|n| split.words[*n].shape == Shape::Number);
        for caption in numbers.map(|n| n - 1).filter(|at| self.is_caption(split, *at)) {
            let sentence = split.sentences.partition_point(|s| s.range().end <= caption);
            let end = split.sentences.get(sentence).map_or(caption, |s| s.range().end);
            beside.mark(&(caption..end));
        }
        let dates: Vec<Range<usize>> = mentions
            .iter()
            .filter(|m| matches!(m.value, Value::When(_)))
            .map(|m| words_of(split, m))
            .collect();
        for (index, date) in dates.iter().enumerate() {
            if let Some(stamp) = self.stamp(split, date) {
                let end = end_of_stamp(&dates, index);
                beside.mark(&(stamp..end));
            } else if is_behind_handle(article, split, date) || self.is_bare_stamp(article, split, date) {
                beside.mark(date);
            }
        }
        beside
    }

    fn is_furniture(&self, article: &Article, split: &Split, line: &Line) -> bool {
        let behind_head = line.index >= HEAD;
        self.is_caption(split, line.words.start) || (behind_head && is_headline(article, split, &line.words))
    }

    /// "Related coverage", "More: …"
    fn is_lead_elsewhere(&self, split: &Split, first: usize) -> bool {
        self.openings.longest(&split.words, first).is_some_and(|opening| {
            let behind = split.words.get(first + opening.len).map(|w| w.gap);
            !*opening.value || behind.is_some_and(|gap| gap.has(Gap::COLON))
        })
    }

    /// "Image 22 of 32"
    fn is_caption(&self, split: &Split, first: usize) -> bool {
        let number = |n: usize| split.words.get(n).is_some_and(|w| w.shape == Shape::Number);
        let of = |n: usize| {
            let word = split.words.get(n);
            word.is_some_and(|w| w.span.len() == 2 && w.shape == Shape::Lower)
        };
        number(first + 1)
            && of(first + 2)
            && number(first + 3)
            && self.captions.contains(&split.words[first].hash)
    }

    /// The first word of the stamp before a date: at a line's head, in brackets or with a colon.
    fn stamp(&self, split: &Split, date: &Range<usize>) -> Option<usize> {
        let words = &split.words;
        let from = date.start.saturating_sub(STAMP_REACH);
        (from..=date.start).rev().find_map(|end| {
            let (first, ()) = self.stamps.ending(words, end)?;
            let before = words[first].gap;
            let head = first == 0 || before.has_any(Gap::LINE | Gap::PARAGRAPH | Gap::OPEN);
            let colon = words.get(end).is_some_and(|w| w.gap.has(Gap::COLON));
            (head || (colon && words[first].shape.is_capital())).then_some(first)
        })
    }
}

impl Furniture {
    /// "Son accused of murder Monday 10th June 2013 10:45 am A man has …": a full date in the head that no clause leads to or goes on from.
    fn is_bare_stamp(&self, article: &Article, split: &Split, date: &Range<usize>) -> bool {
        let Some(last) = date.end.checked_sub(1).filter(|_| date.end <= HEAD_WORDS) else {
            return false;
        };
        let word = |n: usize| split.words.get(n);
        let full = date.len() >= FULL_DATE
            && word(last).is_some_and(|w| w.shape == Shape::Number && w.span.len() == YEAR_DIGITS);
        let led = date.start.checked_sub(1).is_some_and(|n| {
            let joined = word(date.start).is_some_and(|w| w.gap.is_blank());
            let plain = word(n).is_some_and(|w| w.shape == Shape::Lower || self.leads.contains(&w.hash));
            joined && plain
        });
        let goes_on = word(date.end).is_some_and(|w| {
            let clock = w.span.of(&article.text).eq_ignore_ascii_case("at");
            w.shape == Shape::Lower && !clock && !w.gap.has_any(Gap::LINE | Gap::PARAGRAPH | Gap::STOP)
        });
        full && !led && !goes_on
    }
}

/// One line: a run of sentences between line ends.
struct Line {
    words: Range<usize>,
    /// The index of its first sentence.
    index: usize,
}

fn lines(split: &Split) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (index, sentence) in split.sentences.iter().enumerate() {
        let words = sentence.range();
        let begins = split
            .words
            .get(words.start)
            .is_some_and(|w| w.gap.has_any(Gap::LINE | Gap::PARAGRAPH));
        match lines.last_mut() {
            Some(line) if !begins => line.words.end = words.end,
            _ => lines.push(Line { words, index }),
        }
    }
    lines.retain(|line| !line.words.is_empty());
    lines
}

/// A short line that ends without a mark.
fn is_headline(article: &Article, split: &Split, line: &Range<usize>) -> bool {
    let last = split.words[line.end - 1].span.end as usize;
    let rest = article.text.get(last..).unwrap_or_default();
    let bare = rest.lines().next().unwrap_or_default().trim().is_empty();
    bare && HEADLINE.contains(&line.len()) && split.words[line.start].shape.is_capital()
}

/// "(@harbour_news) January 11, 2017"
fn is_behind_handle(article: &Article, split: &Split, date: &Range<usize>) -> bool {
    let Some(word) = split.words.get(date.start).filter(|w| w.gap.has(Gap::CLOSE)) else {
        return false;
    };
    let before = article.text.get(..word.span.start as usize).unwrap_or_default();
    let open = before.rfind('(').unwrap_or_default();
    before.len() - open <= HANDLE_REACH && before[open..].starts_with("(@")
}

/// A stamp goes on over the dates and times right behind its first one.
fn end_of_stamp(dates: &[Range<usize>], index: usize) -> usize {
    dates[index..].iter().fold(dates[index].end, |end, date| {
        if date.start <= end + STAMP_REACH {
            end.max(date.end)
        } else {
            end
        }
    })
}

/// The words a mention covers.
pub(super) fn words_of(split: &Split, mention: &Mention) -> Range<usize> {
    let start = split.words.partition_point(|w| w.span.end <= mention.span.start);
    let end = split.words.partition_point(|w| w.span.start < mention.span.end);
    start..end.max(start)
}
