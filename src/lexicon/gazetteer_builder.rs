//! Layers, entry by entry, into a [`Gazetteer`].

use rustc_hash::FxHashMap;

use super::entity::{Alias, CaseRule, Entity};
use super::gazetteer::{
    EntityRecord, Gazetteer, NameRecord, STOP, TextSpan, entity_flag, id_hash, is_capitalised, name_flag,
};
use super::layer::{Entry, Layer, Removal};
use super::name_index::{Beginnings, HashIndex, paths};
use crate::model::{Shape, Word};
use crate::split::{fold, words};

/// What has been read so far. Names of an entity are a chain, the latest first, as later layers add to earlier entities.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    kinds: Vec<String>,
    entities: Vec<EntityDraft>,
    names: Vec<NameDraft>,
    stops: Vec<TextSpan>,
    by_id: FxHashMap<u64, u32>,
}

#[derive(Debug, Clone, Copy)]
struct EntityDraft {
    record: EntityRecord,
    printed: TextSpan,
    /// 1 + index of its latest alias; 0 where it has none.
    last_alias: u32,
}

#[derive(Debug, Clone, Copy)]
struct NameDraft {
    at: TextSpan,
    flags: u16,
    /// 1 + index of the alias before it; 0 at the first.
    before: u32,
}

impl Builder {
    /// Adds a layer.
    pub(super) fn layer(&mut self, layer: Layer) {
        layer.removals.iter().for_each(|removal| self.remove(removal));
        layer.stops.iter().for_each(|stop| self.stop(&stop.name));
        layer.entities.into_iter().for_each(|entity| self.entity(entity));
    }

    /// Adds one entry of a layer.
    pub(super) fn entry(&mut self, entry: Entry) {
        match entry {
            Entry::Entity(entity) => self.entity(*entity),
            Entry::Remove(removal) => self.remove(&removal),
            Entry::Stop(stop) => self.stop(&stop.name),
            Entry::Meta(_) | Entry::Demonym(..) => {}
        }
    }

    fn entity(&mut self, entity: Entity) {
        let before = self.text.len();
        entity.push_details(&mut self.text);
        let details = TextSpan {
            start: before as u32,
            len: (self.text.len() - before) as u32,
        };
        let printed = self.push(&entity.name);
        let index = if let Some(index) = self.find(&entity.id) {
            let old = &mut self.entities[index as usize];
            old.printed = printed;
            old.record.flags &= !entity_flag::REMOVED;
            if details.len > 0 {
                old.record.details = details;
            }
            index
        } else {
            self.new_entity(&entity, printed, details)
        };
        let earlier = self.names.len();
        for alias in entity.aliases {
            self.alias(index, &alias, earlier);
        }
    }

    fn new_entity(&mut self, entity: &Entity, printed: TextSpan, details: TextSpan) -> u32 {
        let index = self.entities.len() as u32;
        let record = EntityRecord {
            id: self.push(&entity.id),
            details,
            first_name: 0,
            kind: self.kind(&entity.kind),
            flags: entity_flags(entity),
        };
        self.entities.push(EntityDraft {
            record,
            printed,
            last_alias: 0,
        });
        let mut key = id_hash(&entity.id);
        while self.by_id.contains_key(&key) {
            key = key.wrapping_add(1);
        }
        self.by_id.insert(key, index);
        index
    }

    /// Adds an alias, or gives one that the entity has already the attributes that come later. A bare name says nothing against attributes
    /// that one of the `earlier` names has for the same name: an imported "STRONTIUM" does not undo `weak` at "Strontium".
    fn alias(&mut self, entity: u32, alias: &Alias, earlier: usize) {
        let mut at = self.entities[entity as usize].last_alias as usize;
        while let Some(index) = at.checked_sub(1) {
            let name = self.names[index];
            let known = self.at(name.at);
            let covered = index < earlier
                && alias.is_plain()
                && name.flags & name_flag::EXACT == 0
                && known.eq_ignore_ascii_case(&alias.name);
            if covered {
                return;
            }
            if known == alias.name {
                self.names[index].flags = flags(alias);
                return;
            }
            at = name.before as usize;
        }
        let name = NameDraft {
            at: self.push(&alias.name),
            flags: flags(alias),
            before: self.entities[entity as usize].last_alias,
        };
        self.names.push(name);
        self.entities[entity as usize].last_alias = self.names.len() as u32;
    }

