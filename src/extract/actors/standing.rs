//! Which candidates count: names that are sure by themselves, weak ones by what stands beside and around them, or by the rest of the article.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Candidate;
use super::context::Context;
use super::mistaken::Mistaken;
use crate::extract::Reading;
use crate::model::{Gap, Match, Shape};

/// What speaks for a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The name itself, or a head word beside it.
    Sure,
    /// Words of attackers not far from it.
    Near,
    /// The same for one word at the head of a sentence, where every word has a capital: it takes another mention of the actor inside one.
    Begins,
    /// Nothing here; the rest of the article may.
    Open,
}

/// The candidates that count, by place.
pub(super) fn keep(
    reading: &Reading<'_>,
    context: &Context,
    mistaken: &Mistaken,
    candidates: Vec<Candidate>,
) -> Vec<Candidate> {
    let mut around = None;
    let mut standing: Vec<(Candidate, Standing)> = Vec::new();
    for mut candidate in candidates {
        if mistaken.is_mostly_malware(candidate.text(reading)) {
            (candidate.weak, candidate.needs_head) = (true, true);
        }
        let run = (candidate.first, candidate.end);
        if mistaken.is_elsewhere(reading, run) {
            continue;
        }
        let head = context.follows(reading, candidate.end, candidate.weak);
        if !head && is_another(reading, context, mistaken, &candidate) {
            continue;
        }
        let sure = !candidate.weak || head || context.introduces(reading, candidate.first);
        let stands = if sure || goes_on_list(reading, &standing, &candidate) {
            Standing::Sure
        } else if !candidate.needs_head && context.is_near(reading, run, &mut around) {
            if begins(reading, &candidate) {
                Standing::Begins
            } else {
                Standing::Near
            }
        } else {
            Standing::Open
        };
        candidate.beside = stands == Standing::Sure;
        standing.push((candidate, stands));
    }
    let sure = entities(&standing, &[Standing::Sure]);
    let met = entities(&standing, &[Standing::Sure, Standing::Near]);
    let capitals = in_capitals(reading, &standing);
    let counts = |(candidate, stands): &(Candidate, Standing)| match stands {
        Standing::Sure | Standing::Near => true,
        Standing::Begins => candidate.entities.iter().any(|(id, _)| met.contains(id)),
        // Another, sure name of the same actor in the article is context too.
        Standing::Open => {
            candidate.matched != Match::Affix
                && !mistaken.is_mostly_malware(candidate.text(reading))
                && (capitals.contains(candidate.text(reading))
                    || candidate.entities.iter().any(|(id, _)| sure.contains(id)))
        }
    };
    standing.retain(counts);
    standing.into_iter().map(|(candidate, _)| candidate).collect()
}

/// One word with a capital that begins a sentence: "Gold fell after the hack of the exchange".
fn begins(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let first = candidate.first;
    let word = &reading.words()[first];
    let sentence = &reading.split.sentences[reading.sentence_of(first) as usize];
    candidate.end == first + 1 && word.shape == Shape::Capitalised && sentence.words.start as usize == first
}

/// The entities of the candidates that stand so.
fn entities(standing: &[(Candidate, Standing)], so: &[Standing]) -> FxHashSet<Arc<str>> {
    let chosen = standing.iter().filter(|(_, s)| so.contains(s));
    chosen
        .flat_map(|(c, _)| c.entities.iter().map(|(id, _)| Arc::clone(id)))
        .collect()
}

/// Names in capitals that have context somewhere: written so, "STRONTIUM" is no ordinary word elsewhere in the article either.
fn in_capitals<'a>(reading: &Reading<'a>, standing: &[(Candidate, Standing)]) -> FxHashSet<&'a str> {
    let near = standing.iter().filter(|(_, s)| *s == Standing::Near);
    near.map(|(candidate, _)| candidate.text(reading))
        .filter(|text| text.len() > 4 && !text.contains(char::is_lowercase))
        .collect()
}

/// "Cobalt Strike", "Winnti malware", "Krypton Security".
fn is_another(reading: &Reading<'_>, context: &Context, mistaken: &Mistaken, candidate: &Candidate) -> bool {
    context.is_something_else(reading, candidate)
        || mistaken.is_malware(reading, candidate)
        || (candidate.weak && is_part_of_longer(reading, context, candidate))
}

/// "Krypton Security", "Security Analyst Summit": a weak name of one word among other capitalised words is a part of another name. Nationalities
/// and words like "Group" are not; in a run longer than a name, as in headlines, every word has a capital.
fn is_part_of_longer(reading: &Reading<'_>, context: &Context, candidate: &Candidate) -> bool {
    const LONGEST_NAME: usize = 4;
    let words = reading.words();
    let capital = |at: usize| {
        words
            .get(at)
            .is_some_and(|w| w.shape.is_capital() || w.shape == Shape::Alphanumeric)
    };
    let (mut first, mut end) = (candidate.first, candidate.end);
    while first > 0 && reading.gap(first).is_blank() && capital(first - 1) {
        first -= 1;
    }
    while reading.gap(end).is_blank() && capital(end) {
        end += 1;
    }
    let starts = reading.split.sentences[reading.sentence_of(first) as usize]
        .words
        .start as usize
        == first;
    let family = candidate.rule.as_str() == "actors/family";
    let own = |at: usize| {
        let agency = family && words[at].shape == Shape::Upper; // "GRU Unit 29155"
        !agency && !context.is_nationality(words[at].hash) && !context.is_tail(words[at].hash)
    };
    let others = (first..end).filter(|at| *at < candidate.first || *at >= candidate.end);
    let others = others.filter(|at| own(*at) && !(starts && *at == first)).count();
    let single = family || candidate.end == candidate.first + 1;
    single && end - first <= LONGEST_NAME && others > 0
}

/// "groups such as APT33, Silence and Gorgon": joined to a name that is sure.
fn goes_on_list(reading: &Reading<'_>, before: &[(Candidate, Standing)], candidate: &Candidate) -> bool {
    let Some((last, Standing::Sure)) = before.last() else {
        return false;
    };
    let between = candidate.first.checked_sub(last.end);
    let joined = match between {
        Some(0) => {
            matches!(reading.gap(candidate.first), Gap::SLASH) || is_comma(reading.gap(candidate.first))
        }
        Some(1) => {
            matches!(reading.word(last.end), "and" | "or")
                && reading.gap(candidate.first).is_blank()
                && (reading.gap(last.end).is_blank() || is_comma(reading.gap(last.end)))
        }
        _ => false,
    };
    // Of one list; a weak name after a sure one in another sentence is no list.
    joined && candidate.matched != Match::Affix
}

fn is_comma(gap: Gap) -> bool {
    let quiet = Gap::SPACE | Gap::LINE | Gap::QUOTE | Gap::APOSTROPHE;
    gap.0 & !quiet.0 == Gap::COMMA.0
}
