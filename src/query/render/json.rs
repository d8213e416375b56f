//! JSON that is safe to look at: the same values, with everything that could act on a terminal written as `\u….`.

use std::io::{self, Write};

use serde::ser::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::safe;
use crate::query::listing::{Cell, Column, Record};

/// Writes a row as one object on one line, in the order of the columns.
pub(super) fn write_object(out: impl Write, columns: &[Column], cells: &[Cell]) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Escaping(CompactFormatter));
    Record { columns, cells }.serialize(&mut serializer).map_err(io::Error::from)
}

/// Writes a value on several lines.
pub(super) fn write_pretty(out: impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Escaping(PrettyFormatter::new()));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Escapes what serde_json leaves as it is (it escapes the ASCII controls only), and leaves the layout to another.
struct Escaping<F>(F);

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| safe::is_dangerous(*c)) {
            let (clean, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            writer.write_all(clean.as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = tail.strip_prefix(c).unwrap_or("");
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        write_object(&mut out, &[Column::whole("t")], &[Cell::from(text)]).expect("memory takes it");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn overrides_and_c1_controls_are_escaped() {
        assert_eq!(written("a\u{202e}b\u{9b}c\u{e0041}"), r#"{"t":"a\u202eb\u009bc\udb40\udc41"}"#);
        assert_eq!(written("«قمة» \"x\"\n"), r#"{"t":"«قمة» \"x\"\n"}"#);
    }

    proptest! {
        #[test]
        fn escaping_changes_no_value(text in any::<String>()) {
            let value: serde_json::Value = serde_json::from_str(&written(&text)).expect("valid JSON");
            prop_assert_eq!(value["t"].as_str(), Some(text.as_str()));
        }
    }
}
