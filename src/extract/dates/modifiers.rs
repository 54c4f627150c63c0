//! What stands before a time and narrows or blurs it: `early March`, `the beginning of January`, `about 1939`, `more than three years`.

use super::expression::{Found, Time};
use super::scan::Scan;
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, dictionary};
use crate::model::Modifier;

/// A modifier phrase's sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Blur(Modifier);

impl Blur {
    /// Whether it names a part: "the end of".
    pub(super) fn is_part(self) -> bool {
        matches!(self.0, Modifier::Start | Modifier::Mid | Modifier::End)
    }
}

/// The phrases of `dictionaries/dates/modifiers.toml`.
pub(super) fn table() -> Result<PhraseTable<Blur>, DictionaryError> {
    WordLists::parse(&dictionary!("dates/modifiers.toml"))?.table(&[
        ("start", Blur(Modifier::Start)),
        ("mid", Blur(Modifier::Mid)),
        ("end", Blur(Modifier::End)),
        ("approx", Blur(Modifier::Approx)),
        ("more_than", Blur(Modifier::MoreThan)),
        ("less_than", Blur(Modifier::LessThan)),
        ("equal_or_more", Blur(Modifier::EqualOrMore)),
        ("equal_or_less", Blur(Modifier::EqualOrLess)),
    ])
}

/// Takes the modifiers before an expression into it; the outermost counts, but a part of a year is never lost to "about".
pub(super) fn widen(scan: &Scan<'_>, found: &mut Found) {
    for _ in 0..2 {
        let before = found.first;
        let Some((first, modifier)) = lead(scan, found) else {
            return;
        };
        found.first = first;
        found.modifier = found.modifier.or(Some(modifier));
        let article = scan.article_before(first);
        if article < first && matches!(modifier, Modifier::Start | Modifier::Mid | Modifier::End) {
            found.first = article;
        }
        if found.first == before {
            return;
        }
    }
}

fn lead(scan: &Scan<'_>, found: &Found) -> Option<(usize, Modifier)> {
    if found.rule == "dates/span" || found.rule == "dates/set" || found.rule == "dates/reference" {
        return None;
    }
    let (first, Blur(modifier)) = scan.lead(found.first, &scan.vocabulary.blurs)?;
    Some((first, fitting(scan, &found.time, *modifier, first)?))
}

/// The modifier as it applies to a time, if it does.
fn fitting(scan: &Scan<'_>, time: &Time, modifier: Modifier, at: usize) -> Option<Modifier> {
    let part = matches!(modifier, Modifier::Start | Modifier::Mid | Modifier::End);
    match time {
        Time::Duration(_) => {
            // "some years", "some time": there "some" is the amount.
            (!part && !is_throughout(scan, at)).then_some(modifier)
        }
        Time::Shift { back, .. } => match (modifier, *back) {
            (Modifier::MoreThan | Modifier::EqualOrMore, true)
            | (Modifier::LessThan | Modifier::EqualOrLess, false) => Some(Modifier::Before),
            (Modifier::LessThan | Modifier::EqualOrLess, true)
            | (Modifier::MoreThan | Modifier::EqualOrMore, false) => Some(Modifier::After),
            (Modifier::Approx, _) => Some(Modifier::Approx),
            _ => None,
        },
        Time::Day(0) if part => Some(modifier),
        Time::Set { .. }
        | Time::Reference(_)
        | Time::Day(_)
        | Time::DayAgo(..)
        | Time::YearEarlier { .. }
        | Time::Either(..) => None,
        // "about 1939" blurs the year; "about Monday" is a topic, "some Sundays" an amount.
        Time::Known(_) | Time::Timed(None, _) if modifier == Modifier::Approx => {
            (!scan.says(at, "some")).then_some(modifier)
        }
        Time::Known(_)
        | Time::ShortDecade(_)
        | Time::ShortYear(_)
        | Time::Unit(..)
        | Time::Holding(..)
        | Time::Piece { .. }
        | Time::Weekend(_)
        | Time::Timed(..) => part.then_some(modifier),
    }
}

/// "paid over three years": "over" says when, not how many more, unless what stands before it asks for a length or "ago" follows.
fn is_throughout(scan: &Scan<'_>, at: usize) -> bool {
    scan.says(at, "over")
        && scan
            .before(at)
            .is_some_and(|n| !scan.is(n, &scan.vocabulary.cues.lasting))
}
