//! Sources and how they fare.

use utoipa::ToSchema;

use super::{condition, error_kind, read_as, respect, source_kind};

/// A source.
#[derive(Debug, ToSchema)]
pub struct Source {
    /// Its id.
    #[schema(example = "un-news-ar")]
    pub id: String,
    /// How it is.
    #[schema(schema_with = condition)]
    pub state: (),
    /// Articles that it listed, dated within the last seven days.
    pub last_7_days: u64,
    /// The usual time between two new items, in seconds.
    pub rhythm: Option<u64>,
    /// The last poll that did not fail.
    #[schema(format = DateTime)]
    pub last_ok: Option<String>,
    /// When it is polled next.
    #[schema(format = DateTime)]
    pub next_due: Option<String>,
    /// The first of the failed polls in a row.
    #[schema(format = DateTime)]
    pub failing_since: Option<String>,
    /// What is wrong with it, and how to mend it.
    pub advice: Option<String>,
    /// Articles that it listed.
    pub articles: u64,
    /// Of these, those that said something else before.
    pub revised: u64,
    /// Of these, those whose pages are gone.
    pub gone: u64,
    /// The last poll that brought something new.
    #[schema(format = DateTime)]
    pub last_new: Option<String>,
    /// Failed polls in a row.
    pub failures: u32,
    /// The last error.
    pub error: Option<String>,
    /// Its kind.
    #[schema(schema_with = error_kind)]
    pub error_kind: (),
    /// When it was met.
    #[schema(format = DateTime)]
    pub error_at: Option<String>,
    /// The first of the polls in a row that listed nothing.
    #[schema(format = DateTime)]
    pub empty_since: Option<String>,
    /// Where its server says it has moved for good.
    pub moved_to: Option<String>,
    /// Its address.
    pub url: String,
    /// How its answer is to be read.
    #[schema(schema_with = source_kind)]
    pub kind: (),
    /// What it turned out to be.
    #[schema(schema_with = read_as)]
    pub read_as: (),
    /// What it calls itself.
    pub title: Option<String>,
    /// The language expected of it.
    pub language: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// How the pages of its articles fare; null where none was read.
    pub quality: Option<Quality>,
}

/// How the latest pages of a source fare.
#[derive(Debug, ToSchema)]
pub struct Quality {
    /// Pages that were looked at.
    pub pages: u64,
    /// Those with a text.
    pub with_text: u64,
    /// Those with a date.
    pub with_date: u64,
    /// Words of a text in the middle.
    pub median_words: Option<u32>,
    /// Words of a text in the middle before.
    pub usual_words: Option<u32>,
    /// The language of most texts.
    pub usual_language: Option<String>,
    /// In what they give less than before; null where they do not.
    pub decline: Option<Decline>,
}

/// In what the pages of a source suddenly give less.
#[derive(Debug, ToSchema)]
pub struct Decline {
    /// In what.
    #[schema(schema_with = respect)]
    pub respect: (),
    /// When the first of the poorer pages was fetched.
    #[schema(format = DateTime)]
    pub since: String,
    /// Pages since then that are as they should be.
    pub good: u64,
    /// Of so many.
    pub of: u64,
    /// Pages before then that were as they should be.
    pub good_before: u64,
    /// Of so many.
    pub of_before: u64,
}

/// All sources.
#[derive(Debug, ToSchema)]
pub struct Sources {
    /// Those of the configuration first, by name.
    pub items: Vec<Source>,
}
