//! What is known of documents without reading them: columns of the index, opened once.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Query;
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError, Term};

use super::{Archive, ArchiveError};

/// The columns of one segment that every search reads.
#[derive(Clone)]
pub(super) struct Columns {
    ids: Option<StrColumn>,
    published: Option<Column<u64>>,
}

impl Columns {
    pub(super) fn open(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let columns = segment.fast_fields();
        Ok(Self {
            ids: columns.str("id")?,
            published: columns.column_opt("published")?,
        })
    }
}

impl Archive {
    /// The id of a document.
    pub(super) fn id_of(&self, address: DocAddress) -> String {
        let ids = self.columns[address.segment_ord as usize].ids.as_ref();
        ids.map_or_else(String::new, |ids| value_at(ids, address.doc_id))
    }

    /// The day of publication as a number, 0 where it has none.
    pub(super) fn published_of(&self, address: DocAddress) -> u64 {
        let published = self.columns[address.segment_ord as usize].published.as_ref();
        published.and_then(|days| days.first(address.doc_id)).unwrap_or(0)
    }

    /// The documents that a query matches, in order of segments.
    pub(super) fn matching(&self, query: &dyn Query) -> Result<Vec<DocAddress>, ArchiveError> {
        self.searcher
            .search(query, &Addresses)
            .map_err(|e| self.failed(&e))
    }

    /// All values of a text column in the documents that a query matches.
    pub(super) fn values_of(
        &self,
        query: &dyn Query,
        column: &str,
    ) -> Result<BTreeSet<String>, ArchiveError> {
        let mut values = BTreeSet::new();
        let addresses = self.matching(query)?;
        for of_segment in addresses.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let segment = self.searcher.segment_reader(of_segment[0].segment_ord);
            let Some(column) = segment.fast_fields().str(column).map_err(|e| self.failed(&e))? else {
                continue;
            };
            let mut ords: Vec<u64> = of_segment
                .iter()
                .flat_map(|address| column.term_ords(address.doc_id))
                .collect();
            ords.sort_unstable();
            ords.dedup();
            let mut add = |value: &[u8]| {
                values.insert(String::from_utf8_lossy(value).into_owned());
            };
            column
                .dictionary()
                .sorted_ords_to_term_cb(&ords, &mut add)
                .map_err(|e| self.failed(&e.into()))?;
        }
        Ok(values)
    }

    /// Every value that a text column has anywhere.
    pub(super) fn column_values(&self, column: &str) -> Result<BTreeSet<String>, ArchiveError> {
        let mut values = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let column = segment.fast_fields().str(column).map_err(|e| self.failed(&e))?;
            let Some(column) = column else { continue };
            let mut stream = column.dictionary().stream().map_err(|e| self.failed(&e.into()))?;
            while stream.advance() {
                values.insert(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(values)
    }

    /// What entities are called: id and name.
    pub(super) fn names_of_entities(&self) -> Result<BTreeMap<String, String>, ArchiveError> {
        let cast = self.column_values("cast")?;
        let pairs = cast.iter().filter_map(|entry| entry.split_once('\t'));
        Ok(pairs.map(|(id, name)| (id.to_owned(), name.to_owned())).collect())
    }

    /// Hands every term of a field that begins so to `each`, with how many documents of a segment hold it.
    pub(super) fn each_term(
        &self,
        field: Field,
        beginning: &str,
        each: &mut dyn FnMut(&str, u64),
    ) -> Result<(), ArchiveError> {
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field).map_err(|e| self.failed(&e))?;
            let range = index.terms().range().ge(beginning.as_bytes());
            let mut stream = range.into_stream().map_err(|e| self.failed(&e.into()))?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else {
                    continue;
                };
                if !term.starts_with(beginning) {
                    break;
                }
                each(term, u64::from(stream.value().doc_freq));
            }
        }
        Ok(())
    }

    /// The entities that a name (its key) means in the articles.
    pub(super) fn entities_of(&self, name: &str) -> Result<BTreeSet<String>, ArchiveError> {
        let mut entities = BTreeSet::new();
        self.each_term(self.fields.alias, &format!("{name}\t"), &mut |term, _| {
            entities.extend(term.split_once('\t').map(|(_, id)| id.to_owned()));
        })?;
        Ok(entities)
    }

    /// In how many documents a term stands, deleted ones that are not merged away among them.
    pub(super) fn frequency(&self, term: &Term) -> Result<u64, ArchiveError> {
        self.searcher.doc_freq(term).map_err(|e| self.failed(&e))
    }
}

pub(super) fn value_at(column: &StrColumn, document: DocId) -> String {
    column
        .ords()
        .first(document)
        .map_or_else(String::new, |ord| value_of(column, ord))
}

/// The value of an ordinal; empty if it cannot be read: the record counts as changed then and is read again.
pub(super) fn value_of(column: &StrColumn, ord: u64) -> String {
    let mut value = String::new();
    let _ = column.ord_to_str(ord, &mut value);
    value
}

/// Collects the addresses of all documents, in order.
struct Addresses;

struct AddressesOfSegment(SegmentOrdinal, Vec<DocAddress>);

impl Collector for Addresses {
    type Fruit = Vec<DocAddress>;
    type Child = AddressesOfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<AddressesOfSegment> {
        Ok(AddressesOfSegment(segment, Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<DocAddress>>) -> tantivy::Result<Vec<DocAddress>> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for AddressesOfSegment {
    type Fruit = Vec<DocAddress>;

    fn collect(&mut self, document: DocId, _: Score) {
        self.1.push(DocAddress::new(self.0, document));
    }

    fn harvest(self) -> Vec<DocAddress> {
        self.1
    }
}
