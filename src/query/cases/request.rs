//! What a user asked for, as text from a command line or an address, to a checked filter.

use jiff::Timestamp;

use super::paging::NoPlace;
use super::saved::UnknownSearch;
use crate::model::{IdentityError, LanguageCode, SourceId, TopicId};
use crate::query::plan;
use crate::search::{self, Field, Node, QueryError};
use crate::store::{ArticleFilter, ArticleOrder};
use crate::text::when::{When, WhenError};

/// A choice of articles as a user wrote it. Empty lists and `None` ask nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRequest {
    /// Queries, in the language of [`crate::search`]; each must hold.
    pub queries: Vec<String>,
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Codes of languages, such as `ar`; tags such as `ar-EG` count as their language.
    pub languages: Vec<String>,
    /// ISO 3166 codes of countries, in any case.
    pub countries: Vec<String>,
    /// From when on, as [`crate::text::when`] reads it.
    pub since: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// Whether articles that repeat another are wanted too.
    pub with_copies: bool,
    /// What comes first.
    pub order: ArticleOrder,
    /// The most articles; `None` for all.
    pub limit: Option<u32>,
}

/// A request that cannot be answered; the message says how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The query.
    #[error("{error}\n{}", indented(&error.pointed_out(query)))]
    Query {
        /// What is wrong with it.
        error: QueryError,
        /// All of it.
        query: String,
    },
    /// A time.
    #[error(transparent)]
    When(#[from] WhenError),
    /// A time in the query.
    #[error("a time of the query is too far from now: use a shorter span")]
    OutOfRange,
    /// The id of a topic or a source.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// A language that is not a code.
    #[error("language `{0}` is no code: write two or three letters, such as `ar` or `ckb`")]
    Language(String),
    /// A country that is not a code.
    #[error("country `{0}` is no code: write two letters of ISO 3166, such as `eg` or `us`")]
    Country(String),
    /// A saved search that is not there.
    #[error(transparent)]
    Saved(#[from] UnknownSearch),
    /// A place in a list.
    #[error(transparent)]
    Place(#[from] NoPlace),
    /// Nothing could match.
    #[error("the time to begin with lies after the one to end with: exchange them")]
    Backwards,
}

impl ArticleRequest {
    /// What some queries choose, each of which must hold, and no more conditions: the newest first, without copies.
    #[must_use]
    pub fn of(queries: Vec<String>, limit: Option<u32>) -> Self {
        Self {
            queries,
            topics: Vec::new(),
            sources: Vec::new(),
            languages: Vec::new(),
            countries: Vec::new(),
            since: None,
            until: None,
            with_copies: false,
            order: ArticleOrder::Newest,
            limit,
        }
    }

    /// The query and the other conditions as one tree.
    ///
    /// # Errors
    /// The first part that cannot be understood.
    pub fn tree(&self) -> Result<Node, RequestError> {
        let mut parts = Vec::new();
        for query in &self.queries {
            let read = search::parse(query).map_err(|error| RequestError::Query { error, query: query.clone() })?;
            parts.push(read);
        }
        parts.extend(any_of(&self.topics, |id| Ok(Field::Topic(TopicId::parse(id)?)))?);
        parts.extend(any_of(&self.sources, |id| Ok(Field::Source(SourceId::parse(id)?)))?);
        parts.extend(any_of(&self.languages, |code| Ok(Field::Language(language(code)?)))?);
        parts.extend(any_of(&self.countries, |code| Ok(Field::Country(country(code)?)))?);
        let when = |text: &Option<String>| text.as_deref().map(When::parse).transpose();
        parts.extend(when(&self.since)?.map(|when| Node::Field(Field::Since(when))));
        parts.extend(when(&self.until)?.map(|when| Node::Field(Field::Until(when))));
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::All(parts) })
    }

    /// Checks everything and reads the words and times; `now` is when the request was made.
    ///
    /// # Errors
    /// The first part that cannot be understood.
    pub fn filter(&self, now: Timestamp) -> Result<ArticleFilter, RequestError> {
        let mut filter =
            ArticleFilter { with_copies: self.with_copies, order: self.order, ..ArticleFilter::newest(self.limit) };
        plan::add(&mut filter, &self.tree()?, now).map_err(|plan::OutOfRange| RequestError::OutOfRange)?;
        if filter.since.zip(filter.until).is_some_and(|(since, until)| since > until) {
            return Err(RequestError::Backwards);
        }
        Ok(filter)
    }
}

fn indented(lines: &str) -> String {
    lines.lines().map(|line| format!("\n  {line}")).collect()
}

/// One of some values, each read by a rule; nothing where there is none.
fn any_of(values: &[String], read: impl Fn(&str) -> Result<Field, RequestError>) -> Result<Option<Node>, RequestError> {
    let mut fields: Vec<Node> =
        values.iter().map(|value| read(value).map(Node::Field)).collect::<Result<_, RequestError>>()?;
    Ok(if fields.len() > 1 { Some(Node::Any(fields)) } else { fields.pop() })
}

pub(super) fn language(text: &str) -> Result<LanguageCode, RequestError> {
    LanguageCode::from_tag(text).ok_or_else(|| RequestError::Language(text.to_owned()))
}

fn country(text: &str) -> Result<String, RequestError> {
    let is_code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    if is_code { Ok(text.to_ascii_lowercase()) } else { Err(RequestError::Country(text.to_owned())) }
}
