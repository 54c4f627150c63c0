//! `dateline show`: one article with its mentions marked, or one story with its facts.

use std::io::Write as _;

use dateline::archive::{Archive, StoredArticle};
use dateline::model::{Fact, Story};
use dateline::report::{Format, Look, MarkedArticle};
use serde_json::json;

use super::args::Show;
use super::exit::Exit;
use super::facts::show_story;
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
        let look = Look {
            terminal: true,
            ..screen.look()
        };
        MarkedArticle {
            record: &article.record,
            text: &article.text,
            look,
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
        show_story(archive, &story.story, &facts, screen, &mut out)?;
        members(archive, story, screen, &mut out)?;
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

fn members(
    archive: &Archive,
    story: &Story,
    screen: Screen,
    out: &mut dyn std::io::Write,
) -> Result<(), Failure> {
    let look = Look {
        terminal: true,
        ..screen.look()
    };
    for id in &story.articles {
        let record = archive.article(id)?.map(|article| article.record);
        let title = record
            .as_ref()
            .and_then(|r| r.title.as_deref())
            .unwrap_or_default();
        let outlet = record
            .as_ref()
            .and_then(|r| r.source.as_deref())
            .unwrap_or_default();
        let day = record
            .as_ref()
            .and_then(|r| r.date)
            .map_or_else(String::new, |d| d.to_string());
        let copy = story.copies.iter().find(|(copy, _)| copy == id);
        let copy = copy.map_or_else(String::new, |(_, original)| format!(" (copies {original})"));
        let line = [day.as_str(), outlet, title, id]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>();
        writeln!(
            out,
            "{}{}",
            look.one_line(&line.join(" · ")),
            look.one_line(&copy)
        )?;
    }
    Ok(())
}
