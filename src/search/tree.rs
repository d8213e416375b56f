//! Pieces of a query to a tree that says how they belong together.
//!
//! What binds closest comes first: brackets, a hyphen or NOT, NEAR, OR, and then AND or a space. That OR binds closer than
//! the space is what people mean by `moscow OR kremlin talks`.

use super::error::{Placeless, QueryError, QueryFault, Side};
use super::field::{Field, FieldName};
use super::lexer::{Token, TokenKind};

/// The most words, phrases and fields of a query; an Arabic word alone becomes two dozen spellings.
const MAX_TERMS: usize = 64;

/// The most brackets within one another.
const MAX_DEPTH: usize = 16;

/// A query as a whole or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Each of these must hold; none hold for every article.
    All(Vec<Node>),
    /// One of these must hold.
    Any(Vec<Node>),
    /// This must not hold.
    Not(Box<Node>),
    /// This must stand in the article.
    Words(Words),
    /// This must be known of it.
    Field(Field),
}

/// What is looked for in the words of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// One thing.
    Term(Term, Scope),
    /// Two things near each other.
    Near(Near),
}

/// One thing to look for, as the user wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A word, in whatever form it takes.
    Word(String),
    /// What words begin with.
    Prefix(String),
    /// Words that follow one another as written; whether the last may go on.
    Phrase(String, bool),
}

/// Where it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In the title and the text.
    Everywhere,
    /// In the title.
    Title,
}

/// Two things near each other, in either order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// One of these.
    pub one: Vec<Term>,
    /// And one of these.
    pub other: Vec<Term>,
    /// At most so many words from the one to the other; 1 for neighbours.
    pub within: u32,
    /// Where.
    pub scope: Scope,
}

/// Reads the pieces.
pub(super) fn read(tokens: Vec<Token>) -> Result<Node, QueryError> {
    let mut reader = Reader { tokens: tokens.into_iter().peekable(), n_terms: 0, depth: 0 };
    let node = reader.all(Context::Open)?;
    match reader.tokens.next() {
        Some(token) => Err(token.fault(QueryFault::LoneBracket)),
        None => Ok(node),
    }
}

/// What the words that are read belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    /// Nothing.
    Open,
    /// This field.
    Field(FieldName),
}

impl Context {
    fn scope(self) -> Scope {
        if self == Self::Field(FieldName::Title) { Scope::Title } else { Scope::Everywhere }
    }
}

struct Reader {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    n_terms: usize,
    depth: usize,
}

impl Reader {
    fn next_is(&mut self, is: impl Fn(&TokenKind) -> bool) -> bool {
        self.tokens.peek().is_some_and(|token| is(&token.kind))
    }

    /// Whether something follows that can be searched for.
    fn has_unit(&mut self) -> bool {
        use TokenKind::{And, Close, Near, Or};
        self.tokens.peek().is_some_and(|token| !matches!(token.kind, And | Or | Near(_) | Close))
    }

    /// Parts side by side, up to a closing bracket or the end.
    fn all(&mut self, context: Context) -> Result<Node, QueryError> {
        let mut parts = Vec::new();
        let mut open_and = None;
        while let Some(token) = self.tokens.peek().cloned() {
            match &token.kind {
                TokenKind::Close => break,
                TokenKind::And if parts.is_empty() || open_and.is_some() => return Err(lone(&token, Side::Before)),
                TokenKind::And => {
                    self.tokens.next();
                    open_and = Some(token);
                }
                TokenKind::Or | TokenKind::Near(_) => return Err(lone(&token, Side::Before)),
                _ => {
                    parts.push(self.any(context)?);
                    open_and = None;
                }
            }
        }
        match (open_and, parts.len()) {
            (Some(and), _) => Err(lone(&and, Side::After)),
            (None, 1) => Ok(parts.remove(0)),
            (None, _) => Ok(Node::All(parts)),
        }
    }

    /// `a OR b OR c`.
    fn any(&mut self, context: Context) -> Result<Node, QueryError> {
        let mut parts = vec![self.near(context)?];
        while self.next_is(|kind| *kind == TokenKind::Or) {
            let Some(or) = self.tokens.next() else { break };
            if !self.has_unit() {
                return Err(lone(&or, Side::After));
            }
            parts.push(self.near(context)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::Any(parts) })
    }

