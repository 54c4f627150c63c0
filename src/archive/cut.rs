//! Where the words of a text begin and end: runs of letters and digits.
//!
//! `’` and `'` are one sign: a possessive `'s` is dropped (Moody's, Moody’s: moody), an elision parts words (l'eau: l, eau), other apostrophes
//! vanish (don't: dont, O'Brien: obrien). `U.S.` is the word `us`. Han and kana, which are written without spaces, are cut into single characters,
//! which phrases put together again.

/// Where the next letter or digit stands.
pub(super) fn start(text: &str) -> Option<usize> {
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
pub(super) fn simple(text: &[u8]) -> Option<usize> {
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
pub(super) fn cut(text: &str, out: &mut String) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
