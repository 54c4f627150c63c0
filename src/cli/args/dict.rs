//! The options of `dateline dict`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::shared::{Dictionaries, InArchive, InFormat};

const CHECK: &str = "\
Examples:
  dateline dict check                      the built-in layers and those of your dateline.toml
  dateline dict check mine.toml            your layer beside the built-in ones
";
const LOOKUP: &str = "\
Examples:
  dateline dict lookup \"Fancy Bears\"       which actor, by which line and rule
  dateline dict lookup --dictionary mine.toml Quay
";
const DIFF: &str = "\
Examples:
  dateline dict diff old.jsonl new.jsonl
  dateline dict diff actors/groups mine.toml    a built-in layer against yours
";
const PROPOSE: &str = "\
Examples:
  dateline dict propose                    what the articles of ./archive define, with quotes
  dateline dict propose -o proposed.toml   the same as a layer to review
  dateline build --dictionary proposed.toml
";
const IMPORT: &str = "\
Examples:
  dateline dict import misp threat-actor.json -o misp.jsonl
  dateline dict import tsv banks.tsv --type organisation -o banks.toml
";

/// `dateline dict`
#[derive(Debug, Args)]
pub(crate) struct Dict {
    #[command(subcommand)]
    pub(crate) command: DictCommand,
}

/// What to do with dictionaries.
#[derive(Debug, Subcommand)]
pub(crate) enum DictCommand {
    /// Find what is doubtful in layers: file, line and how to mend it
    #[command(before_help = CHECK)]
    Check(Check),
    /// Say what a name resolves to: entity, layer, line, match; the candidates in their order
    #[command(before_help = LOOKUP)]
    Lookup(Lookup),
    /// List the layers: built in, optional, and yours
    List(List),
    /// Show what is new, gone and changed between two layers
    #[command(before_help = DIFF)]
    Diff(LayerDiff),
    /// Collect new aliases that articles of an archive define, for review
    #[command(before_help = PROPOSE)]
    Propose(Propose),
    /// Make a layer of a list in another tool's format
    #[command(before_help = IMPORT)]
    Import(Import),
}

/// `dateline dict check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Layers to check beside the built-in ones; all layers unless given
    #[arg(value_name = "LAYER")]
    pub(crate) layers: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) dictionaries: Dictionaries,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline dict lookup`
#[derive(Debug, Args)]
pub(crate) struct Lookup {
    /// The name
    #[arg(value_name = "NAME", required = true)]
    pub(crate) name: Vec<String>,
    #[command(flatten)]
    pub(crate) dictionaries: Dictionaries,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline dict list`
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) dictionaries: Dictionaries,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline dict diff`
#[derive(Debug, Args)]
pub(crate) struct LayerDiff {
    /// The layer before: a file, or a built-in layer as `dict list` names it
    #[arg(value_name = "BEFORE")]
    pub(crate) before: PathBuf,
    /// The layer after
    #[arg(value_name = "AFTER")]
    pub(crate) after: PathBuf,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline dict propose`
#[derive(Debug, Args)]
pub(crate) struct Propose {
    #[command(flatten)]
    pub(crate) archive: InArchive,
    /// The layer to write, TOML or, if it ends so, .jsonl; a list on standard output unless given
    #[arg(long, short, value_name = "LAYER")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) dictionaries: Dictionaries,
    #[command(flatten)]
    pub(crate) format: InFormat,
}

/// `dateline dict import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The format of the file
    #[arg(value_name = "FORMAT")]
    pub(crate) format: ImportFormat,
    /// The file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The layer to write, JSON Lines or, if it ends so, .toml
    #[arg(long, short, value_name = "LAYER")]
    pub(crate) output: PathBuf,
    /// The type of entities, where the file does not say it: organisation, actor, person, place
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<EntityType>,
    /// The terms of the file, to be kept with the layer
    #[arg(long, value_name = "LICENCE")]
    pub(crate) licence: Option<String>,
    /// Write over a layer that is there already
    #[arg(long)]
    pub(crate) force: bool,
}

/// The formats by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// MISP galaxy cluster (threat-actor.json)
    Misp,
    /// STIX bundle with intrusion sets (MITRE ATT&CK)
    Attack,
    /// Microsoft's threat actor naming (MicrosoftMapping.json)
    Microsoft,
    /// PETRARCH or TABARI actor dictionary
    Petrarch,
    /// spaCy `EntityRuler` patterns as JSON Lines
    Spacy,
    /// Solr or Elasticsearch synonyms.txt
    Solr,
    /// A name a line, its aliases after tabs
    Tsv,
}

/// The types by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EntityType {
    /// Organisations
    Organisation,
    /// Actors: hacker groups, gangs, armed groups
    Actor,
    /// Persons
    Person,
    /// Places
    Place,
}
