//! The forms in which metadata write a day: ISO 8601, RFC 2822, compact, numeric in either order, in words. The day is the one written,
//! in its own offset; nothing is converted. A date that is not in the calendar, or before 1800 or after 2100, is none.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::lexicon::{DictionaryError, WordLists, dictionary};
use crate::model::DateOrder;

/// A day and what stood around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The day.
    pub(super) day: Date,
    /// Whether the setting decided which number is the month.
    pub(super) ambiguous: bool,
    /// Words that are no part of a date.
    pub(super) rest: Vec<String>,
}

/// Words and order of dates.
#[derive(Debug)]
pub(super) struct DateForms {
    months: BTreeMap<String, i8>,
    beside: BTreeSet<String>,
    order: DateOrder,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl DateForms {
    /// The built-in words.
    pub(super) fn built_in(order: DateOrder) -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("ingest/dates.toml"))?;
        let mut months = BTreeMap::new();
        for (number, month) in (1..).zip(MONTHS) {
            months.extend(lists.list(month)?.map(|name| (name.to_owned(), number)));
        }
        Ok(Self {
            months,
            beside: lists.list("beside")?.map(str::to_owned).collect(),
            order,
        })
    }

    /// The day of a metadata field, whatever else it says.
    pub(super) fn whole(&self, written: &str) -> Option<Found> {
        epoch(written.trim()).or_else(|| self.find(written))
    }

    /// The day of a line that says nothing else.
    pub(super) fn line(&self, line: &str) -> Option<Found> {
        self.find(line).filter(|found| found.rest.is_empty())
    }

    /// The first day in a short text.
    pub(super) fn find(&self, text: &str) -> Option<Found> {
        let words: Vec<String> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '(' | ')' | '[' | ']' | '"'))
            .map(|word| word.trim_matches([':', '.', '\'']))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let numeric = words.iter().enumerate().find_map(|(at, word)| {
            self.numeric(word)
                .map(|(day, ambiguous)| (at..at + 1, day, ambiguous))
        });
        let Some((used, day, ambiguous)) = numeric else {
            return self.worded(text, &words);
        };
        Some(Found {
            day,
            ambiguous,
            rest: self.rest(text, &words, |at| used.contains(&at)),
        })
    }

    /// `2017-04-03T10:00:00Z`, `2017/04/03`, `20170403`, `03.04.2017`, `4/3/17`.
    fn numeric(&self, word: &str) -> Option<(Date, bool)> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if let Some(day) = compact(word) {
            return Some((day, false));
        }
        let separator = word[digits..]
            .chars()
            .next()
            .filter(|c| matches!(c, '-' | '/' | '.' | '_'))?;
        let mut parts = word.splitn(3, separator);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        let end = third.bytes().take_while(u8::is_ascii_digit).count();
        let (third, after) = third.split_at(end);
        let clock = after.is_empty() || after.starts_with(['t', ' ', '_', 'z', '+', ':']);
        let short = |part: &str| (1..=2).contains(&part.len());
        if !clock || !short(second) {
            return None;
        }
        let middle = second.parse().ok()?;
        match (first.len(), third.len()) {
            (4, 1 | 2) => Some((day(first.parse().ok()?, middle, third.parse().ok()?)?, false)),
            (1 | 2, 2 | 4) => self.either_order(first.parse().ok()?, middle, year(third)?),
            _ => None,
        }
    }

    /// Day and month in the order of the setting, or in the other where only that is a date.
    fn either_order(&self, first: i8, second: i8, year: i16) -> Option<(Date, bool)> {
        let (european, american) = (day(year, second, first), day(year, first, second));
        let (wanted, other) = match self.order {
            DateOrder::DayFirst => (european, american),
            DateOrder::MonthFirst => (american, european),
        };
        let ambiguous = wanted.is_some() && other.is_some() && first != second;
        Some((wanted.or(other)?, ambiguous))
    }

    /// `5 March 2019`, `March 5th, 2019`, `Mon, 05 Mar 2019 10:00:00 +0000`, `Mon Mar  5 10:00:00 2019`, `5-Mar-19`.
    fn worded(&self, text: &str, words: &[String]) -> Option<Found> {
        let words: Vec<String> = words.iter().flat_map(|word| self.unjoined(word)).collect();
        let (at, month) = words.iter().enumerate().find_map(|(at, word)| {
            Some((at, *self.months.get(word.as_str())?)).filter(|_| beside_number(&words, at))
        })?;
        let before = (1..=2).filter_map(|back| at.checked_sub(back));
        let day_at = before
            .filter(|i| *i + 1 == at || words[at - 1] == "of" || words[at - 1] == "de")
            .find(|i| ordinal(&words[*i]).is_some())
            .or_else(|| Some(at + 1).filter(|i| words.get(*i).is_some_and(|w| ordinal(w).is_some())))?;
        let year_at = (at.saturating_sub(2)..(at + 6).min(words.len()))
            .find(|i| *i != day_at && words[*i].len() == 4 && year(&words[*i]).is_some())
            .or_else(|| {
                let next = at.max(day_at) + 1;
                words
                    .get(next)
                    .filter(|w| w.len() == 2 && year(w).is_some())
                    .map(|_| next)
            })?;
        let used = [at, day_at, year_at];
        Some(Found {
            day: day(year(&words[year_at])?, month, ordinal(&words[day_at])?)?,
            ambiguous: false,
            rest: self.rest(text, &words, |i| used.contains(&i)),
        })
    }

    /// The words of `5-mar-19` and `5/mar/2019`.
    fn unjoined(&self, word: &str) -> Vec<String> {
        let parts: Vec<&str> = word.split(['-', '/']).collect();
        if parts.iter().any(|part| self.months.contains_key(*part)) {
            parts.into_iter().map(str::to_owned).collect()
        } else {
            vec![word.to_owned()]
        }
    }

    /// The words that are neither used nor such as may stand beside a date, in the letter case of the text.
    fn rest(&self, text: &str, words: &[String], used: impl Fn(usize) -> bool) -> Vec<String> {
        let lower = text.to_lowercase();
        let same_length = lower.len() == text.len();
        words
            .iter()
            .enumerate()
            .filter(|(at, word)| !used(*at) && !self.beside.contains(word.as_str()) && !is_clock(word))
            .map(
                |(_, word)| match lower.find(word.as_str()).filter(|_| same_length) {
                    Some(at) => text.get(at..at + word.len()).unwrap_or(word).to_owned(),
                    None => word.clone(),
                },
            )
            .collect()
    }
}

