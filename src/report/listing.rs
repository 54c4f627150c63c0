//! Lines of one sort in any format: rows with named columns, and the JSON of each row.

use std::io::{self, Write};

use super::Format;
use super::guard::guarded;
use super::look::{Look, Paint, escaped_json};
use super::width::{cut, width};

/// A column of a listing.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its head.
    pub name: &'static str,
    /// How it stands in a table.
    pub place: Place,
}

/// How a column stands in a table for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Flush left.
    Left,
    /// Flush right: numbers.
    Right,
    /// Flush left, cut when the terminal is too narrow.
    Shrinks,
    /// On a line of its own below the row.
    Below,
    /// The same, with marks or colours in it: made safe for a terminal already.
    Painted,
    /// Not in the table: only in csv and tsv.
    Hidden,
}

impl Place {
    /// Whether it is a column of the table itself.
    fn is_in_line(self) -> bool {
        matches!(self, Self::Left | Self::Right | Self::Shrinks)
    }
}

impl Column {
    /// A column `name` at `place`.
    pub const fn new(name: &'static str, place: Place) -> Self {
        Self { name, place }
    }
}

/// One line of a listing.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// A cell for each column.
    pub cells: Vec<String>,
    /// The same as one line of JSON.
    pub json: String,
}

/// Rows that a table waits for to choose its widths: what comes later is printed as it comes.
const PAGE: usize = 1000;

/// Writes rows as they come; a table waits for the first [`PAGE`], for its widths.
#[derive(Debug)]
pub struct Listing<W: Write> {
    out: W,
    format: Format,
    columns: Vec<Column>,
    look: Look,
    table: Vec<Vec<String>>,
    /// Widths of the columns, once rows were printed.
    widths: Vec<usize>,
    count: usize,
    guards: bool,
}

impl<W: Write> Listing<W> {
    /// A listing of `columns` written to `out`.
    pub fn new(out: W, format: Format, columns: &[Column], look: Look) -> Self {
        Self {
            out,
            format,
            columns: columns.to_vec(),
            look,
            table: Vec::new(),
            widths: Vec::new(),
            count: 0,
            guards: false,
        }
    }

    /// The same, with cells of csv and tsv guarded that a spreadsheet would take for a formula, where it is asked for.
    #[must_use]
    pub fn guarding(mut self, guards: bool) -> Self {
        self.guards = guards;
        self
    }

    /// Adds a row.
    pub fn row(&mut self, row: Row) -> io::Result<()> {
        if self.count == 0 {
            self.head()?;
        }
        self.count += 1;
        match self.format {
            Format::Table => {
                self.table.push(row.cells);
                if self.table.len() < PAGE {
                    Ok(())
                } else {
                    self.print_table()
                }
            }
            Format::Json => {
                let separator = if self.count == 1 { "" } else { ",\n" };
                write!(self.out, "{separator}{}", self.json(&row.json))
            }
            Format::Jsonl => writeln!(self.out, "{}", self.json(&row.json)),
            Format::Csv => self.cells(row.cells.iter().map(String::as_str), ",", csv_cell),
            Format::Tsv => self.cells(row.cells.iter().map(String::as_str), "\t", tsv_cell),
        }
    }

    /// Ends the listing and says how many rows it had.
    pub fn finish(mut self) -> io::Result<usize> {
        if self.count == 0 {
            self.head()?;
        }
        match self.format {
            Format::Json => writeln!(self.out, "]")?,
            Format::Table if self.count > 0 => self.print_table()?,
            _ => {}
        }
        self.out.flush()?;
        Ok(self.count)
    }

    fn head(&mut self) -> io::Result<()> {
        let names: Vec<&str> = self.columns.iter().map(|c| c.name).collect();
        let names = names.into_iter();
        match self.format {
            Format::Json => write!(self.out, "["),
            Format::Csv => self.cells(names, ",", csv_cell),
            Format::Tsv => self.cells(names, "\t", tsv_cell),
            Format::Table | Format::Jsonl => Ok(()),
        }
    }

