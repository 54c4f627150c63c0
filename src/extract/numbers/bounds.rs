//! What bounds a number: "more than 80", "80 or so", "between 3 and 5". One list for every measure: `dictionaries/numbers/bounds.toml`.

use crate::lexicon::{DictionaryError, PhraseTable, WordLists, WordSet, dictionary};
use crate::model::{Comparator, Gap, Interval, Word};
use crate::split::hash_folded;

/// The bound words of English news.
#[derive(Debug)]
pub struct Bounds {
    before: PhraseTable<Comparator>,
    after: PhraseTable<Comparator>,
    range: PhraseTable<()>,
    links: PhraseTable<()>,
    changes: WordSet,
    topics: WordSet,
    about: u64,
    turns: WordSet,
    and: u64,
    between: u64,
    by: u64,
}

/// Bound words found beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// What they say.
    pub comparator: Comparator,
}

/// How far "about" reaches on both sides, and "nearly" below, in hundredths.
const TOLERANCE: f64 = 5.0;

/// How many words before "from" may tell of a change: "raised its offer on Wednesday evening from 4.5% to 5.9%".
const CHANGE_REACH: usize = 7;

const BEFORE: [(&str, Comparator); 7] = [
    ("before_more_than", Comparator::MoreThan),
    ("before_at_least", Comparator::AtLeast),
    ("before_less_than", Comparator::LessThan),
    ("before_at_most", Comparator::AtMost),
    ("before_nearly", Comparator::Nearly),
    ("before_about", Comparator::About),
    ("before_exactly", Comparator::Exactly),
];

const AFTER: [(&str, Comparator); 3] = [
    ("after_at_least", Comparator::AtLeast),
    ("after_at_most", Comparator::AtMost),
    ("after_about", Comparator::About),
];

impl Bounds {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("numbers/bounds.toml"))?;
        Ok(Self {
            before: lists.table(&BEFORE)?,
            after: lists.table(&AFTER)?,
            range: lists.table(&[("before_range", ())])?,
            links: lists.table(&[("links", ())])?,
            changes: lists.words("changes")?,
            topics: lists.words("topics")?,
            about: hash_folded("about"),
            turns: lists.words("turns")?,
            and: hash_folded("and"),
            between: hash_folded("between"),
            by: hash_folded("by"),
        })
    }

    /// The bound words that end before word `at`, where a number (or its currency word) begins.
    pub fn before(&self, words: &[Word], at: usize) -> Option<Bound> {
        let (first, comparator) = ending_at(&self.before, words, at)?;
        // "a story about two brothers" is about them, not about two.
        let topic = words[first].hash == self.about
            && first > 0
            && words[first].gap.is_blank()
            && self.topics.contains(&words[first - 1].hash);
        (!topic).then_some(Bound {
            first,
            end: at,
            comparator: *comparator,
        })
    }

    /// The bound words from word `at` on, right after a number.
    pub fn after(&self, words: &[Word], at: usize) -> Option<Bound> {
        let gap = words.get(at)?.gap;
        if !gap.is_blank() && !gap.is_hyphen() {
            return None;
        }
        let found = self.after.longest(words, at)?;
        Some(Bound {
            first: at,
            end: at + found.len,
            comparator: *found.value,
        })
    }

    /// A sign that bounds the number beginning at byte `at`: "~80", ">80".
    pub fn sign_before(text: &str, at: u32) -> Option<Comparator> {
        let last = *text.as_bytes().get((at as usize).checked_sub(1)?)?;
        if last.is_ascii() && !matches!(last, b'~' | b'<' | b'>') {
            return None;
        }
        match text.get(..at as usize)?.chars().next_back()? {
            '~' | '≈' => Some(Comparator::About),
            '>' => Some(Comparator::MoreThan),
            '<' => Some(Comparator::LessThan),
            '≥' => Some(Comparator::AtLeast),
            '≤' => Some(Comparator::AtMost),
            _ => None,
        }
    }

    /// The plus of "80+", for a number that ends at byte `at`.
    pub fn sign_after(text: &str, at: u32) -> Option<Comparator> {
        (text.as_bytes().get(at as usize) == Some(&b'+')).then_some(Comparator::AtLeast)
    }

    /// Where the words that open a range begin ("between" 3 and 5), if they end before word `at`. "rose from" opens none.
    pub fn range_opens(&self, words: &[Word], at: usize) -> Option<usize> {
        let (first, ()) = ending_at(&self.range, words, at)?;
        let is_change = (first.saturating_sub(CHANGE_REACH)..first)
            .rev()
            .take_while(|at| words[at + 1].gap.is_blank())
            .any(|at| {
                self.changes.contains(&words[at].hash)
                    || at + 3 >= first && self.turns.contains(&words[at].hash)
            });
        (!is_change || self.is_between(words, first)).then_some(first)
    }

    /// Whether "from" before word `at` tells of a change: "rose from 3 to 5".
    pub fn is_change(&self, words: &[Word], at: usize) -> bool {
        ending_at(&self.range, words, at).is_some() && self.range_opens(words, at).is_none()
    }

    /// Whether a word right before the number at `at`, or before its bound words, tells of a change: "rose 3", "fell about 25 cents".
    pub fn is_moved(&self, words: &[Word], at: usize) -> bool {
        let first = self.before(words, at).map_or(at, |b| b.first);
        let changes = |back: usize| {
            let word = first.checked_sub(back).map(|b| words[b].hash);
            word.is_some_and(|hash| self.changes.contains(&hash) || self.turns.contains(&hash))
        };
        let by = first.checked_sub(1).is_some_and(|b| words[b].hash == self.by);
        changes(1) || by && changes(2)
    }

    /// Whether the words from `from` to `to` join two numbers to a range; "and" does where `opened` by "between".
    pub fn links(&self, words: &[Word], from: usize, to: usize, opened: Option<usize>) -> bool {
        let Some(next) = words.get(to) else { return false };
        if from == to {
            let gap = unmarked(next.gap);
            let money = next.gap.has(Gap::CURRENCY) && gap == Gap::HYPHEN.with(Gap::SPACE); // "$5.12 - $5.15"
            return money || matches!(gap, Gap::HYPHEN | Gap::DASH) || gap == Gap::DASH.with(Gap::SPACE);
        }
        let blank = unmarked(next.gap).is_blank() && unmarked(words[from].gap).is_blank();
        let and = opened.is_some_and(|first| words[first..from].iter().any(|w| w.hash == self.between));
        let link = self
            .links
            .longest(words, from)
            .is_some_and(|p| from + p.len == to);
        blank && (link || (and && to == from + 1 && words[from].hash == self.and))
    }

    fn is_between(&self, words: &[Word], at: usize) -> bool {
        words[at].hash == self.between
    }
}

