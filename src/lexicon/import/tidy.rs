//! What importers found, made into entities: no noise, one id each, what is doubtful marked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, LeftOut};
use crate::lexicon::background::common_words;
use crate::lexicon::entity::{Alias, CaseRule, Entity};
use crate::lexicon::slug::{prefix, slug};
use crate::model::Shape;
use crate::split::{fold, words};

/// What lists write where they have no name.
const NOTHING: &[&str] = &["n/a", "na", "none", "unknown", "unnamed", "-", "tbd"];

/// Entities by id. Drafts of one id and kind are joined; the kind is `kind` where a draft has none.
pub(super) fn entities(drafts: Vec<Draft>, kind: &str, left_out: &mut Vec<LeftOut>) -> Vec<Entity> {
    let common = common_words();
    let mut by_id: BTreeMap<String, Entity> = BTreeMap::new();
    let mut similar: Vec<(String, String)> = Vec::new();
    for mut draft in drafts {
        let kind = draft.kind.unwrap_or(kind);
        take_ids(&mut draft);
        draft.names.iter_mut().for_each(clean);
        draft.names.retain(|name| match noise(&name.name, kind) {
            Some(why) => {
                let what = name.name.clone();
                left_out.push(LeftOut { what, why });
                false
            }
            None => true,
        });
        let Some(printed) = draft.names.first().map(|name| name.name.clone()) else {
            continue;
        };
        let id = format!(
            "{}/{}",
            prefix(kind),
            slug(draft.id.as_deref().unwrap_or(&printed))
        );
        similar.extend(draft.similar.iter().map(|other| (id.clone(), other.clone())));
        let entity = by_id
            .entry(id.clone())
            .or_insert_with(|| Entity::new(id, kind, printed));
        add(entity, draft);
    }
    relate(&mut by_id, &similar);
    let mut entities: Vec<Entity> = by_id.into_values().collect();
    mark_ambiguous(&mut entities);
    for entity in &mut entities {
        mark_weak(entity, &|hash| common.contains(&hash));
    }
    entities
}

/// Group ids of ATT&CK that lists write among the names become references.
fn take_ids(draft: &mut Draft) {
    let is_id = |name: &Alias| {
        let digits = name.name.strip_prefix('G').unwrap_or_default();
        digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let ids: Vec<String> = draft
        .names
        .iter()
        .filter(|n| is_id(n))
        .map(|n| format!("attack:{}", n.name))
        .collect();
    draft.names.retain(|name| !is_id(name));
    draft.refs.extend(ids);
}

/// One blank between words; a remark in brackets at the end taken off: `TG-2884 (SCWX CTU)`.
fn clean(name: &mut Alias) {
    let text = name.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let remark = text.split_once(" (").filter(|_| text.ends_with(')'));
    let text = remark.map_or(text.as_str(), |(before, _)| before);
    let inner = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    let cleaned = inner.unwrap_or(text).to_owned();
    name.name = cleaned;
}

/// Why this is no name to look for.
fn noise(name: &str, kind: &str) -> Option<&'static str> {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let campaign = kind == "actor" && (name.starts_with("Operation ") || name.starts_with("Subgroup:"));
    if NOTHING.contains(&fold(name).as_str()) || name.starts_with('[') {
        Some("says that there is no name")
    } else if words(name).is_empty() || letters < 2 {
        Some("has fewer than two letters")
    } else if words(name).iter().all(|word| word.shape == Shape::Number) {
        Some("is digits only and would match any number")
    } else if campaign {
        Some("names a campaign or a part and not the actor")
    } else if name.len() > 200 {
        Some("is longer than a name")
    } else {
        None
    }
}

fn add(entity: &mut Entity, draft: Draft) {
    for name in draft.names {
        let same = |known: &str| fold(known) == fold(&name.name);
        let plain = name.is_plain();
        let listed = entity.aliases.iter().any(|alias| same(&alias.name));
        // A name like the printed one is listed only for what it says of it.
        if !listed && (!same(&entity.name) || !plain) {
            entity.aliases.push(name);
        }
    }
    for reference in draft.refs {
        if !entity.refs.contains(&reference) {
            entity.refs.push(reference);
        }
    }
    entity.country = entity.country.take().or(draft.country);
}

/// Relations to references of other entities become relations to their ids; those to nothing are dropped.
fn relate(by_id: &mut BTreeMap<String, Entity>, similar: &[(String, String)]) {
    let owners: BTreeMap<String, String> = by_id
        .values()
        .flat_map(|e| e.refs.iter().map(|r| (r.clone(), e.id.to_string())))
        .collect();
    for (id, other) in similar {
        if let (Some(entity), Some(other)) = (by_id.get_mut(id), owners.get(other))
            && other != id
            && !entity.similar.contains(other)
        {
            entity.similar.push(other.clone());
        }
    }
}

/// Marks names of several entities; a printed name is marked by an alias equal to it.
fn mark_ambiguous(entities: &mut [Entity]) {
    let mut owners: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        let names = entity.aliases.iter().map(|alias| alias.name.as_str());
        for name in names.chain([entity.name.as_ref()]) {
            let key = (entity.kind.clone(), fold(name));
            owners.entry(key).or_default().insert(at);
        }
    }
    let shared = |kind: &str, name: &str| {
        let key = (kind.to_owned(), fold(name));
        owners.get(&key).is_some_and(|owners| owners.len() > 1)
    };
    for entity in entities {
        if shared(&entity.kind, &entity.name) {
            own_name(entity).ambiguous = true;
        }
        let kind = entity.kind.clone();
        for alias in entity
            .aliases
            .iter_mut()
            .filter(|alias| shared(&kind, &alias.name))
        {
            alias.ambiguous = true;
        }
    }
}

/// Marks what would match everywhere: ordinary words and short names of actors, short names of others that are not written in capitals.
fn mark_weak(entity: &mut Entity, is_common: &dyn Fn(u64) -> bool) {
    let actor = entity.kind == "actor";
    let doubtful = |name: &str, case: CaseRule| {
        let found = words(name);
        let [only] = found.as_slice() else { return false };
        let acronym = only.shape == Shape::Upper && only.span.len() <= 6;
        let exact = case == CaseRule::Exact || acronym;
        let short = name.chars().count() <= 3;
        (actor && is_common(only.hash) && !exact) || (short && (actor || !exact))
    };
    if doubtful(&entity.name, CaseRule::Smart) {
        own_name(entity).weak = true;
    }
    for alias in &mut entity.aliases {
        alias.weak |= doubtful(&alias.name, alias.case);
    }
}

/// The alias that stands for the printed name, made where there is none.
fn own_name(entity: &mut Entity) -> &mut Alias {
    let at = entity.aliases.iter().position(|alias| alias.name == *entity.name);
    let at = at.unwrap_or_else(|| {
        entity.aliases.insert(0, Alias::plain(entity.name.as_ref()));
        0
    });
    &mut entity.aliases[at]
}
