//! Every command with its options: help, completions and the manual page come from here.

mod commands;
mod dict;
mod shared;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline::export::{FORMS, Form};

pub(crate) use commands::{
    Archive, ArchiveCommand, Build, CheckArchive, Cite, CiteFormat, Completions, Config, ConfigCommand,
    Count, Diff, Entities, Eval, Export, Extract, Facts, Fuse, Inspect, MethodName, OrderName, Reconcile,
    Search, Show, ShowConfig, Stories, VerdictName, Why,
};
pub(crate) use dict::{
    Check, Dict, DictCommand, EntityType, Import, ImportFormat, LayerDiff, List, Lookup, Propose,
};
pub(crate) use shared::{Dictionaries, InFormat, Reading, Written};

/// What help begins with.
const EXAMPLES: &str = "\
Examples:
  dateline build corpus                    read a folder of articles into the archive `archive`
  dateline search \"Fancy Bear\"             articles that name it, under any of its aliases
  dateline facts --verdict conflict        where reports of one story cannot all be true
  dateline show 001                        an article with who, when and how many marked
  dateline extract corpus > records.jsonl  the same marks as JSON Lines, without an archive
";

/// What the help of `diff` begins with.
const DIFF_EXAMPLES: &str = "\
Examples:
  dateline diff monday tuesday               facts that are new, gone or changed
  dateline diff before after --format jsonl  the same for a program

Stories are matched by the articles they share; one that was split or merged says so.
Exit: 0 with differences, 1 without.
";

/// What the help of `fuse` begins with.
const FUSE_EXAMPLES: &str = "\
Examples:
  dateline fuse claims.csv                        less precise values support the more precise
  dateline fuse claims.csv --method vote          one source, one voice
  dateline fuse claims.csv --method reliability   voices weighed by the trust in their sources
  dateline fuse - --format csv < claims.csv > out.csv

CLAIMS has a head; parent may be left out where no value is less precise than another:
  source,object,attribute,value,parent
  Post,Mia Holt,born,Dorst,Kell
  Courier,Mia Holt,born,Kell,
A row with nothing but a value and its parent claims nothing and says where the value stands.
";

/// What the help of `search` begins with.
const SEARCH_EXAMPLES: &str = "\
Examples:
  dateline search Strontium                          pages that name it, as Fancy Bear or APT28 too
  dateline search 'fire (ferry OR harbour) -drill'   words, one of two, and not a third
  dateline search 'org:wada count:athlete>80'        an organisation, and a figure
  dateline search 'verdict:conflict question:killed' articles of stories that differ on the toll
  dateline search fire --facet source,year           how many there are instead
  dateline search --like 001                         articles like one

`dateline search --help` tells the language. Exit: 0 found, 1 nothing found, 2 error.
";

/// What the help of `count` begins with.
const COUNT_EXAMPLES: &str = "\
Examples:
  dateline count fire                          how many articles hold the word
  dateline count --by month,source 'org:wada'  the same by month and outlet
  dateline count --by org -n 20                the organisations most articles name
";

/// What the help of `export` begins with.
const EXPORT_EXAMPLES: &str = "\
Examples:
  dateline export --format jsonl > records.jsonl         one article a line, as `dateline extract` writes them
  dateline export --format jsonl 'org:wada 2017' -o wada.jsonl
  dateline export --format csv -o tables                 a folder of tables: articles, mentions, claims, facts, …
  dateline export --format csv --table mentions | head   one of them
  dateline export --format sqlite -o wada.db org:wada    a database, for Datasette too
  dateline export --format html story:ID -o story.html   one story as a page for any browser: facts side by side
  dateline export --format stix -o bundle.json           a STIX 2.1 bundle for OpenCTI or MISP
  dateline export --format brat -o brat                  a folder of marked articles, to be looked through in brat

A query chooses articles; stories come whole with their facts. Exit: 0 written, 1 nothing found, 2 error.
";

