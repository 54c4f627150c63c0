//! What a question finds: in order of score, date and id, never of where a document lies.

use tantivy::DocAddress;
use tantivy::collector::{Collector, Count, SegmentCollector, TopDocs};
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, Term};

use super::entry::{FACT, STORY};
use super::passages::{Passage, best_passage};
use super::query::Question;
use super::reader::StoredArticle;
use super::{Archive, ArchiveError};
use crate::model::Verdict;

/// How many more articles are asked for than wanted, so that ties at the end are mostly seen at once.
const SPARE: usize = 16;

/// In which order articles come. Articles without a day come last by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Best first; then latest first, then by id.
    #[default]
    Score,
    /// Earliest first, then by id.
    Earliest,
    /// Latest first, then by id.
    Latest,
}

/// An article that was found, not yet read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// How well it answers (BM25), to four significant digits: more are noise of how the index is parted.
    pub score: f32,
    address: DocAddress,
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// How well it answers.
    pub score: f32,
    /// The article.
    pub article: StoredArticle,
    /// The part of its text that shows best why it was found.
    pub passage: Passage,
    /// The story it belongs to.
    pub story: Option<StoryOfHit>,
}

/// The story of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryOfHit {
    /// Its id.
    pub id: String,
    /// On how many facts its articles differ.
    pub conflicts: usize,
}

impl Archive {
    /// How many articles answer.
    pub fn count(&self, question: &Question) -> Result<usize, ArchiveError> {
        self.searcher
            .search(&question.query, &Count)
            .map_err(|e| self.failed(&e))
    }

    /// The first `limit` articles of an order, or all.
    pub fn find(
        &self,
        question: &Question,
        order: Order,
        limit: Option<usize>,
    ) -> Result<Vec<Found>, ArchiveError> {
        match (order, limit) {
            (_, Some(0)) => Ok(Vec::new()),
            (Order::Score, Some(limit)) => self.best(&question.query, limit),
            (Order::Score, None) => {
                let all = self.weighed(&question.query, &Scored)?;
                Ok(self.by_score(all, usize::MAX))
            }
            (order, limit) => self.by_date(&question.query, order, limit.unwrap_or(usize::MAX)),
        }
    }

    /// The id of an article that was found.
    pub fn id_of_found(&self, found: Found) -> String {
        self.id_of(found.address)
    }

    /// Reads an article that was found.
    pub fn read(&self, found: Found) -> Result<StoredArticle, ArchiveError> {
        self.stored_article(found.address)
    }

    /// Reads an article that was found, with why it was.
    pub fn hit(&self, question: &Question, found: Found) -> Result<Hit, ArchiveError> {
        let article = self.stored_article(found.address)?;
        let passage = best_passage(&article.text, question.marks.of(&article));
        Ok(Hit {
            score: found.score,
            story: self.story_of_hit(&article.record.id)?,
            article,
            passage,
        })
    }

    /// The best documents. Where more share the last score than were asked for, all are looked at: which of them come first, their days say.
    fn best(&self, query: &dyn Query, limit: usize) -> Result<Vec<Found>, ArchiveError> {
        let asked = limit.saturating_add(SPARE);
        let collector = TopDocs::with_limit(asked).order_by_score();
        let found = self.weighed(query, &collector)?;
        let at = |n: usize| found.get(n).map(|(score, _)| rounded(*score));
        if found.len() < asked || at(asked - 1) < at(limit - 1) {
            return Ok(self.by_score(found, limit));
        }
        let all = self.weighed(query, &Scored)?;
        Ok(self.by_score(all, limit))
    }

    /// Collects what a query matches, with scores.
    fn weighed<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit, ArchiveError> {
        let statistics = self.statistics.of(&self.searcher);
        (self.searcher)
            .search_with_statistics_provider(query, collector, &statistics)
            .map_err(|e| self.failed(&e))
    }

