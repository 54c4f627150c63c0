//! What BM25 counts over the whole index, from what stands in it and not from how it came to stand there.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

/// The counts of one open index. Words of a field are summed once, when a query first weighs one.
///
/// tantivy keeps a sum of words in each segment. When it merges segments with deleted documents it can only estimate it
/// ("estimate_total_num_tokens" of its merger), so a merged index would rank by other weights than one that was built at once.
/// The lengths of documents that it keeps beside the words do not depend on merges.
#[derive(Debug, Default)]
pub(super) struct Statistics {
    words: Mutex<HashMap<Field, u64>>,
}

impl Statistics {
    /// What a query is weighed with.
    pub(super) fn of<'a>(&'a self, searcher: &'a Searcher) -> Counted<'a> {
        Counted {
            statistics: self,
            searcher,
        }
    }
}

/// The statistics of a searcher.
pub(super) struct Counted<'a> {
    statistics: &'a Statistics,
    searcher: &'a Searcher,
}

impl Bm25StatisticsProvider for Counted<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let mut words = self
            .statistics
            .words
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(sum) = words.get(&field) {
            return Ok(*sum);
        }
        let segments = self.searcher.segment_readers().iter();
        let sums = segments.map(|segment| words_of(segment, field));
        let sum = sums.sum::<tantivy::Result<u64>>()?;
        words.insert(field, sum);
        Ok(sum)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Bm25StatisticsProvider::total_num_docs(self.searcher)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}

fn words_of(segment: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    if !segment.schema().get_field_entry(field).has_fieldnorms() {
        return Ok(segment.inverted_index(field)?.total_num_tokens());
    }
    let lengths = segment.get_fieldnorms_reader(field)?;
    let alive = segment.doc_ids_alive();
    Ok(alive.map(|document| u64::from(lengths.fieldnorm(document))).sum())
}
