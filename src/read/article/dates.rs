//! When it was published and changed: candidates from every place that may tell, taken in a fixed order of trust.
//!
//! No date is better than a wrong one. What changes by itself is no evidence: the page's clock, the footer's year, dates in
//! the text, the times of other articles. So candidates in clutter are not looked at, visible dates must stand beside the
//! headline, and one that equals the day of fetching counts only if a label calls it the date of publication.

mod address;
mod label;
mod visible;

use jiff::{Timestamp, ToSpan};

use super::blocks::Block;
use super::clutter::Clutter;
use super::document::{Document, Node};
use super::json_ld::Claims;
use super::metadata::Metadata;
use crate::model::{DateOrigin, Item, LanguageCode, Moment, Precision, Published};
use crate::text::date::{find_visible, parse_feed};

/// What the dates are read from.
pub(super) struct Evidence<'e> {
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

/// The dates of an article.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed.
    pub modified: Option<Moment>,
}

/// Chooses among all candidates.
pub(super) fn find(evidence: &Evidence<'_>) -> Dates {
    let visible = visible::find(evidence);
    let published = published(evidence, &visible);
    let is_later = |moment: &Moment| published.is_none_or(|published| moment.date() >= published.at.date());
    let modified = modified(evidence, &visible).into_iter().find(|moment| evidence.is_plausible(*moment) && is_later(moment));
    Dates { published, modified }
}

/// The first plausible candidate; a more exact one of the same day replaces a bare day.
fn published(evidence: &Evidence<'_>, visible: &visible::Visible) -> Option<Published> {
    let of = |from: DateOrigin| move |at: Moment| Published { at, from };
    let claimed = evidence.claims.published.as_deref().and_then(|text| evidence.read(text));
    let mut candidates = Vec::new();
    candidates.extend(claimed.map(of(DateOrigin::JsonLd)));
    candidates.extend(evidence.meta(PUBLISHED_NAMES).map(of(DateOrigin::Meta)));
    candidates.extend(evidence.marked("datePublished").map(of(DateOrigin::Time)));
    candidates.extend(visible.time.map(of(DateOrigin::Time)));
    candidates.extend(visible.labelled.map(of(DateOrigin::Text)));
    candidates.extend(evidence.listed_date().map(of(DateOrigin::Feed)));
    candidates.extend(visible.bare.map(of(DateOrigin::Text)));
    candidates.extend(evidence.url.and_then(address::date).map(of(DateOrigin::Url)));
    candidates.retain(|candidate| evidence.is_plausible(candidate.at));
    let first = *candidates.first()?;
    let is_more_exact = |candidate: &&Published| {
        candidate.at.precision() == Precision::Time && candidate.at.date() == first.at.date()
    };
    let chosen = if first.at.precision() == Precision::Day { candidates.iter().find(is_more_exact) } else { None };
    Some(chosen.copied().unwrap_or(first))
}

fn modified(evidence: &Evidence<'_>, visible: &visible::Visible) -> Vec<Moment> {
    let claimed = evidence.claims.modified.as_deref().and_then(|text| evidence.read(text));
    let places = [claimed, evidence.meta(MODIFIED_NAMES), evidence.marked("dateModified"), visible.updated];
    places.into_iter().flatten().collect()
}

#[rustfmt::skip]
const PUBLISHED_NAMES: &[&str] = &[
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "rnews:datepublished", "published_time", "publication_date", "publish-date", "publish_date", "publishdate", "pubdate",
    "pub_date", "originalpublicationdate", "article_date_original", "dc.date.issued", "dcterms.issued", "dc.date.created",
    "dcterms.created", "dc.date", "dcterms.date", "dc.created", "parsely-pub-date", "sailthru.date", "date", "article.published",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "vr:published_time", "citation_publication_date",
];
const MODIFIED_NAMES: &[&str] =
    &["article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified"];

impl Evidence<'_> {
    /// Reads a date that stands alone in an attribute or a field.
    fn read(&self, text: &str) -> Option<Moment> {
        let visible = || find_visible(text, self.language, self.fetched_at).first().map(|date| date.at);
        parse_feed(text, self.language).or_else(visible)
    }

    fn meta(&self, names: &[&str]) -> Option<Moment> {
        names.iter().flat_map(|name| self.metadata.all(name)).find_map(|text| self.read(text))
    }

    /// The date of an element that microdata marks.
    fn marked(&self, property: &str) -> Option<Moment> {
        let nodes = self.document.nodes().iter().filter(|node| node.attr_has("itemprop", property));
        nodes.filter(|node| !self.clutter.holds(node.index)).find_map(|node| self.of_element(node))
    }

    /// The date that an element carries in an attribute or shows.
    fn of_element(&self, node: &Node<'_>) -> Option<Moment> {
        let attributes = ["datetime", "content", "title"].iter().filter_map(|name| node.attr(name));
        attributes.filter_map(|text| self.read(text)).next().or_else(|| self.read(&self.document.line(node)))
    }

    /// The feed's date, unless it is only the time at which the feed was made.
    fn listed_date(&self) -> Option<Moment> {
        let listed = self.listed?.published?;
        let distance = listed.timestamp().as_second().abs_diff(self.fetched_at.as_second());
        (listed.precision() == Precision::Day || distance > FETCHING_SECONDS).then_some(listed)
    }

    /// Whether news can be of that date: since there are news on the web, and not from the future.
    fn is_plausible(&self, moment: Moment) -> bool {
        let latest = self.fetched_at.checked_add(24.hours()).unwrap_or(Timestamp::MAX);
        moment.date().year() >= FIRST_YEAR && moment.timestamp() <= latest
    }
}

/// A feed's date this close to the fetch was made by the fetch.
const FETCHING_SECONDS: u64 = 60;
/// Archives on the web reach further back than the web, but their pages then say so in structured data of their own.
const FIRST_YEAR: i16 = 1980;

#[cfg(test)]
mod tests;
