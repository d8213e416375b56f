//! The tree to what the index holds: folded tokens, with the forms that a word takes in its script.

use super::error::QueryError;
use super::tree::{Node, Term};
use crate::store::{Clause, Phrase, Words};
use crate::text::tokens::{attached_forms, query_tokens, search_forms};

/// The clauses of a query. What has neither letters nor digits (a dash, an emoji) asks for nothing and is left out.
pub(super) fn full_text(query: &Node) -> Result<Words, QueryError> {
    let parts = match query {
        Node::All(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    let clauses: Vec<Clause> = parts.iter().map(clause).filter(|clause| !clause.alternatives.is_empty()).collect();
    if clauses.is_empty() {
        return Err(QueryError::Empty);
    }
    if clauses.iter().all(|clause| clause.is_negated) {
        return Err(QueryError::OnlyNegative);
    }
    Ok(Words(clauses))
}

fn clause(node: &Node) -> Clause {
    let (is_negated, inner) = match node {
        Node::Not(inner) => (true, inner.as_ref()),
        other => (false, other),
    };
    let mut alternatives = Vec::new();
    collect(inner, &mut alternatives);
    Clause { is_negated, alternatives }
}

/// Every way in which one of the terms below may stand in the index, each once.
fn collect(node: &Node, alternatives: &mut Vec<Phrase>) {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| collect(part, alternatives)),
        Node::Not(inner) => collect(inner, alternatives),
        Node::Term(term) => {
            for phrase in phrases(term) {
                if !alternatives.contains(&phrase) {
                    alternatives.push(phrase);
                }
            }
        }
    }
}

fn phrases(term: &Term) -> Vec<Phrase> {
    let (text, is_prefix) = match term {
        Term::Word(text) | Term::Phrase(text) => (text, false),
        Term::Prefix(text) => (text, true),
    };
    let tokens = query_tokens(text);
    match (term, tokens.as_slice()) {
        (_, []) => Vec::new(),
        (Term::Word(_), [token]) => search_forms(token)
            .into_iter()
            .map(|form| Phrase { tokens: vec![form.text], is_prefix: form.is_prefix })
            .collect(),
        // What is written together with a phrase is written together with its first word.
        (_, [first, rest @ ..]) => {
            let is_prefix = is_prefix || (rest.is_empty() && is_beginning_of_a_token(first));
            let forms = attached_forms(first).into_iter();
            forms.map(|form| Phrase { tokens: [&[form], rest].concat(), is_prefix }).collect()
        }
    }
}

/// Whether a token stands in the index only as the beginning of others: one character of a script without spaces.
fn is_beginning_of_a_token(token: &str) -> bool {
    search_forms(token).first().is_some_and(|form| form.is_prefix)
}
