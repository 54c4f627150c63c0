//! A feature of the fitted weights: what it can be, its name for people, and the key by which its weights are found.
//!
//! A feature's name (`own=legal-form`, `last=bank`, `after=said`) is a line of `dictionaries/names/fitted.tsv`.

use super::evidence::{Evidence, NameKind};
use super::groups::{key, with_word};
use super::look::Look;
use super::vocabulary::Class;
use crate::model::Gap;
use crate::split::{fold, hash_folded};

/// One feature.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Feature<'a> {
    /// Evidence seen at this mention.
    Own(Evidence),
    /// Evidence seen at another mention of the same name.
    Elsewhere(Evidence),
    /// Two pieces of evidence seen together at this mention.
    Both(Evidence, Evidence),
    /// The rules' score of a kind: a number, not a yes or no.
    Rules(NameKind),
    /// What the rules say, as an index into [`VERDICTS`].
    Verdict(usize),
    /// A word in the list of this number.
    In(Position, usize),
    /// What stands in the gap at a side, as an index into [`SIGNS`].
    Sign(Side, usize),
    /// How many letters a name of one word has, nine at most.
    Letters(usize),
    /// A word or some letters.
    Of(Template, Value<'a>),
}

/// What the rules say, and by how much.
pub(crate) const VERDICTS: &[&str] = &[
    "organisation-barely",
    "organisation",
    "organisation-surely",
    "person-barely",
    "person",
    "person-surely",
    "place-barely",
    "place",
    "place-surely",
    "none-barely",
    "none",
    "none-surely",
];

/// Which side of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

impl Side {
    /// Both, in order.
    pub(crate) const ALL: [Self; 2] = [Self::Before, Self::After];

    /// Its name in the weights file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Before => "gap-before",
            Self::After => "gap-after",
        }
    }
}

/// The marks of a gap, the first that stands in it being its sign, and what a gap without any is.
pub(crate) const SIGNS: &[(Gap, &str)] = &[
    (Gap::QUOTE, "quote"),
    (Gap::OPEN, "open"),
    (Gap::CLOSE, "close"),
    (Gap::COMMA, "comma"),
    (Gap::DASH, "dash"),
    (Gap::COLON, "colon"),
    (Gap::SEMICOLON, "semicolon"),
    (Gap::SLASH, "slash"),
    (Gap::STOP.with(Gap::TERMINAL), "stop"),
    (Gap::APOSTROPHE, "apostrophe"),
    (Gap::PARAGRAPH, "paragraph"),
    (Gap::LINE, "line"),
    (Gap::NONE, "hyphen"),
    (Gap::NONE, "edge"),
    (Gap::NONE, "none"),
    (Gap::NONE, "blank"),
    (Gap::NONE, "other"),
];

/// How many of [`SIGNS`] are marks.
const MARKS: usize = 12;

/// The sign of a gap; `at_edge`: at an end of the sentence.
pub(crate) fn sign_of(gap: Gap, at_edge: bool) -> usize {
    if gap == Gap::SPACE && !at_edge {
        return MARKS + 3;
    }
    if gap.is_hyphen() {
        return MARKS;
    }
    match SIGNS[..MARKS].iter().position(|(mark, _)| gap.has_any(*mark)) {
        Some(mark) => mark,
        None if at_edge => MARKS + 1,
        None if gap == Gap::NONE => MARKS + 2,
        None if gap.is_blank() => MARKS + 3,
        None => MARKS + 4,
    }
}

/// Which word stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Position {
    /// The name's first.
    First,
    /// The name's last.
    Last,
    /// The one before, without an article.
    Before,
    /// The one after, without a possessive.
    After,
}

impl Position {
    /// All, in order.
    pub(crate) const ALL: [Self; 4] = [Self::First, Self::Last, Self::Before, Self::After];

    /// Its name in the weights file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::First => "first-in",
            Self::Last => "last-in",
            Self::Before => "before-in",
            Self::After => "after-in",
        }
    }
}

