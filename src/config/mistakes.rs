//! What is wrong with a configuration, collected until all of it has been looked at.
//!
//! A [`Fault`] is what a rule for one value finds, without knowing where the value stands; a [`Mistake`] is a fault
//! in its place.

use toml::Spanned;

use super::texts::Span;
use crate::text::likeness::nearest;

/// What is wrong with a value, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is wrong: a lower-case fragment.
    pub(super) message: String,
    /// What to write instead.
    pub(super) hint: Option<String>,
}

impl Fault {
    /// A fault that says how to mend it.
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()) }
    }

    /// A fault that needs no more words.
    pub(super) fn plain(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    /// A name that is not among the known ones.
    pub(super) fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let message = format!("unknown {what} `{name}`");
        match nearest(name, &known) {
            Some(meant) => Self::new(message, format!("did you mean `{meant}`?")),
            None if known.is_empty() => Self::plain(message),
            None => Self::new(message, format!("known: `{}`", known.join("`, `"))),
        }
    }
}

/// A fault in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    /// What is wrong.
    pub(super) fault: Fault,
    /// Where; `None` if it concerns no line, as a file that cannot be read.
    pub(super) place: Option<Span>,
    /// Another place that belongs to it, with what is there.
    pub(super) other: Option<(Span, &'static str)>,
}

/// All mistakes that were met.
#[derive(Debug, Clone, Default)]
pub(super) struct Mistakes {
    list: Vec<Mistake>,
    slips: Vec<Slip>,
}

/// A slip in the syntax, behind which the parser guesses.
#[derive(Debug, Clone)]
struct Slip {
    /// Its line, of which nothing is known.
    line: Span,
    /// How far it may have moved keys into tables where they do not belong.
    end_of_text: usize,
}

impl Mistakes {
    /// Notes what is not TOML, once a line. What was guessed of that line is not judged any further.
    pub(super) fn syntax(&mut self, place: Span, line: Span, end_of_text: usize, fault: Fault) {
        self.at(place, fault);
        self.slips.push(Slip { line, end_of_text });
    }

    /// Notes a mistake.
    pub(super) fn note(&mut self, mistake: Mistake) {
        let is_guess = mistake.place.as_ref().is_some_and(|place| {
            self.slips.iter().any(|slip| (slip.line.start..=slip.line.end).contains(&place.start))
        });
        if !is_guess {
            self.list.push(mistake);
        }
    }

    /// Notes that something is not there, unless a slip in the syntax may have hidden it.
    pub(super) fn absent(&mut self, place: Span, fault: Fault) {
        if self.slips.is_empty() {
            self.at(place, fault);
        }
    }

    /// Notes a name that does not belong where it stands, unless a slip before may have put it there.
    pub(super) fn misplaced(&mut self, place: Span, fault: Fault) {
        if !self.slips.iter().any(|slip| (slip.line.start..=slip.end_of_text).contains(&place.start)) {
            self.at(place, fault);
        }
    }

    /// Notes a fault at a place.
    pub(super) fn at(&mut self, place: Span, fault: Fault) {
        self.note(Mistake { fault, place: Some(place), other: None });
    }

    /// Applies a rule to a value; a fault is noted, and there is no value then.
    pub(super) fn check<V: AsRef<str>, T>(
        &mut self,
        value: &Spanned<V>,
        rule: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        match rule(value.get_ref().as_ref()) {
            Ok(checked) => Some(checked),
            Err(fault) => {
                self.at(value.span(), fault);
                None
            }
        }
    }

    /// Applies a rule to a value that may be absent.
    pub(super) fn check_if_given<V: AsRef<str>, T>(
        &mut self,
        value: Option<&Spanned<V>>,
        rule: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        value.and_then(|value| self.check(value, rule))
    }

    /// Applies a rule to each value of a list.
    pub(super) fn check_each<V: AsRef<str>, T>(
        &mut self,
        values: &[Spanned<V>],
        rule: impl Fn(&str) -> Result<T, Fault>,
    ) -> Vec<T> {
        values.iter().filter_map(|value| self.check(value, &rule)).collect()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The mistakes in order of place, those without one first, and each once: defaults are looked at again with every
    /// source.
    pub(super) fn into_sorted(mut self) -> Vec<Mistake> {
        let order =
            |mistake: &Mistake| (mistake.place.as_ref().map(|place| place.start), mistake.fault.message.clone());
        self.list.sort_by_cached_key(order);
        self.list.dedup();
        self.list
    }
}
