//! The fitted weights: a multinomial logistic model over [`super::feature`]s, those of `dictionaries/names/fitted.tsv`.
//!
//! A name that is none of the three kinds has score 0; the probability of a kind is its share of the exponentials.

use rustc_hash::FxHashMap;

use super::arbiter::{Verdict, judge};
use super::evidence::{Evidence, NameKind, Seen};
use super::feature::{Feature, Position, SIGNS, Side, Template, VERDICTS};
use super::features::MOST_LETTERS;
use super::groups::Groups;
use super::look::Look;
use super::row::Row;
use super::vocabulary::Class;
use super::weights::Weights;
use super::wording::Wording;
use crate::lexicon::{DictionaryError, Pieces, WordMap, dictionary, fitted_weights};

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
    own: Vec<Row>,
    elsewhere: Vec<Row>,
    /// For each piece of evidence, those after it that count for more beside it, and how much each.
    pairs: Vec<(Seen, Vec<Row>)>,
    rules: [Row; 3],
    verdicts: Vec<Row>,
    pub(super) lists: [Vec<Row>; 4],
    pub(super) signs: [Vec<Row>; 2],
    pub(super) letters: Vec<Row>,
    /// By template and value.
    pub(super) words: Vec<WordMap<Row>>,
    /// The probability from which a name is taken for one of the kind.
    pub(crate) thresholds: Kinds,
}

impl Default for Fitted {
    fn default() -> Self {
        let rows = |count| vec![Row::default(); count];
        let evidence = Evidence::ALL.len();
        Self {
            own: rows(evidence),
            elsewhere: rows(evidence),
            pairs: vec![(Seen::default(), rows(evidence)); evidence],
            rules: [Row::default(); 3],
            verdicts: rows(VERDICTS.len()),
            lists: [(); 4].map(|()| rows(Class::COUNT)),
            signs: [(); 2].map(|()| rows(SIGNS.len())),
            letters: rows(MOST_LETTERS + 1),
            words: vec![WordMap::default(); Template::ALL.len()],
            thresholds: [0.5; 3],
        }
    }
}

/// What the mentions of an article were found to be before its names were linked.
#[derive(Debug)]
pub(crate) struct FirstRound {
    wording: Wording,
    /// What was seen of each mention itself and followed for its name.
    own: Vec<Seen>,
    /// By mention.
    pub(crate) verdicts: Vec<Option<Verdict>>,
}

impl Fitted {
    /// The weights of `dictionaries/names/fitted.tsv`, of which the build has read the numbers, features of one sort together.
    ///
    /// # Errors
    /// A feature that does not exist.
    pub(crate) fn built_in() -> Result<Self, DictionaryError> {
        let (mut sorts, rows) = fitted_weights();
        let (mut fitted, mut rows) = (Self::default(), rows.iter());
        let names = Evidence::ALL.iter().map(|e| e.name());
        let numbers: FxHashMap<&str, usize> = names.zip(0..).collect();
        while let (Some(head), Some(values)) = (sorts.next(), sorts.next()) {
            let values = Pieces::of(values);
            if let Some(template) = Template::named(head) {
                let words = &mut fitted.words[template as usize];
                words.make_room(values.clone().count());
                for (value, row) in values.zip(&mut rows) {
                    words.insert(template.hash_of(value), Row::new(*row));
                }
                continue;
            }
            for (value, row) in values.zip(&mut rows) {
                let known = match value.split_once('+') {
                    Some((a, b)) if head == "both" => match (numbers.get(a), numbers.get(b)) {
                        (Some(a), Some(b)) => fitted.set_both((*a, *b), Row::new(*row)),
                        _ => false,
                    },
                    _ => fitted.set_value(head, value, *row),
                };
                if !known {
                    let source = dictionary!("names/fitted.tsv");
                    let line = format!("{head}={value}\t");
                    return Err(DictionaryError::near(
                        &source,
                        &line,
                        format!("`{head}={value}` is no feature"),
                    ));
                }
            }
        }
        Ok(fitted)
    }

    /// Sets the weights of a feature by its name; `false` for a name that is none.
    pub(crate) fn set(&mut self, name: &str, weights: Kinds) -> bool {
        name.split_once('=')
            .is_some_and(|(head, value)| self.set_value(head, value, weights))
    }

    fn set_value(&mut self, head: &str, value: &str, weights: Kinds) -> bool {
        match head {
            "threshold" if value == "all" => {
                self.thresholds = weights;
                true
            }
            "both" => pair(value).is_some_and(|pair| self.set_both(pair, Row::new(weights))),
            _ => match self.slot(head, value) {
                Some(slot) => {
                    *slot = Row::new(weights);
                    true
                }
                None => false,
            },
        }
    }

