//! From one text to a TOML table whose spans are places among all texts.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistakes::{Fault, Mistakes};
use super::texts::{Span, Text};

/// A value with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Reads a text. What is not TOML is noted, and as much of the rest as can be understood is given back.
pub(super) fn parse<'t>(text: &'t Text, mistakes: &mut Mistakes) -> DeTable<'t> {
    let (table, errors) = DeTable::parse_recoverable(&text.content);
    for error in errors {
        let place = error.span().unwrap_or_default();
        let line = line_around(&text.content, place.start);
        let moved = |span: Span| span.start + text.start..span.end + text.start;
        mistakes.syntax(moved(place), moved(line), explain(error.message()));
        if error.message().contains("array") {
            // A list that is not closed swallows what follows; every line of it would count as a mistake.
            break;
        }
    }
    move_table(table.into_inner(), text.start)
}

fn line_around(content: &str, at: usize) -> Span {
    let (before, behind) = content.split_at_checked(at).unwrap_or((content, ""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    start..before.len() + behind.find('\n').unwrap_or(behind.len())
}

/// The parser's words for the commonest slips are of the grammar; these are of the reader.
fn explain(message: &str) -> Fault {
    if message.starts_with("string values must be quoted") {
        Fault::new("text without quotes", "write it as \"…\"")
    } else if message.starts_with("duplicate key") {
        Fault::new("given twice", "each key and each `[section]` may stand once; only `[[…]]` may be repeated")
    } else if message.starts_with("key with no value") {
        Fault::new("key without a value", "write `key = value`")
    } else {
        Fault::plain(message)
    }
}

/// Reads one value that stands in a text from `offset` on, if it is TOML.
pub(super) fn parse_value<'t>(text: &'t Text, offset: usize) -> Option<Value<'t>> {
    let written = text.content.get(offset..)?;
    DeValue::parse(written).ok().map(|value| move_value(value, text.start + offset))
}

fn move_value(value: Value<'_>, by: usize) -> Value<'_> {
    let span = value.span();
    let moved = match value.into_inner() {
        DeValue::Array(array) => DeValue::Array(array.into_iter().map(|element| move_value(element, by)).collect()),
        DeValue::Table(table) => DeValue::Table(move_table(table, by)),
        scalar => scalar,
    };
    Spanned::new(span.start + by..span.end + by, moved)
}

fn move_table(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    table
        .into_iter()
        .map(|(key, value)| {
            let span = key.span();
            (Spanned::new(span.start + by..span.end + by, key.into_inner()), move_value(value, by))
        })
        .collect()
}
