//! Actors: hacker groups, ransomware gangs, armed groups, by every name they go by.
//!
//! Names come from the dictionaries ([`dictionary`]), from spellings that rules derive of them ([`variants`]), from numbered families
//! ([`families`]) and from the text itself ([`definitions`]). A name that is an ordinary word counts only with context ([`context`]);
//! the guards are those measured in the project's notes on 27 MB of news without actors (2.4 false hits a MB).

mod aliases;
mod ambiguity;
mod context;
mod definitions;
mod dictionary;
mod explain;
mod families;
mod introduced;
mod mistaken;
mod resolve;
mod runs;
mod spelling;
mod standing;
mod variants;

use std::sync::Arc;

pub use self::explain::{Sign, signs};
pub use self::resolve::{Resolved, resolve};

use self::context::Context;
use self::families::Families;
use self::mistaken::Mistaken;
use self::variants::Variants;
use super::{Extractor, Reading};
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::{Kind, Match, Mention, Name, RuleId, Span, Value};

/// This folder's kind.
pub const KIND: Kind = Kind::new("actor");

/// Finds actors.
#[derive(Debug)]
pub struct Actors {
    variants: Variants,
    families: Families,
    context: Context,
    mistaken: Mistaken,
}

/// Makes the extractor.
///
/// # Errors
/// A dictionary that does not parse.
pub fn build(lexicon: &Lexicon) -> Result<Box<dyn Extractor>, DictionaryError> {
    Ok(Box::new(Actors::new(lexicon)?))
}

impl Actors {
    fn new(lexicon: &Lexicon) -> Result<Self, DictionaryError> {
        let context = Context::built_in(&lexicon.demonym_words)?;
        Ok(Self {
            variants: Variants::new(&lexicon.gazetteer, &context),
            families: Families::built_in(&lexicon.gazetteer)?,
            context,
            mistaken: Mistaken::built_in()?,
        })
    }
}

/// A name that may be an actor's, before the article has had its say.
#[derive(Debug, Clone)]
struct Candidate {
    /// First word.
    first: usize,
    /// One past the last word.
    end: usize,
    /// What it may be, in the dictionaries' order: (entity, printed name).
    entities: Vec<(Arc<str>, Arc<str>)>,
    /// How text and dictionary met.
    matched: Match,
    /// Whether it counts only with context.
    weak: bool,
    /// Whether that context must be a head word beside it.
    needs_head: bool,
    /// Whether words beside it make it sure.
    beside: bool,
    rule: RuleId,
}

impl Candidate {
    /// The words of the text.
    fn text<'a>(&self, reading: &Reading<'a>) -> &'a str {
        reading.span(self.first, self.end).of(reading.text)
    }
}

impl Extractor for Actors {
    fn find(&self, reading: &Reading<'_>, found: &mut Vec<Mention>) {
        let mut candidates = self.families.find(reading);
        dictionary::find(reading, &mut candidates);
        self.variants.find(reading, &mut candidates);
        let mut names = standing::keep(reading, &self.context, &self.mistaken, longest_first(candidates));
        definitions::find(reading, &self.context, &self.mistaken, &mut names);
        ambiguity::order(&mut names);
        found.extend(names.into_iter().map(|name| mention(reading, name)));
    }
}

/// Of candidates that overlap, the longest; of equals, the one that met the dictionary best.
fn longest_first(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|c| (std::cmp::Reverse(c.end - c.first), c.matched, c.first));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if !kept
            .iter()
            .any(|k| k.first < candidate.end && candidate.first < k.end)
        {
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|c| c.first);
    kept
}

fn mention(reading: &Reading<'_>, candidate: Candidate) -> Mention {
    let (entity, name, candidates) = match candidate.entities.as_slice() {
        [(id, name)] => (Some(Arc::clone(id)), Arc::clone(name), Vec::new()),
        several => {
            let name = reading.span(candidate.first, candidate.end).of(reading.text);
            (
                None,
                Arc::from(name),
                several.iter().map(|(id, _)| Arc::clone(id)).collect(),
            )
        }
    };
    Mention {
        kind: KIND,
        field: reading.field,
        span: whole(reading, &candidate),
        sentence: reading.sentence_of(candidate.first),
        value: Value::Name(Name {
            entity,
            name,
            matched: candidate.matched,
            candidates,
        }),
        score: score(&candidate),
        rule: candidate.rule,
    }
}

/// The bytes of a name, with the marks that end some names and no word: "NoName057(16)", "Lapsus$".
fn whole(reading: &Reading<'_>, candidate: &Candidate) -> Span {
    let mut span = reading.span(candidate.first, candidate.end);
    let name = span.of(reading.text);
    let after = reading.text.get(span.end as usize..).unwrap_or_default();
    let open = name.contains('(') && !name.contains(')') && after.starts_with(')');
    let dollar = after.starts_with('$') && !after[1..].starts_with(char::is_alphanumeric);
    if open || dollar {
        span.end += 1;
    }
    span
}

/// How sure a match is: what is written as listed before what a rule had to derive; a weak name less, least where only words further off
/// speak for it. Set after the share of right ones per rule on development data (`benches/quality.md`).
fn score(candidate: &Candidate) -> f32 {
    let (strong, beside, near) = match candidate.matched {
        Match::Exact => (0.95, 0.85, 0.7),
        Match::Separator | Match::Plural | Match::Family => (0.95, 0.8, 0.65),
        Match::Affix | Match::Definition => (0.9, 0.75, 0.6),
        Match::Repeat => (0.85, 0.7, 0.6),
        Match::Fuzzy => (0.75, 0.7, 0.6),
        Match::Pattern => (0.65, 0.65, 0.6),
    };
    match (candidate.weak, candidate.beside) {
        (false, _) => strong,
        (true, true) => beside,
        (true, false) => near,
    }
}

/// Whether an entity is an actor.
fn is_actor(gazetteer_kind: &str) -> bool {
    gazetteer_kind == KIND.as_str()
}