/// What the help of `extract` begins with.
const EXTRACT_EXAMPLES: &str = "\
Examples:
  dateline extract corpus > records.jsonl              one article a line: the contract
  dateline extract < articles.jsonl | dateline reconcile
  dateline extract corpus --format parquet -o tables   the same for pandas, polars, DuckDB
  dateline extract corpus --shard 2/8 -o part-2.jsonl  an eighth of the files, for a cluster

Exit: 0 all read, 3 some inputs skipped and named, 2 stopped (--strict: at the first).
";

/// The query language, at the end of the long help of `search`.
const LANGUAGE: &str = "\
Words:
  ferry fire            both, in any form (fires, fired); a name finds its entity under every name
  \"town hall\"           beside each other; \"town hall\"~3 with up to three words between
  =Strontium            as written: without other forms and other names
  harb*  Strontrium~1   beginnings; up to 1 or 2 letters changed
  a OR b  NOT c  -c     operators in capitals; brackets group; fire^2 counts twice
Fields:
  title: text: exact:   where the words stand
  org: actor: person: place: entity:   a name, an alias or an id; actor:=APT28 as written
  source: lang: kind: path: id: story:   outlet by words, language code, kinds of mention
  meta.section:sport    fields of your own data; meta.section:=\"world news\" as a whole
  published:2017-02     the day of publication; also [2017-01 TO 2017-03], 2017-01..2017-03, >=2017-02
  date:2017-02-21       days that the text mentions, also as part of a longer period
  figure:>80 money:>=1.5m percent:5..10 count:athlete>80 money:usd<1000
  verdict:conflict question:killed     articles of facts like these (in `dateline facts`: the facts)
\\ before a sign takes it as it is.
";

/// The formats of exports, one a line.
fn formats() -> String {
    let line = |form: &Form| format!("\n  {:10}{}", form.name, form.about);
    format!("Formats:{}", FORMS.iter().map(line).collect::<String>())
}

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
    /// When to show progress: auto is on a terminal
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        env = "DATELINE_PROGRESS"
    )]
    pub(crate) progress: ShowProgress,
    /// Threads to use; all cores unless given
    #[arg(long, global = true, value_name = "N", env = "DATELINE_THREADS")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
}

/// When to show progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowProgress {
    /// On a terminal
    Auto,
    /// Never
    Never,
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
    #[command(before_help = SEARCH_EXAMPLES, after_long_help = LANGUAGE)]
    Search(Search),
    /// Count articles by month, outlet, organisation and more
    #[command(before_help = COUNT_EXAMPLES)]
    Count(Count),
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
    /// Read articles and print one JSON line each, or another format, without an archive
    #[command(before_help = EXTRACT_EXAMPLES)]
    Extract(Extract),
    /// Show how inputs would be read: format, encoding, fields, anchors, first mentions; nothing is written
    Inspect(Inspect),
    /// Read the lines of `extract` and print the facts that `build` would hold
    Reconcile(Reconcile),
    /// Write an archive, or what a query finds in it, for other tools: jsonl and more
    #[command(before_help = EXPORT_EXAMPLES, after_help = formats())]
    Export(Export),
    /// Show what is new, gone or changed between two archives
    #[command(before_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Choose one value for each attribute of a table of claims: the fusion rules alone
    #[command(before_help = FUSE_EXAMPLES)]
    Fuse(Fuse),
    /// Check, look up, list, compare, import and propose dictionaries
    #[command(arg_required_else_help = true)]
    Dict(Dict),
    /// Print the methods paragraph that a paper on an archive needs, or the reference to the program
    Cite(Cite),
    /// Show every setting with its value, and where it comes from
    #[command(arg_required_else_help = true)]
    Config(Config),
    /// Examine an archive
    #[command(arg_required_else_help = true)]
    Archive(Archive),
    /// Measure precision, recall and F1 against a gold file
    Eval(Eval),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_definitions_hold_together() {
        super::Cli::command().debug_assert();
    }
}
