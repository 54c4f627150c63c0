//! Days in a query: `published:` and `date:` take a year, a month, a day, or a range of them.

use std::ops::Bound;

use jiff::ToSpan as _;
use jiff::civil::Date;
use tantivy::Term;
use tantivy::query::{RangeQuery, TermSetQuery};

use super::numbers::{Wanted, number};
use super::syntax::{Asked, SyntaxError, error};
use super::{Compiler, Made, constant};
use crate::archive::days::{FIRST, LAST, query_terms};
use crate::archive::schema::day_number;

impl Compiler<'_> {
    /// Articles published in a period.
    pub(super) fn published(&mut self, at: usize, asked: &Asked) -> Made {
        let (from, to) = period(at, asked)?;
        let field = self.archive.fields.published;
        let bound = |day| Bound::Included(Term::from_field_u64(field, day_number(day)));
        Ok(Some(constant(Box::new(RangeQuery::new(bound(from), bound(to))))))
    }

    /// Articles that mention a day of a period, or a period that overlaps it.
    pub(super) fn date(&mut self, at: usize, asked: &Asked) -> Made {
        let (from, to) = period(at, asked)?;
        let field = self.archive.fields.days;
        self.marks.days.push((from, to));
        let terms = query_terms(from, to)
            .into_iter()
            .map(|term| Term::from_field_text(field, &term));
        Ok(Some(constant(Box::new(TermSetQuery::new(terms)))))
    }

    /// Articles with a figure in a range.
    pub(super) fn figure(&mut self, at: usize, measure: Option<&'static str>, asked: &Asked) -> Made {
        let (of, low, high) = bounds(asked);
        let wanted = match (low, high) {
            // `count:athlete`: any number of them.
            (Bound::Included(a), Bound::Included(b))
                if a == b && measure.is_some() && number(&a).is_none() && of.is_empty() =>
            {
                Wanted::new(Bound::Unbounded, Bound::Unbounded, measure, &a)
            }
            (low, high) => Wanted::new(number_bound(at, low)?, number_bound(at, high)?, measure, &of),
        };
        self.marks.figures.push(wanted);
        Ok(Some(constant(Box::new(self.archive.with_figure(wanted)?))))
    }
}

/// What stands before the sign, and the two bounds; `a..b` is a range, a single value both bounds.
fn bounds(asked: &Asked) -> (String, Bound<String>, Bound<String>) {
    match asked {
        Asked::Range { of, low, high } => (of.clone(), low.clone(), high.clone()),
        Asked::Words(words) => {
            let open = |bound: &str| match bound.trim() {
                "" | "*" => Bound::Unbounded,
                bound => Bound::Included(bound.to_owned()),
            };
            let (low, high) = words.text.split_once("..").unwrap_or((&words.text, &words.text));
            (String::new(), open(low), open(high))
        }
    }
}

fn number_bound(at: usize, bound: Bound<String>) -> Result<Bound<f64>, SyntaxError> {
    let read = |written: &str| {
        number(written).ok_or_else(|| {
            error(
                at,
                format!("{written:?} is no number"),
                "figure:>80, money:>=1000000, percent:5..10 or count:athlete>80",
            )
        })
    };
    Ok(match bound {
        Bound::Included(written) => Bound::Included(read(&written)?),
        Bound::Excluded(written) => Bound::Excluded(read(&written)?),
        Bound::Unbounded => Bound::Unbounded,
    })
}

/// The first and the last day of what is asked. A bound that is left out leaves out all of its month or year.
fn period(at: usize, asked: &Asked) -> Result<(Date, Date), SyntaxError> {
    let (_, low, high) = bounds(asked);
    let (low_text, high_text) = (text_of(&low), text_of(&high));
    let from = match &low {
        Bound::Included(written) => days(at, written)?.0,
        Bound::Excluded(written) => days(at, written)?.1.saturating_add(1.day()),
        Bound::Unbounded => FIRST,
    };
    let to = match &high {
        Bound::Included(written) => days(at, written)?.1,
        Bound::Excluded(written) => days(at, written)?.0.saturating_sub(1.day()),
        Bound::Unbounded => LAST,
    };
    if from > to {
        return Err(error(
            at,
            format!("no day lies from {low_text} to {high_text}"),
            "the earlier bound first",
        ));
    }
    Ok((from, to))
}

fn text_of(bound: &Bound<String>) -> &str {
    match bound {
        Bound::Included(text) | Bound::Excluded(text) => text,
        Bound::Unbounded => "*",
    }
}

/// `2017-02-21`, `20170221`, `2017-02` or `2017` as its first and last day.
fn days(at: usize, written: &str) -> Result<(Date, Date), SyntaxError> {
    let wrong = || {
        error(
            at,
            format!("{written:?} is no day"),
            "a year, a month or a day: 2017, 2017-02, 2017-02-21, 2017-02..2017-04, [2017-01 TO 2017-03] or >=2017-02",
        )
    };
    let compact = |text: &str| text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let parted = if compact(written) {
        format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..])
    } else {
        written.to_owned()
    };
    let numbers: Option<Vec<i16>> = parted.split('-').map(|part| part.parse().ok()).collect();
    let whole = parted.split('-').next().is_some_and(|year| year.len() == 4);
    let date = |year: i16, month: i16, day: i16| Date::new(year, month as i8, day as i8).map_err(|_| wrong());
    match numbers.ok_or_else(wrong)?.as_slice() {
        [year] if whole && *year > 0 => Ok((date(*year, 1, 1)?, date(*year, 12, 31)?)),
        [year, month] if whole && (1..=12).contains(month) => {
            let first = date(*year, *month, 1)?;
            Ok((first, first.last_of_month()))
        }
        [year, month, day] if whole && (1..=12).contains(month) && (1..=31).contains(day) => {
            let day = date(*year, *month, *day)?;
            Ok((day, day))
        }
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(written: &str) -> String {
        days(0, written).map_or_else(|e| e.why, |(from, to)| format!("{from} {to}"))
    }

    #[test]
    fn days_months_and_years() {
        for (written, expected) in [
            ("2017-02-21", "2017-02-21 2017-02-21"),
            ("20170221", "2017-02-21 2017-02-21"),
            ("2017-02", "2017-02-01 2017-02-28"),
            ("2017", "2017-01-01 2017-12-31"),
            ("2017-02-30", "\"2017-02-30\" is no day"),
            ("2017-13", "\"2017-13\" is no day"),
            ("soon", "\"soon\" is no day"),
            ("17", "\"17\" is no day"),
        ] {
            assert_eq!(between(written), expected, "{written}");
        }
    }

    #[test]
    fn a_bound_that_is_left_out_leaves_out_its_whole_month() {
        let asked = Asked::Range {
            of: String::new(),
            low: Bound::Excluded("2017-02".to_owned()),
            high: Bound::Excluded("2018".to_owned()),
        };
        let expected = ("2017-03-01".parse().unwrap(), "2017-12-31".parse().unwrap());
        assert_eq!(period(0, &asked), Ok(expected));
    }
}
