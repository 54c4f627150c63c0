//! `dateline export`: an archive, or the articles of it that a query finds, in the formats that other tools read.

use std::collections::{BTreeMap, BTreeSet};

use dateline::archive::{Archive, Order};
use dateline::export::{self, Exporter, Place, Target, ToldArticle, ToldStory};
use dateline::model::Story;
use dateline::reconcile::JoinedNames;
use dateline::report::Cast;

use super::args::{Export, Written};
use super::exit::Exit;
use super::failure::Failure;
use super::origin::of_archive;
use super::screen::Screen;

/// Formats of which a table can be printed alone.
const TABLES_AS_STREAMS: [&str; 2] = ["csv", "tsv"];

/// Runs the command.
pub(crate) fn run(args: &Export, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let query = args.query();
    let question = archive.ask(query.as_deref().unwrap_or("*"))?;
    let found = archive.find(&question, Order::Earliest, None)?;
    if found.is_empty() {
        screen.note("no articles found: nothing is exported");
        return Ok(Exit::found(false));
    }
    let chosen: BTreeSet<String> = found.iter().map(|found| archive.id_of_found(*found)).collect();
    let form = args.written.format;
    let provenance = of_archive(&archive, form.name, query)?;
    let mut exporter = (form.begin)(
        target(&args.written, screen)?,
        &provenance,
        args.written.options(false),
    )?;
    let story_of = stories(&archive, &chosen, exporter.as_mut())?;
    let mut names = JoinedNames::default();
    archive.each_record(&mut |record, _| names.learn(&record))?;
    for found in found {
        let mut article = archive.read(found)?;
        names.resolve(&mut article.record);
        exporter.article(&ToldArticle {
            record: &article.record,
            text: &article.text,
            story: story_of.get(&article.record.id).map(String::as_str),
        })?;
    }
    exporter.finish()?;
    Ok(Exit::Success)
}

/// Hands on every story that holds a chosen article; gives the story of each of these.
fn stories(
    archive: &Archive,
    chosen: &BTreeSet<String>,
    exporter: &mut dyn Exporter,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut story_of = BTreeMap::new();
    for line in archive.story_lines()? {
        let story: Story = serde_json::from_str(&line)?;
        if !story.articles.iter().any(|id| chosen.contains(id)) {
            continue;
        }
        let mut briefs = Vec::with_capacity(story.articles.len());
        let mut cast = Cast::default();
        for id in &story.articles {
            if let Some(article) = archive.article(id)? {
                cast.add(&article.record, &article.text);
                briefs.push(export::Brief {
                    id: id.clone(),
                    source: article.record.source,
                    title: article.record.title,
                    date: article.record.date,
                    chosen: chosen.contains(id),
                });
            }
            story_of.insert(id.clone(), story.story.clone());
        }
        exporter.story(&ToldStory {
            story: &story,
            facts: &archive.facts_of(&story.story)?,
            articles: &briefs,
            cast: &cast,
        })?;
    }
    Ok(story_of)
}

/// Where a result goes: the place asked for, else standard output where the format can be a stream.
pub(crate) fn target(written: &Written, screen: Screen) -> Result<Target, Failure> {
    let form = written.format;
    if written.table.is_some() && !TABLES_AS_STREAMS.contains(&form.name) {
        return Err(Failure::new(
            "there are no single tables",
            form.name,
            "--table prints a table of csv or tsv",
            "--format csv",
        ));
    }
    match (&written.output, form.place) {
        (Some(path), _) if path.as_os_str() != "-" => Ok(Target::Path(path.clone())),
        _ if written.table.is_some() => Ok(Target::Stream(screen.stream(false))),
        (_, Place::Stream) => Ok(Target::Stream(screen.stream(form.name == "jsonl"))),
        (_, place) => Err(Failure::new(
            "cannot write the export",
            form.name,
            if place == Place::File {
                "it is a file"
            } else {
                "it is a folder of files"
            },
            "-o NAME",
        )),
    }
}
