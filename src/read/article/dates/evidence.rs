//! Everything a date may be read from, and how a candidate is read.

use jiff::{Timestamp, ToSpan};

use crate::model::{Item, LanguageCode, Moment, Precision};
use crate::read::article::blocks::Block;
use crate::read::article::clutter::Clutter;
use crate::read::article::document::{Document, Node};
use crate::read::article::json_ld::Claims;
use crate::read::article::metadata::Metadata;
use crate::text::date::{find_visible, parse_feed};

/// What the dates are read from.
pub(crate) struct Evidence<'e> {
    /// The page.
    pub document: &'e Document<'e>,
    /// Its lines.
    pub blocks: &'e [Block],
    /// What stands apart from the article.
    pub clutter: &'e Clutter,
    /// Its head.
    pub metadata: &'e Metadata,
    /// Its structured data.
    pub claims: &'e Claims,
    /// Its headline.
    pub title: &'e str,
    /// Its address.
    pub url: Option<&'e url::Url>,
    /// What the feed said.
    pub listed: Option<&'e Item>,
    /// The language of the text.
    pub language: Option<&'e LanguageCode>,
    /// When the page was fetched.
    pub fetched_at: Timestamp,
}

impl Evidence<'_> {
    /// Reads a date that stands alone in an attribute or a field.
    pub(super) fn read(&self, text: &str) -> Option<Moment> {
        let visible = || find_visible(text, self.language, self.fetched_at).first().map(|date| date.at);
        parse_feed(text, self.language).or_else(visible)
    }

    /// Reads a date that a program wrote into a field.
    pub(super) fn read_field(&self, text: &str) -> Option<Moment> {
        parse_feed(text, self.language)
    }

    /// The date that an element carries in an attribute or shows.
    pub(super) fn of_element(&self, node: &Node<'_>) -> Option<Moment> {
        let attributes = ["datetime", "content", "title"].iter().filter_map(|name| node.attr(name));
        attributes.filter_map(|text| self.read(text)).next().or_else(|| self.read(&self.document.line(node)))
    }

    /// Whether the feed's date is only the time at which the feed was made.
    pub(super) fn is_time_of_feed(&self, listed: Moment) -> bool {
        let distance = listed.timestamp().as_second().abs_diff(self.fetched_at.as_second());
        listed.precision() == Precision::Time && distance <= FETCHING_SECONDS
    }

    /// Whether news can be of that date: not the zero of some system, and not of the future.
    pub(super) fn is_plausible(&self, moment: Moment) -> bool {
        let latest = self.fetched_at.checked_add(24.hours()).unwrap_or(Timestamp::MAX);
        moment.date().year() >= FIRST_YEAR && moment.timestamp() <= latest
    }
}

/// A feed's date this close to the fetch was made by the fetch.
const FETCHING_SECONDS: u64 = 60;
/// Earlier years are the zeroes of some system (1900, 1970) far more often than dates of news.
const FIRST_YEAR: i16 = 1980;
