//! Who is told of what.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::analysis::burst::Mark;
use crate::model::article::named_enum;
use crate::model::{AlertId, Secret, TopicId};

/// An `[[alert]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// What its state is remembered by.
    pub id: AlertId,
    /// What people call it.
    pub label: Option<String>,
    /// What it waits for.
    pub watch: Watch,
    /// Who is told.
    pub to: Recipient,
    /// When.
    pub pace: AlertPace,
    /// The language of what messages say themselves.
    pub language: MessageLanguage,
    /// The most articles, stories, topics or sources that one message names, at least 1.
    pub most: u32,
}

impl Alert {
    /// What people call it: its label, else its id.
    #[must_use]
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(self.id.as_str())
    }
}

/// What an alert waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watch {
    /// Articles that come in.
    Articles {
        /// Which.
        choice: Choice,
        /// Those that were older than this when they came in are not told.
        max_age: Duration,
    },
    /// Stories that grow beyond their habit and have an article of the choice.
    Stories {
        /// Which articles.
        choice: Choice,
        /// How far they grow at least.
        growth: Mark,
    },
    /// Topics that grow beyond their habit.
    Topics {
        /// Which; none stands for all.
        topics: Vec<TopicId>,
        /// How far they grow at least.
        growth: Mark,
    },
    /// Sources that someone should look after, and those that are well again.
    Sources {
        /// How long a source has failed at least; one that is gone, or lists nothing, is told of at once.
        failing_for: Duration,
    },
}

impl Watch {
    /// Its name in the configuration.
    #[must_use]
    pub fn kind(&self) -> WatchKind {
        match self {
            Self::Articles { .. } => WatchKind::Articles,
            Self::Stories { .. } => WatchKind::Stories,
            Self::Topics { .. } => WatchKind::Topics,
            Self::Sources { .. } => WatchKind::Sources,
        }
    }
}

/// A choice of articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// In the language of [`crate::search`], which may begin with `@` and the name of a saved search that there is; empty
    /// for all.
    pub query: String,
}

named_enum!(
    /// Kinds of what an alert waits for.
    WatchKind {
        /// Articles that come in.
        Articles = "articles",
        /// Stories that grow.
        Stories = "stories",
        /// Topics that grow.
        Topics = "topics",
        /// Sources that fail.
        Sources = "sources",
    }
);

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A program at an address.
    Webhook(Webhook),
    /// People at these addresses.
    Mail(Vec<String>),
}

/// An address that messages are posted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The address, which lets whoever knows it post to some services.
    pub url: Secret,
    /// The host of the address, which may be shown.
    pub host: String,
    /// The form of the message.
    pub format: WebhookFormat,
    /// What messages are signed with; `None`: they are not.
    pub secret: Option<Secret>,
}

named_enum!(
    /// The form of a message to a program.
    WebhookFormat {
        /// All that is known, for programs.
        Json = "json",
        /// What Slack, Mattermost, Rocket.Chat and Discord (at `…/slack`) show: JSON with a `text`.
        Slack = "slack",
        /// Plain text, as ntfy shows it.
        Text = "text",
    }
);

named_enum!(
    /// A language that messages speak.
    MessageLanguage {
        /// English.
        English = "en",
        /// Arabic.
        Arabic = "ar",
    }
);

/// When an alert may speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertPace {
    /// As soon as there is something, but once in this time at most.
    Every(Duration),
    /// At the times of a cron line of six fields, seconds first, in UTC: a digest.
    Schedule(String),
}

/// `[mail]`: how mail is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailConfig {
    /// `smtps` (TLS from the first byte) or `smtp` (STARTTLS; none on this machine alone), host and port.
    pub server: Url,
    /// Whom it is from: an address, or a name with an address in angle brackets.
    pub from: String,
    /// `name:password`; `None`: nobody is asked for one.
    pub credentials: Option<Secret>,
}
