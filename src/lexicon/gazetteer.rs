//! All names of all entities as one matcher over words.
//!
//! Everything lies in a few flat arrays: one string of all names and ids, records of fixed size, and the hashes of [`super::name_index`]. A
//! million names take about 100 MB, and the arrays can be written to a file and read back as they are ([`super::compiled`]).

use std::borrow::Cow;

use super::entity::{CaseRule, Details};
use super::gazetteer_builder::Builder;
use super::layer::Layer;
use super::name_index::{Beginnings, Flat, HashIndex, START, step};
use crate::model::{Shape, Word};
use crate::split::hash_folded;

/// Entities and a matcher of their names.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Gazetteer {
    /// Every id, name and detail.
    pub(super) text: Cow<'static, str>,
    pub(super) kinds: Vec<String>,
    pub(super) entities: Flat<EntityRecord>,
    /// The names of each entity together, its printed name first.
    pub(super) names: Flat<NameRecord>,
    pub(super) beginnings: Beginnings,
    pub(super) by_path: HashIndex,
    pub(super) by_id: HashIndex,
}

/// An entity, in fixed size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct EntityRecord {
    pub(super) id: TextSpan,
    /// Lines of its [`Details`]; empty where it has none.
    pub(super) details: TextSpan,
    /// Where its names begin.
    pub(super) first_name: u32,
    pub(super) kind: u16,
    pub(super) flags: u16,
}

/// Bytes of [`Gazetteer::text`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TextSpan {
    pub(super) start: u32,
    pub(super) len: u32,
}

/// A name, in fixed size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct NameRecord {
    pub(super) start: u32,
    pub(super) len: u16,
    pub(super) flags: u16,
    /// Word n must be capitalised where bit n is set.
    pub(super) capitals: u32,
    /// Its entity; [`STOP`] for a name that is never a match.
    pub(super) entity: u32,
}

/// The entity of stops.
pub(super) const STOP: u32 = u32::MAX;

/// Flags of entities.
pub(super) mod entity_flag {
    pub(crate) const WEAK: u16 = 1;
    pub(crate) const NEEDS_HEAD: u16 = 1 << 1;
    /// Taken away by a layer: known by its id, met under no name.
    pub(crate) const REMOVED: u16 = 1 << 2;
}

/// Flags of names.
pub(super) mod name_flag {
    pub(crate) const WEAK: u16 = 1;
    pub(crate) const AMBIGUOUS: u16 = 1 << 1;
    pub(crate) const EXACT: u16 = 1 << 2;
    pub(crate) const ANY_CASE: u16 = 1 << 3;
    pub(crate) const PLURAL: u16 = 1 << 4;
    pub(crate) const NO_PLURAL: u16 = 1 << 5;
    pub(crate) const FUZZY: u16 = 1 << 6;
    pub(crate) const NOT_FUZZY: u16 = 1 << 7;
    /// The letters must be those listed: worked out from the case rule and the name's shape.
    pub(crate) const AS_LISTED: u16 = 1 << 8;
    /// The entity's printed name.
    pub(crate) const PRINTED: u16 = 1 << 9;
}

/// An entity as the dictionaries know it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Stable slug with its kind's prefix: `org/iaaf`.
    pub id: &'a str,
    /// `organisation`, `actor`, `place`, `person`.
    pub kind: &'a str,
    /// The name as printed; an alias too.
    pub name: &'a str,
    /// Whether its printed name counts only with context.
    pub weak: bool,
    /// Whether that context must be a head word beside it ([`super::LayerMeta::needs_head`]).
    pub needs_head: bool,
    gazetteer: &'a Gazetteer,
    index: u32,
}

/// A name of an entity that its layer lists as an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownAlias<'a> {
    /// The name.
    pub name: &'a str,
    /// How its letters must be written.
    pub case: CaseRule,
    /// Counts only with context.
    pub weak: bool,
    /// Belongs to another entity too, knowingly.
    pub ambiguous: bool,
    /// Whether a plural -s may follow.
    pub plural: Option<bool>,
    /// Whether one edit is forgiven.
    pub fuzzy: Option<bool>,
}

