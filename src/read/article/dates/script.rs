//! Dates in the state that pages give to their scripts: `"publishedAt":"2021-09-14T10:00:00Z"`.
//!
//! Weak evidence, since the state of a page holds other articles as well.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::candidate::{Candidate, Place};
use super::evidence::Evidence;

/// Names of fields that tell of publication.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "datePublished", "date_published", "publishedAt", "published_at", "publishDate", "publish_date", "publicationDate",
    "publication_date", "publishedDate", "published_date", "published_time", "publishedTime", "publishTime", "publish_time",
    "publishedOn", "pubDate", "pub_date", "pubdate", "firstPublished", "firstPublishedAt", "first_published_at",
    "firstPublishDate", "originalPublishDate", "displayDate", "display_date", "dateCreated", "postDate", "post_date",
    "regDate", "regDt", "deployDt", "newsDate", "news_date", "articleDate", "article_date", "inputDate", "createDate",
];

static FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(NAMES).expect("a short list of short words makes an automaton"));

/// Values read at most; a state may hold thousands.
const MAX_VALUES: usize = 200;
/// The longest value that may be a date.
const MAX_VALUE_BYTES: usize = 40;

/// The dates that scripts name: one, or the first of several.
pub(super) fn published(evidence: &Evidence<'_>) -> Option<Candidate> {
    let was_broken = evidence.claims.was_broken;
    let is_read = |kind: Option<&str>| was_broken || kind.is_none_or(|kind| !kind.contains("ld+json"));
    let scripts = evidence.document.elements("script").filter(|node| is_read(node.attr("type")));
    let mut values = Vec::new();
    for script in scripts {
        let text = evidence.document.raw_text(script);
        let found = FINDER.find_iter(&text).filter_map(|found| {
            let value = value(text.get(..found.start())?, text.get(found.end()..)?)?;
            let moment = evidence.read_field(value)?;
            let name = NAMES.get(found.pattern().as_usize())?;
            Some((moment, *name))
        });
        values.extend(found.take(MAX_VALUES - values.len()));
    }
    let &(first, name) = values.first()?;
    let is_alone = values.iter().all(|(moment, _)| moment.date() == first.date());
    let place = if is_alone { Place::Script } else { Place::ScriptFirst };
    Some(Candidate::of_field(first, place, name))
}

/// The value of a field whose name stands between two texts.
fn value<'t>(before: &str, behind: &'t str) -> Option<&'t str> {
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let quotes = ['"', '\'', '\\'];
    let behind = behind.trim_start_matches(quotes).trim_start();
    let behind = behind.strip_prefix([':', '='])?.trim_start().trim_start_matches(quotes);
    let end = behind.find(|c: char| quotes.contains(&c) || matches!(c, ',' | '}' | ';' | '<') || c.is_control())?;
    behind.get(..end).filter(|value| (8..=MAX_VALUE_BYTES).contains(&value.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_however_it_is_quoted() {
        for text in [
            r#""pubDate":"2021-09-14""#,
            r#"{\"pubDate\":\"2021-09-14\"}"#,
            "pubDate = '2021-09-14';",
            r#""pubDate" : 2021-09-14}"#,
        ] {
            let (before, behind) = text.split_once("pubDate").expect("a name");
            assert_eq!(value(before, behind), Some("2021-09-14"), "{text}");
        }
        for text in [r#""epubDate":"2021-09-14""#, r#""pubDateFormat":"2021-09-14""#, r#""pubDate":"today""#, "pubDate"]
        {
            let (before, behind) = text.split_once("pubDate").expect("a name");
            assert_eq!(value(before, behind), None, "{text}");
        }
    }
}
