//! CSV and TSV: a header that names the fields, then an article a row; a broken row takes no other along.

use std::collections::BTreeSet;
use std::io::BufRead;

use serde_json::{Map, Value};

use super::decode::decode;
use super::draft::Draft;
use super::fields::is_known_text;
use super::rows::{Row, Rows, cells_of_line};
use super::text::is_text;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition, Source, record};

/// Reads row by row.
#[derive(Debug)]
pub(super) struct Table;

/// What may stand between cells, the commonest first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

const EXTENSIONS: [&str; 3] = ["csv", "tsv", "tab"];

impl Reader for Table {
    fn name(&self) -> &'static str {
        "CSV"
    }

    /// By its name; without one by a first line that is nothing but names of fields, one of them known for texts.
    fn recognises(&self, head: &Head, extension: &str) -> Recognition {
        let known = EXTENSIONS.contains(&extension);
        let (first, rest) = head.start().split_once('\n').unwrap_or((head.start(), ""));
        // Asked of every text file: most first lines are sentences or have no delimiter.
        let sentence = first.contains(['.', '!', '?']) || !first.contains(DELIMITERS.map(char::from));
        if (!known && sentence) || !is_text(&head.text) || head.starts_with("<") || head.starts_with("{") {
            return Recognition::No;
        }
        let names = cells_of_line(first, delimiter(first));
        let plain =
            |name: &String| !name.is_empty() && name.len() <= 40 && !name.contains(['.', '!', '?', '"']);
        let header = names.len() > 1
            && names.iter().all(plain)
            && names.iter().collect::<BTreeSet<_>>().len() == names.len()
            && names.iter().any(|name| is_known_text(name))
            && !rest.trim().is_empty();
        Recognition::from(known || header)
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        intake.narrow(&input.source, input.stream, rows)
    }
}

/// The one that a header has most of.
fn delimiter(header: &str) -> u8 {
    let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| count(*delimiter))
        .filter(|delimiter| count(*delimiter) > 0)
        .unwrap_or(b',')
}

fn rows(source: &Source, stream: &mut dyn BufRead, intake: &mut Intake<'_>) -> Flow {
    let start = stream.fill_buf().unwrap_or_default();
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = delimiter(&String::from_utf8_lossy(first));
    let mut rows = Rows::new(stream, delimiter, intake.options.limits.article);
    let mut header: Vec<String> = Vec::new();
    let mut number = 0;
    loop {
        let columns = (!header.is_empty()).then_some(header.len());
        let (line, row) = match rows.next(columns) {
            Ok(found) => found,
            Err(error) => return intake.skip(source, None, &Reason::of(&error)),
        };
        let place = Some(format!("line {line}"));
        match row {
            Row::End if header.is_empty() => return intake.skip(source, None, &Reason::Empty),
            Row::End => return Flow::Continue(()),
            Row::Cells(cells) if cells.iter().all(Vec::is_empty) => {}
            Row::Cells(cells) if header.is_empty() => header = names(&cells),
            Row::Cells(cells) if cells.len() == header.len() => {
                number += 1;
                one(source, number, place, &header, cells, intake)?;
            }
            Row::Cells(cells) => {
                let (cells, header) = (cells.len(), header.len());
                intake.skip(source, place, &Reason::Cells { cells, header })?;
            }
            Row::Open => intake.skip(source, place, &Reason::OpenQuote)?,
            Row::TooLong => {
                let reason = Reason::too_large(intake.options.limits.article);
                intake.skip(source, place, &reason)?;
            }
        }
    }
}

fn names(cells: &[Vec<u8>]) -> Vec<String> {
    cells
        .iter()
        .map(|cell| String::from_utf8_lossy(cell))
        .map(|name| name.trim_start_matches('\u{FEFF}').trim().to_owned())
        .collect()
}

/// Stands between cells while they are decoded: a character that tables do not have, the same in all encodings.
const BETWEEN: u8 = 0x1F;

/// A row as the object that it is.
fn one(
    source: &Source,
    number: u64,
    place: Option<String>,
    header: &[String],
    mut cells: Vec<Vec<u8>>,
    intake: &mut Intake<'_>,
) -> Flow {
    let mut base = Draft {
        number: Some(number),
        place,
        ..Draft::default()
    };
    let mut object = Map::new();
    for cell in &mut cells {
        cell.retain(|byte| *byte != BETWEEN);
    }
    // A cell alone is often too short to tell its encoding.
    let decoded = decode(cells.join(&BETWEEN), None);
    base.note_decoding(&decoded);
    for (at, (name, cell)) in header
        .iter()
        .zip(decoded.text.split(char::from(BETWEEN)))
        .enumerate()
    {
        let name = if name.is_empty() {
            format!("column {}", at + 1)
        } else {
            name.clone()
        };
        object.insert(name, Value::String(cell.to_owned()));
    }
    record::object(source, base, object, intake)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_by_its_header() {
        let cases = [
            ("id,title,text\n1,a,b\n", "", true),
            ("id\tcontent\n1\tb\n", "txt", true),
            ("id;date;maintext\n1;2;b\n", "", true),
            ("whatever\n", "csv", true),
            (
                "Ferry burns, text follows\nFive people died, police said.\n",
                "",
                false,
            ),
            ("text, body\n", "", false),
            ("Dear text,\nhello,", "txt", false),
        ];
        for (text, extension, is) in cases {
            let head = Head::new(text.as_bytes().to_vec(), true);
            assert_eq!(
                Table.recognises(&head, extension),
                Recognition::from(is),
                "{text}"
            );
        }
    }
}
