//! A query's characters to words, phrases and operators, each with its column.

use super::error::QueryError;

/// Quotation marks that open, with those that close them. German closes with what English opens with.
const QUOTATION_MARKS: [(char, &[char]); 6] =
    [('"', &['"']), ('«', &['»']), ('“', &['”']), ('„', &['“', '”']), ('「', &['」']), ('『', &['』'])];

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it begins, in characters from 1.
    pub(super) column: usize,
    /// What it is.
    pub(super) kind: TokenKind,
}

/// The kinds of pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// What stands between spaces.
    Word(String),
    /// A word that ended in an asterisk, without it.
    Prefix(String),
    /// What stood in quotation marks.
    Phrase(String),
    /// The word AND.
    And,
    /// The word OR.
    Or,
    /// The word NOT, or a hyphen in front of a word.
    Not,
}

/// Splits a query.
pub(super) fn split(query: &str) -> Result<Vec<Token>, QueryError> {
    let chars: Vec<char> = query.chars().collect();
    let mut rest = chars.as_slice();
    let mut tokens = Vec::new();
    while let Some((&first, after)) = rest.split_first() {
        let column = chars.len() - rest.len() + 1;
        if first.is_whitespace() {
            rest = after;
        } else if let Some((_, closing)) = QUOTATION_MARKS.iter().find(|(open, _)| *open == first) {
            let length = phrase_length(after, closing).ok_or_else(|| QueryError::OpenQuotation {
                column,
                open: first,
                close: closing.first().copied().unwrap_or(first),
            })?;
            let (phrase, behind) = after.split_at(length);
            tokens.push(Token { column, kind: TokenKind::Phrase(phrase.iter().collect()) });
            rest = behind.get(1..).unwrap_or(&[]);
        } else if first == '-' && after.first().is_some_and(|c| !c.is_whitespace()) {
            tokens.push(Token { column, kind: TokenKind::Not });
            rest = after;
        } else {
            let (word, behind) = rest.split_at(word_length(rest));
            tokens.push(Token { column, kind: word_kind(&word.iter().collect::<String>(), column)? });
            rest = behind;
        }
    }
    Ok(tokens)
}

/// How many characters stand before the mark that closes a phrase.
fn phrase_length(chars: &[char], closing: &[char]) -> Option<usize> {
    (0..chars.len()).find(|&at| chars.get(at).is_some_and(|c| closing.contains(c)) && !is_gershayim(chars, at))
}

/// How many characters a word has: up to a space or an opening mark.
fn word_length(chars: &[char]) -> usize {
    let ends = |at: usize, c: char| {
        c.is_whitespace() || (QUOTATION_MARKS.iter().any(|(open, _)| *open == c) && !is_gershayim(chars, at))
    };
    let end = chars.iter().enumerate().skip(1).find(|&(at, &c)| ends(at, c));
    end.map_or(chars.len(), |(at, _)| at)
}

/// Whether the mark stands between two Hebrew letters: there `"` is part of an abbreviation, as in צה"ל.
fn is_gershayim(chars: &[char], at: usize) -> bool {
    let is_hebrew = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| ('א'..='ת').contains(c));
    chars.get(at) == Some(&'"') && is_hebrew(at.checked_sub(1)) && is_hebrew(Some(at + 1))
}

fn word_kind(word: &str, column: usize) -> Result<TokenKind, QueryError> {
    match word {
        "AND" => return Ok(TokenKind::And),
        "OR" => return Ok(TokenKind::Or),
        "NOT" => return Ok(TokenKind::Not),
        _ => {}
    }
    let beginning = word.strip_suffix('*');
    let inner = beginning.unwrap_or(word);
    if inner.contains('*') || inner.is_empty() {
        return Err(QueryError::Asterisk { column });
    }
    Ok(if beginning.is_some() { TokenKind::Prefix(inner.to_owned()) } else { TokenKind::Word(inner.to_owned()) })
}
