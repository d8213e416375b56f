//! What a page says, as the JSON of `--batch` and `--format json`.

use serde::Serialize;

use crate::model::{DateOrigin, LanguageCode, Moment, Warning};
use crate::read::article::{Explanation, Extracted, PageKind, TextBlock};

/// The answer, as the contract of `--batch` names it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Answer {
    file: String,
    ok: bool,
    error: Option<String>,
    title: Option<String>,
    text: String,
    authors: Vec<String>,
    credit: Vec<String>,
    published: Option<Moment>,
    published_from: Option<DateOrigin>,
    modified: Option<Moment>,
    language: Option<LanguageCode>,
    language_confidence: Option<f64>,
    site: Option<String>,
    section: Option<String>,
    keywords: Vec<String>,
    links: Vec<String>,
    canonical_url: Option<String>,
    image: Option<String>,
    summary: Option<String>,
    kind: Option<PageKind>,
    next_page: Option<String>,
    encoding: Option<&'static str>,
    warnings: Vec<Warning>,
    /// Only where one page is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<TextBlock>>,
    /// Only with `--explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
}

impl Answer {
    /// What was read of a page.
    pub(super) fn of(file: &str, page: Extracted, warnings: Vec<Warning>, explanation: Option<Explanation>) -> Self {
        Self {
            file: file.to_owned(),
            ok: true,
            error: None,
            title: page.title,
            text: page.text,
            authors: page.authors,
            credit: page.credits,
            published: page.published.map(|published| published.at),
            published_from: page.published.map(|published| published.from),
            modified: page.modified,
            language: page.language,
            language_confidence: page.language_confidence,
            site: page.site,
            section: page.section,
            keywords: page.keywords,
            links: page.links.into_iter().map(String::from).collect(),
            canonical_url: page.canonical_url,
            image: page.image,
            summary: page.summary,
            kind: Some(page.kind),
            next_page: page.next_page.map(String::from),
            encoding: Some(page.encoding),
            warnings,
            blocks: None,
            explanation,
        }
    }

    /// The same with what each block of the text is.
    pub(super) fn with_blocks(self, blocks: Vec<TextBlock>) -> Self {
        Self { blocks: Some(blocks), ..self }
    }

    /// Why nothing could be read.
    pub(super) fn failed(line: &str, error: String) -> Self {
        let file = line.split('\t').next().unwrap_or_default().to_owned();
        Self { file, error: Some(error), ..Self::default() }
    }
}
