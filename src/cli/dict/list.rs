//! `dateline dict list`: every layer with its size, terms and whether it is loaded.

use dateline::lexicon::{Layer, Lexicon, Source};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use crate::cli::args::List;
use crate::cli::dictionaries::{layer_name, layers};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("layer", Place::Left),
    Column::new("status", Place::Left),
    Column::new("entities", Place::Right),
    Column::new("aliases", Place::Right),
    Column::new("licence", Place::Left),
    Column::new("source", Place::Shrinks),
];

#[derive(Serialize)]
struct LayerLine<'a> {
    layer: &'a str,
    path: &'a str,
    /// `built in`, `optional`, `yours`, `proposed`.
    status: &'a str,
    loaded: bool,
    entities: usize,
    aliases: usize,
    licence: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    retrieved: &'a str,
}

/// Runs the command.
pub(crate) fn run(args: &List, screen: Screen) -> Result<Exit, Failure> {
    let own = layers(&args.dictionaries, &[], screen)?;
    let mut listing = screen.listing(&args.format, COLUMNS);
    for source in Lexicon::built_in_layers() {
        listing.row(row(&source, "built in", true)?)?;
    }
    let asked_for = |source: &&Source| own.iter().all(|layer| layer.path != source.path);
    for source in Lexicon::optional_layers().iter().filter(asked_for) {
        listing.row(row(source, "optional", false)?)?;
    }
    for source in &own {
        listing.row(row(source, "yours", true)?)?;
    }
    listing.finish()?;
    Ok(Exit::Success)
}

fn row(source: &Source, status: &str, loaded: bool) -> Result<Row, Failure> {
    let layer = Layer::parse(source)?;
    let status = match layer.meta.status.as_str() {
        "" if layer.meta.optional && loaded => "optional, loaded",
        "" => status,
        own => own,
    };
    let line = LayerLine {
        layer: layer_name(&source.path),
        path: &source.path,
        status,
        loaded,
        entities: layer.entities.len(),
        aliases: layer.entities.iter().map(|entity| entity.aliases.len()).sum(),
        licence: &layer.meta.licence,
        source: &layer.meta.source,
        retrieved: &layer.meta.retrieved,
    };
    Ok(Row {
        cells: vec![
            line.layer.to_owned(),
            line.status.to_owned(),
            line.entities.to_string(),
            line.aliases.to_string(),
            line.licence.to_owned(),
            line.source.to_owned(),
        ],
        json: serde_json::to_string(&line)?,
    })
}
