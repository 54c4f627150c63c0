//! The figures of all articles as tables, one a segment, made when a query first asks for figures: looked up in the columns of the index for each
//! article anew, `money:>=` alone took 16 ms with 100,000 articles.

use std::sync::OnceLock;

use tantivy::{DocId, SegmentReader, TantivyError};

use super::given_documents::GivenDocuments;
use super::query::{HIGH, LOW, MEASURE, WHAT, Wanted};
use super::{Archive, ArchiveError};

/// The figures of a segment by their measure.
#[derive(Debug, Default)]
pub(super) struct Figures {
    rows: OnceLock<Vec<Vec<Row>>>,
}

/// A figure of an article.
#[derive(Debug, Clone, Copy)]
struct Row {
    document: DocId,
    low: f64,
    high: f64,
    what: u64,
}

impl Archive {
    /// The articles with such a figure.
    pub(super) fn with_figure(&self, wanted: Wanted) -> Result<GivenDocuments, ArchiveError> {
        let segments = self.searcher.segment_readers().iter().zip(&self.figures);
        let found = segments.map(|(segment, figures)| {
            let rows = figures.rows(segment).map_err(|e| self.failed(&e))?;
            let rows = rows
                .iter()
                .enumerate()
                .filter(|(measure, _)| wanted.may_be_of(*measure as u64))
                .flat_map(|(_, rows)| rows);
            let answers = rows.filter(|row| wanted.takes(row.low, row.high, row.what));
            Ok((segment.segment_id(), answers.map(|row| row.document).collect()))
        });
        let found = found.collect::<Result<Vec<(_, Vec<DocId>)>, ArchiveError>>()?;
        Ok(GivenDocuments::new(found.into_iter()))
    }
}

impl Figures {
    fn rows(&self, segment: &SegmentReader) -> Result<&Vec<Vec<Row>>, TantivyError> {
        if let Some(rows) = self.rows.get() {
            return Ok(rows);
        }
        let read = read(segment)?;
        Ok(self.rows.get_or_init(|| read))
    }
}

/// The three columns have a row for each figure, in one order.
fn read(segment: &SegmentReader) -> Result<Vec<Vec<Row>>, TantivyError> {
    let mut tables = vec![Vec::new(); MEASURE as usize + 1];
    let columns = segment.fast_fields();
    let (Some(low), Some(high), Some(what)) = (
        columns.column_opt::<f64>(LOW)?,
        columns.column_opt::<f64>(HIGH)?,
        columns.column_opt::<u64>(WHAT)?,
    ) else {
        return Ok(tables);
    };
    for document in segment.doc_ids_alive() {
        for row in what.index.value_row_ids(document) {
            let what = what.values.get_val(row);
            tables[(what & MEASURE) as usize].push(Row {
                document,
                low: low.values.get_val(row),
                high: high.values.get_val(row),
                what,
            });
        }
    }
    Ok(tables)
}
