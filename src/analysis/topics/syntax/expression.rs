//! `/S-?[34]00/`: a regular expression on the text as given.

use crate::text::pattern::{self, Pattern};

use super::fault::TermFault;

/// A regular expression that cannot run away: it matches something, and no more than a few words at once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::analysis::topics) struct Expression(String);

impl Expression {
    /// Reads an expression between slashes.
    pub(super) fn parse(term: &str) -> Result<Self, TermFault> {
        let inner = term.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
        let written = inner.ok_or_else(|| TermFault::OpenExpression(term.to_owned()))?;
        let fault = |why: &str, instead: &str| {
            Err(TermFault::Expression(format!("the regular expression `{term}` {why}; {instead}")))
        };
        let extent = match pattern::extent(written) {
            Ok(extent) => extent,
            Err(why) => return fault(&format!("cannot be read: {why}"), "write it as in '/\\bS-?[34]00\\b/'"),
        };
        if extent.may_be_empty {
            return fault("can match nothing at all", "write at least one letter that must be there");
        }
        if extent.may_run_away {
            let instead = "say what may stand between words and how often, as in `\\W{1,3}`, or write `NEAR/5`";
            return fault("could run through a whole text", instead);
        }
        let expression = Self(written.to_owned());
        match expression.compile() {
            Some(_) => Ok(expression),
            None => fault("grows too large", "leave out alternatives, or counts such as `{100}`"),
        }
    }

    /// What finds it, letter case aside; `None` only before it was checked.
    pub(in crate::analysis::topics) fn compile(&self) -> Option<Pattern> {
        pattern::compile(&self.0, true).ok()
    }
}
