//! `dateline search`: articles by words, phrases, names and fields.

use std::cell::OnceCell;

use dateline::archive::{Archive, Hit};
use dateline::lexicon::Lexicon;
use dateline::model::{CodePoints, Verdict};
use dateline::report::{Column, Format, Look, Place, Row};
use serde::Serialize;

use super::args::Search;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("rank", Place::Right),
    Column::new("date", Place::Left),
    Column::new("outlet", Place::Left),
    Column::new("title", Place::Shrinks),
    Column::new("id", Place::Left),
    Column::new("story", Place::Hidden),
    Column::new("passage", Place::Painted),
];

/// A hit as a line of JSON. Offsets count code points of the article's text.
#[derive(Debug, Serialize)]
struct HitLine<'a> {
    rank: usize,
    score: f32,
    id: &'a str,
    date: Option<jiff::civil::Date>,
    source: Option<&'a str>,
    title: Option<&'a str>,
    path: &'a str,
    story: Option<String>,
    /// Whether reports of its story differ on something.
    conflicts: bool,
    passage: &'a str,
    start: u32,
    end: u32,
    matches: Vec<MatchLine>,
}

#[derive(Debug, Serialize)]
struct MatchLine {
    start: u32,
    end: u32,
}

/// Runs the command.
pub(crate) fn run(args: &Search, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let lexicon = OnceCell::new();
    let resolve = |name: &str| entities(lexicon.get_or_init(|| Lexicon::built_in().ok()).as_ref(), name);
    let (hits, total) = archive.search(&args.query.join(" "), args.limit, &resolve)?;
    if hits.is_empty() {
        screen.note("nothing found");
    }
    let format = screen.format(args.format.format);
    let look = screen.look_in(format);
    let mut listing = screen.listing(args.format.format, COLUMNS);
    for (n, hit) in hits.iter().enumerate() {
        listing.row(row(&archive, n + 1, hit, look)?)?;
    }
    let shown = listing.finish()?;
    if shown < total && format == Format::Table {
        screen.note(&format!("{shown} of {total} articles; more with --limit"));
    }
    Ok(Exit::found(total > 0))
}

/// The entities that the built-in dictionaries know under a name.
fn entities(lexicon: Option<&Lexicon>, name: &str) -> Vec<String> {
    let found = lexicon.map_or_else(Vec::new, |lexicon| lexicon.gazetteer.lookup(name));
    found.iter().map(|(entity, _)| entity.id.to_string()).collect()
}

fn row(archive: &Archive, rank: usize, hit: &Hit, look: Look) -> Result<Row, Failure> {
    let record = &hit.article.record;
    let span = hit.passage.span.clone();
    let passage = hit.article.text.get(span.clone()).unwrap_or_default();
    let points = CodePoints::new(&hit.article.text);
    let story = archive.story_of(&record.id)?.map(|story| story.story);
    let conflicts = story
        .as_deref()
        .map_or(Ok(false), |story| has_conflict(archive, story))?;
    let line = HitLine {
        rank,
        score: hit.score,
        id: &record.id,
        date: record.date,
        source: record.source.as_deref(),
        title: record.title.as_deref(),
        path: &record.path,
        story: story.clone(),
        conflicts,
        passage,
        start: points.at(span.start as u32),
        end: points.at(span.end as u32),
        matches: hit
            .passage
            .matches
            .iter()
            .map(|m| MatchLine {
                start: points.at(m.start as u32),
                end: points.at(m.end as u32),
            })
            .collect(),
    };
    let marks: Vec<_> = hit
        .passage
        .matches
        .iter()
        .map(|m| m.start - span.start..m.end - span.start)
        .collect();
    let before = if span.start > 0 { "… " } else { "" };
    let after = if span.end < hit.article.text.trim_end().len() {
        " …"
    } else {
        ""
    };
    let cells = vec![
        rank.to_string(),
        record.date.map_or_else(String::new, |d| d.to_string()),
        record.source.clone().unwrap_or_default(),
        record.title.clone().unwrap_or_default(),
        record.id.clone(),
        story.unwrap_or_default(),
        format!("{before}{}{after}", look.marked(passage, &marks)),
    ];
    Ok(Row {
        cells,
        json: serde_json::to_string(&line)?,
    })
}

fn has_conflict(archive: &Archive, story: &str) -> Result<bool, Failure> {
    let facts = archive.facts_of(story)?;
    Ok(facts.iter().any(|fact| fact.verdict == Verdict::Conflict))
}
