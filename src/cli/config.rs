//! `dateline config show`: every setting with its value, and where it comes from.

use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use super::args::{Cli, Config, ConfigCommand, ShowConfig};
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;
use super::settings_file::{self, Settings};

const COLUMNS: &[Column] = &[
    Column::new("setting", Place::Left),
    Column::new("value", Place::Shrinks),
    Column::new("from", Place::Shrinks),
];

/// Settings by their id among the arguments, with what holds where nothing is said.
const SETTINGS: &[(&str, &str)] = &[
    ("archive", ""),
    ("format", "table on a terminal, jsonl in a pipe"),
    ("csv_safe", ""),
    ("color", ""),
    ("quiet", ""),
    ("progress", ""),
    ("threads", "all cores"),
    ("anchor", ""),
    ("names", ""),
    ("min_score", ""),
    ("map", "none"),
    ("files_from", "none"),
    ("stories_from", "none: stories are found"),
    ("config", "dateline.toml of the corpus, and yours"),
    ("cache", "dateline in your folder of caches"),
];

/// What a flag is called as an origin.
const FLAG: &str = "flag";

#[derive(Serialize)]
struct Line {
    setting: String,
    value: String,
    from: String,
}

/// Runs one of the commands.
pub(crate) fn run(args: &Config, screen: Screen) -> Result<Exit, Failure> {
    let ConfigCommand::Show(args) = &args.command;
    let mut lines = of_arguments();
    lines.push(pre(args)?);
    lines.extend(layers(args)?);
    let mut listing = screen.listing(&args.format, COLUMNS);
    for line in lines {
        listing.row(Row {
            json: serde_json::to_string(&line)?,
            cells: vec![line.setting, line.value, line.from],
        })?;
    }
    listing.finish()?;
    Ok(Exit::Success)
}

/// What arguments and variables say: the arguments are read once more, for where each value comes from.
fn of_arguments() -> Vec<Line> {
    let command = Cli::command();
    let names = variables(&command);
    let matches = command.try_get_matches().unwrap_or_default();
    let show = matches
        .subcommand_matches("config")
        .and_then(|config| config.subcommand_matches("show"));
    let Some(show) = show else {
        return Vec::new();
    };
    let line = |&(id, unsaid): &(&str, &str)| Line {
        setting: id.replace('_', "-"),
        value: value(show, id).unwrap_or_else(|| unsaid.to_owned()),
        from: match show.value_source(id) {
            Some(ValueSource::CommandLine) => FLAG.to_owned(),
            Some(ValueSource::EnvVariable) => names(id),
            _ => "default".to_owned(),
        },
    };
    SETTINGS.iter().map(line).collect()
}

fn value(matches: &ArgMatches, id: &str) -> Option<String> {
    let values = matches.get_raw(id)?;
    let values: Vec<_> = values.map(|value| value.to_string_lossy()).collect();
    Some(values.join(", "))
}

/// By which variable an argument is set.
fn variables(command: &clap::Command) -> impl Fn(&str) -> String + use<> {
    let show = command
        .find_subcommand("config")
        .and_then(|config| config.find_subcommand("show"));
    let all = show
        .into_iter()
        .chain([command])
        .flat_map(clap::Command::get_arguments);
    let names: Vec<(String, String)> = all
        .filter_map(|argument| {
            let variable = argument.get_env()?.to_string_lossy().into_owned();
            Some((argument.get_id().to_string(), variable))
        })
        .collect();
    move |id| {
        let named = names.iter().find(|(known, _)| known == id);
        named.map_or_else(String::new, |(_, variable)| variable.clone())
    }
}

/// The command that turns inputs into text: of a flag, or of the user's own file.
fn pre(args: &ShowConfig) -> Result<Line, Failure> {
    let mut found = args.reading.pre.clone().map(|command| (command, FLAG.to_owned()));
    if found.is_none() {
        let mut files = files(args, false)?.into_iter();
        found = files.find_map(|(from, settings)| Some((settings.pre?, from)));
    }
    let (value, from) = found.unwrap_or_else(|| ("none".to_owned(), "default".to_owned()));
    Ok(Line {
        setting: "pre".to_owned(),
        value,
        from,
    })
}

/// The layers on top of the built-in ones, in load order.
fn layers(args: &ShowConfig) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    let mut add = |path: &Path, from: &str| {
        lines.push(Line {
            setting: "dictionary".to_owned(),
            value: path.display().to_string(),
            from: from.to_owned(),
        });
    };
    for (from, settings) in files(args, true)? {
        settings.layers.iter().for_each(|layer| add(layer, &from));
    }
    let given = &args.reading.dictionaries.dictionary;
    match std::env::var_os("DATELINE_DICTIONARY") {
        Some(list) if given.is_empty() => {
            let paths = std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty());
            paths.for_each(|path| add(&path, "DATELINE_DICTIONARY"));
        }
        _ => given.iter().for_each(|path| add(path, FLAG)),
    }
    if lines.is_empty() {
        lines.push(Line {
            setting: "dictionary".to_owned(),
            value: "built-in layers alone".to_owned(),
            from: "default".to_owned(),
        });
    }
    Ok(lines)
}

/// The settings files in use, each with its path; those of corpora where they count.
fn files(args: &ShowConfig, with_corpora: bool) -> Result<Vec<(String, Settings)>, Failure> {
    let mut files = Vec::new();
    match &args.reading.dictionaries.config {
        Some(none) if none.as_os_str() == "none" => {}
        Some(file) => files.push((file.display().to_string(), settings_file::named(file)?)),
        None => {
            if let Some(path) = settings_file::path_of_user() {
                files.push((path.display().to_string(), settings_file::of_user()?));
            }
            let corpora = args.paths.iter().map(Path::new);
            for corpus in corpora.filter(|path| with_corpora && path.is_dir()) {
                let path = corpus.join("dateline.toml").display().to_string();
                files.push((path, settings_file::of_corpus(corpus)?));
            }
        }
    }
    Ok(files)
}
