//! `dateline entities`: who and what the articles of an archive name, how often, and under which names.

use std::collections::{BTreeMap, BTreeSet};

use dateline::archive::Archive;
use dateline::lexicon::Lexicon;
use dateline::model::{MentionLine, Record, ValueLine, says_more};
use dateline::reconcile::{Joined, JoinedNames};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use super::args::Entities;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("name", Place::Shrinks),
    Column::new("kind", Place::Left),
    Column::new("articles", Place::Right),
    Column::new("mentions", Place::Right),
    Column::new("entity", Place::Shrinks),
    Column::new("written", Place::Shrinks),
];

/// An entity of the corpus.
#[derive(Debug, Default, Serialize)]
struct EntityLine {
    entity: String,
    kind: String,
    name: String,
    articles: u64,
    mentions: u64,
    /// Mentions that may be this entity or another.
    ambiguous: u64,
    /// Acronyms of other articles that are counted here.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    joined: BTreeSet<String>,
    /// What an acronym may be that articles define as several names; it is counted with none of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<String>,
    /// The names in the texts, each with how often it stands there.
    written: BTreeMap<String, u64>,
}

/// Runs the command.
pub(crate) fn run(args: &Entities, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let aliases = Aliases::beginning_with(args.name.as_deref())?;
    let mut names = JoinedNames::default();
    let mut table = BTreeMap::new();
    if let Some(name) = args
        .name
        .as_deref()
        .filter(|name| name.chars().any(char::is_alphanumeric))
    {
        let each = |visit: &mut dyn FnMut(Record)| archive.each_record_naming(name, &aliases.0, visit);
        each(&mut |record| names.learn(&record))?;
        each(&mut |record| count(&mut table, &names, &record))?;
    } else {
        archive.each_record(&mut |record, _| names.learn(&record))?;
        archive.each_record(&mut |record, _| count(&mut table, &names, &record))?;
    }
    let mut entities: Vec<EntityLine> = table
        .into_values()
        .map(named)
        .filter(|entity| is_wanted(entity, args, &aliases))
        .collect();
    entities.sort_by(|a, b| (b.articles, b.mentions, &a.entity).cmp(&(a.articles, a.mentions, &b.entity)));
    if entities.is_empty() {
        screen.note("no entities found");
        if let Some(name) = &args.name {
            let likely = archive.entities_like(name)?;
            if !likely.is_empty() {
                screen.note(&format!("did you mean {}?", likely.join(", ")));
            }
        }
    }
    let mut listing = screen.listing(&args.format, COLUMNS);
    for entity in &entities {
        listing.row(row(entity)?)?;
    }
    Ok(Exit::found(listing.finish()? > 0))
}

fn count(table: &mut BTreeMap<(String, String), EntityLine>, names: &JoinedNames, record: &Record) {
    let mut met = BTreeSet::new();
    for mention in &record.mentions {
        let ValueLine::Name(name) = &mention.value else {
            continue;
        };
        for said in name.entity.iter().chain(&name.candidates) {
            let joined = names.of(said);
            let id: &str = if let Joined::To(long) = &joined {
                long
            } else {
                said
            };
            let key = (mention.kind.to_string(), id.to_owned());
            let line = table.entry(key.clone()).or_insert_with(|| EntityLine {
                entity: id.to_owned(),
                kind: key.0.clone(),
                ..EntityLine::default()
            });
            match &joined {
                Joined::Same => {}
                Joined::To(_) => {
                    line.joined.insert(said.to_string());
                }
                Joined::Among(candidates) => {
                    line.candidates = candidates.iter().map(ToString::to_string).collect();
                }
            }
            add(line, mention, &name.name, name.entity.is_none());
            if met.insert(key) {
                line.articles += 1;
            }
        }
    }
}

fn add(line: &mut EntityLine, mention: &MentionLine, name: &str, ambiguous: bool) {
    line.mentions += 1;
    if ambiguous {
        line.ambiguous += 1;
    } else if says_more(name, &line.name) {
        name.clone_into(&mut line.name);
    }
    let written = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
    *line.written.entry(written).or_default() += 1;
}

/// An entity that stands only as a candidate is called by what the articles write.
fn named(mut entity: EntityLine) -> EntityLine {
    if entity.name.is_empty()
        && let Some((written, _)) = entity.written.iter().max_by_key(|(_, count)| **count)
    {
        entity.name = format!("{written}?");
    }
    entity
}

fn is_wanted(entity: &EntityLine, args: &Entities, aliases: &Aliases) -> bool {
    let kind = args.kind.as_ref().is_none_or(|kind| *kind == entity.kind);
    let name = args.name.as_ref().is_none_or(|name| {
        let name = name.to_lowercase();
        let slug = entity.entity.split_once('/').map_or("", |(_, slug)| slug);
        begins(&entity.entity, &name)
            || begins(slug, &name)
            || begins(&entity.name, &name)
            || entity.written.keys().any(|written| begins(written, &name))
            || aliases.0.contains(&entity.entity)
    });
    kind && name
}

/// Whether a name, or a word in it, begins so. `beginning` is in lower case.
fn begins(name: &str, beginning: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(beginning)
        || name
            .match_indices([' ', '-', '~'])
            .any(|(at, gap)| name[at + gap.len()..].starts_with(beginning))
}

/// Entities of the built-in dictionaries with an alias that begins as asked: the articles may never write it.
struct Aliases(BTreeSet<String>);

impl Aliases {
    fn beginning_with(name: Option<&str>) -> Result<Self, Failure> {
        let Some(name) = name.map(str::to_lowercase) else {
            return Ok(Self(BTreeSet::new()));
        };
        let lexicon = Lexicon::built_in()?;
        let known = lexicon.gazetteer.entities();
        let asked = known.filter(|entity| entity.aliases().any(|alias| begins(alias.name, &name)));
        Ok(Self(asked.map(|entity| entity.id.to_string()).collect()))
    }
}

fn row(entity: &EntityLine) -> Result<Row, serde_json::Error> {
    let mut written: Vec<_> = entity.written.iter().collect();
    written.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    let written: Vec<_> = written
        .iter()
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    let name = match entity.candidates.as_slice() {
        [] => entity.name.clone(),
        several => format!("{} (may be {})", entity.name, several.join(" or ")),
    };
    let cells = vec![
        name,
        entity.kind.clone(),
        entity.articles.to_string(),
        entity.mentions.to_string(),
        entity.entity.clone(),
        written.join(", "),
    ];
    Ok(Row {
        cells,
        json: serde_json::to_string(entity)?,
    })
}
