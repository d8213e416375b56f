//! A listing: named columns and typed cells, before anybody decides how they look.
//!
//! A cell keeps what a value *is* (a number, a time, a list), so that JSON gets its types and a table its short forms from
//! the same row. Which columns a person wants to see is a property of the listing; programs always get all of them.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::model::Moment;

/// A result that fits in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// What each cell of a row is.
    pub columns: Vec<Column>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Row>,
}

/// One row of cells, in the order of the columns.
pub type Row = Vec<Cell>;

/// What a use case of unknown size calls for each row; it stops when told to.
pub type OnRow<'r> = &'r mut dyn FnMut(&[Column], Row) -> ControlFlow<()>;

/// What the cells at one place of the rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The key in JSON and the heading of CSV; unique in its listing.
    pub name: Cow<'static, str>,
    /// Who sees it, and whether it gives way on a narrow screen.
    pub display: Display,
}

/// How a column behaves in front of a person. JSON and CSV hold every column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Shown whole: ids, times, numbers.
    Whole,
    /// Shown, and cut with … where the screen is narrow: titles, addresses.
    Elastic,
    /// For programs only.
    Hidden,
}

impl Column {
    /// A column that is shown whole.
    #[must_use]
    pub const fn whole(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), display: Display::Whole }
    }

    /// A column that is cut on narrow screens.
    #[must_use]
    pub const fn elastic(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), display: Display::Elastic }
    }

    /// A column for programs.
    #[must_use]
    pub const fn hidden(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), display: Display::Hidden }
    }
}

/// A typed value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Not known.
    Null,
    /// Text as it came: foreign, perhaps hostile. Renderers clean it.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction; one that is not finite becomes null.
    Real(f64),
    /// Yes or no.
    Flag(bool),
    /// A time, to the day or to the second.
    Time(Moment),
    /// A time that a person wants to see as a distance from now.
    Age {
        /// The time.
        at: Timestamp,
        /// When the question was asked.
        now: Timestamp,
    },
    /// A length of time; exact in seconds.
    Span(Duration),
    /// Several values.
    List(Vec<Cell>),
    /// Named values, as a JSON object.
    Record(Vec<(Cow<'static, str>, Cell)>),
}

impl Cell {
    /// A list of texts.
    #[must_use]
    pub fn texts<T: ToString>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(|value| Self::Text(value.to_string())).collect())
    }

    /// A value of JSON.
    #[must_use]
    pub fn json(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(is_true) => Self::Flag(*is_true),
            Value::Number(number) => number.as_i64().map_or_else(|| number.as_f64().into(), Self::Integer),
            Value::String(text) => text.as_str().into(),
            Value::Array(values) => Self::List(values.iter().map(Self::json).collect()),
            Value::Object(fields) => {
                Self::Record(fields.iter().map(|(name, value)| (name.clone().into(), Self::json(value))).collect())
            }
        }
    }

    /// Named values.
    #[must_use]
    pub fn record<const N: usize>(fields: [(&'static str, Self); N]) -> Self {
        Self::Record(fields.into_iter().map(|(name, cell)| (name.into(), cell)).collect())
    }

    /// A count; those beyond 2^63, which nothing counts to, stay there.
    #[must_use]
    pub fn count(n: u64) -> Self {
        Self::Integer(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// Whether people expect it on the right side of its column.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Integer(_) | Self::Real(_))
    }

    /// The value as plain text, exact, for CSV and the like: times in ISO 8601, list members joined by `; `.
    #[must_use]
    pub fn exact_text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) if number.is_finite() => number.to_string(),
            Self::Real(_) => String::new(),
            Self::Flag(is_true) => is_true.to_string(),
            Self::Time(moment) => moment.to_string(),
            Self::Age { at, .. } => at.to_string(),
            Self::Span(span) => span.as_secs().to_string(),
            Self::List(cells) => joined(cells.iter(), "; "),
            Self::Record(fields) => joined(fields.iter().map(|(_, cell)| cell), " "),
        }
    }
}

fn joined<'c>(cells: impl Iterator<Item = &'c Cell>, separator: &str) -> String {
    cells.map(Cell::exact_text).collect::<Vec<_>>().join(separator)
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Cell {
    fn from(is_true: bool) -> Self {
        Self::Flag(is_true)
    }
}

impl From<Moment> for Cell {
    fn from(moment: Moment) -> Self {
        Self::Time(moment)
    }
}

impl From<Timestamp> for Cell {
    fn from(time: Timestamp) -> Self {
        Self::Time(Moment::utc(time))
    }
}

/// A row as an object: its cells by the names of its columns, in their order.
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    /// What the cells are.
    pub columns: &'r [Column],
    /// The cells.
    pub cells: &'r [Cell],
}

impl Listing {
    /// Its rows as objects.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.rows.iter().map(|cells| Record { columns: &self.columns, cells })
    }
}

/// A list of objects.
impl Serialize for Listing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.records())
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|column| &column.name).zip(self.cells))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            // JSON has no word for the others; serde_json writes them as null.
            Self::Real(number) => serializer.serialize_f64(*number),
            Self::Flag(is_true) => serializer.serialize_bool(*is_true),
            Self::Time(moment) => moment.serialize(serializer),
            Self::Age { at, .. } => serializer.collect_str(at),
            Self::Span(span) => serializer.serialize_u64(span.as_secs()),
            Self::List(cells) => serializer.collect_seq(cells),
            Self::Record(fields) => serializer.collect_map(fields.iter().map(|(name, cell)| (name, cell))),
        }
    }
}
