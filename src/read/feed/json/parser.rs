//! The call of feed-rs, so guarded that nothing it does or invents reaches further.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use feed_rs::model;
use feed_rs::parser::Builder;
use url::Url;

use crate::model::{LanguageCode, Moment};
use crate::text;

use crate::read::feed::FeedError;

/// The dates of a feed. feed-rs keeps instants only, and copies the date of publication to that of the last change; so it
/// is given the number of a date in this list as if it were a time, and carries that about. Thus zone and precision are
/// kept, and a copied date is told from one that the feed has twice.
#[derive(Clone, Default)]
pub(super) struct Dates(Arc<Mutex<Vec<Moment>>>);

impl Dates {
    /// The date behind a number that feed-rs carried.
    pub(super) fn redeem(&self, number: Option<DateTime<Utc>>) -> Option<Moment> {
        let index = usize::try_from(number?.timestamp()).ok()?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(index).copied()
    }

    fn issue(&self, date: Moment) -> Option<DateTime<Utc>> {
        let mut dates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        dates.push(date);
        DateTime::from_timestamp(i64::try_from(dates.len() - 1).ok()?, 0)
    }
}

/// Lets feed-rs read a document that is known to be shallow and bounded.
pub(super) fn run(
    document: &str,
    language: Option<&LanguageCode>,
    base: Option<&Url>,
) -> Result<(model::Feed, Dates), FeedError> {
    let dates = Dates::default();
    let (issuer, language) = (dates.clone(), language.cloned());
    let parser = Builder::new()
        .base_uri(base.map(Url::as_str))
        .id_generator(|_, _, _| String::new())
        .sanitize_content(false)
        .timestamp_parser(move |date| issuer.issue(text::date::parse_feed(date, language.as_ref())?))
        .build();
    // feed-rs unwraps numbers and cuts strings at bytes: one odd media time must not end the poll of a source, let alone
    // the daemon. The parser is not used again, so no broken state is ever seen.
    let parsed = catch_unwind(AssertUnwindSafe(|| parser.parse(document.as_bytes())));
    match parsed {
        Ok(Ok(feed)) => Ok((feed, dates)),
        Ok(Err(error)) => Err(FeedError::Unreadable(error.to_string())),
        Err(_) => Err(FeedError::Unreadable("the parser gave it up: please report the address".into())),
    }
}
