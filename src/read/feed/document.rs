//! What a feed says, in plain types of our own. What it does not say is `None` or empty.
//!
//! As JSON these are what `rasid parse` prints: names and shapes are a contract.

use serde::{Serialize, Serializer};
use url::Url;

use crate::model::{FeedFacts, LanguageCode, Moment, Pacing};
use crate::read::markup;

/// A feed.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Feed {
    /// Its title, with markup only where the feed has some.
    pub title: Option<Text>,
    /// Its home page.
    pub link: Option<String>,
    /// What it says of itself.
    pub description: Option<Text>,
    /// The language as the feed writes it, such as `ar-EG`.
    pub language: Option<String>,
    /// Its own id (Atom only).
    pub id: Option<String>,
    /// When it was published.
    #[serde(serialize_with = "utc")]
    pub published: Option<Moment>,
    /// When it last changed.
    #[serde(serialize_with = "utc")]
    pub updated: Option<Moment>,
    /// All its links, the home page among them.
    pub links: Vec<Link>,
    /// Who is answerable for it.
    pub authors: Vec<Person>,
    /// Who else had a part in it.
    pub contributors: Vec<Person>,
    /// What it is about.
    pub categories: Vec<String>,
    /// Who may do what with it.
    pub rights: Option<Text>,
    /// The program that wrote it.
    pub generator: Option<String>,
    /// Minutes for which it asks not to be fetched again.
    pub ttl: Option<u32>,
    /// What it says of its rhythm, `ttl` included.
    #[serde(skip)]
    pub pacing: Pacing,
    /// Its WebSub hub.
    #[serde(skip)]
    pub hub: Option<Url>,
    /// The address by which it calls itself.
    #[serde(skip)]
    pub self_url: Option<Url>,
    /// Where its older entries stand (RFC 5005).
    #[serde(skip)]
    pub next: Option<Url>,
    /// Address of its logo.
    pub image: Option<String>,
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Entry {
    /// The publisher's id (`guid` in RSS).
    pub id: Option<String>,
    /// The headline, with markup only where the feed has some.
    pub title: Option<Text>,
    /// The address of the article; absolute wherever the feed's own address is known.
    pub link: Option<String>,
    /// All its links, those to enclosures among them.
    pub links: Vec<Link>,
    /// The teaser.
    pub summary: Option<Text>,
    /// The whole text.
    pub content: Option<Text>,
    /// When it was published.
    #[serde(serialize_with = "utc")]
    pub published: Option<Moment>,
    /// When it was changed.
    #[serde(serialize_with = "utc")]
    pub updated: Option<Moment>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Who else had a part in it.
    pub contributors: Vec<Person>,
    /// What it is about.
    pub categories: Vec<String>,
    /// Who may do what with it.
    pub rights: Option<Text>,
    /// Its language, where it names one of its own.
    pub language: Option<String>,
    /// Sound, video and pictures that belong to it.
    pub enclosures: Vec<Enclosure>,
    /// Address of its picture.
    #[serde(skip)]
    pub image: Option<String>,
}

/// A text as the feed carries it; as JSON its value alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text. HTML has been cleaned of what acts; plain text may contain anything, `<` included.
    pub value: String,
    /// Whether the value is HTML.
    pub is_html: bool,
}

impl Text {
    /// The text without markup, one block a line.
    #[must_use]
    pub fn plain(&self) -> String {
        if self.is_html {
            return markup::html_to_text(&self.value);
        }
        let lines = self.value.lines().map(markup::collapse).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The text without markup on one line.
    #[must_use]
    pub fn line(&self) -> String {
        markup::collapse(&self.plain())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.value)
    }
}

/// A link of a feed or an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The address, resolved as far as the base is known.
    pub href: String,
    /// How it relates, such as `alternate` or `self`.
    pub rel: Option<String>,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Somebody who wrote something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// A page of theirs.
    pub uri: Option<String>,
}

/// A file that belongs to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Enclosure {
    /// Its address.
    pub url: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// Its size in bytes.
    pub length: Option<u64>,
}

impl Feed {
    /// What the collection keeps of the feed itself.
    #[must_use]
    pub fn facts(&self) -> FeedFacts {
        FeedFacts {
            title: self.title.as_ref().map(Text::line),
            homepage: self.link.clone(),
            language: self.language.as_deref().and_then(LanguageCode::from_tag),
        }
    }
}

/// Writes a moment as an instant in UTC, as the contract of `rasid parse` has it; a day becomes its start.
fn utc<S: Serializer>(moment: &Option<Moment>, serializer: S) -> Result<S::Ok, S::Error> {
    match moment {
        Some(moment) => serializer.collect_str(&moment.timestamp()),
        None => serializer.serialize_none(),
    }
}

/// The address of the page that a feed or entry is about: its first link that is no feed, and no link to something else.
pub(super) fn main_link(links: &[Link]) -> Option<String> {
    let is_page = |link: &&Link| {
        let is_main = link.rel.as_deref().is_none_or(|rel| rel == "alternate");
        is_main
            && !link.href.is_empty()
            && !link.media_type.as_deref().is_some_and(|media_type| media_type.contains("rss"))
    };
    links.iter().find(is_page).map(|link| link.href.clone())
}

/// The first link that relates so and can be fetched.
pub(super) fn related(links: &[Link], rel: &str) -> Option<Url> {
    let found = links.iter().find(|link| link.rel.as_deref() == Some(rel))?;
    Url::parse(&found.href).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}
