//! What the filter of lines is trained on: the measures of every line of a page.

use serde::Serialize;

use super::{
    Page, blocks, body, clutter::Clutter, document::Document, json_ld, metadata::Metadata, site, site_names, summary,
    title,
};
use crate::read::dom;
use crate::text::charset;
use url::Url;

/// A line with its measures.
#[derive(Debug, Clone, Serialize)]
pub struct MeasuredLine {
    /// Its text.
    pub text: String,
    /// Its measures, in the order of [`feature_names`].
    pub measures: Vec<f32>,
}

/// What the measures of the first pass are called, or those of both.
#[must_use]
pub fn feature_names(is_second: bool) -> Vec<&'static str> {
    body::feature_names(is_second)
}

/// Measures the lines of a page: for the first pass, or for both if it is given what the first one said of each line.
#[must_use]
pub fn measure(page: &Page<'_>, said: Option<&[f32]>) -> Vec<MeasuredLine> {
    let decoded = charset::decode_html(page.body, page.content_type, page.url.and_then(Url::host_str));
    let (html, _) = dom::parse_page(&decoded.text);
    let document = Document::flatten(&html);
    let metadata = Metadata::read(&document);
    let claims =
        json_ld::read(&document, metadata.first(&["og:title"]).or(metadata.title.as_deref()).unwrap_or_default());
    let blocks = blocks::read(&document);
    let clutter = Clutter::find(&document, &blocks);
    let site = site(&metadata, &claims);
    let site_names = site_names(site.as_deref(), &claims, page.url);
    let title = title::find(&document, &metadata, &claims, None, &site_names);
    let summary = summary(&metadata, &claims);
    let known = body::Known {
        title: title.as_deref().unwrap_or_default(),
        summary: summary.as_deref(),
        claimed: claims.body.as_deref(),
    };
    let measures = body::measure(&document, &blocks, &clutter, &known, said);
    blocks.iter().zip(measures).map(|(block, measures)| MeasuredLine { text: block.text.clone(), measures }).collect()
}
