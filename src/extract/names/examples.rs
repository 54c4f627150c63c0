//! What the fitted weights are fitted on: every candidate of a text with its features.

use rustc_hash::FxHashMap;

use super::evidence::NameKind;
use super::feature::{Feature, name_of};
use super::features::{Each, of_context, of_name, of_shape};
use super::fitted::{ELSEWHERE, Fitted, Kinds, PRIOR, RULES, clamped, is_nationality, verdict_of};
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
            Feature::Sign(side, sign) => small(11 + side as u64, sign),
            Feature::Letters(count) => small(13, count),
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
    let mut found = Vec::with_capacity(groups.sightings.len());
    for (at, sighting) in groups.sightings.iter().enumerate() {
        let name = groups.names[sighting.name];
        if is_nationality(sighting.seen.with(name.linked).with(name.seen), rules) {
            continue;
        }
        let mut features: Vec<(u32, f32)> = Vec::new();
        let prior = all_features(look, groups, at, rules, &mut |feature, value| {
            features.push((names.number(look, feature), value));
        });
        let candidate = sighting.candidate;
        found.push(Example {
            span: super::with_stop(look, candidate.first, candidate.end),
            features: summed(features),
            prior,
        });
    }
    found
}

/// What each feature of a mention adds to the scores of organisation, person and place, by name, the rules' scores first.
pub(crate) fn contributions(
    look: &Look<'_>,
    groups: &Groups,
    at: usize,
    rules: &Weights,
    fitted: &Fitted,
) -> Vec<(String, Kinds)> {
    let mut found = Vec::new();
    let prior = all_features(look, groups, at, rules, &mut |feature, value| {
        let weights = fitted.weights(look, feature).unwrap_or_default();
        if weights.iter().any(|w| *w != 0.0) {
            found.push((name_of(look, feature), weights.map(|w| w * value)));
        }
    });
    found.insert(0, ("rules".to_owned(), prior));
    found
}

/// All features of one mention with their values; returns the scores before anything is learned.
fn all_features(
    look: &Look<'_>,
    groups: &Groups,
    at: usize,
    rules: &Weights,
    put: &mut impl FnMut(Feature<'_>, f32),
) -> Kinds {
    let sighting = groups.sightings[at];
    of_context(look, groups, at, &mut Each(|f: Feature<'_>| put(f, 1.0)));
    let same = |other: &usize| groups.sightings[*other].name == sighting.name && *other != at;
    let others: Vec<usize> = (0..groups.sightings.len()).filter(same).collect();
    let share = ELSEWHERE / others.len().max(1) as f32;
    for other in others {
        of_context(look, groups, other, &mut Each(|f: Feature<'_>| put(f, share)));
    }
    of_name(
        look,
        groups,
        sighting.name,
        &mut Each(|f: Feature<'_>| put(f, 1.0)),
    );
    of_shape(look, groups, at, &mut Each(|f: Feature<'_>| put(f, 1.0)));
    let name = groups.names[sighting.name];
    let own = sighting.seen.with(name.linked);
    own.iter().for_each(|e| put(Feature::Own(e), 1.0));
    for a in own.iter().skip(1) {
        own.iter()
            .filter(|b| *b > a)
            .for_each(|b| put(Feature::Both(a, b), 1.0));
    }
    let elsewhere = name.seen.without(own);
    elsewhere.iter().for_each(|e| put(Feature::Elsewhere(e), 1.0));
    let said = rules.scores(own, name.seen);
    for (kind, said) in NameKind::ALL.into_iter().zip(said) {
        put(Feature::Rules(kind), RULES * clamped(said));
    }
    put(Feature::Verdict(verdict_of(said)), 1.0);
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
