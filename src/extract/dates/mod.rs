//! Dates, times, durations and sets with their TIMEX3 values (`TimeML` 1.2.1, ISO 8601), anchored on the publication day or on the text.
//!
//! Rules start from trigger words (months, weekdays, units, digits), look at the words around, and give an [`Found`] expression;
//! the longest of overlapping ones is kept; `resolve.rs` gives them values in the order of the text. Extents are TIMEX3's: without the
//! preposition, with the determiner ("the past three months", "a week ago").

mod absolute;
mod anaphors;
mod anchor;
mod calendar;
mod clock;
mod comparisons;
mod decades;
mod durations;
mod exact_days;
mod expression;
mod fiscal_years;
mod future;
mod holidays;
mod hours;
mod joining;
mod lasting;
mod modifiers;
mod month_names;
mod nearest;
mod numeric;
mod parts_of_day;
mod ranges;
mod references;
mod relative;
mod resolve;
mod scan;
mod seasons_quarters;
mod sets;
mod short_years;
mod vocabulary;
mod weekdays;
mod years;

use self::anchor::Anchor;
use self::expression::{Found, Piece, Time, Which, YearRef};
use self::resolve::Resolver;
use self::scan::Scan;
use self::vocabulary::{Term, Vocabulary};
use super::{AnchorMode, DateOrder, Extractor, Reading};
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::{Gap, Kind, Mention, RuleId, Shape, Span, Value};

/// Finds dates.
#[derive(Debug)]
pub struct Dates {
    vocabulary: Vocabulary,
}

/// Makes the extractor.
///
/// # Errors
/// A dictionary that does not parse.
pub fn build(_lexicon: &Lexicon) -> Result<Box<dyn Extractor>, DictionaryError> {
    Ok(Box::new(Dates {
        vocabulary: Vocabulary::built_in()?,
    }))
}

impl Extractor for Dates {
    fn find(&self, reading: &Reading<'_>, found: &mut Vec<Mention>) {
        let mut scan = Scan::new(reading, &self.vocabulary);
        let mut triggers = Vec::with_capacity(scan.words.len() / 3);
        let places = self.vocabulary.triggers.places(scan.words);
        places.for_each(|at| triggers.push(at));
        scan.before_christ = triggers.iter().any(|at| years::is_before_christ(&scan, *at));
        let mut candidates = Vec::with_capacity(scan.words.len() / 8);
        for at in triggers {
            at_word(&scan, at, &mut candidates);
        }
        for candidate in &mut candidates {
            modifiers::widen(&scan, candidate);
        }
        candidates.retain(|candidate| !joining::is_chained(&scan, candidate));
        let mut kept = joining::join(&scan, joining::longest(candidates));
        let mut end = 0;
        for found in &mut kept {
            hours::take(&scan, found, end);
            end = found.end;
        }
        ranges::share_years(&scan, &mut kept);
        let (order, order_known) = order(&scan, &kept);
        let anchor = Anchor {
            now: reading.published(),
            narrative: reading.settings.anchor == AnchorMode::Text,
            reference: None,
        };
        let mut said = nearest::SaidYears::of(&kept, anchor.now);
        nearest::settle(&scan, &mut kept, &mut said, &anchor);
        let mut resolver = Resolver::new(anchor, order, order_known, said);
        found.extend(kept.into_iter().map(|f| mention(&scan, f, &mut resolver)));
    }
}

/// Adds the candidates that word `at` triggers.
fn at_word(scan: &Scan<'_>, at: usize, found: &mut Vec<Found>) {
    match scan.words[at].shape {
        Shape::Number if is_bare(scan, at) => debug_assert!(
            is_no_time(scan, at),
            "a rule knows better: {:?}",
            scan.reading.text
        ),
        Shape::Number => at_number(scan, at, found),
        Shape::Alphanumeric => at_code(scan, at, found),
        _ => {
            if let Some(term) = scan.term(at) {
                at_term(scan, at, term, found);
            }
        }
    }
}

/// Whether the rules of numbers find nothing at `at`.
fn is_no_time(scan: &Scan<'_>, at: usize) -> bool {
    let mut found = Vec::new();
    at_number(scan, at, &mut found);
    found.is_empty()
}

