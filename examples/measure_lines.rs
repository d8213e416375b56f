//! Measures the lines of pages, for `training/line_filter.py`.
//!
//! A line in is the path of an HTML file, a tab, its address, and for the second pass a tab and the probabilities that the
//! first pass gave its lines, with commas. A line out is `{"file","lines":[{"text","measures"}]}`. The first line out names
//! the measures of both passes.

use std::io::{BufRead, Write};

use anyhow::Context;
use jiff::Timestamp;
use rasid::read::article::{Page, training};
use url::Url;

fn main() -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &training::feature_names(true))?;
    writeln!(out)?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut fields = line.split('\t');
        let path = fields.next().unwrap_or_default();
        let url = fields.next().and_then(|url| Url::parse(url).ok());
        let said = fields.next().map(|said| said.split(',').map(str::parse).collect::<Result<Vec<f32>, _>>());
        let said = said.transpose().context("a probability is no number")?;
        let body = std::fs::read(path).with_context(|| format!("failed to read {path}"))?;
        let page = Page {
            body: &body,
            content_type: None,
            url: url.as_ref(),
            fetched_at: Timestamp::UNIX_EPOCH,
            listed: None,
            rules: None,
        };
        let answer = serde_json::json!({ "file": path, "lines": training::measure(&page, said.as_deref()) });
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}
