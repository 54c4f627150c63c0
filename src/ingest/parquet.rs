//! Parquet files: a row an article, row group by row group; a damaged group takes no other along.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::{Field, Row};
use serde_json::Value;

use super::draft::Draft;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition, Source, record};

/// Reads row by row.
#[derive(Debug)]
pub(super) struct Parquet;

impl Reader for Parquet {
    fn name(&self) -> &'static str {
        "Parquet"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        Recognition::from(head.bytes.starts_with(b"PAR1"))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let Some(path) = &input.source.file else {
            return intake.skip(&input.source, None, &Reason::NotOnDisk);
        };
        let opened = File::open(path)
            .map_err(|error| Reason::of(&error))
            .and_then(|file| guarded(|| SerializedFileReader::new(file)));
        match opened {
            Ok(file) => groups(&input.source, &file, intake),
            Err(reason) => intake.skip(&input.source, None, &reason),
        }
    }
}

/// The reader is not ours: where it gives up on damaged bytes, that part is skipped and the run goes on.
fn guarded<T>(read: impl FnOnce() -> parquet::errors::Result<T>) -> Result<T, Reason> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(error)) => Err(Reason::Columns(error.to_string())),
        Err(_) => Err(Reason::Columns("its bytes make no sense".to_owned())),
    }
}

fn groups(source: &Source, file: &SerializedFileReader<File>, intake: &mut Intake<'_>) -> Flow {
    let mut before = 0;
    for at in 0..file.num_row_groups() {
        let rows = file.metadata().row_group(at).num_rows().max(0) as u64;
        match guarded(|| file.get_row_group(at)) {
            Ok(group) => group_rows(source, before, group.as_ref(), intake)?,
            Err(reason) => intake.skip(source, Some(format!("row group {}", at + 1)), &reason)?,
        }
        before += rows;
    }
    Flow::Continue(())
}

fn group_rows(source: &Source, before: u64, group: &dyn RowGroupReader, intake: &mut Intake<'_>) -> Flow {
    let mut rows = match guarded(|| group.get_row_iter(None)) {
        Ok(rows) => rows,
        Err(reason) => return intake.skip(source, Some(format!("row {} and on", before + 1)), &reason),
    };
    for number in before + 1.. {
        let place = Some(format!("row {number}"));
        match guarded(|| rows.next().transpose()) {
            Ok(None) => break,
            Ok(Some(row)) => one(source, number, place, &row, intake)?,
            Err(reason) => return intake.skip(source, Some(format!("row {number} and on")), &reason),
        }
    }
    Flow::Continue(())
}

fn one(source: &Source, number: u64, place: Option<String>, row: &Row, intake: &mut Intake<'_>) -> Flow {
    let base = Draft {
        number: Some(number),
        place,
        ..Draft::default()
    };
    match guarded(|| {
        Ok(row
            .get_column_iter()
            .map(|(name, field)| (name.clone(), value(field)))
            .collect())
    }) {
        Ok(object) => record::object(source, base, object, intake),
        Err(reason) => intake.skip(source, base.place, &reason),
    }
}

/// A value as JSON. Older writers do not say of their bytes that they are text.
fn value(field: &Field) -> Value {
    match field {
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).map_or(Value::Null, Value::from),
        field => field.to_json_value(),
    }
}
