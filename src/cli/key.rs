//! `rasid key`: the key by which an address is recognised.

use std::io::{self, Write as _};

use serde::Serialize;
use url::Url;

use super::batch;
use super::context::stdout;
use super::exit::{Exit, UsageError};
use crate::text;

/// Arguments of `rasid key`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid key 'https://www.example.org/news/1?utm_source=rss'
  rasid key --batch < addresses.txt        one JSON object a line; equal keys mean the same article")]
pub(super) struct Key {
    /// The address
    #[arg(required_unless_present = "batch")]
    url: Option<String>,
    /// Read an address a line from standard input
    #[arg(long, conflicts_with = "url")]
    batch: bool,
}

#[derive(Serialize)]
struct Answer {
    url: String,
    key: Option<String>,
}

impl Key {
    pub(super) fn execute(self) -> anyhow::Result<Exit> {
        if let Some(url) = self.url {
            let answer = answer(&url);
            if answer.key.is_none() {
                return Err(UsageError(format!("`{url}` is not an address; it should begin with https://")).into());
            }
            writeln!(stdout(), "{}", serde_json::to_string(&answer)?)?;
            return Ok(Exit::Done);
        }
        batch::answer_lines(io::stdin().lock(), stdout(), answer, |url, _| Answer { url: url.to_owned(), key: None })?;
        Ok(Exit::Done)
    }
}

fn answer(url: &str) -> Answer {
    let key = Url::parse(url.trim()).ok().map(|url| text::url::key(&url).to_string());
    Answer { url: url.to_owned(), key }
}
