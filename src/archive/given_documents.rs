//! A query that is answered already: documents that a table of ours found.

use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Finds these documents, each with a score of 1.
#[derive(Debug, Clone, Default)]
pub(super) struct GivenDocuments {
    segments: Arc<[(SegmentId, Arc<[DocId]>)]>,
}

impl GivenDocuments {
    /// The documents of each segment, in any order, each as often as it was found.
    pub(super) fn new(found: impl Iterator<Item = (SegmentId, Vec<DocId>)>) -> Self {
        let in_order = found.map(|(segment, mut documents)| {
            documents.sort_unstable();
            documents.dedup();
            (segment, Arc::from(documents))
        });
        Self {
            segments: in_order.collect(),
        }
    }

    fn of(&self, segment: SegmentId) -> Arc<[DocId]> {
        let found = self.segments.iter().find(|(id, _)| *id == segment);
        found.map_or_else(|| Arc::from([]), |(_, documents)| Arc::clone(documents))
    }
}

impl Query for GivenDocuments {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for GivenDocuments {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let documents = self.of(segment.segment_id());
        Ok(Box::new(ConstScorer::new(InOrder { documents, at: 0 }, boost)))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        match self.of(segment.segment_id()).binary_search(&document) {
            Ok(_) => Ok(Explanation::new("given", 1.0)),
            Err(_) => Err(TantivyError::InvalidArgument(format!(
                "{document} is none of these"
            ))),
        }
    }
}

/// Goes over documents in their order.
struct InOrder {
    documents: Arc<[DocId]>,
    at: usize,
}

impl DocSet for InOrder {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.documents.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.documents.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|document| *document < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.documents.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.documents.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_come_in_order_and_are_sought() {
        let mut some = InOrder {
            documents: Arc::from([2, 5, 9]),
            at: 0,
        };
        assert_eq!((some.doc(), some.seek(2), some.advance()), (2, 2, 5));
        assert_eq!(
            (some.seek(6), some.advance(), some.advance()),
            (9, TERMINATED, TERMINATED)
        );
        let none = InOrder {
            documents: Arc::from([]),
            at: 0,
        };
        assert_eq!(none.doc(), TERMINATED);
    }
}
