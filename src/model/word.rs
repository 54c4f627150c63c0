//! A word: what every later stage reads instead of the text.

use super::Span;

/// One word of a text. Found once; dictionaries, dates, figures and names all read these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text. A possessive `'s` is a word of its own, with an empty gap before it.
    pub span: Span,
    /// Hash of the folded form (lower case, `’` as `'`): equal for words that differ only in case or apostrophe.
    pub hash: u64,
    /// What stands between the word before (or the start of the text) and this one.
    pub gap: Gap,
    /// How it is written.
    pub shape: Shape,
    /// What tables that are asked at every word know it by: the low bits of its hash, and whether it holds digits.
    pub key: u16,
}

impl Word {
    /// Keys of words without digits are below this, those with digits from here to [`Word::KEYS`].
    pub const DIGIT_KEYS: usize = 1 << 12;
    /// All keys are below this.
    pub const KEYS: usize = 2 * Self::DIGIT_KEYS;

    /// A word with its key.
    #[inline]
    pub fn new(span: Span, hash: u64, gap: Gap, shape: Shape) -> Self {
        let digits = matches!(shape, Shape::Number | Shape::Alphanumeric);
        let key = hash as usize % Self::DIGIT_KEYS + usize::from(digits) * Self::DIGIT_KEYS;
        Self {
            span,
            hash,
            gap,
            shape,
            key: key as u16,
        }
    }
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `athletes`, `don't`
    Lower,
    /// A single capital letter: `A`, `J`
    Letter,
    /// `Monday`, `O'brien`
    Capitalised,
    /// `IAAF`, `U.S`
    Upper,
    /// `iPhone`, `McLean`, `O'Brien`
    Mixed,
    /// Digits with inner separators: `80`, `1,204`, `2.5`
    Number,
    /// Letters and digits: `APT28`, `1.5m`, `21st`
    Alphanumeric,
    /// Script without case, or none of the above.
    Other,
}

impl Shape {
    /// Whether the word begins with a capital letter (or is written so throughout).
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Letter | Self::Capitalised | Self::Upper | Self::Mixed)
    }
}

/// What characters stand between two words: a set of the constants below, empty when the words touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Gap(pub u32);

impl Gap {
    /// Nothing: the words touch, as `IAAF` and `'s` do.
    pub const NONE: Self = Self(0);
    /// A space, tab or no-break space.
    pub const SPACE: Self = Self(1);
    /// One line end.
    pub const LINE: Self = Self(1 << 1);
    /// A blank line, or the start of the text.
    pub const PARAGRAPH: Self = Self(1 << 2);
    /// `,`
    pub const COMMA: Self = Self(1 << 3);
    /// `.`
    pub const STOP: Self = Self(1 << 4);
    /// `!` `?` `…`
    pub const TERMINAL: Self = Self(1 << 5);
    /// `-` and the Unicode hyphens
    pub const HYPHEN: Self = Self(1 << 6);
    /// `–` `—`
    pub const DASH: Self = Self(1 << 7);
    /// Double quotation marks, straight or typographic.
    pub const QUOTE: Self = Self(1 << 8);
    /// `'` `‘` `’` that belong to no word.
    pub const APOSTROPHE: Self = Self(1 << 9);
    /// `(` `[` `{`
    pub const OPEN: Self = Self(1 << 10);
    /// `)` `]` `}`
    pub const CLOSE: Self = Self(1 << 11);
    /// `:`
    pub const COLON: Self = Self(1 << 12);
    /// `;`
    pub const SEMICOLON: Self = Self(1 << 13);
    /// `/`
    pub const SLASH: Self = Self(1 << 14);
    /// `&`
    pub const AMPERSAND: Self = Self(1 << 15);
    /// `$` `€` `£` `¥` `₹` and other currency signs
    pub const CURRENCY: Self = Self(1 << 16);
    /// `%` `‰`
    pub const PERCENT: Self = Self(1 << 17);
    /// Anything else.
    pub const OTHER: Self = Self(1 << 18);

    /// Whether every mark of `marks` stands in the gap.
    pub fn has(self, marks: Self) -> bool {
        self.0 & marks.0 == marks.0
    }

    /// Whether any mark of `marks` stands in the gap.
    pub fn has_any(self, marks: Self) -> bool {
        self.0 & marks.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether only blanks (spaces, at most one line end) stand between the words: they are neighbours in one phrase.
    pub fn is_blank(self) -> bool {
        self.0 != 0 && self.0 & !(Self::SPACE.0 | Self::LINE.0) == 0
    }

    /// Whether it is one hyphen with nothing around it.
    pub fn is_hyphen(self) -> bool {
        self == Self::HYPHEN
    }

    /// The gap as dictionaries compare it: a line end counts as a space.
    #[must_use]
    pub fn folded(self) -> Self {
        if self.has_any(Self::LINE) {
            Self(self.0 & !Self::LINE.0 | Self::SPACE.0)
        } else {
            self
        }
    }
}

impl std::ops::BitOr for Gap {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}
