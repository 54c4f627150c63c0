//! Articles in batches from the inputs of a command, and the analyst that reads them.

use std::ops::ControlFlow;

use dateline::extract::Settings;
use dateline::ingest::{self, Flow, Item, Kept, ReadError, Skipped};
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

/// What a command does with a batch of articles: new ones, and those that an earlier run read.
type OnBatch<'a> = &'a mut dyn FnMut(Vec<Article>, Vec<Kept>, &Tally) -> Result<(), Failure>;

/// The same for commands that know no earlier run.
type OnArticles<'a> = &'a mut dyn FnMut(Vec<Article>, &Tally) -> Result<(), Failure>;

/// What reads the inputs of a command, and hands on every item.
type Inputs<'a, T> = &'a mut dyn FnMut(&mut dyn FnMut(Item) -> Flow) -> Result<T, ReadError>;

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

/// How the inputs of a command's options are read.
pub(crate) fn reading_options(reading: &Reading) -> ingest::Options {
    ingest::Options {
        map: reading.map.clone(),
        group_field: reading.stories_from.clone(),
        ..ingest::Options::default()
    }
}

/// Reads all inputs and hands on the articles in batches, in their order. Each skipped input is named on standard error as it comes.
pub(crate) fn in_batches(
    paths: &[String],
    reading: &Reading,
    screen: Screen,
    batch: OnArticles<'_>,
) -> Result<Tally, Failure> {
    let options = reading_options(reading);
    let read = batches(
        &mut |sink| ingest::read(paths, &options, sink),
        screen,
        &mut |articles, _, tally| batch(articles, tally),
    );
    read.map(|(tally, ())| tally)
}

/// As [`in_batches`], for whatever reads; the result is the reader's too.
pub(crate) fn batches<T>(
    inputs: Inputs<'_, T>,
    screen: Screen,
    batch: OnBatch<'_>,
) -> Result<(Tally, T), Failure> {
    let mut tally = Tally::default();
    let (mut waiting, mut kept) = (Vec::<Article>::new(), Vec::<Kept>::new());
    let mut bytes = 0;
    let mut failure = None;
    let read = inputs(&mut |item| {
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
            Item::Kept(one) => {
                tally.articles += u64::from(one.named);
                kept.push(*one);
            }
        }
        if bytes >= BATCH_BYTES || waiting.len() + kept.len() >= BATCH_ARTICLES {
            bytes = 0;
            failure = batch(std::mem::take(&mut waiting), std::mem::take(&mut kept), &tally).err();
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
        None if waiting.len() + kept.len() > 0 => batch(waiting, kept, &tally)?,
        None => {}
    }
    Ok((tally, read))
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
