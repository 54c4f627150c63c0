//! Articles in batches from the inputs of a command, and the analyst that reads them.

use std::ops::ControlFlow;

use dateline::extract::Settings;
use dateline::ingest::{self, Item, Skipped};
use dateline::model::Article;
use dateline::pipeline::Analyst;
use dateline::story::StorySettings;

use super::args::Reading;
use super::dictionaries;
use super::failure::Failure;
use super::screen::Screen;

/// Bytes of text in a batch: enough for every thread, little enough to hold in memory.
const BATCH_BYTES: usize = 8 << 20;
/// Articles in a batch.
const BATCH_ARTICLES: usize = 2048;

/// What a command does with a batch of articles.
type OnBatch<'a> = &'a mut dyn FnMut(Vec<Article>, &Tally) -> Result<(), Failure>;

/// What was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// Articles.
    pub(crate) articles: u64,
    /// Bytes of text.
    pub(crate) bytes: u64,
    /// Inputs that were skipped.
    pub(crate) skipped: Vec<Skipped>,
    /// Things to know about articles that were read.
    pub(crate) warnings: u64,
}

/// The analyst of a command's options, with the dictionaries of the user and of the corpora that are read.
pub(crate) fn analyst(paths: &[String], reading: &Reading, screen: Screen) -> Result<Analyst, Failure> {
    let layers = dictionaries::layers(&reading.dictionaries, paths, screen)?;
    let lexicon = dictionaries::lexicon(&reading.dictionaries, layers, screen)?;
    Ok(Analyst::new(lexicon, settings(reading))?)
}

/// The settings of extraction of a command's options.
pub(crate) fn settings(reading: &Reading) -> Settings {
    Settings {
        anchor: reading.anchor,
        names: reading.names,
        min_score: reading.min_score,
        ..Settings::default()
    }
}

/// The settings of stories: a given field of groups replaces the search for stories.
pub(crate) fn story_settings(stories_from: Option<&String>) -> StorySettings {
    StorySettings {
        given_groups: stories_from.is_some(),
        ..StorySettings::default()
    }
}

/// Reads all inputs and hands on the articles in batches, in their order. Each skipped input is named on standard error as it comes.
pub(crate) fn in_batches(
    paths: &[String],
    reading: &Reading,
    screen: Screen,
    batch: OnBatch<'_>,
) -> Result<Tally, Failure> {
    let options = ingest::Options {
        map: reading.map.clone(),
        group_field: reading.stories_from.clone(),
        ..ingest::Options::default()
    };
    let mut tally = Tally::default();
    let mut waiting: Vec<Article> = Vec::new();
    let mut bytes = 0;
    let mut failure = None;
    ingest::read(paths, &options, &mut |item| {
        match item {
            Item::Skipped(skipped) => skip(&mut tally, skipped, screen),
            Item::Warning(warning) => {
                tally.warnings += 1;
                screen.note(&format!(
                    "dateline: note ({}): {}",
                    place(&warning.path, warning.place.as_ref()),
                    warning.reason
                ));
            }
            Item::Article(article) => {
                tally.articles += 1;
                tally.bytes += article.text.len() as u64;
                bytes += article.text.len();
                waiting.push(*article);
            }
        }
        if bytes >= BATCH_BYTES || waiting.len() >= BATCH_ARTICLES {
            bytes = 0;
            failure = batch(std::mem::take(&mut waiting), &tally).err();
        }
        if failure.is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .map_err(|error| Failure::Told(error.to_string()))?;
    match failure {
        Some(failure) => return Err(failure),
        None if !waiting.is_empty() => batch(waiting, &tally)?,
        None => {}
    }
    Ok(tally)
}

/// Counts a skipped input and names it.
pub(crate) fn skip(tally: &mut Tally, skipped: Skipped, screen: Screen) {
    screen.warn(&format!(
        "skipped ({}): {}",
        place(&skipped.path, skipped.place.as_ref()),
        skipped.reason
    ));
    tally.skipped.push(skipped);
}

fn place(path: &str, place: Option<&String>) -> String {
    place.map_or_else(|| path.to_owned(), |place| format!("{path}, {place}"))
}
