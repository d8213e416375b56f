//! Articles as they are read back.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use url::Url;

use crate::model::{
    Address, ArticleKey, ContentHash, CopyKind, LanguageCode, Moment, Published, RevisionCause, SourceId, TextOrigin,
    TopicId, TopicMatch,
};

/// The number of an article in one database. In another it may be another's: for references that last there is the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// The number of a story in one database: that of the article that began it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct StoryId(pub i64);

/// How a user names an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArticleName {
    /// By its number in this database.
    Id(ArticleId),
    /// By its own key, or that of any of its addresses.
    Key(ArticleKey),
    /// By any of its addresses.
    Address(Url),
}

/// An article as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleRow {
    /// Its number in this database.
    pub id: ArticleId,
    /// Its public key.
    pub key: ArticleKey,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
    /// The address that answered.
    pub url: String,
    /// The headline.
    pub title: String,
    /// The teaser.
    pub summary: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// The language of the text.
    pub language: Option<LanguageCode>,
    /// When it was published, to the second, with the publisher's offset.
    pub published: Option<Published>,
    /// When it was first fetched.
    pub first_seen: Timestamp,
    /// What lists are ordered by: the date of publication, but never later than `first_seen`.
    pub dated: Timestamp,
    /// Words in the text.
    pub word_count: u32,
    /// The article it repeats.
    pub copy_of: Option<CopyLink>,
    /// That its page is gone.
    pub gone: Option<Gone>,
    /// The story that it belongs to.
    pub story: Option<StoryId>,
    /// The sources that listed it, the first one first.
    pub sources: Vec<SourceId>,
    /// The topics it matches, the strongest first.
    pub topics: Vec<TopicScore>,
}

/// That the page of an article is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone {
    /// When that was seen first.
    pub since: Timestamp,
    /// The HTTP status that says so, 404 or 410.
    pub status: u16,
}

/// What is remembered of second looks at an article's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecheck {
    /// When there last was an answer; `None` if there was none yet.
    pub looked_at: Option<Timestamp>,
    /// The next look; `None` if none is planned.
    pub due: Option<Timestamp>,
    /// Why the last look counts for nothing; `None` if it counts.
    pub note: Option<String>,
}

/// The original that a copy repeats.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyLink {
    /// The original's number.
    pub id: ArticleId,
    /// The original's public key.
    pub key: ArticleKey,
    /// The id that the original had where it was imported from.
    pub external_id: Option<String>,
    /// In what way it is repeated.
    pub kind: CopyKind,
    /// Runs of words that it shares with the article it was recognised by, of all runs of both; `None`: not measured.
    pub jaccard: Option<f64>,
    /// Of all runs of the shorter of the two.
    pub containment: Option<f64>,
}

/// The story of an article, as that one knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryLink {
    /// The story's number.
    pub id: StoryId,
    /// The headline of its most central article.
    pub title: String,
    /// Its articles.
    pub articles: u64,
    /// Sources that list one of them.
    pub sources: u64,
    /// Languages of its articles, the commonest first.
    pub languages: Vec<LanguageCode>,
}

/// The same article in another language, as its page or the other one says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranslationLink {
    /// Its number in this database.
    pub id: ArticleId,
    /// The language of its text.
    pub language: LanguageCode,
    /// Its headline.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The name of its site.
    pub site: Option<String>,
    /// The date that lists are ordered by.
    pub dated: Timestamp,
}

/// An article among all that print one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Printing {
    /// Its number in this database.
    pub id: ArticleId,
    /// Where it was fetched.
    pub url: String,
    /// The name of its site.
    pub site: Option<String>,
    /// The date that lists are ordered by.
    pub dated: Timestamp,
    /// In what way it repeats the original; `None`: it is the original.
    pub kind: Option<CopyKind>,
    /// As in [`CopyLink`].
    pub jaccard: Option<f64>,
    /// As in [`CopyLink`].
    pub containment: Option<f64>,
    /// The agencies that it is credited to.
    pub credits: Vec<String>,
}

