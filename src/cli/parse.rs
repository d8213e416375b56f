//! `rasid parse`: what a feed says.

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
use crate::model::{Item, SourceKind, Warning};
use crate::poll::listed::{self, Listed};
use crate::read::feed::{self, Feed};
use crate::read::kind;

/// Arguments of `rasid parse`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid parse https://news.un.org/feed/subscribe/ar/news/all/rss.xml
  rasid parse feed.xml --url https://example.org/feed.xml
  ls *.xml | rasid parse --batch           lines of path<TAB>content-type<TAB>base-uri

A list page or sitemap gives its items; a feed all that it says.")]
pub(super) struct Parse {
    /// A file, an address, or - for standard input
    #[arg(required_unless_present = "batch")]
    feed: Option<String>,
    #[command(flatten)]
    about: About,
    /// Read a path a line from standard input, and answer with a JSON object a line
    #[arg(long, conflicts_with = "feed")]
    batch: bool,
}

/// The answer, as the contract of `--batch` names it.
#[derive(Debug, Default, Serialize)]
struct Answer {
    file: String,
    ok: bool,
    error: Option<String>,
    feed: Option<Feed>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<Item>,
    /// What an index of sitemaps names, in the order in which a poll reads it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sitemaps: Vec<Url>,
    warnings: Vec<Warning>,
}

impl Parse {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let Some(feed) = &self.feed else {
            batch::answer_lines(io::stdin().lock(), stdout(), answer_line, failed)?;
            return Ok(Exit::Done);
        };
        let input = input::read(context, feed, &self.about, Accept::Feed)?;
        let content_type = input.content_type.as_deref();
        let answer = match kind::sniff(&input.body, content_type) {
            Some(found @ (SourceKind::List | SourceKind::Sitemap)) => {
                items(&input.name, &input.body, content_type, input.url.as_ref(), found, context.clock.now())
            }
            _ => parse(&input.name, &input.body, content_type, input.url.as_ref()),
        };
        write_json(&answer)?;
        Ok(if answer.ok { Exit::Done } else { Exit::Unexpected })
    }
}

fn answer_line(line: &str) -> Answer {
    let mut fields = batch::fields(line);
    let mut next = || fields.next().flatten();
    let Some(path) = next() else { return failed(line, "the line names no file".to_owned()) };
    let content_type = next();
    let base = next().and_then(|base| Url::parse(base).ok());
    match input::file(Path::new(path)) {
        Ok(body) => parse(path, &body, content_type, base.as_ref()),
        Err(error) => failed(path, format!("{error:#}")),
    }
}

fn parse(file: &str, body: &[u8], content_type: Option<&str>, base: Option<&Url>) -> Answer {
    match feed::parse(body, content_type, base) {
        Ok((feed, warnings)) => {
            Answer { file: file.to_owned(), ok: true, feed: Some(feed), warnings, ..Answer::default() }
        }
        Err(error) => failed(file, error.to_string()),
    }
}

/// What a list page or sitemap lists.
fn items(
    file: &str,
    body: &[u8],
    content_type: Option<&str>,
    base: Option<&Url>,
    kind: SourceKind,
    now: Timestamp,
) -> Answer {
    let nowhere = Url::parse("http://localhost/").expect("a constant address");
    let url = base.unwrap_or(&nowhere);
    let answer = listed::Answer { body, content_type, url, kind, read_before: None, select: None, now };
    match listed::read(&answer) {
        Ok(Listed { items, sitemaps, warnings, .. }) => {
            let sitemaps = sitemaps.into_iter().map(|link| link.url).collect();
            Answer { file: file.to_owned(), ok: true, items, sitemaps, warnings, ..Answer::default() }
        }
        Err(error) => failed(file, error.to_string()),
    }
}

fn failed(line: &str, error: String) -> Answer {
    let file = line.split('\t').next().unwrap_or_default().to_owned();
    Answer { file, error: Some(error), ..Answer::default() }
}
