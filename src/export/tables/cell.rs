//! What stands in one place of a table.

use std::borrow::Cow;

use jiff::civil::Date;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Text in UTF-8.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// A day.
    Day,
    /// A list of texts.
    Texts,
}

/// What stands in one place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Nothing,
    /// Of [`Type::Text`].
    Text(Cow<'a, str>),
    /// Of [`Type::Whole`].
    Whole(i64),
    /// Of [`Type::Number`].
    Number(f64),
    /// Of [`Type::Flag`].
    Flag(bool),
    /// Of [`Type::Day`].
    Day(Date),
    /// Of [`Type::Texts`].
    Texts(Vec<&'a str>),
}

impl Cell<'_> {
    /// Whether it may stand in a column.
    pub(super) fn is_of(&self, holds: Type) -> bool {
        matches!(
            (self, holds),
            (Self::Nothing, _)
                | (Self::Text(_), Type::Text)
                | (Self::Whole(_), Type::Whole)
                | (Self::Number(_), Type::Number)
                | (Self::Flag(_), Type::Flag)
                | (Self::Day(_), Type::Day)
                | (Self::Texts(_), Type::Texts)
        )
    }

    /// A list as a text: a JSON array, which SQLite, DuckDB and Datasette take apart.
    pub(super) fn list(texts: &[&str]) -> String {
        serde_json::Value::from(texts.to_vec()).to_string()
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Whole(number as i64)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Date> for Cell<'_> {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Nothing, Into::into)
    }
}
