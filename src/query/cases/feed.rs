//! What can be followed: a search, a topic, a story, a source, or everything, as a list of articles that goes on.

use jiff::Timestamp;

use super::request::{ArticleRequest, RequestError};
use super::saved::{self, UnknownSearch};
use crate::config::Config;
use crate::model::{SourceId, TopicId};
use crate::store::{ArticleFilter, Store, StoreError, StoryId};
use crate::text::likeness::nearest;

/// What is followed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// All articles.
    Everything,
    /// What a request chooses.
    Search,
    /// A `[[search]]` of the configuration, by its id.
    Saved(String),
    /// A topic with all that is part of it, by its id.
    Topic(String),
    /// A story, by its number.
    Story(String),
    /// What a source listed, by its id.
    Source(String),
}

/// A subject as people know it, with the articles that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// What it is called.
    pub title: String,
    /// What belongs to it, in a sentence; may be empty.
    pub description: String,
    /// Its articles.
    pub filter: ArticleFilter,
}

/// Why a subject cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// There is no such thing; the message names what there is.
    #[error("{0}")]
    Missing(String),
    /// No saved search is called so.
    #[error(transparent)]
    Search(#[from] UnknownSearch),
    /// What narrows it cannot be understood.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Finds a subject; `request` narrows it, and is all there is to a [`Subject::Search`].
///
/// # Errors
/// There is no such subject, the request cannot be understood, or the database fails.
pub fn follow(
    store: &Store,
    config: &Config,
    subject: &Subject,
    mut request: ArticleRequest,
    now: Timestamp,
) -> Result<Followed, FollowError> {
    let (title, description) = match subject {
        Subject::Everything => ("rasid".to_owned(), "All articles of the collection.".to_owned()),
        Subject::Search => searched(&request),
        Subject::Saved(id) => {
            let search = saved::find(&config.searches, id)?;
            request.queries.push(search.query.clone());
            (search.label.clone().unwrap_or_else(|| id.clone()), search.query.clone())
        }
        Subject::Topic(id) => {
            let named = topic(store, config, id)?;
            request.queries.push(format!("topic:{id}"));
            named
        }
        Subject::Story(id) => {
            let (id, title) = story(store, id)?;
            request.queries.push(format!("story:{id}"));
            (title, String::new())
        }
        Subject::Source(id) => {
            let named = source(store, id)?;
            request.queries.push(format!("source:{id}"));
            named
        }
    };
    Ok(Followed { title, description, filter: request.filter(now)? })
}

fn searched(request: &ArticleRequest) -> (String, String) {
    let words = request.queries.join(" ");
    let lists = [&request.topics, &request.sources, &request.languages, &request.countries];
    let narrowed = lists.into_iter().flatten().map(String::as_str);
    let title: Vec<&str> = Some(words.as_str()).filter(|words| !words.is_empty()).into_iter().chain(narrowed).collect();
    match title.as_slice() {
        [] => ("rasid".to_owned(), "All articles of the collection.".to_owned()),
        parts => (parts.join(" · "), words),
    }
}

fn topic(store: &Store, config: &Config, id: &str) -> Result<(String, String), FollowError> {
    let known = || config.topics.rules().iter().map(|rule| rule.id.as_str());
    let missing = || missing("topic", id, &known().collect::<Vec<_>>());
    let topic = TopicId::parse(id).map_err(|_| missing())?;
    if let Some(rule) = config.topics.rule(&topic) {
        return Ok((rule.name().to_owned(), rule.description.clone()));
    }
    // It may have left the configuration, and its articles are still there.
    let stored = store.known_topics()?.into_iter().find(|stored| stored.id == topic).ok_or_else(missing)?;
    Ok((stored.label, stored.description))
}

fn story(store: &Store, id: &str) -> Result<(StoryId, String), FollowError> {
    let number = id.parse().ok().map(StoryId);
    let story = number.map(|number| store.story_name(number)).transpose()?.flatten();
    let story = story.ok_or_else(|| FollowError::Missing(format!("no story has the number `{id}`")))?;
    Ok((story.id, story.title))
}

fn source(store: &Store, id: &str) -> Result<(String, String), FollowError> {
    let named = SourceId::parse(id).ok().map(|id| store.source_name(&id)).transpose()?.flatten();
    if let Some(named) = named {
        return Ok((named.label().to_owned(), named.homepage.unwrap_or_default()));
    }
    let names = store.source_names()?;
    Err(missing("source", id, &names.iter().map(|name| name.id.as_str()).collect::<Vec<_>>()))
}

fn missing(what: &str, id: &str, known: &[&str]) -> FollowError {
    let hint = nearest(id, known).map(|meant| format!(": did you mean `{meant}`?")).unwrap_or_default();
    FollowError::Missing(format!("no {what} is called `{id}`{hint}"))
}
