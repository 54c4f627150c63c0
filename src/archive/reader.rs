//! Reading an archive: its last commit, its articles, stories and facts.

use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{Directory, DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::analysis::register;
use super::columns::{Columns, value_at};
use super::entry::{ARTICLE, FACT, STORY};
use super::figures::Figures;
use super::generations::Folder;
use super::membership::{Members, StoryIds};
use super::refusals::{check_format, check_version, damaged, half_written, missing};
use super::schema::Fields;
use super::sketches::Sketches;
use super::statistics::Statistics;
use super::{ArchiveError, Manifest, side_files};
use crate::ingest::{Held, InputState, Ledger};
use crate::model::{Fact, Record, Story};

/// How often a generation is asked for that is gone when it is opened.
const TRIES: usize = 5;

/// An open archive: the state of its last commit, whatever a build does meanwhile.
pub struct Archive {
    pub(super) folder: Folder,
    /// The folder of its generation.
    pub(super) directory: Box<dyn Directory>,
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
    pub(super) columns: Vec<Columns>,
    /// By segment, as `columns`.
    pub(super) figures: Vec<Figures>,
    /// By segment, as `columns`.
    pub(super) members: Vec<Members>,
    pub(super) story_ids: StoryIds,
    /// What scores are weighed with.
    pub(super) statistics: Statistics,
    manifest: Manifest,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive")
            .field("folder", &self.folder)
            .field("manifest", &self.manifest)
            .finish_non_exhaustive()
    }
}

/// An article of an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArticle {
    /// What is known of it.
    pub record: Record,
    /// Its text.
    pub text: String,
}

