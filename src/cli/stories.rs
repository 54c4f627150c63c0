//! `dateline stories`: the stories of an archive.

use dateline::archive::Archive;
use dateline::model::Story;
use dateline::report::{Column, Place, Row};

use super::args::Stories;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("story", Place::Left),
    Column::new("from", Place::Left),
    Column::new("to", Place::Left),
    Column::new("articles", Place::Right),
    Column::new("title", Place::Shrinks),
    Column::new("members", Place::Hidden),
];

/// Runs the command.
pub(crate) fn run(args: &Stories, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let lines = if args.query.is_empty() {
        archive.story_lines()?
    } else {
        archive.search_stories(&args.query.join(" "))?
    };
    if lines.is_empty() {
        screen.note("no stories found");
    }
    let mut listing = screen.listing(args.format.format, COLUMNS);
    for line in lines {
        let story: Story = serde_json::from_str(&line)?;
        listing.row(row(&story, line))?;
    }
    Ok(Exit::found(listing.finish()? > 0))
}

fn row(story: &Story, json: String) -> Row {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |d| d.to_string());
    let cells = vec![
        story.story.clone(),
        day(story.from),
        day(story.to),
        story.articles.len().to_string(),
        story.title.clone().unwrap_or_default(),
        story.articles.join(" "),
    ];
    Row { cells, json }
}
