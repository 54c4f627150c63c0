//! The options of each command.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::shared::{Dictionaries, InArchive, InFormat, Reading};

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

/// `dateline completions`
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
