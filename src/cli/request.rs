//! Which articles: the arguments that `search` and `export` share.

use crate::query::cases::request::{ArticleRequest, RequestError};
use crate::query::cases::saved::{self, UnknownSearch};
use crate::query::plan;
use crate::store::{ArticleFilter, ArticleOrder, Condition, Phrase, Store, StoreError, StoryId};

use super::complain;
use super::context::Context;
use super::exit::UsageError;

/// Arguments that choose articles.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Choice {
    /// Words, "phrases", prefix*, -without, this OR that, (brackets), NEAR/5, fields such as title: lang: since:, and @name
    /// for a saved search; all must match
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// The saved search of this name
    #[arg(long, value_name = "NAME")]
    saved: Vec<String>,
    /// Articles of this topic
    #[arg(long, value_name = "ID")]
    topic: Vec<String>,
    /// Articles of this source
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// Articles in this language
    #[arg(long, value_name = "CODE")]
    language: Vec<String>,
    /// Articles of sources of this country
    #[arg(long, value_name = "CODE")]
    country: Vec<String>,
    /// From then on: 2026-11-01, 7d, yesterday
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Until then, a day included
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
}

/// Says on stderr that nothing was found, and why, where a name is the reason: a slip of the pen finds nothing in silence.
pub(super) fn explain_silence(context: &Context, collection: &Store, filter: &ArticleFilter) -> Result<(), StoreError> {
    let topics = collection.known_topics()?;
    for topic in filter.topics.iter().filter(|id| topics.iter().all(|known| known.id != **id)) {
        complain(&format!("no topic `{topic}` in the collection; `rasid topics list` lists them"));
    }
    let sources = collection.source_health(context.clock.now())?;
    for source in filter.sources.iter().filter(|id| sources.iter().all(|known| known.id != **id)) {
        complain(&format!("no source `{source}` in the collection; `rasid sources` lists them"));
    }
    for country in
        filter.countries.iter().filter(|code| sources.iter().all(|known| known.country.as_ref() != Some(code)))
    {
        complain(&format!(
            "no source of the country `{country}` in the collection; a source's `country` says where it is"
        ));
    }
    for condition in &filter.conditions {
        if let Condition::Story(story) = condition
            && collection.story_name(StoryId(*story))?.is_none()
        {
            complain(&format!("no story {story} in the collection; `rasid stories` lists them"));
        }
    }
    complain("nothing matched");
    Ok(())
}

impl Choice {
    /// What is asked for, in the words of the command line.
    pub(super) fn words(&self) -> String {
        let named = |name: &str, values: &[String]| {
            Some(format!("{name} {}", values.join(", "))).filter(|_| !values.is_empty())
        };
        let query = Some(self.query.join(" ")).filter(|query| !query.is_empty());
        let lists = [
            ("topic", &self.topic),
            ("source", &self.source),
            ("language", &self.language),
            ("country", &self.country),
        ];
        let lists = lists.into_iter().filter_map(|(name, values)| named(name, values));
        let since = self.since.as_ref().map(|since| format!("since {since}"));
        let until = self.until.as_ref().map(|until| format!("until {until}"));
        query.into_iter().chain(lists).chain(since).chain(until).collect::<Vec<_>>().join(" · ")
    }

    /// Whether all articles are chosen.
    pub(super) fn is_empty(&self) -> bool {
        let lists = [&self.query, &self.saved, &self.topic, &self.source, &self.language, &self.country];
        lists.iter().all(|list| list.is_empty()) && self.since.is_none() && self.until.is_none()
    }

    /// All that is asked, saved searches in their own words.
    fn queries(&self, context: &Context) -> anyhow::Result<Vec<String>> {
        let whole = self.query.join(" ");
        // The configuration is read only where a name is to be found in it.
        if self.saved.is_empty() && !whole.trim_start().starts_with('@') {
            return Ok(saved::queries(&[], &whole)?);
        }
        let searches = context.config_without_topics()?.searches;
        let usage = |error: UnknownSearch| UsageError(error.to_string());
        let mut queries = Vec::new();
        for name in &self.saved {
            queries.push(saved::find(&searches, name).map_err(usage)?.query.clone());
        }
        queries.extend(saved::queries(&searches, &whole).map_err(usage)?);
        Ok(queries)
    }

    /// The checked filter.
    pub(super) fn filter(
        self,
        context: &Context,
        with_copies: bool,
        order: ArticleOrder,
        limit: Option<u32>,
    ) -> anyhow::Result<ArticleFilter> {
        Ok(self.asked(context, with_copies, order, limit)?.filter)
    }

    /// The checked filter, and what is looked for in the words.
    pub(super) fn asked(
        self,
        context: &Context,
        with_copies: bool,
        order: ArticleOrder,
        limit: Option<u32>,
    ) -> anyhow::Result<Asked> {
        let queries = self.queries(context)?;
        let request = ArticleRequest {
            queries,
            topics: self.topic,
            sources: self.source,
            languages: self.language,
            countries: self.country,
            since: self.since,
            until: self.until,
            with_copies,
            order,
            limit,
        };
        let usage = |error: RequestError| UsageError(error.to_string());
        let filter = request.filter(context.clock.now()).map_err(usage)?;
        Ok(Asked { filter, phrases: plan::wanted_phrases(&request.tree().map_err(usage)?) })
    }
}

/// What is asked for.
pub(super) struct Asked {
    /// Which articles.
    pub(super) filter: ArticleFilter,
    /// What is looked for in their words.
    pub(super) phrases: Vec<Phrase>,
}