/// A gap without the signs of the amounts beside it: "5% to 8%", "$5 to $8".
fn unmarked(gap: Gap) -> Gap {
    Gap(gap.0 & !(Gap::CURRENCY.0 | Gap::PERCENT.0))
}

/// The longest phrase of `table` that ends right before word `at`, in one phrase with it.
fn ending_at<'t, T>(table: &'t PhraseTable<T>, words: &[Word], at: usize) -> Option<(usize, &'t T)> {
    let gap = words.get(at)?.gap;
    // "more than $80", "more than (an estimated)", "a more-than-80-strong": marks that a currency sign brings are let through.
    let marks = Gap(gap.0 & !(Gap::CURRENCY.0));
    if !marks.is_blank() && !gap.is_hyphen() {
        return None;
    }
    // One word and a hyphen make a name: "the under-21 side".
    table
        .ending(words, at)
        .filter(|(first, _)| !gap.is_hyphen() || at - first > 1)
}

/// The interval of a number with a bound. `whole` rounds "about" and "nearly" outward to whole numbers, as counts need.
pub fn interval(comparator: Comparator, value: f64, whole: bool) -> Interval {
    let down = |n: f64| if whole { n.floor() } else { n };
    let up = |n: f64| if whole { n.ceil() } else { n };
    match comparator {
        Comparator::MoreThan => Interval::more_than(value),
        Comparator::AtLeast | Comparator::Vague => Interval::at_least(value),
        Comparator::LessThan => Interval::less_than(value),
        Comparator::AtMost => Interval::at_most(value),
        Comparator::About => Interval::between(down(off(value, -TOLERANCE)), up(off(value, TOLERANCE))),
        Comparator::Nearly => Interval {
            high_open: true,
            ..Interval::between(down(off(value, -TOLERANCE)), value)
        },
        Comparator::Exactly | Comparator::Between => Interval::exactly(value),
    }
}

/// A number so many hundredths of itself away, without the noise of binary fractions, so that 5 % of 60 is 3 and 57 does not become 56
/// when rounded outward.
fn off(value: f64, hundredths: f64) -> f64 {
    // A whole number's share is one division away from the exact one.
    if value.fract() == 0.0 && value.abs() < 1e10 {
        return value * (100.0 + value.signum() * hundredths) / 100.0;
    }
    let n = value + value.abs() * hundredths / 100.0;
    format!("{n:.12e}").parse().unwrap_or(n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::words;

    #[test]
    fn phrases_before_and_after() {
        let bounds = Bounds::built_in().unwrap();
        let before = |text: &str| {
            let words = words(text);
            bounds
                .before(&words, words.len() - 1)
                .map(|b| (b.first, b.comparator))
        };
        assert_eq!(before("the more than 80"), Some((1, Comparator::MoreThan)));
        assert_eq!(before("no more than $80"), Some((0, Comparator::AtMost)));
        assert_eq!(before("as many as\n80"), Some((0, Comparator::AtMost)));
        assert_eq!(before("more than that. 80"), None);
        assert_eq!(before("over, 80"), None);
        let words = words("80 or so came");
        assert_eq!(
            bounds.after(&words, 1).map(|b| (b.end, b.comparator)),
            Some((3, Comparator::About))
        );
    }

    #[test]
    fn a_change_is_no_range() {
        let bounds = Bounds::built_in().unwrap();
        let opens = |text: &str| {
            let words = words(text);
            bounds.range_opens(&words, words.len() - 1)
        };
        assert_eq!(opens("from 3"), Some(0));
        assert_eq!(opens("somewhere between 3"), Some(0));
        assert_eq!(opens("rose from 3"), None);
    }

    #[test]
    fn intervals() {
        let text = |c, n| interval(c, n, true).to_string();
        assert_eq!(text(Comparator::MoreThan, 80.0), "(80,)");
        assert_eq!(text(Comparator::About, 20.0), "[19,21]");
        assert_eq!(text(Comparator::About, 60.0), "[57,63]");
        assert_eq!(text(Comparator::About, 700.0), "[665,735]");
        assert_eq!(text(Comparator::Nearly, 80.0), "[76,80)");
        assert_eq!(text(Comparator::AtMost, 80.0), "(,80]");
        assert_eq!(
            interval(Comparator::About, 1.5e6, false).to_string(),
            "[1425000,1575000]"
        );
    }
}
