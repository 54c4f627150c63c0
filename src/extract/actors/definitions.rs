//! Names that the article itself gives, and their later mentions.

use std::sync::Arc;

use super::Candidate;
use super::aliases::Aliases;
use super::context::Context;
use super::introduced;
use super::mistaken::Mistaken;
use crate::extract::Reading;
use crate::lexicon::PhraseTable;
use crate::model::{Match, RuleId, Shape};

/// Adds names defined in the text beside the `names` already known, then every later mention of them.
pub(super) fn find(
    reading: &Reading<'_>,
    context: &Context,
    mistaken: &Mistaken,
    names: &mut Vec<Candidate>,
) {
    let known = names.len();
    let aliases = Aliases {
        reading,
        context,
        mistaken,
    };
    names.extend(aliases.find(names));
    names.extend(introduced::find(reading, context, mistaken, names));
    if names.iter().skip(known).any(|n| n.matched == Match::Pattern) {
        names.extend(aliases.find(names));
    }
    if names.len() > known {
        let repeats = repeats(reading, mistaken, names, known);
        names.extend(repeats);
        names.sort_by_key(|n| n.first);
    }
}

/// What a defined name says: its entities, and the name as the text defines it.
type Defined<'a> = (Vec<(Arc<str>, Arc<str>)>, &'a str);

/// Every further mention of the names that the article has defined: those from index `known` on.
fn repeats(reading: &Reading<'_>, mistaken: &Mistaken, names: &[Candidate], known: usize) -> Vec<Candidate> {
    let mut defined: PhraseTable<Defined<'_>> = PhraseTable::new();
    for new in &names[known..] {
        defined.insert(new.text(reading), (new.entities.clone(), new.text(reading)));
    }
    let mut repeats: Vec<Candidate> = Vec::new();
    let words = reading.words();
    for at in 0..words.len() {
        let Some(found) = defined
            .longest(words, at)
            .filter(|_| words[at].shape != Shape::Lower)
        else {
            continue;
        };
        let (first, end) = (at, at + found.len);
        let text = reading.span(first, end).of(reading.text);
        let (entities, listed) = found.value;
        let as_defined = text == *listed || found.len > 1 || words[at].shape == Shape::Upper;
        let taken = names
            .iter()
            .chain(&repeats)
            .any(|n| n.first < end && first < n.end);
        let other =
            mistaken.is_elsewhere(reading, (first, end)) || mistaken.beside_malware(reading, (first, end));
        if as_defined && !taken && !other {
            repeats.push(Candidate {
                first,
                end,
                entities: entities.clone(),
                matched: Match::Repeat,
                weak: false,
                needs_head: false,
                beside: false,
                rule: RuleId::new("actors/repeat"),
            });
        }
    }
    repeats
}
