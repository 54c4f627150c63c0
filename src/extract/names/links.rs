//! Which names of an article are short forms of others: surnames, given names, acronyms, first words of organisations.

use super::definitions::Definition;
use super::evidence::{Evidence, NameKind};
use super::groups::{Groups, key};
use super::look::Look;
use super::vocabulary::Class;
use crate::model::Shape;

/// For each name, the longer names it may stand for.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// By name.
    pub(crate) long: Vec<Vec<usize>>,
    /// Names joined by a definition in the text.
    pub(crate) defined: Vec<bool>,
    /// For each name, the short form that a definition in the text gives it.
    pub(crate) short_of: Vec<Option<usize>>,
}

/// Links names by what the first round of labels found, and adds what follows as evidence.
pub(crate) fn link(
    look: &Look<'_>,
    groups: &mut Groups,
    kinds: &[Option<NameKind>],
    definitions: &[Definition],
) -> Links {
    let mut links = Links {
        long: vec![Vec::new(); groups.names.len()],
        defined: vec![false; groups.names.len()],
        short_of: vec![None; groups.names.len()],
    };
    by_definition(groups, kinds, definitions, &mut links);
    titled(groups);
    for (long, kind) in kinds.iter().enumerate() {
        match kind {
            Some(NameKind::Person) => person(look, groups, long, &mut links),
            Some(NameKind::Organisation) => organisation(look, groups, long, &mut links),
            _ => {}
        }
    }
    links
}

/// A surname that has a title anywhere is a person's everywhere.
fn titled(groups: &mut Groups) {
    for name in 0..groups.names.len() {
        let seen = groups.names[name].seen;
        if seen.has(Evidence::OneWord) && seen.has(Evidence::AfterTitle) && !seen.has(Evidence::Acronym) {
            groups.add(name, Evidence::TitledElsewhere);
        }
    }
}

fn by_definition(
    groups: &mut Groups,
    kinds: &[Option<NameKind>],
    definitions: &[Definition],
    links: &mut Links,
) {
    for definition in definitions {
        let (long, short) = (
            groups.sightings[definition.long].name,
            groups.sightings[definition.short].name,
        );
        if long == short {
            continue;
        }
        links.add(short, long);
        links.defined[short] = true;
        links.short_of[long] = Some(short);
        let evidence = match kinds[long] {
            Some(NameKind::Organisation) => Evidence::AcronymOf,
            _ if kinds[short] == Some(NameKind::Organisation) => {
                groups.add(long, Evidence::Defined);
                continue;
            }
            _ => Evidence::AcronymOfNone,
        };
        groups.add(short, evidence);
    }
}

/// The surname and the given name of a person's full name.
fn person(look: &Look<'_>, groups: &mut Groups, long: usize, links: &mut Links) {
    let (first, end) = groups.span(long);
    if end < first + 2 {
        return;
    }
    let suffix = usize::from(look.is(end - 1, Class::NameSuffix) && end > first + 2);
    let surname = look.words()[end - 1 - suffix].hash;
    if let Some(short) = groups.single(surname)
        && may_be_person(groups, short)
    {
        groups.add(short, Evidence::SurnameOfPerson);
        links.add(short, long);
    }
    // "de la Cruz": the surname with its particles.
    for from in first + 1..end - 1 {
        if let Some(&short) = groups.by_words.get(&key(look, from, end)) {
            groups.add(short, Evidence::SurnameOfPerson);
            links.add(short, long);
        }
    }
    if let Some(short) = groups.single(look.words()[first].hash)
        && look.shape(first) != Shape::Letter
        && look.is(first, Class::Given)
        && may_be_person(groups, short)
    {
        groups.add(short, Evidence::GivenOfPerson);
        links.add(short, long);
    }
}

/// Whether a name of one word may be part of a person's name: `IoT Velt` makes no person of `IoT`.
fn may_be_person(groups: &Groups, short: usize) -> bool {
    let seen = groups.names[short].seen;
    let other = [
        Evidence::NotOrganisation,
        Evidence::Acronym,
        Evidence::NotName,
        Evidence::Domain,
    ];
    !other.iter().any(|e| seen.has(*e))
}

/// The acronym and the short forms of an organisation's long name.
fn organisation(look: &Look<'_>, groups: &mut Groups, long: usize, links: &mut Links) {
    let (first, end) = groups.span(long);
    if end < first + 2 {
        return;
    }
    if let Some(short) = initials(look, first, end).and_then(|hash| groups.single(hash))
        && look.shape(groups.span(short).0) == Shape::Upper
        && !groups.names[short].seen.has(Evidence::ListedPlace)
    {
        groups.add(short, Evidence::AcronymOf);
        links.add(short, long);
    }
    // "Harbour" of "Harbour Holdings": leading words that are a name of their own.
    for cut in first + 1..end {
        let Some(&short) = groups.by_words.get(&key(look, first, cut)) else {
            continue;
        };
        let seen = groups.names[short].seen;
        let other = [
            Evidence::ListedPlace,
            Evidence::DemonymOnly,
            Evidence::GivenOnly,
            Evidence::AfterIn,
            Evidence::AfterDirection,
            Evidence::Based,
            Evidence::ListedOrganisation,
        ];
        if short != long
            && !other.iter().any(|e| seen.has(*e))
            && !(cut == first + 1 && look.is(first, Class::OrgAdjective))
        {
            groups.add(short, Evidence::ShortOf);
            links.add(short, long);
        }
    }
    // The last words: "the Security Council" of "U.N. Security Council".
    for from in first + 1..end - 1 {
        if let Some(&short) = groups.by_words.get(&key(look, from, end))
            && groups.names[short].seen.has(Evidence::TypeLast)
        {
            links.add(short, long);
        }
    }
}

/// The folded hash of the initials of the capitalised words `first..end`.
fn initials(look: &Look<'_>, first: usize, end: usize) -> Option<u64> {
    let mut acronym = String::with_capacity(4 * (end - first));
    for at in first..end {
        if look.has_capital(at) && !look.is(at, Class::LegalForm) {
            acronym.extend(look.reading.word(at).chars().next());
        }
    }
    (acronym.len() >= 2).then(|| crate::split::hash_folded(&acronym))
}

impl Links {
    fn add(&mut self, short: usize, long: usize) {
        if short != long && !self.long[short].contains(&long) {
            self.long[short].push(long);
        }
    }
}
