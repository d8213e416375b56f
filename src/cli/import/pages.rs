//! HTML: a saved page an article.

use std::path::Path;

use anyhow::Context as _;
use jiff::Timestamp;
use url::Url;

use super::parcel::Parcel;
use crate::cli::complain;
use crate::cli::input;
use crate::clock::Clock;
use crate::config::Config;
use crate::model::{Article, Sighting, SourceId, TextOrigin};
use crate::poll::enrich::{self, Draft};
use crate::read::article::rules::Rules;
use crate::read::article::{self, Extracted, Page};

/// Imports one page; one that has neither title nor text is reported and counted.
pub(super) fn import(
    path: &Path,
    source: &SourceId,
    config: &Config,
    clock: &Clock,
    parcel: &mut Parcel,
) -> anyhow::Result<()> {
    let body = input::file(path)?;
    let absolute = std::path::absolute(path).with_context(|| format!("failed to locate {}", path.display()))?;
    let Ok(file_url) = Url::from_file_path(&absolute) else {
        anyhow::bail!("{} has no address of its own", path.display());
    };
    let rules = Rules { set: &config.rules, source: Some(source) };
    match read(&body, &file_url, config, rules, clock.now()) {
        Some((article, sighting)) => parcel.add(source, article, sighting)?,
        None => {
            complain(&format!("{}: no article on the page", path.display()));
            parcel.failed();
        }
    }
    Ok(())
}

fn read(body: &[u8], file_url: &Url, config: &Config, rules: Rules<'_>, now: Timestamp) -> Option<(Article, Sighting)> {
    let page = Page { body, content_type: None, url: None, fetched_at: now, listed: None, rules: Some(rules) };
    let (page, _warnings) = article::read(&page);
    let Extracted { title, text, authors, published, modified, language, site, .. } = page;
    let title = title.unwrap_or_default();
    if title.is_empty() && text.is_empty() {
        return None;
    }
    // A saved page says in its canonical link where it came from; the file is where it is now.
    let url = page.canonical_url.as_deref().and_then(|url| Url::parse(url).ok()).unwrap_or_else(|| file_url.clone());
    let sighting = Sighting {
        key: config.addresses.key(&url),
        url: url.to_string(),
        title: title.clone(),
        guid: None,
        published: None,
        updated: None,
        seen_at: now,
    };
    let draft = Draft {
        url: url.to_string(),
        name_key: None,
        listed_url: url.to_string(),
        canonical_url: page.canonical_url,
        title,
        text,
        text_from: TextOrigin::Import,
        summary: page.summary,
        authors,
        credits: page.credits,
        links: page.links.into_iter().map(String::from).collect(),
        translations: page.translations,
        language,
        language_confidence: page.language_confidence,
        is_language_certain: false,
        published,
        modified,
        site,
        image: page.image,
        section: page.section,
        keywords: page.keywords,
        kind: Some(page.kind.as_str().to_owned()),
        page_words: None,
        fetched_at: now,
        external_id: None,
    };
    Some((enrich::article(draft, &config.topics, &config.addresses, &[]), sighting))
}
