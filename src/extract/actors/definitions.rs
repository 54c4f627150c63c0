//! Names that the article itself gives: "X, also known as Y", "a group calling itself Z", and their later mentions.

use std::sync::Arc;

use super::Candidate;
use super::context::Context;
use super::families::slug;
use crate::extract::Reading;
use crate::lexicon::PhraseTable;
use crate::model::{Gap, Match, RuleId, Shape};
use crate::split::fold;

/// Adds names defined in the text beside the `names` already known, then every later mention of them.
pub(super) fn find(reading: &Reading<'_>, context: &Context, names: &mut Vec<Candidate>) {
    let mut defined = aliases(reading, context, names);
    defined.extend(introduced(reading, context, names, &defined));
    if defined.is_empty() {
        return;
    }
    let mut known = PhraseTable::new();
    for new in &defined {
        known.insert(
            reading.span(new.first, new.end).of(reading.text),
            new.entities.clone(),
        );
    }
    names.extend(defined);
    repeats(reading, &known, names);
    names.sort_by_key(|n| n.first);
}

/// "X, also known as Y": Y is X, where one of the two is known and the other is a capitalised run.
fn aliases(reading: &Reading<'_>, context: &Context, names: &[Candidate]) -> Vec<Candidate> {
    let mut defined = Vec::new();
    if names.is_empty() {
        return defined; // one of the two names must be known
    }
    for (at, _) in reading.words().iter().enumerate() {
        let Some(cue) = context
            .alias_cues
            .longest(reading.words(), at)
            .filter(|c| c.len > 1)
        else {
            continue;
        };
        let (before, after) = (run_before(reading, at), run_after(reading, at + cue.len));
        let known = |run: Option<(usize, usize)>| {
            run.and_then(|(first, end)| names.iter().find(|n| n.first < end && first < n.end))
        };
        let pair = match (known(before), known(after)) {
            (Some(actor), None) => after.map(|run| (run, actor)),
            (None, Some(actor)) => before.map(|run| (run, actor)),
            _ => None,
        };
        if let Some((run, actor)) = pair {
            defined.push(also_known_as(run, actor));
        }
        // "also known as X or Y": the list goes on.
        let or = after.map(|(_, end)| end).filter(|&end| reading.word(end) == "or");
        if let (Some(or), Some(actor)) = (or, known(before).or(known(after)))
            && let Some(run) = run_after(reading, or + 1)
            && known(Some(run)).is_none()
        {
            defined.push(also_known_as(run, actor));
        }
    }
    defined
}

fn also_known_as((first, end): (usize, usize), actor: &Candidate) -> Candidate {
    Candidate {
        first,
        end,
        entities: actor.entities.clone(),
        matched: Match::Definition,
        weak: false,
        needs_head: false,
        rule: RuleId::new("actors/also-known-as"),
    }
}

/// "hackers calling themselves Z": a new actor, where nothing else claims the name.
fn introduced(
    reading: &Reading<'_>,
    context: &Context,
    names: &[Candidate],
    defined: &[Candidate],
) -> Vec<Candidate> {
    let mut new: Vec<Candidate> = Vec::new();
    let mut around = None;
    for (at, word) in reading.words().iter().enumerate() {
        if !word.shape.is_capital() {
            continue;
        }
        let Some((first, end)) = run_after(reading, at) else {
            continue;
        };
        // The cheap tests first: hardly a word stands after a naming word.
        let named = context.is_named(reading, at) && context.introduces(reading, at);
        let runs_on = at
            .checked_sub(1)
            .is_some_and(|n| reading.words()[n].shape.is_capital());
        let nation = reading.words()[first..end]
            .iter()
            .any(|w| context.is_nationality(w.hash));
        if nation || (!named && (runs_on || !context.follows_surely(reading, end))) {
            continue;
        }
        let folded = fold(reading.span(first, end).of(reading.text));
        let taken = |c: &Candidate| {
            let same = || fold(reading.span(c.first, c.end).of(reading.text)) == folded;
            (c.first < end && first < c.end) || (c.matched == Match::Definition && same())
        };
        if names.iter().chain(defined).chain(&new).any(taken) {
            continue;
        }
        let name = reading.span(first, end).of(reading.text);
        let candidate = Candidate {
            first,
            end,
            entities: vec![(Arc::from(format!("actor/~{}", slug(name))), Arc::from(name))],
            matched: Match::Pattern,
            weak: false,
            needs_head: false,
            rule: RuleId::new("actors/introduced"),
        };
        // "A group called X" is often a band: attackers must be spoken of nearby.
        if context.is_near(reading, &candidate, &mut around) {
            new.push(candidate);
        }
    }
    new
}

/// Every further mention of a name the article has defined.
fn repeats(
    reading: &Reading<'_>,
    known: &PhraseTable<Vec<(Arc<str>, Arc<str>)>>,
    names: &mut Vec<Candidate>,
) {
    let words = reading.words();
    for at in 0..words.len() {
        let Some(found) = known
            .longest(words, at)
            .filter(|_| words[at].shape != Shape::Lower)
        else {
            continue;
        };
        let (first, end) = (at, at + found.len);
        if names.iter().any(|n| n.first < end && first < n.end) {
            continue;
        }
        names.push(Candidate {
            first,
            end,
            entities: found.value.clone(),
            matched: Match::Repeat,
            weak: false,
            needs_head: false,
            rule: RuleId::new("actors/repeat"),
        });
    }
}

/// The run of capitalised words that begins at word `at`; at most four.
fn run_after(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let starts = if reading.word(at).eq_ignore_ascii_case("the") {
        at + 1
    } else {
        at
    };
    let marks = Gap::SPACE | Gap::LINE | Gap::QUOTE | Gap::APOSTROPHE | Gap::OPEN;
    if reading.gap(starts).0 & !marks.0 != 0 {
        return None;
    }
    let len = (0..4)
        .take_while(|&n| in_name(reading, starts + n) && (n == 0 || reading.gap(starts + n).is_blank()))
        .count();
    (len > 0).then_some((starts, starts + len))
}

/// The run of capitalised words that ends before word `at`, a comma or bracket or "or" between them allowed.
fn run_before(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let last = at.checked_sub(1)?;
    let end = if reading.word(last).eq_ignore_ascii_case("or") || reading.word(last) == "'s" {
        last
    } else {
        at
    };
    let marks = Gap::SPACE
        | Gap::LINE
        | Gap::QUOTE
        | Gap::APOSTROPHE
        | Gap::OPEN
        | Gap::CLOSE
        | Gap::COMMA
        | Gap::DASH
        | Gap::HYPHEN;
    if reading.gap(end).0 & !marks.0 != 0 {
        return None;
    }
    let mut first = end;
    while first > 0
        && end - first < 4
        && in_name(reading, first - 1)
        && (first == end || reading.gap(first).is_blank())
    {
        first -= 1;
    }
    (first < end).then_some((first, end))
}

/// Whether word `at` can be part of a name.
fn in_name(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.words().get(at);
    word.is_some_and(|w| w.shape.is_capital() || w.shape == Shape::Alphanumeric)
}