    fn remove(&mut self, removal: &Removal) {
        let Some(entity) = self.find(&removal.id).map(|index| index as usize) else {
            return;
        };
        let Some(alias) = &removal.alias else {
            self.entities[entity].record.flags |= entity_flag::REMOVED;
            return;
        };
        let gone = fold(alias);
        let kept: Vec<NameDraft> = self
            .aliases(entity)
            .into_iter()
            .filter(|name| fold(self.at(name.at)) != gone)
            .collect();
        self.entities[entity].last_alias = 0;
        for name in kept {
            let before = self.entities[entity].last_alias;
            self.names.push(NameDraft { before, ..name });
            self.entities[entity].last_alias = self.names.len() as u32;
        }
    }

    fn stop(&mut self, name: &str) {
        let at = self.push(name);
        self.stops.push(at);
    }

    /// The aliases of an entity, in the order they came.
    fn aliases(&self, entity: usize) -> Vec<NameDraft> {
        let mut aliases = Vec::new();
        let mut at = self.entities[entity].last_alias as usize;
        while let Some(name) = at.checked_sub(1).map(|n| self.names[n]) {
            aliases.push(name);
            at = name.before as usize;
        }
        aliases.reverse();
        aliases
    }

    fn find(&self, id: &str) -> Option<u32> {
        let mut key = id_hash(id);
        loop {
            let index = *self.by_id.get(&key)?;
            if self.at(self.entities[index as usize].record.id) == id {
                return Some(index);
            }
            key = key.wrapping_add(1);
        }
    }

    fn kind(&mut self, kind: &str) -> u16 {
        if let Some(known) = self.kinds.iter().position(|k| k == kind) {
            return known as u16;
        }
        self.kinds.push(kind.to_owned());
        self.kinds.len() as u16 - 1
    }

    fn push(&mut self, text: &str) -> TextSpan {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        TextSpan {
            start,
            len: text.len() as u32,
        }
    }

    fn at(&self, span: TextSpan) -> &str {
        let start = span.start as usize;
        self.text
            .get(start..start + span.len as usize)
            .unwrap_or_default()
    }

    /// Lays everything out.
    pub(super) fn finish(mut self) -> Gazetteer {
        self.by_id = FxHashMap::default();
        let mut entities = Vec::with_capacity(self.entities.len());
        let mut layout = Layout::with_room_for(self.entities.len() + self.names.len());
        for index in 0..self.entities.len() {
            let draft = self.entities[index];
            let mut record = draft.record;
            record.first_name = layout.names.len() as u32;
            self.lay_names(index, &mut layout);
            entities.push(record);
        }
        for stop in &self.stops {
            let name = record(*stop, 0, STOP);
            layout.add(name, &words(self.at(*stop)), true);
        }
        self.names = Vec::new();
        let ids = (0..).zip(&entities);
        let by_id = ids
            .map(|(index, record)| (id_hash(self.at(record.id)), index))
            .collect();
        self.text.shrink_to_fit();
        let (names, beginnings, by_path) = layout.finish();
        Gazetteer {
            text: self.text.into(),
            kinds: self.kinds,
            entities: entities.into(),
            names: names.into(),
            beginnings,
            by_path,
            by_id: HashIndex::new(by_id),
        }
    }

