//! Evidence of persons: titles, given names, initials, roles, what people do.

use crate::extract::names::around::{Around, Article};
use crate::extract::names::candidates::Candidate;
use crate::extract::names::evidence::{Evidence, Seen};
use crate::extract::names::look::Look;
use crate::extract::names::vocabulary::Class;
use crate::model::{Gap, Shape};

/// Endings of many surnames of newswire, longest first, with the least length of a word that may have them.
const SURNAME_ENDINGS: &[&str] = &[
    "sson", "ssen", "enko", "vich", "wicz", "berg", "stein", "mann", "shvili", "escu", "poulos", "idis",
    "yan", "son", "sen", "ski", "sky", "ova", "eva", "ez", "ov", "ev", "ic", "ini", "elli", "etti",
];

/// Of two letters, the bit of the second in the number of the first: which pairs end [`SURNAME_ENDINGS`]. Most words end in another.
const LAST_TWO: [u32; 32] = {
    let mut pairs = [0; 32];
    let mut at = 0;
    while at < SURNAME_ENDINGS.len() {
        let ending = SURNAME_ENDINGS[at].as_bytes();
        let (first, second) = (ending[ending.len() - 2], ending[ending.len() - 1]);
        pairs[(first % 32) as usize] |= 1 << (second % 32);
        at += 1;
    }
    pairs
};

fn ends_as_surname(word: &str) -> bool {
    let may = word
        .as_bytes()
        .last_chunk::<2>()
        .is_some_and(|[first, second]| LAST_TWO[(first % 32) as usize] >> (second % 32) & 1 == 1);
    may && SURNAME_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// What the name's own words say.
pub(crate) fn of_name(look: &Look<'_>, name: &Candidate, seen: &mut Seen) {
    // "Hong Kong" begins with a given name, and is a place.
    let place = seen.has(Evidence::ListedPlace) && name.len() > 1;
    let given = !place && look.is(name.first, Class::Given) && look.shape(name.first) != Shape::Upper;
    // Alone, "Israel" and "Paris" are places unless more speaks for a person.
    let place_too = seen.has(Evidence::ListedPlace) || seen.has(Evidence::ListedPlaceWeak);
    seen.add_if(given && name.len() == 1 && !place_too, Evidence::GivenOnly);
    seen.add_if(
        given && name.len() > 1 && follows_closely(look, name.first + 1),
        Evidence::GivenFirst,
    );
    seen.add_if(
        given && look.is(name.first, Class::GivenWeak),
        Evidence::GivenAmbiguous,
    );
    let last = name.end - 1;
    if name.len() > 1 {
        let initial = (name.first..last).any(|n| is_initial(look, n));
        seen.add_if(initial, Evidence::Initial);
        let particle = (name.first + 1..last).any(|n| {
            look.is(n, Class::Particle) && look.shape(n) == Shape::Lower && look.reading.word(n) != "of"
        });
        seen.add_if(particle, Evidence::Particle);
        seen.add_if(look.is(last, Class::NameSuffix), Evidence::Suffix);
    }
    let word = look.reading.word(last);
    let ending = word.len() >= 6 && look.shape(last) == Shape::Capitalised && ends_as_surname(word);
    seen.add_if(ending, Evidence::SurnameEnding);
}

/// Not after "&" or a comma.
fn follows_closely(look: &Look<'_>, at: usize) -> bool {
    !look.reading.gap(at).has_any(Gap::AMPERSAND | Gap::COMMA)
}

/// "F." of John F. Kennedy, "J.R." of J.R. Ewing; not the "U.S" of U.S. Steel.
fn is_initial(look: &Look<'_>, at: usize) -> bool {
    let dotted = || {
        let word = look.reading.word(at).as_bytes();
        let letters = word.iter().step_by(2).all(u8::is_ascii_uppercase);
        let stops = word.iter().skip(1).step_by(2).all(|mark| *mark == b'.');
        word.len() == 3 && letters && stops && look.hit_at(at).is_none()
    };
    (look.shape(at) == Shape::Letter || look.shape(at) == Shape::Upper && dotted())
        && look.reading.gap(at + 1).has(Gap::STOP)
        && look.hit_at(at + 1).is_none()
}

/// What stands around it.
pub(crate) fn of_context(look: &Look<'_>, name: &Candidate, around: &Around, seen: &mut Seen) {
    seen.add_if(name.after_title, Evidence::AfterTitle);
    seen.add_if(
        around.article == Article::None && around.after_word(Class::PersonNoun),
        Evidence::AfterRole,
    );
    seen.add_if(
        !around.possessive && around.before_word(Class::PersonVerb),
        Evidence::PersonVerb,
    );
    let said_after = !around.possessive && around.before_word(Class::SpeechVerb);
    seen.add_if(
        said_after || around.after_word(Class::SpeechVerb),
        Evidence::Speaks,
    );
    seen.add_if(has_age(look, around), Evidence::PersonApposition);
    let who = around
        .right
        .is_some_and(|at| matches!(look.reading.word(at), "who" | "whose"));
    seen.add_if(who, Evidence::BeforeWho);
    seen.add_if(around.possessive, Evidence::Possessive);
}

/// "X, 34," or "X (34)".
fn has_age(look: &Look<'_>, around: &Around) -> bool {
    around.right.is_some_and(|at| {
        around.gap_after.has_any(Gap::COMMA | Gap::OPEN)
            && look.shape(at) == Shape::Number
            && look.words()[at].span.len() == 2
            && look
                .reading
                .gap(at + 1)
                .has_any(Gap::COMMA | Gap::CLOSE | Gap::STOP)
    })
}
