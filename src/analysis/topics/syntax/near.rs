//! `oil NEAR/8 sanction*|embargo*|@lists/of-goods`: one thing near another.

use crate::analysis::topics::rule::TermLanguage;
use crate::model::ListId;

use super::fault::{MAX_WITHIN, TermFault};
use super::phrase::Phrase;

/// One of several things near one of several others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis::topics) struct Near {
    /// The greatest distance in words, from the last of the one to the first of the other; neighbours are 1 apart.
    pub(in crate::analysis::topics) within: u32,
    /// What is written before `NEAR`; at least one.
    pub(in crate::analysis::topics) one: Vec<Operand>,
    /// What is written behind it; at least one.
    pub(in crate::analysis::topics) other: Vec<Operand>,
}

/// What stands beside `NEAR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis::topics) enum Operand {
    Phrase(Phrase),
    List(ListId),
}

/// Reads a term that has `NEAR` in it; `None` if it has not.
pub(super) fn parse(written: &str, language: &TermLanguage) -> Result<Option<Near>, TermFault> {
    let is_near = |word: &&str| *word == "NEAR" || word.starts_with("NEAR/");
    let mut nears = written.split_whitespace().filter(is_near);
    let Some(near) = nears.next() else { return Ok(None) };
    if nears.next().is_some() {
        return Err(TermFault::TwiceNear(written.to_owned()));
    }
    let within = near.strip_prefix("NEAR/").and_then(|number| number.parse().ok());
    let within = within.filter(|words| (1..=MAX_WITHIN).contains(words));
    let within = within.ok_or_else(|| TermFault::NoDistance(written.to_owned()))?;
    let words: Vec<&str> = written.split_whitespace().collect();
    let mut sides = words.split(is_near).map(|side| operands(&side.join(" "), language, written));
    let mut side = || sides.next().unwrap_or_else(|| Err(TermFault::MissingOperand(written.to_owned())));
    Ok(Some(Near { within, one: side()?, other: side()? }))
}

/// Reads the name of a list, without its `@`.
pub(super) fn list(name: &str) -> Result<ListId, TermFault> {
    ListId::parse(name.trim()).map_err(|_| TermFault::NoListName(format!("@{name}")))
}

fn operands(side: &str, language: &TermLanguage, term: &str) -> Result<Vec<Operand>, TermFault> {
    let operand = |written: &str| match written.trim() {
        "" => Err(TermFault::MissingOperand(term.to_owned())),
        written if written.starts_with('/') => Err(TermFault::ExpressionNear(term.to_owned())),
        written => match written.strip_prefix('@') {
            Some(name) => list(name).map(Operand::List),
            None => Phrase::parse(written, language).map(Operand::Phrase),
        },
    };
    side.split('|').map(operand).collect()
}
