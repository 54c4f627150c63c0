//! How text becomes terms: words for full text (stemmed or not), and keys for names.
//!
//! Words are runs of letters and digits (`cut.rs`) without case and accents.

use std::cell::RefCell;

use tantivy::Index;
use tantivy::tokenizer::{RawTokenizer, TextAnalyzer, Token, TokenStream, Tokenizer};

use super::words::{Words, folded};

/// English words, stemmed.
pub(super) const ENGLISH: &str = "english";
/// Words as written.
pub(super) const PLAIN: &str = "plain";
/// A whole value as one term: its letters and digits, so that `APT 28`, `APT-28` and `apt28` are one name.
pub(super) const NAME: &str = "name";

/// Makes the tokenizers of the schema known to an index.
pub(super) fn register(index: &Index) {
    let tokenizers = index.tokenizers();
    tokenizers.register(PLAIN, analyzer(Words::as_written()));
    tokenizers.register(ENGLISH, analyzer(Words::stemmed()));
    tokenizers.register(NAME, name());
}

thread_local! {
    // An analyzer remembers the stems it made; a thread needs one of each.
    static STEMMED: RefCell<TextAnalyzer> = RefCell::new(analyzer(Words::stemmed()));
    static AS_WRITTEN: RefCell<TextAnalyzer> = RefCell::new(analyzer(Words::as_written()));
    static KEYS: RefCell<TextAnalyzer> = RefCell::new(name());
}

/// The words of a text as the index has them. `stemmed` as in English.
pub(super) fn words(text: &str, stemmed: bool) -> Vec<Token> {
    let mut found = Vec::new();
    each_word(text, stemmed, &mut |token| found.push(token.clone()));
    found
}

/// Hands every word of a text to `each`.
pub(super) fn each_word(text: &str, stemmed: bool, each: &mut dyn FnMut(&Token)) {
    let analyzer = if stemmed { &STEMMED } else { &AS_WRITTEN };
    analyzer.with_borrow_mut(|analyzer| {
        let mut stream = analyzer.token_stream(text);
        while stream.advance() {
            each(stream.token());
        }
    });
}

/// The key of a name: empty where it has no letter or digit.
pub(super) fn key(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.chars().filter(char::is_ascii_alphanumeric);
        return kept.map(|c| c.to_ascii_lowercase()).collect();
    }
    KEYS.with_borrow_mut(|analyzer| {
        let mut stream = analyzer.token_stream(text);
        if stream.advance() {
            std::mem::take(&mut stream.token_mut().text)
        } else {
            String::new()
        }
    })
}

fn analyzer(words: Words) -> TextAnalyzer {
    TextAnalyzer::builder(words).build()
}

fn name() -> TextAnalyzer {
    folded(Key::default())
}

/// Makes the key of a whole value.
#[derive(Clone, Default)]
struct Key {
    inner: RawTokenizer,
    buffer: String,
}

impl Tokenizer for Key {
    type TokenStream<'a> = KeyStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> KeyStream<'a> {
        self.buffer.clear();
        let kept = |c: &char| c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}');
        self.buffer.extend(text.chars().filter(kept));
        KeyStream {
            is_empty: self.buffer.is_empty(),
            tail: self.inner.token_stream(&self.buffer),
        }
    }
}

struct KeyStream<'a> {
    is_empty: bool,
    tail: <RawTokenizer as Tokenizer>::TokenStream<'a>,
}

impl TokenStream for KeyStream<'_> {
    fn advance(&mut self) -> bool {
        !self.is_empty && self.tail.advance()
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::{key, words};

    fn plain(text: &str) -> Vec<String> {
        words(text, false).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn case_accents_and_apostrophes_are_folded() {
        for (text, expected) in [
            ("Moody's Moody’s MOODY", vec!["moody", "moody", "moody"]),
            ("São Paulo, Sa\u{303}o", vec!["sao", "paulo", "sao"]),
            ("O’Brien doesn't", vec!["obrien", "doesnt"]),
            ("l'Oréal qu’il", vec!["l", "oreal", "qu", "il"]),
            ("the athletes' files", vec!["the", "athletes", "files"]),
            (
                "the U.S. said at 3 p.m.",
                vec!["the", "us", "said", "at", "3", "pm"],
            ),
            ("Wait. A. U.S", vec!["wait", "a", "us"]),
            ("東京新聞 2020", vec!["東", "京", "新", "聞", "2020"]),
            ("state-of-the-art", vec!["state", "of", "the", "art"]),
            ("", vec![]),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn offsets_are_of_the_text() {
        let text = "Zoë’s U.S. visit";
        let spans: Vec<&str> = words(text, true)
            .iter()
            .map(|t| &text[t.offset_from..t.offset_to])
            .collect();
        assert_eq!(spans, ["Zoë’s", "U.S.", "visit"]);
    }

    #[test]
    fn english_words_are_stemmed() {
        let stems: Vec<String> = words("Fires firing fired fire", true)
            .into_iter()
            .map(|t| t.text)
            .collect();
        assert_eq!(stems, ["fire"; 4]);
    }

    #[test]
    fn a_name_has_one_key_however_it_is_parted() {
        for name in ["APT 28", "APT-28", "apt28", "Apt.28", "APT\u{a0}28"] {
            assert_eq!(key(name), "apt28");
        }
        assert_eq!(key("Moody’s"), key("Moodys"));
        assert_eq!(key("Société Générale"), "societegenerale");
        assert_eq!(key("!!!"), "");
    }
}
