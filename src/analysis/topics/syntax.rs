//! The syntax of a term: from what an author writes to what is looked for in an article. `docs/topics.md` has the table
//! of all forms.
//!
//! A newcomer would question that Arabic gets no stemmer: `انتحاري` (suicide bomber) would then match `انتحار`
//! (suicide). What may follow a word is for the author to say, with a star or a `~`.

mod anchor;
mod expression;
mod fault;
mod near;
mod phrase;
mod word;

use crate::model::ListId;

use super::rule::TermLanguage;
pub(super) use expression::Expression;
pub(super) use fault::TermFault;
pub(super) use near::{Near, Operand};
pub(super) use phrase::Phrase;

/// A term as it is understood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Words in a row.
    Phrase(Phrase),
    /// `/…/`: a regular expression.
    Expression(Expression),
    /// `… NEAR/5 …`: one thing near another.
    Near(Near),
    /// `@…`: the terms of a list.
    List(ListId),
}

/// Reads a term.
///
/// # Errors
/// The term breaks the syntax; the fault says what to write instead.
pub(super) fn parse(term: &str, language: &TermLanguage) -> Result<Form, TermFault> {
    let written = term.trim();
    if written.starts_with('/') {
        return Expression::parse(written).map(Form::Expression);
    }
    if let Some(near) = near::parse(written, language)? {
        return Ok(Form::Near(near));
    }
    if written.contains('|') {
        return Err(TermFault::LoneBar(term.to_owned()));
    }
    match written.strip_prefix('@') {
        Some(name) => near::list(name).map(Form::List),
        None => Phrase::parse(written, language).map(Form::Phrase),
    }
}

#[cfg(test)]
mod tests;
