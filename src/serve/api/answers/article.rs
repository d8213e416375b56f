//! Articles, as lists and single answers hold them.

use utoipa::ToSchema;

use super::{articles, copy_kind, date_origin, field, piece_side, precision, revision_cause, side, text_origin};

/// An article as lists show it.
#[derive(Debug, ToSchema)]
pub struct Article {
    /// Its number in this collection.
    #[schema(example = 12, minimum = 1)]
    pub id: i64,
    /// Its key, the same in every collection.
    #[schema(pattern = "^[0-9a-f]{32}$", example = "3f2a8c0de4b15a7790c1d2e3f4a5b6c7")]
    pub key: String,
    /// The id that it had where it was imported from.
    pub external_id: Option<String>,
    /// The address that answered.
    #[schema(example = "https://paper.example/world/ceasefire")]
    pub url: String,
    /// The address that the page claims.
    pub canonical_url: Option<String>,
    /// When it was published: a time with the publisher's offset, or a bare day.
    #[schema(example = "2026-11-24T09:30:00+02:00")]
    pub published: Option<String>,
    /// Where that stood.
    #[schema(schema_with = date_origin)]
    pub published_from: (),
    /// How exactly it is known.
    #[schema(schema_with = precision)]
    pub published_precision: (),
    /// When it was first fetched.
    #[schema(format = DateTime)]
    pub first_seen: String,
    /// The language of its text, ISO 639.
    #[schema(example = "ar")]
    pub language: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// The headline.
    pub title: String,
    /// The teaser.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The agencies that it is credited to.
    pub credit: Vec<String>,
    /// Words in its text.
    pub word_count: u32,
    /// The sources that listed it, the first one first.
    pub sources: Vec<String>,
    /// The topics that it matches, the strongest first.
    pub topics: Vec<String>,
    /// The number of the article that it repeats.
    pub copy_of: Option<i64>,
    /// In what way it repeats that.
    #[schema(schema_with = copy_kind)]
    pub copy_kind: (),
    /// Runs of words that both share, of all runs of both.
    pub copy_jaccard: Option<f64>,
    /// Of all runs of the shorter of the two.
    pub copy_containment: Option<f64>,
    /// When its page was first found gone.
    #[schema(format = DateTime)]
    pub gone_since: Option<String>,
    /// The HTTP status that said so.
    pub gone_status: Option<u16>,
    /// The number of the story that it belongs to.
    pub story_id: Option<i64>,
    /// With `snippets`: the passage of the text that has most of the words, the hits in brackets; null where none stands.
    pub snippet: Option<String>,
}

/// What an article in full has beside, or otherwise than, [`Article`].
#[derive(Debug, ToSchema)]
pub struct WholeArticle {
    /// The topics that it matches with the sums that their rules gave, the strongest first.
    pub topics: Vec<TopicScore>,
    /// How sure the language is, 0 to 1.
    pub language_confidence: Option<f64>,
    /// What kind of page it was read from.
    pub kind: Option<String>,
    /// The part of the paper that it stands in.
    pub section: Option<String>,
    /// What its page, else its source, says it is about.
    pub keywords: Vec<String>,
    /// Where the links of its text lead, as canonical addresses.
    pub links: Vec<String>,
    /// The body as plain text, one block a line.
    pub text: String,
}

/// What a single article has beside [`WholeArticle`].
#[derive(Debug, ToSchema)]
pub struct ArticleDetail {
    /// When it was last changed, as the page says.
    pub modified: Option<String>,
    /// The main image's address.
    pub image: Option<String>,
    /// Where the text was read.
    #[schema(schema_with = text_origin)]
    pub text_from: (),
    /// The topics that it matches, with the words that earned them.
    pub matches: Vec<TopicMatch>,
    /// Where it was listed, the earliest first.
    pub sightings: Vec<Sighting>,
    /// Every address it is known by.
    pub addresses: Vec<String>,
    /// The numbers of the articles that repeat it.
    pub copies: Vec<i64>,
    /// Everybody who printed its text, the earliest first; empty where it was printed once.
    pub printed_by: Vec<Printing>,
    /// Who wrote the text first, where several print it.
    pub written_by: Option<Origin>,
    /// The same article in other languages, as its page says.
    pub translations: Vec<Translation>,
    /// Its story.
    pub story: Option<StoryLink>,
    /// Its page, where that is kept.
    pub page: Option<KeptPage>,
    /// Second looks at its page, where there were any or will be.
    pub recheck: Option<Recheck>,
    /// What it said before it was read again, the latest first.
    pub revisions: Vec<Revision>,
}

/// A topic with the sum that its rule gave.
#[derive(Debug, ToSchema)]
pub struct TopicScore {
    /// Which topic.
    pub topic: String,
    /// The sum.
    pub score: f64,
}

/// A topic with what earned it.
#[derive(Debug, ToSchema)]
pub struct TopicMatch {
    /// Which topic.
    pub topic: String,
    /// The sum that its rule gave.
    pub score: f64,
    /// The version of that rule.
    pub rules_version: String,
    /// The hits.
    pub evidence: Vec<Evidence>,
}

