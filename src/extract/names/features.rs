//! What the fitted weights look at: the rules' evidence and verdict, and beside them words, affixes, shapes and neighbours.
//!
//! A feature has a name that people can read (`own=legal-form`, `last=bank`, `after=said`): a line of `dictionaries/names/fitted.tsv`.

use super::around::Around;
use super::evidence::{Evidence, NameKind};
use super::groups::{Groups, key};
use super::look::{Look, Setting};
use super::vocabulary::Class;
use crate::model::{Gap, Shape};
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

/// The features of a name's own words: the same at all its mentions.
pub(crate) fn of_name(look: &Look<'_>, groups: &Groups, name: usize, put: &mut impl FnMut(Feature<'_>)) {
    let (first, end) = groups.span(name);
    let last = end - 1;
    let mut words = |template, first, end| put(Feature::Of(template, Value::Words(first, end)));
    words(Template::Last, last, end);
    if end > first + 1 {
        words(Template::Name, first, end);
        words(Template::First, first, first + 1);
        for at in (first + 1..last).take(3) {
            words(Template::Inside, at, at + 1);
        }
    }
    for class in look.classes(first).iter() {
        put(Feature::In(Position::First, class));
    }
    if end > first + 1 {
        for class in look.classes(last).iter() {
            put(Feature::In(Position::Last, class));
        }
        let word = look.reading.word(first);
        put(Feature::Of(Template::FirstSuffix, Value::Letters(tail(word, 3))));
    } else {
        let letters = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let count = look.reading.word(first).chars().count().clamp(1, 9);
        put(Feature::Of(Template::Letters, Value::Letters(letters[count - 1])));
    }
    put(Feature::Of(Template::Prefix, Value::Letters(head(look.reading.word(first), 3))));
    for len in 2..=4 {
        let word = look.reading.word(last);
        put(Feature::Of(Template::Suffix, Value::Letters(tail(word, len))));
    }
}

/// The features of what stands around one mention.
pub(crate) fn of_context(look: &Look<'_>, groups: &Groups, sighting: usize, put: &mut impl FnMut(Feature<'_>)) {
    let candidate = groups.sightings[sighting].candidate;
    let (first, end) = (candidate.first, candidate.end);
    let range = look.reading.sentences()[candidate.sentence].range();
    let mut words = |template, first, end| put(Feature::Of(template, Value::Words(first, end)));
    if first > range.start {
        words(Template::Before, first - 1, first);
        if first > range.start + 1 {
            words(Template::Before2, first - 2, first - 1);
            words(Template::BeforePair, first - 2, first);
        }
    }
    if end < range.end {
        words(Template::After, end, end + 1);
        if end + 1 < range.end {
            words(Template::After2, end + 1, end + 2);
            words(Template::AfterPair, end, end + 2);
        }
    }
    let around = Around::new(look, &candidate);
    for (position, at) in [(Position::Before, around.before), (Position::After, around.after)] {
        for class in at.map(|at| look.classes(at)).unwrap_or_default().iter() {
            put(Feature::In(position, class));
        }
    }
    put(Feature::Of(Template::GapBefore, Value::Letters(sign(look.reading.gap(first), first == range.start))));
    put(Feature::Of(Template::GapAfter, Value::Letters(sign(look.reading.gap(end), end == range.end))));
}

/// How the words of one mention are written: a letter a word.
pub(crate) fn of_shape(look: &Look<'_>, groups: &Groups, sighting: usize, put: &mut impl FnMut(Feature<'_>)) {
    let candidate = groups.sightings[sighting].candidate;
    let mut letters = [0_u8; 8];
    letters[0] = match candidate.setting {
        Setting::Plain => b'p',
        Setting::Headline => b'h',
        Setting::Capitals => b'c',
    };
    let count = candidate.len().min(6);
    for (n, letter) in letters[1..=count].iter_mut().enumerate() {
        *letter = match look.shape(candidate.first + n) {
            Shape::Lower => b'a',
            Shape::Letter => b'l',
            Shape::Capitalised => b'c',
            Shape::Upper => b'u',
            Shape::Mixed => b'm',
            Shape::Number => b'n',
            Shape::Alphanumeric => b'x',
            Shape::Other => b'o',
        };
    }
    let letters = std::str::from_utf8(&letters[..=count]).unwrap_or_default();
    put(Feature::Of(Template::Shape, Value::Letters(letters)));
}

/// The first letters of a word.
fn head(word: &str, count: usize) -> &str {
    let end = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// The last letters of a word.
fn tail(word: &str, count: usize) -> &str {
    let start = word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    &word[start..]
}

/// A word for what stands in a gap.
fn sign(gap: Gap, at_edge: bool) -> &'static str {
    const SIGNS: &[(Gap, &str)] = &[
        (Gap::QUOTE, "quote"),
        (Gap::OPEN, "open"),
        (Gap::CLOSE, "close"),
        (Gap::COMMA, "comma"),
        (Gap::DASH, "dash"),
        (Gap::COLON, "colon"),
        (Gap::SEMICOLON, "semicolon"),
        (Gap::SLASH, "slash"),
        (Gap::STOP, "stop"),
        (Gap::TERMINAL, "stop"),
        (Gap::APOSTROPHE, "apostrophe"),
        (Gap::LINE, "line"),
        (Gap::PARAGRAPH, "paragraph"),
    ];
    if gap.is_hyphen() {
        return "hyphen";
    }
    match SIGNS.iter().find(|(mark, _)| gap.has_any(*mark)) {
        Some((_, name)) => name,
        None if at_edge => "edge",
        None if gap == Gap::NONE => "none",
        None if gap.is_blank() => "blank",
        None => "other",
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