impl<'a> Known<'a> {
    /// Its aliases, in load order.
    pub fn aliases(self) -> impl Iterator<Item = KnownAlias<'a>> {
        let names = self.gazetteer.names_of(self.index).iter();
        names
            .filter(|name| name.flags & name_flag::PRINTED == 0)
            .map(move |name| self.gazetteer.alias(name))
    }

    /// Its sort, where its layer gives one: `country`, `city`.
    pub fn sort(self) -> Option<&'a str> {
        let record = self.gazetteer.entities.get(self.index as usize)?;
        let mut details = self.gazetteer.text(record.details).lines();
        details.find_map(|line| line.strip_prefix("kind="))
    }

    /// What else its layers say of it.
    pub fn details(self) -> Details {
        let record = self.gazetteer.entities.get(self.index as usize);
        Details::read(record.map_or("", |record| self.gazetteer.text(record.details)))
    }
}

/// A name found in words, with every entity it may be. What is known of these is read when it is asked for: a name with all of it would be
/// eight looks into memory that is in no near cache.
#[derive(Debug, Clone)]
pub struct AliasHit<'a> {
    /// How many words.
    pub len: usize,
    names: Names,
    gazetteer: &'a Gazetteer,
}

/// Places of names in the gazetteer. Nearly every name is that of one entity.
#[derive(Debug, Clone)]
enum Names {
    One(u32),
    Several(Vec<u32>),
}

impl Names {
    fn with(self, name: u32) -> Self {
        match self {
            Self::One(first) => Self::Several(vec![first, name]),
            Self::Several(mut names) => {
                names.push(name);
                Self::Several(names)
            }
        }
    }

    fn places(&self) -> &[u32] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

impl<'a> AliasHit<'a> {
    /// The entities, in load order, each with the alias that matched (`None` for the printed name).
    pub fn entities(&self) -> impl Iterator<Item = (Known<'a>, Option<KnownAlias<'a>>)> + '_ {
        let gazetteer = self.gazetteer;
        let names = self.names.places().iter();
        names.filter_map(|&name| gazetteer.resolve(gazetteer.names.get(name as usize)?))
    }

    /// Whether every reading of the name needs context.
    pub fn is_weak(&self) -> bool {
        self.entities()
            .all(|(entity, alias)| alias.map_or(entity.weak, |a| a.weak))
    }
}

impl Gazetteer {
    /// From layers in load order: later entities of the same id add their aliases, removals and stops take away.
    pub fn new(layers: Vec<Layer>) -> Self {
        let mut builder = Builder::default();
        for layer in layers {
            builder.layer(layer);
        }
        builder.finish()
    }

