//! Actors that the article itself introduces: "hackers calling themselves X", "the group known as X", "the X ransomware gang",
//! "another attack group, X, …". Attackers must be spoken of nearby: "a group called X" is often a band.

use std::sync::Arc;

use super::Candidate;
use super::aliases::is_of_another_kind;
use super::context::{Around, Context};
use super::families::slug;
use super::mistaken::Mistaken;
use super::runs::{self, Run, run_from};
use crate::extract::Reading;
use crate::model::{Gap, Match, RuleId, Word};
use crate::split::fold;

/// New actors, where nothing else claims the name.
pub(super) fn find(
    reading: &Reading<'_>,
    context: &Context,
    mistaken: &Mistaken,
    names: &[Candidate],
) -> Vec<Candidate> {
    let mut new: Vec<Candidate> = Vec::new();
    let mut around: Option<Around> = None;
    for at in near_triggers(reading.words(), context) {
        if !reading.words()[at].shape.is_capital() {
            continue;
        }
        let run = introduced(reading, context, mistaken, at);
        let Some((first, end)) = run.filter(|run| !is_of_another_kind(reading, *run)) else {
            continue;
        };
        let name = reading.span(first, end).of(reading.text);
        let folded = fold(name);
        let taken = |c: &Candidate| {
            (c.first < end && first < c.end)
                || (c.matched == Match::Definition && fold(c.text(reading)) == folded)
        };
        let attacks =
            names.iter().any(|n| !n.weak) || context.is_near_attacks(reading, (first, end), &mut around);
        if attacks && !names.iter().chain(&new).any(taken) {
            new.push(Candidate {
                first,
                end,
                entities: vec![(Arc::from(format!("actor/~{}", slug(name))), Arc::from(name))],
                matched: Match::Pattern,
                weak: false,
                needs_head: false,
                beside: false,
                rule: RuleId::new("actors/introduced"),
            });
        }
    }
    new
}

/// Where a name may begin that something introduces, in order: up to two words after what names (with an article between), or up to a
/// name's length before what follows.
fn near_triggers<'a>(words: &'a [Word], context: &'a Context) -> impl Iterator<Item = usize> + 'a {
    let mut next = 0;
    context.introducing(words).flat_map(move |trigger| {
        let from = trigger.saturating_sub(runs::MOST).max(next);
        next = (trigger + 3).min(words.len());
        from..next
    })
}

/// The name that begins at word `at`, if words before or after it introduce it.
fn introduced(reading: &Reading<'_>, context: &Context, mistaken: &Mistaken, at: usize) -> Option<Run> {
    // The cheap tests first: hardly a word stands after a naming word.
    let explicit = context.is_named(reading, at) && context.introduces(reading, at);
    let by_noun = context.is_named_by_noun(reading, at);
    let (first, end) = run_from(reading, at)?;
    let by_noun = by_noun && (context.introduces(reading, at) || context.is_apposed(reading, (first, end)));
    let runs_on = at
        .checked_sub(1)
        .is_some_and(|n| reading.words()[n].shape.is_capital() && reading.gap(at).is_blank());
    let headed = !runs_on && context.follows_surely(reading, end);
    if !explicit && !by_noun && !headed {
        return None;
    }
    let (first, end) = mistaken.name_in(reading, (first, end))?;
    let run = without_nations(reading, context, (first, end), explicit)?;
    let name = reading.span(run.0, run.1).of(reading.text);
    // "e-Crime", "Linux.Velmark", and a heading with the line after it.
    let torn = reading.gap(run.0).is_hyphen()
        || reading.gap(run.1) == Gap::STOP
        || (run.0 + 1..run.1).any(|at| reading.gap(at).has_any(Gap::LINE));
    // "X ransomware gang" names the gang, "X ransomware" the malware.
    let malware = (!headed && mistaken.beside_malware(reading, run))
        || (!explicit && mistaken.sounds_like_malware(name));
    (!malware && !torn && !mistaken.is_elsewhere(reading, run)).then_some(run)
}

/// A run without nationalities at its head: "the Russian hacking group". After "called the" they are part of the name, if more follows.
fn without_nations(
    reading: &Reading<'_>,
    context: &Context,
    (first, end): Run,
    explicit: bool,
) -> Option<Run> {
    let nation = |at: &usize| context.is_nationality(reading.words()[*at].hash);
    let begins = (first..end).find(|at| !nation(at))?;
    Some(if explicit { (first, end) } else { (begins, end) })
}
