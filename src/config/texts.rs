//! The texts that a configuration was read from: files, built-in ones, environment variables.
//!
//! They lie one behind another in one space of offsets. So a span alone says in which file it stands, tables of
//! several files can be merged, and a mistake in an environment variable is shown as one in a file is.

use std::ops::Range;

/// A place in the texts, in bytes from the beginning of the first.
pub(super) type Span = Range<usize>;

/// What the names of variables that set a key begin with.
pub(super) const VARIABLE_PREFIX: &str = "RASID_";

/// All texts, in the order they were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Texts(Vec<Text>);

/// What a text is to the configuration. A later kind wins over an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The built-in file, as far as it says what holds where the user's says nothing.
    Defaults,
    /// The file that was named or found, or else the built-in one as a whole.
    Main,
    /// A file that the main one includes, or a built-in topic pack.
    Included,
    /// A file of rules that are tried: its topics and lists replace those of the same names.
    Tried,
    /// An environment variable, written `NAME=value`.
    Variable,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// What it is to the configuration.
    pub(super) role: Role,
    /// What a mistake in it is located by: a path, or `environment`.
    pub(super) name: String,
    /// The text itself.
    pub(super) content: String,
    /// Its offset.
    pub(super) start: usize,
}

impl Texts {
    /// Adds a text behind the others.
    pub(super) fn add(&mut self, role: Role, name: impl Into<String>, content: impl Into<String>) -> &Text {
        let start = self.0.last().map_or(0, |text| text.end() + 1);
        self.0.push_mut(Text { role, name: name.into(), content: content.into(), start })
    }

    /// Leaves out those that are of no interest. The places of the others stay.
    pub(super) fn leave_out(&mut self, is_of_no_interest: impl Fn(&Text) -> bool) {
        self.0.retain(|text| !is_of_no_interest(text));
    }

    /// The texts in the order they were read.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Text> {
        self.0.iter()
    }

    /// The text that a place stands in, and where in it: one character at least, unless a line or the text ends there.
    pub(super) fn locate(&self, span: &Span) -> Option<(&Text, Range<usize>)> {
        let text = self.0.iter().find(|text| (text.start..=text.end()).contains(&span.start))?;
        let start = span.start - text.start;
        let next = text.content.get(start..)?.chars().next().filter(|c| !c.is_control());
        let shortest = start + next.map_or(0, char::len_utf8);
        Some((text, start..(span.end.min(text.end()) - text.start).max(shortest)))
    }

    /// A place as people name it: `config.toml:12`.
    pub(super) fn name_line(&self, span: &Span) -> String {
        let Some((text, place)) = self.locate(span) else { return String::new() };
        let before = text.content.get(..place.start).unwrap_or_default();
        format!("{}:{}", text.name, before.matches('\n').count() + 1)
    }
}

impl Text {
    /// The offset of its end.
    pub(super) fn end(&self) -> usize {
        self.start + self.content.len()
    }
}
