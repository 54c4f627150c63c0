//! Names are found as a search through all of them would find them.
#![allow(clippy::unwrap_used, clippy::format_collect)]

use dateline::extract::dictionary_hits;
use dateline::lexicon::{Alias, CaseRule, Entity, Gazetteer, Layer, Stop};
use dateline::model::{Shape, Word};
use dateline::split::{fold, words};
use proptest::prelude::*;

/// A name with its case rule.
type Listed = (String, CaseRule);

fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Quay"),
        Just("quay"),
        Just("QUAY"),
        Just("Board"),
        Just("board"),
        Just("of"),
        Just("the"),
        Just("The"),
        Just("AT"),
        Just("T"),
        Just("X1"),
        Just("7"),
        Just("Élan"),
        Just("Moody’s"),
        Just("U.S"),
        Just("WHO"),
        Just("Ärger"),
    ];
    let gap = prop_oneof![8 => Just(" "), 1 => Just("-"), 1 => Just("&"), 1 => Just(". "), 1 => Just("\n"), 1 => Just(", ")];
    proptest::collection::vec((word, gap), 1..5).prop_map(|parts| {
        let text: String = parts.iter().map(|(word, gap)| format!("{word}{gap}")).collect();
        text.trim_end_matches([' ', ',', '\n', '-', '&', '.']).to_owned()
    })
}

fn listed() -> impl Strategy<Value = Vec<Listed>> {
    let case = prop_oneof![
        Just(CaseRule::Smart),
        Just(CaseRule::Exact),
        Just(CaseRule::Ignore)
    ];
    proptest::collection::vec((name(), case), 1..8)
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        (
            name(),
            prop_oneof![Just(" "), Just("\n"), Just(". "), Just("'s ")],
        ),
        1..8,
    )
    .prop_map(|parts| parts.iter().map(|(name, gap)| format!("{name}{gap}")).collect())
}

fn gazetteer(names: &[Listed], stops: &[String]) -> Gazetteer {
    let entity = |(n, (name, case)): (usize, &Listed)| Entity {
        aliases: vec![Alias {
            case: *case,
            ..Alias::plain(name.as_str())
        }],
        ..Entity::new(format!("org/{n}"), "organisation", format!("Unwritten{n}"))
    };
    Gazetteer::new(vec![Layer {
        entities: names.iter().enumerate().map(entity).collect(),
        stops: stops.iter().map(|name| Stop { name: name.clone() }).collect(),
        ..Layer::default()
    }])
}

/// Whether the words are this name, case apart.
fn same_words(name: &str, text: &str, span: &[Word]) -> bool {
    let own = words(name);
    own.len() == span.len()
        && own.iter().zip(span).enumerate().all(|(n, (own, word))| {
            fold(own.span.of(name)) == fold(word.span.of(text))
                && (n == 0 || own.gap.folded() == word.gap.folded())
        })
}

/// Whether the words are written as the case rule asks.
fn written_right((name, case): &Listed, text: &str, span: &[Word]) -> bool {
    let own = words(name);
    let same = || {
        own.iter()
            .zip(span)
            .all(|(own, word)| own.span.of(name) == word.span.of(text))
    };
    let capital = |word: &Word| word.shape.is_capital() || word.shape == Shape::Alphanumeric;
    match case {
        CaseRule::Exact => same(),
        CaseRule::Ignore => true,
        CaseRule::Smart if own.len() == 1 && own[0].shape == Shape::Upper && own[0].span.len() <= 6 => same(),
        CaseRule::Smart => own
            .iter()
            .zip(span)
            .all(|(own, word)| !capital(own) || capital(word)),
    }
}

/// First and end of every hit with the ids of its entities.
type Hit = (usize, usize, Vec<String>);

fn brute_force(names: &[Listed], stops: &[String], text: &str) -> Vec<Hit> {
    let words = words(text);
    let mut hits = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let ends = (at + 1..=words.len()).rev();
        let hit = ends.take(words.len()).find_map(|end| {
            let span = &words[at..end];
            let ids: Vec<String> = (0..)
                .zip(names)
                .filter(|(_, listed)| same_words(&listed.0, text, span) && written_right(listed, text, span))
                .map(|(n, _): (usize, _)| format!("org/{n}"))
                .collect();
            (!ids.is_empty()).then_some((at, end, ids))
        });
        let stopped = (at + 1..=words.len())
            .rev()
            .find(|&end| stops.iter().any(|stop| same_words(stop, text, &words[at..end])));
        match hit {
            Some(hit) if words[at].shape != Shape::Lower && stopped.is_none_or(|stop| stop < hit.1) => {
                at = hit.1;
                hits.push(hit);
            }
            _ => at += 1,
        }
    }
    hits
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn hits_are_those_of_brute_force(names in listed(), stops in proptest::collection::vec(name(), 0..2), text in text()) {
        let gazetteer = gazetteer(&names, &stops);
        let words = words(&text);
        let hits: Vec<Hit> = dictionary_hits(&gazetteer, &text, &words)
            .iter()
            .map(|found| {
                let ids = found.hit.entities().map(|(entity, _)| entity.id.to_owned()).collect();
                (found.first, found.end, ids)
            })
            .collect();
        prop_assert_eq!(hits, brute_force(&names, &stops, &text));
    }
}