    /// Lays out the names of one entity, its printed name first.
    fn lay_names(&self, index: usize, layout: &mut Layout) {
        let draft = &self.entities[index];
        let matches = draft.record.flags & entity_flag::REMOVED == 0;
        let aliases = self.aliases(index);
        let printed = self.at(draft.printed);
        // An alias equal to the printed name carries that name's attributes, and stands for it.
        let listed = aliases.iter().any(|alias| self.at(alias.at) == printed);
        let name = record(draft.printed, name_flag::PRINTED, index as u32);
        layout.add(name, &words(printed), matches && !listed);
        for alias in aliases {
            let name = record(alias.at, alias.flags, index as u32);
            layout.add(name, &words(self.at(alias.at)), matches);
        }
    }
}

/// Names in their order, with the hashes by which they are found.
struct Layout {
    names: Vec<NameRecord>,
    paths: Vec<(u64, u32)>,
    /// The hash of every beginning of every name.
    beginnings: Vec<u64>,
}

impl Layout {
    fn with_room_for(names: usize) -> Self {
        Self {
            names: Vec::with_capacity(names),
            paths: Vec::with_capacity(names),
            beginnings: Vec::with_capacity(2 * names),
        }
    }

    fn add(&mut self, mut name: NameRecord, words: &[Word], matches: bool) {
        if name.entity != STOP {
            set_letters(&mut name, words);
        }
        if matches && !words.is_empty() {
            let before = self.beginnings.len();
            self.beginnings.extend(paths(words));
            if let Some(path) = self.beginnings[before..].last() {
                self.paths.push((*path, self.names.len() as u32));
            }
        }
        self.names.push(name);
    }

    fn finish(self) -> (Vec<NameRecord>, Beginnings, HashIndex) {
        let mut beginnings = Beginnings::with_room_for(self.beginnings.len() + self.paths.len());
        self.beginnings.iter().for_each(|path| beginnings.add(*path));
        self.paths
            .iter()
            .for_each(|(path, _)| beginnings.add_whole(*path));
        drop(self.beginnings);
        (self.names, beginnings, HashIndex::new(self.paths))
    }
}

fn record(at: TextSpan, flags: u16, entity: u32) -> NameRecord {
    NameRecord {
        start: at.start,
        len: u16::try_from(at.len).unwrap_or(u16::MAX),
        flags,
        capitals: 0,
        entity,
    }
}

fn entity_flags(entity: &Entity) -> u16 {
    let weak = if entity.weak { entity_flag::WEAK } else { 0 };
    let needs_head = if entity.needs_head {
        entity_flag::NEEDS_HEAD
    } else {
        0
    };
    weak | needs_head
}

fn flags(alias: &Alias) -> u16 {
    let mut flags = match alias.case {
        CaseRule::Smart => 0,
        CaseRule::Exact => name_flag::EXACT,
        CaseRule::Ignore => name_flag::ANY_CASE,
    };
    for (given, flag) in [
        (Some(alias.weak), name_flag::WEAK),
        (Some(alias.ambiguous), name_flag::AMBIGUOUS),
        (alias.plural, name_flag::PLURAL),
        (alias.plural.map(|yes| !yes), name_flag::NO_PLURAL),
        (alias.fuzzy, name_flag::FUZZY),
        (alias.fuzzy.map(|yes| !yes), name_flag::NOT_FUZZY),
    ] {
        if given == Some(true) {
            flags |= flag;
        }
    }
    flags
}

/// What a case rule asks of a name. Smart: a short acronym as listed ("WHO" is not "who"; a longer "STRONTIUM" may be "Strontium"), any
/// other name with each of its capitalised words (of the first 32) capitalised or in capitals.
fn set_letters(name: &mut NameRecord, words: &[Word]) {
    let smart = name.flags & (name_flag::EXACT | name_flag::ANY_CASE) == 0;
    let short = |only: &Word| only.shape == Shape::Upper && only.span.len() <= 6;
    let acronym = matches!(words, [only] if smart && short(only));
    if acronym || name.flags & name_flag::EXACT != 0 {
        name.flags |= name_flag::AS_LISTED;
    } else if smart {
        let capitals = words.iter().take(32).enumerate();
        let capitals = capitals.filter(|(_, word)| is_capitalised(word));
        name.capitals = capitals.fold(0, |bits, (n, _)| bits | 1 << n);
    }
}
