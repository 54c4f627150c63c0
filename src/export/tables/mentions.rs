//! The table of mentions: names, dates and figures in one, each with its own columns filled.

use super::cell::{Cell, Type};
use super::{Column, Reference, Rows, Table};
use crate::export::ExportError;
use crate::model::{DateLine, FigureLine, MentionLine, Modifier, NameLine, Record, ValueLine};

/// A row a mention.
pub(super) const MENTIONS: Table = Table {
    name: "mentions",
    about: "Spans of articles with what they mean: organisations, persons, places, actors, dates, figures",
    of_articles: true,
    columns: &[PLACE, NAME, DATE, FIGURE, MADE],
    key: &["mention_id"],
    references: &[Reference {
        columns: &["article_id"],
        table: "articles",
        to: &["article_id"],
    }],
};

const PLACE: &[Column] = &[
    Column::always("mention_id", Type::Text, "ARTICLE:field:start-end:kind"),
    Column::always("article_id", Type::Text, "the article"),
    Column::always(
        "kind",
        Type::Text,
        "organisation, person, place, actor, date or figure",
    ),
    Column::always("field", Type::Text, "which text the offsets index: text or title"),
    Column::always("char_start", Type::Whole, "first code point"),
    Column::always("char_end", Type::Whole, "one past the last code point"),
    Column::always("byte_start", Type::Whole, "first byte of UTF-8"),
    Column::always("byte_end", Type::Whole, "one past the last byte of UTF-8"),
    Column::always("text", Type::Text, "the words under the span"),
];

const NAME: &[Column] = &[
    Column::maybe(
        "entity",
        Type::Text,
        "of names: what the article alone makes of it; nothing where it is ambiguous",
    ),
    Column::maybe(
        "resolved",
        Type::Text,
        "of names: the same with the whole archive read, where an acronym is the long name",
    ),
    Column::maybe("name", Type::Text, "of names: the entity's name"),
    Column::maybe("matched", Type::Text, "of names: how text and dictionary met"),
    Column::maybe(
        "candidates",
        Type::Texts,
        "of names: entities it may be, where it is ambiguous",
    ),
];

const DATE: &[Column] = &[
    Column::maybe("timex_type", Type::Text, "of dates: TIMEX3 type"),
    Column::maybe("timex_value", Type::Text, "of dates: TIMEX3 value"),
    Column::maybe("timex_mod", Type::Text, "of dates: TIMEX3 mod"),
    Column::maybe("timex_quant", Type::Text, "of dates: TIMEX3 quant"),
    Column::maybe("timex_freq", Type::Text, "of dates: TIMEX3 freq"),
    Column::maybe("date_from", Type::Day, "of dates: first day covered"),
    Column::maybe("date_to", Type::Day, "of dates: last day covered"),
    Column::maybe(
        "unanchored",
        Type::Flag,
        "of dates: relative to a day that is not known",
    ),
    Column::maybe(
        "day_month_unsure",
        Type::Flag,
        "of dates: day and month could be read the other way round",
    ),
];

const FIGURE: &[Column] = &[
    Column::maybe(
        "measure",
        Type::Text,
        "of figures: count, money, percent, quantity, ratio, multiple, score, vote or ordinal",
    ),
    Column::maybe("low", Type::Number, "of figures: lower bound"),
    Column::maybe("high", Type::Number, "of figures: upper bound"),
    Column::maybe(
        "bounds",
        Type::Text,
        "of figures: both bounds; a round bracket leaves the bound itself out",
    ),
    Column::maybe("nominal", Type::Number, "of figures: the number as said"),
    Column::maybe(
        "comparator",
        Type::Text,
        "of figures: exactly, more_than, at_least, less_than, at_most, nearly, about, between or vague",
    ),
    Column::maybe(
        "unit",
        Type::Text,
        "of figures: ISO 4217 code of money, unit of a quantity",
    ),
    Column::maybe(
        "unit_assumed",
        Type::Flag,
        "of figures: the text does not say which currency",
    ),
    Column::maybe("counted", Type::Text, "of figures: lemma of what is counted"),
    Column::maybe(
        "about",
        Type::Text,
        "of figures: what is counted, in the article's words",
    ),
    Column::maybe(
        "number_start",
        Type::Whole,
        "of figures: first code point of the amount itself",
    ),
    Column::maybe(
        "number_end",
        Type::Whole,
        "of figures: one past its last code point",
    ),
];

const MADE: &[Column] = &[
    Column::always("score", Type::Number, "how sure the rule is, 0 to 1"),
    Column::always("rule", Type::Text, "the rule that made it"),
];

/// The mentions of an article.
pub(super) fn rows(record: &Record, rows: &mut dyn Rows) -> Result<(), ExportError> {
    for mention in &record.mentions {
        rows.row(&MENTIONS, cells(&record.id, mention))?;
    }
    Ok(())
}

fn cells<'a>(article: &'a str, mention: &'a MentionLine) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = vec![
        (&mention.id).into(),
        article.into(),
        mention.kind.as_str().into(),
        mention.field.as_str().into(),
        mention.start.into(),
        mention.end.into(),
        mention.byte_start.into(),
        mention.byte_end.into(),
        (&mention.text).into(),
    ];
    let of = &mention.value;
    add(
        &mut cells,
        NAME,
        if let ValueLine::Name(name) = of {
            name_cells(name)
        } else {
            Vec::new()
        },
    );
    add(
        &mut cells,
        DATE,
        if let ValueLine::Date(date) = of {
            date_cells(date)
        } else {
            Vec::new()
        },
    );
    add(
        &mut cells,
        FIGURE,
        if let ValueLine::Figure(figure) = of {
            figure_cells(figure)
        } else {
            Vec::new()
        },
    );
    cells.push(score(mention.score).into());
    cells.push(mention.rule.as_str().into());
    cells
}

/// Adds the cells of a shape, or nothing for each of its columns.
fn add<'a>(to: &mut Vec<Cell<'a>>, columns: &[Column], mut cells: Vec<Cell<'a>>) {
    cells.resize(columns.len(), Cell::Nothing);
    to.append(&mut cells);
}

fn name_cells(line: &NameLine) -> Vec<Cell<'_>> {
    let candidates = line.candidates.iter().map(AsRef::as_ref).collect();
    vec![
        line.entity.as_deref().into(),
        line.resolved.as_deref().into(),
        Cell::from(&*line.name),
        line.matched.as_str().into(),
        Cell::Texts(candidates),
    ]
}

fn date_cells(DateLine { when }: &DateLine) -> Vec<Cell<'_>> {
    vec![
        when.timex.as_str().into(),
        (&when.value).into(),
        when.modifier.map(Modifier::as_str).into(),
        when.quant.as_ref().into(),
        when.freq.as_ref().into(),
        when.from.into(),
        when.to.into(),
        when.unanchored.into(),
        when.ambiguous.into(),
    ]
}

fn figure_cells(figure: &FigureLine) -> Vec<Cell<'_>> {
    vec![
        figure.measure.as_str().into(),
        figure.low.into(),
        figure.high.into(),
        (&figure.interval).into(),
        figure.nominal.into(),
        figure.comparator.as_str().into(),
        figure.unit.as_ref().into(),
        figure.unit_assumed.into(),
        figure.of.as_ref().into(),
        figure.about.as_ref().into(),
        figure.number.start.into(),
        figure.number.end.into(),
    ]
}

/// Four decimals, as a line prints them: in binary, .9 of one precision is not .9 of the other.
fn score(score: f32) -> f64 {
    const DECIMALS: f64 = 10_000.0;
    (f64::from(score) * DECIMALS).round() / DECIMALS
}
