//! Reads a table of claims: comma-separated values (RFC 4180) with a head that names `source`, `object`, `attribute`, `value` and perhaps
//! `parent`, in any order; other columns are left alone.
//!
//! A row with a value and a parent and nothing else says where the value stands without claiming anything.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Who says so.
    pub source: String,
    /// Of what.
    pub object: String,
    /// Which attribute of it.
    pub attribute: String,
    /// Which value it has.
    pub value: String,
}

/// Claims, and what is known of their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The claims, in the order of the table.
    pub rows: Vec<Row>,
    /// The next less precise values of each value.
    pub parents: BTreeMap<String, BTreeSet<String>>,
}

/// Why nothing of a table can be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The head lacks a column.
    #[error("its head names no column {0:?}")]
    NoColumn(&'static str),
    /// It has no head, or cannot be read.
    #[error("{0}")]
    Unreadable(#[from] csv::Error),
}

/// Where the columns stand.
struct Columns {
    source: usize,
    object: usize,
    attribute: usize,
    value: usize,
    parent: Option<usize>,
}

impl Table {
    /// Adds the rows of `input`. A row that cannot be used is handed to `skipped` with its line (from 1) and the reason, and the others stay.
    ///
    /// # Errors
    /// The head lacks a column, or the input cannot be read.
    pub fn read(&mut self, input: impl Read, skipped: &mut dyn FnMut(u64, String)) -> Result<(), TableError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let head = reader.byte_headers()?.clone();
        let columns = Columns::of(&head)?;
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record)? {
            let line = record.position().map_or(0, csv::Position::line);
            if let Err(reason) = self.add(&columns, &record, head.len()) {
                skipped(line, reason);
            }
        }
        Ok(())
    }

    fn add(&mut self, columns: &Columns, record: &csv::ByteRecord, expected: usize) -> Result<(), String> {
        if record.len() != expected {
            return Err(format!("{} cells where the head has {expected}", record.len()));
        }
        let cell = |at: usize, name: &str| match std::str::from_utf8(&record[at]) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(_) => Err(format!("its {name} is no UTF-8")),
        };
        let row = Row {
            source: cell(columns.source, "source")?,
            object: cell(columns.object, "object")?,
            attribute: cell(columns.attribute, "attribute")?,
            value: cell(columns.value, "value")?,
        };
        let parent = match columns.parent {
            Some(at) => cell(at, "parent")?,
            None => String::new(),
        };
        let claims = [&row.source, &row.object, &row.attribute].map(|cell| !cell.is_empty());
        let only_places = claims == [false; 3] && !parent.is_empty();
        if row.value.is_empty() {
            return Err("it has no value".to_owned());
        }
        for (name, given) in ["source", "object", "attribute"].iter().zip(claims) {
            if !given && !only_places {
                return Err(format!("it has no {name}"));
            }
        }
        // A value that is its own parent is the top of its hierarchy in some tables.
        if !parent.is_empty() && parent != row.value {
            self.parents.entry(row.value.clone()).or_default().insert(parent);
        }
        if !only_places {
            self.rows.push(row);
        }
        Ok(())
    }
}

impl Columns {
    fn of(head: &csv::ByteRecord) -> Result<Self, TableError> {
        let is = |cell: &[u8], name: &str| {
            // Spreadsheets begin a file with a byte order mark.
            let cell = cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell);
            cell.trim_ascii().eq_ignore_ascii_case(name.as_bytes())
        };
        let column = |name: &'static str| {
            let found = head.iter().position(|cell| is(cell, name));
            found.ok_or(TableError::NoColumn(name))
        };
        Ok(Self {
            source: column("source")?,
            object: column("object")?,
            attribute: column("attribute")?,
            value: column("value")?,
            parent: column("parent").ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(csv: &[u8]) -> (Table, Vec<(u64, String)>) {
        let (mut table, mut skipped) = (Table::default(), Vec::new());
        table
            .read(csv, &mut |line, reason| skipped.push((line, reason)))
            .unwrap();
        (table, skipped)
    }

    #[test]
    fn columns_stand_in_any_order_and_cells_may_be_quoted() {
        let (table, skipped) = read(
            b"\xef\xbb\xbfvalue,Source,note,object,attribute\n\"Dorst, Kell\",post,x,\"Holt,\nMia\",born\n",
        );
        assert!(skipped.is_empty());
        assert_eq!(table.rows[0].value, "Dorst, Kell");
        assert_eq!(table.rows[0].object, "Holt,\nMia");
        assert_eq!(table.rows[0].source, "post");
    }

    #[test]
    fn bad_rows_are_named_with_their_lines_and_the_others_stay() {
        let (table, skipped) = read(
            b"source,object,attribute,value,parent\na,o,p,1,\na,o\n\"b\n\",o,p,,\n,o,p,2,\nc,o,p,3,3\nd,\xff,p,4,\ne,o,p,5,\n,,,x,\n",
        );
        assert_eq!(table.rows.len(), 3);
        assert!(table.parents.is_empty(), "a value is no parent of itself");
        let skipped: Vec<(u64, &str)> = skipped.iter().map(|(l, r)| (*l, r.as_str())).collect();
        assert_eq!(
            skipped,
            [
                (3, "2 cells where the head has 5"),
                (4, "it has no value"),
                (6, "it has no source"),
                (8, "its object is no UTF-8"),
                (10, "it has no source"),
            ]
        );
    }

    #[test]
    fn a_row_without_a_claim_places_its_value() {
        let (table, _) = read(b"source,object,attribute,value,parent\n,,,Dorst,Kell\n");
        assert!(table.rows.is_empty());
        assert!(table.parents["Dorst"].contains("Kell"));
    }

    #[test]
    fn a_head_without_a_column_is_refused() {
        let read = Table::default().read(&b"source,object,value\n"[..], &mut |_, _| {});
        assert_eq!(
            read.unwrap_err().to_string(),
            "its head names no column \"attribute\""
        );
    }
}
