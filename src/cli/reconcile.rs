//! `dateline reconcile`: the lines of `extract` in, facts out, byte for byte those that `build` would hold.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write as _};

use dateline::ingest::Skipped;
use dateline::lexicon::QuestionSet;
use dateline::model::{ArticleClaims, Fact, Record, Story};
use dateline::pipeline::reconcile_all;
use dateline::report::{Cast, Format};

use super::args::Reconcile;
use super::articles::{Tally, story_settings};
use super::exit::Exit;
use super::facts::{COLUMNS, fact_row, show_story};
use super::failure::Failure;
use super::screen::Screen;

/// Runs the command.
pub(crate) fn run(args: &Reconcile, screen: Screen) -> Result<Exit, Failure> {
    let mut tally = Tally::default();
    let (mut claims, mut cast) = (Vec::new(), Cast::default());
    let for_people = screen.format(args.format.format) == Format::Table;
    let mut take = |record: Record| {
        if for_people {
            cast.add(&record, record.text.as_deref().unwrap_or_default());
        }
        claims.push(ArticleClaims::from(&record));
    };
    for path in &args.paths {
        if path == "-" {
            read(std::io::stdin().lock(), "-", &mut take, &mut tally, screen)?;
        } else {
            let file = std::fs::File::open(path).map_err(|e| Failure::unreadable(path, &e))?;
            read(BufReader::new(file), path, &mut take, &mut tally, screen)?;
        }
    }
    let questions = QuestionSet::built_in()?;
    let (stories, facts) = reconcile_all(claims, &story_settings(args.stories_from.as_ref()), &questions);
    if for_people {
        show_stories(&stories, &facts, &cast, screen)?;
        return Ok(Exit::skipped(tally.skipped.len() as u64));
    }
    let mut listing = screen.listing(&args.format, COLUMNS);
    for fact in &facts {
        listing.row(fact_row(fact, serde_json::to_string(fact)?))?;
    }
    listing.finish()?;
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

/// Writes the stories that have facts, for people.
fn show_stories(stories: &[Story], facts: &[Fact], cast: &Cast, screen: Screen) -> Result<(), Failure> {
    let by_id: BTreeMap<&str, &Story> = stories.iter().map(|s| (s.story.as_str(), s)).collect();
    let mut out = screen.out();
    for (n, of_one) in facts.chunk_by(|a, b| a.story == b.story).enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        if let Some(story) = by_id.get(of_one[0].story.as_str()) {
            show_story(story, of_one, cast, true, screen, &mut out)?;
        }
    }
    Ok(out.flush()?)
}

/// Reads lines until their end; a broken one is skipped and named, the others stay.
fn read(
    mut lines: impl BufRead,
    path: &str,
    take: &mut dyn FnMut(Record),
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
            Ok(record) => take(record),
            Err(error) => {
                let reason = format!("no line of extract: {error}");
                let place = Some(format!("line {number}"));
                let skipped = Skipped {
                    path: path.to_owned(),
                    place,
                    reason,
                };
                tally.skip(skipped, screen);
            }
        }
    }
    Ok(())
}
