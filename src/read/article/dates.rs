//! When it was published and changed: candidates from every place that may tell, and a vote among them.
//!
//! No date is better than a wrong one. What changes by itself is no evidence: the page's clock, the footer's year, dates in
//! the text, the times of other articles. So candidates in clutter are not looked at, a visible date that equals the day of
//! fetching counts only if a label calls it the date of publication, and a day that strong places contradict is not taken.

mod address;
mod candidate;
mod evidence;
mod head;
mod label;
mod lines;
mod marked;
mod script;
mod visible;
mod vote;

use super::canonical;
use super::explanation::DateCandidate;
use crate::model::{DateOrigin, Moment, Precision, Published};
use candidate::{Candidate, Place, Refused};
pub(super) use evidence::Evidence;
use lines::Layout;
use vote::{Bounds, Verdict};

/// The dates of an article.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// Every candidate, the chosen one first.
    pub candidates: Vec<DateCandidate>,
}

/// Weighs all candidates.
pub(super) fn find(evidence: &Evidence<'_>) -> Dates {
    let layout = Layout::new(evidence);
    let visible = visible::find(evidence, layout);
    let changes = changes(evidence, visible.updated);
    let mut refused = visible.refused;
    let (candidates, mut impossible): (Vec<_>, Vec<_>) = gather(evidence, layout, visible.published)
        .into_iter()
        .partition(|candidate| why_not(evidence, candidate).is_none());
    refused.extend(impossible.drain(..).filter_map(|candidate| {
        let why = why_not(evidence, &candidate)?;
        Some(Refused { candidate, why })
    }));
    let bounds = Bounds {
        modified: changes.iter().map(|change| change.at.date()).max(),
        month: evidence.url.and_then(address::month),
    };
    let verdict = vote::decide(&candidates, &bounds);
    let chosen = if let Verdict::Chosen(index) = verdict { candidates.get(index) } else { None };
    let published = chosen.map(|chosen| Published { at: chosen.at, from: chosen.place.origin() });
    let is_later = |moment: &Moment| published.is_none_or(|published| is_not_before(*moment, published.at));
    let mut all = explain(&candidates, &refused, verdict);
    all.extend(changes.iter().map(|change| DateCandidate {
        at: change.at,
        from: change.from,
        place: change.words.to_owned(),
        weight: 0.0,
        verdict: "tells of a change: what is later was not published then".to_owned(),
    }));
    Dates { published, modified: changes.iter().map(|change| change.at).find(is_later), candidates: all }
}

/// Why a candidate cannot be, if so.
fn why_not(evidence: &Evidence<'_>, candidate: &Candidate) -> Option<&'static str> {
    if !evidence.is_plausible(candidate.at) {
        Some("is of the future, or of no year of news")
    } else if candidate.place == Place::Listed && evidence.is_time_of_feed(candidate.at) {
        Some("is the time at which the feed was made")
    } else {
        None
    }
}

/// Whether a change may be one of what was published at a time; days have no order within.
fn is_not_before(changed: Moment, published: Moment) -> bool {
    let are_times = [changed, published].iter().all(|moment| moment.precision() == Precision::Time);
    if are_times { changed.timestamp() >= published.timestamp() } else { changed.date() >= published.date() }
}

/// Asks every place.
fn gather(evidence: &Evidence<'_>, layout: Layout, visible: Vec<Candidate>) -> Vec<Candidate> {
    let claims = evidence.claims;
    let claimed = [
        (&claims.published, Place::Article),
        (&claims.created, Place::ArticleCreated),
        (&claims.published_elsewhere, Place::OtherNode),
    ];
    let claimed =
        claimed.into_iter().filter_map(|(text, place)| Some(Candidate::new(evidence.read(text.as_deref()?)?, place)));
    let of_address = evidence.url.and_then(address::date);
    let canonical = canonical::find(evidence.metadata, evidence.url);
    let of_canonical = canonical.as_ref().and_then(address::date);
    let mut candidates = claimed.collect::<Vec<_>>();
    candidates.extend(head::published(evidence));
    candidates.extend(marked::published(evidence, layout));
    candidates.extend(visible);
    candidates.extend(evidence.listed.and_then(|item| item.published).map(|at| Candidate::new(at, Place::Listed)));
    candidates.extend(of_address.map(|at| Candidate::new(at, Place::Address)));
    candidates.extend(of_canonical.map(|at| Candidate::new(at, Place::Canonical)));
    candidates.extend(of_image(evidence).map(|at| Candidate::new(at, Place::Image)));
    candidates.extend(script::published(evidence));
    candidates
}

/// The date in the address of the main image: the day on which it was put there.
fn of_image(evidence: &Evidence<'_>) -> Option<Moment> {
    let image = evidence.metadata.first(&["og:image", "twitter:image"])?;
    address::date(&url::Url::parse(image).ok()?)
}

/// A date of change with its place.
struct Change {
    at: Moment,
    from: DateOrigin,
    words: &'static str,
}

/// The plausible dates of change, in order of trust.
fn changes(evidence: &Evidence<'_>, visible: Option<Moment>) -> Vec<Change> {
    let claimed = evidence.claims.modified.as_deref().and_then(|text| evidence.read(text));
    let places = [
        (claimed, DateOrigin::JsonLd, "JSON-LD of the article, date of change"),
        (head::modified(evidence), DateOrigin::Meta, "meta, date of change"),
        (marked::modified(evidence), DateOrigin::Time, "element marked as date of change"),
        (visible, DateOrigin::Text, "text labelled as date of change"),
    ];
    let changes = places.into_iter().filter_map(|(at, from, words)| Some(Change { at: at?, from, words }));
    changes.filter(|change| evidence.is_plausible(change.at)).collect()
}

/// Tells of every candidate what became of it.
fn explain(candidates: &[Candidate], refused: &[Refused], verdict: Verdict) -> Vec<DateCandidate> {
    let (first, day_verdict) = match verdict {
        Verdict::Chosen(index) => (Some(index), "names the day that won"),
        Verdict::TooWeak(index) => (Some(index), "names the best day, which is not sure enough"),
        Verdict::Contradicted(index) => (Some(index), "names the best day, which is contradicted"),
        Verdict::Nothing => (None, ""),
    };
    let day = first.and_then(|index| candidates.get(index)).map(|chosen| chosen.at.date());
    let told = |candidate: &Candidate, verdict: &str| DateCandidate {
        at: candidate.at,
        from: candidate.place.origin(),
        place: match &candidate.field {
            Some(field) => format!("{} {field:.60}", candidate.place.words()),
            None => candidate.place.words().to_owned(),
        },
        weight: candidate.place.weight(),
        verdict: verdict.to_owned(),
    };
    let mut all = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let is_chosen = matches!(verdict, Verdict::Chosen(chosen) if chosen == index);
        let verdict = match day {
            _ if is_chosen => "chosen",
            Some(day) if candidate.at.date() == day => day_verdict,
            Some(day) if candidate.supports(day) => "may be the same day in another zone",
            _ => "names another day",
        };
        let at = if first == Some(index) { 0 } else { all.len() };
        all.insert(at, told(candidate, verdict));
    }
    all.extend(refused.iter().map(|refused| told(&refused.candidate, refused.why)));
    all
}

#[cfg(test)]
mod tests;
