//! The headline, without the name of the site.
//!
//! A page gives it in up to seven places, and they differ on a third of all news pages. The decision:
//!
//! 1. What readers see: the `h1` that another place repeats, else the one that is most like the other places. A logo or the
//!    name of a section is like none of them.
//! 2. A newspaper may show its readers what it wrote for search engines. Then the headline as the editors wrote it stands in
//!    `og:title` and in the structured data: where both agree against the `h1`, or where the `h1` repeats the `title` element
//!    word for word and one of them says something else. On 127 pages of newspapers this changes 26 headlines, 20
//!    for the better and 5 for the worse; elsewhere it does not hold, so the page must say that it is news.
//! 3. On a page without a heading, the first of the other places.

mod compare;
mod places;
mod site_name;

use super::document::Document;
use super::json_ld::Claims;
use super::metadata::Metadata;
use crate::text::tokens::count_words;
use compare::likeness;
use places::{Place, Places};

/// A heading that is less like every other place is not the headline, but a slogan or a section.
const MIN_LIKENESS: f64 = 0.35;
/// An editors' headline that has less in common with the shown one belongs to something else.
const MIN_EDITORIAL_LIKENESS: f64 = 0.15;
/// What is so many times longer than the shown headline is a description.
const MAX_EDITORIAL_GROWTH: usize = 2;

/// The headline. `listed` comes from a feed.
pub(super) fn find(
    document: &Document<'_>,
    metadata: &Metadata,
    claims: &Claims,
    listed: Option<&str>,
    site_names: &[String],
) -> Option<String> {
    let places = Places::read(document, metadata, claims.headline.as_deref(), listed, site_names);
    let shown = shown(&places);
    let is_news = claims.is_news || metadata.first(&["news_keywords"]).is_some();
    let editorial = shown.filter(|_| is_news).and_then(|shown| editorial(shown, &places));
    let chosen = editorial.or(shown).or_else(|| places.first()).or_else(|| longest(&places.headings));
    chosen.map(|place| place.text.clone())
}

/// A headline that a rule selects, without the site's name.
pub(super) fn clean(title: &str, site_names: &[String]) -> String {
    site_name::without_site(title, &site_name::Evidence { site_names, keys: &[] }).to_owned()
}

/// The headline as readers see it: a heading, or what another place has of it.
fn shown(places: &Places) -> Option<&Place> {
    let mut others = places.others();
    let repeated = places.headings.iter().find_map(|heading| {
        let mut equal = others.clone().filter(|other| other.key == heading.key).peekable();
        equal.peek()?;
        // Elements without a space between them glue words together, which the other places have apart.
        let n_words = count_words(&heading.text);
        equal.find(|other| count_words(&other.text) > n_words).or(Some(heading))
    });
    if repeated.is_some() {
        return repeated;
    }
    // An overline within the heading, "World" glued to "Rain in May".
    let is_end = |place: &Place| {
        count_words(&place.text) > 1
            && places.headings.iter().any(|heading| heading.key.strip_suffix(&place.key).is_some_and(is_overline))
    };
    if let Some(place) = others.clone().find(|place| is_end(place)) {
        return Some(place);
    }
    let rated = places.headings.iter().rev().map(|heading| {
        let best = others.clone().map(|other| likeness(&heading.text, &other.text)).fold(0.0, f64::max);
        (best, heading)
    });
    let best = rated.max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.filter(|(likeness, _)| *likeness >= MIN_LIKENESS || others.next().is_none()).map(|(_, heading)| heading)
}

/// Whether the letters before a headline are few enough for an overline.
fn is_overline(letters: &str) -> bool {
    (1..=MAX_OVERLINE_LETTERS).contains(&letters.chars().count())
}

/// Longer ones are a line of the headline itself.
const MAX_OVERLINE_LETTERS: usize = 40;

/// What the editors call it, where the shown headline is the one that search engines are given.
fn editorial<'p>(shown: &Place, places: &'p Places) -> Option<&'p Place> {
    let (shared, claimed) = (places.shared.as_ref(), places.claimed.as_ref());
    let agreed = shared.filter(|shared| claimed.is_some_and(|claimed| claimed.key == shared.key));
    if let Some(agreed) = agreed {
        return (agreed.key != shown.key).then_some(agreed);
    }
    places.searched.as_ref().filter(|searched| searched.key == shown.key)?;
    let is_part = |place: &Place| shown.key.starts_with(&place.key) || place.key.starts_with(&shown.key);
    let is_without_overline = |place: &Place| shown.key.ends_with(&place.key);
    let shared_alone = shared.filter(|place| !is_part(place));
    let claimed_alone = claimed.filter(|place| !is_part(place) && !is_without_overline(place));
    [shared_alone, claimed_alone].into_iter().flatten().find(|place| is_headline_beside(place, shown))
}

/// Whether a place holds another headline of the same article, whole and no description of it.
fn is_headline_beside(place: &Place, shown: &Place) -> bool {
    place.key != shown.key
        && !place.text.ends_with(['…', '.'])
        && count_words(&place.text) > 1
        && place.text.len() <= MAX_EDITORIAL_GROWTH * shown.text.len()
        && likeness(&place.text, &shown.text) >= MIN_EDITORIAL_LIKENESS
}

fn longest(headings: &[Place]) -> Option<&Place> {
    headings.iter().max_by_key(|heading| count_words(&heading.text))
}

#[cfg(test)]
mod tests;
