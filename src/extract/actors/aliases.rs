//! Further names that an article gives an actor: "X, also known as Y", "X (also tracked as Y and Z)", "dubbed Y by …", "which Velmark calls Y",
//! "X (XY)" for its initials. They count in that article alone; `dict propose` collects them by their rules.

use super::context::Context;
use super::mistaken::Mistaken;
use super::runs::{Run, run_after, run_before, run_from};
use super::{Candidate, is_actor};
use crate::extract::Reading;
use crate::model::{Gap, Match, RuleId, Shape};
use crate::split::fold;

/// Looks for aliases beside the names known.
pub(super) struct Aliases<'r, 'a> {
    pub(super) reading: &'r Reading<'a>,
    pub(super) context: &'r Context,
    pub(super) mistaken: &'r Mistaken,
}

impl Aliases<'_, '_> {
    /// The aliases of the actors `names`, without those that are names already.
    pub(super) fn find(&self, names: &[Candidate]) -> Vec<Candidate> {
        let mut defined = Vec::new();
        if names.is_empty() {
            return defined; // one of the names must be known
        }
        for at in self.context.giving_names(self.reading.words()) {
            if let Some(cue) = self.context.alias_cues.longest(self.reading.words(), at) {
                self.after_cue(names, at, at + cue.len, &mut defined);
            }
            self.by_another(names, at, &mut defined);
        }
        for name in names {
            self.initials(names, name, &mut defined);
        }
        defined
    }

    /// "X, also known as Y or Z": the cue's words are `at..end`.
    fn after_cue(&self, names: &[Candidate], at: usize, end: usize, defined: &mut Vec<Candidate>) {
        let before = run_before(self.reading, at);
        let listed = self.list(at, end);
        let actor = match before {
            Some(run) => known(names, run).or_else(|| listed.iter().find_map(|run| known(names, *run))),
            // "the hackers, also known as Y or Z": one of the names after the cue is known.
            None if at
                .checked_sub(1)
                .is_some_and(|n| self.context.is_actor_noun(self.reading, n)) =>
            {
                listed.iter().find_map(|run| known(names, *run))
            }
            None => None,
        };
        let Some(actor) = actor else { return };
        if before.is_some_and(|run| self.is_named_of_other(run, at)) {
            return;
        }
        for run in before.into_iter().chain(listed) {
            self.add(names, actor, run, "actors/also-known-as", defined);
        }
    }

    /// "the malware used by APT99, dubbed X": a participle after "by" may name the other thing.
    fn is_named_of_other(&self, (first, _): Run, cue: usize) -> bool {
        let the = first
            .checked_sub(1)
            .filter(|n| self.reading.word(*n).eq_ignore_ascii_case("the"));
        let by = the
            .unwrap_or(first)
            .checked_sub(1)
            .is_some_and(|n| self.reading.word(n) == "by");
        by && matches!(
            self.reading.word(cue),
            "dubbed" | "named" | "called" | "nicknamed" | "codenamed"
        )
    }

    /// The names after a cue: one, those joined to it by "or" and "and", and inside brackets those after commas.
    fn list(&self, at: usize, end: usize) -> Vec<Run> {
        let reading = self.reading;
        let bracket = (at.saturating_sub(3)..=at).any(|n| reading.gap(n).has_any(Gap::OPEN));
        let mut runs: Vec<Run> = run_after(reading, end).into_iter().collect();
        while let Some(&(_, last)) = runs.last() {
            let comma = reading.gap(last).has_any(Gap::COMMA) && !reading.gap(last).has_any(Gap::CLOSE);
            let word = matches!(reading.word(last), "or" | "and") && (bracket || !comma);
            let next = if word && reading.gap(last + 1).has_any(Gap::SPACE | Gap::LINE) {
                run_after(reading, last + 1)
            } else if reading.gap(last) == Gap::SLASH || (bracket && comma) {
                run_from(reading, last)
            } else {
                None
            };
            match next {
                Some(run) if runs.len() < 12 => runs.push(run),
                _ => break,
            }
        }
        runs
    }

    /// "X, which Velmark calls Y", "X (tracked by Velmark as Y)": who gives the name begins at word `at + …`.
    fn by_another(&self, names: &[Candidate], at: usize, defined: &mut Vec<Candidate>) {
        let words = self.reading.words();
        let pronoun = self.context.namer_pronouns.contains(&words[at].hash);
        let cue = self.context.namer_cues.longest(words, at).map(|cue| cue.len);
        let Some(len) = cue.or(pronoun.then_some(1)) else {
            return;
        };
        let actor = run_before(self.reading, at).and_then(|run| known(names, run));
        let (Some(actor), Some((_, namer))) = (actor, run_after(self.reading, at + len)) else {
            return;
        };
        let name = if cue.is_some() {
            (self.reading.word(namer) == "as").then_some(namer + 1)
        } else {
            self.context
                .namer_verbs
                .longest(words, namer)
                .map(|verb| namer + verb.len)
        };
        if let Some(run) = name.and_then(|name| run_after(self.reading, name)) {
            self.add(names, actor, run, "actors/named-by", defined);
        }
    }

    /// "Golden Lanterns (GL)": the initials of a name in brackets right after it.
    fn initials(&self, names: &[Candidate], actor: &Candidate, defined: &mut Vec<Candidate>) {
        let (reading, at) = (self.reading, actor.end);
        let bracketed =
            reading.gap(at) == (Gap::SPACE | Gap::OPEN) && reading.gap(at + 1).has_any(Gap::CLOSE);
        let upper = reading.words().get(at).is_some_and(|w| w.shape == Shape::Upper);
        if !bracketed || !upper {
            return;
        }
        let first_letters = (actor.first..actor.end).filter_map(|n| reading.word(n).chars().next());
        let initials: String = first_letters.flat_map(char::to_lowercase).collect();
        if initials == fold(reading.word(at)) {
            self.add(names, actor, (at, at + 1), "actors/initials", defined);
        }
    }

    /// Adds an alias, where nothing says that the run is something else.
    fn add(
        &self,
        names: &[Candidate],
        actor: &Candidate,
        run: Run,
        rule: &'static str,
        defined: &mut Vec<Candidate>,
    ) {
        let Some((first, end)) = self.mistaken.name_in(self.reading, run) else {
            return;
        };
        let run = (first, end);
        let words = &self.reading.words()[first..end];
        let nation = words.iter().any(|w| self.context.is_nationality(w.hash));
        let malware = self.mistaken.beside_malware(self.reading, run);
        let taken = known(names, run).is_some() || known(defined, run).is_some();
        if taken || nation || malware || is_of_another_kind(self.reading, run) {
            return;
        }
        defined.push(Candidate {
            first,
            end,
            entities: actor.entities.clone(),
            matched: Match::Definition,
            weak: false,
            needs_head: false,
            beside: false,
            rule: RuleId::new(rule),
        });
    }
}

/// The name that overlaps a run.
fn known(names: &[Candidate], (first, end): Run) -> Option<&Candidate> {
    names.iter().find(|n| n.first < end && first < n.end)
}

/// Whether a dictionary holds the whole run as an organisation, a person or a place.
pub(super) fn is_of_another_kind(reading: &Reading<'_>, (first, end): Run) -> bool {
    let at = reading.hits.partition_point(|hit| hit.first < first);
    reading.hits.get(at).is_some_and(|hit| {
        hit.first == first
            && hit.end == end
            && hit
                .hit
                .entities()
                .all(|(entity, alias)| !is_actor(entity.kind) && !alias.map_or(entity.weak, |a| a.weak))
    })
}
