//! `rasid export`: articles in full, for other programs; and the sources, for other readers.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use url::Url;

use super::context::{Context, stdout};
use super::exit::{Exit, UsageError};
use super::request::{Choice, explain_silence};
use crate::model::{Rhythm, Source};
use crate::query::cases;
use crate::query::render::{Format, Screen, write_stream};
use crate::read::listing::opml::{self, Outline};
use crate::store::ArticleOrder;

/// Arguments of `rasid export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid export > articles.jsonl
  rasid export --topic counter-terrorism --since 30d --format csv --output month.csv
  rasid export --format opml > feeds.opml     the sources of the configuration

Copies are exported too, each with the article it repeats, in the order in which they were stored.
`rasid import` reads the JSONL again, and the OPML: it keeps address, kind (`rasid:kind`), id, language, country, rhythm and
tags (as categories), and no other key.")]
pub(super) struct Export {
    #[command(flatten)]
    choice: Choice,
    /// Leave out copies of other articles
    #[arg(long)]
    no_copies: bool,
    /// The most articles: the newest, newest first
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// The form of the output; CSV is safe to open in a spreadsheet; opml exports the sources, not articles
    #[arg(long, value_name = "FORMAT", default_value = "jsonl", value_parser = forms())]
    format: Form,
    /// Write to this file; without it to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What is exported, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Articles.
    Articles(Format),
    /// The sources of the configuration.
    Opml,
}

impl Export {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        match self.format {
            Form::Articles(format) => self.articles(context, format),
            Form::Opml => self.sources(context),
        }
    }

    fn sources(self, context: &Context) -> anyhow::Result<Exit> {
        if !self.choice.is_empty() || self.no_copies || self.limit.is_some() {
            let message = "--format opml exports all sources: leave out what chooses articles";
            return Err(UsageError(message.to_owned()).into());
        }
        let config = context.config_without_topics()?;
        let opml = opml::write("rasid", &config.sources.iter().filter_map(outline).collect::<Vec<_>>());
        let mut out = self.output()?;
        out.write_all(opml.as_bytes()).and_then(|()| out.flush())?;
        Ok(Exit::Done)
    }

    fn output(&self) -> anyhow::Result<Box<dyn Write>> {
        Ok(match &self.output {
            Some(path) => Box::new(BufWriter::new(
                File::create(path).with_context(|| format!("failed to write {}", path.display()))?,
            )),
            None => Box::new(stdout()),
        })
    }

    fn articles(self, context: &Context, format: Format) -> anyhow::Result<Exit> {
        let order = if self.limit.is_some() { ArticleOrder::Newest } else { ArticleOrder::Stored };
        let filter = self.choice.clone().filter(context, !self.no_copies, order, self.limit)?;
        let collection = context.collection()?;
        let mut out = self.output()?;
        let n_found = write_stream(&mut out, format, Screen::file(), |receive| {
            cases::export::export(&collection, &filter, receive)
        })?;
        out.flush().or_else(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(error),
        })?;
        if n_found == 0 {
            explain_silence(context, &collection, &filter)?;
        }
        Ok(Exit::Done)
    }
}

/// A source as other readers know it.
fn outline(source: &Source) -> Option<Outline> {
    let url = Url::parse(&source.url).ok()?;
    let every = match &source.rhythm {
        Rhythm::Every(every) => jiff::SignedDuration::try_from(*every).ok().map(|every| format!("{every:#}")),
        Rhythm::Adaptive { .. } | Rhythm::Schedule(_) | Rhythm::Never => None,
    };
    Some(Outline {
        tags: source.tags.clone(),
        language: source.language.clone(),
        id: Some(source.id.to_string()),
        country: source.country.clone(),
        every,
        ..Outline::new(source.id.to_string(), url, source.kind)
    })
}

fn forms() -> impl TypedValueParser<Value = Form> {
    let articles = [Format::Jsonl.as_str(), Format::Csv.as_str(), Format::Json.as_str()];
    PossibleValuesParser::new(articles.into_iter().chain(["opml"]))
        .map(|name| Format::from_name(&name).filter(|_| name != "opml").map_or(Form::Opml, Form::Articles))
}
