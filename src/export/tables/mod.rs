//! An export as tables: what they are called, what stands in their columns and how they hang together, defined once for every format of tables
//! ([`TABLES`]). CSV and TSV are in `delimited.rs`, Parquet and SQLite in files of their names.
//!
//! A row of `articles` that no query chose (`chosen` is false) has no text and no mentions: it is there because a story names it.
//! Offsets come in both units of the contract, `char_start` and `char_end` in Unicode code points and `byte_start` and `byte_end` in UTF-8 bytes,
//! and index the column that `field` names: `text` or `title` of the article. Mentions in titles are rows like others.
//! No column has the name of a word of SQL: `from`, `to`, `group`, `start` and `end` of the lines are called otherwise here.

mod articles;
mod cell;
mod claims;
mod datapackage;
pub(super) mod delimited;
mod facts;
mod mentions;
#[cfg(feature = "parquet")]
pub(super) mod parquet;
#[cfg(feature = "sqlite")]
pub(super) mod sqlite;
mod stories;
mod value;

use cell::{Cell, Type};

use super::{ExportError, Exporter, Form, Options, Place, ToldArticle, ToldStory};

/// The format of Parquet.
pub(super) const PARQUET: Form = Form {
    name: "parquet",
    #[cfg(feature = "parquet")]
    about: "the same tables with types, a folder: pandas, polars, DuckDB, arrow, Spark",
    #[cfg(not(feature = "parquet"))]
    about: "built without",
    place: Place::Folder,
    #[cfg(feature = "parquet")]
    begin: parquet::begin,
    #[cfg(not(feature = "parquet"))]
    begin: built_without,
};

/// The format of SQLite.
pub(super) const SQLITE: Form = Form {
    name: "sqlite",
    #[cfg(feature = "sqlite")]
    about: "the same tables with keys, views and full text, one file: sqlite3, Datasette",
    #[cfg(not(feature = "sqlite"))]
    about: "built without",
    place: Place::File,
    #[cfg(feature = "sqlite")]
    begin: sqlite::begin,
    #[cfg(not(feature = "sqlite"))]
    begin: built_without,
};

#[cfg(not(all(feature = "parquet", feature = "sqlite")))]
fn built_without(
    _: super::Target,
    provenance: &super::Provenance,
    _: Options,
) -> Result<Box<dyn Exporter>, ExportError> {
    let name = &provenance.format;
    Err(ExportError::Place(format!(
        "this dateline was built without {name}; try: cargo install dateline --features {name}"
    )))
}

/// The tables, those before that others refer to.
pub(super) const TABLES: &[&Table] = &[
    &stories::STORIES,
    &articles::ARTICLES,
    &stories::STORY_ARTICLES,
    &mentions::MENTIONS,
    &claims::CLAIMS,
    &facts::FACTS,
    &facts::POSITIONS,
    &facts::POSITION_CLAIMS,
    &facts::RELATIONS,
    &facts::SERIES,
];

/// The names of the tables.
pub fn table_names() -> Vec<&'static str> {
    TABLES.iter().map(|table| table.name).collect()
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    /// Its name, also of its file.
    name: &'static str,
    /// What a row is.
    about: &'static str,
    /// Whether articles alone, without stories, fill it.
    of_articles: bool,
    /// The columns, in parts that tables share.
    columns: &'static [&'static [Column]],
    /// The columns that no two rows have alike.
    key: &'static [&'static str],
    /// What its columns refer to.
    references: &'static [Reference],
}

impl Table {
    fn columns(&self) -> impl Iterator<Item = &'static Column> + Clone {
        self.columns.iter().copied().flatten()
    }

    /// The tables of an export, without those of stories where there are none.
    fn all(options: Options) -> Vec<&'static Self> {
        let wanted = |table: &&Self| table.of_articles || !options.articles_alone;
        TABLES.iter().copied().filter(wanted).collect()
    }

    /// What it refers to among these tables.
    fn references_to(&self, tables: &[&'static Self]) -> Vec<&'static Reference> {
        let is_there = |reference: &&Reference| tables.iter().any(|table| table.name == reference.table);
        self.references.iter().filter(is_there).collect()
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
struct Column {
    name: &'static str,
    holds: Type,
    /// Whether every row has it.
    required: bool,
    about: &'static str,
}

impl Column {
    /// A column that every row has.
    const fn always(name: &'static str, holds: Type, about: &'static str) -> Self {
        Self {
            name,
            holds,
            required: true,
            about,
        }
    }

    /// A column that some rows have.
    const fn maybe(name: &'static str, holds: Type, about: &'static str) -> Self {
        Self {
            name,
            holds,
            required: false,
            about,
        }
    }
}

/// Columns that hold the key of another table's row.
#[derive(Debug)]
struct Reference {
    columns: &'static [&'static str],
    table: &'static str,
    /// The key there.
    to: &'static [&'static str],
}

/// Takes the rows of all tables as they come.
trait Rows {
    /// A row: a cell for each column of the table.
    fn row(&mut self, table: &'static Table, cells: Vec<Cell<'_>>) -> Result<(), ExportError>;

    /// Everything is told.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

/// Tells stories and articles as rows.
struct Telling {
    rows: Box<dyn Rows>,
    with_text: bool,
}

/// What takes stories and articles and hands on rows.
fn telling(rows: impl Rows + 'static, with_text: bool) -> Box<dyn Exporter> {
    Box::new(Telling {
        rows: Box::new(rows),
        with_text,
    })
}

impl Exporter for Telling {
    fn story(&mut self, told: &ToldStory<'_>) -> Result<(), ExportError> {
        stories::rows(told, self.rows.as_mut())?;
        facts::rows(told.facts, self.rows.as_mut())
    }

    fn article(&mut self, told: &ToldArticle<'_>) -> Result<(), ExportError> {
        articles::row(told, self.with_text, self.rows.as_mut())?;
        mentions::rows(told.record, self.rows.as_mut())?;
        claims::rows(told.record, self.rows.as_mut())
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.rows.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Words that SQLite or DuckDB take for their own, of those that suggest themselves.
    const OF_SQL: &[&str] = &[
        "from", "to", "group", "start", "end", "order", "table", "select", "as", "values", "of",
    ];

    #[test]
    fn keys_and_references_name_columns() {
        let mut before = BTreeSet::new();
        for table in TABLES {
            let names: Vec<&str> = table.columns().map(|column| column.name).collect();
            let once: BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(once.len(), names.len(), "{}", table.name);
            assert!(!names.iter().any(|name| OF_SQL.contains(name)), "{}", table.name);
            for key in table.key {
                let column = table.columns().find(|column| column.name == *key).unwrap();
                assert!(column.required, "{}.{key}", table.name);
            }
            for reference in table.references {
                let to = TABLES.iter().find(|to| to.name == reference.table).unwrap();
                assert_eq!(to.key, reference.to, "{}", table.name);
                assert!(before.contains(to.name), "{} before {}", to.name, table.name);
                assert!(reference.columns.iter().all(|column| names.contains(column)));
            }
            before.insert(table.name);
        }
    }
}
