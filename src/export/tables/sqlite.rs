//! SQLite: one file with the tables, their keys and indices, views that answer usual questions (`views.sql`, `story_views.sql`), a full-text
//! index of titles and texts (`articles_fts`) and the table `provenance`. What a column means stands beside it in `.schema`.
//!
//! Days are texts (`2017-04-03`), as SQLite's date functions take them; lists are JSON arrays for `json_each`; flags are 0 and 1. Every day and
//! key has SQLite's plain types, so that old versions open the file too. Texts always go along: the full-text index refers to them.

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use std::fmt::Write as _;

use super::cell::{Cell, Type};
use super::{Rows, Table, telling};
use crate::export::{ExportError, Exporter, Options, Pending, Provenance, Target};

/// Columns that questions are asked by; keys have an index already.
const INDICES: &[(&str, &[&str])] = &[
    ("articles", &["date", "source", "story_id"]),
    ("story_articles", &["article_id"]),
    ("mentions", &["article_id", "kind", "resolved", "date_from"]),
    ("claims", &["question"]),
    ("facts", &["story_id", "question", "verdict"]),
    ("position_claims", &["article_id"]),
    ("series", &["article_id"]),
];

/// The full-text index: words in any form and without accents, by the texts of `articles` itself.
const FULL_TEXT: &str = "
CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, content=[articles], tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO articles_fts(articles_fts) VALUES('rebuild');
";

/// Begins an export.
pub(in crate::export) fn begin(
    target: Target,
    provenance: &Provenance,
    options: Options,
) -> Result<Box<dyn Exporter>, ExportError> {
    let file = target.into_file()?;
    let tables = Table::all(options);
    let opened = Connection::open(file.temporary());
    let mut database = Database {
        connection: opened.map_err(|error| ExportError::file(file.path(), error))?,
        tables,
        file,
    };
    database
        .create(provenance)
        .map_err(|error| database.failed(&error))?;
    Ok(telling(database, true))
}

struct Database {
    connection: Connection,
    tables: Vec<&'static Table>,
    file: Pending,
}

impl Database {
    fn failed(&self, error: &rusqlite::Error) -> ExportError {
        ExportError::file(self.file.path(), error)
    }

    fn create(&mut self, provenance: &Provenance) -> rusqlite::Result<()> {
        // The file has no name until it is whole, so nothing is written twice. Rows refer to rows that come later.
        self.connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;",
        )?;
        for table in &self.tables {
            self.connection.execute_batch(&table.create(&self.tables))?;
        }
        self.connection
            .execute_batch("CREATE TABLE provenance (name TEXT PRIMARY KEY, value TEXT);")?;
        for (name, value) in flat(provenance) {
            self.connection
                .execute("INSERT INTO provenance VALUES (?, ?)", (name, value))?;
        }
        Ok(())
    }

    fn insert(&self, table: &'static Table, cells: &[Cell<'_>]) -> rusqlite::Result<()> {
        let mut sql = format!("INSERT INTO {} VALUES (?", table.name);
        (1..cells.len()).for_each(|_| sql.push_str(",?"));
        sql.push(')');
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(cells))?;
        Ok(())
    }

    fn complete(&self) -> rusqlite::Result<()> {
        for (table, columns) in INDICES {
            if !self.tables.iter().any(|there| there.name == *table) {
                continue;
            }
            for column in *columns {
                let sql = format!("CREATE INDEX {table}_{column} ON {table}({column});");
                self.connection.execute_batch(&sql)?;
            }
        }
        self.connection.execute_batch(FULL_TEXT)?;
        self.connection.execute_batch(include_str!("views.sql"))?;
        if self.tables.iter().any(|table| !table.of_articles) {
            self.connection.execute_batch(include_str!("story_views.sql"))?;
        }
        self.connection.execute_batch("ANALYZE; COMMIT;")
    }
}

impl Rows for Database {
    fn row(&mut self, table: &'static Table, cells: Vec<Cell<'_>>) -> Result<(), ExportError> {
        self.insert(table, &cells).map_err(|error| self.failed(&error))
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.complete().map_err(|error| self.failed(&error))?;
        let Self { connection, file, .. } = *self;
        connection
            .close()
            .map_err(|(_, error)| ExportError::file(file.path(), error))?;
        file.appear()
    }
}

impl Table {
    /// The statement that makes it, what each column means beside it.
    fn create(&self, tables: &[&'static Self]) -> String {
        let mut sql = format!("CREATE TABLE {} ( -- {}\n", self.name, self.about);
        for column in self.columns() {
            let holds = match column.holds {
                Type::Text | Type::Day | Type::Texts => "TEXT",
                Type::Whole | Type::Flag => "INTEGER",
                Type::Number => "REAL",
            };
            let required = if column.required { " NOT NULL" } else { "" };
            // Writing to a string has no way to fail.
            let _ = writeln!(sql, "  {} {holds}{required}, -- {}", column.name, column.about);
        }
        for reference in self.references_to(tables) {
            let (columns, to) = (reference.columns.join(", "), reference.to.join(", "));
            let _ = writeln!(
                sql,
                "  FOREIGN KEY ({columns}) REFERENCES {}({to}),",
                reference.table
            );
        }
        let _ = writeln!(sql, "  PRIMARY KEY ({})\n);", self.key.join(", "));
        sql
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Nothing => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Whole(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Number(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Flag(flag) => ToSqlOutput::Owned(Value::Integer((*flag).into())),
            Self::Day(day) => ToSqlOutput::Owned(Value::Text(day.to_string())),
            Self::Texts(texts) => ToSqlOutput::Owned(Value::Text(Self::list(texts))),
        })
    }
}

/// The provenance as names and values.
fn flat(provenance: &Provenance) -> Vec<(String, String)> {
    let mut all = vec![
        ("tool".to_owned(), provenance.tool.clone()),
        ("version".to_owned(), provenance.version.clone()),
        ("format".to_owned(), provenance.format.clone()),
    ];
    all.extend(
        provenance
            .query
            .iter()
            .map(|query| ("query".to_owned(), query.clone())),
    );
    let settings = provenance
        .settings
        .iter()
        .map(|(name, value)| (format!("settings.{name}"), value.clone()));
    all.extend(settings);
    let digests = provenance
        .digests
        .iter()
        .map(|(of, digest)| (format!("digests.{of}"), digest.clone()));
    all.extend(digests);
    all
}
