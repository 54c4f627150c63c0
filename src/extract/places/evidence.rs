//! Evidence of places: prepositions, "X-based", sorts of places, datelines, commas between a town and its country.

use crate::extract::names::around::Around;
use crate::extract::names::candidates::Candidate;
use crate::extract::names::evidence::{Evidence, Seen};
use crate::extract::names::look::{Look, Setting};
use crate::extract::names::vocabulary::Class;
use crate::model::{Gap, Shape};

/// What the name's own words say.
pub(crate) fn of_name(look: &Look<'_>, name: &Candidate, seen: &mut Seen) {
    let last = name.end - 1;
    let sort = |at: usize| look.is(at, Class::PlaceType);
    if name.len() > 1 {
        let saint = matches!(look.reading.word(name.first), "St" | "Saint" | "St.");
        seen.add_if(sort(last) || (sort(name.first) && !saint), Evidence::PlaceType);
        let of =
            (name.first..last).any(|n| look.is(n, Class::PlaceTakesOf) && look.reading.says(n + 1, "of"));
        seen.add_if(of, Evidence::PlaceTypeOf);
        let place_first =
            look.hit_at(name.first).is_some_and(|h| h.end < name.end) && listed_place(look, name.first);
        seen.add_if(place_first, Evidence::PlaceFirst);
        // "Southeast Asia", "S. Korea"
        let letter = look.shape(name.first) == Shape::Letter
            && matches!(look.reading.word(name.first), "N" | "S" | "E" | "W");
        let known = listed_place(look, name.first + 1);
        let direction = name.len() == 2 && (look.is(name.first, Class::Direction) || letter && known);
        seen.add_if(direction, Evidence::AfterDirection);
        seen.add_if(letter && known && name.len() == 2, Evidence::ListedPlace);
    }
    if look.vocabulary.is_demonym(look.words(), name.first, name.end) {
        seen.add(Evidence::DemonymOnly);
    } else if look.is(name.first, Class::Demonym) {
        seen.add(if name.len() == 1 {
            Evidence::DemonymOnly
        } else {
            Evidence::DemonymFirst
        });
    }
}

/// Whether a place of the dictionary begins at word `at`.
fn listed_place(look: &Look<'_>, at: usize) -> bool {
    look.hit_at(at)
        .is_some_and(|h| h.hit.entities().any(|(e, _)| e.kind == "place"))
}

/// What stands around it.
pub(crate) fn of_context(look: &Look<'_>, name: &Candidate, around: &Around, seen: &mut Seen) {
    if let Some(at) = around.beside.before {
        let word = look.reading.word(at);
        seen.add_if(matches!(word, "in" | "In"), Evidence::AfterIn);
        seen.add_if(word == "of", Evidence::AfterOf);
        let preposition = look.is(at, Class::PlacePreposition) && !matches!(word, "in" | "In");
        seen.add_if(preposition, Evidence::AfterPreposition);
        seen.add_if(look.is(at, Class::Direction), Evidence::AfterDirection);
        let noun_of = word == "of" && at > 0 && look.is(at - 1, Class::PlaceNoun);
        seen.add_if(noun_of || look.is(at, Class::PlaceNoun), Evidence::AfterPlaceNoun);
        seen.add_if(look.shape(at) == Shape::Number, Evidence::AfterNumber);
    }
    seen.add_if(
        !around.possessive && around.before_word(Class::PlaceProperty),
        Evidence::BeforePlaceProperty,
    );
    let body = around
        .beside
        .after
        .is_some_and(|at| look.is(at, Class::PlaceBody));
    seen.add_if(body, Evidence::BeforeGovernment);
    hyphen(look, around, seen);
    commas(look, name, around, seen);
    dateline(look, name, around, seen);
}

fn hyphen(look: &Look<'_>, around: &Around, seen: &mut Seen) {
    let Some(at) = around.right.filter(|_| around.gap_after.is_hyphen()) else {
        return;
    };
    match look.reading.word(at) {
        "based" | "born" | "bound" | "area" | "wide" => seen.add(Evidence::Based),
        _ => seen.add(Evidence::HyphenAfter),
    }
}

/// "Paris, France": each side speaks for the other when a dictionary knows it.
fn commas(look: &Look<'_>, name: &Candidate, around: &Around, seen: &mut Seen) {
    let is_place = |at: usize| listed_place(look, at);
    if around.gap_after == Gap::COMMA | Gap::SPACE {
        seen.add_if(around.right.is_some_and(is_place), Evidence::BeforePlaceComma);
    }
    let before = name
        .first
        .checked_sub(1)
        .filter(|_| look.reading.gap(name.first) == Gap::COMMA | Gap::SPACE);
    let known = before.is_some_and(|last| {
        (last.saturating_sub(2)..=last)
            .any(|at| look.hit_at(at).is_some_and(|h| h.end == last + 1) && is_place(at))
    });
    seen.add_if(known, Evidence::AfterPlaceComma);
}

/// "NAIROBI, Kenya (AP) -": the head of a paragraph up to its dash.
fn dateline(look: &Look<'_>, name: &Candidate, around: &Around, seen: &mut Seen) {
    let range = look.reading.sentences()[name.sentence].range();
    let line = name.first == range.start && around.gap_before.has_any(Gap::LINE | Gap::PARAGRAPH);
    if line && look.shape(name.first) == Shape::Upper && listed_place(look, name.first) {
        // "LONDON 30 August", "LONDON, Aug 30": a line of its own at the head of an article.
        let dated = around
            .right
            .is_some_and(|at| look.shape(at) == Shape::Number || look.is(at, Class::Calendar));
        seen.add_if(dated, Evidence::Dateline);
    }
    if name.first > range.start + 6 || name.setting != Setting::Plain && name.setting != Setting::Capitals {
        return;
    }
    if look.shape(range.start) != Shape::Upper {
        return;
    }
    let dash = (name.end..range.end.min(name.end + 8)).find(|at| is_dash(look.reading.gap(*at)));
    let Some(dash) = dash else {
        return;
    };
    let small = |n: usize| look.shape(n) == Shape::Lower;
    if (range.start..dash).any(small) {
        return;
    }
    let bracketed = around.gap_before.has_any(Gap::OPEN) && around.gap_after.has_any(Gap::CLOSE);
    seen.add_if(bracketed, Evidence::DatelineAgency);
    let place = !bracketed
        && (range.start..=name.first).all(|n| !look.reading.gap(n).has_any(Gap::OPEN) || n == range.start);
    seen.add_if(place && name.first <= range.start + 3, Evidence::Dateline);
}

/// A dash of a dateline: blanks around it, after a bracket or a word.
fn is_dash(gap: Gap) -> bool {
    gap.has(Gap::SPACE) && gap.has_any(Gap::DASH | Gap::HYPHEN) && !gap.has_any(Gap::STOP | Gap::COMMA)
}
