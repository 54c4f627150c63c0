//! `dateline extract`: articles in, one JSON line each out; nothing is kept. What a cluster runs.

use std::io::Write as _;

use dateline::model::{Article, Record};

use super::args::Extract;
use super::articles::{analyst, in_batches};
use super::exit::Exit;
use super::failure::Failure;
use super::progress::Progress;
use super::screen::Screen;

/// Runs the command.
pub(crate) fn run(args: &Extract, screen: Screen) -> Result<Exit, Failure> {
    let analyst = analyst(&args.paths, &args.reading, screen)?;
    let mut out = screen.out();
    let mut progress = Progress::new(screen);
    let tally = in_batches(&args.paths, &args.reading, screen, &mut |articles, tally| {
        let lines = analyst.map_all(&articles, |article, record| line(article, record, args.with_text));
        for line in lines {
            writeln!(out, "{line}")?;
        }
        out.flush()?;
        progress.at(tally);
        Ok(())
    })?;
    progress.end();
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

fn line(article: &Article, mut record: Record, with_text: bool) -> String {
    if with_text {
        record.text = Some(article.text.clone());
    }
    record.to_json()
}
