//! `published:` in a query: days, months and years as ranges of numbers.

use tantivy::query_grammar::{UserInputAst, UserInputBound, UserInputLeaf};

use super::ArchiveError;

/// A day, month or year as the range of its days.
pub(super) fn days(written: &str) -> Result<UserInputAst, ArchiveError> {
    let (first, last) = day_numbers(written)?;
    Ok(UserInputLeaf::Range {
        field: Some("published".to_owned()),
        lower: UserInputBound::Inclusive(first.to_string()),
        upper: UserInputBound::Inclusive(last.to_string()),
    }
    .into())
}

/// A bound as a number: of a month, its first or last day, so that the bound holds the whole month or none of it.
pub(super) fn day_bound(bound: UserInputBound, upper: bool) -> Result<UserInputBound, ArchiveError> {
    Ok(match bound {
        UserInputBound::Inclusive(day) => {
            let (first, last) = day_numbers(&day)?;
            UserInputBound::Inclusive(if upper { last } else { first }.to_string())
        }
        UserInputBound::Exclusive(day) => {
            let (first, last) = day_numbers(&day)?;
            UserInputBound::Exclusive(if upper { first } else { last }.to_string())
        }
        UserInputBound::Unbounded => UserInputBound::Unbounded,
    })
}

/// `2017-04-03`, `2017-04` or `2017` as the first and last number of [`super::schema::day_number`] that it holds.
fn day_numbers(written: &str) -> Result<(u64, u64), ArchiveError> {
    let wrong = || {
        ArchiveError::new(
            "this is no day",
            written,
            "published: takes a year, a month or a day",
            "published:2017, published:2017-02, published:2017-02-21 or published:[2017-01 TO 2017-03]",
        )
    };
    let parts: Vec<u64> = written
        .split('-')
        .map(|p| p.parse().map_err(|_| wrong()))
        .collect::<Result<_, _>>()?;
    match parts.as_slice() {
        [year] if *year < 10_000 => Ok((year * 10_000, year * 10_000 + 9_999)),
        [day] if *day < 100_000_000 => Ok((*day, *day)),
        [year, month] if *month < 100 => Ok((year * 10_000 + month * 100, year * 10_000 + month * 100 + 99)),
        [year, month, day] if *month < 100 && *day < 100 => {
            let number = year * 10_000 + month * 100 + day;
            Ok((number, number))
        }
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::day_numbers;

    #[test]
    fn days_months_and_years_are_ranges() {
        assert_eq!(day_numbers("2017-02-21").unwrap(), (20_170_221, 20_170_221));
        assert_eq!(day_numbers("2017-02").unwrap(), (20_170_200, 20_170_299));
        assert_eq!(day_numbers("2017").unwrap(), (20_170_000, 20_179_999));
        assert!(day_numbers("soon").is_err() && day_numbers("2017-02-21-1").is_err());
    }
}
