//! Which words and marks between two capitalised words belong inside one name.

use super::comma_names::{after_comma, is_field};
use super::look::Look;
use super::vocabulary::Class;
use crate::model::{Gap, Shape};

/// Whether only what may stand inside a name stands between word `at` and the word before it.
pub(crate) fn touches(look: &Look<'_>, at: usize) -> bool {
    let gap = look.reading.gap(at);
    if gap.is_blank() || gap.is_hyphen() {
        return true;
    }
    let solid = Gap(gap.0 & !(Gap::SPACE.0 | Gap::LINE.0));
    let before = at - 1;
    match solid {
        Gap::AMPERSAND => true,
        // "Velmark Inc. Quillon Corp. agreed": a legal form is the last word, or before another one.
        Gap::STOP if gap != Gap::STOP && look.is(before, Class::LegalForm) => look.is_any(
            at,
            &[Class::LegalForm, Class::NameSuffix, Class::Title, Class::TypeWord],
        ),
        Gap::STOP if gap != Gap::STOP => {
            look.shape(before) == Shape::Letter
                || look.is_any(before, &[Class::Abbreviation, Class::Title])
                || look.reading.word(before).contains('.')
        }
        Gap::COMMA => {
            look.is_any(at, &[Class::LegalForm, Class::NameSuffix]) && look.shape(at) != Shape::Lower
        }
        // "Moss/Velt" and the like: a firm of two names, unless both are places or ordinary words.
        Gap::SLASH => {
            let own = |at: usize| {
                look.shape(at) == Shape::Capitalised
                    && !look.is(at, Class::Common)
                    && look.hit_at(at).is_none()
            };
            gap == Gap::SLASH && own(before) && own(at)
        }
        // "Governors' Association", "Office Workers' Local"
        Gap::APOSTROPHE => {
            let heads = [Class::TypeWord, Class::WeakType, Class::Numbered];
            gap.has_any(Gap::SPACE)
                && look.reading.word(before).ends_with('s')
                && look.hit_at(before).is_none()
                && look.is_any(at, &heads)
                && look.has_capital(at)
        }
        _ => false,
    }
}

/// The capitalised word after small words that belong to the name `first..end`, if they do.
pub(crate) fn bridge(look: &Look<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    if look.is_possessive(end) {
        return possessive(look, first, end, limit);
    }
    if let Some(next) = nickname(look, first, end, limit) {
        return Some(next);
    }
    if !look.reading.gap(end).is_blank() {
        return after_comma(look, first, end, limit);
    }
    match look.reading.word(end) {
        "of" => after_of(look, first, end, limit),
        "for" | "on" | "against" | "without" => {
            takes(look, first, end, &[Class::TakesOf]).then(|| capital_after(look, end + 1, limit))?
        }
        "at" => (look.reading.word(first) == "University").then(|| capital_after(look, end + 1, limit))?,
        "and" => after_and(look, first, end, limit),
        _ => particles(look, end, limit),
    }
}

/// `Roberto "Boy" Velt`, "James (Leo) Velt": the surname after a nickname in quotation marks or brackets.
fn nickname(look: &Look<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    let opens = look.reading.gap(end);
    if !opens.has(Gap::SPACE)
        || !opens.has_any(Gap::QUOTE | Gap::OPEN)
        || opens.has_any(Gap::COMMA | Gap::STOP)
    {
        return None;
    }
    let close = if opens.has(Gap::QUOTE) {
        Gap::QUOTE
    } else {
        Gap::CLOSE
    };
    let next = (end + 1..limit.min(end + 4)).find(|n| look.reading.gap(*n).has_any(close))?;
    let inside = (end..next)
        .all(|n| look.has_capital(n) || look.reading.word(n) == "of" || look.reading.word(n) == "the");
    let short = opens.has(Gap::QUOTE) || next == end + 1;
    let name = |at: usize| {
        look.shape(at) == Shape::Capitalised
            && !look.is_any(at, &[Class::Function, Class::Common, Class::Calendar])
    };
    let fits = inside
        && short
        && end <= first + 3
        && (look.is(first, Class::Given) || close == Gap::QUOTE)
        && name(end - 1)
        && look.reading.gap(next).has(Gap::SPACE)
        && !look
            .reading
            .gap(next)
            .has_any(Gap::COMMA | Gap::STOP | Gap::COLON)
        && name(next);
    fits.then_some(next)
}

/// "People's Daily", "St. Mary's Hospital"; but "Iran's Revolutionary Guard" is two.
fn possessive(look: &Look<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    let next = end + 1;
    let saint = end >= first + 2 && matches!(look.reading.word(first), "St" | "Saint" | "St.");
    let firm = (next..limit.min(next + 3))
        .take_while(|n| look.has_capital(*n) && (*n == next || look.reading.gap(*n).is_blank()))
        .any(|n| look.is(n, Class::LegalForm));
    let shop =
        end == first + 1 && (firm || look.is(next, Class::PossessiveTakes)) && look.hit_at(first).is_none();
    let place = look.hit_at(first).is_some_and(|h| h.end == end);
    let office = is_office_of_holder(look, end, limit);
    let inside = look.is(end - 1, Class::PossessiveInside) || office || shop || saint && !place;
    let goes_on = next < limit
        && look.reading.gap(next).is_blank()
        && look.has_capital(next)
        && !look.is(next, Class::Function);
    (inside && goes_on).then_some(next)
}

