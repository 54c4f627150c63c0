//! The table of claims.

use super::cell::{Cell, Type};
use super::value::{self, VALUE};
use super::{Column, Reference, Rows, Table};
use crate::export::ExportError;
use crate::model::{Claim, Record};

/// A row a claim.
pub(super) const CLAIMS: Table = Table {
    name: "claims",
    about: "What each article says about each question",
    of_articles: true,
    columns: &[
        &[
            Column::always("article_id", Type::Text, "the article"),
            Column::always(
                "claim",
                Type::Whole,
                "place among the claims of the article, from 0",
            ),
            Column::always(
                "question",
                Type::Text,
                "what is answered: killed, detected_on, count:athlete",
            ),
            Column::always(
                "about",
                Type::Text,
                "what the question is about, in the article's words",
            ),
        ],
        VALUE,
        &[
            Column::always("certainty", Type::Text, "asserted, probable, possible or unknown"),
            Column::always("polarity", Type::Text, "affirmed (+) or denied (-)"),
            Column::maybe("attributed_to", Type::Text, "who says so: an entity, or words"),
            Column::always("attribution", Type::Text, "direct, indirect or none"),
            Column::maybe("as_of", Type::Day, "the day it holds for"),
            Column::maybe("includes", Type::Text, "what a number counts in"),
            Column::always("basis", Type::Text, "said, described or inferred"),
            Column::maybe(
                "frame",
                Type::Text,
                "what keeps it apart from the article's event: background, period or part",
            ),
            Column::maybe("frame_cue", Type::Text, "the words that say so"),
            Column::maybe(
                "predicate",
                Type::Text,
                "of open questions: what the counted things do or suffer",
            ),
            Column::always("field", Type::Text, "which text the offsets index: text or title"),
            Column::always("char_start", Type::Whole, "first code point"),
            Column::always("char_end", Type::Whole, "one past the last code point"),
            Column::always("byte_start", Type::Whole, "first byte of UTF-8"),
            Column::always("byte_end", Type::Whole, "one past the last byte of UTF-8"),
            Column::always("sentence", Type::Whole, "index of the sentence, from 0"),
            Column::always("quote", Type::Text, "the words under the span"),
        ],
    ],
    key: &["article_id", "claim"],
    references: &[Reference {
        columns: &["article_id"],
        table: "articles",
        to: &["article_id"],
    }],
};

/// The claims of an article.
pub(super) fn rows(record: &Record, rows: &mut dyn Rows) -> Result<(), ExportError> {
    for (at, claim) in record.claims.iter().enumerate() {
        rows.row(&CLAIMS, cells(&record.id, at, claim))?;
    }
    Ok(())
}

fn cells<'a>(article: &'a str, at: usize, claim: &'a Claim) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = vec![
        article.into(),
        at.into(),
        (&claim.question).into(),
        (&claim.about).into(),
    ];
    cells.append(&mut value::cells(Some(&claim.value)));
    let frame = claim.frame.as_ref();
    cells.extend([
        claim.certainty.as_str().into(),
        value::polarity(claim.polarity),
        claim.attribution.attributed_to.as_ref().into(),
        claim.attribution.kind.as_str().into(),
        claim.as_of.into(),
        claim.includes.as_ref().into(),
        claim.basis.as_str().into(),
        frame.map(|frame| frame.kind.as_str()).into(),
        frame.map(|frame| &frame.cue).into(),
        claim.predicate.as_ref().into(),
        claim.span.field.as_str().into(),
        claim.span.start.into(),
        claim.span.end.into(),
        claim.span.byte_start.into(),
        claim.span.byte_end.into(),
        claim.sentence.into(),
        (&claim.quote).into(),
    ]);
    cells
}
