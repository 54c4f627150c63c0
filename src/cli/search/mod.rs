//! `dateline search`: articles by words, phrases, names and fields.

mod facets;
mod hits;
mod kwic;
mod queries;

use dateline::archive::{Archive, Order, Question};
use dateline::report::Format;

use super::args::{OrderName, Search};
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;
use hits::HitRows;

/// Runs the command.
pub(crate) fn run(args: &Search, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    if let Some(file) = &args.queries {
        return queries::run(&archive, args, file, screen);
    }
    let query = args.query.join(" ");
    let question = match &args.like {
        Some(id) => like(&archive, id)?,
        None => archive.ask(&query)?,
    };
    if !args.facet.is_empty() {
        return facets::run(&archive, args, &question, screen);
    }
    let found = archive.find(&question, args.sort.into(), args.limit())?;
    if found.is_empty() {
        nothing_found(&archive, &question, &query, screen)?;
    }
    let mut rows = HitRows::new(&archive, args, screen);
    for found in &found {
        rows.add(&archive.hit(&question, *found)?, None)?;
    }
    let shown = rows.finish()?;
    if screen.format(args.format.format) == Format::Table && args.like.is_none() {
        let total = archive.count(&question)?;
        if shown < total {
            screen.note(&format!(
                "{shown} of {total} articles; more with --limit, every one with --all"
            ));
        }
    }
    Ok(Exit::found(!found.is_empty()))
}

fn like(archive: &Archive, id: &str) -> Result<Question, Failure> {
    archive.like(id)?.ok_or_else(|| {
        Failure::new(
            "there is no such article",
            id,
            "no article of the archive has this id",
            "an id that `dateline search` shows",
        )
    })
}

/// Says so, and what may have been meant.
fn nothing_found(archive: &Archive, question: &Question, query: &str, screen: Screen) -> Result<(), Failure> {
    screen.note("nothing found");
    for hint in archive.hints(question)? {
        screen.note(&hint);
    }
    if query
        .split_whitespace()
        .any(|word| matches!(word, "and" | "or" | "not"))
    {
        screen.note("AND, OR and NOT are written in capitals");
    }
    Ok(())
}

impl Search {
    /// How many articles are wanted; `None` for all.
    fn limit(&self) -> Option<usize> {
        (!self.all).then_some(self.limit)
    }
}

impl From<OrderName> for Order {
    fn from(name: OrderName) -> Self {
        match name {
            OrderName::Score => Self::Score,
            OrderName::Date => Self::Earliest,
            OrderName::Latest => Self::Latest,
        }
    }
}
