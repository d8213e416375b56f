//! A message: news of an alert at a time.

use jiff::Timestamp;

use super::words::Words;
use crate::config::{Alert, Config, MessageLanguage, Watch};
use crate::model::AlertId;
use crate::query::cases::alerts::{Look, News};
use crate::query::render::plain;
use crate::text::hash::content_hash;

/// What is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The same for the same news, another for others.
    pub id: String,
    /// When it was put together.
    pub at: Timestamp,
    /// Whose it is.
    pub alert: AlertId,
    /// What people call the alert.
    pub name: String,
    /// What there is to tell.
    pub news: News,
    /// Whether it is sent so that somebody sees how it looks.
    pub is_trial: bool,
    /// What the addresses of our pages begin with; `None` where nobody knows it.
    pub base: Option<String>,
    /// The most articles, stories, topics or sources that it names.
    pub most: usize,
    /// The language of what it says itself.
    pub language: MessageLanguage,
    /// The query whose articles it tells of.
    pub query: Option<String>,
}

impl Message {
    /// The message of what an alert sees; `None` where there is nothing to tell.
    #[must_use]
    pub fn of(alert: &Alert, look: &Look, config: &Config, at: Timestamp) -> Option<Self> {
        let news = look.news.clone()?;
        let told = look.told.iter().map(|(name, told)| format!("{name}\t{}\n", told.word)).collect::<String>();
        let id = content_hash(format!("{}\n{}\n{told}", alert.id, look.seen.0).as_bytes());
        Some(Self { id: format!("msg_{id}"), ..Self::new(alert, news, config, at) })
    }

    /// A message that shows how those of an alert look.
    #[must_use]
    pub fn trial(alert: &Alert, news: News, config: &Config, at: Timestamp) -> Self {
        Self { is_trial: true, ..Self::new(alert, news, config, at) }
    }

    fn new(alert: &Alert, news: News, config: &Config, at: Timestamp) -> Self {
        let query = match &alert.watch {
            Watch::Articles { choice, .. } => Some(choice.query.clone()),
            Watch::Stories { .. } | Watch::Topics { .. } | Watch::Sources { .. } => None,
        };
        Self {
            id: format!("msg_{}", content_hash(format!("{}\n{at}", alert.id).as_bytes())),
            at,
            alert: alert.id.clone(),
            name: alert.name().to_owned(),
            news,
            is_trial: false,
            base: config.web.public_url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned()),
            most: usize::try_from(alert.most).unwrap_or(usize::MAX),
            language: alert.language,
            query,
        }
    }

    pub(super) fn words(&self) -> Words {
        Words::of(self.language)
    }

    /// What it is about, on one line: `Gas: 3 articles`.
    #[must_use]
    pub fn subject(&self) -> String {
        let words = self.words();
        let news = match &self.news {
            News::Articles { total, .. } => words.count("articles", *total),
            News::Stories(stories) => words.count("alert-stories", stories.len()),
            News::Topics(topics) => words.count("alert-topics", topics.len()),
            News::Sources { ill, well } if well.is_empty() => words.count("alert-ill", ill.len()),
            News::Sources { ill, well } if ill.is_empty() => words.count("alert-well", well.len()),
            News::Sources { ill, well } => {
                let (ill, well) = (words.count("alert-ill", ill.len()), words.count("alert-well", well.len()));
                words.with("alert-ill-and-well", [("ill", &ill), ("well", &well)])
            }
        };
        let subject = words.with("alert-subject", [("name", &plain::line(&self.name)), ("news", &news)]);
        if self.is_trial { words.with("alert-test", [("subject", &subject)]) } else { subject }
    }

    /// The page on which all of it stands, where one is known.
    #[must_use]
    pub fn page(&self) -> Option<String> {
        let base = self.base.as_ref()?;
        Some(match (&self.news, &self.query) {
            (News::Articles { .. }, Some(query)) if !query.is_empty() => {
                let asked = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", query).finish();
                format!("{base}/search?{asked}")
            }
            (News::Articles { .. }, _) => format!("{base}/search"),
            (News::Stories(_), _) => format!("{base}/"),
            (News::Topics(_), _) => format!("{base}/topics"),
            (News::Sources { .. }, _) => format!("{base}/sources"),
        })
    }
}