    /// `a NEAR/5 b`; of three, each two neighbours.
    fn near(&mut self, context: Context) -> Result<Node, QueryError> {
        let mut unit = self.unit(context)?;
        let mut pairs = Vec::new();
        while let Some(near) = self.tokens.next_if(|token| matches!(token.kind, TokenKind::Near(_))) {
            let TokenKind::Near(within) = near.kind else { break };
            if !self.has_unit() {
                return Err(lone(&near, Side::After));
            }
            let other = self.unit(context)?;
            let scope = context.scope();
            let terms = |node: &Node| terms_of(node, scope).map_err(|what| near.fault(QueryFault::NearWhat { what }));
            let pair = Near { one: terms(&unit)?, other: terms(&other)?, within, scope };
            pairs.push(Node::Words(Words::Near(pair)));
            unit = other;
        }
        Ok(match pairs.len() {
            0 => unit,
            1 => pairs.remove(0),
            _ => Node::All(pairs),
        })
    }

    /// A term, a field or something in brackets, perhaps negated.
    fn unit(&mut self, context: Context) -> Result<Node, QueryError> {
        let Some(not) = self.tokens.next_if(|token| token.kind == TokenKind::Not) else {
            return self.positive(context);
        };
        if !self.has_unit() || self.next_is(|kind| *kind == TokenKind::Not) {
            return Err(lone(&not, Side::After));
        }
        Ok(Node::Not(Box::new(self.positive(context)?)))
    }

    fn positive(&mut self, context: Context) -> Result<Node, QueryError> {
        // Whoever calls has seen that something follows.
        let Some(token) = self.tokens.next() else { return Ok(Node::All(Vec::new())) };
        let text = match &token.kind {
            TokenKind::Open => return self.brackets(&token, context),
            TokenKind::Field(name) => return self.field(*name, &token, context),
            TokenKind::Word(text) | TokenKind::Prefix(text) | TokenKind::Phrase(text, _) => text.clone(),
            TokenKind::Not | TokenKind::And | TokenKind::Or | TokenKind::Near(_) | TokenKind::Close => {
                return Err(lone(&token, Side::After));
            }
        };
        self.n_terms += 1;
        if self.n_terms > MAX_TERMS {
            return Err(token.fault(QueryFault::TooLong { limit: MAX_TERMS }));
        }
        if let Context::Field(name) = context
            && let Some(value) = name.value(&text)
        {
            return value.map(Node::Field).map_err(|fault| token.fault(fault));
        }
        let term = match token.kind {
            TokenKind::Prefix(text) => Term::Prefix(text),
            TokenKind::Phrase(text, is_prefix) => Term::Phrase(text, is_prefix),
            _ => Term::Word(text),
        };
        Ok(Node::Words(Words::Term(term, context.scope())))
    }

    fn brackets(&mut self, open: &Token, context: Context) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(open.fault(QueryFault::TooDeep { limit: MAX_DEPTH }));
        }
        let inner = self.all(context)?;
        self.depth -= 1;
        let Some(close) = self.tokens.next() else { return Err(open.fault(QueryFault::OpenBracket)) };
        if inner == Node::All(Vec::new()) {
            let width = close.column + 1 - open.column;
            return Err(QueryError { column: open.column, width, fault: QueryFault::EmptyBrackets });
        }
        Ok(inner)
    }

    fn field(&mut self, name: FieldName, token: &Token, context: Context) -> Result<Node, QueryError> {
        match context {
            Context::Open => self.positive(Context::Field(name)),
            Context::Field(outer) => {
                Err(token.fault(QueryFault::FieldInField { inner: name.as_str(), outer: outer.as_str() }))
            }
        }
    }
}

/// The terms of which one must stand beside NEAR. `title:` goes around both, or around neither.
fn terms_of(node: &Node, scope: Scope) -> Result<Vec<Term>, Placeless> {
    match node {
        Node::Words(Words::Term(term, own)) if *own == scope => Ok(vec![term.clone()]),
        Node::Words(Words::Term(..)) => Err(Placeless::Field),
        Node::Any(parts) => Ok(parts.iter().map(|part| terms_of(part, scope)).collect::<Result<Vec<_>, _>>()?.concat()),
        Node::Words(Words::Near(_)) => Err(Placeless::Near),
        Node::All(_) => Err(Placeless::Words),
        Node::Not(_) => Err(Placeless::Absence),
        Node::Field(_) => Err(Placeless::Field),
    }
}

fn lone(token: &Token, side: Side) -> QueryError {
    let operator = match token.kind {
        TokenKind::And => "AND".to_owned(),
        TokenKind::Or => "OR".to_owned(),
        TokenKind::Near(within) => format!("NEAR/{within}"),
        _ => "NOT".to_owned(),
    };
    token.fault(QueryFault::LoneOperator { operator, side })
}
