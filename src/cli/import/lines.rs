//! JSONL: an article a line.

use std::io::BufRead;

use anyhow::Context as _;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

use super::parcel::Parcel;
use crate::analysis::topics::TopicSet;
use crate::cli::complain;
use crate::clock::Clock;
use crate::model::{Article, DateOrigin, LanguageCode, Published, Sighting, SourceId, TextOrigin};
use crate::poll::enrich::{self, Draft};
use crate::read::article::credits;
use crate::text;
use crate::text::url::AddressRules;

/// A line of an import. Of what `rasid export` writes, that is passed over which is found out anew.
#[derive(Debug, Deserialize)]
struct Line {
    url: String,
    canonical_url: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    /// A number or a text, as the other program had it.
    id: Option<Value>,
    /// In the lines of an export `id` is a number of that database, and this, be it null, is the id from outside.
    #[serde(default, deserialize_with = "present")]
    external_id: Option<Option<Value>>,
    summary: Option<String>,
    site: Option<String>,
    published: Option<String>,
    language: Option<String>,
    source: Option<String>,
    /// The sources by the name that an export gives them.
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    credit: Vec<String>,
    /// Where its text links to.
    #[serde(default)]
    links: Vec<String>,
    section: Option<String>,
    #[serde(default)]
    keywords: Vec<String>,
    kind: Option<String>,
}

/// Tells a field that is null from one that is not there.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Value>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// What a line says.
#[derive(Debug)]
struct Imported {
    article: Article,
    sighting: Sighting,
    /// The first source.
    source: SourceId,
    /// Further sources that listed it.
    others: Vec<SourceId>,
}

/// Imports all lines; one that cannot be read is reported and counted.
pub(super) fn import(
    mut input: impl BufRead,
    name: &str,
    default_source: &SourceId,
    topics: &TopicSet,
    addresses: &AddressRules,
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
        match read(&line, default_source, topics, addresses, clock.now()) {
            Ok(Imported { article, sighting, source, others }) => {
                parcel.add(&source, article, sighting.clone())?;
                for other in others {
                    parcel.add_sighting(&other, sighting.clone())?;
                }
            }
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
    addresses: &AddressRules,
    now: Timestamp,
) -> Result<Imported, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| format!("not an article in JSON: {error}"))?;
    let url = Url::parse(line.url.trim()).map_err(|error| format!("url `{}`: {error}", line.url))?;
    let mut sources = sources(&line, default_source)?.into_iter();
    let source = sources.next().unwrap_or_else(|| default_source.clone());
    let language = line.language.as_deref().and_then(LanguageCode::from_tag);
    let published = match &line.published {
        Some(text) => Some(
            text::date::parse_feed(text, language.as_ref()).ok_or_else(|| format!("published `{text}` is no date"))?,
        ),
        None => None,
    };
    let sighting = Sighting {
        key: addresses.key(&url),
        url: url.to_string(),
        title: line.title.clone(),
        guid: None,
        published,
        updated: None,
        seen_at: now,
    };
    let draft = Draft {
        url: url.to_string(),
        name_key: None,
        listed_url: url.to_string(),
        canonical_url: line.canonical_url.filter(|url| Url::parse(url).is_ok()),
        title: line.title,
        text: line.text,
        text_from: TextOrigin::Import,
        summary: line.summary,
        credits: credits::joined([line.credit, credits::of_authors(&line.authors)]),
        authors: line.authors,
        links: line.links,
        translations: Vec::new(),
        language_confidence: None,
        is_language_certain: language.is_some(),
        language,
        published: published.map(|at| Published { at, from: DateOrigin::Import }),
        modified: None,
        site: line.site,
        image: None,
        section: line.section,
        keywords: line.keywords,
        kind: line.kind,
        page_words: None,
        fetched_at: now,
        external_id: line.external_id.unwrap_or(line.id).as_ref().map(id_text),
    };
    Ok(Imported {
        article: enrich::article(draft, topics, addresses, &[]),
        sighting,
        source,
        others: sources.collect(),
    })
}

/// The source that the line names, else those of an export, else the default.
fn sources(line: &Line, default_source: &SourceId) -> Result<Vec<SourceId>, String> {
    let named = match &line.source {
        Some(source) => std::slice::from_ref(source),
        None => line.sources.as_slice(),
    };
    if named.is_empty() {
        return Ok(vec![default_source.clone()]);
    }
    named.iter().map(|source| SourceId::parse(source).map_err(|error| error.to_string())).collect()
}

fn id_text(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Result<Imported, String> {
        let source = SourceId::parse("import").expect("valid");
        read(line, &source, &TopicSet::default(), AddressRules::built_in(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_line_needs_an_address_and_no_more() {
        let Imported { source, article, .. } = read_line(r#"{"url":"https://example.org/1","id":7}"#).expect("valid");
        assert_eq!(source.as_str(), "import");
        assert_eq!(article.external_id.as_deref(), Some("7"));
        assert_eq!(article.published, None);
    }

    #[test]
    fn what_is_given_is_kept() {
        let line = r#"{"url":"https://example.org/1","id":"a","language":"ar","source":"s","published":"2026-11-24","authors":["م"],"links":["http://www.un.test/statement/1?utm_source=x"]}"#;
        let Imported { source, article, .. } = read_line(line).expect("valid");
        assert_eq!(source.as_str(), "s");
        assert_eq!(article.language, LanguageCode::from_tag("ar"));
        assert_eq!(article.published.map(|published| published.at.to_string()).as_deref(), Some("2026-11-24"));
        assert_eq!(article.authors, ["م"]);
        assert_eq!(article.links, ["https://un.test/statement/1"]);
    }

    #[test]
    fn the_line_of_an_export_keeps_its_outside_id_and_its_sources() {
        let line = r#"{"url":"https://example.org/1","id":12,"external_id":"a","sources":["x","y"],"canonical_url":"https://example.org/c"}"#;
        let Imported { source, others, article, .. } = read_line(line).expect("valid");
        assert_eq!(article.external_id.as_deref(), Some("a"));
        assert_eq!(article.canonical_url.as_deref(), Some("https://example.org/c"));
        assert_eq!((source.as_str(), others.len()), ("x", 1));
        let line = r#"{"url":"https://example.org/1","id":12,"external_id":null,"sources":[]}"#;
        let Imported { source, article, .. } = read_line(line).expect("valid");
        assert_eq!(article.external_id, None);
        assert_eq!(source.as_str(), "import");
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
