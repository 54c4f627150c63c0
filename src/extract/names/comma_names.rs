//! Names that hold a list: "Ministry of Labour, Family and Social Affairs", "Arkell, Dunmore & Pitt".

use super::look::Look;
use super::vocabulary::Class;
use crate::model::{Gap, Shape};

/// The word after a comma at `end` when the comma belongs to the name `first..end`; otherwise none.
pub(super) fn after_comma(look: &Look<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    let comma = end < limit && is_comma(look, end) && look.has_capital(end);
    (comma && (is_department(look, first, end, limit) || is_firm(look, first, end, limit))).then_some(end)
}

/// What a department may be for: a field of public life, or an ordinary word written large ("Human Services").
pub(super) fn is_field(look: &Look<'_>, at: usize) -> bool {
    let ordinary = look.is(at, Class::Common)
        && look.hit_at(at).is_none()
        && !look.is_any(at, &[Class::Title, Class::Given]);
    look.has_capital(at) && (ordinary || look.is_any(at, &[Class::OtherType, Class::Field]))
}

/// "Ministry of Labour" before ", Family and Social Affairs": fields with commas, then "and" and the last one.
fn is_department(look: &Look<'_>, first: usize, end: usize, limit: usize) -> bool {
    let of = (first..end).find(|n| look.reading.says(*n, "of"));
    if !of.is_some_and(|of| of > first && look.is(of - 1, Class::TakesAnd)) || !is_field(look, end - 1) {
        return false;
    }
    let mut at = end;
    while at + 1 < limit && is_field(look, at) {
        at += 1;
        if look.reading.word(at) == "and" && look.reading.gap(at).is_blank() {
            return at + 1 < limit && look.reading.gap(at + 1).is_blank() && is_field(look, at + 1);
        }
        // "Social Affairs": a field may have two words.
        if !look.reading.gap(at).is_blank() && !is_comma(look, at) {
            return false;
        }
    }
    false
}

/// "Arkell" before ", Dunmore & Pitt": surnames with commas, the last two tied by "&". One of a list of firms
/// ("Velmark, Dunmore & Pitt and Orbit") is left alone.
fn is_firm(look: &Look<'_>, first: usize, end: usize, limit: usize) -> bool {
    let surname = |at: usize| {
        at < limit
            && look.shape(at) == Shape::Capitalised
            && look.hit_at(at).is_none()
            && !look.is_any(
                at,
                &[Class::Common, Class::TypeWord, Class::LegalForm, Class::Calendar],
            )
    };
    let starts = first == 0 || !is_comma(look, first) && look.reading.word(first - 1) != "and";
    let alone = (first + 1..end).all(|at| is_comma(look, at));
    if !starts || !alone || !(first..end).all(surname) {
        return false;
    }
    let mut at = end;
    while surname(at) && at + 1 < limit && is_comma(look, at + 1) {
        at += 1;
    }
    let last = at + 1;
    let tied = surname(at) && surname(last) && look.reading.gap(last).has(Gap::AMPERSAND);
    let goes_on = last + 1 < limit
        && (is_comma(look, last + 1) && look.has_capital(last + 1) || look.reading.word(last + 1) == "and");
    tied && !goes_on
}

fn is_comma(look: &Look<'_>, at: usize) -> bool {
    let gap = look.reading.gap(at);
    Gap(gap.0 & !(Gap::SPACE.0 | Gap::LINE.0)) == Gap::COMMA
}