/// Declares [`Template`] with its names in one list.
macro_rules! templates {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Where the words or letters of a feature stand.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Template { $($(#[$doc])* $variant,)* }

        impl Template {
            /// All, in order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the weights file.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

templates! {
    /// The whole name.
    Name = "name",
    /// Its first word.
    First = "first",
    /// Its last word.
    Last = "last",
    /// A word between.
    Inside = "inside",
    /// The first three letters.
    Prefix = "prefix",
    /// The last letters of the first word of several.
    FirstSuffix = "first-suffix",
    /// The last two to four letters.
    Suffix = "suffix",
    /// How its words are written.
    Shape = "shape",
    /// The word before.
    Before = "before",
    /// The word before that.
    Before2 = "before2",
    /// The two words before.
    BeforePair = "before-pair",
    /// The word after.
    After = "after",
    /// The word after that.
    After2 = "after2",
    /// The two words after.
    AfterPair = "after-pair",
}

/// The words or letters of a feature.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    /// Words of the text.
    Words(usize, usize),
    /// Letters, folded when compared, with their hash.
    Letters(&'a str, u64),
}

impl Value<'_> {
    /// Its hash: that of [`Template::hash_of`] of its text.
    #[inline]
    pub(crate) fn hash(self, look: &Look<'_>) -> u64 {
        match self {
            Self::Words(first, end) if end == first + 1 => look.words()[first].hash,
            Self::Words(first, end) => key(look, first, end),
            Self::Letters(_, hash) => hash,
        }
    }

    /// Its text as the weights file has it.
    pub(crate) fn text(self, look: &Look<'_>) -> String {
        match self {
            Self::Words(first, end) => {
                let words: Vec<String> = (first..end).map(|n| fold(look.reading.word(n))).collect();
                words.join(" ")
            }
            Self::Letters(letters, _) => fold(letters),
        }
    }
}

/// The hash of some letters, whatever their case.
pub(crate) fn hash_of_letters(letters: &str) -> u64 {
    if let Some(letters) = packed(letters.as_bytes()) {
        return spread(letters);
    }
    // "’s" folds to "'s".
    let folded = fold(letters);
    packed(folded.as_bytes()).map_or_else(|| hash_folded(&folded), spread)
}

/// Up to eight ASCII letters as a number, small, the last in its lowest byte: that of the last two letters is its low half.
#[inline]
pub(crate) fn packed(letters: &[u8]) -> Option<u64> {
    let pack =
        |(packed, all), letter: &u8| (packed << 8 | u64::from(letter.to_ascii_lowercase()), all | letter);
    let (packed, all) = letters.iter().fold((0, 0), pack);
    (letters.len() <= 8 && all.is_ascii()).then_some(packed)
}

/// The hash of packed letters.
#[inline]
pub(crate) fn spread(packed: u64) -> u64 {
    let spread = packed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    spread ^ spread >> 32
}

impl Template {
    /// The one of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|template| template.name() == name)
    }

    /// The hash of a value's text under this template, as [`Value::hash`] has it.
    pub(crate) fn hash_of(self, text: &str) -> u64 {
        match self {
            Self::Prefix | Self::FirstSuffix | Self::Suffix | Self::Shape => hash_of_letters(text),
            _ if text.contains(' ') => text
                .split(' ')
                .fold(0, |key, word| with_word(key, hash_folded(word))),
            _ => hash_folded(text),
        }
    }

    /// The key of a value under this template, among those of all templates.
    pub(crate) fn key(self, hash: u64) -> u64 {
        (hash ^ (self as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// The name of a feature: its line in the weights file.
pub(crate) fn name_of(look: &Look<'_>, feature: Feature<'_>) -> String {
    match feature {
        Feature::Own(evidence) => format!("own={}", evidence.name()),
        Feature::Elsewhere(evidence) => format!("elsewhere={}", evidence.name()),
        Feature::Both(a, b) => format!("both={}+{}", a.name(), b.name()),
        Feature::Rules(kind) => format!("rules={}", kind.kind()),
        Feature::Verdict(at) => format!("verdict={}", VERDICTS[at]),
        Feature::In(position, class) => {
            let list = Class::named().find(|(_, c)| *c as usize == class);
            format!("{}={}", position.name(), list.map_or("", |(name, _)| name))
        }
        Feature::Sign(side, sign) => format!("{}={}", side.name(), SIGNS[sign].1),
        Feature::Letters(count) => format!("letters={count}"),
        Feature::Of(template, value) => format!("{}={}", template.name(), value.text(look)),
    }
}
