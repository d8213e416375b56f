//! What is known of an article beside its title and text, and how two readings differ in it.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::row::ArticleDetail;
use crate::model::{Article, LanguageCode, Moment, Precision, Published};

/// A fact in which two readings of an article differ.
#[derive(Debug, Clone, PartialEq)]
pub struct FactChange {
    /// The name of its column.
    pub name: String,
    /// What is stored.
    pub before: Value,
    /// What was read now.
    pub after: Value,
}

/// The facts in which a new reading differs from what is stored, in order of their names.
#[must_use]
pub fn fact_changes(before: &ArticleDetail, after: &Article) -> Vec<FactChange> {
    let (Ok(Value::Object(before)), Ok(Value::Object(mut after))) =
        (serde_json::to_value(Facts::stored(before)), serde_json::to_value(Facts::read(after)))
    else {
        return Vec::new();
    };
    let changes = before.into_iter().map(|(name, before)| {
        let after = after.remove(&name).unwrap_or(Value::Null);
        FactChange { name, before, after }
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// The facts as the database holds them.
#[derive(Serialize)]
struct Facts<'a> {
    canonical_url: Option<&'a str>,
    summary: Option<&'a str>,
    authors: &'a [String],
    credit: &'a [String],
    links: &'a [String],
    language: Option<&'a LanguageCode>,
    language_confidence: Option<f64>,
    published: Option<Moment>,
    published_from: Option<&'static str>,
    modified: Option<Moment>,
    site: Option<&'a str>,
    image: Option<&'a str>,
    section: Option<&'a str>,
    keywords: &'a [String],
    kind: Option<&'a str>,
    text_from: &'static str,
    page_words: Option<u32>,
}

impl<'a> Facts<'a> {
    fn stored(article: &'a ArticleDetail) -> Self {
        let (published, published_from) = published(article.row.published);
        Self {
            canonical_url: article.canonical_url.as_deref(),
            summary: article.row.summary.as_deref(),
            authors: &article.authors,
            credit: &article.credits,
            links: &article.links,
            language: article.row.language.as_ref(),
            language_confidence: article.language_confidence,
            published,
            published_from,
            modified: article.modified,
            site: article.row.site.as_deref(),
            image: article.image.as_deref(),
            section: article.section.as_deref(),
            keywords: &article.keywords,
            kind: article.kind.as_deref(),
            text_from: article.text_from.as_str(),
            page_words: article.page_words,
        }
    }

    fn read(article: &'a Article) -> Self {
        let (published, published_from) = published(article.published);
        Self {
            canonical_url: article.canonical_url.as_deref(),
            summary: article.summary.as_deref(),
            authors: &article.authors,
            credit: &article.credits,
            links: &article.links,
            language: article.language.as_ref(),
            language_confidence: article.language_confidence,
            published,
            published_from,
            modified: article.modified.map(without_offset),
            site: article.site.as_deref(),
            image: article.image.as_deref(),
            section: article.section.as_deref(),
            keywords: &article.keywords,
            kind: article.kind.as_deref(),
            text_from: article.text_from.as_str(),
            page_words: article.page_words,
        }
    }
}

fn published(published: Option<Published>) -> (Option<Moment>, Option<&'static str>) {
    (published.map(|published| in_seconds(published.at)), published.map(|published| published.from.as_str()))
}

/// Without fractions of a second, which the database does not hold.
fn in_seconds(moment: Moment) -> Moment {
    let timestamp = Timestamp::from_second(moment.timestamp().as_second()).unwrap_or(moment.timestamp());
    match (moment.precision(), moment.offset()) {
        (Precision::Day, _) => moment,
        (Precision::Time, Some(offset)) => Moment::with_offset(timestamp, offset),
        (Precision::Time, None) => Moment::utc(timestamp),
    }
}

/// In UTC, as the database holds what has no column for its offset.
fn without_offset(moment: Moment) -> Moment {
    match moment.precision() {
        Precision::Day => moment,
        Precision::Time => Moment::utc(in_seconds(moment).timestamp()),
    }
}
