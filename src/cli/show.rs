//! `dateline show`: one article with its mentions marked, or one story with its facts.

use std::io::Write as _;

use dateline::archive::{Archive, StoredArticle};
use dateline::model::{Fact, Story};
use dateline::report::{Cast, Format, MarkedArticle};
use serde_json::json;

use super::args::Show;
use super::exit::Exit;
use super::facts::{cast, show_story};
use super::failure::Failure;
use super::screen::Screen;

/// Runs the command.
pub(crate) fn run(args: &Show, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    if let Some(article) = archive.article(&args.id)? {
        return article_alone(args, article, screen);
    }
    if let Some(story) = archive.story(&args.id)? {
        return story_with_facts(args, &archive, &story, screen);
    }
    screen.warn(&format!(
        "nothing has this id ({}): it is no article and no story of {}; try: `dateline search` or `dateline stories`, which show ids",
        args.id,
        args.archive.archive.display()
    ));
    Ok(Exit::NothingFound)
}

fn article_alone(args: &Show, article: StoredArticle, screen: Screen) -> Result<Exit, Failure> {
    let mut out = screen.out();
    if screen.format(args.format.format) == Format::Table {
        MarkedArticle {
            record: &article.record,
            text: &article.text,
            look: screen.look_for_people(),
        }
        .write(&mut out)?;
    } else {
        let mut record = article.record;
        record.text = Some(article.text);
        writeln!(out, "{}", screen.json(&serde_json::to_string(&record)?))?;
    }
    out.flush()?;
    Ok(Exit::Success)
}

fn story_with_facts(args: &Show, archive: &Archive, story: &Story, screen: Screen) -> Result<Exit, Failure> {
    let facts = archive.facts_of(&story.story)?;
    let mut out = screen.out();
    if screen.format(args.format.format) == Format::Table {
        let cast = cast(archive, story)?;
        show_story(story, &facts, &cast, true, screen, &mut out)?;
        writeln!(out)?;
        members(archive, story, &cast, screen, &mut out)?;
    } else {
        writeln!(out, "{}", screen.json(&line(story, &facts)?))?;
    }
    out.flush()?;
    Ok(Exit::Success)
}

/// A story as its line, with its facts.
fn line(story: &Story, facts: &[Fact]) -> Result<String, serde_json::Error> {
    let mut line = serde_json::to_value(story)?;
    line["facts"] = json!(facts);
    serde_json::to_string(&line)
}

/// The articles of a story, each in a line: outlet, day, title, id, and whose words it copies.
fn members(
    archive: &Archive,
    story: &Story,
    cast: &Cast,
    screen: Screen,
    out: &mut dyn std::io::Write,
) -> Result<(), Failure> {
    let look = screen.look_for_people();
    for id in &story.articles {
        let title = archive.article(id)?.and_then(|article| article.record.title);
        let title = title.unwrap_or_else(|| cast.opening(id).to_owned());
        let copy = story.copies.iter().find(|(copy, _)| copy == id);
        let copy = copy.map_or_else(String::new, |(_, original)| {
            format!(" (copies {})", cast.outlet(original))
        });
        let line = format!("{} · {title} · {id}{copy}", cast.article(id));
        writeln!(out, "{}", look.one_line(&line))?;
    }
    Ok(())
}
