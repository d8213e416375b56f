//! JSONL: an article a line.

use std::io::BufRead;

use anyhow::Context as _;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::parcel::Parcel;
use crate::analysis::topics::TopicSet;
use crate::cli::complain;
use crate::clock::Clock;
use crate::model::{Article, DateOrigin, LanguageCode, Published, Sighting, SourceId, TextOrigin};
use crate::poll::enrich::{self, Draft};
use crate::text;

/// A line of an import. Further fields, as `rasid export` writes them, are passed over.
#[derive(Debug, Deserialize)]
struct Line {
    url: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    /// A number or a text, as the other program had it.
    id: Option<Value>,
    published: Option<String>,
    language: Option<String>,
    source: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
}

/// Imports all lines; one that cannot be read is reported and counted.
pub(super) fn import(
    mut input: impl BufRead,
    name: &str,
    default_source: &SourceId,
    topics: &TopicSet,
    clock: &Clock,
    parcel: &mut Parcel,
) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    for number in 1_u64.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes).with_context(|| format!("failed to read {name}"))? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        if line.trim().is_empty() {
            continue;
        }
        match read(&line, default_source, topics, clock.now()) {
            Ok((source, article, sighting)) => parcel.add(&source, article, sighting)?,
            Err(why) => {
                complain(&format!("{name}:{number}: {why}"));
                parcel.failed();
            }
        }
    }
    Ok(())
}

fn read(
    line: &str,
    default_source: &SourceId,
    topics: &TopicSet,
    now: Timestamp,
) -> Result<(SourceId, Article, Sighting), String> {
    let line: Line = serde_json::from_str(line).map_err(|error| format!("not an article in JSON: {error}"))?;
    let url = Url::parse(line.url.trim()).map_err(|error| format!("url `{}`: {error}", line.url))?;
    let source = match &line.source {
        Some(source) => SourceId::parse(source).map_err(|error| error.to_string())?,
        None => default_source.clone(),
    };
    let language = line.language.as_deref().and_then(LanguageCode::from_tag);
    let published = match &line.published {
        Some(text) => Some(
            text::date::parse_feed(text, language.as_ref()).ok_or_else(|| format!("published `{text}` is no date"))?,
        ),
        None => None,
    };
    let key = text::url::key(&url);
    let sighting = Sighting {
        key: key.clone(),
        url: url.to_string(),
        title: line.title.clone(),
        guid: None,
        published,
        seen_at: now,
    };
    let draft = Draft {
        url: url.to_string(),
        item_key: key,
        listed_url: url.to_string(),
        canonical_url: None,
        title: line.title,
        text: line.text,
        text_from: TextOrigin::Import,
        summary: None,
        authors: line.authors,
        is_language_certain: language.is_some(),
        language,
        published: published.map(|at| Published { at, from: DateOrigin::Import }),
        modified: None,
        site: None,
        image: None,
        fetched_at: now,
        external_id: line.id.as_ref().map(id_text),
    };
    Ok((source, enrich::article(draft, topics, &[]), sighting))
}

fn id_text(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Result<(SourceId, Article, Sighting), String> {
        let source = SourceId::parse("import").expect("valid");
        read(line, &source, &TopicSet::default(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_line_needs_an_address_and_no_more() {
        let (source, article, _) = read_line(r#"{"url":"https://example.org/1","id":7}"#).expect("valid");
        assert_eq!(source.as_str(), "import");
        assert_eq!(article.external_id.as_deref(), Some("7"));
        assert_eq!(article.published, None);
    }

    #[test]
    fn what_is_given_is_kept() {
        let line = r#"{"url":"https://example.org/1","id":"a","language":"ar","source":"s","published":"2026-11-24","authors":["م"]}"#;
        let (source, article, _) = read_line(line).expect("valid");
        assert_eq!(source.as_str(), "s");
        assert_eq!(article.language, LanguageCode::from_tag("ar"));
        assert_eq!(article.published.map(|published| published.at.to_string()).as_deref(), Some("2026-11-24"));
        assert_eq!(article.authors, ["م"]);
    }

    #[test]
    fn mistakes_say_what_is_wrong() {
        let error = |line| read_line(line).expect_err(line);
        assert!(error("{").starts_with("not an article in JSON"));
        assert!(error(r#"{"url":"nowhere"}"#).contains("nowhere"));
        assert!(error(r#"{"url":"https://example.org/1","published":"soon"}"#).contains("soon"));
        assert!(error(r#"{"url":"https://example.org/1","source":"A B"}"#).contains("A B"));
    }
}
