//! The tree of a query to a filter of the store: words in the forms that the index holds, times as they are now.
//!
//! What must hold at once is taken apart, since each part may lead a list; words that belong together become one question
//! to the search index.

mod terms;

use jiff::Timestamp;

use crate::read::article::agencies;
use crate::search::{Field, Node, Words as Asked};
use crate::store::{ArticleFilter, Condition, Phrase, Words};
use crate::text::when::{Bound, When};

/// A time that lies outside of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfRange;

/// Adds what a query asks to a filter. A query of punctuation alone asks nothing.
///
/// # Errors
/// A time lies outside of the calendar.
pub fn add(filter: &mut ArticleFilter, query: &Node, now: Timestamp) -> Result<(), OutOfRange> {
    let context = Context { now, languages: languages(query) };
    match context.condition(query)? {
        Some(Condition::All(parts)) => parts.into_iter().for_each(|part| require(filter, part)),
        Some(part) => require(filter, part),
        None => {}
    }
    filter.with_copies |= speaks_of_copies(query);
    Ok(())
}

/// What is looked for in the words of the articles: the phrases that a reader wants to see where they stand.
#[must_use]
pub fn wanted_phrases(query: &Node) -> Vec<Phrase> {
    fn collect(node: &Node, languages: &[&str], phrases: &mut Vec<Phrase>) {
        match node {
            Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| collect(part, languages, phrases)),
            Node::Words(asked) => phrases.extend(terms::all_phrases(asked, languages)),
            Node::Not(_) | Node::Field(_) => {}
        }
    }
    let mut phrases = Vec::new();
    collect(query, &languages(query), &mut phrases);
    phrases
}

/// The languages that a query confines itself to; none if it does not. Words then take the forms of these alone.
fn languages(query: &Node) -> Vec<&str> {
    let parts = match query {
        Node::All(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    for part in parts {
        let alternatives = match part {
            Node::Any(alternatives) => alternatives.as_slice(),
            other => std::slice::from_ref(other),
        };
        if let Some(languages) = alternatives.iter().map(asked_language).collect::<Option<Vec<&str>>>() {
            return languages;
        }
    }
    Vec::new()
}

fn asked_language(node: &Node) -> Option<&str> {
    if let Node::Field(Field::Language(language)) = node { Some(language.as_str()) } else { None }
}

/// What a query is asked with.
struct Context<'q> {
    now: Timestamp,
    languages: Vec<&'q str>,
}

impl Context<'_> {
    fn condition(&self, node: &Node) -> Result<Option<Condition>, OutOfRange> {
        let parts = |parts: &[Node]| -> Result<Vec<Condition>, OutOfRange> {
            parts.iter().filter_map(|part| self.condition(part).transpose()).collect()
        };
        Ok(match node {
            Node::All(nodes) => all(parts(nodes)?),
            Node::Any(nodes) => any(parts(nodes)?),
            Node::Not(inner) => self.condition(inner)?.map(|inner| Condition::Not(Box::new(inner))),
            Node::Words(asked) => self.words(asked).map(Condition::Words),
            Node::Field(field) => Some(known(field, self.now)?),
        })
    }

    fn words(&self, asked: &Asked) -> Option<Words> {
        match asked {
            Asked::Term(term, scope) => {
                let phrases = terms::phrases(term, &self.languages);
                (!phrases.is_empty()).then(|| Words::Phrases(phrases, terms::part(*scope)))
            }
            Asked::Near(near) => {
                let any = |terms| terms::any_phrases(terms, &self.languages);
                let (one, other) = (any(&near.one), any(&near.other));
                let is_whole = !one.is_empty() && !other.is_empty();
                is_whole.then(|| Words::Near(one, other, near.within, terms::part(near.scope)))
            }
        }
    }
}

/// Parts that must all hold: words first, as one question, without what must not stand.
fn all(parts: Vec<Condition>) -> Option<Condition> {
    let (mut wanted, mut unwanted, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part {
            Condition::Words(words) => wanted.push(words),
            Condition::Not(inner) => match *inner {
                Condition::Words(words) => unwanted.push(words),
                inner => others.push(Condition::Not(Box::new(inner))),
            },
            Condition::All(inner) => others.extend(inner),
            other => others.push(other),
        }
    }
    let unwanted = one_of(unwanted);
    match (all_of(wanted), unwanted) {
        (Some(wanted), Some(unwanted)) => {
            others.insert(0, Condition::Words(Words::But(Box::new(wanted), Box::new(unwanted))));
        }
        (Some(wanted), None) => others.insert(0, Condition::Words(wanted)),
        (None, Some(unwanted)) => others.push(Condition::Not(Box::new(Condition::Words(unwanted)))),
        (None, None) => {}
    }
    match others.len() {
        0 => None,
        1 => others.pop(),
        _ => Some(Condition::All(others)),
    }
}

