//! Options that several commands share.

use std::path::PathBuf;

use clap::Args;
use dateline::export::{self, Form};
use dateline::extract::{AnchorMode, NamesMode};
use dateline::report::Format;

/// How articles are read and what is extracted.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Where a field of the articles stands in your data: text, title, date, source, id, language, group
    #[arg(long, value_name = "FIELD=NAME", value_parser = field_and_name)]
    pub(crate) map: Vec<(String, String)>,
    /// Read the files and folders that this file lists, one a line, too; - lists them on standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// Turn what is not read otherwise (PDF, RTF) into text with a command that reads standard input: 'pdftotext - -'
    #[arg(long, value_name = "COMMAND")]
    pub(crate) pre: Option<String>,
    /// What relative dates are counted from: the publication day, or the date before them in the text
    #[arg(long, value_name = "MODE", default_value = "published", value_parser = anchor)]
    pub(crate) anchor: AnchorMode,
    /// By which weights organisations, persons and places are told apart: fitted on marked texts, or the rules' own
    #[arg(long, value_name = "WEIGHTS", default_value = "fitted", value_parser = names)]
    pub(crate) names: NamesMode,
    /// Leave out mentions with a lower score, and the claims they would make: 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.0, value_parser = score)]
    pub(crate) min_score: f32,
    /// Take stories from this field of the articles instead of finding them
    #[arg(long, value_name = "FIELD")]
    pub(crate) stories_from: Option<String>,
    #[command(flatten)]
    pub(crate) dictionaries: Dictionaries,
}

/// Which dictionaries are loaded.
#[derive(Debug, Args)]
pub(crate) struct Dictionaries {
    /// A layer of your own on top of the built-in ones: TOML, JSON Lines, a folder of them, or
    /// `armed-groups`, which is built in and off; later ones win [env: `DATELINE_DICTIONARY`]
    #[arg(long, value_name = "LAYER")]
    pub(crate) dictionary: Vec<PathBuf>,
    /// Settings to use in place of the `dateline.toml` of the corpus and yours, or none
    #[arg(long, value_name = "FILE", env = "DATELINE_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Where large layers are kept compiled, or none; always safe to delete
    #[arg(long, value_name = "FOLDER", env = "DATELINE_CACHE")]
    pub(crate) cache: Option<PathBuf>,
}

/// Which archive.
#[derive(Debug, Args)]
pub(crate) struct InArchive {
    /// The archive to read
    #[arg(
        long,
        short,
        value_name = "ARCHIVE",
        default_value = "archive",
        env = "DATELINE_ARCHIVE"
    )]
    pub(crate) archive: PathBuf,
}

/// Which format.
#[derive(Debug, Args)]
pub(crate) struct InFormat {
    /// table, json, jsonl, csv or tsv; a table on a terminal and jsonl in a pipe unless given
    #[arg(long, value_name = "FORMAT", env = "DATELINE_FORMAT")]
    pub(crate) format: Option<Format>,
    /// Guard cells of csv and tsv that a spreadsheet would take for a formula: = + - @ at their beginning
    #[arg(long)]
    pub(crate) csv_safe: bool,
}

/// How a result for other tools is written.
#[derive(Debug, Args)]
pub(crate) struct Written {
    /// The format; `dateline export --help` lists them
    #[arg(long, short, value_name = "FORMAT", default_value = "jsonl", value_parser = form)]
    pub(crate) format: &'static Form,
    /// The file or folder to write; one that is there is replaced when the new one is whole
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Add the texts where the format can do without
    #[arg(long)]
    pub(crate) with_text: bool,
    /// Guard cells of csv and tsv that a spreadsheet would take for a formula: = + - @ at their beginning
    #[arg(long)]
    pub(crate) csv_safe: bool,
    /// Print one table of csv or tsv: articles, mentions, claims, stories, `story_articles`, facts, positions,
    /// `position_claims`, relations, series
    #[arg(long, value_name = "NAME", value_parser = table)]
    pub(crate) table: Option<&'static str>,
}

impl Written {
    /// How the format is to be written; `articles_alone` where there are no stories.
    pub(crate) fn options(&self, articles_alone: bool) -> export::Options {
        export::Options {
            with_text: self.with_text,
            csv_safe: self.csv_safe,
            table: self.table,
            articles_alone,
        }
    }
}

/// A format of exports.
fn form(name: &str) -> Result<&'static Form, String> {
    Form::named(name).ok_or_else(|| {
        let names: Vec<&str> = export::FORMS.iter().map(|form| form.name).collect();
        format!("there is no such format; try {}", names.join(", "))
    })
}

/// A table of exports.
fn table(name: &str) -> Result<&'static str, String> {
    let names = export::table_names();
    let known = names.iter().find(|known| **known == name);
    known
        .copied()
        .ok_or_else(|| format!("there is no such table; try {}", names.join(", ")))
}

fn field_and_name(pair: &str) -> Result<(String, String), String> {
    match pair.split_once('=') {
        Some((field, name)) if !field.is_empty() && !name.is_empty() => {
            Ok((field.to_owned(), name.to_owned()))
        }
        _ => Err("a pair like text=body is wanted".to_owned()),
    }
}

fn anchor(mode: &str) -> Result<AnchorMode, String> {
    match mode {
        "published" => Ok(AnchorMode::Published),
        "text" => Ok(AnchorMode::Text),
        _ => Err("published or text is wanted".to_owned()),
    }
}

fn names(weights: &str) -> Result<NamesMode, String> {
    match weights {
        "fitted" => Ok(NamesMode::Fitted),
        "rules" => Ok(NamesMode::Rules),
        _ => Err("fitted or rules is wanted".to_owned()),
    }
}

fn score(number: &str) -> Result<f32, String> {
    let score = number
        .parse::<f32>()
        .ok()
        .filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "a number of 0 to 1 is wanted".to_owned())
}
