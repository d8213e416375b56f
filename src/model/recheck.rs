//! An article that is known, and its page, which is looked at again.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::article::named_enum;
use super::{Article, ArticleKey, Item, LanguageCode, Moment, Validators};

/// An article whose page is to be looked at again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recheck {
    /// The key that the article is stored under.
    pub of: ArticleKey,
    /// The key by which its source lists it; an item of that key that is listed now takes the place of `item`.
    pub listed_as: ArticleKey,
    /// The address that answered when it was read.
    pub url: String,
    /// What is remembered of what the source said of it: address, headline and dates.
    pub item: Item,
    /// What makes the request conditional, where it was kept.
    pub validators: Validators,
    /// Looks in a row that led to no answer.
    pub failures: u32,
    /// Why it is looked at.
    pub why: RecheckCause,
}

named_enum!(
    /// Why a page is looked at again.
    RecheckCause {
        /// The schedule of its source says so, or an earlier look came to nothing.
        Schedule = "schedule",
        /// Its source says that it has changed.
        Updated = "updated",
        /// Its source lists it under another headline.
        Renamed = "renamed",
    }
);

/// What a second look at an article's page gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The key that the article is stored under.
    pub of: ArticleKey,
    /// When the page was asked for.
    pub at: Timestamp,
    /// Why.
    pub why: RecheckCause,
    /// What was there.
    pub seen: Seen,
    /// What makes the next request conditional.
    pub validators: Validators,
}

/// What stood where an article's page was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// The same page: the server says so (304), or its bytes do.
    Same,
    /// A page that could be read. Whether the article says something else now is for the store to judge.
    Read(Box<Article>),
    /// Nothing any more, and the HTTP status that says so: 404 or 410.
    Gone(u16),
    /// Something that is not the article: a home page, a login, a page of errors.
    Else(String),
    /// Nothing was answered, for a reason that may pass.
    Failed {
        /// The reason, for a person.
        reason: String,
        /// Looks in a row that failed, this one included.
        failures: u32,
        /// When to look once more; `None` if not before the schedule says so.
        next_try: Option<Timestamp>,
    },
    /// It was not asked for yet: there were too many at once.
    Waits,
}

/// An item that a source lists and whose article is known.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownItem {
    /// The key by which the source lists it.
    pub key: ArticleKey,
    /// The key that the article is stored under.
    pub of: ArticleKey,
    /// The headline under which the source listed it last; `None` if it never did.
    pub title: Option<String>,
    /// The date of change that the source gave last.
    pub updated: Option<Moment>,
    /// When the article's page was last seen.
    pub looked_at: Timestamp,
    /// The article's language.
    pub language: Option<LanguageCode>,
}

/// What became of a source's word that articles had changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Claims {
    /// Looks in a row, the latest included, that it led to and that showed no change.
    pub n_vain: u32,
    /// When it last led to a look.
    pub last: Option<Timestamp>,
}
