//! Articles that were found, as rows: with the best passage, the entities and the story.

use std::collections::BTreeMap;
use std::io::Write;

use dateline::archive::{Archive, Hit};
use dateline::model::{CodePoints, Record, ValueLine};
use dateline::report::{Column, Listing, Look, Place, Row};
use serde::Serialize;

use super::kwic;
use crate::cli::args::Search;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("rank", Place::Right),
    Column::new("date", Place::Left),
    Column::new("outlet", Place::Left),
    Column::new("title", Place::Shrinks),
    Column::new("id", Place::Left),
    Column::new("story", Place::Left),
    Column::new("conflicts", Place::Right),
    Column::new("score", Place::Hidden),
    Column::new("passage", Place::Painted),
    Column::new("entities", Place::Below),
];
const QUERY: Column = Column::new("query", Place::Shrinks);

/// Most entities that a cell names.
const ENTITIES: usize = 8;

/// Writes hits as they are read.
pub(super) struct HitRows {
    listing: Listing<Box<dyn Write>>,
    look: Look,
    kwic: bool,
    rank: usize,
    query: String,
}

/// A hit as a line of JSON. `start` and `end` count code points of the article's text, `byte_start` and `byte_end` its bytes.
#[derive(Debug, Serialize)]
struct HitLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    rank: usize,
    score: f32,
    id: &'a str,
    date: Option<jiff::civil::Date>,
    source: Option<&'a str>,
    title: Option<&'a str>,
    path: &'a str,
    story: Option<&'a str>,
    /// Whether reports of its story differ on something.
    conflicts: bool,
    passage: &'a str,
    #[serde(flatten)]
    span: SpanLine,
    matches: Vec<SpanLine>,
    entities: Vec<EntityLine<'a>>,
}

#[derive(Debug, Serialize)]
struct SpanLine {
    start: u32,
    end: u32,
    byte_start: usize,
    byte_end: usize,
}

#[derive(Debug, Serialize)]
struct EntityLine<'a> {
    entity: &'a str,
    name: &'a str,
    kind: &'a str,
    mentions: u32,
}

impl HitRows {
    pub(super) fn new(_: &Archive, args: &Search, screen: Screen) -> Self {
        let columns = if args.kwic { kwic::COLUMNS } else { COLUMNS };
        let several = args.queries.is_some();
        let columns: Vec<Column> = several
            .then_some(QUERY)
            .into_iter()
            .chain(columns.iter().copied())
            .collect();
        Self {
            look: screen.look_in(screen.format(args.format.format)),
            listing: screen.listing(&args.format, &columns),
            kwic: args.kwic,
            rank: 0,
            query: String::new(),
        }
    }

    /// Adds a hit; of several queries, each begins a new ranking.
    pub(super) fn add(&mut self, hit: &Hit, query: Option<&str>) -> Result<(), Failure> {
        if query.is_some_and(|query| query != self.query) {
            self.rank = 0;
            query.unwrap_or_default().clone_into(&mut self.query);
        }
        self.rank += 1;
        let cells = if self.kwic {
            kwic::cells(hit, self.look)
        } else {
            self.cells(hit)
        };
        let cells = query.map(str::to_owned).into_iter().chain(cells).collect();
        let json = serde_json::to_string(&line(hit, self.rank, query))?;
        self.listing.row(Row { cells, json })?;
        Ok(())
    }

    /// How many there were.
    pub(super) fn finish(self) -> Result<usize, Failure> {
        Ok(self.listing.finish()?)
    }

    fn cells(&self, hit: &Hit) -> Vec<String> {
        let record = &hit.article.record;
        let span = &hit.passage.span;
        let passage = hit.article.text.get(span.clone()).unwrap_or_default();
        let marks: Vec<_> = hit
            .passage
            .matches
            .iter()
            .map(|m| m.start - span.start..m.end - span.start)
            .collect();
        let before = if span.start > 0 { "… " } else { "" };
        let ends = span.end >= hit.article.text.trim_end().len();
        let after = if ends { "" } else { " …" };
        let names: Vec<&str> = entities(record)
            .iter()
            .take(ENTITIES)
            .map(|entity| entity.name)
            .collect();
        let conflicts = hit.story.as_ref().map_or(0, |story| story.conflicts);
        vec![
            self.rank.to_string(),
            record.date.map_or_else(String::new, |d| d.to_string()),
            record.source.clone().unwrap_or_default(),
            record.title.clone().unwrap_or_default(),
            record.id.clone(),
            hit.story
                .as_ref()
                .map_or_else(String::new, |story| story.id.clone()),
            conflicts.to_string(),
            hit.score.to_string(),
            format!("{before}{}{after}", self.look.marked(passage, &marks)),
            names.join(", "),
        ]
    }
}

fn line<'a>(hit: &'a Hit, rank: usize, query: Option<&'a str>) -> HitLine<'a> {
    let record = &hit.article.record;
    let points = CodePoints::new(&hit.article.text);
    let span = |range: &std::ops::Range<usize>| SpanLine {
        start: points.at(range.start as u32),
        end: points.at(range.end as u32),
        byte_start: range.start,
        byte_end: range.end,
    };
    HitLine {
        query,
        rank,
        score: hit.score,
        id: &record.id,
        date: record.date,
        source: record.source.as_deref(),
        title: record.title.as_deref(),
        path: &record.path,
        story: hit.story.as_ref().map(|story| story.id.as_str()),
        conflicts: hit.story.as_ref().is_some_and(|story| story.conflicts > 0),
        passage: hit.article.text.get(hit.passage.span.clone()).unwrap_or_default(),
        span: span(&hit.passage.span),
        matches: hit.passage.matches.iter().map(span).collect(),
        entities: entities(record),
    }
}

/// The entities of an article, those it names most often first.
fn entities(record: &Record) -> Vec<EntityLine<'_>> {
    let mut found = BTreeMap::<&str, EntityLine<'_>>::new();
    for mention in &record.mentions {
        if let ValueLine::Name(name) = &mention.value
            && let Some(entity) = &name.entity
        {
            let line = found.entry(entity).or_insert_with(|| EntityLine {
                entity,
                name: &name.name,
                kind: mention.kind.as_str(),
                mentions: 0,
            });
            line.mentions += 1;
        }
    }
    let mut entities: Vec<_> = found.into_values().collect();
    entities.sort_by_key(|entity| std::cmp::Reverse(entity.mentions));
    entities
}
