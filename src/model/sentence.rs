//! A sentence, and a whole text split into sentences and words.

use std::ops::Range;

use super::{Span, Word};

/// A sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes from its first character to its last, without surrounding blanks.
    pub span: Span,
    /// Its words, as indices into [`Split::words`].
    pub words: Range<u32>,
}

impl Sentence {
    /// Its words as a range of `usize`.
    pub fn range(&self) -> Range<usize> {
        self.words.start as usize..self.words.end as usize
    }
}

/// One text, split.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// Words in order.
    pub words: Vec<Word>,
    /// Sentences in order; every word lies in exactly one.
    pub sentences: Vec<Sentence>,
}

impl Split {
    /// The sentence that holds word `word`.
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentences.partition_point(|s| (s.words.end as usize) <= word)
    }
}