fn any(parts: Vec<Condition>) -> Option<Condition> {
    let (mut words, mut others) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Condition::Words(part) => words.push(part),
            other => others.push(other),
        }
    }
    others.extend(one_of(words).map(Condition::Words));
    match others.len() {
        0 => None,
        1 => others.pop(),
        _ => Some(Condition::Any(others)),
    }
}

fn all_of(mut words: Vec<Words>) -> Option<Words> {
    if words.len() > 1 { Some(Words::All(words)) } else { words.pop() }
}

fn one_of(mut words: Vec<Words>) -> Option<Words> {
    if words.len() > 1 { Some(Words::Any(words)) } else { words.pop() }
}

fn known(field: &Field, now: Timestamp) -> Result<Condition, OutOfRange> {
    let at = |when: When, bound| when.at(bound, now).ok_or(OutOfRange);
    Ok(match field {
        Field::Topic(topic) => Condition::Topic(topic.clone()),
        Field::Source(source) => Condition::Source(source.clone()),
        Field::Language(language) => Condition::Language(language.clone()),
        Field::Country(country) => Condition::Country(country.clone()),
        Field::Author(name) => Condition::Author(terms::name_words(name)),
        Field::Credit(name) => match agencies::meant(name) {
            Some(agency) => Condition::Agency(agency.to_owned()),
            None => Condition::Credit(terms::name_words(name)),
        },
        Field::Site(name) if is_domain(name) => Condition::Domain(name.to_lowercase()),
        Field::Site(name) => Condition::Site(terms::name_words(name)),
        Field::LinksTo(address) => Condition::LinksTo(address.clone()),
        Field::Story(number) => Condition::Story(*number),
        Field::Copy => Condition::Copy,
        Field::Original => Condition::Not(Box::new(Condition::Copy)),
        Field::Gone => Condition::Gone,
        Field::Revised => Condition::Revised,
        Field::Since(when) => Condition::Since(at(*when, Bound::Since)?),
        Field::Until(when) => Condition::Until(at(*when, Bound::Until)?),
    })
}

fn is_domain(name: &str) -> bool {
    name.contains('.') && !name.contains(char::is_whitespace)
}

/// A part that must hold, in the place of the filter that may lead a list where that is still free.
fn require(filter: &mut ArticleFilter, part: Condition) {
    match part {
        Condition::Words(words) if filter.words.is_none() => filter.words = Some(words),
        Condition::Since(time) => filter.since = Some(filter.since.map_or(time, |other| other.max(time))),
        Condition::Until(time) => filter.until = Some(filter.until.map_or(time, |other| other.min(time))),
        Condition::Any(parts) => {
            if !(lead(&parts, topic, &mut filter.topics)
                || lead(&parts, source, &mut filter.sources)
                || lead(&parts, language, &mut filter.languages)
                || lead(&parts, country, &mut filter.countries))
            {
                filter.conditions.push(Condition::Any(parts));
            }
        }
        part @ (Condition::Topic(_) | Condition::Source(_) | Condition::Language(_) | Condition::Country(_)) => {
            require(filter, Condition::Any(vec![part]));
        }
        other => filter.conditions.push(other),
    }
}

/// Fills a list with parts that are all of its kind, if it is empty.
fn lead<T>(parts: &[Condition], of_kind: impl Fn(&Condition) -> Option<T>, list: &mut Vec<T>) -> bool {
    let Some(all) = parts.iter().map(of_kind).collect::<Option<Vec<T>>>().filter(|_| list.is_empty()) else {
        return false;
    };
    *list = all;
    true
}

fn topic(part: &Condition) -> Option<crate::model::TopicId> {
    if let Condition::Topic(topic) = part { Some(topic.clone()) } else { None }
}

fn source(part: &Condition) -> Option<crate::model::SourceId> {
    if let Condition::Source(source) = part { Some(source.clone()) } else { None }
}

fn language(part: &Condition) -> Option<crate::model::LanguageCode> {
    if let Condition::Language(language) = part { Some(language.clone()) } else { None }
}

fn country(part: &Condition) -> Option<String> {
    if let Condition::Country(country) = part { Some(country.clone()) } else { None }
}

/// Whether copies are asked for, or against: then they are not left out unasked.
fn speaks_of_copies(node: &Node) -> bool {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().any(speaks_of_copies),
        Node::Not(inner) => speaks_of_copies(inner),
        Node::Field(field) => matches!(field, Field::Copy | Field::Original),
        Node::Words(_) => false,
    }
}

#[cfg(test)]
mod tests;
