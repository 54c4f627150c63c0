//! Seasons, quarters and halves: `the summer of 1916`, `last winter`, `the first quarter`, `Q3 2016`, `the 1988 third quarter`.

use super::absolute::year_after;
use super::calendar::{Season, Stretch};
use super::expression::{Found, Piece, Time, Which, YearRef};
use super::scan::Scan;
use crate::model::Gap;

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

/// Words behind "the fall" that make it no time.
const FALLS: [&str; 8] = ["down", "from", "off", "into", "out", "on", "over", "onto"];

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
    // "in Spring, Texas": a town, or the season in a writer's capitals.
    if scan.shape(at).is_capital() && season == Season::Spring && article == at && !scan.starts_sentence(at) {
        return None;
    }
    let blurred = scan
        .lead(article, &scan.vocabulary.blurs)
        .is_some_and(|(_, blur)| blur.is_part());
    let timed = scan
        .before(article)
        .is_some_and(|n| IN.iter().any(|w| scan.says(n, w)));
    // "the fall of the house", "in the fall down a stairway"
    let drop = word.eq_ignore_ascii_case("fall") && FALLS.iter().any(|w| scan.says(at + 1, w));
    let goes_on =
        scan.follows(at + 1) && (scan.shape(at + 1).is_capital() || scan.says(at + 1, "of") || drop);
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
    if is_of_a_game(scan, at) {
        return None;
    }
    let (year, end) = year_after(scan, at + 1)
        .or_else(|| of_the_year(scan, at + 1))
        .unwrap_or((YearRef::None, at + 1));
    if let Some((first, year)) = year_before(scan, number.first).filter(|_| year == YearRef::None) {
        let quarter = Piece::Quarter(number.value as i8);
        return Some(piece(first, end, quarter, year, Which::Bare, "dates/quarter"));
    }
    let lead = scan
        .before(number.first)
        .filter(|n| scan.says(*n, "fiscal"))
        .unwrap_or(number.first);
    let (first, which) = scan
        .which_before(lead)
        .unwrap_or((scan.article_before(lead), Which::Bare));
    Some(piece(
        first,
        end,
        Piece::Quarter(number.value as i8),
        year,
        which,
        "dates/quarter",
    ))
}

/// "in the fourth quarter of the game", "a third-quarter touchdown".
fn is_of_a_game(scan: &Scan<'_>, at: usize) -> bool {
    (at.saturating_sub(8)..at + 6).any(|n| scan.is(n, &scan.vocabulary.cues.game))
}

/// "the 1988 third quarter", "last year's third quarter": where it begins, and the year.
fn year_before(scan: &Scan<'_>, at: usize) -> Option<(usize, YearRef)> {
    let last = scan.before(at)?;
    if let Some(year) = scan.year(last) {
        return Some((scan.article_before(last), YearRef::Given(year)));
    }
    let possessive = scan.gap(last) == Gap::NONE && matches!(scan.reading.word(last), "'s" | "’s");
    let unit = last
        .checked_sub(1)
        .filter(|n| possessive && scan.says(*n, "year"))?;
    let (first, which) = scan.which_before(unit)?;
    Some((first, YearRef::Relative(which)))
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
    let business = super::anaphors::is_business(scan, before, at + 1) && !is_of_a_game(scan, at);
    let closed = !(scan.follows(at + 1) && scan.says(at + 1, "of"));
    let (year, end) = year_after(scan, at + 1)
        .or_else(|| of_the_year(scan, at + 1))
        .or_else(|| (business && closed).then_some((YearRef::None, at + 1)))?;
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
        return super::fiscal_years::code(at, digits);
    }
    let (letter, digit) = match word.as_bytes() {
        [letter @ (b'Q' | b'H'), digit @ b'1'..=b'4'] | [digit @ b'1'..=b'4', letter @ (b'Q' | b'H')] => {
            (*letter, *digit)
        }
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
