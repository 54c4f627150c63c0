//! A feature of the fitted weights: what it can be, its name for people, and the key by which its weights are found.
//!
//! A feature's name (`own=legal-form`, `last=bank`, `after=said`) is a line of `dictionaries/names/fitted.tsv`.

use super::evidence::{Evidence, NameKind};
use super::groups::key;
use super::look::Look;
use super::vocabulary::Class;
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
    /// A word, some letters, a sign.
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
    /// How many letters a name of one word has.
    Letters = "letters",
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
    /// The mark before.
    GapBefore = "gap-before",
    /// The mark after.
    GapAfter = "gap-after",
}

/// The words or letters of a feature.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    /// Words of the text.
    Words(usize, usize),
    /// Letters, folded when compared.
    Letters(&'a str),
}

impl Value<'_> {
    /// Its hash: that of [`hash_of`] of its text.
    pub(crate) fn hash(self, look: &Look<'_>) -> u64 {
        match self {
            Self::Words(first, end) => key(look, first, end),
            Self::Letters(letters) => hash_of(letters),
        }
    }

    /// Its text as the weights file has it.
    pub(crate) fn text(self, look: &Look<'_>) -> String {
        match self {
            Self::Words(first, end) => {
                let words: Vec<String> = (first..end).map(|n| fold(look.reading.word(n))).collect();
                words.join(" ")
            }
            Self::Letters(letters) => fold(letters),
        }
    }
}

/// The hash of a value's text.
pub(crate) fn hash_of(text: &str) -> u64 {
    text.split(' ').fold(0, |key: u64, word| {
        key.rotate_left(5) ^ hash_folded(word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

impl Template {
    /// The key of a value under this template.
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
        Feature::Of(template, value) => format!("{}={}", template.name(), value.text(look)),
    }
}