/// A day in a file's name, apart from letters and digits around it: `20170403`, `2017_04_03`, `2017-04-03`.
pub(super) fn in_name(stem: &str) -> Option<Found> {
    let parts: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let compact = parts
        .iter()
        .find_map(|part| compact(part).filter(|_| part.len() == 8));
    let day = compact.or_else(|| {
        parts
            .windows(3)
            .find_map(|w| match (w[0].len(), w[1].len(), w[2].len()) {
                (4, 2, 2) => day(w[0].parse().ok()?, w[1].parse().ok()?, w[2].parse().ok()?),
                _ => None,
            })
    })?;
    Some(Found {
        day,
        ambiguous: false,
        rest: Vec::new(),
    })
}

/// `10:30`, `+0000`, `5.20pm`, `1030`: what a time of day and its zone are made of.
fn is_clock(word: &str) -> bool {
    let digits = word
        .trim_end_matches("am")
        .trim_end_matches("pm")
        .trim_end_matches('z');
    digits.bytes().any(|b| b.is_ascii_digit())
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-'))
        || matches!(word, "-" | "–" | "—" | "·" | "•" | "@")
}

fn beside_number(words: &[String], at: usize) -> bool {
    let number = |i: usize| words.get(i).is_some_and(|w| ordinal(w).is_some());
    number(at + 1) || at.checked_sub(1).is_some_and(number) || at.checked_sub(2).is_some_and(number)
}

/// A day of the month: `5`, `05`, `5th`.
fn ordinal(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th", "er", "º"]
        .iter()
        .find_map(|s| word.strip_suffix(s))
        .unwrap_or(word);
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|day| plain && (1..=31).contains(day))
}

/// A year of four digits, or of two as POSIX reads them: 69 to 99 are of the last century.
fn year(digits: &str) -> Option<i16> {
    let number: i16 = digits
        .parse()
        .ok()
        .filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    match digits.len() {
        2 if number >= 69 => Some(1900 + number),
        2 => Some(2000 + number),
        4 if (1800..=2100).contains(&number) => Some(number),
        _ => None,
    }
}

/// `20170403`, alone or before a time of day: `20170403T1000Z`, `20170403100000`.
fn compact(word: &str) -> Option<Date> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let after = word.get(digits..)?;
    if !(matches!(digits, 8 | 12 | 14) && (after.is_empty() || after.starts_with(['t', 'z', '_']))) {
        return None;
    }
    day(
        word[..4].parse().ok()?,
        word[4..6].parse().ok()?,
        word[6..8].parse().ok()?,
    )
}

