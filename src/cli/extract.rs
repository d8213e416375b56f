//! `rasid extract`: what an article's page says.

use std::io;
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use url::Url;

use super::batch;
use super::context::{Context, stdout, write_json};
use super::exit::Exit;
use super::input::{self, About};
use crate::fetch::Accept;
use crate::model::{DateOrigin, LanguageCode, Moment, Warning};
use crate::read::article::{self, Extracted, Page, PageKind};
use crate::text::date::parse_machine;

/// Arguments of `rasid extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid extract https://example.org/news/1
  rasid extract page.html --url https://example.org/news/1
  ls *.html | rasid extract --batch        lines of path<TAB>url<TAB>content-type<TAB>fetched-at")]
pub(super) struct Extract {
    /// A file, an address, or - for standard input
    #[arg(required_unless_present = "batch")]
    page: Option<String>,
    #[command(flatten)]
    about: About,
    /// Read a path a line from standard input, and answer with a JSON object a line
    #[arg(long, conflicts_with = "page")]
    batch: bool,
}

/// The answer, as the contract of `--batch` names it.
#[derive(Debug, Default, Serialize)]
struct Answer {
    file: String,
    ok: bool,
    error: Option<String>,
    title: Option<String>,
    text: String,
    authors: Vec<String>,
    published: Option<Moment>,
    published_from: Option<DateOrigin>,
    modified: Option<Moment>,
    language: Option<LanguageCode>,
    site: Option<String>,
    canonical_url: Option<String>,
    image: Option<String>,
    summary: Option<String>,
    kind: Option<PageKind>,
    warnings: Vec<Warning>,
}

impl Extract {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let now = context.clock.now();
        let Some(page) = &self.page else {
            let answer = |line: &str| answer_line(line, now);
            batch::answer_lines(io::stdin().lock(), stdout(), answer, failed)?;
            return Ok(Exit::Done);
        };
        let input = input::read(context, page, &self.about, Accept::Page)?;
        let page = Page {
            body: &input.body,
            content_type: input.content_type.as_deref(),
            url: input.url.as_ref(),
            fetched_at: now,
            listed: None,
        };
        let answer = extract(&input.name, &page);
        write_json(&answer)?;
        Ok(Exit::Done)
    }
}

fn answer_line(line: &str, now: Timestamp) -> Answer {
    let mut fields = batch::fields(line);
    let mut next = || fields.next().flatten();
    let Some(path) = next() else { return failed(line, "the line names no file".to_owned()) };
    let url = next().and_then(|url| Url::parse(url).ok());
    let content_type = next();
    let fetched_at = next().and_then(parse_machine).map_or(now, Moment::timestamp);
    match input::file(Path::new(path)) {
        Ok(body) => extract(path, &Page { body: &body, content_type, url: url.as_ref(), fetched_at, listed: None }),
        Err(error) => failed(path, format!("{error:#}")),
    }
}

fn extract(file: &str, page: &Page<'_>) -> Answer {
    let (extracted, warnings) = article::read(page);
    let Extracted { title, text, authors, published, modified, language, site, .. } = extracted;
    Answer {
        file: file.to_owned(),
        ok: true,
        error: None,
        title,
        text,
        authors,
        published: published.map(|published| published.at),
        published_from: published.map(|published| published.from),
        modified,
        language,
        site,
        canonical_url: extracted.canonical_url,
        image: extracted.image,
        summary: extracted.summary,
        kind: Some(extracted.kind),
        warnings,
    }
}

fn failed(line: &str, error: String) -> Answer {
    let file = line.split('\t').next().unwrap_or_default().to_owned();
    Answer { file, error: Some(error), ..Answer::default() }
}
