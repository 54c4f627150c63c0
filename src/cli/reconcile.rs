//! `dateline reconcile`: the lines of `extract` in, facts out, byte for byte those that `build` would hold.

use std::io::{BufRead, BufReader};

use dateline::ingest::Skipped;
use dateline::lexicon::QuestionSet;
use dateline::model::{ArticleClaims, Record};
use dateline::pipeline::reconcile_all;

use super::args::Reconcile;
use super::articles::{Tally, skip, story_settings};
use super::exit::Exit;
use super::facts::{COLUMNS, fact_row};
use super::failure::Failure;
use super::screen::Screen;

/// Runs the command.
pub(crate) fn run(args: &Reconcile, screen: Screen) -> Result<Exit, Failure> {
    let mut tally = Tally::default();
    let mut claims = Vec::new();
    for path in &args.paths {
        if path == "-" {
            read(std::io::stdin().lock(), "-", &mut claims, &mut tally, screen)?;
        } else {
            let file = std::fs::File::open(path).map_err(|e| Failure::unreadable(path, &e))?;
            read(BufReader::new(file), path, &mut claims, &mut tally, screen)?;
        }
    }
    let questions = QuestionSet::built_in()?;
    let (_, facts) = reconcile_all(claims, &story_settings(args.stories_from.as_ref()), &questions);
    let mut listing = screen.listing(args.format.format, COLUMNS);
    for fact in &facts {
        listing.row(fact_row(fact, serde_json::to_string(fact)?))?;
    }
    listing.finish()?;
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

/// Reads lines until their end; a broken one is skipped and named, the others stay.
fn read(
    mut lines: impl BufRead,
    path: &str,
    claims: &mut Vec<ArticleClaims>,
    tally: &mut Tally,
    screen: Screen,
) -> Result<(), Failure> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if lines
            .read_until(b'\n', &mut line)
            .map_err(|e| Failure::unreadable(path, &e))?
            == 0
        {
            return Ok(());
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Record>(&line) {
            Ok(record) => claims.push(ArticleClaims::from(&record)),
            Err(error) => {
                let reason = format!("no line of extract: {error}");
                let place = Some(format!("line {number}"));
                skip(
                    tally,
                    Skipped {
                        path: path.to_owned(),
                        place,
                        reason,
                    },
                    screen,
                );
            }
        }
    }
    Ok(())
}
