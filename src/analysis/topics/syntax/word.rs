//! One word of a term, and which words of an article it is.

use crate::text::inflection::clitics::Clitics;
use crate::text::inflection::endings::Endings;

/// A word of a term, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PatternWord {
    /// The letters that every match holds.
    pub(super) text: Box<str>,
    /// What may stand before them.
    pub(super) before: Before,
    /// What may follow them.
    pub(super) after: After,
}

/// What may stand before the letters of a term's word, within the same word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Before {
    Nothing,
    Anything,
    Clitics(Clitics),
}

/// What may follow the letters of a term's word, within the same word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum After {
    Nothing,
    Anything,
    Endings(Endings),
}

impl PatternWord {
    /// Whether a folded word of an article is this one.
    pub(super) fn matches(&self, word: &str) -> bool {
        match (self.before, self.after) {
            (Before::Nothing, _) => word.strip_prefix(&*self.text).is_some_and(|rest| self.after.allows(rest)),
            (_, After::Nothing) => word.strip_suffix(&*self.text).is_some_and(|front| self.may_follow(front)),
            _ => word.match_indices(&*self.text).any(|(at, found)| {
                let rest = word.get(at + found.len()..).unwrap_or_default();
                word.get(..at).is_some_and(|front| self.may_follow(front)) && self.after.allows(rest)
            }),
        }
    }

    /// Whether an ending of it is written as a word of its own: of Persian what a half space sets off.
    pub(super) fn has_loose_ending(&self, next: &str) -> bool {
        matches!(self.after, After::Endings(endings) if endings.is_loose(next))
    }

    /// Whether some of its endings may be words of their own.
    pub(super) fn may_have_loose_ending(&self) -> bool {
        matches!(self.after, After::Endings(endings) if endings.has_loose())
    }

    fn may_follow(&self, front: &str) -> bool {
        match self.before {
            Before::Nothing => front.is_empty(),
            Before::Anything => true,
            Before::Clitics(clitics) => clitics.allow(front, &self.text),
        }
    }
}

impl After {
    fn allows(self, rest: &str) -> bool {
        match self {
            Self::Nothing => rest.is_empty(),
            Self::Anything => true,
            Self::Endings(endings) => endings.allow(rest),
        }
    }
}
