//! Pieces of a query to a tree that says how they belong together.
//!
//! The tree can say more than the language can today: brackets, fields and nearness need new branches, not a new shape.

use super::error::QueryError;
use super::lexer::{Token, TokenKind};

/// The most words and phrases of a query; an Arabic word alone becomes two dozen spellings.
const MAX_TERMS: usize = 32;

/// A query as a whole or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Each of these must hold.
    All(Vec<Node>),
    /// One of these must hold.
    Any(Vec<Node>),
    /// This must not hold.
    Not(Box<Node>),
    /// This must stand in the article.
    Term(Term),
}

/// Something to look for, as the user wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// A word, in whatever form it takes.
    Word(String),
    /// What words begin with.
    Prefix(String),
    /// Words that follow one another as written.
    Phrase(String),
}

/// Reads the pieces; the result is always [`Node::All`].
pub(super) fn read(tokens: Vec<Token>) -> Result<Node, QueryError> {
    let mut reader = Reader { tokens: tokens.into_iter().peekable(), n_terms: 0 };
    let mut parts = Vec::new();
    let mut is_open = None;
    loop {
        let column = reader.column();
        match reader.take_operator() {
            Some(Operator::And) if parts.is_empty() => return Err(lone(column, "AND", "before")),
            Some(Operator::And) => is_open = Some(column),
            Some(Operator::Or) => return Err(lone(column, "OR", "before")),
            None if reader.tokens.peek().is_none() => break,
            None => {
                parts.push(reader.alternatives()?);
                is_open = None;
            }
        }
    }
    is_open.map_or(Ok(Node::All(parts)), |column| Err(lone(column, "AND", "after")))
}

enum Operator {
    And,
    Or,
}

struct Reader {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    n_terms: usize,
}

impl Reader {
    fn column(&mut self) -> usize {
        self.tokens.peek().map_or(0, |token| token.column)
    }

    fn take_operator(&mut self) -> Option<Operator> {
        let operator = match self.tokens.peek()?.kind {
            TokenKind::And => Operator::And,
            TokenKind::Or => Operator::Or,
            _ => return None,
        };
        self.tokens.next();
        Some(operator)
    }

    /// `a OR b OR c`.
    fn alternatives(&mut self) -> Result<Node, QueryError> {
        let first_column = self.column();
        let mut alternatives = vec![self.unit()?];
        let mut columns = vec![first_column];
        while matches!(self.tokens.peek(), Some(Token { kind: TokenKind::Or, .. })) {
            let operator_column = self.column();
            self.tokens.next();
            if matches!(self.tokens.peek(), None | Some(Token { kind: TokenKind::And | TokenKind::Or, .. })) {
                return Err(lone(operator_column, "OR", "after"));
            }
            columns.push(self.column());
            alternatives.push(self.unit()?);
        }
        if alternatives.len() == 1 {
            return Ok(alternatives.remove(0));
        }
        match alternatives.iter().zip(columns).find(|(node, _)| matches!(node, Node::Not(_))) {
            Some((_, column)) => Err(QueryError::NegatedAlternative { column }),
            None => Ok(Node::Any(alternatives)),
        }
    }

    /// A term, perhaps negated.
    fn unit(&mut self) -> Result<Node, QueryError> {
        let not_column = self.column();
        let is_negated = matches!(self.tokens.peek(), Some(Token { kind: TokenKind::Not, .. }));
        if is_negated {
            self.tokens.next();
        }
        let term = match self.tokens.next().map(|token| token.kind) {
            Some(TokenKind::Word(text)) => Term::Word(text),
            Some(TokenKind::Prefix(text)) => Term::Prefix(text),
            Some(TokenKind::Phrase(text)) => Term::Phrase(text),
            // Whoever calls sees that a term or NOT follows, so only a NOT can be alone.
            None | Some(TokenKind::And | TokenKind::Or | TokenKind::Not) => {
                return Err(lone(not_column, "NOT", "after"));
            }
        };
        self.n_terms += 1;
        if self.n_terms > MAX_TERMS {
            return Err(QueryError::TooLong { limit: MAX_TERMS });
        }
        Ok(if is_negated { Node::Not(Box::new(Node::Term(term))) } else { Node::Term(term) })
    }
}

fn lone(column: usize, operator: &'static str, side: &'static str) -> QueryError {
    QueryError::LoneOperator { column, operator, side }
}
