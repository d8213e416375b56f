//! A query's characters to words, phrases, operators, brackets and fields, each with its place.

use super::error::{QueryError, QueryFault};
use super::field::FieldName;

/// Quotation marks that open, with those that close them. German closes with what English opens with.
const QUOTATION_MARKS: [(char, &[char]); 6] =
    [('"', &['"']), ('«', &['»']), ('“', &['”']), ('„', &['“', '”']), ('「', &['」']), ('『', &['』'])];

/// The longest distance of NEAR.
pub(super) const MAX_DISTANCE: u32 = 100;

/// The distance of NEAR without one.
const USUAL_DISTANCE: u32 = 10;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it begins, in characters from 1.
    pub(super) column: usize,
    /// How many characters it takes.
    pub(super) width: usize,
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
    /// What stood in quotation marks; whether an asterisk followed.
    Phrase(String, bool),
    /// The word AND.
    And,
    /// The word OR.
    Or,
    /// The word NOT, or a hyphen in front of a word.
    Not,
    /// NEAR with its distance.
    Near(u32),
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The name of a field, without its colon; its value, or a bracket, is the next piece.
    Field(FieldName),
}

impl Token {
    /// A fault of the whole piece.
    pub(super) fn fault(&self, fault: QueryFault) -> QueryError {
        QueryError { column: self.column, width: self.width, fault }
    }
}

/// Splits a query.
pub(super) fn split(query: &str) -> Result<Vec<Token>, QueryError> {
    let chars: Vec<char> = query.chars().collect();
    let mut lexer = Lexer { rest: &chars, length: chars.len(), tokens: Vec::new() };
    while lexer.step()? {}
    Ok(lexer.tokens)
}

struct Lexer<'c> {
    rest: &'c [char],
    length: usize,
    tokens: Vec<Token>,
}

impl<'c> Lexer<'c> {
    /// Takes one piece, a field with its value; `false` at the end.
    fn step(&mut self) -> Result<bool, QueryError> {
        let Some((&first, after)) = self.rest.split_first() else { return Ok(false) };
        match first {
            _ if first.is_whitespace() => self.rest = after,
            '(' => self.push(1, TokenKind::Open),
            ')' => self.push(1, TokenKind::Close),
            _ if closing_marks(first).is_some() => self.phrase()?,
            '-' if after.first().is_some_and(|c| !c.is_whitespace()) => self.push(1, TokenKind::Not),
            _ => match self.field_name()? {
                Some((name, width)) => self.field(name, width)?,
                None => self.word(true)?,
            },
        }
        Ok(true)
    }

    fn column(&self) -> usize {
        self.length - self.rest.len() + 1
    }

    fn error(&self, width: usize, fault: QueryFault) -> QueryError {
        QueryError { column: self.column(), width, fault }
    }

    fn push(&mut self, width: usize, kind: TokenKind) {
        self.tokens.push(Token { column: self.column(), width, kind });
        self.rest = self.rest.get(width..).unwrap_or_default();
    }

    fn phrase(&mut self) -> Result<(), QueryError> {
        let Some((&open, after)) = self.rest.split_first() else { return Ok(()) };
        let closing = closing_marks(open).unwrap_or_default();
        let Some(length) = phrase_length(after, closing) else {
            let close = closing.first().copied().unwrap_or(open);
            return Err(self.error(1, QueryFault::OpenQuotation { open, close }));
        };
        let phrase: String = after.iter().take(length).collect();
        let is_prefix = after.get(length + 1) == Some(&'*');
        self.push(length + 2 + usize::from(is_prefix), TokenKind::Phrase(phrase, is_prefix));
        Ok(())
    }

    /// A word, which may be an operator unless it is a field's value.
    fn word(&mut self, may_be_operator: bool) -> Result<(), QueryError> {
        let width = word_length(self.rest);
        let word: String = self.rest.iter().take(width).collect();
        let operator = if may_be_operator { self.operator(&word, width)? } else { None };
        let kind = match operator {
            Some(operator) => operator,
            None => word_kind(&word).map_err(|fault| self.error(width, fault))?,
        };
        self.push(width, kind);
        Ok(())
    }

