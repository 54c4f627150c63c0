//! The table of articles.

use super::cell::{Cell, Type};
use super::{Column, Reference, Rows, Table};
use crate::export::{Brief, ExportError, ToldArticle};
use crate::model::AnchorSource;

/// A row an article.
pub(super) const ARTICLES: Table = Table {
    name: "articles",
    about: "Articles, and those that stories of the export name though the query did not choose them",
    of_articles: true,
    columns: &[&[
        Column::always("article_id", Type::Text, "id of the article"),
        Column::always(
            "chosen",
            Type::Flag,
            "whether the article itself is part of the export",
        ),
        Column::maybe("source", Type::Text, "outlet"),
        Column::maybe(
            "publisher",
            Type::Text,
            "who publishes the outlet, where a dictionary knows",
        ),
        Column::maybe("title", Type::Text, "title"),
        Column::maybe("date", Type::Day, "day of publication"),
        Column::maybe(
            "anchor",
            Type::Text,
            "what gave the day of publication: metadata, dateline, filename",
        ),
        Column::maybe("language", Type::Text, "ISO 639-1 code"),
        Column::maybe("story_id", Type::Text, "the story it belongs to"),
        Column::maybe("given_group", Type::Text, "the group that the input gave"),
        Column::maybe("path", Type::Text, "where it was read from"),
        Column::maybe("format", Type::Text, "the format it was read from"),
        Column::maybe("sentences", Type::Whole, "sentences of the text"),
        Column::maybe("mentions", Type::Whole, "mentions in title and text"),
        Column::maybe("claims", Type::Whole, "claims"),
        Column::maybe(
            "body_start",
            Type::Whole,
            "code points of head lines before the text begins",
        ),
        Column::maybe("text_sha256", Type::Text, "SHA-256 of the text in hex"),
        Column::maybe("meta", Type::Text, "further fields of the input, a JSON object"),
        Column::maybe("text", Type::Text, "the text, with --with-text"),
    ]],
    key: &["article_id"],
    references: &[Reference {
        columns: &["story_id"],
        table: "stories",
        to: &["story_id"],
    }],
};

/// The row of an article.
pub(super) fn row(told: &ToldArticle<'_>, with_text: bool, rows: &mut dyn Rows) -> Result<(), ExportError> {
    let record = told.record;
    let meta = (!record.meta.is_empty()).then(|| serde_json::to_string(&record.meta).unwrap_or_default());
    let cells = vec![
        (&record.id).into(),
        true.into(),
        record.source.as_ref().into(),
        record.publisher.as_deref().into(),
        record.title.as_ref().into(),
        record.date.into(),
        record.anchor.map(AnchorSource::as_str).into(),
        (&record.language).into(),
        told.story.into(),
        record.group.as_ref().into(),
        (&record.path).into(),
        (!record.format.is_empty()).then_some(&*record.format).into(),
        record.sentences.into(),
        record.mentions.len().into(),
        record.claims.len().into(),
        record.body_start.into(),
        (&record.text_sha256).into(),
        meta.into(),
        with_text.then_some(told.text).into(),
    ];
    rows.row(&ARTICLES, cells)
}

/// The row of an article that the export leaves out.
pub(super) fn row_of_brief(brief: &Brief, story: &str, rows: &mut dyn Rows) -> Result<(), ExportError> {
    let known = |name: &str| match name {
        "article_id" => (&brief.id).into(),
        "chosen" => false.into(),
        "source" => brief.source.as_ref().into(),
        "title" => brief.title.as_ref().into(),
        "date" => brief.date.into(),
        "story_id" => Cell::from(story.to_owned()),
        _ => Cell::Nothing,
    };
    rows.row(
        &ARTICLES,
        ARTICLES.columns().map(|column| known(column.name)).collect(),
    )
}
