//! From TOML tables to the structs of [`raw`](super::raw), with every unknown key and every wrong type found.
//!
//! serde stops at the first mistake. So the mistake is noted, what it points at is taken out of the table, and the
//! table is read again, until nothing is left to complain of. That a key is missing would end this: all are optional.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

use super::document::Value;
use super::mistakes::{Fault, Mistakes};
use super::texts::Span;
use crate::text::likeness::nearest;

/// A table that was read.
#[derive(Debug)]
pub(super) struct Shaped<T> {
    /// What it holds; `None` if it is no table at all.
    pub(super) value: Option<T>,
    /// Where its header stands.
    pub(super) place: Span,
    lost: BTreeSet<String>,
}

impl<T> Shaped<T> {
    /// Whether all that its author wrote is in it.
    pub(super) fn is_whole(&self) -> bool {
        self.lost.is_empty()
    }

    /// Notes that a key is missing, unless it is there but wrong or misspelt, which has been said already.
    pub(super) fn key_is_missing(&self, key: &str, hint: &str, mistakes: &mut Mistakes) {
        self.key_is_missing_in(&self.place, key, hint, mistakes);
    }

    /// The same for a table within this one.
    pub(super) fn key_is_missing_in(&self, table: &Span, key: &str, hint: &str, mistakes: &mut Mistakes) {
        if !self.lost.contains(key) {
            mistakes.absent(table.clone(), Fault::new(format!("missing key `{key}`"), hint));
        }
    }
}

/// Reads a table, and leaves in it what is right.
pub(super) fn read<'t, T: Deserialize<'t>>(value: &mut Value<'t>, mistakes: &mut Mistakes) -> Shaped<T> {
    let place = value.span();
    let mut lost = BTreeSet::new();
    let value = loop {
        let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(shaped) => break Some(shaped),
            Err(error) => error,
        };
        let span = error.span().unwrap_or_else(|| place.clone());
        let complaint = Complaint::of(error.message());
        lost.extend(complaint.meant().map(str::to_owned));
        match complaint {
            Complaint::UnknownKey { .. } => mistakes.misplaced(span.clone(), complaint.fault()),
            _ => mistakes.at(span.clone(), complaint.fault()),
        }
        match take_out(value.get_mut(), &span) {
            Some(Taken::Entry(key)) => lost.insert(key),
            Some(Taken::Element) => false,
            None => break None,
        };
    };
    Shaped { value, place, lost }
}

/// What serde complains of. It says so in words alone, which the tests of the reports pin.
enum Complaint<'m> {
    UnknownKey { key: &'m str, known: Vec<&'m str> },
    Type { found: &'m str, expected: &'m str },
    Other(&'m str),
}

impl<'m> Complaint<'m> {
    fn of(message: &'m str) -> Self {
        let mut quoted = message.split('`').skip(1).step_by(2);
        if message.starts_with("unknown field") {
            Self::UnknownKey { key: quoted.next().unwrap_or_default(), known: quoted.collect() }
        } else if let Some((found, expected)) = message
            .strip_prefix("invalid type: ")
            .or_else(|| message.strip_prefix("invalid value: "))
            .and_then(|rest| rest.split_once(", expected "))
        {
            Self::Type { found, expected }
        } else {
            Self::Other(message)
        }
    }

    /// The key that a misspelt one was most likely meant to be.
    fn meant(&self) -> Option<&'m str> {
        match self {
            Self::UnknownKey { key, known } => nearest(key, known),
            _ => None,
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Self::UnknownKey { key, known } => Fault::unknown("key", key, known.iter().copied()),
            Self::Type { found, expected } => {
                let (expected, hint) = in_toml(expected);
                let found = match *found {
                    "sequence" => "a list",
                    "map" => "a table",
                    scalar => scalar,
                };
                Fault { message: format!("expected {expected}, found {found}"), hint: hint.map(str::to_owned) }
            }
            Self::Other(message) => Fault::plain(*message),
        }
    }
}

/// What serde calls a type, in words of TOML, with how it is written.
fn in_toml(expected: &str) -> (&str, Option<&'static str>) {
    match expected {
        "a string" => ("text", Some("write it in quotes: \"…\"")),
        "a boolean" => ("true or false", None),
        "a sequence" => ("a list", Some("write it in brackets: […]")),
        "a map" => ("a table", Some("write it as { key = \"value\" }")),
        "u32" => ("a whole number, 0 or more", None),
        "f64" => ("a number", None),
        _ if expected.starts_with("struct ") => ("a table", Some("write it as a `[section]` of its own")),
        other => (other, None),
    }
}

enum Taken {
    Entry(String),
    Element,
}

/// Takes out the deepest entry or element that a span names, by its key or by its value.
fn take_out(value: &mut DeValue<'_>, span: &Span) -> Option<Taken> {
    match value {
        DeValue::Table(table) => take_out_of_table(table, span),
        DeValue::Array(array) => {
            let deepest = array.iter_mut().find_map(|element| take_out(element.get_mut(), span));
            if deepest.is_some() {
                return deepest;
            }
            let without: DeArray<'_> = array.iter().filter(|element| element.span() != *span).cloned().collect();
            let is_shorter = without.len() < array.len();
            *array = without;
            is_shorter.then_some(Taken::Element)
        }
        _ => None,
    }
}

fn take_out_of_table(table: &mut DeTable<'_>, span: &Span) -> Option<Taken> {
    let deepest = table.iter_mut().find_map(|(_, value)| take_out(value.get_mut(), span));
    if deepest.is_some() {
        return deepest;
    }
    let key = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span)?.0.clone();
    table.remove(&key);
    Some(Taken::Entry(key.into_inner().into_owned()))
}
