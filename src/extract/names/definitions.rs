//! "Long Name (ACR)", "ACR (Long Name)", "Long Name, or ACR": which names of an article are two forms of one.
//!
//! An acronym is matched to the initials of the long name from its last word backwards, small words being optional, as in Schwartz and
//! Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text".

use super::candidates::Candidate;
use super::look::Look;
use super::vocabulary::Class;
use crate::model::{Gap, Shape};

/// Two candidates that name the same thing, as indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Definition {
    /// The long name.
    pub(crate) long: usize,
    /// Its acronym or short form.
    pub(crate) short: usize,
}

/// The definitions among neighbouring candidates. A long name that begins with words its acronym leaves out ("UK National Cyber Security
/// Centre (NCSC)") loses them.
pub(crate) fn definitions(look: &Look<'_>, candidates: &mut [Candidate]) -> Vec<Definition> {
    let mut found = Vec::new();
    for at in 1..candidates.len() {
        let (left, right) = (candidates[at - 1], candidates[at]);
        if left.sentence != right.sentence || !is_defining(look, &left, &right) {
            continue;
        }
        if let Some(cut) = long_start(look, &left, &right) {
            candidates[at - 1].first = cut;
            found.push(Definition {
                long: at - 1,
                short: at,
            });
        } else if let Some(cut) = long_start(look, &right, &left) {
            if cut == right.first {
                found.push(Definition {
                    long: at,
                    short: at - 1,
                });
            }
        } else if at >= 2 && in_same_brackets(look, &left, &right) {
            // "Agence Xyz (Monaco AX)": a place before the acronym in the brackets.
            let long = candidates[at - 2];
            let adjacent = long.sentence == right.sentence && opens(look, &long, &left);
            if adjacent && long_start(look, &long, &right) == Some(long.first) {
                found.push(Definition {
                    long: at - 2,
                    short: at,
                });
            }
        }
    }
    found
}

/// Whether a bracket opens right before `right`, or "or" stands between commas.
fn is_defining(look: &Look<'_>, left: &Candidate, right: &Candidate) -> bool {
    opens(look, left, right)
        || in_same_brackets(look, left, right)
        || (right.first == left.end + 1
            && look.reading.says(left.end, "or")
            && look.reading.gap(left.end).has_any(Gap::COMMA)
            && look.reading.gap(right.end).has_any(Gap::COMMA | Gap::STOP))
}

fn opens(look: &Look<'_>, left: &Candidate, right: &Candidate) -> bool {
    let article = usize::from(right.first == left.end + 1 && look.reading.says(left.end, "the"));
    right.first == left.end + article && look.reading.gap(left.end).has_any(Gap::OPEN)
}

fn in_same_brackets(look: &Look<'_>, left: &Candidate, right: &Candidate) -> bool {
    right.first == left.end
        && look.reading.gap(right.first).is_blank()
        && look.reading.gap(right.end).has_any(Gap::CLOSE)
        && look.reading.gap(left.first).has_any(Gap::OPEN)
}

/// Where the long name begins whose initials `short` gives; `None` if it does not.
fn long_start(look: &Look<'_>, long: &Candidate, short: &Candidate) -> Option<usize> {
    let word = look.reading.word(short.first);
    let written = matches!(
        look.shape(short.first),
        Shape::Upper | Shape::Mixed | Shape::Alphanumeric
    );
    if short.len() != 1 || !written || long.len() < 2 {
        return None;
    }
    let letters: Vec<char> = word
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    if letters.len() < 2 || letters.len() > 10 {
        return None;
    }
    let mut left = letters.len();
    let mut at = long.end;
    while left > 0 && at > long.first {
        at -= 1;
        let initial = look
            .reading
            .word(at)
            .chars()
            .flat_map(char::to_lowercase)
            .next()?;
        if initial == letters[left - 1] {
            left -= 1;
        } else if look.has_capital(at) && !inside(look, at, &letters, &mut left) {
            return None;
        }
    }
    let skipped = (long.first..at).any(|n| {
        look.has_capital(n)
            && !look.is_any(n, &[Class::Demonym, Class::Direction])
            && look.hit_at(n).is_none()
    });
    (left == 0 && (!skipped || letters.len() >= 3)).then_some(at)
}

/// An acronym may take several letters of one word ("Interpol", `NaCTSO`): from `left` backwards to the word's initial.
fn inside(look: &Look<'_>, at: usize, letters: &[char], left: &mut usize) -> bool {
    let word: Vec<char> = look
        .reading
        .word(at)
        .chars()
        .flat_map(char::to_lowercase)
        .collect();
    let taken = (2..=3.min(*left)).find(|n| {
        let part = &letters[*left - n..*left];
        part[0] == word[0] && is_subsequence(part, &word)
    });
    *left -= taken.unwrap_or(0);
    taken.is_some()
}

fn is_subsequence(part: &[char], of: &[char]) -> bool {
    let mut rest = of.iter();
    part.iter().all(|c| rest.any(|d| d == c))
}
