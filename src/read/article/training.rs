//! What the filter of lines is trained on: the measures of every line of a page.

use serde::Serialize;

use url::Url;

use super::document::Document;
use super::gathered::Gathered;
use super::{Page, body};
use crate::read::dom;
use crate::text::charset;

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
    let gathered = Gathered::read(&document, page.url);
    let (title, summary) = (gathered.title(None), gathered.summary());
    let known = gathered.known(title.as_deref(), summary.as_deref());
    let Gathered { blocks, clutter, .. } = &gathered;
    let measures = body::measure(&document, blocks, clutter, &known, said);
    blocks.iter().zip(measures).map(|(block, measures)| MeasuredLine { text: block.text.clone(), measures }).collect()
}
