//! tantivy alone on the same texts: what a straightforward program would do with it.

use std::path::Path;

use dateline::model::Article;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, STORED, Schema, TEXT};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, Searcher, TantivyDocument};

pub(crate) struct PlainTantivy {
    searcher: Searcher,
    parser: QueryParser,
    text: Field,
}

impl PlainTantivy {
    pub(crate) fn build(articles: &[Article], folder: &Path) -> Self {
        let mut schema = Schema::builder();
        let title = schema.add_text_field("title", TEXT | STORED);
        let text = schema.add_text_field("text", TEXT | STORED);
        // Left from a run before.
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder).unwrap();
        let index = Index::create_in_dir(folder, schema.build()).unwrap();
        let mut writer = index.writer_with_num_threads(1, 500 << 20).unwrap();
        for article in articles {
            let mut document = TantivyDocument::new();
            document.add_text(title, article.title_text().unwrap_or_default());
            document.add_text(text, &article.text);
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let segments = index.searchable_segment_ids().unwrap();
        if segments.len() > 1 {
            writer.merge(&segments).wait().unwrap();
        }
        let mut parser = QueryParser::for_index(&index, vec![title, text]);
        parser.set_conjunction_by_default();
        Self {
            searcher: index.reader().unwrap().searcher(),
            parser,
            text,
        }
    }

    /// How many of the top articles it finds, each read and with a passage.
    pub(crate) fn top(&self, query: &str, count: usize) -> usize {
        let query = self.parser.parse_query(query).unwrap();
        let found = self
            .searcher
            .search(&query, &TopDocs::with_limit(count).order_by_score())
            .unwrap();
        let passages = SnippetGenerator::create(&self.searcher, &*query, self.text).unwrap();
        let read = found.iter().map(|(_, address)| {
            let document: TantivyDocument = self.searcher.doc(*address).unwrap();
            passages.snippet_from_doc(&document).highlighted().len()
        });
        read.count()
    }
}
