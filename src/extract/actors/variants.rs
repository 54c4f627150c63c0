//! Spellings that rules derive from listed names: one word for several, a plural, a head word left out, one edit.

use std::sync::Arc;

use super::context::Context;
use super::spelling::{self, Spelling};
use super::{Candidate, KIND};
use crate::extract::Reading;
use crate::lexicon::{CaseRule, Gazetteer, Known, PhraseTable};
use crate::model::{Match, RuleId, Shape, Word};
use crate::split::{fold, words};

/// Derived names, and where a misspelling may lead.
#[derive(Debug)]
pub(super) struct Variants {
    names: PhraseTable<Variant>,
    spelling: Spelling,
    entities: Vec<(Arc<str>, Arc<str>)>,
}

#[derive(Debug, Clone, Copy)]
struct Variant {
    entity: u32,
    matched: Match,
    weak: bool,
    needs_head: bool,
}

impl Variants {
    /// Derives the spellings of every actor's names.
    pub(super) fn new(gazetteer: &Gazetteer, context: &Context) -> Self {
        let (mut names, mut entities, mut spelt) = (PhraseTable::new(), Vec::new(), Vec::new());
        for entity in gazetteer.of_kind(KIND.as_str()) {
            let index = entities.len() as u32;
            entities.push((Arc::from(entity.id), Arc::from(entity.name)));
            for listed in names_of(entity).filter(|listed| !listed.ambiguous) {
                let parts = words(listed.name);
                derive(
                    &listed,
                    &parts,
                    context,
                    &mut |variant, (matched, weak, needs_head)| {
                        let variant = words(variant);
                        let value = || Variant {
                            entity: index,
                            matched,
                            weak,
                            needs_head,
                        };
                        if !gazetteer.has_name(&variant) {
                            names.entry_of(&variant, value);
                        }
                    },
                );
                if listed.may_be_misspelt(&parts) {
                    spelt.push((listed.name, index));
                }
            }
        }
        Self {
            names,
            spelling: Spelling::new(spelt),
            entities,
        }
    }

    /// Every derived name of the text.
    pub(super) fn find(&self, reading: &Reading<'_>, candidates: &mut Vec<Candidate>) {
        for (at, word) in reading.words().iter().enumerate() {
            if !word.shape.is_capital() && word.shape != Shape::Alphanumeric {
                continue;
            }
            let derived = self
                .names
                .longest(reading.words(), at)
                .filter(|p| is_capitalised(reading, at, p.len));
            if let Some(found) = derived {
                candidates.push(self.candidate(
                    at,
                    at + found.len,
                    *found.value,
                    RuleId::new("actors/variant"),
                ));
            } else if word.span.len() >= spelling::LEAST
                && let Some(entity) = self.spelling.correct(reading.word(at))
            {
                let variant = Variant {
                    entity,
                    matched: Match::Fuzzy,
                    weak: true,
                    needs_head: false,
                };
                candidates.push(self.candidate(at, at + 1, variant, RuleId::new("actors/spelling")));
            }
        }
    }

    fn candidate(&self, first: usize, end: usize, variant: Variant, rule: RuleId) -> Candidate {
        let entities = vec![self.entities[variant.entity as usize].clone()];
        Candidate {
            first,
            end,
            entities,
            matched: variant.matched,
            weak: variant.weak,
            needs_head: variant.needs_head,
            beside: false,
            rule,
        }
    }
}

/// How a derived spelling meets its name, whether it is weak, and whether it needs a head word.
type How = (Match, bool, bool);

/// Derives the spellings of a name, whose words are `parts`.
fn derive(listed: &Listed<'_>, parts: &[Word], context: &Context, add: &mut dyn FnMut(&str, How)) {
    let Listed {
        name,
        weak,
        needs_head,
        ..
    } = *listed;
    if parts.len() > 1 {
        let squeezed: String = parts.iter().map(|w| w.span.of(name)).collect();
        // "FancyBear"; not "OILRIG" for "OIL RIG": the pieces must be long enough not to meet an ordinary word.
        if squeezed.len() >= 8 {
            add(&squeezed, (Match::Separator, weak, needs_head));
        }
        let last = parts[parts.len() - 1];
        let stem = &name[..parts[parts.len() - 2].span.end as usize];
        // "ST" of "ST Group" is too little to go by, and so is what a weak name leaves.
        if context.is_tail(last.hash) && !weak && stem.len() > 3 {
            // The rest alone is often an ordinary word ("Beijing Group"): only beside a head word.
            add(stem, (Match::Affix, true, true));
        }
    }
    let apart = apart(name).filter(|_| listed.case != CaseRule::Exact && parts.len() == 1);
    if let Some(apart) = apart {
        // "Muddy Water" for "MuddyWater"; "Oil Rig" is more often an oil rig.
        add(&apart, (Match::Separator, true, needs_head));
    }
    // "Fancy Bears": for names of several words and for strong ones; the measured false hits were weak words.
    if listed.plural.unwrap_or(parts.len() > 1 || !weak)
        && name.ends_with(char::is_alphabetic)
        && !fold(name).ends_with('s')
        && name.len() > 4
    {
        add(&format!("{name}s"), (Match::Plural, weak, needs_head));
    }
}

/// A name whose capitals show two words: `MuddyWater` as `Muddy Water`.
fn apart(name: &str) -> Option<String> {
    let inner = |(at, c): (usize, char)| {
        let small_before = name
            .get(..at)
            .is_some_and(|head| head.ends_with(char::is_lowercase));
        (small_before && c.is_uppercase()).then_some(at)
    };
    let mut cuts = name.char_indices().filter_map(inner);
    let (at, None) = (cuts.next()?, cuts.next()) else {
        return None;
    };
    let (first, second) = name.split_at(at);
    (first.len() > 2 && second.len() > 2).then(|| [first, second].join(" "))
}

fn is_capitalised(reading: &Reading<'_>, at: usize, len: usize) -> bool {
    reading.words()[at..at + len]
        .iter()
        .all(|w| w.shape != Shape::Lower)
}

/// A name with what its layer says of it.
struct Listed<'a> {
    name: &'a str,
    case: CaseRule,
    weak: bool,
    ambiguous: bool,
    plural: Option<bool>,
    fuzzy: Option<bool>,
    needs_head: bool,
}

impl Listed<'_> {
    /// Whether one edit may be forgiven: a single word without digits.
    fn may_be_misspelt(&self, parts: &[Word]) -> bool {
        matches!(parts, [only] if only.shape != Shape::Alphanumeric && self.fuzzy != Some(false))
    }
}

/// Every name of an entity.
fn names_of(entity: Known<'_>) -> impl Iterator<Item = Listed<'_>> {
    let listed = entity.aliases().any(|a| a.name == entity.name);
    let own = (!listed).then_some(Listed {
        name: entity.name,
        case: CaseRule::Smart,
        weak: entity.weak,
        ambiguous: false,
        plural: None,
        fuzzy: None,
        needs_head: entity.needs_head,
    });
    let aliases = entity.aliases().map(move |a| Listed {
        name: a.name,
        case: a.case,
        weak: a.weak,
        ambiguous: a.ambiguous,
        plural: a.plural,
        fuzzy: a.fuzzy,
        needs_head: entity.needs_head,
    });
    own.into_iter().chain(aliases)
}
