//! The words of a text as terms of the index, in small letters and without accents. The index asks for the same text twice, as written and
//! stemmed: it is cut once.

use std::cell::RefCell;
use std::mem;

use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RawTokenizer, TextAnalyzer, Token, TokenStream, Tokenizer,
};

use super::cut::{cut, simple, start};
use super::stems::Stems;

/// Words of so many bytes and more are no words, and not indexed.
const TOO_LONG: usize = 60;
/// Texts in bytes whose words a thread keeps until the next: what is shorter is cut as fast as compared, what is longer would stay in memory.
const KEPT: std::ops::Range<usize> = 200..1 << 20;

thread_local! {
    static LAST: RefCell<Cut> = RefCell::default();
}

/// Cuts a text into words.
#[derive(Clone)]
pub(super) struct Words {
    stems: Option<Stems>,
    folding: Folding,
    cut: Cut,
    token: Token,
}

impl Words {
    /// Words as written.
    pub(super) fn as_written() -> Self {
        Self {
            stems: None,
            folding: Folding::default(),
            cut: Cut::default(),
            token: Token::default(),
        }
    }

    /// Stems of English words.
    pub(super) fn stemmed() -> Self {
        Self {
            stems: Some(Stems::default()),
            ..Self::as_written()
        }
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        if KEPT.contains(&text.len()) {
            LAST.with_borrow_mut(|last| mem::swap(last, &mut self.cut));
        }
        if self.cut.text != text {
            self.cut.fill(text, &mut self.folding);
        }
        WordStream {
            cut: &mut self.cut,
            next: 0,
            stems: self.stems.as_mut(),
            token: &mut self.token,
        }
    }
}

/// The words of a text, one after the other.
pub(super) struct WordStream<'a> {
    cut: &'a mut Cut,
    next: usize,
    stems: Option<&'a mut Stems>,
    token: &'a mut Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.cut.words.get(self.next) else {
            return false;
        };
        self.next += 1;
        let token = &mut *self.token;
        token.text.clear();
        let text = &self.cut.folded[word.folded.0..word.folded.1];
        match &mut self.stems {
            Some(stems) => stems.push(text, &mut token.text),
            None => token.text.push_str(text),
        }
        token.position = word.position;
        (token.offset_from, token.offset_to) = word.span;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

impl Drop for WordStream<'_> {
    fn drop(&mut self) {
        if KEPT.contains(&self.cut.text.len()) {
            LAST.with_borrow_mut(|last| mem::swap(last, self.cut));
        } else if self.cut.text.len() >= KEPT.end {
            *self.cut = Cut::default();
        }
    }
}

/// What a tokenizer gives, without case and accents.
pub(super) fn folded(tokenizer: impl Tokenizer) -> TextAnalyzer {
    TextAnalyzer::builder(tokenizer)
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// A text and its words.
#[derive(Clone, Default)]
struct Cut {
    text: String,
    /// The words without what is between them, in small letters and without accents.
    folded: String,
    words: Vec<Word>,
}

#[derive(Clone)]
struct Word {
    /// Among all words, those among them that are too long.
    position: usize,
    /// Bytes of the text, and of `folded`.
    span: (usize, usize),
    folded: (usize, usize),
}

impl Cut {
    fn fill(&mut self, text: &str, folding: &mut Folding) {
        self.text.clear();
        self.text.push_str(text);
        self.folded.clear();
        self.words.clear();
        let mut at = 0;
        let mut position = 0;
        while let Some(behind) = start(&text[at..]) {
            at += behind;
            let before = self.folded.len();
            let length = self.push(&text[at..], folding);
            if self.folded.len() > before {
                self.words.push(Word {
                    position,
                    span: (at, at + length),
                    folded: (before, self.folded.len()),
                });
            }
            at += length;
            position += 1;
        }
    }

    /// Adds the word that a text begins with, unless it is too long. Gives its length in bytes.
    fn push(&mut self, rest: &str, folding: &mut Folding) -> usize {
        let before = self.folded.len();
        if let Some(length) = simple(rest.as_bytes()) {
            if length < TOO_LONG {
                self.folded.push_str(&rest[..length]);
                self.folded[before..].make_ascii_lowercase();
            }
            return length;
        }
        folding.word.clear();
        let length = cut(rest, &mut folding.word);
        if folding.word.len() < TOO_LONG {
            folding.push(&mut self.folded);
        }
        length
    }
}

/// Takes case and accents away.
#[derive(Clone)]
struct Folding {
    word: String,
    analyzer: TextAnalyzer,
}

impl Default for Folding {
    fn default() -> Self {
        Self {
            word: String::new(),
            analyzer: folded(RawTokenizer::default()),
        }
    }
}

impl Folding {
    /// Adds the word without case and accents.
    fn push(&mut self, out: &mut String) {
        let mut stream = self.analyzer.token_stream(&self.word);
        while stream.advance() {
            out.push_str(&stream.token().text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tantivy::tokenizer::RemoveLongFilter;

    /// The reference: words one by one through filters.
    #[derive(Clone, Default)]
    struct Plainly {
        token: Token,
    }

    struct PlainStream<'a> {
        text: &'a str,
        token: &'a mut Token,
    }

    impl Tokenizer for Plainly {
        type TokenStream<'a> = PlainStream<'a>;

        fn token_stream<'a>(&'a mut self, text: &'a str) -> PlainStream<'a> {
            self.token.reset();
            PlainStream {
                text,
                token: &mut self.token,
            }
        }
    }

    impl TokenStream for PlainStream<'_> {
        fn advance(&mut self) -> bool {
            let at = self.token.offset_to;
            let Some(start) = self.text[at..].find(char::is_alphanumeric) else {
                return false;
            };
            self.token.text.clear();
            let length = cut(&self.text[at + start..], &mut self.token.text);
            self.token.position = self.token.position.wrapping_add(1);
            self.token.offset_from = at + start;
            self.token.offset_to = at + start + length;
            true
        }

        fn token(&self) -> &Token {
            self.token
        }

        fn token_mut(&mut self) -> &mut Token {
            self.token
        }
    }

    fn all(analyzer: &mut TextAnalyzer, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        analyzer
            .token_stream(text)
            .process(&mut |token| tokens.push(token.clone()));
        tokens
    }

    proptest! {
        #[test]
        fn words_cut_once_are_those_of_each_reading(
            texts in prop::collection::vec("((Fires|U\\.S\\.|’s|Zoë|İß|l'|東京|x{58,61}|[a-zA-Z0-9.' ]){1,9} ){0,40}", 1..4),
        ) {
            let filtered = || TextAnalyzer::builder(Plainly::default())
                .filter(RemoveLongFilter::limit(TOO_LONG))
                .filter(LowerCaser)
                .filter(AsciiFoldingFilter);
            let mut plainly = filtered().build();
            let mut as_written = TextAnalyzer::builder(Words::as_written()).build();
            let mut stemmed = TextAnalyzer::builder(Words::stemmed()).build();
            let mut stems = Stems::default();
            for text in &texts {
                let mut expected = all(&mut plainly, text);
                prop_assert_eq!(&all(&mut as_written, text), &expected);
                for token in &mut expected {
                    let word = mem::take(&mut token.text);
                    stems.push(&word, &mut token.text);
                }
                prop_assert_eq!(all(&mut stemmed, text), expected);
            }
        }
    }
}
