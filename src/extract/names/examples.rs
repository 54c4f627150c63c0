//! What the fitted weights are fitted on: every candidate of a text with its features.

use rustc_hash::FxHashMap;

use super::evidence::NameKind;
use super::feature::{Feature, name_of};
use super::features::{of_context, of_name, of_shape};
use super::fitted::{ELSEWHERE, Kinds, PRIOR, RULES, clamped, is_nationality, verdict_of};
use super::groups::Groups;
use super::look::Look;
use super::weights::Weights;
use crate::model::Span;

/// Numbers for features, in the order they are first met.
#[derive(Debug, Default)]
pub(crate) struct FeatureNames {
    numbers: FxHashMap<u64, u32>,
    /// Names by number.
    pub(crate) names: Vec<String>,
}

/// A candidate with its features.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// Its bytes.
    pub(crate) span: Span,
    /// Feature numbers with their values.
    pub(crate) features: Vec<(u32, f32)>,
    /// The scores before anything is learned.
    pub(crate) prior: Kinds,
}

impl FeatureNames {
    fn number(&mut self, look: &Look<'_>, feature: Feature<'_>) -> u32 {
        let small = |sort: u64, at: usize| sort << 32 | at as u64;
        let key = match feature {
            Feature::Own(evidence) => small(1, evidence as usize),
            Feature::Elsewhere(evidence) => small(2, evidence as usize),
            Feature::Both(a, b) => small(10, a as usize * 256 + b as usize),
            Feature::Rules(kind) => small(3, kind as usize),
            Feature::Verdict(at) => small(4, at),
            Feature::In(position, class) => small(5 + position as u64, class),
            Feature::Of(template, value) => template.key(value.hash(look)),
        };
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.names.push(name_of(look, feature));
        }
        number
    }
}

/// The candidates of a text with their features, by place.
pub(crate) fn examples(
    look: &Look<'_>,
    groups: &Groups,
    rules: &Weights,
    names: &mut FeatureNames,
) -> Vec<Example> {
    let mut contexts: Vec<Vec<u32>> = Vec::with_capacity(groups.sightings.len());
    let mut by_name: Vec<Vec<usize>> = vec![Vec::new(); groups.names.len()];
    for (at, sighting) in groups.sightings.iter().enumerate() {
        let mut context = Vec::new();
        of_context(look, groups, at, &mut |f| context.push(names.number(look, f)));
        contexts.push(context);
        by_name[sighting.name].push(at);
    }
    let mut found = Vec::with_capacity(contexts.len());
    for (at, sighting) in groups.sightings.iter().enumerate() {
        let name = groups.names[sighting.name];
        if is_nationality(sighting.seen.with(name.linked).with(name.seen), rules) {
            continue;
        }
        let mut features: Vec<(u32, f32)> = contexts[at].iter().map(|n| (*n, 1.0)).collect();
        let same = &by_name[sighting.name];
        for other in same.iter().filter(|other| **other != at) {
            let share = ELSEWHERE / (same.len() - 1) as f32;
            features.extend(contexts[*other].iter().map(|n| (*n, share)));
        }
        of_name(look, groups, sighting.name, &mut |f| {
            features.push((names.number(look, f), 1.0));
        });
        of_shape(look, groups, at, &mut |f| {
            features.push((names.number(look, f), 1.0));
        });
        let prior = of_rules(look, groups, at, rules, names, &mut features);
        let candidate = sighting.candidate;
        found.push(Example {
            span: super::with_stop(look, candidate.first, candidate.end),
            features: summed(features),
            prior,
        });
    }
    found
}

fn of_rules(
    look: &Look<'_>,
    groups: &Groups,
    at: usize,
    rules: &Weights,
    names: &mut FeatureNames,
    features: &mut Vec<(u32, f32)>,
) -> Kinds {
    let sighting = groups.sightings[at];
    let name = groups.names[sighting.name];
    let own = sighting.seen.with(name.linked);
    features.extend(own.iter().map(|e| (names.number(look, Feature::Own(e)), 1.0)));
    for a in own.iter().skip(1) {
        for b in own.iter().filter(|b| *b > a) {
            features.push((names.number(look, Feature::Both(a, b)), 1.0));
        }
    }
    let elsewhere = name.seen.without(own);
    features.extend(
        elsewhere
            .iter()
            .map(|e| (names.number(look, Feature::Elsewhere(e)), 1.0)),
    );
    let said = rules.scores(own, name.seen);
    for (kind, said) in NameKind::ALL.into_iter().zip(said) {
        features.push((names.number(look, Feature::Rules(kind)), RULES * clamped(said)));
    }
    features.push((names.number(look, Feature::Verdict(verdict_of(said))), 1.0));
    said.map(|s| PRIOR * clamped(s))
}

/// Each feature once, its values added.
fn summed(mut features: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    features.sort_by_key(|(number, _)| *number);
    features.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    features
}