    fn json<'a>(&self, line: &'a str) -> std::borrow::Cow<'a, str> {
        if self.look.terminal {
            escaped_json(line)
        } else {
            line.into()
        }
    }

    fn cells<'a>(
        &mut self,
        cells: impl Iterator<Item = &'a str>,
        separator: &str,
        quote: fn(&str) -> String,
    ) -> io::Result<()> {
        let safe = |cell| if self.guards { guarded(cell) } else { cell.into() };
        let line: Vec<String> = cells.map(|cell| quote(&self.look.safe(&safe(cell)))).collect();
        writeln!(self.out, "{}", line.join(separator))
    }

    /// Prints the rows that wait; before the first ones the head. Widths stay as they were for the first.
    fn print_table(&mut self) -> io::Result<()> {
        if self.widths.is_empty() {
            self.widths = self.widths();
            let heads: Vec<String> = self.columns.iter().map(|c| c.name.to_uppercase()).collect();
            let line = self.table_line(&heads, &self.widths);
            writeln!(self.out, "{}", self.look.paint(Paint::Dim, line.trim_end()))?;
        }
        let widths = self.widths.clone();
        for cells in std::mem::take(&mut self.table) {
            writeln!(self.out, "{}", self.table_line(&cells, &widths).trim_end())?;
            for (column, cell) in self.columns.iter().zip(&cells) {
                match column.place {
                    Place::Below if !cell.is_empty() => {
                        writeln!(self.out, "    {}", self.look.one_line(cell))?;
                    }
                    Place::Painted if !cell.is_empty() => writeln!(self.out, "    {cell}")?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn table_line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((column, cell), &columns) in self.columns.iter().zip(cells).zip(widths) {
            if !column.place.is_in_line() {
                continue;
            }
            if !line.is_empty() {
                line.push_str("  ");
            }
            let cell = cut(&self.look.one_line(cell), columns);
            let pad = " ".repeat(columns.saturating_sub(width(&cell)));
            match column.place {
                Place::Right => line.extend([pad.as_str(), &cell]),
                _ => line.extend([cell.as_str(), &pad]),
            }
        }
        line
    }

    /// The width of each column: of its widest cell, less where the terminal is too narrow and the column shrinks.
    fn widths(&self) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|c| width(c.name)).collect();
        for cells in &self.table {
            for (columns, cell) in widths.iter_mut().zip(cells) {
                *columns = (*columns).max(width(&self.look.one_line(cell)));
            }
        }
        let total: usize = self
            .columns
            .iter()
            .zip(&widths)
            .filter(|(c, _)| c.place.is_in_line())
            .map(|(_, w)| w + 2)
            .sum();
        let mut excess = self.look.width.map_or(0, |have| (total - 2).saturating_sub(have));
        for (column, columns) in self.columns.iter().zip(widths.iter_mut()) {
            if column.place == Place::Shrinks {
                let less = excess.min(columns.saturating_sub(12));
                *columns -= less;
                excess -= less;
            }
        }
        widths
    }
}

/// RFC 4180: quoted where a comma, quotation mark or line end stands in it.
fn csv_cell(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn tsv_cell(cell: &str) -> String {
    cell.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::new("n", Place::Right),
        Column::new("title", Place::Shrinks),
        Column::new("passage", Place::Below),
    ];

    fn print(format: Format, look: Look) -> String {
        let mut out = Vec::new();
        let mut listing = Listing::new(&mut out, format, COLUMNS, look);
        for (n, title) in [(1, "Short"), (12, "A \"long\" title, with\ta tab and\x1b more")] {
            let cells = vec![n.to_string(), title.to_owned(), "words".to_owned()];
            let json = format!("{{\"n\":{n}}}");
            listing.row(Row { cells, json }).unwrap();
        }
        assert_eq!(listing.finish().unwrap(), 2);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_format() {
        let pipe = Look::default();
        assert_eq!(print(Format::Jsonl, pipe), "{\"n\":1}\n{\"n\":12}\n");
        assert_eq!(print(Format::Json, pipe), "[{\"n\":1},\n{\"n\":12}]\n");
        assert!(
            print(Format::Csv, pipe)
                .contains("12,\"A \"\"long\"\" title, with\ta tab and\x1b more\",words\n")
        );
        assert!(print(Format::Tsv, pipe).ends_with("12\tA \"long\" title, with a tab and\x1b more\twords\n"));
    }

    #[test]
    fn formulas_are_guarded_where_asked() {
        let columns = [Column::new("title", Place::Left)];
        for (format, guards, expected) in [
            (Format::Csv, true, "title\n\"'=f(1,2)\"\n"),
            (Format::Tsv, true, "title\n'=f(1,2)\n"),
            (Format::Csv, false, "title\n\"=f(1,2)\"\n"),
        ] {
            let mut out = Vec::new();
            let mut listing = Listing::new(&mut out, format, &columns, Look::default()).guarding(guards);
            let cells = vec!["=f(1,2)".to_owned()];
            listing
                .row(Row {
                    cells,
                    json: String::new(),
                })
                .unwrap();
            listing.finish().unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }

    #[test]
    fn a_table_fits_the_terminal() {
        let look = Look {
            terminal: true,
            colour: false,
            width: Some(24),
        };
        let expected = " N  TITLE\n 1  Short\n    words\n12  A \"long\" title, with…\n    words\n";
        let table = print(Format::Table, look);
        assert_eq!(table, expected.replace(", with…", ", wit…"));
        assert!(table.lines().all(|line| width(line) <= 24));
    }

    #[test]
    fn nothing_is_an_empty_list() {
        for (format, expected) in [
            (Format::Json, "[]\n"),
            (Format::Jsonl, ""),
            (Format::Csv, "n,title,passage\n"),
            (Format::Table, ""),
        ] {
            let mut out = Vec::new();
            Listing::new(&mut out, format, COLUMNS, Look::default())
                .finish()
                .unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
