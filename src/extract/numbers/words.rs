//! Numbers that hold words: `two dozen`, `a hundred and five`, `1.2 million`, `half a million`, `two and a half`, `twenty-first`.

use super::tables::{NumberTables, NumberWord};
use super::{NumberForm, scaled};
use crate::model::Word;

/// A number read from word `at`: where it ends, its value, how it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Read {
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) form: NumberForm,
}

/// Whether word `at` goes on in the phrase of the word before it: a blank or a lone hyphen between them.
fn joins(words: &[Word], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|w| w.gap.is_blank() || w.gap.is_hyphen())
}

/// The number word at `at`, if it continues a phrase.
fn next(tables: &NumberTables, words: &[Word], at: usize) -> Option<NumberWord> {
    if joins(words, at) {
        tables.word(words[at].hash)
    } else {
        None
    }
}

/// A number that begins with a number word at `at`.
pub(super) fn from_word(tables: &NumberTables, words: &[Word], at: usize, word: NumberWord) -> Option<Read> {
    match word {
        NumberWord::Article => after_article(tables, words, at + 1),
        NumberWord::Fraction(part) => fraction_of_scale(tables, words, at + 1, part),
        NumberWord::Ordinal(value) => Some(Read {
            end: at + 1,
            value,
            form: NumberForm::Ordinal,
        }),
        // A bare "million" or "hundred" has no amount of its own ("several hundred", "the million-dollar man").
        NumberWord::Scale(_) => None,
        NumberWord::Unit(_) | NumberWord::Tens(_) => in_words(tables, words, at),
    }
}

/// A number in digits at `at` with the value `value`, and the scale and half that may follow it.
pub(super) fn after_digits(tables: &NumberTables, words: &[Word], at: usize, value: f64) -> Read {
    let (halved, end) =
        and_a_half(tables, words, at + 1).map_or((value, at + 1), |(part, end)| (value + part, end));
    let (scaled, end) = scales(tables, words, end, halved);
    let form = if end == at + 1 {
        NumberForm::Digits
    } else {
        NumberForm::Mixed
    };
    Read {
        end,
        value: scaled,
        form,
    }
}

/// Multiplies by the scales that follow: "2 lakh crore".
fn scales(tables: &NumberTables, words: &[Word], mut at: usize, mut value: f64) -> (f64, usize) {
    while let Some(NumberWord::Scale(scale)) = next(tables, words, at) {
        value = scaled(value, scale);
        at += 1;
    }
    (value, at)
}

/// "a hundred and five", "a dozen", "a half million", "a million and a half".
fn after_article(tables: &NumberTables, words: &[Word], at: usize) -> Option<Read> {
    match next(tables, words, at)? {
        NumberWord::Scale(_) => in_words(tables, words, at),
        NumberWord::Fraction(part) => fraction_of_scale(tables, words, at + 1, part),
        _ => None,
    }
}

/// After "half" or "quarter": "(of) (a) million".
fn fraction_of_scale(tables: &NumberTables, words: &[Word], mut at: usize, part: f64) -> Option<Read> {
    if joins(words, at) && words[at].hash == tables.of {
        at += 1;
    }
    if joins(words, at) && words[at].hash == tables.article {
        at += 1;
    }
    let (value, end) = scales(tables, words, at, part);
    (end > at).then_some(Read {
        end,
        value,
        form: NumberForm::Words,
    })
}

/// A run of number words from `at`: hundreds add up below each scale, as in "two hundred and five thousand and ten".
fn in_words(tables: &NumberTables, words: &[Word], at: usize) -> Option<Read> {
    let mut run = Run::default();
    let mut here = at;
    let mut word = tables.word(words[at].hash);
    while let Some(now) = word {
        match run.take(now) {
            Taken::No => break,
            Taken::Last(value) => {
                return Some(Read {
                    end: here + 1,
                    value,
                    form: NumberForm::Ordinal,
                });
            }
            Taken::Yes => here += 1,
        }
        if let Some((part, end)) = and_a_half(tables, words, here) {
            let (value, end) = scales(tables, words, end, run.with_part(part));
            return Some(Read {
                end,
                value,
                form: NumberForm::Words,
            });
        }
        let and = run.may_have_and && joins(words, here) && words[here].hash == tables.and;
        let follows = next(tables, words, here + usize::from(and));
        if and && !matches!(follows, Some(NumberWord::Unit(_) | NumberWord::Tens(_))) {
            break;
        }
        here += usize::from(and);
        word = follows;
    }
    // An "and" that was passed over must have been followed by a number; `here` is only moved past it then.
    (here > at).then(|| Read {
        end: here,
        value: run.value(),
        form: NumberForm::Words,
    })
}

