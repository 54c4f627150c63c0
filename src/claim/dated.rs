//! What a date in a text says: which days it covers, and whether it can be the day of something that happened.

use std::ops::Range;

use jiff::civil::Date;

use super::page::Page;
use crate::model::{Gap, Mention, TimexType, Value, When};

/// The rule that reads a clock time without a day: its day is that of another date, or of the article.
pub(super) const BARE_CLOCK: &str = "dates/clock";

/// Words within which a date before a dash is that of the dateline.
const HEAD: usize = 8;

/// Days from which a time is too long for one event.
const LONG: i32 = 62;

/// Days, weeks, months, years and clock times of a known day; no durations, no sets.
pub(super) fn is_calendar(when: &When) -> bool {
    matches!(when.timex, TimexType::Date | TimexType::Time) && when.from.is_some()
}

/// Words that an agency's name has in a dateline.
const AGENCY: usize = 4;

/// "(Nov. 18, 2015) — A boy …", "LISBON, March 4 (Northwire) — A boy …": the dateline's date, which tells when the report was written.
pub(super) fn is_dateline(page: &Page<'_>, date: &Range<usize>) -> bool {
    let ends = |gap: Gap| gap.has_any(Gap::STOP | Gap::TERMINAL | Gap::PARAGRAPH);
    let dash = |gap: Gap| !ends(gap) && (gap.has(Gap::DASH) || gap.has(Gap::HYPHEN.with(Gap::SPACE)));
    let bracket = Gap::OPEN | Gap::SLASH;
    let agency = || {
        let behind = date.end + 1..=date.end + AGENCY;
        let close = |n: &usize| page.gap(*n).has_any(Gap::CLOSE | Gap::SLASH);
        page.gap(date.end).has_any(bracket) && { behind }.find(close).is_some_and(|n| dash(page.gap(n)))
    };
    date.start < HEAD && (dash(page.gap(date.end)) || agency())
}

/// First and last day of a date; none of what is no date.
pub(super) fn days_of(page: &Page<'_>, mention: usize) -> Option<(Date, Date)> {
    let Value::When(when) = &page.mentions[mention].value else {
        return None;
    };
    let (from, to) = (when.from?, when.to?);
    if is_morning_after(page, mention, when) {
        return Some((from.tomorrow().ok()?, to.tomorrow().ok()?));
    }
    Some((from, to))
}

/// "an overnight shooting … at 1 a.m.": the hour belongs to the morning, not to the eve that the night is named by.
fn is_morning_after(page: &Page<'_>, mention: usize, when: &When) -> bool {
    let hour = when.value.split('T').nth(1).and_then(|time| time.get(..2));
    let early = hour.and_then(|h| h.parse::<u8>().ok()).is_some_and(|h| h < 12);
    let same_eve = |m: &Mention| matches!(&m.value, Value::When(w) if w.from == when.from);
    early
        && page.mentions[mention].rule.as_str() == BARE_CLOCK
        && (0..page.mentions.len()).any(|n| is_overnight(page, n) && same_eve(page.mentions[n]))
}

/// "overnight": from an evening to the morning after.
pub(super) fn is_overnight(page: &Page<'_>, mention: usize) -> bool {
    page.text(&page.ranges[mention]).eq_ignore_ascii_case("overnight")
}

/// Whether a date is a single day.
pub(super) fn is_one_day(page: &Page<'_>, mention: usize) -> bool {
    days_of(page, mention).is_some_and(|(from, to)| from == to)
}

/// Whether a date includes a day.
pub(super) fn covers(page: &Page<'_>, mention: usize, day: Date) -> bool {
    days_of(page, mention).is_some_and(|(from, to)| from <= day && day <= to)
}

/// Whether a date is to come.
pub(super) fn is_future(page: &Page<'_>, mention: usize) -> bool {
    let published = page.article.published.map(|a| a.day);
    days_of(page, mention)
        .zip(published)
        .is_some_and(|((from, _), published)| from > published)
}

/// Whether a date is over when its article is printed.
pub(super) fn is_past(page: &Page<'_>, mention: usize) -> bool {
    let published = page.article.published.map(|a| a.day);
    days_of(page, mention)
        .zip(published)
        .is_some_and(|((_, to), published)| to < published)
}

/// Whether a date is a long time that the article lies in: "shootings so far this year" are not one event.
pub(super) fn is_ongoing(page: &Page<'_>, mention: usize) -> bool {
    let published = page.article.published.map(|a| a.day);
    days_of(page, mention)
        .zip(published)
        .is_some_and(|((from, to), published)| {
            (to - from).get_days() > LONG && from <= published && published <= to
        })
}

/// Whether a date covers most of a year or more.
pub(super) fn is_year(page: &Page<'_>, mention: usize) -> bool {
    days_of(page, mention).is_some_and(|(from, to)| (to - from).get_days() > LONG)
}
