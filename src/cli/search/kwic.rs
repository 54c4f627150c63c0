//! Keyword in context: one line for each article, the match in the middle.

use dateline::archive::Hit;
use dateline::report::{Column, Look, Place, context};

pub(super) const COLUMNS: &[Column] = &[
    Column::new("before", Place::Right),
    Column::new("match", Place::Left),
    Column::new("after", Place::Left),
    Column::new("date", Place::Left),
    Column::new("outlet", Place::Left),
    Column::new("id", Place::Left),
];

/// Columns of a terminal that the date, the outlet, the id and the match take, about.
const OTHERS: usize = 60;

/// The cells of a hit: its first match of the best passage, with what stands around it.
pub(super) fn cells(hit: &Hit, look: Look) -> Vec<String> {
    let record = &hit.article.record;
    let (start, end) = hit.passage.matches.first().map_or((0, 0), |m| (m.start, m.end));
    let around = look
        .width
        .map_or(40, |width| (width.saturating_sub(OTHERS) / 2).clamp(16, 60));
    let (before, after) = context(&hit.article.text, start..end, around);
    vec![
        before,
        look.one_line(hit.article.text.get(start..end).unwrap_or_default()),
        after,
        record.date.map_or_else(String::new, |day| day.to_string()),
        record.source.clone().unwrap_or_default(),
        record.id.clone(),
    ]
}
