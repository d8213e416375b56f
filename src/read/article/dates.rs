//! When it was published and changed: candidates from every place that may tell, taken in a fixed order of trust.
//!
//! No date is better than a wrong one. What changes by itself is no evidence: the page's clock, the footer's year, dates in
//! the text, the times of other articles. So candidates in clutter are not looked at, visible dates must stand beside the
//! headline, and one that equals the day of fetching counts only if a label calls it the date of publication.

mod address;
mod evidence;
mod label;
mod visible;

use crate::model::{DateOrigin, Moment, Precision, Published};
pub(super) use evidence::Evidence;

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
    let modified =
        modified(evidence, &visible).into_iter().find(|moment| evidence.is_plausible(*moment) && is_later(moment));
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
    let is_more_exact =
        |candidate: &&Published| candidate.at.precision() == Precision::Time && candidate.at.date() == first.at.date();
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
const MODIFIED_NAMES: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
];

#[cfg(test)]
mod tests;
