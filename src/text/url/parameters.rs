//! Which parameters of an address make no difference to what is read.

use std::borrow::Cow;
use std::collections::HashMap;

/// The fewest letters and digits of a session's id, where the parameter's name may also mean "story id".
const SHORTEST_SESSION: usize = 20;

/// Parameters by name, with what their values must be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parameters {
    /// Names in lower case.
    by_name: HashMap<String, Vec<Value>>,
    /// Beginnings of names, in lower case.
    by_beginning: Vec<(String, Value)>,
}

/// What the value of a parameter must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Anything.
    Any,
    /// This.
    Is(String),
    /// Something without a digit: a number may be what tells two articles apart.
    Word,
    /// As long as the id of a session.
    Session,
}

impl Parameters {
    /// Adds a name, one that ends in `*` for all that begin so, or a name with the value that it must have (`page=1`).
    pub(super) fn add(&mut self, pattern: &str, value: Value) {
        let (name, value) = match pattern.split_once('=') {
            Some((name, exact)) => (name, Value::Is(exact.to_owned())),
            None => (pattern, value),
        };
        let name = name.to_lowercase();
        match name.strip_suffix('*') {
            Some(beginning) => self.by_beginning.push((beginning.to_owned(), value)),
            None => self.by_name.entry(name).or_default().push(value),
        }
    }

    /// The pattern that a parameter fits; its name is as [`lower`] gives it.
    pub(super) fn find(&self, name: &str, value: &str) -> Option<Pattern<'_>> {
        if let Some((known, wanted)) = self.by_name.get_key_value(name)
            && let Some(wanted) = wanted.iter().find(|wanted| wanted.fits(value))
        {
            return Some(Pattern { name: known, is_beginning: false, value: wanted });
        }
        let fits = |(beginning, wanted): &&(String, Value)| name.starts_with(beginning) && wanted.fits(value);
        let (beginning, wanted) = self.by_beginning.iter().find(fits)?;
        Some(Pattern { name: beginning, is_beginning: true, value: wanted })
    }
}

impl Value {
    fn fits(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Is(wanted) => wanted.eq_ignore_ascii_case(value),
            Self::Word => !value.contains(|c: char| c.is_numeric()),
            Self::Session => value.len() >= SHORTEST_SESSION,
        }
    }
}

/// A pattern that a parameter fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pattern<'p> {
    name: &'p str,
    is_beginning: bool,
    value: &'p Value,
}

impl Pattern<'_> {
    /// As the rules write it, with the key that it stands under.
    pub(super) fn written(self) -> String {
        let star = if self.is_beginning { "*" } else { "" };
        let (key, exact) = match self.value {
            Value::Any => ("ignore", None),
            Value::Is(value) => ("ignore", Some(value)),
            Value::Word => ("ignore_words", None),
            Value::Session => ("ignore_sessions", None),
        };
        let exact = exact.map(|value| format!("={value}")).unwrap_or_default();
        format!("{key} \"{}{star}{exact}\"", self.name)
    }
}

/// A name as patterns are compared with it.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) || !name.is_ascii() {
        Cow::Owned(name.to_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}