/// Whether a number can be no time: digits that are neither a year's nor a whole date's, and no mark or word beside them that makes one.
/// Most numbers are such, and need none of the rules of `at_number`; where assertions are on, these are asked all the same.
fn is_bare(scan: &Scan<'_>, at: usize) -> bool {
    let joining = Gap::HYPHEN | Gap::SLASH | Gap::COLON | Gap::APOSTROPHE;
    let after = scan.gap(at + 1);
    let length = scan.words[at].span.len();
    // Two digits may be a year, "in 88 and 92": only after one of these words.
    let told = length == 2 && at > 0 && scan.words[at - 1].span.len() < 4;
    (length < 4 || (5..8).contains(&length))
        && !told
        && !scan.before_christ
        && !scan.gap(at).has_any(joining)
        && !after.has_any(joining)
        && after != Gap::NONE
        && scan.shape(at + 1) != Shape::Upper
        && (at == 0 || scan.shape(at - 1) != Shape::Upper)
        && !matches!(scan.term(at + 1), Some(Term::Meridiem(_) | Term::Oclock))
}

fn at_number(scan: &Scan<'_>, at: usize, found: &mut Vec<Found>) {
    if let Some(date) = numeric::date(scan, at) {
        return found.push(date);
    }
    found.extend(clock::time(scan, at));
    found.extend(fiscal_years::of_number(scan, at));
    years::at_number(scan, at, found);
}

fn at_code(scan: &Scan<'_>, at: usize, found: &mut Vec<Found>) {
    found.extend(clock::time(scan, at));
    found.extend(seasons_quarters::code(scan, at));
    found.extend(monthless_day(scan, at));
    years::at_number(scan, at, found);
}

fn at_term(scan: &Scan<'_>, at: usize, term: Term, found: &mut Vec<Found>) {
    if term != Term::Phrase {
        found.extend(sets::around_name(scan, at, term));
    }
    match term {
        Term::Month(month) => {
            if let Some(core) = absolute::around_month(scan, at, month) {
                found.push(core.clone());
                ranges::beside(scan, &core, found);
            }
        }
        Term::Weekday(day) => found.extend(weekdays::day(scan, at, day)),
        Term::Unit(unit, plural) => found.extend(relative::around_unit(scan, at, unit, plural)),
        Term::Season(season) => found.extend(seasons_quarters::season(scan, at, season)),
        Term::Half => found.extend(hours::past(scan, at).or_else(|| seasons_quarters::half(scan, at))),
        Term::Decade(decade) => found.extend(decades::worded_decade(scan, at, decade)),
        Term::Part(part) => found.extend(parts_of_day::part(scan, at, part)),
        Term::Tonight => found.push(parts_of_day::night(at, 0)),
        Term::Overnight => found.push(parts_of_day::night(at, -1)),
        Term::Day(days) => found.extend(references::day(scan, at, days)),
        Term::Weekend => found.extend(weekdays::weekend(scan, at)),
        Term::Oclock => found.extend(worded_hour(scan, at)),
        Term::Long(unit) => found.push(lasting::one_word(at, unit)),
        Term::Weekdays(_) | Term::Meridiem(_) | Term::Phrase => {}
    }
    if let Some(phrase) = scan.vocabulary.sayings.longest(scan.words, at) {
        found.extend(references::saying(scan, at, &phrase));
    }
}

/// "three o'clock", "eleven a.m.": the hour in words.
fn worded_hour(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let number = scan.before(at).and_then(|n| scan.number_at(n))?;
    (number.end == at)
        .then(|| clock::time(scan, number.first))
        .flatten()
}

/// "the 20th" after a preposition: a day of the month that the text spoke of.
fn monthless_day(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (day, ordinal) = scan.day_of_month(at)?;
    let first = scan.article_before(at);
    let timed = ["on", "by", "until", "from", "till"];
    let cued = scan
        .before(first)
        .is_some_and(|n| timed.iter().any(|w| scan.says(n, w)));
    let closed = !scan.follows(at + 1) || scan.is(at + 1, &scan.vocabulary.cues.connectors);
    let time = Time::Piece {
        piece: Piece::MonthlessDay(day),
        year: YearRef::None,
        which: Which::That,
    };
    (ordinal && first < at && cued && closed).then(|| Found {
        score: 0.6,
        ..Found::new(first, at + 1, time, "dates/day-of-month")
    })
}

/// The order of day and month: the one that the article's own unambiguous dates show, else the setting.
fn order(scan: &Scan<'_>, found: &[Found]) -> (DateOrder, bool) {
    let (mut day_first, mut month_first) = (0, 0);
    for date in found
        .iter()
        .filter(|f| f.rule == "dates/numeric" && f.end == f.first + 3)
    {
        if let (Some((a, _)), Some((b, _))) = (scan.digits(date.first), scan.digits(date.first + 1)) {
            day_first += usize::from((13..=31).contains(&a));
            month_first += usize::from((13..=31).contains(&b) && a <= 12);
        }
    }
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => (DateOrder::DayFirst, true),
        std::cmp::Ordering::Less => (DateOrder::MonthFirst, true),
        std::cmp::Ordering::Equal => (scan.reading.settings.date_order, false),
    }
}

