//! SQLite databases: a row an article. Which table holds them is said (`sqlite:FILE?table=NAME`), or plain where only one has a text.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};
use serde_json::{Map, Value};

use super::draft::Draft;
use super::fields::Role;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition, Source, record};

/// Reads row by row.
#[derive(Debug)]
pub(super) struct Sqlite;

impl Reader for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        Recognition::from(head.bytes.starts_with(b"SQLite format 3\0"))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let Some(path) = input.source.file.clone() else {
            return intake.skip(&input.source, None, &Reason::NotOnDisk);
        };
        match rows(&path, &input.source, intake) {
            Ok(flow) => flow,
            Err(reason) => intake.skip(&input.source, None, &reason),
        }
    }
}

fn rows(path: &Path, source: &Source, intake: &mut Intake<'_>) -> Result<Flow, Reason> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags).map_err(reason)?;
    let table = match &source.table {
        Some(table) => table.clone(),
        None => table(&database, intake)?,
    };
    let quoted = table.replace('"', "\"\"");
    let mut query = database
        .prepare(&format!("SELECT * FROM \"{quoted}\""))
        .map_err(reason)?;
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let mut rows = query.query([]).map_err(reason)?;
    for number in 1.. {
        let place = Some(format!("row {number}"));
        let flow = match rows.next() {
            Ok(None) => break,
            Ok(Some(row)) => {
                let base = Draft {
                    number: Some(number),
                    place,
                    ..Draft::default()
                };
                record::object(source, base, object(row, &names), intake)
            }
            // The database itself is damaged from here on.
            Err(error) => return Ok(intake.skip(source, place, &reason(error))),
        };
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(Flow::Continue(()))
}

/// The only table with a column that may hold texts.
fn table(database: &Connection, intake: &Intake<'_>) -> Result<String, Reason> {
    let mut query = database
        .prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name")
        .map_err(reason)?;
    let names = query
        .query_map([], |row| row.get::<_, String>(0))
        .map_err(reason)?;
    let names: Vec<String> = names.collect::<Result<_, _>>().map_err(reason)?;
    let has_text = |table: &&String| {
        let quoted = table.replace('"', "\"\"");
        let columns = database.prepare(&format!("SELECT * FROM \"{quoted}\" LIMIT 0"));
        columns.is_ok_and(|query| {
            let empty = query.column_names().map(|name| (name.to_owned(), Value::Null));
            intake
                .fields
                .has(Role::Text, &super::fields::Record::new(empty.collect()))
        })
    };
    let mut fitting = names.iter().filter(has_text);
    match (fitting.next(), fitting.next()) {
        (Some(table), None) => Ok(table.clone()),
        _ => Err(Reason::Table {
            tables: names.join(", "),
        }),
    }
}

fn object(row: &Row<'_>, names: &[String]) -> Map<String, Value> {
    let value = |at: usize| match row.get_ref(at) {
        Ok(ValueRef::Integer(number)) => number.into(),
        Ok(ValueRef::Real(number)) => number.into(),
        Ok(ValueRef::Text(text) | ValueRef::Blob(text)) => {
            std::str::from_utf8(text).map_or(Value::Null, Value::from)
        }
        Ok(ValueRef::Null) | Err(_) => Value::Null,
    };
    names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.clone(), value(at)))
        .collect()
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn reason(error: rusqlite::Error) -> Reason {
    Reason::Database(error.to_string())
}