impl Archive {
    /// Opens the last commit.
    ///
    /// # Errors
    /// No archive, an archive of another version, one whose first build has not come to its end, or a damaged one.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        Self::open_folder(&Folder::new(path))
    }

    /// As [`Self::open`]. A build may end between two looks at the folder, so a generation that is gone is asked for again.
    pub(super) fn open_folder(folder: &Folder) -> Result<Self, ArchiveError> {
        check_version(folder)?;
        let mut tries = 0;
        loop {
            let Some(name) = folder.current()? else {
                return Err(missing(folder));
            };
            tries += 1;
            match Self::open_generation(folder.clone(), &name) {
                Err(_) if tries < TRIES => {}
                opened => return opened,
            }
        }
    }

    fn open_generation(folder: Folder, name: &str) -> Result<Self, ArchiveError> {
        let path = folder.path().join(name);
        let failed = |e: TantivyError| ArchiveError::index("cannot open the archive", &path, &e);
        let Some(directory) = folder.generation(name)? else {
            return Err(damaged(&folder, &format!("its generation {name} is not there")));
        };
        let index = Index::open(directory.clone()).map_err(failed)?;
        register(&index);
        let payload = index.load_metas().map_err(failed)?.payload;
        let Some(payload) = payload else {
            return Err(half_written(&folder));
        };
        let unreadable = |e: serde_json::Error| damaged(&folder, &e.to_string());
        check_format(&folder, &payload).map_err(unreadable)??;
        let manifest = serde_json::from_str(&payload).map_err(unreadable)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        let reader: tantivy::IndexReader = reader;
        let fields = Fields::new();
        if index.schema() != fields.schema {
            return Err(damaged(&folder, "its fields are not those of its format"));
        }
        let searcher = reader.searcher();
        let columns = searcher.segment_readers().iter().map(Columns::open);
        Ok(Self {
            folder,
            directory,
            fields,
            columns: columns.collect::<Result<_, _>>().map_err(failed)?,
            figures: of_each(&searcher),
            members: of_each(&searcher),
            story_ids: StoryIds::default(),
            searcher,
            statistics: Statistics::default(),
            manifest,
        })
    }

    /// What the archive says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What the inputs held that it was built from.
    pub(super) fn ledger(&self) -> Result<Ledger, ArchiveError> {
        let read = side_files::read(self.directory.as_ref(), &self.manifest.files.inputs);
        read.map(Ledger::new).map_err(|e| self.without_inputs(&e))
    }

    /// The inputs of its ledger, with their files; `met` is told of every article, as [`Ledger::inputs`] does.
    pub(super) fn inputs(
        &self,
        ledger: &Ledger,
        met: &mut dyn FnMut(usize, &str, &Held),
    ) -> Result<Vec<InputState>, ArchiveError> {
        ledger.inputs(met).map_err(|e| self.without_inputs(&e))
    }

    fn without_inputs(&self, error: &io::Error) -> ArchiveError {
        damaged(&self.folder, &format!("its list of inputs: {error}"))
    }

    /// The names of its inputs.
    pub fn input_names(&self) -> Result<Vec<String>, ArchiveError> {
        let inputs = self.inputs(&self.ledger()?, &mut |_, _, _| ())?;
        Ok(inputs.into_iter().map(|input| input.name).collect())
    }

    /// By what its stories were found.
    pub(super) fn sketches(&self) -> Result<Sketches, ArchiveError> {
        let read = side_files::read(self.directory.as_ref(), &self.manifest.files.sketches);
        let bytes = read.map_err(|e| damaged(&self.folder, &format!("its sketches: {e}")))?;
        Sketches::read(bytes).ok_or_else(|| damaged(&self.folder, "its sketches cannot be read"))
    }

    /// The article of an id.
    pub fn article(&self, id: &str) -> Result<Option<StoredArticle>, ArchiveError> {
        let Some(address) = self.address_with(self.article_key(id))? else {
            return Ok(None);
        };
        self.stored_article(address).map(Some)
    }

    /// The term of an article's document.
    pub(super) fn article_key(&self, id: &str) -> Term {
        Term::from_field_text(self.fields.key, &format!("{ARTICLE}/{id}"))
    }

    /// The story of an id.
    pub fn story(&self, id: &str) -> Result<Option<Story>, ArchiveError> {
        self.one(Term::from_field_text(self.fields.key, &format!("{STORY}/{id}")))
    }

    /// The fact of an id.
    pub fn fact(&self, id: &str) -> Result<Option<Fact>, ArchiveError> {
        self.one(Term::from_field_text(self.fields.key, &format!("{FACT}/{id}")))
    }

    /// The story that an article belongs to.
    pub fn story_of(&self, article: &str) -> Result<Option<Story>, ArchiveError> {
        let lines = self.lines_with(STORY, Some(Term::from_field_text(self.fields.member, article)))?;
        lines.first().map(|line| self.parse(line)).transpose()
    }

    /// The lines of all stories, in order.
    pub fn story_lines(&self) -> Result<Vec<String>, ArchiveError> {
        self.lines_with(STORY, None)
    }

    /// The lines of all facts, in order.
    pub fn fact_lines(&self) -> Result<Vec<String>, ArchiveError> {
        self.lines_with(FACT, None)
    }

    /// The lines of the facts of one story, in order.
    pub fn fact_lines_of(&self, story: &str) -> Result<Vec<String>, ArchiveError> {
        self.lines_with(FACT, Some(Term::from_field_text(self.fields.story, story)))
    }

    /// The facts of one story, in order.
    pub fn facts_of(&self, story: &str) -> Result<Vec<Fact>, ArchiveError> {
        self.fact_lines_of(story)?
            .iter()
            .map(|line| self.parse(line))
            .collect()
    }

    /// Hands the record of every article to `each`, in no stated order.
    pub fn each_record(&self, each: &mut dyn FnMut(Record, u64)) -> Result<(), ArchiveError> {
        self.each_article(&mut |article| each(article.record, article.text.len() as u64))
    }

    /// Hands every article to `each`, in no stated order.
    pub fn each_article(&self, each: &mut dyn FnMut(StoredArticle)) -> Result<(), ArchiveError> {
        for address in self.addresses(ARTICLE, None)? {
            each(self.stored_article(address)?);
        }
        Ok(())
    }

    /// Id and digest of every article. Equal digests mean equal articles, whatever their paths.
    pub fn digests(&self) -> Result<Vec<(String, String)>, ArchiveError> {
        let mut digests = Vec::new();
        let addresses = self.addresses(ARTICLE, None)?;
        let failed = |e: TantivyError| self.failed(&e);
        let columns: Vec<_> = (self.searcher.segment_readers().iter())
            .map(|segment| {
                Ok((
                    segment.fast_fields().str("id")?,
                    segment.fast_fields().str("digest")?,
                ))
            })
            .collect::<Result<_, TantivyError>>()
            .map_err(failed)?;
        for address in addresses {
            if let (Some(ids), Some(found)) = &columns[address.segment_ord as usize] {
                digests.push((value_at(ids, address.doc_id), value_at(found, address.doc_id)));
            }
        }
        Ok(digests)
    }

    /// A digest of all its articles, whatever order they came in.
    pub fn content_digest(&self) -> Result<String, ArchiveError> {
        let mut digests = self.digests()?;
        digests.sort_unstable();
        let mut sha = Sha256::new();
        for (id, digest) in digests {
            sha.update(format!("{id}\0{digest}\n"));
        }
        Ok(format!("{:x}", sha.finalize()))
    }

    /// A text of a document, empty where it has none.
    fn text_of(&self, field: &str, address: DocAddress) -> Result<String, ArchiveError> {
        let segment = self.searcher.segment_reader(address.segment_ord);
        let column = segment.fast_fields().str(field).map_err(|e| self.failed(&e))?;
        Ok(column.map_or_else(String::new, |texts| value_at(&texts, address.doc_id)))
    }

    pub(super) fn stored_article(&self, address: DocAddress) -> Result<StoredArticle, ArchiveError> {
        let document = self.document(address)?;
        let text = document
            .get_first(self.fields.body)
            .and_then(|v| v.as_str().map(str::to_owned));
        Ok(StoredArticle {
            record: self.parse(&self.line(&document))?,
            text: text.unwrap_or_default(),
        })
    }

    /// The lines of documents of one sort that hold `term`, in order.
    fn lines_with(&self, sort: &str, term: Option<Term>) -> Result<Vec<String>, ArchiveError> {
        self.lines_in_order(self.addresses(sort, term)?)
    }

    /// The lines of documents, by their place in the order of all.
    pub(super) fn lines_in_order(&self, addresses: Vec<DocAddress>) -> Result<Vec<String>, ArchiveError> {
        let mut ordered = addresses
            .into_iter()
            .map(|address| Ok((self.text_of("order", address)?, address)))
            .collect::<Result<Vec<_>, ArchiveError>>()?;
        ordered.sort_unstable();
        ordered
            .into_iter()
            .map(|(_, address)| Ok(self.line(&self.document(address)?)))
            .collect()
    }

    fn addresses(&self, sort: &str, term: Option<Term>) -> Result<Vec<DocAddress>, ArchiveError> {
        let sorted = self.sort_query(sort);
        let query: Box<dyn tantivy::query::Query> = match term {
            None => sorted,
            Some(term) => Box::new(tantivy::query::BooleanQuery::intersection(vec![
                sorted,
                basic(term),
            ])),
        };
        self.matching(&query)
    }

    /// The query for all documents of one sort.
    pub(super) fn sort_query(&self, sort: &str) -> Box<dyn tantivy::query::Query> {
        basic(Term::from_field_text(self.fields.sort, sort))
    }

    pub(super) fn address_with(&self, term: Term) -> Result<Option<DocAddress>, ArchiveError> {
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let top = self
            .searcher
            .search(&query, &TopDocs::with_limit(1).order_by_score());
        Ok(top
            .map_err(|e| self.failed(&e))?
            .first()
            .map(|(_, address)| *address))
    }

    fn one<T: serde::de::DeserializeOwned>(&self, term: Term) -> Result<Option<T>, ArchiveError> {
        match self.address_with(term)? {
            None => Ok(None),
            Some(address) => self.parse(&self.line(&self.document(address)?)).map(Some),
        }
    }

    fn document(&self, address: DocAddress) -> Result<TantivyDocument, ArchiveError> {
        self.searcher.doc(address).map_err(|e| self.failed(&e))
    }

    fn line(&self, document: &TantivyDocument) -> String {
        document
            .get_first(self.fields.json)
            .and_then(|v| v.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    fn parse<T: serde::de::DeserializeOwned>(&self, line: &str) -> Result<T, ArchiveError> {
        serde_json::from_str(line).map_err(|e| damaged(&self.folder, &e.to_string()))
    }

    pub(super) fn failed(&self, error: &TantivyError) -> ArchiveError {
        ArchiveError::index("cannot read the archive", self.folder.path(), error)
    }
}

fn basic(term: Term) -> Box<dyn tantivy::query::Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// Something for each segment.
fn of_each<T: Default>(searcher: &Searcher) -> Vec<T> {
    searcher.segment_readers().iter().map(|_| T::default()).collect()
}
