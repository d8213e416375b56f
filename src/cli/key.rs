//! `rasid key`: the key by which an address is recognised.

use std::io::{self, Write as _};

use serde::Serialize;
use url::Url;

use super::batch;
use super::context::{Context, stdout, write_json};
use super::exit::{Exit, UsageError};
use crate::text::url::{AddressRules, Removed};

/// Arguments of `rasid key`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid key 'https://www.example.org/news/1?utm_source=rss'
  rasid key --explain 'https://www.example.org/news/1?utm_source=rss'
  rasid key --batch < addresses.txt        one JSON object a line; equal keys mean the same article

What of an address makes no other article is said in addresses.toml, and by each [[address]] of the configuration.")]
pub(super) struct Key {
    /// The address
    #[arg(required_unless_present = "batch")]
    url: Option<String>,
    /// Read an address a line from standard input
    #[arg(long, conflicts_with = "url")]
    batch: bool,
    /// Tell what was left out of it, and by which rule
    #[arg(long)]
    explain: bool,
}

#[derive(Serialize)]
struct Answer {
    url: String,
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<Vec<Removed>>,
}

impl Key {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let rules = context.config_without_topics()?.addresses;
        let answer = |url: &str| answer(url, &rules, self.explain);
        if let Some(url) = self.url {
            let answer = answer(&url);
            if answer.key.is_none() {
                return Err(UsageError(format!("`{url}` is not an address; it should begin with https://")).into());
            }
            if self.explain {
                write_json(&answer)?;
            } else {
                writeln!(stdout(), "{}", serde_json::to_string(&answer)?)?;
            }
            return Ok(Exit::Done);
        }
        batch::answer_lines(io::stdin().lock(), stdout(), answer, |url, _| no_answer(url))?;
        Ok(Exit::Done)
    }
}

fn answer(url: &str, rules: &AddressRules, explains: bool) -> Answer {
    let Ok(parsed) = Url::parse(url.trim()) else { return no_answer(url) };
    let key = Some(rules.key(&parsed).to_string());
    let (canonical, removed) = explains.then(|| rules.explain(&parsed)).unzip();
    Answer { url: url.to_owned(), key, canonical, removed }
}

fn no_answer(url: &str) -> Answer {
    Answer { url: url.to_owned(), key: None, canonical: None, removed: None }
}