    /// Every entity that was not taken away, in load order.
    pub fn entities(&self) -> impl Iterator<Item = Known<'_>> {
        let standing = (0..).zip(self.entities.iter());
        standing
            .filter(|(_, record)| record.flags & entity_flag::REMOVED == 0)
            .filter_map(|(index, _)| self.known(index))
    }

    /// Those of one kind.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = Known<'_>> {
        let kind = self.kinds.iter().position(|k| k == kind);
        let records = (0..).zip(self.entities.iter());
        let standing = records.filter(|(_, record)| record.flags & entity_flag::REMOVED == 0);
        standing
            .filter(move |(_, record)| Some(record.kind as usize) == kind)
            .filter_map(|(index, _)| self.known(index))
    }

    /// How many entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// How many names of how many words there are: names are counted once for each entity that bears them.
    pub fn name_count(&self) -> usize {
        self.by_path.values.len()
    }

    /// The entity of an id, also one that a layer took away.
    pub fn entity(&self, id: &str) -> Option<Known<'_>> {
        let found = self.by_id.get(id_hash(id)).iter();
        found
            .filter_map(|&index| self.known(index))
            .find(|known| known.id == id)
    }

    /// Whether a name may begin with this word: most words begin none.
    #[inline]
    pub fn may_begin(&self, word: &Word) -> bool {
        self.beginnings.may_hold(step(START, word.gap, word.hash))
    }

    /// The longest name that begins at word `at` and is written as its case rule asks.
    pub fn longest<'a>(&'a self, text: &str, words: &[Word], at: usize) -> Option<AliasHit<'a>> {
        let mut best: Option<(usize, Names)> = None;
        let mut stopped = 0;
        let mut path = START;
        for (n, word) in words.get(at..)?.iter().enumerate() {
            path = step(path, word.gap, word.hash);
            if !self.beginnings.may_hold(path) {
                break;
            }
            if !self.beginnings.may_end(path) {
                continue;
            }
            let names = self.by_path.get(path);
            let span = &words[at..=at + n];
            let mut found: Option<Names> = None;
            for (at, name) in names
                .iter()
                .filter_map(|&at| Some((at, self.names.get(at as usize)?)))
            {
                if name.entity == STOP {
                    stopped = n + 1;
                } else if self.is_written_right(name, text, span) {
                    found = Some(found.map_or(Names::One(at), |names| names.with(at)));
                }
            }
            best = found.map(|names| (n + 1, names)).or(best);
        }
        let (len, names) = best.filter(|(len, _)| *len > stopped)?;
        Some(AliasHit {
            len,
            names,
            gazetteer: self,
        })
    }

    /// Whether an entity has exactly these words as a name, whatever their case.
    pub fn has_name(&self, words: &[Word]) -> bool {
        let whole = super::name_index::paths(words).last();
        let names = whole.map_or(&[][..], |path| self.by_path.get(path));
        let mut names = names.iter().filter_map(|&name| self.names.get(name as usize));
        names.any(|name| name.entity != STOP)
    }

    /// Every entity that has exactly this name, whatever its case.
    pub fn lookup(&self, name: &str) -> Vec<(Known<'_>, Option<KnownAlias<'_>>)> {
        let words = crate::split::words(name);
        let Some(path) = super::name_index::paths(&words).last() else {
            return Vec::new();
        };
        let names = self.by_path.get(path).iter();
        names
            .filter_map(|&name| self.names.get(name as usize))
            .filter_map(|name| self.resolve(name))
            .collect()
    }

    /// Whether a text that writes `name` names this entity: its case rule asks for no other letters.
    pub fn is_read(&self, name: &str, id: &str) -> bool {
        let words = crate::split::words(name);
        let begins = words.first().is_some_and(|word| word.shape != Shape::Lower);
        let hit = self
            .longest(name, &words, 0)
            .filter(|hit| begins && hit.len == words.len());
        hit.is_some_and(|hit| hit.entities().any(|(entity, _)| entity.id == id))
    }

    fn known(&self, index: u32) -> Option<Known<'_>> {
        let record = self.entities.get(index as usize)?;
        let printed = self.names.get(record.first_name as usize)?;
        Some(Known {
            id: self.text(record.id),
            kind: self.kinds.get(record.kind as usize)?,
            name: self.name(printed),
            weak: record.flags & entity_flag::WEAK != 0,
            needs_head: record.flags & entity_flag::NEEDS_HEAD != 0,
            gazetteer: self,
            index,
        })
    }

    fn names_of(&self, entity: u32) -> &[NameRecord] {
        let start = |at: usize| self.entities.get(at).map(|e| e.first_name as usize);
        let from = start(entity as usize).unwrap_or(self.names.len());
        let to = start(entity as usize + 1).unwrap_or(self.names.len());
        let names = self.names.get(from..to).unwrap_or_default();
        // Stops stand behind the names of the last entity.
        let own = names.iter().take_while(|name| name.entity == entity).count();
        &names[..own]
    }

    fn resolve(&self, name: &NameRecord) -> Option<(Known<'_>, Option<KnownAlias<'_>>)> {
        let alias = (name.flags & name_flag::PRINTED == 0).then(|| self.alias(name));
        Some((self.known(name.entity)?, alias))
    }

    fn alias(&self, name: &NameRecord) -> KnownAlias<'_> {
        let has = |flag| name.flags & flag != 0;
        let either = |yes, no| (has(yes) || has(no)).then(|| has(yes));
        KnownAlias {
            name: self.name(name),
            case: match (has(name_flag::EXACT), has(name_flag::ANY_CASE)) {
                (true, _) => CaseRule::Exact,
                (_, true) => CaseRule::Ignore,
                _ => CaseRule::Smart,
            },
            weak: has(name_flag::WEAK),
            ambiguous: has(name_flag::AMBIGUOUS),
            plural: either(name_flag::PLURAL, name_flag::NO_PLURAL),
            fuzzy: either(name_flag::FUZZY, name_flag::NOT_FUZZY),
        }
    }

    fn is_written_right(&self, name: &NameRecord, text: &str, words: &[Word]) -> bool {
        if name.flags & name_flag::AS_LISTED == 0 {
            has_capitals(name.capitals, words)
        } else {
            written_as(self.name(name), text, words)
        }
    }

    fn name(&self, name: &NameRecord) -> &str {
        let start = name.start as usize;
        self.text
            .get(start..start + name.len as usize)
            .unwrap_or_default()
    }

    fn text(&self, span: TextSpan) -> &str {
        let start = span.start as usize;
        self.text
            .get(start..start + span.len as usize)
            .unwrap_or_default()
    }
}

/// The hash by which an id is found; what it finds is compared, as case counts here.
pub(super) fn id_hash(id: &str) -> u64 {
    super::name_index::fold_product(hash_folded(id), 0x9E37_79B9_7F4A_7C15)
}

