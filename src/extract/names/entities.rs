//! What a name resolves to: a dictionary's entity, the entity of the longer name it stands for, or `org/~long-name-slug`.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::evidence::{Evidence, NameKind};
use super::groups::Groups;
use super::links::Links;
use super::look::Look;
use crate::model::{Match, Name};

/// The value of every name of an article, by name; `kinds` are the final ones.
pub(crate) fn resolve(
    look: &Look<'_>,
    groups: &Groups,
    links: &Links,
    kinds: &[Option<NameKind>],
) -> Vec<Option<Name>> {
    (0..groups.names.len())
        .map(|name| kinds[name].map(|kind| of_name(look, groups, links, kinds, name, kind)))
        .collect()
}

fn of_name(
    look: &Look<'_>,
    groups: &Groups,
    links: &Links,
    kinds: &[Option<NameKind>],
    name: usize,
    kind: NameKind,
) -> Name {
    let longer: Vec<usize> = links.long[name]
        .iter()
        .copied()
        .filter(|long| kinds[*long] == Some(kind))
        .collect();
    if let Some(listed) = listed(look, groups, name, kind)
        && (longer.is_empty() || !is_weak(groups, name))
    {
        return listed;
    }
    let matched = if links.defined[name] {
        Match::Definition
    } else {
        Match::Repeat
    };
    match longer.as_slice() {
        [] => own(look, groups, name, kind),
        [long] => {
            let long = root(links, kinds, *long, kind);
            let name = listed(look, groups, long, kind).unwrap_or_else(|| own(look, groups, long, kind));
            Name { matched, ..name }
        }
        several => Name {
            entity: None,
            name: text(look, groups, name).into(),
            matched,
            candidates: several
                .iter()
                .map(|long| {
                    listed(look, groups, *long, kind).unwrap_or_else(|| own(look, groups, *long, kind))
                })
                .filter_map(|name| name.entity)
                .collect(),
        },
    }
}

fn is_weak(groups: &Groups, name: usize) -> bool {
    let seen = groups.names[name].seen;
    seen.has(Evidence::ListedOrganisationWeak) || seen.has(Evidence::ListedPlaceWeak)
}

/// The longest name a name stands for, following single links a few steps.
fn root(links: &Links, kinds: &[Option<NameKind>], name: usize, kind: NameKind) -> usize {
    let mut at = name;
    for _ in 0..3 {
        match links.long[at].as_slice() {
            [long] if kinds[*long] == Some(kind) && *long != at => at = *long,
            _ => break,
        }
    }
    at
}

/// The dictionary's entity of exactly this name.
fn listed(look: &Look<'_>, groups: &Groups, name: usize, kind: NameKind) -> Option<Name> {
    let (first, end) = groups.span(name);
    let hit = look.hit_at(first).filter(|h| h.end == end)?;
    let mut entities = hit
        .hit
        .entities
        .iter()
        .map(|(e, _)| *e)
        .filter(|e| NameKind::of_type(&e.kind) == Some(kind));
    let entity = entities.next()?;
    let others: Vec<Arc<str>> = entities
        .map(|e| Arc::clone(&e.id))
        .filter(|id| *id != entity.id)
        .collect();
    let unambiguous = others.is_empty();
    let candidates = if unambiguous {
        Vec::new()
    } else {
        std::iter::once(Arc::clone(&entity.id)).chain(others).collect()
    };
    Some(Name {
        entity: unambiguous.then(|| Arc::clone(&entity.id)),
        name: Arc::clone(&entity.name),
        matched: Match::Exact,
        candidates,
    })
}

/// An entity of the name itself.
pub(crate) fn own(look: &Look<'_>, groups: &Groups, name: usize, kind: NameKind) -> Name {
    let text = text(look, groups, name);
    Name {
        entity: Some(format!("{}/~{}", kind.prefix(), slug(&text)).into()),
        name: text.into(),
        matched: Match::Pattern,
        candidates: Vec::new(),
    }
}

/// A name's words as first written, on one line.
fn text(look: &Look<'_>, groups: &Groups, name: usize) -> String {
    let (first, end) = groups.span(name);
    let text = look.reading.span(first, end).of(look.reading.text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as the last part of an id: small letters and digits without marks, words joined by hyphens.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !matches!(c, '.' | '\'' | '’') && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn slugs() {
        assert_eq!(super::slug("Bureau Élan d’Été, Inc."), "bureau-elan-dete-inc");
        assert_eq!(super::slug("U.N. Relief Office"), "un-relief-office");
    }
}
