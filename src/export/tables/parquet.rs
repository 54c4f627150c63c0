//! Parquet: a folder with a file a table. Days are `DATE`, whole numbers `INT64`, numbers `DOUBLE`, texts `STRING`, lists `LIST`, so that
//! pandas, polars and DuckDB read them without conversion. Each file carries the provenance as JSON under the key `dateline`.
//!
//! Rows wait until there are enough for a row group: as many as [`GROUP_ROWS`], or as much text as [`GROUP_BYTES`], for each table.

use std::fmt::Write as _;
use std::fs::File;
use std::io::BufWriter;
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::cell::{Cell, Type};
use super::datapackage::{self, Files};
use super::{Rows, Table, telling};
use crate::export::{ExportError, Exporter, Options, Pending, Provenance, Target};

const GROUP_ROWS: usize = 1 << 16;
const GROUP_BYTES: usize = 16 << 20;

const FILES: Files = Files {
    extension: "parquet",
    media_type: "application/vnd.apache.parquet",
    delimiter: None,
};

/// Begins an export.
pub(in crate::export) fn begin(
    target: Target,
    provenance: &Provenance,
    options: Options,
) -> Result<Box<dyn Exporter>, ExportError> {
    let folder = target.into_folder()?;
    let tables = Table::all(options);
    datapackage::write(folder.temporary(), FILES, &tables, provenance)?;
    let properties = properties(provenance).map_err(|error| ExportError::file(folder.path(), error))?;
    let properties = Arc::new(properties);
    let mut sheets = Vec::with_capacity(tables.len());
    for table in tables {
        let path = folder.temporary().join(FILES.name_of(table));
        let file = File::create(&path).map_err(|error| ExportError::file(&path, error))?;
        let sheet = Sheet::new(table, file, &properties);
        sheets.push(sheet.map_err(|error| ExportError::file(&path, error))?);
    }
    Ok(telling(Sheets { sheets, folder }, options.with_text))
}

fn properties(provenance: &Provenance) -> Result<WriterProperties, ParquetError> {
    let provenance_json = serde_json::to_string(provenance).unwrap_or_default();
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(format!("dateline version {}", provenance.version))
        .set_key_value_metadata(Some(vec![KeyValue::new("dateline".to_owned(), provenance_json)]))
        .build())
}

struct Sheets {
    sheets: Vec<Sheet>,
    folder: Pending,
}

impl Rows for Sheets {
    fn row(&mut self, table: &'static Table, cells: Vec<Cell<'_>>) -> Result<(), ExportError> {
        let sheet = self
            .sheets
            .iter_mut()
            .find(|sheet| sheet.table.name == table.name);
        let path = self.folder.path();
        let write = |sheet: &mut Sheet| sheet.row(cells).map_err(|error| ExportError::file(path, error));
        sheet.map_or(Ok(()), write)
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        for sheet in self.sheets {
            sheet
                .finish()
                .map_err(|error| ExportError::file(self.folder.path(), error))?;
        }
        self.folder.appear()
    }
}

/// One table with the rows that wait for their group.
struct Sheet {
    table: &'static Table,
    writer: SerializedFileWriter<BufWriter<File>>,
    waiting: Vec<Waiting>,
    rows: usize,
    bytes: usize,
}

impl Sheet {
    fn new(
        table: &'static Table,
        file: File,
        properties: &Arc<WriterProperties>,
    ) -> Result<Self, ParquetError> {
        let schema = Arc::new(parse_message_type(&message(table))?);
        Ok(Self {
            table,
            writer: SerializedFileWriter::new(BufWriter::new(file), schema, Arc::clone(properties))?,
            waiting: waiting(table),
            rows: 0,
            bytes: 0,
        })
    }