    fn operator(&self, word: &str, width: usize) -> Result<Option<TokenKind>, QueryError> {
        Ok(match word {
            "AND" => Some(TokenKind::And),
            "OR" => Some(TokenKind::Or),
            "NOT" => Some(TokenKind::Not),
            "NEAR" => Some(TokenKind::Near(USUAL_DISTANCE)),
            _ => match word.strip_prefix("NEAR/") {
                Some(distance) => {
                    let distance = distance.parse().ok().filter(|distance| (1..=MAX_DISTANCE).contains(distance));
                    let fault = QueryFault::NearDistance { limit: MAX_DISTANCE };
                    Some(TokenKind::Near(distance.ok_or_else(|| self.error(width, fault))?))
                }
                None => None,
            },
        })
    }

    /// The field whose name and colon stand here, with how many characters these take.
    fn field_name(&self) -> Result<Option<(FieldName, usize)>, QueryError> {
        let name: String = self.rest.iter().take_while(|c| c.is_ascii_alphabetic()).collect();
        let is_address = self.rest.get(name.len() + 1) == Some(&'/');
        if name.is_empty() || self.rest.get(name.len()) != Some(&':') || is_address {
            return Ok(None);
        }
        let found = FieldName::find(&name).map_err(|fault| self.error(name.len() + 1, fault))?;
        Ok(found.map(|field| (field, name.len() + 1)))
    }

    fn field(&mut self, name: FieldName, width: usize) -> Result<(), QueryError> {
        let value = self.rest.get(width).copied();
        if value.is_none_or(|c| c.is_whitespace() || c == ')') {
            return Err(self.error(width, QueryFault::NoValue { field: name.as_str(), example: name.example() }));
        }
        self.push(width, TokenKind::Field(name));
        match value {
            Some('(') => Ok(()),
            Some(mark) if closing_marks(mark).is_some() => self.phrase(),
            _ => self.word(false),
        }
    }
}

fn closing_marks(open: char) -> Option<&'static [char]> {
    QUOTATION_MARKS.iter().find(|(mark, _)| *mark == open).map(|(_, closing)| *closing)
}

/// How many characters stand before the mark that closes a phrase.
fn phrase_length(chars: &[char], closing: &[char]) -> Option<usize> {
    (0..chars.len()).find(|&at| chars.get(at).is_some_and(|c| closing.contains(c)) && !is_gershayim(chars, at))
}

/// How many characters a word has: up to a space, a bracket or an opening mark.
fn word_length(chars: &[char]) -> usize {
    let ends = |at: usize, c: char| {
        c.is_whitespace() || "()".contains(c) || (closing_marks(c).is_some() && !is_gershayim(chars, at))
    };
    let end = chars.iter().enumerate().skip(1).find(|&(at, &c)| ends(at, c));
    end.map_or(chars.len(), |(at, _)| at)
}

/// Whether the mark stands between two Hebrew letters: there `"` is part of an abbreviation, as in צה"ל.
fn is_gershayim(chars: &[char], at: usize) -> bool {
    let is_hebrew = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| ('א'..='ת').contains(c));
    chars.get(at) == Some(&'"') && is_hebrew(at.checked_sub(1)) && is_hebrew(Some(at + 1))
}

fn word_kind(word: &str) -> Result<TokenKind, QueryFault> {
    let beginning = word.strip_suffix('*');
    let inner = beginning.unwrap_or(word);
    if inner.contains('*') || inner.is_empty() {
        return Err(QueryFault::Asterisk);
    }
    Ok(if beginning.is_some() { TokenKind::Prefix(inner.to_owned()) } else { TokenKind::Word(inner.to_owned()) })
}
