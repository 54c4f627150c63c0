//! `dateline dict diff`: what is new, gone and changed from one layer to another.

use dateline::lexicon::{Difference, Layer, layer_diff};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use crate::cli::args::LayerDiff;
use crate::cli::dictionaries::layer;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("change", Place::Left),
    Column::new("entity", Place::Left),
    Column::new("what", Place::Left),
    Column::new("before", Place::Shrinks),
    Column::new("after", Place::Shrinks),
];

#[derive(Serialize)]
struct DifferenceLine<'a> {
    change: &'a str,
    entity: &'a str,
    what: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

/// Runs the command: 0 where the layers say the same, 1 where they differ, as diff(1) does.
pub(crate) fn run(args: &LayerDiff, screen: Screen) -> Result<Exit, Failure> {
    let before = Layer::parse(&layer(&args.before)?)?;
    let after = Layer::parse(&layer(&args.after)?)?;
    let mut listing = screen.listing(&args.format, COLUMNS);
    for difference in layer_diff(&before, &after) {
        listing.row(row(&difference)?)?;
    }
    let differences = listing.finish()?;
    if differences == 0 {
        screen.note("no difference");
    }
    Ok(Exit::found(differences == 0))
}

fn row(difference: &Difference) -> Result<Row, serde_json::Error> {
    let change = match (&difference.before, &difference.after) {
        (None, _) => "new",
        (_, None) => "gone",
        _ => "changed",
    };
    let line = DifferenceLine {
        change,
        entity: &difference.entity,
        what: difference.what,
        before: difference.before.as_deref(),
        after: difference.after.as_deref(),
    };
    Ok(Row {
        cells: vec![
            change.to_owned(),
            difference.entity.clone(),
            difference.what.to_owned(),
            difference.before.clone().unwrap_or_default(),
            difference.after.clone().unwrap_or_default(),
        ],
        json: serde_json::to_string(&line)?,
    })
}
