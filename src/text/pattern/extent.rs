//! How much of a text one match of an expression may take.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::reason;

/// More characters than this are no longer a few words.
const FEW_WORDS: u32 = 1_000;

/// What one word may take, where an expression does not say how long it is.
const LONG_WORD: u32 = 40;

/// Letters and digits of several scripts: what holds one of them may hold words.
const LETTERS: [char; 14] = ['0', 'a', 'z', 'é', 'ε', 'я', 'ж', 'ا', 'م', 'ש', '中', 'の', 'ก', '한'];

/// What parts words.
const SPACES: [char; 3] = [' ', '\n', '\u{a0}'];

/// How much one match may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Whether it may be nothing.
    pub may_be_empty: bool,
    /// Whether it may go on from word to word without end, as `.*`, or over more than a few words.
    pub may_run_away: bool,
}

/// Measures an expression.
///
/// # Errors
/// It is no regular expression; the text says what is wrong with it, as a lower-case fragment.
pub fn extent(pattern: &str) -> Result<Extent, String> {
    let parsed = regex_syntax::parse(pattern).map_err(|error| reason(&error.to_string()))?;
    let may_be_empty = parsed.properties().minimum_len() == Some(0);
    Ok(Extent { may_be_empty, may_run_away: span(&parsed).is_none_or(|length| length > FEW_WORDS) })
}

/// The greatest length in characters, a word of any length counted as [`LONG_WORD`]; `None` if there is no end.
fn span(part: &Hir) -> Option<u32> {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Class(_) => Some(1),
        HirKind::Literal(literal) => u32::try_from(literal.0.len()).ok(),
        HirKind::Capture(capture) => span(&capture.sub),
        HirKind::Concat(parts) => parts.iter().try_fold(0_u32, |sum, part| sum.checked_add(span(part)?)),
        HirKind::Alternation(parts) => parts.iter().try_fold(0, |most, part| Some(span(part)?.max(most))),
        HirKind::Repetition(repeated) => match repeated.max {
            Some(times) => span(&repeated.sub)?.checked_mul(times),
            None if holds(&repeated.sub, &LETTERS, char::is_alphanumeric)
                && holds(&repeated.sub, &SPACES, char::is_whitespace) =>
            {
                None
            }
            None => Some(LONG_WORD),
        },
    }
}

/// Whether a part can match a character of some kind anywhere within it; of classes some examples are tried.
fn holds(part: &Hir, examples: &[char], is_of_kind: fn(char) -> bool) -> bool {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).contains(is_of_kind),
        HirKind::Class(Class::Unicode(class)) => {
            let is_within = |c: &char| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(c));
            examples.iter().any(is_within)
        }
        // The parser makes these of expressions that match bytes alone, which it is not asked for.
        HirKind::Class(Class::Bytes(_)) => true,
        HirKind::Capture(capture) => holds(&capture.sub, examples, is_of_kind),
        HirKind::Repetition(repeated) => holds(&repeated.sub, examples, is_of_kind),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().any(|part| holds(part, examples, is_of_kind))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_empty_or_run_away_is_known() {
        let check = |pattern: &str, may_be_empty: bool, may_run_away: bool| {
            assert_eq!(extent(pattern), Ok(Extent { may_be_empty, may_run_away }), "{pattern}");
        };
        check(r"\bS-?[34]00\b", false, false);
        check(r"(?i)terroris(m|t)s?", false, false);
        check(r"\w+ attack", false, false);
        check(r"attack(\W+\w+){0,5}\W+bomb", false, false);
        check(r"\S+@\S+", false, false);
        check(r"a*", true, false);
        check(r"\b", true, false);
        check(r"(oil)?", true, false);
        check(r"oil.*sanction", false, true);
        check(r"oil[^.]+sanction", false, true);
        check(r"(?s).+", false, true);
        check(r"oil(\w|\s)*gas", false, true);
        check(r"(\w+\s+)+oil", false, true);
        check(r"(нефть и )+", false, true);
        check(r"oil.{0,2000}gas", false, true);
        check(r"oil.{1,60}gas", false, false);
        assert!(extent("(a").is_err());
    }
}