/// The "'s Office" of "Mobile County Sheriff's Office", the "'s Attorney" of "State's Attorney's Office".
pub(super) fn is_office_of_holder(look: &Look<'_>, possessive: usize, limit: usize) -> bool {
    let office = possessive + 1;
    let state = office + 1 < limit
        && look.reading.word(possessive - 1) == "State"
        && look.reading.word(office) == "Attorney"
        && look.is_possessive(office + 1);
    let holder = look.is(possessive - 1, Class::OfficeHolder)
        && matches!(
            look.reading.word(office),
            "Office" | "Department" | "Dept" | "Bureau"
        );
    office < limit && look.is_possessive(possessive) && look.has_capital(possessive - 1) && (holder || state)
}

fn after_of(look: &Look<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    // "in Kansas City of the Velt League": the place is a name by itself.
    let place = (first..end - 1).any(|at| {
        look.hit_at(at)
            .is_some_and(|h| h.end == end && h.hit.entities().all(|(e, _)| e.kind == "place"))
    });
    if place {
        return None;
    }
    let heads = [Class::TakesOf, Class::TypeWord, Class::PlaceTakesOf];
    let numbered = look.shape(end - 1) == Shape::Number && look.is(first, Class::Numbered);
    if !numbered && !takes(look, first, end, &heads) {
        return None;
    }
    let next = capital_after(look, end + 1, limit)?;
    // "the City of London" is one; "the town of Springfield" is written small and never comes here.
    // "Bank of England Governor" has a title there, "Ministry of Interior" none, and "Ministry of Justice" a field.
    let title = look.is(next, Class::Title) && look.vocabulary.titles.longest(look.words(), next).is_some();
    (!title || look.is_any(next, &[Class::TypeWord, Class::Field])).then_some(next)
}

/// Whether the last word of `first..end` is one whose name goes on.
fn takes(look: &Look<'_>, first: usize, end: usize, heads: &[Class]) -> bool {
    let head = end - 1;
    look.is_any(head, heads) && !(head == first && look.is(head, Class::Demonym))
}

/// The name word at `at`, or after one "the".
fn capital_after(look: &Look<'_>, at: usize, limit: usize) -> Option<usize> {
    let at = if look.reading.word(at) == "the" {
        at + 1
    } else {
        at
    };
    let fits = at < limit
        && (at - 1..=at).all(|n| look.reading.gap(n).is_blank())
        && look.has_capital(at)
        && !look.is_any(at, &[Class::Function, Class::Calendar]);
    fits.then_some(at)
}

/// "Health and Human Services" inside a department's name, "Food and Drug Administration"; two names otherwise.
fn after_and(look: &Look<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    let next = capital_after(look, end + 1, limit)?;
    if next != end + 1 || !is_field(look, next) {
        return None;
    }
    let heads: &[Class] = if look.is(next, Class::Field) {
        &[Class::TakesAnd, Class::TakesOf, Class::TypeWord]
    } else {
        &[Class::TakesAnd]
    };
    let of_field = (first..end).any(|n| look.is_any(n, heads))
        && (first..end).any(|n| matches!(look.reading.word(n), "of" | "for" | "on"));
    if of_field {
        return Some(next);
    }
    // "Food and Drug Administration": a field before, and a type word soon after.
    let before = is_field(look, end - 1) && (first..end).all(|n| !look.is(n, Class::TypeWord));
    let typed = (next + 1..limit.min(next + 4))
        .take_while(|n| look.has_capital(*n) && look.reading.gap(*n).is_blank())
        .any(|n| look.is(n, Class::TypeWord));
    (before && typed).then_some(next)
}

/// Up to three small words of foreign names before a capital: de la Cruz, bin Laden.
fn particles(look: &Look<'_>, end: usize, limit: usize) -> Option<usize> {
    let mut at = end;
    while at < limit && at < end + 3 && look.is(at, Class::Particle) && look.shape(at) == Shape::Lower {
        let gap = look.reading.gap(at);
        let tied = at > end && gap.has_any(Gap::HYPHEN | Gap::APOSTROPHE);
        if !gap.is_blank() && !tied {
            return None;
        }
        at += 1;
    }
    let gap = look.reading.gap(at);
    let joined = gap.is_blank() || gap.is_hyphen() || gap == Gap::APOSTROPHE;
    let fits = at > end
        && at < limit
        && joined
        && look.has_capital(at)
        && !look.is_any(at, &[Class::Function, Class::Calendar]);
    // One of these alone joins nothing; two or more small words do (de los, van den).
    let alone = at == end + 1 && matches!(look.reading.word(end), "an" | "of" | "den" | "do");
    (fits && !alone).then_some(at)
}