/// "and a half", "and a quarter", "-and-a-half": the part and one past its last word.
fn and_a_half(tables: &NumberTables, words: &[Word], at: usize) -> Option<(f64, usize)> {
    let is = |at: usize, hash: u64| joins(words, at) && words[at].hash == hash;
    if !is(at, tables.and) || !is(at + 1, tables.article) {
        return None;
    }
    if is(at + 2, tables.half) {
        Some((0.5, at + 3))
    } else if is(at + 2, tables.quarter) {
        Some((0.25, at + 3))
    } else {
        None
    }
}

/// What one more word did to a run.
enum Taken {
    Yes,
    No,
    /// It was an ordinal: the run ends with this value.
    Last(f64),
}

/// A number in words as far as it was read.
#[derive(Default)]
struct Run {
    /// What stands before the last scale from thousand on.
    total: f64,
    /// Hundreds, tens and units since then; `None` right after a scale.
    group: Option<f64>,
    /// The last scale, so that scales fall: "two thousand million" multiplies, "two million thousand" does too.
    last_scale: Option<f64>,
    /// Whether a unit, or a ten and a unit, may still follow in this group.
    room: Room,
    /// After hundred, thousand …: "and five".
    may_have_and: bool,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Room {
    /// Nothing read in this group but hundreds.
    #[default]
    Tens,
    /// A ten was read: a unit under ten may follow.
    Unit,
    /// Full.
    None,
}

impl Run {
    fn take(&mut self, word: NumberWord) -> Taken {
        match word {
            NumberWord::Unit(n) if self.fits(n) => self.add(n, Room::None),
            NumberWord::Tens(n) if self.room == Room::Tens => self.add(n, Room::Unit),
            NumberWord::Scale(scale) => self.scale(scale),
            NumberWord::Ordinal(n) if self.fits(n) => Taken::Last(self.value() + n),
            _ => Taken::No,
        }
    }

    fn fits(&self, n: f64) -> bool {
        match self.room {
            Room::Tens => n < 100.0,
            Room::Unit => (1.0..10.0).contains(&n),
            Room::None => false,
        }
    }

    fn add(&mut self, n: f64, room: Room) -> Taken {
        self.group = Some(self.group.unwrap_or(0.0) + n);
        self.room = room;
        self.may_have_and = false;
        Taken::Yes
    }

    fn scale(&mut self, scale: f64) -> Taken {
        self.may_have_and = true;
        self.room = Room::Tens;
        let group = self.group.take();
        if scale <= 100.0 {
            if group.is_some_and(|g| g >= 100.0) {
                self.group = group;
                return Taken::No;
            }
            self.group = Some(group.unwrap_or(1.0) * scale);
            return Taken::Yes;
        }
        self.total = match (group, self.last_scale) {
            (None, Some(_)) => self.total * scale,
            (Some(group), Some(last)) if last < scale => (self.total + group) * scale,
            (group, _) => self.total + group.unwrap_or(1.0) * scale,
        };
        self.last_scale = Some(scale);
        Taken::Yes
    }

    fn value(&self) -> f64 {
        self.total + self.group.unwrap_or(0.0)
    }

    /// "a million and a half" is a million and half a million; "two and a half" adds to two.
    fn with_part(&self, part: f64) -> f64 {
        match (self.group, self.last_scale) {
            (None, Some(scale)) => self.total + part * scale,
            _ => self.value() + part,
        }
    }
}
