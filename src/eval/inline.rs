//! Marks that articles carry themselves, as NITF does: gold without a file of its own. Only the kinds that some article marks are measured.

use serde_json::Value;

use super::counts::Row;
use super::gold::ArticleGold;
use super::marks::Mark;
use super::mentions::marked_rows;
use crate::model::{Article, Record, Span};

/// The elements of NITF and the mark that each stands for.
const ELEMENTS: [(&str, &str); 5] = [
    ("org", "org"),
    ("person", "person"),
    ("location", "place"),
    ("chron", "date"),
    ("money", "money"),
];

impl ArticleGold {
    /// The gold of an article that carries marks; none if it has none.
    pub fn of_inline(article: &Article) -> Option<Self> {
        let marks = article.meta.get("marks")?.as_array()?;
        let marks: Vec<Mark> = marks
            .iter()
            .filter_map(|mark| inline_mark(mark, &article.text))
            .collect();
        (!marks.is_empty()).then(|| Self {
            id: article.id.clone(),
            text: article.text.clone(),
            marks,
            copy_of: None,
        })
    }
}

fn inline_mark(mark: &Value, text: &str) -> Option<Mark> {
    let element = mark.get("kind")?.as_str()?;
    let (_, kind) = ELEMENTS.iter().find(|(name, _)| *name == element)?;
    let at = |name: &str| Some(mark.get(name)?.as_u64()? as usize);
    let span = Span::new(at("byte_start")?, at("byte_end")?);
    text.get(span.start as usize..span.end as usize)?;
    let value = mark.get("value").and_then(Value::as_str);
    let values = match (*kind, value) {
        ("date", Some(norm)) => vec!["DATE".to_owned(), iso_day(norm)],
        _ => Vec::new(),
    };
    Some(Mark {
        kind: (*kind).to_owned(),
        values,
        span,
    })
}

/// `20211109T080000Z` as `2021-11-09`; other forms as they are.
fn iso_day(norm: &str) -> String {
    match norm.get(..8) {
        Some(day) if day.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])
        }
        _ => norm.to_owned(),
    }
}

/// The scores of the kinds that articles mark themselves.
pub fn evaluate_inline(gold: &[ArticleGold], records: &[Record]) -> Vec<Row> {
    let by_id = |id: &str| records.iter().find(|r| r.id == id);
    let pairs: Vec<(&ArticleGold, &Record)> = gold.iter().filter_map(|a| Some((a, by_id(&a.id)?))).collect();
    marked_rows(&pairs)
}
