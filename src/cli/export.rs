//! `dateline export`: an archive, or the articles of it that a query finds, in the formats that other tools read.

use std::collections::{BTreeMap, BTreeSet};

use dateline::archive::{Archive, Order};
use dateline::export::{self, Exporter, Form, Place, Provenance, Target, ToldArticle, ToldStory};
use dateline::model::Story;
use dateline::report::Cast;

use super::args::Export;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

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
    let form = args.format;
    let provenance = provenance(&archive, form, query)?;
    let mut exporter = (form.begin)(target(args, form, screen)?, &provenance, args.options())?;
    let story_of = stories(&archive, &chosen, exporter.as_mut())?;
    for found in found {
        let article = archive.read(found)?;
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

/// What the export says of itself.
fn provenance(archive: &Archive, form: &Form, query: Option<String>) -> Result<Provenance, Failure> {
    let manifest = archive.manifest();
    let digests = &manifest.digests;
    let digests = [
        ("program", digests.program.clone()),
        ("dictionaries", digests.dictionaries.clone()),
        ("extraction", digests.extraction.clone()),
        ("stories", digests.stories.clone()),
        ("articles", archive.content_digest()?),
    ];
    Ok(Provenance {
        tool: "dateline".to_owned(),
        version: manifest.version.clone(),
        format: form.name.to_owned(),
        query,
        settings: BTreeMap::new(),
        digests: digests
            .into_iter()
            .map(|(of, digest)| (of.to_owned(), digest))
            .collect(),
    })
}

/// Where the export goes: the place asked for, else standard output where the format can be a stream.
fn target(args: &Export, form: &Form, screen: Screen) -> Result<Target, Failure> {
    match (&args.output, form.place) {
        (Some(path), _) if path.as_os_str() != "-" => Ok(Target::Path(path.clone())),
        (_, Place::Stream) => Ok(Target::Stream(Box::new(screen.out()))),
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
