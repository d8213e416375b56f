//! A source as a worker needs to know it.

use std::time::Duration;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use super::article::named_enum;
use super::{LanguageCode, PageRetention, Secret, SourceId, TopicId};

/// A feed, list page or sitemap that is polled, with all its settings resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its name in the configuration.
    pub id: SourceId,
    /// Its address, http or https.
    pub url: String,
    /// How the answer is read.
    pub kind: SourceKind,
    /// When it is polled.
    pub rhythm: Rhythm,
    /// The language that its articles are expected in.
    pub language: Option<LanguageCode>,
    /// ISO 3166 code of its country, in lower case.
    pub country: Option<String>,
    /// The user's own labels.
    pub tags: Vec<String>,
    /// The topics to try on its articles; empty means all.
    pub topics: Vec<TopicId>,
    /// Where the texts of its articles are read.
    pub full_text: FullText,
    /// For list pages: where the items stand.
    pub select: Option<Selectors>,
    /// Replaces the program's User-Agent.
    pub user_agent: Option<String>,
    /// Further request headers.
    pub headers: Vec<(String, String)>,
    /// The longest time for one whole exchange.
    pub timeout: Duration,
    /// Networks that it may be fetched from although they are not public.
    pub allow_private: Vec<IpNet>,
    /// The most new articles taken in one poll; the rest come with the next ones.
    pub max_new: u32,
    /// Which of its items are taken.
    #[serde(default)]
    pub items: ItemFilter,
    /// How long its articles are kept; `None` for ever.
    #[serde(default)]
    pub keep: Option<Duration>,
    /// How long after the first sight of an article, or its last change, its page is looked at again; ascending, and
    /// none for never.
    #[serde(default)]
    pub recheck: Vec<Duration>,
    /// How long the pages of its articles are kept.
    #[serde(default)]
    pub snapshots: PageRetention,
    /// The charset of its answers, by a WHATWG label, whatever they claim.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The largest answer that is read, in bytes after decompression, where it differs from the program's limit.
    #[serde(default)]
    pub max_body_bytes: Option<u64>,
    /// Whether its pages are left alone that robots.txt forbids.
    #[serde(default = "yes")]
    pub obey_robots: bool,
    /// A proxy to reach it by: `http`, `https`, `socks5` or `socks5h`.
    #[serde(default)]
    pub proxy: Option<String>,
    /// Whether it is only spoken to in HTTP/1.1.
    #[serde(default)]
    pub http1_only: bool,
    /// User name and password, `name:password`, sent to its own origin alone.
    #[serde(default)]
    pub basic_auth: Option<Secret>,
    /// A `Cookie` header, sent to its own origin alone.
    #[serde(default)]
    pub cookie: Option<Secret>,
}

fn yes() -> bool {
    true
}

/// Which items of a source are taken, by regular expressions. An item is taken if nothing of it is excluded and, where
/// anything is included, its address matches one of `links` and its headline one of `titles`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemFilter {
    /// Of these the address must match one; none means any.
    pub include_links: Vec<String>,
    /// Of these the address must match none.
    pub exclude_links: Vec<String>,
    /// Of these the headline must match one; none means any.
    pub include_titles: Vec<String>,
    /// Of these the headline must match none.
    pub exclude_titles: Vec<String>,
}

impl Source {
    /// A source with an address and no wishes: never polled by itself, in any language, from public networks alone.
    #[must_use]
    pub fn new(id: SourceId, url: String, kind: SourceKind) -> Self {
        Self {
            id,
            url,
            kind,
            rhythm: Rhythm::Never,
            language: None,
            country: None,
            tags: Vec::new(),
            topics: Vec::new(),
            full_text: FullText::Auto,
            select: None,
            user_agent: None,
            headers: Vec::new(),
            timeout: Duration::from_secs(60),
            allow_private: Vec::new(),
            max_new: 200,
            items: ItemFilter::default(),
            keep: None,
            recheck: Vec::new(),
            snapshots: PageRetention::Off,
            encoding: None,
            max_body_bytes: None,
            obey_robots: true,
            proxy: None,
            http1_only: false,
            basic_auth: None,
            cookie: None,
        }
    }
}

named_enum!(
    /// How a source's answer is read.
    SourceKind {
        /// Whatever it turns out to be: feed, sitemap or list page.
        Auto = "auto",
        /// RSS, Atom or JSON Feed.
        Feed = "feed",
        /// A page of links to articles.
        List = "list",
        /// An XML sitemap, with or without the news extension.
        Sitemap = "sitemap",
        /// Not polled: articles came by `rasid import`.
        Import = "import",
    }
);

named_enum!(
    /// Where the texts of a source's articles are read.
    FullText {
        /// From the page; from the feed where the page cannot be had or holds less.
        Auto = "auto",
        /// From the page alone.
        Page = "page",
        /// From the feed alone: no page is fetched.
        Feed = "feed",
    }
);

/// When a source is polled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rhythm {
    /// At an interval, lengthened by what the server asks and by failures.
    Every(Duration),
    /// As often as the source has news, lengthened in the same way.
    Adaptive {
        /// The shortest interval.
        min: Duration,
        /// The longest interval.
        max: Duration,
    },
    /// At the times of a cron line.
    Schedule(String),
    /// Never by itself.
    Never,
}

/// Where the items of a list page stand: CSS selectors, a pattern of addresses, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Selectors {
    /// One match is one item. Where none is named, each address that `link` and `link_pattern` leave is one.
    pub item: Option<String>,
    /// Within the item: the element whose `href` is the article; the first link where none is named.
    pub link: Option<String>,
    /// A regular expression that the absolute address of an article matches somewhere.
    pub link_pattern: Option<String>,
    /// Within the item: the headline; the link's text where none is named.
    pub title: Option<String>,
    /// Within the item: the date.
    pub date: Option<String>,
    /// Within the item: the teaser.
    pub summary: Option<String>,
}
