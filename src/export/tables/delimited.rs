//! CSV and TSV: a folder with a file a table, and the descriptor; or one table as a stream.
//!
//! CSV is RFC 4180 in UTF-8 without a byte order mark, lines ended by a line feed; a cell without a value is empty, a list is a JSON array.
//! TSV is the same with tabs, for tools that go by lines: a tab or line end inside a cell is a space there, so that offsets hold, and a cell
//! with a quotation mark is quoted, as readers of both sorts expect. The character NUL, which readers end a text at, is U+FFFD in both.
//! With `--csv-safe`, texts that a spreadsheet would take for a formula are guarded; offsets index the text without the guard.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};

use super::cell::Cell;
use super::datapackage::{self, Files};
use super::{Rows, Table, telling};
use crate::export::target::Output;
use crate::export::{ExportError, Exporter, Form, Options, Pending, Place, Provenance, Target};
use crate::report::guarded;

/// The format of comma-separated values.
pub(in crate::export) const CSV: Form = Form {
    name: "csv",
    about: "a folder of tables with their description, or one: spreadsheets, R, pandas, DuckDB",
    place: Place::Folder,
    begin: begin_csv,
};

/// The format of tab-separated values.
pub(in crate::export) const TSV: Form = Form {
    name: "tsv",
    about: "the same with tabs, one line a row: cut, awk, sort",
    place: Place::Folder,
    begin: begin_tsv,
};

const CSV_FILES: Files = Files {
    extension: "csv",
    media_type: "text/csv",
    delimiter: Some(','),
};

const TSV_FILES: Files = Files {
    extension: "tsv",
    media_type: "text/tab-separated-values",
    delimiter: Some('\t'),
};

fn begin_csv(
    target: Target,
    provenance: &Provenance,
    options: Options,
) -> Result<Box<dyn Exporter>, ExportError> {
    begin(CSV_FILES, target, provenance, options)
}

fn begin_tsv(
    target: Target,
    provenance: &Provenance,
    options: Options,
) -> Result<Box<dyn Exporter>, ExportError> {
    begin(TSV_FILES, target, provenance, options)
}

fn begin(
    files: Files,
    target: Target,
    provenance: &Provenance,
    options: Options,
) -> Result<Box<dyn Exporter>, ExportError> {
    let style = Style {
        delimiter: files.delimiter.map_or(b',', |c| c as u8),
        one_line: files.extension == "tsv",
        safe: options.csv_safe,
    };
    let tables = Table::all(options);
    let wanted = options.table;
    if let Some(name) = wanted {
        let table = tables.into_iter().find(|table| table.name == name);
        let table = table.ok_or_else(|| {
            ExportError::Place(format!(
                "there is no table {name} without stories; try: dateline export"
            ))
        })?;
        let sheet = Sheet::new(table, target.into_stream()?, style)?;
        return Ok(telling(One(sheet), options.with_text));
    }
    let folder = target.into_folder()?;
    datapackage::write(folder.temporary(), files, &tables, provenance)?;
    let mut sheets = Vec::with_capacity(tables.len());
    for table in tables {
        let path = folder.temporary().join(files.name_of(table));
        let file = File::create(&path).map_err(|error| ExportError::file(&path, error))?;
        sheets.push(Sheet::new(table, BufWriter::with_capacity(1 << 16, file), style)?);
    }
    Ok(telling(Sheets { sheets, folder }, options.with_text))
}

/// How cells are written.
#[derive(Debug, Clone, Copy)]
struct Style {
    delimiter: u8,
    one_line: bool,
    safe: bool,
}

/// All tables.
struct Sheets {
    sheets: Vec<Sheet<BufWriter<File>>>,
    folder: Pending,
}

impl Rows for Sheets {
    fn row(&mut self, table: &'static Table, cells: Vec<Cell<'_>>) -> Result<(), ExportError> {
        let sheet = self
            .sheets
            .iter_mut()
            .find(|sheet| sheet.table.name == table.name);
        sheet.map_or(Ok(()), |sheet| sheet.row(&cells))
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        for sheet in self.sheets {
            sheet.finish()?.flush()?;
        }
        self.folder.appear()
    }
}

/// One table.
struct One(Sheet<Output>);