/// Whether the words are written letter by letter as listed.
fn written_as(listed: &str, text: &str, words: &[Word]) -> bool {
    if let [only] = words
        && only.span.of(text) == listed
    {
        return true;
    }
    let mut letters = crate::split::words(listed).into_iter();
    words.iter().all(|word| {
        letters
            .next()
            .is_some_and(|l| l.span.of(listed) == word.span.of(text))
    })
}

fn has_capitals(wanted: u32, words: &[Word]) -> bool {
    let words = words.iter().take(32).enumerate();
    wanted == 0
        || words
            .into_iter()
            .all(|(n, word)| wanted >> n & 1 == 0 || is_capitalised(word))
}

/// Whether a word is written as a name's: with a capital, or with digits in it.
pub(super) fn is_capitalised(word: &Word) -> bool {
    word.shape.is_capital() || word.shape == Shape::Alphanumeric
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Source;
    use crate::split::words;

    fn gazetteer(layers: &[&str]) -> Gazetteer {
        let source = |text: &&str| Source {
            path: "test.toml".into(),
            text: text.to_string().into(),
        };
        Gazetteer::new(
            layers
                .iter()
                .map(|text| Layer::parse(&source(text)).unwrap())
                .collect(),
        )
    }

    const BASE: &str = r#"
        [[entity]]
        id = "org/wlf"
        type = "organisation"
        name = "World Lantern Federation"
        aliases = ["WLF", "Lantern Body", { name = "the lanterns", case = "ignore" }]
        [[entity]]
        id = "org/lamp"
        type = "organisation"
        name = "Lamp"
    "#;

    fn found(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
        let words = words(text);
        let hits = (0..words.len()).filter_map(|at| gazetteer.longest(text, &words, at));
        hits.map(|hit| hit.entities().next().unwrap().0.id.to_string())
            .collect()
    }

    #[test]
    fn case_rules() {
        let names = gazetteer(&[BASE]);
        assert_eq!(
            found(&names, "The World Lantern\nFederation (WLF) said"),
            ["org/wlf", "org/wlf"]
        );
        assert_eq!(
            found(&names, "WORLD LANTERN FEDERATION and The Lanterns"),
            ["org/wlf", "org/wlf"]
        );
        assert!(found(&names, "a world lantern federation, a wlf, a lamp").is_empty());
    }

    #[test]
    fn later_layers_add_remove_and_stop() {
        let own = r#"
            [[remove]]
            id = "org/wlf"
            alias = "Lantern Body"
            [[remove]]
            id = "org/lamp"
            [[stop]]
            name = "WLF Street"
            [[entity]]
            id = "org/wlf"
            type = "organisation"
            name = "World Lantern Federation"
            aliases = ["Lanternists"]
        "#;
        let names = gazetteer(&[BASE, own]);
        assert_eq!(
            found(
                &names,
                "Lanternists of the WLF met the Lantern Body and Lamp in WLF Street"
            ),
            ["org/wlf", "org/wlf"]
        );
    }

    #[test]
    fn a_bare_name_of_a_later_layer_keeps_attributes() {
        let base = "[[entity]]\nid = \"actor/x\"\ntype = \"actor\"\nname = \"X9\"\naliases = [{ name = \"Cobaltum\", weak = true }]\n";
        let later = |alias: &str| {
            format!("[[entity]]\nid = \"actor/x\"\ntype = \"actor\"\nname = \"X9\"\naliases = [{alias}]\n")
        };
        let weak = |alias: &str| {
            let names = gazetteer(&[base, &later(alias)]);
            let words = words("COBALTUM");
            names.longest("COBALTUM", &words, 0).unwrap().is_weak()
        };
        assert!(weak("\"COBALTUM\"") && weak("\"Cobaltum\""));
        assert!(!weak("{ name = \"Cobaltum\", by = \"us\" }"));
    }

    #[test]
    fn details_are_kept() {
        let text = "[[entity]]\nid = \"org/x\"\ntype = \"organisation\"\nname = \"X\"\nrefs = [\"a:1=2\", \"b:2\"]\ncountry = \"DE\"\npart_of = [\"org/y\"]\n";
        let names = gazetteer(&[text]);
        let details = names.entity("org/x").unwrap().details();
        assert_eq!(details.refs, ["a:1=2", "b:2"]);
        assert_eq!(details.part_of, ["org/y"]);
        assert_eq!(details.country.as_deref(), Some("DE"));
        assert!(names.entity("org/y").is_none());
    }
}
