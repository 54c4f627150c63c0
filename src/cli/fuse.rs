//! `dateline fuse`: the fusion rules alone on a table of claims.

use std::fs::File;
use std::io::{Read, Write};

use dateline::fuse::{Fused, Method, Table, fuse};
use dateline::ingest::Skipped;
use dateline::report::{Column, Listing, Place, Row};
use serde::Serialize;

use super::args::{Fuse, MethodName};
use super::articles::Tally;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("object", Place::Shrinks),
    Column::new("attribute", Place::Left),
    Column::new("value", Place::Shrinks),
    Column::new("support", Place::Right),
    Column::new("of", Place::Right),
    Column::new("confidence", Place::Right),
    Column::new("rule", Place::Left),
    Column::new("sources", Place::Hidden),
];

/// Runs the command.
pub(crate) fn run(args: &Fuse, screen: Screen) -> Result<Exit, Failure> {
    let (mut table, mut tally) = (Table::default(), Tally::default());
    for path in &args.paths {
        if path == "-" {
            read(std::io::stdin().lock(), path, &mut table, &mut tally, screen)?;
        } else {
            let file = File::open(path).map_err(|e| Failure::unreadable(path, &e))?;
            read(file, path, &mut table, &mut tally, screen)?;
        }
    }
    let mut listing: Listing<Box<dyn Write>> = screen.listing(&args.format, COLUMNS);
    for fused in fuse(&table, Method::from(args.method)) {
        listing.row(row(&fused)?)?;
    }
    if listing.finish()? == 0 {
        screen.note("no claims found");
    }
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

fn read(
    input: impl Read,
    path: &str,
    table: &mut Table,
    tally: &mut Tally,
    screen: Screen,
) -> Result<(), Failure> {
    let mut bad_row = |line: u64, reason: String| {
        let skipped = Skipped {
            path: path.to_owned(),
            place: Some(format!("line {line}")),
            reason,
        };
        tally.skip(skipped, screen);
    };
    table.read(input, &mut bad_row).map_err(|error| {
        let remedy = "comma-separated values with a head: source,object,attribute,value and perhaps parent";
        Failure::new("this is no table of claims", path, error, remedy)
    })
}

/// The line form of [`Fused`].
#[derive(Serialize)]
struct Line<'f> {
    object: &'f str,
    attribute: &'f str,
    value: &'f str,
    support: usize,
    of: usize,
    confidence: f64,
    rule: &'f str,
    sources: &'f [&'f str],
}

fn row(fused: &Fused<'_>) -> Result<Row, Failure> {
    // Three digits: more would only show the order of sums.
    let confidence = format!("{:.3}", fused.confidence);
    let json = serde_json::to_string(&Line {
        object: fused.object,
        attribute: fused.attribute,
        value: fused.value,
        support: fused.support,
        of: fused.of,
        confidence: confidence.parse().unwrap_or_default(),
        rule: fused.rule,
        sources: &fused.sources,
    })?;
    let cells = vec![
        fused.object.to_owned(),
        fused.attribute.to_owned(),
        fused.value.to_owned(),
        fused.support.to_string(),
        fused.of.to_string(),
        confidence,
        fused.rule.to_owned(),
        fused.sources.join("; "),
    ];
    Ok(Row { cells, json })
}

impl From<MethodName> for Method {
    fn from(name: MethodName) -> Self {
        match name {
            MethodName::Vote => Self::Vote,
            MethodName::Hierarchy => Self::Hierarchy,
            MethodName::Reliability => Self::Reliability,
        }
    }
}
