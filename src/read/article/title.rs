//! The headline, without the name of the site.

use super::document::{Document, plain};
use super::metadata::Metadata;
use crate::text::fold::fold;
use crate::text::tokens::count_words;

/// What stands between a headline and a site's name.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ▷ ", "｜", "ㅣ", "_", " ~ ", " : "];

/// A longer headline is a mistake of the template.
const MAX_BYTES: usize = 1_000;

/// The headline: what most of the page's places for it agree on. `claimed` comes from structured data, `listed` from a feed.
pub(super) fn find(
    document: &Document<'_>,
    metadata: &Metadata,
    claimed: Option<&str>,
    listed: Option<&str>,
    site_names: &[String],
) -> Option<String> {
    let headings = headings(document);
    let shared = metadata.first(&["og:title", "twitter:title"]).map(plain);
    let candidates = [
        claimed.map(str::to_owned),
        shared,
        metadata
            .first(&["headline", "title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"])
            .map(plain),
        metadata.title.clone(),
        listed.map(str::to_owned),
    ];
    let candidates = candidates.into_iter().flatten().filter(|title| title.len() <= MAX_BYTES);
    let candidates = candidates.map(|title| without_site(&title, site_names, &headings));
    let candidates =
        candidates.filter(|title| count_letters(title) > 1 && !is_site(title, site_names)).collect::<Vec<_>>();
    // A heading that another place repeats is the headline as readers see it.
    let confirmed = headings.iter().find(|heading| candidates.iter().any(|title| fold(title) == fold(heading)));
    confirmed.or(candidates.first()).or_else(|| longest(&headings)).cloned()
}

/// A headline that a rule selects, without the site's name.
pub(super) fn clean(document: &Document<'_>, title: &str, site_names: &[String]) -> String {
    without_site(title, site_names, &headings(document))
}

/// The page's `h1` elements as lines.
fn headings(document: &Document<'_>) -> Vec<String> {
    let lines = document.elements("h1").take(20).map(|node| document.line(node));
    lines.filter(|line| line.len() <= MAX_BYTES && count_letters(line) > 1).collect()
}

fn longest(headings: &[String]) -> Option<&String> {
    headings.iter().max_by_key(|heading| count_words(heading))
}

fn count_letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn is_site(title: &str, site_names: &[String]) -> bool {
    site_names.iter().any(|site| fold(site) == fold(title))
}

/// Cuts the site's name off either end, where the page shows that it is one: it is the known name, or an `h1` is the rest.
fn without_site(title: &str, site_names: &[String], headings: &[String]) -> String {
    let mut title = title.trim();
    // Some sites append two names, "| Politics | The Paper".
    for _ in 0..3 {
        match SEPARATORS
            .iter()
            .filter_map(|separator| cut(title, separator, site_names, headings))
            .max_by_key(|rest| rest.len())
        {
            Some(rest) => title = rest,
            None => break,
        }
    }
    title.to_owned()
}

/// The title without what stands behind its last or before its first separator, if that is no part of the headline.
fn cut<'t>(title: &'t str, separator: &str, site_names: &[String], headings: &[String]) -> Option<&'t str> {
    let is_heading = |part: &str| headings.iter().any(|heading| fold(heading) == fold(part.trim()));
    let is_name = |part: &str| is_name_of(part.trim(), site_names);
    if is_heading(title) {
        return None;
    }
    let ends = title.match_indices(separator).map(|(at, _)| title.split_at(at).0).find(|rest| is_heading(rest));
    let behind = || title.rsplit_once(separator).filter(|(_, name)| is_name(name)).map(|(rest, _)| rest);
    let before =
        || title.split_once(separator).filter(|(name, rest)| is_name(name) || is_heading(rest)).map(|(_, rest)| rest);
    let rest = ends.or_else(behind).or_else(before)?.trim();
    (count_letters(rest) > 1).then_some(rest)
}

/// Whether a part of a title is one of the site's names, with or without an addition.
fn is_name_of(part: &str, site_names: &[String]) -> bool {
    let key = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let part = key(part);
    let is_long = |text: &str| text.chars().count() >= MIN_NAME_LETTERS;
    site_names.iter().map(|site| key(site)).any(|site| {
        part == site || (is_long(&site) && part.contains(&site)) || (is_long(&part) && site.contains(&part))
    })
}

/// Shorter names are only compared as a whole: `zeit` is part of too many words.
const MIN_NAME_LETTERS: usize = 5;

#[cfg(test)]
mod tests;
