//! What a user looks for to what the index holds: folded tokens, with the forms that a word takes in its script.

use std::collections::HashSet;

use crate::search::{Scope, Term, Words};
use crate::store::{Part, Phrase};
use crate::text::fold::fold;
use crate::text::inflection::han::writings;
use crate::text::inflection::spellings::{attached_forms, search_forms};
use crate::text::tokens::{self, query_tokens};

/// Every way in which a term may stand in the index; none for what has neither letters nor digits. `languages` are those
/// that are asked for, if any.
pub(super) fn phrases(term: &Term, languages: &[&str]) -> Vec<Phrase> {
    let text = match term {
        Term::Word(text) | Term::Phrase(text, _) | Term::Prefix(text) => text,
    };
    once_each(writings(&fold(text), languages).iter().flat_map(|writing| phrases_of(term, text, writing, languages)))
}

/// The same for one way in which its text is written.
fn phrases_of(term: &Term, text: &str, writing: &str, languages: &[&str]) -> Vec<Phrase> {
    let tokens = query_tokens(writing);
    let is_prefix = match term {
        Term::Word(_) => false,
        Term::Phrase(_, is_prefix) => *is_prefix,
        Term::Prefix(_) => true,
    };
    match (term, tokens.as_slice()) {
        (_, []) => Vec::new(),
        (Term::Word(_), [token]) => search_forms(token, text, languages)
            .into_iter()
            .map(|form| Phrase { tokens: vec![form.text], is_prefix: form.is_prefix })
            .collect(),
        // What is written together with a phrase is written together with its first word.
        (_, [first, rest @ ..]) => {
            let is_prefix = is_prefix || is_beginning_of_a_token(rest.last().unwrap_or(first));
            let forms = attached_forms(first).into_iter();
            forms.map(|form| Phrase { tokens: [&[form], rest].concat(), is_prefix }).collect()
        }
    }
}

/// Every way in which one of several terms may stand in the index, each once.
pub(super) fn any_phrases(terms: &[Term], languages: &[&str]) -> Vec<Phrase> {
    once_each(terms.iter().flat_map(|term| phrases(term, languages)))
}

fn once_each(phrases: impl Iterator<Item = Phrase>) -> Vec<Phrase> {
    let mut seen = HashSet::new();
    phrases.filter(|phrase| seen.insert((phrase.tokens.clone(), phrase.is_prefix))).collect()
}

/// Every way in which what is looked for may stand in the index.
pub(super) fn all_phrases(words: &Words, languages: &[&str]) -> Vec<Phrase> {
    match words {
        Words::Term(term, _) => phrases(term, languages),
        Words::Near(near) => [any_phrases(&near.one, languages), any_phrases(&near.other, languages)].concat(),
    }
}

/// The part of an article that a scope means.
pub(super) fn part(scope: Scope) -> Part {
    match scope {
        Scope::Everywhere => Part::Any,
        Scope::Title => Part::Title,
    }
}

/// The folded words of a name.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let folded = fold(name);
    tokens::words(&folded).filter_map(|range| folded.get(range)).map(str::to_owned).collect()
}

/// Whether a token stands in the index only as the beginning of others: one character of a script without spaces.
fn is_beginning_of_a_token(token: &str) -> bool {
    search_forms(token, token, &[]).first().is_some_and(|form| form.is_prefix)
}
