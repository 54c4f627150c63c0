//! What a name resolves to: a dictionary's entity, the entity of the longer name it stands for, or `org/~long-name-slug`.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::evidence::{Evidence, NameKind};
use super::groups::Groups;
use super::links::Links;
use super::look::Look;
use super::vocabulary::Class;
use crate::extract::DictionaryHit;
use crate::model::{Match, Name};
use crate::split::fold;

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
    if let ([long], true) = (longer.as_slice(), links.defined[name]) {
        // What the article itself says of an acronym counts for more than the dictionary.
        let long = of_long(look, groups, links, *long, kind);
        let agrees = listed(look, groups, name, kind).is_some_and(|l| l.entity == long.entity);
        return Name {
            matched: if agrees { Match::Exact } else { Match::Definition },
            ..long
        };
    }
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
        [] => of_long(look, groups, links, name, kind),
        [long] => {
            let long = root(links, kinds, *long, kind);
            let name = alone(look, groups, long, kind);
            Name { matched, ..name }
        }
        several => Name {
            entity: None,
            name: text(look, groups, name).into(),
            matched,
            candidates: several
                .iter()
                .map(|long| alone(look, groups, *long, kind))
                .filter_map(|name| name.entity)
                .collect(),
        },
    }
}

/// The entity of a name that is no short form.
fn of_long(look: &Look<'_>, groups: &Groups, links: &Links, name: usize, kind: NameKind) -> Name {
    let listed = listed(look, groups, name, kind);
    let same = listed.or_else(|| misspelt(look, groups, links, name, kind));
    same.unwrap_or_else(|| own(look, groups, name, kind))
}

/// A long name that its own acronym shows to be a dictionary's, all but a letter or two: "… of Athletics Federation (IAAF)".
fn misspelt(look: &Look<'_>, groups: &Groups, links: &Links, name: usize, kind: NameKind) -> Option<Name> {
    let short = links.short_of[name]?;
    let listed = listed(look, groups, short, kind)?;
    listed.entity.as_ref()?;
    let stems = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3);
        words.map(|w| fold(w).chars().take(5).collect()).collect()
    };
    (stems(&listed.name) == stems(&text(look, groups, name))).then_some(Name {
        matched: Match::Definition,
        ..listed
    })
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

/// The dictionary's entity of exactly this name, or of all of it but the legal forms at its end.
fn listed(look: &Look<'_>, groups: &Groups, name: usize, kind: NameKind) -> Option<Name> {
    let (first, end) = groups.span(name);
    // "General Motors Corp." is General Motors; "Delta Corp." need not be what is called Delta for short.
    let without_form = |hit: &DictionaryHit<'_>| {
        kind == NameKind::Organisation
            && !hit.hit.is_weak()
            && (hit.end..end).all(|at| look.is(at, Class::LegalForm))
    };
    let hit = look
        .hit_at(first)
        .filter(|h| h.end == end || h.end < end && without_form(h))?;
    let mut entities = hit
        .hit
        .entities()
        .map(|(e, _)| e)
        .filter(|e| NameKind::of_type(e.kind) == Some(kind));
    let entity = entities.next()?;
    let others: Vec<Arc<str>> = entities
        .map(|e| Arc::from(e.id))
        .filter(|id: &Arc<str>| **id != *entity.id)
        .collect();
    let unambiguous = others.is_empty();
    let candidates = if unambiguous {
        Vec::new()
    } else {
        std::iter::once(Arc::from(entity.id)).chain(others).collect()
    };
    Some(Name {
        entity: unambiguous.then(|| Arc::from(entity.id)),
        name: Arc::from(entity.name),
        matched: Match::Exact,
        candidates,
    })
}

/// What a name resolves to by itself, whatever else the article says.
pub(crate) fn alone(look: &Look<'_>, groups: &Groups, name: usize, kind: NameKind) -> Name {
    listed(look, groups, name, kind).unwrap_or_else(|| own(look, groups, name, kind))
}

/// An entity of the name itself.
fn own(look: &Look<'_>, groups: &Groups, name: usize, kind: NameKind) -> Name {
    let text = text(look, groups, name);
    Name {
        entity: Some(id(kind.prefix(), &text)),
        name: text.into(),
        matched: Match::Pattern,
        candidates: Vec::new(),
    }
}

/// A name's words as first written, on one line.
fn text<'a>(look: &Look<'a>, groups: &Groups, name: usize) -> Cow<'a, str> {
    let (first, end) = groups.span(name);
    let text = look.reading.span(first, end).of(look.reading.text);
    if (first + 1..end).all(|at| is_tight(look.reading.gap_text(at))) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Cow::Owned(line)
}

/// Whether what stands between two words of a name is as it would be on one line, as it mostly is.
fn is_tight(gap: &str) -> bool {
    matches!(gap, "" | " " | "-" | "&" | ". " | " & ")
}

/// The id that a name by itself gives: small letters and digits without marks, words joined by hyphens.
fn id(prefix: &str, name: &str) -> Arc<str> {
    short_id(prefix, name).unwrap_or_else(|| {
        let mut id = [prefix, "/~"].concat();
        push_slug(&mut id, name);
        id.into()
    })
}

/// The same of a name in ASCII that is not overlong, as most are, without memory of its own.
fn short_id(prefix: &str, name: &str) -> Option<Arc<str>> {
    let mut id = [0; 64];
    let from = prefix.len() + 2;
    if !name.is_ascii() || from + name.len() > id.len() {
        return None;
    }
    id[..prefix.len()].copy_from_slice(prefix.as_bytes());
    id[prefix.len()..from].copy_from_slice(b"/~");
    let mut end = from;
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() {
            id[end] = byte.to_ascii_lowercase();
            end += 1;
        } else if !matches!(byte, b'.' | b'\'') && end > from && id[end - 1] != b'-' {
            id[end] = b'-';
            end += 1;
        }
    }
    end -= usize::from(end > from && id[end - 1] == b'-');
    std::str::from_utf8(&id[..end]).ok().map(Arc::from)
}

fn push_slug(id: &mut String, name: &str) {
    let from = id.len();
    for c in name
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !matches!(c, '.' | '\'' | '’') && id.len() > from && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(from + id[from..].trim_end_matches('-').len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs() {
        assert_eq!(
            &*id("org", "Bureau Élan d’Été, Inc."),
            "org/~bureau-elan-dete-inc"
        );
        assert_eq!(&*id("org", "U.N. Relief Office"), "org/~un-relief-office");
        assert_eq!(&*id("person", "- Velt -"), "person/~velt");
    }

    proptest! {
        #[test]
        fn short_names_have_the_same_ids(name in "[A-Za-z0-9 .,'&-]{0,70}") {
            let mut long = "org/~".to_owned();
            push_slug(&mut long, &name);
            prop_assert_eq!(&*id("org", &name), long);
        }
    }
}
