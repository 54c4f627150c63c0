//! Seasons, quarters, halves and fiscal years: `the summer of 1916`, `last winter`, `the first quarter`, `Q3 2016`, `FY17`.

use super::absolute::year_after;
use super::calendar::{Season, Stretch};
use super::expression::{Found, Piece, Time, Which, YearRef};
use super::scan::Scan;
use super::years::century_of;
use crate::model::Shape;

fn piece(first: usize, end: usize, piece: Piece, year: YearRef, which: Which, rule: &'static str) -> Found {
    let time = match (piece, year) {
        (Piece::Season(season), YearRef::Given(y)) => Time::Known(Stretch::Season(y, season)),
        (Piece::Quarter(q), YearRef::Given(y)) => Time::Known(Stretch::Quarter(y, q)),
        (Piece::Half(h), YearRef::Given(y)) => Time::Known(Stretch::Half(y, h)),
        _ => Time::Piece { piece, year, which },
    };
    Found::new(first, end, time, rule)
}

/// Words before "the summer" that make it a time.
const IN: [&str; 12] = [
    "in",
    "during",
    "over",
    "by",
    "since",
    "until",
    "throughout",
    "through",
    "of",
    "for",
    "from",
    "before",
];

/// The season at `at`.
pub(super) fn season(scan: &Scan<'_>, at: usize, season: Season) -> Option<Found> {
    let rule = "dates/season";
    let article = scan.article_before(at);
    if let Some((year, end)) = year_after(scan, at + 1) {
        return Some(piece(
            article,
            end,
            Piece::Season(season),
            year,
            Which::Bare,
            rule,
        ));
    }
    if let Some((first, which)) = scan.which_before(at) {
        // "the last fall of snow" and "this spring" differ by what follows.
        let of = scan.follows(at + 1) && scan.says(at + 1, "of");
        return (!of).then(|| piece(first, at + 1, Piece::Season(season), YearRef::None, which, rule));
    }
    let word = scan.reading.word(at);
    let blurred = scan
        .lead(article, &scan.vocabulary.blurs)
        .is_some_and(|(_, blur)| blur.is_part());
    let timed = scan
        .before(article)
        .is_some_and(|n| IN.iter().any(|w| scan.says(n, w)));
    let goes_on = scan.follows(at + 1) && (scan.shape(at + 1).is_capital() || scan.says(at + 1, "of"));
    let plain = article < at || !word.eq_ignore_ascii_case("fall");
    if (timed || blurred) && plain && !goes_on {
        let found = piece(
            article,
            at + 1,
            Piece::Season(season),
            YearRef::None,
            Which::Bare,
            rule,
        );
        return Some(Found { score: 0.75, ..found });
    }
    None
}

/// The quarter of a year whose unit stands at `at`: `the first quarter of 2017`, `fourth-quarter`.
pub(super) fn quarter(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.joins(at) {
        return None;
    }
    let number = scan
        .ordinal(at - 1)
        .filter(|n| n.end == at && (1.0..=4.0).contains(&n.value))?;
    let (year, end) = year_after(scan, at + 1)
        .or_else(|| of_the_year(scan, at + 1))
        .unwrap_or((YearRef::None, at + 1));
    let (first, which) = scan
        .which_before(number.first)
        .unwrap_or((scan.article_before(number.first), Which::Bare));
    Some(piece(
        first,
        end,
        Piece::Quarter(number.value as i8),
        year,
        which,
        "dates/quarter",
    ))
}

/// "of the year" after a quarter or a half.
fn of_the_year(scan: &Scan<'_>, at: usize) -> Option<(YearRef, usize)> {
    let says = scan.says(at, "of") && scan.says(at + 1, "the") && scan.says(at + 2, "year");
    (says && scan.follows(at) && scan.follows(at + 1) && scan.follows(at + 2))
        .then_some((YearRef::None, at + 3))
}

/// `the first half of 2017`: a half needs its year, or it is one of a match.
pub(super) fn half(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let before = scan.joins(at).then(|| at - 1)?;
    let (year, end) = year_after(scan, at + 1).or_else(|| of_the_year(scan, at + 1))?;
    let first = scan.article_before(before);
    if let Some(number) = scan.ordinal(before).filter(|n| (1.0..=2.0).contains(&n.value)) {
        return Some(piece(
            first,
            end,
            Piece::Half(number.value as i8),
            year,
            Which::Bare,
            "dates/half",
        ));
    }
    let which = [("latter", 2), ("last", 2), ("former", 1)]
        .iter()
        .find(|(w, _)| scan.says(before, w))?;
    Some(piece(
        first,
        end,
        Piece::Half(which.1),
        year,
        Which::Bare,
        "dates/half",
    ))
}

/// `Q3`, `Q3 2016`, `3Q16`, `H1 2017`, `FY17`: letters and digits in one word at `at`.
pub(super) fn code(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let word = scan.reading.word(at);
    if let Some(digits) = word.strip_prefix("FY") {
        return Some(Found::new(
            at,
            at + 1,
            Time::Known(Stretch::Fiscal(fiscal(digits)?)),
            "dates/fiscal",
        ));
    }
    let (letter, digit) = match word.as_bytes() {
        [letter @ (b'Q' | b'H'), digit @ b'1'..=b'4'] => (*letter, *digit),
        [digit @ b'1'..=b'4', letter @ (b'Q' | b'H')] => (*letter, *digit),
        _ => return None,
    };
    let n = (digit - b'0') as i8;
    let year = year_after(scan, at + 1);
    let (year, end) = year.unwrap_or((YearRef::None, at + 1));
    match letter {
        b'Q' => Some(piece(
            at,
            end,
            Piece::Quarter(n),
            year,
            Which::Bare,
            "dates/quarter",
        )),
        _ if n <= 2 && year != YearRef::None => {
            Some(piece(at, end, Piece::Half(n), year, Which::Bare, "dates/half"))
        }
        _ => None,
    }
}

fn fiscal(digits: &str) -> Option<i16> {
    let value: u32 = digits.parse().ok()?;
    match digits.len() {
        4 if (1900..2200).contains(&value) => Some(value as i16),
        2 => Some(century_of(value)),
        _ => None,
    }
}

/// `fiscal 2017`, `fiscal year 2017`, `FY 2017`, `financial year 2016-17`: the year at `at` belongs to a budget.
pub(super) fn fiscal_year(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let year = scan.year(at)?;
    let mut before = scan.before(at)?;
    if scan.says(before, "year") {
        before = scan.before(before)?;
    }
    let fiscal = scan.says(before, "fiscal")
        || scan.says(before, "financial")
        || scan.reading.word(before) == "FY" && scan.shape(before) == Shape::Upper;
    fiscal.then(|| Found::new(before, at + 1, Time::Known(Stretch::Fiscal(year)), "dates/fiscal"))
}