    /// Where the weights of a feature stand.
    fn slot(&mut self, head: &str, value: &str) -> Option<&mut Row> {
        let evidence = || Evidence::ALL.iter().position(|e| e.name() == value);
        match head {
            "own" => return self.own.get_mut(evidence()?),
            "elsewhere" => return self.elsewhere.get_mut(evidence()?),
            "rules" => return NameKind::of_type(value).map(|kind| &mut self.rules[kind as usize]),
            "verdict" => {
                let at = VERDICTS.iter().position(|v| *v == value)?;
                return self.verdicts.get_mut(at);
            }
            "letters" => return self.letters.get_mut(value.parse::<usize>().ok()?),
            _ => {}
        }
        if let Some(template) = Template::named(head) {
            let rows = &mut self.words[template as usize];
            return Some(rows.or_default(template.hash_of(value)));
        }
        if let Some(side) = Side::ALL.iter().find(|s| s.name() == head) {
            let sign = SIGNS.iter().position(|(_, name)| *name == value)?;
            return self.signs[*side as usize].get_mut(sign);
        }
        let position = Position::ALL.iter().find(|p| p.name() == head)?;
        let (_, class) = Class::named().find(|(name, _)| *name == value)?;
        self.lists[*position as usize].get_mut(class as usize)
    }

    fn set_both(&mut self, (a, b): (usize, usize), weights: Row) -> bool {
        let (partners, rows) = &mut self.pairs[a];
        rows[b] = weights;
        if !weights.is_zero() {
            partners.add(Evidence::ALL[b]);
        }
        true
    }

    /// The verdicts on every mention of an article before its names are linked.
    pub(crate) fn first_round(&self, look: &Look<'_>, groups: &Groups, rules: &Weights) -> FirstRound {
        let wording = Wording::new(self, look, groups);
        let own: Vec<Seen> = groups.sightings.iter().map(|s| groups.own(s)).collect();
        let verdict = |(at, own): (usize, &Seen)| self.judge(groups, at, *own, &wording, rules);
        FirstRound {
            verdicts: own.iter().enumerate().map(verdict).collect(),
            own,
            wording,
        }
    }

    /// The verdicts when they are: only of mentions of which more is seen now has anything changed.
    pub(crate) fn second_round(
        &self,
        groups: &Groups,
        rules: &Weights,
        first: FirstRound,
    ) -> Vec<Option<Verdict>> {
        let mut verdicts = first.verdicts;
        for (at, sighting) in groups.sightings.iter().enumerate() {
            let own = groups.own(sighting);
            if own != first.own[at] {
                verdicts[at] = self.judge(groups, at, own, &first.wording, rules);
            }
        }
        verdicts
    }

    /// The verdict on one mention, of which `own` is seen.
    fn judge(
        &self,
        groups: &Groups,
        at: usize,
        own: Seen,
        wording: &Wording,
        rules: &Weights,
    ) -> Option<Verdict> {
        let name = groups.sightings[at].name;
        let of_name = groups.names[name].seen;
        if is_nationality(own.with(of_name), rules) {
            return None;
        }
        let mut scores = wording.shape(at);
        self.add_evidence(&mut scores, own, of_name, rules);
        wording.add(&mut scores, at, name);
        self.verdict(scores.kinds())
    }

    /// The likeliest kind, if it is likely enough.
    fn verdict(&self, scores: Kinds) -> Option<Verdict> {
        let shares = probabilities(scores);
        let (mut kind, mut score) = (NameKind::Organisation, shares[0]);
        for other in [NameKind::Person, NameKind::Place] {
            if shares[other as usize] > score {
                (kind, score) = (other, shares[other as usize]);
            }
        }
        (score >= self.thresholds[kind as usize]).then_some(Verdict { kind, score })
    }

    /// Adds what the evidence counts: seen here (`own`), at any mention of the name (`of_name`), two pieces together, and what the rules
    /// make of it.
    fn add_evidence(&self, scores: &mut Row, own: Seen, of_name: Seen, rules: &Weights) {
        own.each(|e| scores.add(&self.own[e]));
        own.each(|a| {
            let (partners, rows) = &self.pairs[a];
            own.both(*partners).each(|b| scores.add(&rows[b]));
        });
        of_name.without(own).each(|e| scores.add(&self.elsewhere[e]));
        let said = rules.scores(own, of_name);
        for (weights, said) in self.rules.iter().zip(said) {
            scores.add_share(weights, RULES * clamped(said));
        }
        scores.add_share(&Row::new(said.map(clamped)), PRIOR);
        scores.add(&self.verdicts[verdict_of(said)]);
    }