/// A term of a rule, where it was found.
#[derive(Debug, ToSchema)]
pub struct Evidence {
    /// The term as the rule has it.
    pub term: String,
    /// Where it was found.
    #[schema(schema_with = field)]
    pub field: (),
    /// Where it begins, in bytes of the field's UTF-8.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it weighs.
    pub weight: f64,
    /// Of a relation: whose name it is.
    #[schema(schema_with = side)]
    pub side: (),
}

/// An article's listing at one source.
#[derive(Debug, ToSchema)]
pub struct Sighting {
    /// The source.
    pub source: String,
    /// The address as listed.
    pub url: String,
    /// The headline as listed.
    pub title: String,
    /// The date as listed.
    pub published: Option<String>,
    /// The first poll that saw it.
    #[schema(format = DateTime)]
    pub first_seen: String,
    /// The last poll that saw it.
    #[schema(format = DateTime)]
    pub last_seen: String,
}

/// An article among all that print one text.
#[derive(Debug, ToSchema)]
pub struct Printing {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub url: String,
    /// The name of its site.
    pub site: Option<String>,
    /// The date that lists are ordered by.
    #[schema(format = DateTime)]
    pub dated: String,
    /// The agencies that it is credited to.
    pub credit: Vec<String>,
    /// In what way it repeats the original; null: it is the original.
    #[schema(schema_with = copy_kind)]
    pub kind: (),
    /// Runs of words that both share, of all runs of both.
    pub jaccard: Option<f64>,
    /// Of all runs of the shorter of the two.
    pub containment: Option<f64>,
}

/// Who wrote a text first.
#[derive(Debug, ToSchema)]
pub struct Origin {
    /// The name.
    pub name: String,
    /// Whether that is an agency.
    pub is_agency: bool,
    /// The article that it was told from, where that is here.
    pub id: Option<i64>,
}

/// The same article in another language.
#[derive(Debug, ToSchema)]
pub struct Translation {
    /// Its number.
    pub id: i64,
    /// Its language.
    pub language: String,
    /// Its headline.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The name of its site.
    pub site: Option<String>,
    /// The date that lists are ordered by.
    #[schema(format = DateTime)]
    pub dated: String,
}

/// A story as one of its articles knows it.
#[derive(Debug, ToSchema)]
pub struct StoryLink {
    /// Its number.
    pub id: i64,
    /// The headline of its most central article.
    pub title: String,
    /// Its articles.
    pub articles: u64,
    /// Sources that list one of them.
    pub sources: u64,
    /// Languages of its articles, the commonest first.
    pub languages: Vec<String>,
}

/// A page that is kept.
#[derive(Debug, ToSchema)]
pub struct KeptPage {
    /// When it was fetched.
    #[schema(format = DateTime)]
    pub fetched_at: String,
    /// Hash of its bytes.
    pub content_hash: String,
    /// Its size.
    pub size_bytes: u64,
    /// What it takes in the collection.
    pub packed_bytes: u64,
}

/// Second looks at a page.
#[derive(Debug, ToSchema)]
pub struct Recheck {
    /// When there last was an answer.
    #[schema(format = DateTime)]
    pub looked_at: Option<String>,
    /// The next look.
    #[schema(format = DateTime)]
    pub due: Option<String>,
    /// Why the last look counts for nothing.
    pub note: Option<String>,
}

/// An earlier version of an article, as far as it said something else than the next one.
#[derive(Debug, ToSchema)]
pub struct Revision {
    /// When another version took its place.
    #[schema(format = DateTime)]
    pub replaced_at: String,
    /// Why.
    #[schema(schema_with = revision_cause)]
    pub why: (),
    /// Its title; null: that of the next version.
    pub title: Option<String>,
    /// Its text; null: that of the next version.
    pub text: Option<String>,
    /// What else it said otherwise, by name.
    #[schema(value_type = Object)]
    pub facts: (),
}

/// What changed from one version of an article to the next.
#[derive(Debug, ToSchema)]
pub struct Change {
    /// The earlier version, counted from 1.
    #[schema(minimum = 1)]
    pub from: u32,
    /// The later one.
    #[schema(minimum = 2)]
    pub to: u32,
    /// When the earlier one was replaced.
    #[schema(format = DateTime)]
    pub replaced_at: String,
    /// Why.
    #[schema(schema_with = revision_cause)]
    pub why: (),
    /// Their titles, piece by piece.
    pub title: Vec<Piece>,
    /// Their texts, piece by piece.
    pub text: Vec<Piece>,
    /// What else the earlier one said otherwise, by name.
    #[schema(value_type = Object)]
    pub facts: (),
}

/// A run of words that one version has, or both.
#[derive(Debug, ToSchema)]
pub struct Piece {
    /// Which has it.
    #[schema(schema_with = piece_side)]
    pub side: (),
    /// The words.
    pub text: String,
}

/// Articles, page by page.
#[derive(Debug, ToSchema)]
pub struct Articles {
    /// Those of this page, in the order asked for; with `text` in full.
    #[schema(schema_with = articles)]
    pub items: (),
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// The changes of an article, the first one first; empty where it never changed.
#[derive(Debug, ToSchema)]
pub struct Changes {
    /// Each change.
    pub items: Vec<Change>,
}
