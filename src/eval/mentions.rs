//! Mentions against marks, by kind.

use std::collections::BTreeSet;

use super::counts::{Counts, Row};
use super::gold::ArticleGold;
use super::marks::Mark;
use super::notation;
use crate::model::{Field, MentionLine, Record, Span, ValueLine};
use crate::split::fold;

/// Kinds of mentions and the mark that gold writes for each.
const KINDS: &[(&str, &str)] = &[
    ("organisation", "org"),
    ("person", "person"),
    ("place", "place"),
    ("actor", "actor"),
    ("date", "date"),
    ("figure", "figure"),
];

/// The kinds of names that files of names mark.
const NAMES: usize = 3;

/// Rows of organisations, persons and places alone.
pub(super) fn name_rows(pairs: &[(&ArticleGold, &Record)]) -> Vec<Row> {
    let names = KINDS[..NAMES].iter();
    names
        .flat_map(|(kind, mark)| kind_rows(kind, mark, pairs))
        .collect()
}

/// Rows of the kinds that any of the articles marks, sums of money among them.
pub(super) fn marked_rows(pairs: &[(&ArticleGold, &Record)]) -> Vec<Row> {
    let marked = |mark: &str| {
        pairs
            .iter()
            .any(|(gold, _)| gold.marks.iter().any(|m| m.kind == mark))
    };
    let kinds = KINDS.iter().chain(&[("money", "money")]);
    kinds
        .filter(|(_, mark)| marked(mark))
        .flat_map(|(kind, mark)| kind_rows(kind, mark, pairs))
        .collect()
}

/// Whether a mention is of a kind, or a figure of money.
fn is_of(kind: &str, mention: &MentionLine) -> bool {
    match &mention.value {
        ValueLine::Figure(figure) if kind == "money" => figure.measure.as_str() == kind,
        _ => mention.kind.as_str() == kind,
    }
}

/// Strict, relaxed and value rows of every kind; for names, distinct names per article in place of values.
pub(super) fn rows(pairs: &[(&ArticleGold, &Record)]) -> Vec<Row> {
    KINDS
        .iter()
        .flat_map(|(kind, mark)| kind_rows(kind, mark, pairs))
        .collect()
}

fn kind_rows(kind: &str, mark: &str, pairs: &[(&ArticleGold, &Record)]) -> [Row; 3] {
    let (mut strict, mut relaxed, mut third) = (Counts::default(), Counts::default(), Counts::default());
    let has_values = matches!(kind, "date" | "figure");
    for (gold, record) in pairs {
        let marks: Vec<&Mark> = gold.marks.iter().filter(|m| m.kind == mark).collect();
        let found: Vec<&MentionLine> = record
            .mentions
            .iter()
            .filter(|m| is_of(kind, m) && m.field == Field::Text)
            .collect();
        let paired = pair(&marks, &found);
        let exact = paired.iter().filter(|(m, f)| m.span == span(f)).count();
        strict.add(Counts::new(marks.len(), found.len(), exact));
        relaxed.add(Counts::new(marks.len(), found.len(), paired.len()));
        third.add(if has_values {
            let same = paired.iter().filter(|(m, f)| same_value(m, f)).count();
            Counts::new(marks.len(), found.len(), same)
        } else {
            distinct(&gold.text, &marks, &found)
        });
    }
    let row = |reading, counts| Row {
        stage: "mention",
        what: kind.to_owned(),
        reading,
        counts,
    };
    [
        row("strict", strict),
        row("relaxed", relaxed),
        row(if has_values { "value" } else { "distinct" }, third),
    ]
}

fn span(line: &MentionLine) -> Span {
    Span {
        start: line.byte_start,
        end: line.byte_end,
    }
}

/// One-to-one pairs: equal spans first, then whatever overlaps, left to right.
fn pair<'a>(marks: &[&'a Mark], found: &[&'a MentionLine]) -> Vec<(&'a Mark, &'a MentionLine)> {
    let mut free: Vec<bool> = vec![true; found.len()];
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for mark in marks {
        match found
            .iter()
            .position(|f| span(f) == mark.span)
            .filter(|&at| free[at])
        {
            Some(at) => {
                free[at] = false;
                pairs.push((*mark, found[at]));
            }
            None => left.push(*mark),
        }
    }
    for mark in left {
        if let Some(at) = (0..found.len()).find(|&at| free[at] && span(found[at]).overlaps(mark.span)) {
            free[at] = false;
            pairs.push((mark, found[at]));
        }
    }
    pairs
}

fn same_value(mark: &Mark, found: &MentionLine) -> bool {
    match &found.value {
        ValueLine::Date(date) => mark.values.get(1) == Some(&date.when.value),
        ValueLine::Figure(figure) => {
            let said = notation::amount(figure.comparator, figure.nominal, &figure.interval);
            mark.values.first().is_some_and(|m| m == figure.measure.as_str())
                && mark.values.get(1) == Some(&said)
        }
        ValueLine::Name(_) => false,
    }
}

/// Distinct folded names: what an index holds of an article.
fn distinct(text: &str, marks: &[&Mark], found: &[&MentionLine]) -> Counts {
    let gold: BTreeSet<String> = marks.iter().map(|m| fold(m.span.of(text))).collect();
    let said: BTreeSet<String> = found.iter().map(|f| fold(&f.text)).collect();
    Counts::new(gold.len(), said.len(), gold.intersection(&said).count())
}
