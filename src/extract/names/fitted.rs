//! The fitted weights: a multinomial logistic model over [`super::feature`]s, read from `dictionaries/names/fitted.tsv`.
//!
//! A name that is none of the three kinds has score 0; the probability of a kind is its share of the exponentials.

use rustc_hash::FxHashMap;

use super::arbiter::{Verdict, judge};
use super::evidence::{Evidence, NameKind, Seen};
use super::feature::{Feature, Position, Template, VERDICTS, hash_of};
use super::features::{of_context, of_name, of_shape};
use super::groups::Groups;
use super::look::Look;
use super::vocabulary::Class;
use super::weights::Weights;
use crate::lexicon::{DictionaryError, Source};

/// A weight for each kind: organisation, person, place.
pub(crate) type Kinds = [f32; 3];

/// How much the words around the other mentions of a name count, beside those around this one.
pub(crate) const ELSEWHERE: f32 = 0.5;

/// The share of a rules' score that its feature has as value: scores reach 10, other features are 1.
pub(crate) const RULES: f32 = 0.25;

/// How much the rules' score of a kind counts before anything is learned: what is rare in the texts stays as the rules have it.
pub(crate) const PRIOR: f32 = 1.0;

/// Weights by feature.
#[derive(Debug, Clone)]
pub(crate) struct Fitted {
    own: Vec<Kinds>,
    elsewhere: Vec<Kinds>,
    both: Vec<Kinds>,
    rules: [Kinds; 3],
    verdicts: Vec<Kinds>,
    lists: [Vec<Kinds>; 4],
    words: FxHashMap<u64, Kinds>,
    /// The probability from which a name is taken for one of the kind.
    pub(crate) thresholds: Kinds,
}

impl Default for Fitted {
    fn default() -> Self {
        let lists = || vec![[0.0; 3]; Class::COUNT];
        Self {
            own: vec![[0.0; 3]; Evidence::ALL.len()],
            elsewhere: vec![[0.0; 3]; Evidence::ALL.len()],
            both: vec![[0.0; 3]; Evidence::ALL.len() * Evidence::ALL.len()],
            rules: [[0.0; 3]; 3],
            verdicts: vec![[0.0; 3]; VERDICTS.len()],
            lists: [lists(), lists(), lists(), lists()],
            words: FxHashMap::default(),
            thresholds: [0.5; 3],
        }
    }
}

