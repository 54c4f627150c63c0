//! How text becomes terms: words for full text (stemmed or not), and keys for names.
//!
//! Words are runs of letters and digits without case and accents. `’` and `'` are one sign: a possessive `'s` is dropped (Moody's, Moody’s: moody),
//! an elision parts words (l'eau: l, eau), other apostrophes vanish (don't: dont, O'Brien: obrien). `U.S.` is the word `us`. Han and kana, which
//! are written without spaces, are cut into single characters, which phrases put together again.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tantivy::Index;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, RemoveLongFilter, Stemmer, TextAnalyzer, Token,
    TokenFilter, TokenStream, Tokenizer,
};

/// English words, stemmed.
pub(super) const ENGLISH: &str = "english";
/// Words as written.
pub(super) const PLAIN: &str = "plain";
/// A whole value as one term: its letters and digits, so that `APT 28`, `APT-28` and `apt28` are one name.
pub(super) const NAME: &str = "name";

/// Longest word in bytes that is indexed: longer ones are no words.
const LONGEST_WORD: usize = 60;
/// Most stems that are remembered at a time. English news of 100 MB has about as many different words.
const MOST_STEMS: usize = 200_000;

/// Makes the tokenizers of the schema known to an index.
pub(super) fn register(index: &Index) {
    let tokenizers = index.tokenizers();
    tokenizers.register(PLAIN, plain().build());
    tokenizers.register(ENGLISH, plain().filter(Stems).build());
    tokenizers.register(NAME, name());
}

thread_local! {
    // An analyzer remembers the stems it made; a thread needs one of each.
    static STEMMED: RefCell<TextAnalyzer> = RefCell::new(plain().filter(Stems).build());
    static AS_WRITTEN: RefCell<TextAnalyzer> = RefCell::new(plain().build());
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

fn plain() -> tantivy::tokenizer::TextAnalyzerBuilder<impl Tokenizer> {
    TextAnalyzer::builder(Words::default())
        .filter(RemoveLongFilter::limit(LONGEST_WORD))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
}

fn name() -> TextAnalyzer {
    TextAnalyzer::builder(Key::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Cuts a text into words.
#[derive(Debug, Clone, Default)]
struct Words {
    token: Token,
}

struct WordStream<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream {
            text,
            at: 0,
            token: &mut self.token,
        }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let Some(start) = start(rest) else {
            self.at = self.text.len();
            return false;
        };
        let rest = &rest[start..];
        self.token.text.clear();
        let length = if let Some(length) = simple(rest.as_bytes()) {
            self.token.text.push_str(&rest[..length]);
            length
        } else {
            cut(rest, &mut self.token.text)
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = self.at + start;
        self.token.offset_to = self.at + start + length;
        self.at = self.token.offset_to;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Where the next letter or digit stands.
fn start(text: &str) -> Option<usize> {
    let stops = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let first = text.bytes().position(|byte| stops(&byte))?;
    if text.as_bytes()[first].is_ascii() {
        return Some(first);
    }
    text[first..]
        .find(char::is_alphanumeric)
        .map(|behind| first + behind)
}

/// The length of a word that is a run of ASCII letters and digits, with a sign behind it that goes on with none: nine of ten words, which
/// [`cut`] need not look at letter by letter.
fn simple(text: &[u8]) -> Option<usize> {
    let length = text
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let ends = match text[length..] {
        [] => true,
        [b'\'', ..] => false,
        [b'.', ..] => length > 1,
        // Signs from U+2000 to U+203F, of which U+2019 alone goes on.
        [0xe2, 0x80, last, ..] => last != 0x99,
        [sign, ..] => sign.is_ascii(),
    };
    (ends && length > 0).then_some(length)
}

/// Any word. Gives its length in bytes.
fn cut(text: &str, out: &mut String) -> usize {
    acronym(text, out)
        .or_else(|| ideograph(text, out))
        .unwrap_or_else(|| word(text, out))
}

/// Single letters with full stops between them: `U.S.`, `p.m`. Gives their length in bytes.
fn acronym(text: &str, out: &mut String) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut length = 0;
    while bytes.get(length).is_some_and(u8::is_ascii_alphabetic) && bytes.get(length + 1) == Some(&b'.') {
        length += 2;
    }
    if bytes.get(length).is_some_and(u8::is_ascii_alphabetic) {
        length += 1;
    }
    let more = text.get(length..)?.starts_with(char::is_alphanumeric);
    if length < 3 || more {
        return None;
    }
    out.extend(text[..length].chars().filter(|c| *c != '.'));
    Some(length)
}

fn ideograph(text: &str, out: &mut String) -> Option<usize> {
    let first = text.chars().next().filter(|c| stands_alone(*c))?;
    out.push(first);
    Some(first.len_utf8())
}

/// Han, kana: a word of its own.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3fffd)
}

/// A run of letters and digits with the apostrophes inside it. Gives its length in bytes.
fn word(text: &str, out: &mut String) -> usize {
    let mut length = run(text, out);
    while let Some(sign) = text[length..].chars().next().filter(|c| is_apostrophe(*c)) {
        let after = &text[length + sign.len_utf8()..];
        if !after.starts_with(char::is_alphanumeric) || is_elision(&text[..length]) {
            break;
        }
        let before = out.len();
        length += sign.len_utf8() + run(after, out);
        if out[before..].eq_ignore_ascii_case("s") {
            out.truncate(before);
        }
    }
    length
}

/// Letters, digits and combining accents; the accents are left out. Gives the length in bytes.
fn run(text: &str, out: &mut String) -> usize {
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() && !stands_alone(c) {
            out.push(c);
        } else if !matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}') {
            return at;
        }
    }
    text.len()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '\u{ff07}')
}

