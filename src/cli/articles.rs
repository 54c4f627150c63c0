//! Articles in batches from the inputs of a command, and the analyst that reads them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;

use dateline::extract::Settings;
use dateline::ingest::{self, Flow, InputState, Item, Kept, ReadError, Skipped};
use dateline::model::Article;
use dateline::pipeline::Analyst;
use dateline::story::StorySettings;

use super::args::Reading;
use super::dictionaries;
use super::failure::Failure;
use super::screen::Screen;
use super::settings_file;

/// Bytes of text in a batch: enough for every thread, little enough to hold in memory.
const BATCH_BYTES: usize = 8 << 20;
/// Articles in a batch.
const BATCH_ARTICLES: usize = 2048;

/// What a command does with a batch of articles: new ones, and those that an earlier run read.
type OnBatch<'a> = &'a mut dyn FnMut(Vec<Article>, Vec<Kept>, &Tally) -> Result<(), Failure>;

/// The same for commands that know no earlier run.
pub(crate) type OnArticles<'a> = &'a mut dyn FnMut(Vec<Article>, &Tally) -> Result<(), Failure>;

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

/// How the options of a command, and the user's own settings, say that inputs are to be read.
pub(crate) fn options(reading: &Reading) -> Result<ingest::Options, Failure> {
    let pre = match (&reading.pre, &reading.dictionaries.config) {
        (Some(command), _) => Some(command.clone()),
        (None, Some(none)) if none.as_os_str() == "none" => None,
        (None, Some(file)) => settings_file::named(file)?.pre,
        (None, None) => settings_file::of_user()?.pre,
    };
    Ok(ingest::Options {
        map: reading.map.clone(),
        group_field: reading.stories_from.clone(),
        listed: reading
            .files_from
            .as_deref()
            .map(list)
            .transpose()?
            .unwrap_or_default(),
        pre,
        ..ingest::Options::default()
    })
}

/// The paths of a list, one a line, or with zeros between (`find -print0`).
fn list(path: &Path) -> Result<Vec<String>, Failure> {
    let mut text = String::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_string(&mut text)
    } else {
        File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|error| Failure::unreadable(&path.display().to_string(), &error))?;
    let between = if text.contains('\0') { '\0' } else { '\n' };
    let lines = text.trim_start_matches('\u{FEFF}').split(between);
    let lines = lines
        .map(|line| line.trim_end_matches('\r'))
        .filter(|line| !line.trim().is_empty());
    Ok(lines.map(str::to_owned).collect())
}

/// Reads all inputs and hands on the articles in batches, in their order. Each skipped input is named on standard error as it comes.
pub(crate) fn in_batches(
    paths: &[String],
    reading: &Reading,
    screen: Screen,
    batch: OnArticles<'_>,
) -> Result<Tally, Failure> {
    let options = options(reading)?;
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
            Item::Reading(_) => {}
            Item::Skipped(skipped) => skip(&mut tally, skipped, screen),
            Item::Warning(warning) => {
                tally.warnings += 1;
                screen.note(&screen.safe(&format!(
                    "dateline: note ({}): {}",
                    place(&warning.path, warning.place.as_ref()),
                    warning.reason
                )));
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

/// Writes what was skipped, a line of JSON each, to `skipped.jsonl` of an archive; an empty file says that nothing was.
pub(crate) fn write_skipped(archive: &Path, all: &[Skipped]) -> Result<(), Failure> {
    let mut lines = String::new();
    for skipped in all {
        lines.push_str(&serde_json::to_string(skipped)?);
        lines.push('\n');
    }
    std::fs::write(archive.join("skipped.jsonl"), lines)?;
    Ok(())
}

/// What this run skipped, and what earlier ones did in inputs that it does not name.
pub(crate) fn with_earlier(tally: &Tally, inputs: &[InputState]) -> Vec<Skipped> {
    let key = |skipped: &Skipped| {
        (
            skipped.path.clone(),
            skipped.place.clone(),
            skipped.reason.clone(),
        )
    };
    let mut told = BTreeMap::<_, usize>::new();
    for skipped in &tally.skipped {
        *told.entry(key(skipped)).or_default() += 1;
    }
    let mut all = tally.skipped.clone();
    for container in inputs.iter().flat_map(|input| &input.containers) {
        for note in &container.skipped {
            let skipped = Skipped {
                path: container.path_of(&note.inside),
                place: note.place.clone(),
                reason: note.reason.clone(),
            };
            match told.get_mut(&key(&skipped)) {
                Some(times) if *times > 0 => *times -= 1,
                _ => all.push(skipped),
            }
        }
    }
    all
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
