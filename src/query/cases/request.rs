//! What a user asked for, as text from a command line or an address, to a checked filter.

use jiff::Timestamp;

use crate::model::{IdentityError, LanguageCode, SourceId, TopicId};
use crate::query::when::{self, Bound, WhenError};
use crate::query::words::{self, QueryError};
use crate::store::{ArticleFilter, ArticleOrder, StoryId};

/// A choice of articles as a user wrote it. Empty lists and `None` ask nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRequest {
    /// Search words, in the language of [`crate::query::words`].
    pub query: Option<String>,
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Codes of languages, such as `ar`; tags such as `ar-EG` count as their language.
    pub languages: Vec<String>,
    /// ISO 3166 codes of countries, in any case.
    pub countries: Vec<String>,
    /// Number of a story.
    pub story: Option<i64>,
    /// From when on, as [`crate::query::when`] reads it.
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
    /// The search words.
    #[error(transparent)]
    Words(#[from] QueryError),
    /// A time.
    #[error(transparent)]
    When(#[from] WhenError),
    /// The id of a topic or a source.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// A language that is not a code.
    #[error("language `{0}` is no code: write two or three letters, such as `ar` or `ckb`")]
    Language(String),
    /// A country that is not a code.
    #[error("country `{0}` is no code: write two letters of ISO 3166, such as `eg` or `us`")]
    Country(String),
    /// Nothing could match.
    #[error("the time to begin with lies after the one to end with: exchange them")]
    Backwards,
}

impl ArticleRequest {
    /// Checks everything and reads the words and times; `now` is when the request was made.
    ///
    /// # Errors
    /// The first part that cannot be understood.
    pub fn filter(&self, now: Timestamp) -> Result<ArticleFilter, RequestError> {
        let since = self.since.as_deref().map(|text| when::parse(text, Bound::Since, now)).transpose()?;
        let until = self.until.as_deref().map(|text| when::parse(text, Bound::Until, now)).transpose()?;
        if since.zip(until).is_some_and(|(since, until)| since > until) {
            return Err(RequestError::Backwards);
        }
        Ok(ArticleFilter {
            words: self.query.as_deref().map(words::parse).transpose()?,
            topics: self.topics.iter().map(|id| TopicId::parse(id)).collect::<Result<_, _>>()?,
            sources: self.sources.iter().map(|id| SourceId::parse(id)).collect::<Result<_, _>>()?,
            languages: self.languages.iter().map(|code| language(code)).collect::<Result<_, _>>()?,
            countries: self.countries.iter().map(|code| country(code)).collect::<Result<_, _>>()?,
            story: self.story.map(StoryId),
            since,
            until,
            with_copies: self.with_copies,
            order: self.order,
            limit: self.limit,
        })
    }
}

pub(super) fn language(text: &str) -> Result<LanguageCode, RequestError> {
    LanguageCode::from_tag(text).ok_or_else(|| RequestError::Language(text.to_owned()))
}

fn country(text: &str) -> Result<String, RequestError> {
    let is_code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    if is_code { Ok(text.to_ascii_lowercase()) } else { Err(RequestError::Country(text.to_owned())) }
}