/// A topic that an article matches.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicScore {
    /// Which topic.
    pub topic: TopicId,
    /// The sum that its rule gave.
    pub score: f64,
}

/// All that is known of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleDetail {
    /// What lists show.
    pub row: ArticleRow,
    /// The address that the page claims.
    pub canonical_url: Option<String>,
    /// The body as plain text, one block a line.
    pub text: String,
    /// Where the text was read.
    pub text_from: TextOrigin,
    /// People and agencies that wrote it.
    pub authors: Vec<String>,
    /// The agencies that it is credited to.
    pub credits: Vec<String>,
    /// Where the links of its text lead.
    pub links: Vec<String>,
    /// When it was last changed, as the page says, in UTC.
    pub modified: Option<Moment>,
    /// The main image's address.
    pub image: Option<String>,
    /// The part of the paper that it stands in.
    pub section: Option<String>,
    /// What its page, else its source, says it is about.
    pub keywords: Vec<String>,
    /// How sure the language is, 0 to 1.
    pub language_confidence: Option<f64>,
    /// What kind of page it was read from.
    pub kind: Option<String>,
    /// Words in the page's own text, none where the page could not be had; `None` where no page was wanted.
    pub page_words: Option<u32>,
    /// Its page, where that is kept.
    pub page: Option<PageFacts>,
    /// Second looks at its page, where there were any or will be.
    pub recheck: Option<StoredRecheck>,
    /// What it said before it was read again, the latest first.
    pub revisions: Vec<StoredRevision>,
    /// Hash of title and text.
    pub content_hash: ContentHash,
    /// Every address it is known by.
    pub addresses: Vec<Address>,
    /// Where it was listed, earliest first.
    pub sightings: Vec<StoredSighting>,
    /// The topics it matches with their evidence, the strongest first.
    pub matches: Vec<TopicMatch>,
    /// The story that it belongs to.
    pub story: Option<StoryLink>,
    /// Everybody who printed the text, the original and the article itself among them, the earliest first; empty where it
    /// was printed once.
    pub printings: Vec<Printing>,
    /// The same article in other languages, the earliest first.
    pub translations: Vec<TranslationLink>,
}

impl ArticleDetail {
    /// The articles that repeat this one, the earliest first.
    pub fn copies(&self) -> impl Iterator<Item = &Printing> {
        let is_original = self.row.copy_of.is_none();
        self.printings.iter().filter(move |printing| is_original && printing.id != self.row.id)
    }
}

/// What is known of a page without unpacking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFacts {
    /// When it was fetched.
    pub fetched_at: Timestamp,
    /// Hash of its bytes.
    pub hash: ContentHash,
    /// Its size.
    pub size_bytes: u64,
    /// What it takes in the database.
    pub packed_bytes: u64,
}

/// An earlier version of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRevision {
    /// When another version took its place.
    pub replaced_at: Timestamp,
    /// Why.
    pub why: RevisionCause,
    /// Hash of its title and text.
    pub content_hash: ContentHash,
    /// Its title; `None` where that of the next version is the same.
    pub title: Option<String>,
    /// Its text; `None` where that of the next version is the same.
    pub text: Option<String>,
    /// What else it said otherwise than the next version, by the name of the column.
    pub facts: serde_json::Value,
}

/// An article's listing at one source, as it was first listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSighting {
    /// The source.
    pub source: SourceId,
    /// The address as listed.
    pub url: String,
    /// The publisher's own id.
    pub guid: Option<String>,
    /// The headline as listed.
    pub title: String,
    /// The date as listed, in UTC.
    pub published: Option<Moment>,
    /// The first poll that saw it.
    pub first_seen: Timestamp,
    /// The last poll that saw it.
    pub last_seen: Timestamp,
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ToSql for ArticleId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for ArticleId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

impl std::fmt::Display for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ToSql for StoryId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for StoryId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}
