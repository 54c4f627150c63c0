//! `dateline dict check`: what is doubtful in layers, with file, line and how to mend it.

use dateline::lexicon::{Finding, Lexicon, Source, check};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use super::counted;
use crate::cli::args::Check;
use crate::cli::dictionaries::{layer, layers};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("file", Place::Left),
    Column::new("line", Place::Right),
    Column::new("check", Place::Left),
    Column::new("reason", Place::Left),
];

#[derive(Serialize)]
struct FindingLine<'a> {
    file: &'a str,
    line: usize,
    check: &'a str,
    reason: &'a str,
}

/// Runs the command: 0 where nothing is doubtful, 1 where something is.
pub(crate) fn run(args: &Check, screen: Screen) -> Result<Exit, Failure> {
    let mut all = Lexicon::built_in_layers();
    all.extend(layers(&args.dictionaries, &[], screen)?);
    let named: Vec<Source> = args
        .layers
        .iter()
        .map(|path| layer(path))
        .collect::<Result<_, _>>()?;
    all.retain(|known| named.iter().all(|layer| layer.path != known.path));
    all.extend(named.iter().cloned());
    let mut findings = check(&all)?;
    if !named.is_empty() {
        findings.retain(|finding| named.iter().any(|layer| layer.path == finding.file));
    }
    let mut listing = screen.listing(&args.format, COLUMNS);
    for finding in &findings {
        listing.row(row(finding)?)?;
    }
    listing.finish()?;
    let checked = if named.is_empty() { all.len() } else { named.len() };
    let layers = counted(checked, "layer", "layers");
    screen.note(&match findings.len() {
        0 => format!("{layers} checked, nothing doubtful"),
        n => format!("{layers} checked, {}", counted(n, "finding", "findings")),
    });
    Ok(if findings.is_empty() {
        Exit::Success
    } else {
        Exit::NothingFound
    })
}

fn row(finding: &Finding) -> Result<Row, serde_json::Error> {
    let line = FindingLine {
        file: &finding.file,
        line: finding.line,
        check: finding.check,
        reason: &finding.reason,
    };
    Ok(Row {
        cells: vec![
            finding.file.to_string(),
            finding.line.to_string(),
            finding.check.to_owned(),
            finding.reason.clone(),
        ],
        json: serde_json::to_string(&line)?,
    })
}