fn mention(scan: &Scan<'_>, mut found: Found, resolver: &mut Resolver) -> Mention {
    let span = span(scan, &found);
    let when = resolver.resolve(scan, &mut found);
    Mention {
        kind: Kind::new("date"),
        field: scan.reading.field,
        span,
        sentence: scan.reading.sentence_of(found.first),
        value: Value::When(when),
        score: found.score,
        rule: RuleId::new(found.rule),
    }
}

/// The words' span, with the stop of an abbreviation at its end: "Sept.", "11 a.m."
fn span(scan: &Scan<'_>, found: &Found) -> Span {
    let mut span = scan.reading.span(found.first, found.end);
    if matches!(found.time, Time::ShortYear(_) | Time::ShortDecade(_)) {
        let apostrophe = ["'", "’", "‘"]
            .iter()
            .find(|mark| scan.reading.gap_text(found.first).ends_with(**mark));
        span.start -= apostrophe.map_or(0, |mark| mark.len() as u32);
    }
    let stopped = (scan.gap(found.end).has(Gap::STOP) || found.end == scan.words.len())
        && scan.reading.text.as_bytes().get(span.end as usize) == Some(&b'.');
    if !stopped {
        return span;
    }
    let last = scan.reading.word(found.end - 1);
    let abbreviated = last.contains('.') && last.ends_with(|c: char| c.is_ascii_alphabetic())
        || scan.is(found.end - 1, &scan.vocabulary.short_months)
        || scan.is(found.end - 1, &scan.vocabulary.short_weekdays);
    span.end += u32::from(abbreviated);
    span
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::extract::Settings;
    use crate::lexicon::Lexicon;
    use crate::model::{Anchor, AnchorSource, Article, Field, Mention, Value};
    use crate::pipeline::Analyst;

    fn mentions(text: &str) -> Vec<Mention> {
        static ANALYST: std::sync::OnceLock<Analyst> = std::sync::OnceLock::new();
        let analyst =
            ANALYST.get_or_init(|| Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap());
        let day = "2017-04-05".parse().unwrap();
        let published = Some(Anchor {
            day,
            source: AnchorSource::Metadata,
            ambiguous: false,
        });
        let article = Article {
            text: text.to_owned(),
            language: "en".into(),
            published,
            ..Article::default()
        };
        let (_, mentions) = analyst.mentions(&article, Field::Text);
        mentions
            .into_iter()
            .filter(|m| m.kind.as_str() == "date")
            .collect()
    }

    /// Words that rules start from and look at, to reach their corners.
    const WORDS: &str = "(the|last|next|early|end of|in|on|to|of|a|few|two|31|29|0|99999|2017|1812|BC|AD|Feb\\.|May|June|March|\
        Monday|Sun|week|year|years|days|century|quarter|half|ago|later|old|every|per|Easter|noon|night|pm|o'clock|now|\
        '99|1990s|Q3|FY17|12:30|03/04/2017|2017-02-30|T|fall|summer|weekend|second|-|–|,|\\.|\\()";

    proptest! {
        #[test]
        fn dates_lie_in_order_inside_the_text_and_cover_days_in_order(
            words in proptest::collection::vec(WORDS, 0..14),
            glue in "[ -]",
        ) {
            let text = words.join(&glue);
            let mut last = 0;
            for mention in mentions(&text) {
                prop_assert!(mention.span.start >= last && mention.span.end as usize <= text.len());
                prop_assert!(!mention.span.of(&text).is_empty());
                last = mention.span.end;
                let Value::When(when) = mention.value else { panic!("a date has a time") };
                prop_assert!(!when.value.is_empty());
                prop_assert!(when.from <= when.to);
            }
        }

        #[test]
        fn a_line_before_shifts_every_date(words in proptest::collection::vec(WORDS, 0..10)) {
            let text = words.join(" ");
            let shifted = mentions(&format!("\n{text}"));
            let plain = mentions(&text);
            let spans = |found: &[Mention], by: u32| found.iter().map(|m| m.span.start - by).collect::<Vec<_>>();
            prop_assert_eq!(spans(&shifted, 1), spans(&plain, 0));
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,60}") {
            mentions(&text);
        }
    }
}
