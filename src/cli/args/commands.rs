//! The options of each command.

use std::path::PathBuf;

use clap::builder::ArgPredicate;
use clap::{Args, Subcommand, ValueEnum};
use dateline::archive::By;
use dateline::ingest::Shard;

use super::shared::{Dictionaries, InArchive, InFormat, Reading, Written};

/// `dateline build`
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Folders, files, 'patterns/**/*.txt', sqlite:FILE?table=NAME, or - for standard input
    #[arg(value_name = "PATH", default_value = "corpus")]
    #[arg(default_value_if("files_from", ArgPredicate::IsPresent, None))]
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
    /// Make these inputs the whole archive: what it holds of others, and what is no longer in these, goes
    #[arg(long)]
    pub(crate) replace: bool,
    /// End in one segment, without anything deleted: smaller and a little faster to search
    #[arg(long)]
    pub(crate) merge: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

const CHECK: &str = "\
Examples:
  dateline archive check                   every file, article, story, fact and count of ./archive
  dateline archive check -a old --format jsonl

Exit: 0 all is well, 1 whole but a build is due, 2 damaged.
";

/// `dateline archive`
#[derive(Debug, Args)]
pub(crate) struct Archive {
    #[command(subcommand)]
    pub(crate) command: ArchiveCommand,
}

/// What to do with an archive.
#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Verify checksums, texts, mentions, stories, facts and counts, and say what to do
    #[command(before_help = CHECK)]
    Check(CheckArchive),
}

/// `dateline archive check`
#[derive(Debug, Args)]
pub(crate) struct CheckArchive {
    #[command(flatten)]
    pub(crate) archive: InArchive,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline search`
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words, "phrases", wor*, wrod~1, field:word, AND OR NOT and brackets; `dateline search --help` lists the fields
    #[arg(value_name = "QUERY", required_unless_present_any = ["like", "queries"])]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// How many articles at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Every article that is found
    #[arg(long, conflicts_with = "limit")]
    pub(crate) all: bool,
    /// Best first, or by day of publication: date earliest first, -date latest first
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "score",
        allow_hyphen_values = true
    )]
    pub(crate) sort: OrderName,
    /// One line for each article, with the match in the middle
    #[arg(long, conflicts_with = "facet")]
    pub(crate) kwic: bool,
    /// Instead of articles, how many of them there are by these: year month day source lang org actor person place entity
    #[arg(long, value_name = "KEYS", value_delimiter = ',', value_parser = by)]
    pub(crate) facet: Vec<By>,
    /// Articles like the one of this id
    #[arg(long, value_name = "ID", conflicts_with_all = ["query", "queries"])]
    pub(crate) like: Option<String>,
    /// A file with a query on each line, or - for standard input; the results are one table
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "facet"])]
    pub(crate) queries: Option<String>,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// The orders by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderName {
    /// Best first
    Score,
    /// Earliest first
    Date,
    /// Latest first
    #[value(name = "-date")]
    Latest,
}

/// `dateline count`
#[derive(Debug, Args)]
pub(crate) struct Count {
    /// Which articles: a query as for search; all without one
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// Count by these together: year month day source lang org actor person place entity
    #[arg(long, value_name = "KEYS", value_delimiter = ',', value_parser = by)]
    pub(crate) by: Vec<By>,
    /// How many rows at most
    #[arg(long, short = 'n', value_name = "N")]
    pub(crate) limit: Option<usize>,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// A key to count by.
fn by(name: &str) -> Result<By, String> {
    let found = By::ALL.iter().find(|(_, known)| *known == name.trim());
    found.map(|(by, _)| *by).ok_or_else(|| {
        let names: Vec<&str> = By::ALL.iter().map(|(_, name)| *name).collect();
        format!("articles are not counted by {name}; try {}", names.join(", "))
    })
}

/// `dateline facts`
#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// A query as for search: words of the fact, its quotes or its story's title, verdict:conflict, question:killed, org:wada
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// Facts of this story
    #[arg(long, value_name = "ID")]
    pub(crate) story: Option<String>,
    /// Facts that answer this question: killed, `detected_on`, count:athlete
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
    #[command(flatten)]
    pub(crate) dictionaries: Dictionaries,
}

/// `dateline extract`
#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Folders, files, 'patterns/**/*.txt', sqlite:FILE?table=NAME, or - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    #[arg(default_value_if("files_from", ArgPredicate::IsPresent, None))]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) written: Written,
    /// Stop at the first input or record that cannot be read, instead of naming it and going on
    #[arg(long)]
    pub(crate) strict: bool,
    /// Read one part of the inputs, for programs that share the work: 2/8 is every eighth file from the second on, or every eighth
    /// article of one file. Nothing is done where PATH is there already
    #[arg(long, value_name = "I/N", requires = "output")]
    pub(crate) shard: Option<Shard>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `dateline export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Which articles: a query as for search; all without one
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// The same as an option
    #[arg(long, value_name = "QUERY", conflicts_with = "words")]
    pub(crate) query: Option<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    #[command(flatten)]
    pub(crate) written: Written,
}

impl Export {
    /// The query, if any.
    pub(crate) fn query(&self) -> Option<String> {
        let words = (!self.words.is_empty()).then(|| self.words.join(" "));
        words.or_else(|| self.query.clone())
    }
}

/// `dateline inspect`
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// Folders, files, 'patterns/**/*.txt', sqlite:FILE?table=NAME, or - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    #[arg(default_value_if("files_from", ArgPredicate::IsPresent, None))]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) format: InFormat,
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

/// `dateline diff`
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The earlier archive
    #[arg(value_name = "A")]
    pub(crate) before: PathBuf,
    /// The later archive
    #[arg(value_name = "B")]
    pub(crate) after: PathBuf,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline fuse`
#[derive(Debug, Args)]
pub(crate) struct Fuse {
    /// Tables of claims as comma-separated values, or - for standard input; several are read as one
    #[arg(value_name = "CLAIMS", required = true)]
    pub(crate) paths: Vec<String>,
    /// How claims are weighed
    #[arg(long, value_name = "METHOD", default_value = "hierarchy")]
    pub(crate) method: MethodName,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// The methods of fusion by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MethodName {
    /// Each source has one voice
    Vote,
    /// The same, and a less precise value supports the more precise ones
    Hierarchy,
    /// The same, each voice weighed by an estimate of its source's reliability: for few sources with many claims each
    Reliability,
}

/// `dateline eval`
#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// A folder of articles with gold beside them, as corpus/README.md describes
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    #[command(flatten)]
    pub(crate) format: InFormat,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `dateline cite`
#[derive(Debug, Args)]
pub(crate) struct Cite {
    /// The query that chose articles, where one did
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// The form
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: CiteFormat,
}

/// The forms of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CiteFormat {
    /// A paragraph on the method
    Text,
    /// The program as a reference for `BibTeX`
    Bibtex,
    /// Both, with every count, setting and digest
    Json,
}

/// `dateline config`
#[derive(Debug, Args)]
pub(crate) struct Config {
    #[command(subcommand)]
    pub(crate) command: ConfigCommand,
}

/// What to do with settings.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Show every setting with its value, and where it comes from: a flag, a variable, a file, or no one
    Show(ShowConfig),
}

/// `dateline config show`
#[derive(Debug, Args)]
pub(crate) struct ShowConfig {
    /// The corpora whose `dateline.toml` count
    #[arg(value_name = "PATH", default_value = "corpus")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: InArchive,
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
