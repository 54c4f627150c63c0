//! Evidence of organisations: type words at either end, legal forms at the end, acronyms, and the company that they keep.

use crate::extract::names::around::{Around, Article};
use crate::extract::names::candidates::Candidate;
use crate::extract::names::evidence::{Evidence, Seen};
use crate::extract::names::look::{Look, Setting};
use crate::extract::names::vocabulary::Class;
use crate::model::{Gap, Shape};

/// What the name's own words say.
pub(crate) fn of_name(look: &Look<'_>, name: &Candidate, seen: &mut Seen) {
    let last = name.end - 1;
    if seen.has(Evidence::ListedPlace) && !seen.has(Evidence::ListedOrganisation) {
        // "Soviet Union", "United States": the list knows better than the type word.
        return;
    }
    let typed = |at: usize| look.is(at, Class::TypeWord);
    if name.len() == 1 {
        seen.add_if(typed(last), Evidence::TypeOnly);
        of_word(look, last, seen);
    } else {
        seen.add_if(typed(last), Evidence::TypeLast);
        seen.add_if(
            !typed(last) && look.is(last, Class::WeakType),
            Evidence::WeakTypeLast,
        );
        seen.add_if(
            look.is(name.first, Class::OrgAdjective),
            Evidence::OrgAdjectiveFirst,
        );
        let of = |at: usize| matches!(look.reading.word(at + 1), "of" | "for" | "de" | "on");
        let with_of = (name.first..last).any(|n| look.is_any(n, &[Class::TypeWord, Class::TakesOf]) && of(n));
        seen.add_if(with_of, Evidence::TypeOf);
        let inside = !typed(last) && !with_of && (name.first..last).any(typed);
        seen.add_if(inside, Evidence::TypeInside);
        seen.add_if(look.is(last, Class::LegalForm), Evidence::LegalForm);
        let capitals = |n: usize| look.shape(n) == Shape::Upper && !look.reading.word(n).contains('.');
        let inside = (name.first..name.end).any(capitals) && name.setting == Setting::Plain;
        seen.add_if(
            inside && !look.is(last, Class::NameSuffix),
            Evidence::AcronymInside,
        );
    }
    let ampersand = (name.first + 1..name.end).any(|n| look.reading.gap(n).has(Gap::AMPERSAND));
    seen.add_if(ampersand, Evidence::Ampersand);
    let other = look.is(last, Class::OtherType) && !look.is_any(last, &[Class::TypeWord, Class::PlaceType]);
    seen.add_if(other, Evidence::OtherType);
}

fn of_word(look: &Look<'_>, at: usize, seen: &mut Seen) {
    let word = look.reading.word(at);
    seen.add_if(look.is(at, Class::NotName), Evidence::NotName);
    let letters = || word.chars().filter(|c| c.is_alphabetic()).count();
    match look.shape(at) {
        Shape::Upper => {
            seen.add_if((2..=6).contains(&letters()), Evidence::Acronym);
        }
        // "NGOs", "TUEs": the plural of an acronym names no one.
        Shape::Mixed
            if word.ends_with('s') && word.chars().filter(|c| c.is_uppercase()).count() == letters() - 1 =>
        {
            seen.add(Evidence::NotOrganisation);
        }
        Shape::Mixed => seen.add(Evidence::MixedCase),
        Shape::Alphanumeric => seen.add(Evidence::Digits),
        _ => {}
    }
    seen.add_if(
        look.is(at, Class::NotOrganisation) && look.shape(at) != Shape::Capitalised,
        Evidence::NotOrganisation,
    );
    seen.add_if(is_domain(word), Evidence::Domain);
}

/// "velt.com"
fn is_domain(word: &str) -> bool {
    const ENDS: [&str; 7] = [".com", ".net", ".org", ".gov", ".edu", ".io", ".tv"];
    let end = |len: usize| word.len().checked_sub(len).and_then(|at| word.get(at..));
    let dotted = |end: &&str| end.starts_with('.');
    let end = end(4).filter(dotted).or_else(|| end(3).filter(dotted));
    end.is_some_and(|end| ENDS.iter().any(|e| end.eq_ignore_ascii_case(e)))
}

/// What stands around it.
pub(crate) fn of_context(look: &Look<'_>, name: &Candidate, around: &Around, seen: &mut Seen) {
    seen.add_if(name.before_title, Evidence::BeforeTitle);
    seen.add_if(
        !around.possessive && around.before_word(Class::OfficeNoun),
        Evidence::BeforeOffice,
    );
    let named = named_noun(look, around);
    seen.add_if(named || around.after_word(Class::OrgNoun), Evidence::AfterOrgNoun);
    seen.add_if(around.before_word(Class::OrgNoun), Evidence::BeforeOrgNoun);
    let property = around.before_word(Class::OrgProperty) || around.before_word(Class::OfficeNoun);
    seen.add_if(property && around.possessive, Evidence::PossessiveProperty);
    seen.add_if(
        !around.possessive && around.before_word(Class::OrgProperty),
        Evidence::BeforeProperty,
    );
    seen.add_if(around.before_word(Class::OrgVerb), Evidence::OrgVerb);
    seen.add_if(around.after_word(Class::OrgBefore), Evidence::OrgBefore);
    seen.add_if(governed(look, around), Evidence::Governed);
    if look.is_sport {
        sport(look, name, around, seen);
    }
    seen.add_if(around.article == Article::Definite, Evidence::AfterThe);
    seen.add_if(around.article == Article::Indefinite, Evidence::AfterA);
    let heads = [Class::OrgNoun, Class::PersonNoun, Class::PlaceNoun];
    match around.apposition(look, &heads) {
        Some(Class::OrgNoun) => seen.add(Evidence::OrgApposition),
        Some(Class::PersonNoun) => seen.add(Evidence::PersonApposition),
        Some(_) => seen.add(Evidence::PlaceApposition),
        None => {}
    }
}

/// Beside words of teams and scores.
fn sport(look: &Look<'_>, name: &Candidate, around: &Around, seen: &mut Seen) {
    seen.add(Evidence::Sport);
    // A country's team goes by the country's name, and is the country.
    if seen.has(Evidence::ListedCountry) {
        return;
    }
    let team =
        around.after_word(Class::TeamBefore) || !around.possessive && around.before_word(Class::TeamAfter);
    seen.add_if(team, Evidence::Team);
    let score = look.shape(name.end) == Shape::Number
        && look.words()[name.end].span.len() <= 3
        && look.reading.gap(name.end).is_blank();
    seen.add_if(score, Evidence::BeforeScore);
}

/// "a group called X", "the firm known as X".
fn named_noun(look: &Look<'_>, around: &Around) -> bool {
    let Some(at) = around.beside.before.filter(|at| *at > 1) else {
        return false;
    };
    let noun = match look.reading.word(at) {
        "called" | "named" | "dubbed" => at - 1,
        "as" if look.reading.word(at - 1) == "known" => at - 2,
        _ => return false,
    };
    look.is(noun, Class::OrgNoun) && !look.has_capital(noun)
}

/// "president of X", "shares of the X", "students at X", "works for X".
fn governed(look: &Look<'_>, around: &Around) -> bool {
    let Some(at) = around.beside.before.filter(|at| *at > 0) else {
        return false;
    };
    matches!(look.reading.word(at), "of" | "at" | "for" | "with" | "from")
        && look.reading.gap(at).is_blank()
        && look.is(at - 1, Class::OrgGovernor)
}