    /// The weights of a feature, if it has any.
    pub(crate) fn weights(&self, look: &Look<'_>, feature: Feature<'_>) -> Option<Kinds> {
        let row = match feature {
            Feature::Own(evidence) => self.own.get(evidence as usize),
            Feature::Elsewhere(evidence) => self.elsewhere.get(evidence as usize),
            Feature::Both(a, b) => self.pairs[a as usize].1.get(b as usize),
            Feature::Rules(kind) => self.rules.get(kind as usize),
            Feature::Verdict(at) => self.verdicts.get(at),
            Feature::In(position, class) => self.lists[position as usize].get(class),
            Feature::Sign(side, sign) => self.signs[side as usize].get(sign),
            Feature::Letters(count) => self.letters.get(count),
            Feature::Of(template, value) => self.words[template as usize].get(value.hash(look)),
        };
        row.map(|row| row.kinds())
    }
}

/// Whether a name is a nationality alone: none, whatever the sets say, for they differ in marking it.
pub(crate) fn is_nationality(seen: Seen, rules: &Weights) -> bool {
    seen.has(Evidence::DemonymOnly) && judge(rules, seen, Seen::default()).is_none()
}

/// Two pieces of evidence by their names, as numbers.
fn pair(names: &str) -> Option<(usize, usize)> {
    let (a, b) = names.split_once('+')?;
    let at = |name: &str| Evidence::ALL.iter().position(|e| e.name() == name);
    Some((at(a)?, at(b)?))
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

#[cfg(test)]
mod tests {
    use super::super::Names;
    use super::super::feature_line::feature_line;
    use super::*;
    use crate::extract::{Reading, Settings, dictionary_hits};
    use crate::lexicon::Lexicon;
    use crate::model::{Article, Field, Value};
    use crate::split::split;

    const TEXT: &str = "Velmark Holdings Inc said on Tuesday that Ana Velt, its chief executive, would leave for Paris. \
        Velmark’s shares fell. “We met Velt in Paris,” a spokesman of the Ministry of Trade (MOT) told Orla O’Brien. \
        The MOT and Velmark, based in Oslo, Norway, did not say more; Velt declined to comment.\n\nVELMARK NAMES JUN SELV AS CHIEF";

    #[test]
    fn what_is_built_in_are_the_lines_of_the_file() {
        let mut fitted = Fitted::built_in().unwrap();
        let mut count = 0;
        for line in dictionary!("names/fitted.tsv")
            .text
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            let (name, weights) = feature_line(line).unwrap();
            let (head, value) = name.split_once('=').unwrap();
            let found = match (head, pair(value)) {
                ("threshold", _) => Some(fitted.thresholds),
                (_, Some((a, b))) => Some(fitted.pairs[a].1[b].kinds()),
                _ => fitted.slot(head, value).map(|row| row.kinds()),
            };
            assert_eq!(found, Some(weights), "{name}");
            count += 1;
        }
        assert!(count > 5_000);
    }

    /// What is shown of a name, feature by feature with the same weights, adds up to the score it was given.
    #[test]
    fn scores_are_the_sums_of_what_is_shown() {
        let lexicon = Lexicon::built_in().unwrap();
        let names = Names::new(&lexicon).unwrap();
        let (article, settings) = (Article::default(), Settings::default());
        let split = split(TEXT, &lexicon.abbreviations);
        let reading = Reading {
            article: &article,
            field: Field::Text,
            text: TEXT,
            split: &split,
            numbers: &[],
            hits: &dictionary_hits(&lexicon.gazetteer, TEXT, &split.words),
            settings: &settings,
        };
        let mut found = Vec::new();
        names.label(&reading, Some(&names.fitted), &mut found);
        assert!(found.len() > 12, "{}", found.len());
        for mention in found {
            let Value::Name(name) = &mention.value else {
                continue;
            };
            if name.matched == crate::model::Match::Repeat && mention.span.of(TEXT).starts_with("VEL") {
                continue; // found by the second pass, with the score of another mention
            }
            let mut sums = [0.0; 3];
            for (_, adds) in names.contributions(&reading, None, mention.span) {
                sums.iter_mut().zip(adds).for_each(|(sum, add)| *sum += add);
            }
            let best = probabilities(sums).into_iter().fold(0.0, f32::max);
            assert!(
                (best - mention.score).abs() < 1e-3,
                "{}: {best} {}",
                mention.span.of(TEXT),
                mention.score
            );
        }
    }
}
