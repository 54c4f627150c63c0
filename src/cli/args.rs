//! Every command with its options: help, completions and the manual page come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline::extract::AnchorMode;
use dateline::report::Format;

/// What help begins with.
const EXAMPLES: &str = "\
Examples:
  dateline build corpus                    read a folder of articles into the archive `archive`
  dateline search \"Fancy Bear\"             articles that name it, under any of its aliases
  dateline facts --verdict conflict        where reports of one story cannot all be true
  dateline show 001                        an article with who, when and how many marked
  dateline extract corpus > records.jsonl  the same marks as JSON Lines, without an archive
";

/// Who, when and how many in folders of news articles, and where reports of one story differ.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, before_help = EXAMPLES, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) shared: Shared,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    /// When to use colours; `NO_COLOR` is honoured
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        env = "DATELINE_COLOR"
    )]
    pub(crate) color: Color,
    /// Say nothing but results, skipped inputs and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Threads to use; all cores unless given
    #[arg(long, global = true, value_name = "N", env = "DATELINE_THREADS")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles into an archive: extract, group into stories, reconcile, index
    Build(Build),
    /// Find articles by words, phrases and fields; an alias finds its entity under every name
    Search(Search),
    /// Show what the articles of each story agree on and where they differ
    Facts(Facts),
    /// List stories
    Stories(Stories),
    /// Show one article with its mentions marked, or one story with its facts
    Show(Show),
    /// List the entities of the archive: how often, in how many articles, under which names
    Entities(Entities),
    /// Say why: the rule, dictionary line, anchor and offsets behind a mention, claim or fact
    Why(Why),
    /// Read articles and print one JSON line each, without an archive
    Extract(Extract),
    /// Read the lines of `extract` and print the facts that `build` would hold
    Reconcile(Reconcile),
    /// Measure precision, recall and F1 against a gold file
    Eval(Eval),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// How articles are read and what is extracted.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Where a field of the articles stands in your data: text, title, date, source, id, language, group
    #[arg(long, value_name = "FIELD=NAME", value_parser = field_and_name)]
    pub(crate) map: Vec<(String, String)>,
    /// What relative dates are counted from: the publication day, or the date before them in the text
    #[arg(long, value_name = "MODE", default_value = "published", value_parser = anchor)]
    pub(crate) anchor: AnchorMode,
    /// Take stories from this field of the articles instead of finding them
    #[arg(long, value_name = "FIELD")]
    pub(crate) stories_from: Option<String>,
    /// A dictionary file of your own on top of the built-in ones, or `armed-groups`, which is built in and off
    #[arg(long, value_name = "LAYER")]
    pub(crate) dictionary: Vec<PathBuf>,
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
}

/// `dateline build`
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Folders and files to read, or - for JSON Lines on standard input
    #[arg(value_name = "PATH", default_value = "corpus")]
    pub(crate) paths: Vec<String>,
    /// The archive to write
    #[arg(
        long,
        short,
        value_name = "ARCHIVE",
        default_value = "archive",
        env = "DATELINE_ARCHIVE"
    )]
    pub(crate) output: PathBuf,
    /// Make these inputs the whole archive, even if more than half of what it held vanishes
    #[arg(long)]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `dateline search`
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words, "phrases", field:word (title text org actor person place source lang kind published story), AND OR NOT
    #[arg(value_name = "QUERY", required = true)]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// How many articles at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline facts`
#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// Words that the fact, its quotes or its story's title must hold
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// Facts of this story
    #[arg(long, value_name = "ID")]
    pub(crate) story: Option<String>,
    /// Facts that answer this question: killed, detected_on, count:athlete
    #[arg(long, value_name = "QUESTION")]
    pub(crate) question: Option<String>,
    /// Facts with this verdict
    #[arg(long, value_name = "VERDICT")]
    pub(crate) verdict: Option<VerdictName>,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// The verdicts by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum VerdictName {
    /// All say the same
    Agree,
    /// Some say less than others, none says otherwise
    LessPrecise,
    /// Different, and all can be true
    Compatible,
    /// They cannot all be true
    Conflict,
    /// One source alone
    Single,
}

/// `dateline stories`
#[derive(Debug, Args)]
pub(crate) struct Stories {
    /// Words of the story's title
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline show`
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of an article or a story
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline entities`
#[derive(Debug, Args)]
pub(crate) struct Entities {
    /// Only entities with a name or id that begins so
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// Only this kind: organisation, actor, person, place
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline why`
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// The id of a mention (ARTICLE:text:START-END:KIND), of a claim (ARTICLE:START-END) or of a fact
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// Dictionary files that the archive was built with
    #[arg(long, value_name = "LAYER")]
    pub(crate) dictionary: Vec<PathBuf>,
}

/// `dateline extract`
#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Folders and files to read, or - for JSON Lines on standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub(crate) paths: Vec<String>,
    /// Add the text itself to each line
    #[arg(long)]
    pub(crate) with_text: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `dateline reconcile`
#[derive(Debug, Args)]
pub(crate) struct Reconcile {
    /// Files of lines that `extract` wrote, or - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub(crate) paths: Vec<String>,
    /// Take stories from this field instead of finding them: give it to `extract` too
    #[arg(long, value_name = "FIELD")]
    pub(crate) stories_from: Option<String>,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline eval`
#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// A folder of articles with gold beside them, as corpus/README.md describes
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline completions`
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_definitions_hold_together() {
        super::Cli::command().debug_assert();
    }
}
