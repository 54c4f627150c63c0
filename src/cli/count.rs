//! `dateline count`: how many articles there are, by month, outlet, organisation …

use dateline::archive::{Archive, By, Tally};
use dateline::report::{Column, Place, Row};

use super::args::Count;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

/// Runs the command.
pub(crate) fn run(args: &Count, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let query = if args.query.is_empty() {
        "*".to_owned()
    } else {
        args.query.join(" ")
    };
    let question = archive.ask(&query)?;
    let rows = archive.tally(&question, &args.by)?;
    if rows.is_empty() {
        screen.note("nothing found");
        for hint in archive.hints(&question)? {
            screen.note(&hint);
        }
    }
    let columns = columns(&args.by);
    let mut listing = screen.listing(&args.format, &columns);
    for row in rows.iter().take(args.limit.unwrap_or(usize::MAX)) {
        listing.row(Row {
            cells: cells(row, &args.by),
            json: json(row, &args.by),
        })?;
    }
    listing.finish()?;
    Ok(Exit::found(!rows.is_empty()))
}

fn columns(by: &[By]) -> Vec<Column> {
    let keys = by.iter().map(|by| Column::new(by.name(), Place::Shrinks));
    let ids = by
        .iter()
        .filter(|by| by.is_entity())
        .map(|by| Column::new(by.id_name(), Place::Hidden));
    keys.chain([Column::new("articles", Place::Right)])
        .chain(ids)
        .collect()
}

fn cells(row: &Tally, by: &[By]) -> Vec<String> {
    let named = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
    let ids = row
        .values
        .iter()
        .zip(by)
        .filter(|(_, by)| by.is_entity())
        .map(|(id, _)| id.clone().unwrap_or_default());
    let names = row.names.iter().map(named);
    names.chain([row.articles.to_string()]).chain(ids).collect()
}

/// The keys in the order they were asked for.
fn json(row: &Tally, by: &[By]) -> String {
    let mut pairs: Vec<(&str, serde_json::Value)> = Vec::new();
    for ((by, name), value) in by.iter().zip(&row.names).zip(&row.values) {
        pairs.push((by.name(), name.clone().into()));
        if by.is_entity() {
            pairs.push((by.id_name(), value.clone().into()));
        }
    }
    pairs.push(("articles", row.articles.into()));
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(key, value)| format!("\"{key}\":{value}"))
        .collect();
    format!("{{{}}}", pairs.join(","))
}
