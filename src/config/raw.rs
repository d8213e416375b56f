//! The configuration as its author wrote it, after the layers were merged: every key may be missing, nothing but the
//! types is checked, and every value knows its place.

mod alert;
mod one_or_more;
mod topic;

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::shape::Shaped;
pub(super) use alert::{RawAlert, RawMail};
pub(super) use one_or_more::OneOrMore;
pub(super) use topic::{RawCondition, RawConditions, RawExample, RawList, RawSides, RawTermGroup, RawTopic, RawUses};

/// Text with its place.
pub(super) type Text = Spanned<String>;

/// All texts as one.
#[derive(Debug)]
pub(super) struct RawConfig {
    pub(super) store: RawStore,
    pub(super) fetch: RawFetch,
    pub(super) daemon: RawDaemon,
    pub(super) web: RawWeb,
    pub(super) websub: RawWebsub,
    pub(super) opinion: RawOpinion,
    pub(super) mail: RawMail,
    pub(super) defaults: RawSource,
    pub(super) groups: Vec<Shaped<RawSource>>,
    pub(super) sources: Vec<Shaped<RawSource>>,
    pub(super) topics: Vec<Shaped<RawTopic>>,
    pub(super) lists: Vec<Shaped<RawList>>,
    pub(super) sites: Vec<Shaped<RawSite>>,
    pub(super) searches: Vec<Shaped<RawSearch>>,
    pub(super) alerts: Vec<Shaped<RawAlert>>,
    pub(super) addresses: Vec<Shaped<RawAddress>>,
    pub(super) jobs: Vec<Shaped<RawJob>>,
}

impl RawConfig {
    /// Forgets the topics and the lists.
    pub(super) fn leave_out_topics(&mut self) {
        self.topics.clear();
        self.lists.clear();
    }
}

/// `[store]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStore {
    pub(super) database: Option<Text>,
    pub(super) max_snapshots: Option<Text>,
}

/// `[fetch]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFetch {
    pub(super) user_agent: Option<Text>,
    pub(super) contact: Option<Text>,
    pub(super) max_body: Option<Text>,
    pub(super) connect_timeout: Option<Text>,
    pub(super) first_byte_timeout: Option<Text>,
    pub(super) idle_timeout: Option<Text>,
    pub(super) max_redirects: Option<Spanned<u32>>,
    pub(super) host_delay: Option<Text>,
}

/// `[daemon]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDaemon {
    pub(super) workers: Option<Spanned<u32>>,
    pub(super) shutdown_grace: Option<Text>,
    pub(super) retag: Option<bool>,
    pub(super) log_level: Option<Text>,
    pub(super) log_format: Option<Text>,
}

/// `[web]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWeb {
    pub(super) listen: Option<Text>,
    pub(super) public_url: Option<Text>,
    pub(super) hosts: Option<Vec<Text>>,
    pub(super) token_files: Option<Vec<Text>>,
    pub(super) requests_per_minute: Option<Spanned<u32>>,
}

/// `[websub]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWebsub {
    pub(super) callback: Option<Text>,
    pub(super) hub: Option<Text>,
}

/// A `[[source]]`, with the keys of its `[[group]]` and of `[defaults]` that it leaves out; also a group with the keys of
/// `[defaults]`, and `[defaults]` itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub(super) id: Option<Text>,
    pub(super) url: Option<Text>,
    pub(super) kind: Option<Text>,
    pub(super) enabled: Option<bool>,
    pub(super) group: Option<Text>,
    pub(super) every: Option<Text>,
    pub(super) every_min: Option<Text>,
    pub(super) every_max: Option<Text>,
    pub(super) schedule: Option<Text>,
    pub(super) language: Option<Text>,
    pub(super) country: Option<Text>,
    pub(super) tags: Option<Vec<Text>>,
    pub(super) topics: Option<Vec<Text>>,
    pub(super) full_text: Option<Text>,
    pub(super) user_agent: Option<Text>,
    pub(super) headers: Option<BTreeMap<Text, Text>>,
    pub(super) timeout: Option<Text>,
    pub(super) allow_private: Option<Vec<Text>>,
    pub(super) max_new: Option<Spanned<u32>>,
    pub(super) keep: Option<Text>,
    pub(super) recheck: Option<Vec<Text>>,
    pub(super) snapshots: Option<Text>,
    pub(super) include_links: Option<Vec<Text>>,
    pub(super) exclude_links: Option<Vec<Text>>,
    pub(super) include_titles: Option<Vec<Text>>,
    pub(super) exclude_titles: Option<Vec<Text>>,
    pub(super) obey_robots: Option<bool>,
    pub(super) max_body: Option<Text>,
    pub(super) encoding: Option<Text>,
    pub(super) http1_only: Option<bool>,
    pub(super) proxy: Option<Text>,
    pub(super) basic_auth_file: Option<Text>,
    pub(super) cookie_file: Option<Text>,
    pub(super) select: Option<Spanned<RawSelect>>,
    pub(super) article: Option<Spanned<RawSite>>,
}

/// `[source.select]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSelect {
    pub(super) item: Option<Text>,
    pub(super) link: Option<Text>,
    pub(super) link_pattern: Option<Text>,
    pub(super) title: Option<Text>,
    pub(super) date: Option<Text>,
    pub(super) summary: Option<Text>,
}

/// A `[[site]]`; also `[source.article]`, which has no `domain`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSite {
    pub(super) domain: Option<Spanned<OneOrMore>>,
    pub(super) select: Option<Text>,
    pub(super) remove: Option<Spanned<OneOrMore>>,
    pub(super) title: Option<Text>,
    pub(super) authors: Option<Text>,
    pub(super) date: Option<Text>,
    pub(super) next_page: Option<Text>,
}

/// A `[[search]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSearch {
    pub(super) id: Option<Text>,
    pub(super) label: Option<Text>,
    pub(super) query: Option<Text>,
}

/// An `[[address]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAddress {
    pub(super) domain: Option<Spanned<OneOrMore>>,
    pub(super) ignore: Option<Spanned<OneOrMore>>,
    pub(super) ignore_words: Option<Spanned<OneOrMore>>,
    pub(super) ignore_sessions: Option<Spanned<OneOrMore>>,
    pub(super) keep: Option<Spanned<OneOrMore>>,
    pub(super) strip: Option<Spanned<OneOrMore>>,
    pub(super) index: Option<Spanned<OneOrMore>>,
    pub(super) labels: Option<Spanned<OneOrMore>>,
    pub(super) mirrors: Option<Spanned<OneOrMore>>,
}

/// `[opinion]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOpinion {
    pub(super) command: Option<Vec<Text>>,
    pub(super) name: Option<Text>,
    pub(super) topics: Option<Vec<Text>>,
    pub(super) timeout: Option<Text>,
    pub(super) doubt_below: Option<Spanned<f64>>,
}

/// A `[[job]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawJob {
    pub(super) name: Option<Text>,
    pub(super) schedule: Option<Text>,
    pub(super) task: Option<Text>,
    pub(super) older_than: Option<Text>,
}
