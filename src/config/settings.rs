//! The checked configuration: every value is in range and every setting of a source resolved.

mod alert;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use url::{Host, Url};

pub use alert::{
    Alert, AlertPace, Choice, MailConfig, MessageLanguage, Recipient, Watch, WatchKind, Webhook, WebhookFormat,
};

use crate::analysis::topics::{TermList, TopicSet};
use crate::model::article::named_enum;
use crate::model::{PageRetention, SearchId, Secret, Source, SourceId, TopicId};
use crate::read::article::rules::RuleSet;
use crate::text::url::AddressRules;

/// What the program is to do. The meaning, unit and default of each setting stand in `config.toml`.
#[derive(Debug, Clone)]
pub struct Config {
    /// The files it was read from, the main one first; none if all of it is built in.
    pub files: Vec<PathBuf>,
    /// Where the collection lies.
    pub store: StoreConfig,
    /// How servers are asked.
    pub fetch: FetchConfig,
    /// How the daemon runs.
    pub daemon: DaemonConfig,
    /// What the daemon serves.
    pub web: WebConfig,
    /// How hubs reach the daemon.
    pub websub: WebsubConfig,
    /// Who gives second opinions; `None`: nobody.
    pub opinion: Option<OpinionConfig>,
    /// How mail is sent; `None`: not at all.
    pub mail: Option<MailConfig>,
    /// The sources to poll, in the order of the files; the ids differ.
    pub sources: Vec<Source>,
    /// The sources that the author switched off.
    pub disabled: Vec<SourceId>,
    /// What holds for addresses that belong to no source.
    pub defaults: Defaults,
    /// The topics to look for.
    pub topics: Arc<TopicSet>,
    /// The lists of terms that topics share, as written.
    pub lists: Arc<Vec<TermList>>,
    /// How the pages of single sites and sources are read.
    pub rules: Arc<RuleSet>,
    /// Searches that have a name; the ids differ.
    pub searches: Vec<SavedSearch>,
    /// Who is told of what; the ids differ.
    pub alerts: Vec<Alert>,
    /// When two addresses are one article.
    pub addresses: Arc<AddressRules>,
    /// What the daemon does by the calendar; the names differ.
    pub jobs: Vec<CalendarJob>,
}

/// `[store]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreConfig {
    /// The database file; its folder need not exist yet.
    pub database: PathBuf,
    /// The most bytes that kept pages may take in it; the oldest go first.
    pub max_snapshot_bytes: u64,
}

/// `[fetch]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchConfig {
    /// The whole `User-Agent` header: the program's name and, where the user gave one, the contact address.
    pub user_agent: String,
    /// Who runs this program: a web or mail address.
    pub contact: Option<String>,
    /// The largest answer that is read, in bytes after decompression.
    pub max_body_bytes: u64,
    /// The longest wait for a connection.
    pub connect_timeout: Duration,
    /// The longest wait for the head of an answer.
    pub first_byte_timeout: Duration,
    /// The longest wait between two pieces of a body.
    pub idle_timeout: Duration,
    /// The most redirects that are followed in one exchange.
    pub max_redirects: u32,
    /// The pause between two exchanges with one registrable domain.
    pub host_delay: Duration,
}

/// What `[defaults]` says of fetching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defaults {
    /// The longest time for one whole exchange.
    pub timeout: Duration,
    /// Networks that may be fetched from although they are not public.
    pub allow_private: Vec<IpNet>,
    /// A proxy to reach them by.
    pub proxy: Option<String>,
    /// How long the pages are kept of sources that left the configuration.
    pub snapshots: PageRetention,
}

/// `[daemon]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaemonConfig {
    /// Polls at the same time, at least 1.
    pub workers: u32,
    /// How long running polls may take to finish when the program is asked to stop.
    pub shutdown_grace: Duration,
    /// Whether stored articles are tagged anew when the rules have changed.
    pub retag: bool,
    /// How much is logged.
    pub log_level: LogLevel,
    /// How it is written.
    pub log_format: LogFormat,
}

/// `[opinion]`.
#[derive(Debug, Clone, PartialEq)]
pub struct OpinionConfig {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// What its opinions are signed with.
    pub name: String,
    /// The topics that it is asked about; none stands for all.
    pub topics: Vec<TopicId>,
    /// How long one answer is waited for.
    pub timeout: Duration,
    /// A match that it finds less likely than this is doubtful: 0 to 1.
    pub doubt_below: f64,
}

named_enum!(
    /// The least important messages that are logged.
    LogLevel {
        /// Someone must act.
        Error = "error",
        /// The program went on, but worse.
        Warn = "warn",
        /// One line a poll and a step of the life cycle.
        Info = "info",
        /// Why things were decided so.
        Debug = "debug",
        /// Everything.
        Trace = "trace",
    }
);

named_enum!(
    /// How a log line is written.
    LogFormat {
        /// For people and the journal.
        Text = "text",
        /// For programs: one JSON object a line.
        Json = "json",
    }
);

/// `[web]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebConfig {
    /// The address to listen on; `None` to serve nothing. It is a loopback address, or there are tokens.
    pub listen: Option<SocketAddr>,
    /// The address that readers see, without a path; `None` for the one that they ask for.
    pub public_url: Option<Url>,
    /// Further names under which it may be asked.
    pub hosts: Vec<Host>,
    /// What readers show to be let in; none: everybody on this machine is.
    pub tokens: Vec<Secret>,
    /// How often one client may ask; 0: as often as it likes.
    pub requests_per_minute: u32,
}

/// `[websub]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebsubConfig {
    /// The public address that is handed on to our door; `None` to subscribe nowhere.
    pub callback: Option<Url>,
    /// The hub that is told of news in our feeds, with the public address that these have; `None`: none is told.
    pub hub: Option<PublicHub>,
}

/// A hub that others follow our feeds by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicHub {
    /// The hub's address.
    pub url: Url,
    /// What the addresses of our feeds begin with, without a slash at its end.
    pub base: String,
}

/// A `[[search]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    /// What it is asked for by.
    pub id: SearchId,
    /// What people call it.
    pub label: Option<String>,
    /// As written; it can be read.
    pub query: String,
}

/// A `[[job]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarJob {
    /// What its runs are remembered by.
    pub name: String,
    /// When it runs: a cron line of six fields, seconds first, in UTC.
    pub schedule: String,
    /// What it does.
    pub task: Task,
}

/// What a job does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Deletes the records of polls, but no article.
    PrunePolls {
        /// Only those older than this.
        older_than: Duration,
    },
    /// Deletes the articles that have been kept for as long as their sources say.
    PruneArticles,
    /// Merges the search index and refreshes the query planner's figures.
    Optimize,
}
