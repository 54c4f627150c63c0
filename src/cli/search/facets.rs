//! `--facet`: how many of the articles found there are by each of some keys.

use dateline::archive::{Archive, Question};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use crate::cli::args::Search;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("facet", Place::Left),
    Column::new("name", Place::Shrinks),
    Column::new("articles", Place::Right),
    Column::new("value", Place::Shrinks),
];

#[derive(Debug, Serialize)]
struct FacetLine<'a> {
    facet: &'a str,
    value: Option<&'a str>,
    name: Option<&'a str>,
    articles: u64,
}

/// Writes the most frequent values of each key.
pub(super) fn run(
    archive: &Archive,
    args: &Search,
    question: &Question,
    screen: Screen,
) -> Result<Exit, Failure> {
    let mut listing = screen.listing(&args.format, COLUMNS);
    for by in &args.facet {
        let rows = archive.tally(question, &[*by])?;
        let known = rows.iter().filter(|row| row.values[0].is_some());
        for row in known.take(args.limit().unwrap_or(usize::MAX)) {
            let line = FacetLine {
                facet: by.name(),
                value: row.values[0].as_deref(),
                name: row.names[0].as_deref(),
                articles: row.articles,
            };
            let cell = |text: Option<&str>| text.unwrap_or_default().to_owned();
            listing.row(Row {
                cells: vec![
                    line.facet.to_owned(),
                    cell(line.name),
                    line.articles.to_string(),
                    cell(line.value),
                ],
                json: serde_json::to_string(&line)?,
            })?;
        }
    }
    let any = listing.finish()? > 0;
    if !any {
        screen.note("nothing found");
    }
    Ok(Exit::found(any))
}