impl Rows for One {
    fn row(&mut self, table: &'static Table, cells: Vec<Cell<'_>>) -> Result<(), ExportError> {
        if self.0.table.name == table.name {
            self.0.row(&cells)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.0.finish()?.finish()
    }
}

struct Sheet<W: Write> {
    table: &'static Table,
    out: csv::Writer<W>,
    style: Style,
}

impl<W: Write> Sheet<W> {
    /// Begins a table with its head.
    fn new(table: &'static Table, out: W, style: Style) -> Result<Self, ExportError> {
        let mut out = csv::WriterBuilder::new()
            .delimiter(style.delimiter)
            .from_writer(out);
        out.write_record(table.columns().map(|column| column.name))
            .map_err(failed)?;
        Ok(Self { table, out, style })
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        debug_assert!(
            cells.len() == self.table.columns().count()
                && cells
                    .iter()
                    .zip(self.table.columns())
                    .all(|(cell, column)| cell.is_of(column.holds)),
            "{}: {cells:?}",
            self.table.name
        );
        for cell in cells {
            self.out
                .write_field(self.style.text(cell).as_bytes())
                .map_err(failed)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(failed)
    }

    fn finish(mut self) -> Result<W, ExportError> {
        self.out.flush()?;
        self.out
            .into_inner()
            .map_err(|error| ExportError::Stream(std::io::Error::other(error.to_string())))
    }
}

/// What a disk or a pipe says, without the words of the crate between.
fn failed(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => ExportError::Stream(std::io::Error::other(format!("{other:?}"))),
    }
}

impl Style {
    fn text<'a>(self, cell: &'a Cell<'_>) -> Cow<'a, str> {
        match cell {
            Cell::Nothing => "".into(),
            Cell::Text(text) => self.plain(text),
            Cell::Whole(number) => number.to_string().into(),
            Cell::Number(number) => number.to_string().into(),
            Cell::Flag(flag) => flag.to_string().into(),
            Cell::Day(day) => day.to_string().into(),
            Cell::Texts(texts) => Cell::list(texts).into(),
        }
    }

    fn plain(self, text: &str) -> Cow<'_, str> {
        let guarded = if self.safe { guarded(text) } else { text.into() };
        let breaks = |c: char| c == '\0' || (self.one_line && matches!(c, '\t' | '\n' | '\r'));
        if guarded.contains(breaks) {
            let whole = |c| match c {
                '\0' => '\u{FFFD}',
                c if breaks(c) => ' ',
                c => c,
            };
            guarded.chars().map(whole).collect::<String>().into()
        } else {
            guarded
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell::Type;
    use super::*;

    fn written(files: Files, safe: bool, texts: &[&str]) -> String {
        static TABLE: Table = Table {
            name: "t",
            about: "",
            of_articles: true,
            columns: &[&[
                super::super::Column::maybe("a", Type::Text, ""),
                super::super::Column::maybe("b", Type::Text, ""),
            ]],
            key: &[],
            references: &[],
        };
        let style = Style {
            delimiter: files.delimiter.map_or(b',', |c| c as u8),
            one_line: files.extension == "tsv",
            safe,
        };
        let mut sheet = Sheet::new(&TABLE, Vec::new(), style).unwrap();
        sheet
            .row(&texts.iter().map(|text| (*text).into()).collect::<Vec<_>>())
            .unwrap();
        let text = String::from_utf8(sheet.finish().unwrap()).unwrap();
        text.strip_prefix(&format!("a{}b\n", style.delimiter as char))
            .unwrap()
            .to_owned()
    }

    #[test]
    fn a_cell_stays_one_cell() {
        let texts = ["a \"b\", c\r\nd", "tab\there\0"];
        assert_eq!(
            written(CSV_FILES, false, &texts),
            "\"a \"\"b\"\", c\r\nd\",tab\there\u{FFFD}\n"
        );
        assert_eq!(
            written(TSV_FILES, false, &texts),
            "\"a \"\"b\"\", c  d\"\ttab here\u{FFFD}\n"
        );
    }

    #[test]
    fn formulas_are_guarded_where_asked() {
        assert_eq!(written(CSV_FILES, false, &["=1+1", "-x"]), "=1+1,-x\n");
        assert_eq!(written(CSV_FILES, true, &["=1+1", "-x"]), "'=1+1,'-x\n");
        assert_eq!(written(TSV_FILES, true, &["\t=1", "@x"]), "' =1\t'@x\n");
    }
}