    /// The first `limit`, best first. Ids are looked up only for those that share score and day.
    fn by_score(&self, found: Vec<(Score, DocAddress)>, limit: usize) -> Vec<Found> {
        type Key = (Score, u64);
        let before =
            |a: &(Key, DocAddress), b: &(Key, DocAddress)| b.0.0.total_cmp(&a.0.0).then(b.0.1.cmp(&a.0.1));
        let keyed = found
            .into_iter()
            .map(|(score, address)| ((rounded(score), self.published_of(address)), address));
        let mut keyed: Vec<(Key, DocAddress)> = keyed.collect();
        keyed.sort_unstable_by(before);
        if let Some(last) = keyed.get(limit.saturating_sub(1)).copied() {
            keyed.truncate(keyed.partition_point(|one| before(one, &last).is_le()));
        }
        for tied in keyed.chunk_by_mut(|a, b| before(a, b).is_eq()) {
            if tied.len() > 1 {
                tied.sort_by_cached_key(|(_, address)| self.id_of(*address));
            }
        }
        keyed.truncate(limit);
        let of = |((score, _), address)| Found { score, address };
        keyed.into_iter().map(of).collect()
    }

    fn by_date(&self, query: &dyn Query, order: Order, limit: usize) -> Result<Vec<Found>, ArchiveError> {
        let day = |address: &DocAddress| match (self.published_of(*address), order) {
            (0, _) => u64::MAX,
            (day, Order::Earliest) => day,
            (day, _) => u64::MAX - day,
        };
        let mut found: Vec<(u64, DocAddress)> =
            self.matching(query)?.into_iter().map(|a| (day(&a), a)).collect();
        found.sort_unstable();
        let last = found
            .get(limit.saturating_sub(1))
            .map_or(u64::MAX, |(day, _)| *day);
        found.truncate(found.partition_point(|(day, _)| *day <= last));
        found.sort_by_cached_key(|(day, address)| (*day, self.id_of(*address)));
        found.truncate(limit);
        let of = |(_, address)| Found { score: 0.0, address };
        Ok(found.into_iter().map(of).collect())
    }

    fn story_of_hit(&self, article: &str) -> Result<Option<StoryOfHit>, ArchiveError> {
        let term = |field, value: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(
                Term::from_field_text(field, value),
                IndexRecordOption::Basic,
            ))
        };
        let fields = &self.fields;
        let story = BooleanQuery::intersection(vec![self.sort_query(STORY), term(fields.member, article)]);
        let Some(address) = self.matching(&story)?.into_iter().next() else {
            return Ok(None);
        };
        let id = self.story_id(address).to_string();
        let conflicts = BooleanQuery::intersection(vec![
            term(fields.story, &id),
            self.sort_query(FACT),
            term(fields.verdict, Verdict::Conflict.as_str()),
        ]);
        let conflicts = self.matching(&conflicts)?.len();
        Ok(Some(StoryOfHit { id, conflicts }))
    }
}

/// To four significant digits.
fn rounded(score: Score) -> Score {
    if score == 0.0 || !score.is_finite() {
        return 0.0;
    }
    let digits = 3 - score.abs().log10().floor() as i32;
    let unit = 10_f64.powi(digits);
    ((f64::from(score) * unit).round() / unit) as Score
}

/// Collects every document with its score.
struct Scored;

struct ScoredOfSegment(SegmentOrdinal, Vec<(Score, DocAddress)>);

impl Collector for Scored {
    type Fruit = Vec<(Score, DocAddress)>;
    type Child = ScoredOfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<ScoredOfSegment> {
        Ok(ScoredOfSegment(segment, Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for ScoredOfSegment {
    type Fruit = Vec<(Score, DocAddress)>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.1.push((score, DocAddress::new(self.0, document)));
    }

    fn harvest(self) -> Self::Fruit {
        self.1
    }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn scores_have_four_digits() {
        assert!((rounded(12.345_678) - 12.35).abs() < 1e-6);
        assert!((rounded(0.012_345_678) - 0.012_35).abs() < 1e-8);
        assert!(rounded(0.0).abs() < f32::EPSILON);
    }
}
