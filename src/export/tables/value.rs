//! The columns that hold an answer, the same in every table that has one: of a claim, a position, a fact, a step of a series.

use super::Column;
use super::cell::{Cell, Type};
use crate::model::{ClaimAmount, ClaimValue, ClaimWhen, Polarity};

/// The columns.
pub(super) const VALUE: &[Column] = &[
    Column::maybe(
        "shape",
        Type::Text,
        "which columns hold the answer: amount, when, names, proposition or phrase",
    ),
    Column::maybe("low", Type::Number, "of an amount: lower bound"),
    Column::maybe("high", Type::Number, "of an amount: upper bound"),
    Column::maybe(
        "bounds",
        Type::Text,
        "of an amount: both bounds; a round bracket leaves the bound itself out",
    ),
    Column::maybe("nominal", Type::Number, "of an amount: the number as said"),
    Column::maybe("unit", Type::Text, "of an amount: ISO 4217 code or unit"),
    Column::maybe(
        "comparator",
        Type::Text,
        "of an amount: exactly, more_than, at_least, less_than, at_most, nearly, about, between or vague",
    ),
    Column::maybe("timex_value", Type::Text, "of a time: TIMEX3 value"),
    Column::maybe("date_from", Type::Day, "of a time: first day covered"),
    Column::maybe("date_to", Type::Day, "of a time: last day covered"),
    Column::maybe(
        "night",
        Type::Flag,
        "of a time: a night, which belongs to two days",
    ),
    Column::maybe("names", Type::Texts, "of names: entities"),
    Column::maybe(
        "proposition",
        Type::Text,
        "of a proposition: what is so or not; polarity and certainty say which",
    ),
    Column::maybe("phrase", Type::Text, "of a phrase: the words"),
];

const AMOUNT: std::ops::Range<usize> = 1..7;
const WHEN: std::ops::Range<usize> = 7..11;
const NAMES: usize = 11;
const PROPOSITION: usize = 12;
const PHRASE: usize = 13;

/// The cells of an answer.
pub(super) fn cells(value: Option<&ClaimValue>) -> Vec<Cell<'_>> {
    let mut cells = vec![Cell::Nothing; VALUE.len()];
    let Some(value) = value else {
        return cells;
    };
    let shape = match value {
        ClaimValue::Amount(amount) => {
            cells.splice(AMOUNT, amount_cells(amount));
            "amount"
        }
        ClaimValue::When(when) => {
            cells.splice(WHEN, when_cells(when));
            "when"
        }
        ClaimValue::Names(names) => {
            cells[NAMES] = Cell::Texts(names.iter().map(String::as_str).collect());
            "names"
        }
        ClaimValue::Proposition(text) => {
            cells[PROPOSITION] = text.into();
            "proposition"
        }
        ClaimValue::Phrase(text) => {
            cells[PHRASE] = text.into();
            "phrase"
        }
    };
    cells[0] = shape.into();
    cells
}

/// In words: a plus or minus alone is a formula to a spreadsheet.
pub(super) fn polarity(polarity: Polarity) -> Cell<'static> {
    match polarity {
        Polarity::Affirmed => "affirmed".into(),
        Polarity::Denied => "denied".into(),
    }
}

fn amount_cells(amount: &ClaimAmount) -> [Cell<'_>; 6] {
    [
        amount.interval.low.into(),
        amount.interval.high.into(),
        amount.interval.to_string().into(),
        amount.nominal.into(),
        amount.unit.as_ref().into(),
        amount.comparator.as_str().into(),
    ]
}

fn when_cells(when: &ClaimWhen) -> [Cell<'_>; 4] {
    [
        (&when.value).into(),
        when.from.into(),
        when.to.into(),
        when.night.into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Comparator;

    #[test]
    fn each_shape_fills_its_own_columns() {
        let day = jiff::civil::date(2021, 5, 4);
        let shapes = [
            ClaimValue::Amount(ClaimAmount {
                interval: "(80,)".parse().unwrap(),
                nominal: Some(80.0),
                unit: None,
                comparator: Comparator::MoreThan,
            }),
            ClaimValue::When(ClaimWhen {
                value: "2021-05-04".to_owned(),
                from: Some(day),
                to: Some(day),
                night: false,
            }),
            ClaimValue::Names(vec!["org/a".to_owned()]),
            ClaimValue::Proposition("data_taken".to_owned()),
            ClaimValue::Phrase("a gas leak".to_owned()),
        ];
        for shape in &shapes {
            let cells = cells(Some(shape));
            assert_eq!(cells.len(), VALUE.len());
            assert_ne!(cells[0], Cell::Nothing);
            for (cell, column) in cells.iter().zip(VALUE) {
                assert!(cell.is_of(column.holds), "{} holds {cell:?}", column.name);
            }
        }
        assert_eq!(cells(None), vec![Cell::Nothing; VALUE.len()]);
    }
}
