//! Dates in the head of a page: which names of `meta` elements tell of publication, which of a change.
//!
//! There is no end to the spellings, so names are read by the words within them.

use super::candidate::{Candidate, Place, first_of_each};
use super::evidence::Evidence;
use crate::model::Moment;

/// What a name says of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Published,
    Date,
    Modified,
}

/// The dates of publication that the head names, the first of each kind.
pub(super) fn published(evidence: &Evidence<'_>) -> Vec<Candidate> {
    first_of_each(named(evidence).filter_map(|(name, content, kind)| {
        let place = match kind {
            Name::Published => Place::MetaPublished,
            Name::Date => Place::MetaDate,
            Name::Modified => return None,
        };
        Some(Candidate::of_field(evidence.read(content)?, place, &name))
    }))
}

/// The first date of change that the head names.
pub(super) fn modified(evidence: &Evidence<'_>) -> Option<Moment> {
    let changed = named(evidence).filter(|(_, _, kind)| *kind == Name::Modified);
    changed.filter_map(|(_, content, _)| evidence.read(content)).next()
}

/// The `meta` elements that may tell a date, also those that stand in the body.
fn named<'e>(evidence: &'e Evidence<'_>) -> impl Iterator<Item = (String, &'e str, Name)> {
    let elements = evidence.document.elements("meta").filter(|node| !evidence.clutter.holds(node.index));
    elements.filter_map(|node| {
        let content = node.attr("content")?;
        let names = ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|key| node.attr(key));
        names.map(|name| name.trim().to_ascii_lowercase()).find_map(|name| {
            let kind = read_name(&name)?;
            Some((name, content, kind))
        })
    })
}

/// Reads a name in lower case.
fn read_name(name: &str) -> Option<Name> {
    /// What is dated by these is not the article.
    const OTHERS: &[&str] = &[
        "expir",
        "unpublish",
        "publisher",
        "copyright",
        "build",
        "crawl",
        "event",
        "birth",
        "available",
        "valid",
        "start",
        "end_",
        "end-",
        "enddate",
        "reviewed",
        "ratingdate",
        "video",
        "format",
        "revisit",
        "timezone",
        "frequency",
    ];
    const MODIFIED: &[&str] = &["modif", "updat", "revis", "lastmod", "last-mod", "last_mod", "changed"];
    const PUBLISHED: &[&str] = &[
        "publi",
        "pubdate",
        "pub_date",
        "pub-date",
        "pubtime",
        "issued",
        "original",
        "release",
        "posted",
        "firstcreat",
        "datecreated",
    ];
    const DATES: &[&str] = &["date", "time", "created"];
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_date = has(DATES) || has(&["published", "issued"]);
    if name.len() > 60 || !is_date || has(OTHERS) {
        None
    } else if has(MODIFIED) {
        Some(Name::Modified)
    } else if has(PUBLISHED) {
        Some(Name::Published)
    } else {
        let last = name.rsplit(['.', ':', '-', '_']).next().unwrap_or(name);
        let is_plain = matches!(last, "date" | "created" | "creationdate" | "articledate" | "datetime" | "newsdate");
        is_plain.then_some(Name::Date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_words() {
        for (name, expected) in [
            ("article:published_time", Some(Name::Published)),
            ("datepublished", Some(Name::Published)),
            ("parsely-pub-date", Some(Name::Published)),
            ("dcterms.issued", Some(Name::Published)),
            ("dc.date", Some(Name::Date)),
            ("sailthru.date", Some(Name::Date)),
            ("dcterms.created", Some(Name::Date)),
            ("article:modified_time", Some(Name::Modified)),
            ("og:updated_time", Some(Name::Modified)),
            ("date.updated", Some(Name::Modified)),
            ("publisher", None),
            ("article:expiration_time", None),
            ("event:start_time", None),
            ("format-detection", None),
            ("update-frequency", None),
            ("keywords", None),
        ] {
            assert_eq!(read_name(name), expected, "{name}");
        }
    }
}
