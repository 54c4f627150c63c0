//! What each character is to a word: classes of UAX #29, and the marks that gaps are made of.

use crate::model::Gap;

/// What a character does to a word, in UAX #29's terms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    Digit,
    /// ExtendNumLet
    Joiner,
    /// MidNumLet and Single_Quote: between two letters or two digits
    MidEither,
    /// MidNum: between two digits
    MidDigit,
    /// Ends a word; a gap.
    Gap(Gap),
    /// Not in the table.
    Unknown,
}

/// The class of the character at byte `at` of `text` and its length in bytes.
pub(super) fn class_at(text: &str, at: usize) -> (Class, usize) {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        return (ASCII[byte as usize], 1);
    }
    let Some(c) = text[at..].chars().next() else {
        return (Class::Unknown, 1);
    };
    (class_beyond_ascii(c), c.len_utf8())
}

fn class_beyond_ascii(c: char) -> Class {
    match c {
        '‘' | '’' => Class::MidEither,
        '“' | '”' | '„' | '«' | '»' => Class::Gap(Gap::QUOTE),
        '‐' | '‑' => Class::Gap(Gap::HYPHEN),
        '–' | '—' | '‒' | '―' => Class::Gap(Gap::DASH),
        '…' => Class::Gap(Gap::TERMINAL),
        '£' | '€' | '¥' | '¢' | '₹' | '₽' | '₩' | '₺' | '₴' | '₦' | '₱' | '฿' => {
            Class::Gap(Gap::CURRENCY)
        }
        '•' | '®' | '©' | '§' | '°' | '±' | '¿' | '¡' => Class::Gap(Gap::OTHER),
        '\u{C0}'..='\u{24F}' if c != '×' && c != '÷' => Class::Letter,
        _ => Class::Unknown,
    }
}

/// What a character that is in no word adds to a gap.
pub(super) fn gap_of(text: &str, at: usize) -> Gap {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        return ascii_gap(byte);
    }
    match text[at..].chars().next().unwrap_or_default() {
        '‘' | '’' | '‚' | '‛' | '′' => Gap::APOSTROPHE,
        '“' | '”' | '„' | '«' | '»' | '‟' | '″' => Gap::QUOTE,
        '‐' | '‑' => Gap::HYPHEN,
        '–' | '—' | '‒' | '―' => Gap::DASH,
        '…' | '。' | '！' | '？' => Gap::TERMINAL,
        '\u{2028}' => Gap::LINE,
        '\u{2029}' => Gap::PARAGRAPH,
        '‰' => Gap::PERCENT,
        '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{3000}' | '\u{FEFF}' => Gap::SPACE,
        '£' | '€' | '¥' | '¢' | '₹' | '₽' | '₩' | '₺' | '₴' | '₦' | '₱' | '฿' | '₫' | '₪' | '₿' => {
            Gap::CURRENCY
        }
        _ => Gap::OTHER,
    }
}

/// The same of ASCII.
#[inline]
pub(super) fn ascii_gap(byte: u8) -> Gap {
    ASCII_GAPS[usize::from(byte & 0x7F)]
}

const ASCII_GAPS: [Gap; 128] = {
    let mut table = [Gap::OTHER; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = gap_of_mark(byte as u8);
        byte += 1;
    }
    table
};

const fn gap_of_mark(byte: u8) -> Gap {
    match byte {
        b' ' | b'\t' | b'\r' | 0x0B | 0x0C => Gap::SPACE,
        b'\n' => Gap::LINE,
        b',' => Gap::COMMA,
        b'.' => Gap::STOP,
        b'!' | b'?' => Gap::TERMINAL,
        b'-' => Gap::HYPHEN,
        b'"' => Gap::QUOTE,
        b'\'' | b'`' => Gap::APOSTROPHE,
        b'(' | b'[' | b'{' => Gap::OPEN,
        b')' | b']' | b'}' => Gap::CLOSE,
        b':' => Gap::COLON,
        b';' => Gap::SEMICOLON,
        b'/' => Gap::SLASH,
        b'&' => Gap::AMPERSAND,
        b'$' => Gap::CURRENCY,
        b'%' => Gap::PERCENT,
        _ => Gap::OTHER,
    }
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Gap(Gap::OTHER); 128];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        table[byte] = match b {
            b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Joiner,
            b'\'' | b'.' => Class::MidEither,
            b',' | b';' => Class::MidDigit,
            _ => Class::Gap(gap_of_mark(b)),
        };
        byte += 1;
    }
    table
};

pub(super) const SMALL: u8 = 1;
pub(super) const CAPITAL: u8 = 2;
pub(super) const BOTH: u8 = SMALL | CAPITAL;
pub(super) const DIGIT: u8 = 4;
pub(super) const IN_WORD: u8 = SMALL | CAPITAL | DIGIT;
/// After such a byte no rule of UAX #29 joins what stands before it to what follows: blanks and marks of ASCII, but for those that may
/// stand inside a word.
pub(super) const ENDS_WORD: u8 = 8;

/// What a byte is to the quick way of plain words.
pub(super) const PLAIN: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        table[byte] = match ASCII[byte] {
            Class::Letter if b.is_ascii_uppercase() => CAPITAL,
            Class::Letter => SMALL,
            Class::Digit => DIGIT,
            Class::Gap(_) => ENDS_WORD,
            _ => 0,
        };
        byte += 1;
    }
    table
};
