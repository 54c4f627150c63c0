//! From stories and facts to their articles, which hold no word of them: an article is not indexed anew because a neighbour moved.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, TantivyError};

use super::given_documents::GivenDocuments;
use super::{Archive, ArchiveError};

/// The column of stories and facts that names their articles.
const MEMBER: &str = "member";

/// Where the articles that a segment's stories and facts name stand, by the ordinal of their id; each is looked up when it is first asked for.
/// Looked up for each query anew, the articles of 15,000 facts took 30 ms.
#[derive(Debug, Default)]
pub(super) struct Members {
    addresses: OnceLock<Vec<OnceLock<Option<DocAddress>>>>,
}

/// Ids of stories by where they stand: read out of the column anew, each costs unpacking a block of it.
#[derive(Debug, Default)]
pub(super) struct StoryIds {
    ids: Mutex<FxHashMap<DocAddress, Arc<str>>>,
}

impl Archive {
    /// The id of a story.
    pub(super) fn story_id(&self, address: DocAddress) -> Arc<str> {
        let mut ids = self.story_ids.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let id = ids.entry(address).or_insert_with(|| self.id_of(address).into());
        Arc::clone(id)
    }

    /// The articles of the stories or facts that a query matches.
    pub(super) fn articles_of(&self, query: &dyn Query) -> Result<GivenDocuments, ArchiveError> {
        let mut articles: BTreeMap<u32, Vec<DocId>> = BTreeMap::new();
        let addresses = self.matching(query)?;
        for of_segment in addresses.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            for address in self.articles_in(of_segment)? {
                articles
                    .entry(address.segment_ord)
                    .or_default()
                    .push(address.doc_id);
            }
        }
        let id = |segment| self.searcher.segment_reader(segment).segment_id();
        let found = articles
            .into_iter()
            .map(|(segment, documents)| (id(segment), documents));
        Ok(GivenDocuments::new(found))
    }

    /// The articles of stories or facts of one segment.
    fn articles_in(&self, results: &[DocAddress]) -> Result<Vec<DocAddress>, ArchiveError> {
        let failed = |e: TantivyError| self.failed(&e);
        let Some(first) = results.first() else {
            return Ok(Vec::new());
        };
        let segment = self.searcher.segment_reader(first.segment_ord);
        let Some(column) = segment.fast_fields().str(MEMBER).map_err(failed)? else {
            return Ok(Vec::new());
        };
        let known = self.members[first.segment_ord as usize]
            .addresses
            .get_or_init(|| (0..column.num_terms()).map(|_| OnceLock::new()).collect());
        let mut ords: Vec<u64> = results
            .iter()
            .flat_map(|address| column.term_ords(address.doc_id))
            .collect();
        ords.sort_unstable();
        ords.dedup();
        let is_new = |ord: &u64| known.get(*ord as usize).is_some_and(|at| at.get().is_none());
        let new: Vec<u64> = ords.iter().copied().filter(is_new).collect();
        let mut ids = Vec::with_capacity(new.len());
        let mut add = |id: &[u8]| ids.push(String::from_utf8_lossy(id).into_owned());
        column
            .dictionary()
            .sorted_ords_to_term_cb(&new, &mut add)
            .map_err(|e| failed(e.into()))?;
        for (ord, id) in new.iter().zip(&ids) {
            let address = self.address_with(self.article_key(id))?;
            // Another thread may have found it meanwhile, and found the same.
            let _ = known[*ord as usize].set(address);
        }
        let address = |ord: &u64| {
            known
                .get(*ord as usize)
                .and_then(OnceLock::get)
                .copied()
                .flatten()
        };
        Ok(ords.iter().filter_map(address).collect())
    }
}