impl Fitted {
    /// Reads the file: a feature and three weights a line, between tabs; lines that begin with `#` are comments.
    ///
    /// # Errors
    /// A line that is no such thing, or a feature that does not exist.
    pub(crate) fn parse(source: &Source) -> Result<Self, DictionaryError> {
        let mut fitted = Self::default();
        for (number, line) in source.text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let read = || -> Option<(&str, Kinds)> {
                let mut cells = line.split('\t');
                let name = cells.next()?;
                let mut weight = || cells.next()?.parse::<f32>().ok();
                Some((name, [weight()?, weight()?, weight()?]))
            };
            let known = read().is_some_and(|(name, weights)| fitted.set(name, weights));
            if !known {
                return Err(DictionaryError::at(
                    source,
                    number + 1,
                    format!("`{line}` is no feature with three weights"),
                ));
            }
        }
        Ok(fitted)
    }

    /// Sets the weights of a feature by its name; `false` for a name that is none.
    pub(crate) fn set(&mut self, name: &str, weights: Kinds) -> bool {
        let Some((head, value)) = name.split_once('=') else {
            return false;
        };
        let evidence = || Evidence::ALL.iter().position(|e| e.name() == value);
        let slot = match head {
            "threshold" if value == "all" => Some(&mut self.thresholds),
            "own" => evidence().map(|at| &mut self.own[at]),
            "elsewhere" => evidence().map(|at| &mut self.elsewhere[at]),
            "both" => pair(value).map(|at| &mut self.both[at]),
            "rules" => NameKind::of_type(value).map(|kind| &mut self.rules[kind as usize]),
            "verdict" => VERDICTS
                .iter()
                .position(|v| *v == value)
                .map(|at| &mut self.verdicts[at]),
            _ => None,
        };
        if let Some(slot) = slot {
            *slot = weights;
            return true;
        }
        if let Some(position) = Position::ALL.iter().find(|p| p.name() == head) {
            let class = Class::named().find(|(name, _)| *name == value);
            class.is_some_and(|(_, class)| {
                self.lists[*position as usize][class as usize] = weights;
                true
            })
        } else if let Some(template) = Template::ALL.iter().find(|t| t.name() == head) {
            self.words.insert(template.key(hash_of(value)), weights);
            true
        } else {
            false
        }
    }

    /// The verdict on every mention of an article.
    pub(crate) fn judge(&self, look: &Look<'_>, groups: &Groups, rules: &Weights) -> Vec<Option<Verdict>> {
        let scores = self.scores(look, groups, rules);
        let verdict = |(at, scores): (usize, &Kinds)| {
            let sighting = groups.sightings[at];
            let name = groups.names[sighting.name];
            let seen = sighting.seen.with(name.linked).with(name.seen);
            if is_nationality(seen, rules) {
                return None;
            }
            self.verdict(*scores, |kind| rules.strongest(seen, kind))
        };
        scores.iter().enumerate().map(verdict).collect()
    }

    /// The likeliest kind, if it is likely enough.
    fn verdict(&self, scores: Kinds, because: impl Fn(NameKind) -> Evidence) -> Option<Verdict> {
        let shares = probabilities(scores);
        let best = NameKind::ALL
            .into_iter()
            .max_by(|a, b| shares[*a as usize].total_cmp(&shares[*b as usize]).then(b.cmp(a)))?;
        let score = shares[best as usize];
        (score >= self.thresholds[best as usize]).then(|| Verdict {
            kind: best,
            score,
            because: because(best),
        })
    }

    /// The scores of every mention.
    fn scores(&self, look: &Look<'_>, groups: &Groups, rules: &Weights) -> Vec<Kinds> {
        let mut names = vec![[0.0; 3]; groups.names.len()];
        for (name, scores) in names.iter_mut().enumerate() {
            of_name(look, groups, name, &mut |f| self.put(scores, look, f));
        }
        let mut contexts = vec![[0.0; 3]; groups.sightings.len()];
        for (at, scores) in contexts.iter_mut().enumerate() {
            of_context(look, groups, at, &mut |f| self.put(scores, look, f));
        }
        let mut all = vec![([0.0; 3], 0_u16); groups.names.len()];
        for (sighting, context) in groups.sightings.iter().zip(&contexts) {
            let (sum, count) = &mut all[sighting.name];
            add(sum, *context, 1.0);
            *count = count.saturating_add(1);
        }
        let score = |at: usize| {
            let sighting = groups.sightings[at];
            let mut scores = [0.0; 3];
            of_shape(look, groups, at, &mut |f| self.put(&mut scores, look, f));
            self.add_rules(&mut scores, sighting.seen, groups, sighting.name, rules);
            add(&mut scores, names[sighting.name], 1.0);
            add(&mut scores, contexts[at], 1.0);
            let (sum, count) = all[sighting.name];
            if count > 1 {
                let share = ELSEWHERE / f32::from(count - 1);
                add(&mut scores, sum, share);
                add(&mut scores, contexts[at], -share);
            }
            scores
        };
        (0..groups.sightings.len()).map(score).collect()
    }

    fn add_rules(&self, scores: &mut Kinds, seen: Seen, groups: &Groups, name: usize, rules: &Weights) {
        let name = groups.names[name];
        let own = seen.with(name.linked);
        for evidence in own.iter() {
            add(scores, self.own[evidence as usize], 1.0);
        }
        for a in own.iter().skip(1) {
            for b in own.iter().filter(|b| *b > a) {
                add(
                    scores,
                    self.both[a as usize * Evidence::ALL.len() + b as usize],
                    1.0,
                );
            }
        }
        for evidence in name.seen.without(own).iter() {
            add(scores, self.elsewhere[evidence as usize], 1.0);
        }
        let said = rules.scores(own, name.seen);
        for (weights, said) in self.rules.iter().zip(said) {
            add(scores, *weights, RULES * clamped(said));
        }
        add(scores, said.map(clamped), PRIOR);
        add(scores, self.verdicts[verdict_of(said)], 1.0);
    }

    /// Adds the weights of a feature of words, letters or lists.
    fn put(&self, scores: &mut Kinds, look: &Look<'_>, feature: Feature<'_>) {
        if let Some(weights) = self.weights(look, feature) {
            add(scores, weights, 1.0);
        }
    }

    /// The weights of a feature, if it has any.
    pub(crate) fn weights(&self, look: &Look<'_>, feature: Feature<'_>) -> Option<Kinds> {
        match feature {
            Feature::Own(evidence) => Some(self.own[evidence as usize]),
            Feature::Elsewhere(evidence) => Some(self.elsewhere[evidence as usize]),
            Feature::Both(a, b) => Some(self.both[a as usize * Evidence::ALL.len() + b as usize]),
            Feature::Rules(kind) => Some(self.rules[kind as usize]),
            Feature::Verdict(at) => Some(self.verdicts[at]),
            Feature::In(position, class) => Some(self.lists[position as usize][class]),
            Feature::Of(template, value) => self.words.get(&template.key(value.hash(look))).copied(),
        }
    }
}

/// Whether a name is a nationality alone: none, whatever the sets say, for they differ in marking it.
pub(crate) fn is_nationality(seen: Seen, rules: &Weights) -> bool {
    seen.has(Evidence::DemonymOnly) && judge(rules, seen, Seen::default()).is_none()
}

/// The index of two pieces of evidence.
fn pair(names: &str) -> Option<usize> {
    let (a, b) = names.split_once('+')?;
    let at = |name: &str| Evidence::ALL.iter().position(|e| e.name() == name);
    Some(at(a)? * Evidence::ALL.len() + at(b)?)
}

/// A rules' score within bounds: beyond them it says no more, least of all about the other kinds.
pub(crate) fn clamped(score: f32) -> f32 {
    score.clamp(-2.0, 6.0)
}

/// What the rules' scores say, as an index into [`VERDICTS`].
pub(crate) fn verdict_of(scores: Kinds) -> usize {
    let best = (0..3)
        .max_by(|a, b| scores[*a].total_cmp(&scores[*b]))
        .unwrap_or(0);
    let margin = scores[best].abs();
    let sure = usize::from(margin > 1.0) + usize::from(margin > 3.0);
    if scores[best] > 0.0 {
        3 * best + sure
    } else {
        9 + sure
    }
}

/// The probability of each kind; what is left is that of none.
pub(crate) fn probabilities(scores: Kinds) -> Kinds {
    let top = scores.iter().fold(0.0_f32, |top, s| top.max(*s));
    let powers = scores.map(|s| (s - top).exp());
    let sum = powers.iter().sum::<f32>() + (-top).exp();
    powers.map(|p| p / sum)
}

fn add(scores: &mut Kinds, weights: Kinds, share: f32) {
    for (score, weight) in scores.iter_mut().zip(weights) {
        *score += share * weight;
    }
}
