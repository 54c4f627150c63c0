//! What other tools read: one file a format, each an [`Exporter`] that takes stories and articles as they come and writes them on.
//!
//! Nothing is held that the format does not need whole: an archive of a million articles streams through.
//! Every export says what it was made from, in the place that its format has for that ([`Provenance`]).
//!
//! A new format is one file here and one line in [`FORMS`].

mod annotations;
mod brat;
mod conll;
mod error;
mod file_names;
mod folder;
mod graphml;
mod html;
mod ids;
mod jsonl;
mod labels;
mod provenance;
mod spacy;
mod stix;
mod tables;
mod target;
mod timex3;
mod tokens;
#[cfg(test)]
mod told;
mod xml;

use crate::model::{Fact, Record, Story};
use crate::report::Cast;

pub use error::ExportError;
pub use provenance::Provenance;
pub use tables::table_names;
pub use target::{Output, PROVENANCE, Pending, Place, Target};

/// The formats, in the order in which help lists them.
pub const FORMS: &[Form] = &[
    jsonl::FORM,
    tables::delimited::CSV,
    tables::delimited::TSV,
    tables::PARQUET,
    tables::SQLITE,
    html::FORM,
    timex3::FORM,
    brat::FORM,
    conll::FORM,
    spacy::FORM,
    annotations::FORM,
    stix::FORM,
    graphml::FORM,
];

/// A format.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// Its name after `--format`.
    pub name: &'static str,
    /// What it is and what opens it, in a line.
    pub about: &'static str,
    /// Where it can be written to.
    pub place: Place,
    /// Begins an export.
    pub begin: Begin,
}

/// Begins an export of a format at a place.
pub type Begin = fn(Target, &Provenance, Options) -> Result<Box<dyn Exporter>, ExportError>;

impl Form {
    /// The format of a name.
    ///
    /// ```
    /// use dateline::export::Form;
    ///
    /// assert_eq!(Form::named("jsonl").map(|form| form.name), Some("jsonl"));
    /// assert!(Form::named("xls").is_none());
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMS.iter().find(|form| form.name == name)
    }
}

/// How a format is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Texts go along where the format can do without.
    pub with_text: bool,
    /// Cells of CSV and TSV that a spreadsheet would take for a formula are guarded.
    pub csv_safe: bool,
    /// Only this table, as a stream, where the format is one of tables that can be streams: one of [`table_names`].
    pub table: Option<&'static str>,
    /// There are no stories: what tells of them is left out.
    pub articles_alone: bool,
}

/// Takes the stories and articles of an export: first every story with its facts, in their order, then every article, in theirs.
/// `extract` hands on articles alone.
pub trait Exporter {
    /// A story.
    ///
    /// # Errors
    /// What cannot be written.
    fn story(&mut self, story: &ToldStory<'_>) -> Result<(), ExportError>;

    /// An article.
    ///
    /// # Errors
    /// What cannot be written.
    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError>;

    /// Writes what is left and makes the result appear under its name.
    ///
    /// # Errors
    /// What cannot be written.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

/// A story with its facts.
#[derive(Debug, Clone, Copy)]
pub struct ToldStory<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its facts, in order.
    pub facts: &'a [Fact],
    /// Its articles in brief, in the order of [`Story::articles`]; those among them that the export leaves out too.
    pub articles: &'a [Brief],
    /// What people call its articles and entities.
    pub cast: &'a Cast,
}

/// An article in brief: enough to name it beside a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Its id.
    pub id: String,
    /// Its outlet.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its day of publication.
    pub date: Option<jiff::civil::Date>,
    /// Whether the article itself is part of the export.
    pub chosen: bool,
}

/// An article with its text.
#[derive(Debug, Clone, Copy)]
pub struct ToldArticle<'a> {
    /// What is known of it.
    pub record: &'a Record,
    /// Its text, which offsets of the field `text` index.
    pub text: &'a str,
    /// The story it belongs to; `extract` knows none.
    pub story: Option<&'a str>,
}