/// Seconds, or thousandths, millionths or billionths of them, since 1970, in UTC, as they carry no offset.
fn epoch(written: &str) -> Option<Found> {
    let number: i64 = written.parse().ok()?;
    let seconds = match written.len() {
        9 | 10 => number,
        13 => number / 1000,
        16 => number / 1_000_000,
        19 => number / 1_000_000_000,
        _ => return None,
    };
    let day = jiff::Timestamp::from_second(seconds)
        .ok()?
        .to_zoned(TimeZone::UTC)
        .date();
    Some(Found {
        day,
        ambiguous: false,
        rest: Vec::new(),
    })
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day)
        .ok()
        .filter(|_| (1800..=2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(written: &str, order: DateOrder) -> Option<(String, bool)> {
        let found = DateForms::built_in(order).unwrap().whole(written)?;
        Some((found.day.to_string(), found.ambiguous))
    }

    #[test]
    fn days_as_metadata_write_them() {
        let cases = [
            ("2017-04-03", "2017-04-03"),
            ("2017-04-03 22:15:00", "2017-04-03"),
            ("2017-04-03T23:59:59-08:00", "2017-04-03"),
            ("2020-02-14T17:42:00+05:30", "2020-02-14"),
            ("2017-4-3", "2017-04-03"),
            ("2017/04/03", "2017-04-03"),
            ("2017_04_03", "2017-04-03"),
            ("20170403", "2017-04-03"),
            ("20170403T101500Z", "2017-04-03"),
            ("20170403101500", "2017-04-03"),
            ("1491177600", "2017-04-03"),
            ("1491177600000", "2017-04-03"),
            ("Mon, 03 Apr 2017 10:15:00 +0000", "2017-04-03"),
            ("3 Apr 17 10:15 GMT", "2017-04-03"),
            ("Mon Apr  3 10:15:00 2017", "2017-04-03"),
            ("5 March 2019", "2019-03-05"),
            ("March 5, 2019", "2019-03-05"),
            ("Tuesday, March 5th, 2019 at 5.20pm", "2019-03-05"),
            ("5th of March 2019", "2019-03-05"),
            ("Sept. 10, 2024", "2024-09-10"),
            ("5-Mar-2019", "2019-03-05"),
            ("5 mars 2019", "2019-03-05"),
            ("5. März 2019", "2019-03-05"),
            ("5 de marzo de 2019", "2019-03-05"),
            ("31/12/2019", "2019-12-31"),
            ("12/31/2019 10:00", "2019-12-31"),
            ("31.12.19", "2019-12-31"),
            ("05.05.2019", "2019-05-05"),
            ("Published 2019-03-05", "2019-03-05"),
        ];
        for (written, day) in cases {
            assert_eq!(
                whole(written, DateOrder::DayFirst),
                Some((day.to_owned(), false)),
                "{written}"
            );
        }
    }

    #[test]
    fn the_setting_decides_between_orders_and_that_is_marked() {
        let ambiguous = |day: &str| Some((day.to_owned(), true));
        assert_eq!(whole("03/04/2017", DateOrder::DayFirst), ambiguous("2017-04-03"));
        assert_eq!(
            whole("03/04/2017", DateOrder::MonthFirst),
            ambiguous("2017-03-04")
        );
    }

    #[test]
    fn what_is_no_day() {
        let cases = [
            "",
            "yesterday",
            "2017",
            "2017-04",
            "April 2017",
            "2017-02-30",
            "31/31/2017",
            "30 February 2019",
            "0000-00-00",
            "1492-10-12",
            "9999-12-31",
            "10:15:00",
            "1.2.3",
            "May",
            "12345678901234567890",
            "2017-04-031",
        ];
        for written in cases {
            assert_eq!(whole(written, DateOrder::DayFirst), None, "{written}");
        }
    }

    #[test]
    fn days_in_file_names() {
        let cases = [
            ("northwire-20190707", Some("2019-07-07")),
            ("2017_04_03_story", Some("2017-04-03")),
            ("story-2017-04-03-update", Some("2017-04-03")),
            ("994e20170403bc", None),
            ("story-12345678", None),
            ("001", None),
        ];
        for (stem, day) in cases {
            assert_eq!(in_name(stem).map(|f| f.day.to_string()).as_deref(), day, "{stem}");
        }
    }
}