    fn row(&mut self, cells: Vec<Cell<'_>>) -> Result<(), ParquetError> {
        for (cell, column) in cells.into_iter().zip(&mut self.waiting) {
            self.bytes += column.add(cell);
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.write_group()?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in &self.waiting {
            let Some(mut writer) = group.next_column()? else {
                break;
            };
            column.write(writer.untyped())?;
            writer.close()?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        self.waiting = waiting(self.table);
        Ok(())
    }

    fn finish(mut self) -> Result<(), ParquetError> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

/// The schema in the language of Parquet.
fn message(table: &Table) -> String {
    let mut message = format!("message {} {{\n", table.name);
    for column in table.columns() {
        let name = column.name;
        let repetition = if column.required { "required" } else { "optional" };
        // Writing to a string has no way to fail.
        let _ = match column.holds {
            Type::Text => writeln!(message, "{repetition} binary {name} (STRING);"),
            Type::Whole => writeln!(message, "{repetition} int64 {name};"),
            Type::Number => writeln!(message, "{repetition} double {name};"),
            Type::Flag => writeln!(message, "{repetition} boolean {name};"),
            Type::Day => writeln!(message, "{repetition} int32 {name} (DATE);"),
            Type::Texts => writeln!(
                message,
                "{repetition} group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
            ),
        };
    }
    message.push('}');
    message
}

/// The values of a column in a row group, with the levels that say which are there: Dremel's definition and repetition.
struct Waiting {
    values: Values,
    required: bool,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

enum Values {
    Texts(Vec<ByteArray>),
    Whole(Vec<i64>),
    Numbers(Vec<f64>),
    Flags(Vec<bool>),
    Days(Vec<i32>),
}

fn waiting(table: &Table) -> Vec<Waiting> {
    let column = |column: &'static super::Column| Waiting {
        values: match column.holds {
            Type::Text | Type::Texts => Values::Texts(Vec::new()),
            Type::Whole => Values::Whole(Vec::new()),
            Type::Number => Values::Numbers(Vec::new()),
            Type::Flag => Values::Flags(Vec::new()),
            Type::Day => Values::Days(Vec::new()),
        },
        required: column.required,
        definition: Vec::new(),
        repetition: Vec::new(),
    };
    table.columns().map(column).collect()
}

impl Waiting {
    /// Takes a cell; gives the bytes that it holds.
    fn add(&mut self, cell: Cell<'_>) -> usize {
        let there = i16::from(!self.required);
        let mut bytes = 8;
        match (&mut self.values, cell) {
            (Values::Texts(values), Cell::Texts(texts)) => {
                return add_list(values, &texts, there, &mut self.definition, &mut self.repetition);
            }
            (Values::Texts(values), Cell::Text(text)) => {
                bytes += text.len();
                values.push(ByteArray::from(text.into_owned().into_bytes()));
            }
            (Values::Whole(values), Cell::Whole(number)) => values.push(number),
            (Values::Numbers(values), Cell::Number(number)) => values.push(number),
            (Values::Flags(values), Cell::Flag(flag)) => values.push(flag),
            (Values::Days(values), Cell::Day(day)) => values.push(days_since_1970(day)),
            _ => {
                self.definition.push(0);
                self.repetition.push(0);
                return bytes;
            }
        }
        self.definition.push(there);
        self.repetition.push(0);
        bytes
    }

    fn write(&self, writer: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let (definition, repetition) = (Some(&*self.definition), Some(&*self.repetition));
        match (&self.values, writer) {
            (Values::Texts(values), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)?;
            }
            (Values::Whole(values), ColumnWriter::Int64ColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)?;
            }
            (Values::Numbers(values), ColumnWriter::DoubleColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)?;
            }
            (Values::Flags(values), ColumnWriter::BoolColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)?;
            }
            (Values::Days(values), ColumnWriter::Int32ColumnWriter(writer)) => {
                writer.write_batch(values, definition, repetition)?;
            }
            _ => return Err(ParquetError::General("a column of another type".to_owned())),
        }
        Ok(())
    }
}

/// Adds a list: an empty one is there, without an element.
fn add_list(
    values: &mut Vec<ByteArray>,
    texts: &[&str],
    there: i16,
    definition: &mut Vec<i16>,
    repetition: &mut Vec<i16>,
) -> usize {
    if texts.is_empty() {
        definition.push(there);
        repetition.push(0);
    }
    for (at, text) in texts.iter().enumerate() {
        values.push(ByteArray::from(text.as_bytes().to_vec()));
        definition.push(there + 1);
        repetition.push(i16::from(at > 0));
    }
    8 + texts.iter().map(|text| text.len()).sum::<usize>()
}

fn days_since_1970(day: jiff::civil::Date) -> i32 {
    day.since(jiff::civil::date(1970, 1, 1))
        .map_or(0, |span| span.get_days())
}