/// `l'`, `d'`, `qu'`: an article of its own. The O of O'Brien belongs to the name.
fn is_elision(before: &str) -> bool {
    before.chars().count() <= 2 && !before.eq_ignore_ascii_case("o")
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

/// Stems English words. A stem is made once for each word: making it halves the speed of indexing otherwise (measured).
#[derive(Debug, Clone)]
struct Stems;

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = StemFilter<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemFilter<T> {
        StemFilter {
            inner,
            stems: FxHashMap::default(),
        }
    }
}

#[derive(Clone)]
struct StemFilter<T> {
    inner: T,
    stems: FxHashMap<String, String>,
}

impl<T: Tokenizer> Tokenizer for StemFilter<T> {
    type TokenStream<'a> = StemStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        if self.stems.len() > MOST_STEMS {
            self.stems.clear();
        }
        StemStream {
            tail: self.inner.token_stream(text),
            stems: &mut self.stems,
        }
    }
}

struct StemStream<'a, T> {
    tail: T,
    stems: &'a mut FxHashMap<String, String>,
}

impl<T: TokenStream> TokenStream for StemStream<'_, T> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let token = self.tail.token_mut();
        // Snowball leaves words of one or two letters as they are.
        if token.text.len() <= 2 {
            return true;
        }
        if let Some(known) = self.stems.get(&token.text) {
            token.text.clone_from(known);
        } else {
            let made = stem(&token.text);
            self.stems
                .insert(std::mem::replace(&mut token.text, made.clone()), made);
        }
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}

fn stem(word: &str) -> String {
    let mut stemmer = TextAnalyzer::builder(RawTokenizer::default())
        .filter(Stemmer::new(Language::English))
        .build();
    let mut stream = stemmer.token_stream(word);
    stream.advance();
    std::mem::take(&mut stream.token_mut().text)
}

#[cfg(test)]
mod tests {
    use super::{cut, key, simple, start, words};
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn a_simple_word_is_cut_as_any_other(text in "([a-zA-Z0-9.' ’“é\u{301}\u{200b}中]|[ -~]){0,12}") {
            prop_assert_eq!(start(&text), text.find(char::is_alphanumeric));
            if let Some(start) = start(&text) {
                let rest = &text[start..];
                let mut out = String::new();
                let length = cut(rest, &mut out);
                if let Some(simple) = simple(rest.as_bytes()) {
                    prop_assert_eq!((length, out.as_str()), (simple, &rest[..simple]));
                }
            }
        }
    }
}
