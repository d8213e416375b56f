//! `rasid export`: articles in full, for other programs.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::context::{Context, stdout};
use super::exit::Exit;
use super::request::{Choice, explain_silence};
use crate::query::cases;
use crate::query::render::{Format, Screen, write_stream};
use crate::store::ArticleOrder;

/// Arguments of `rasid export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid export > articles.jsonl
  rasid export --topic counter-terrorism --since 30d --format csv --output month.csv

Copies are exported too, each with the article it repeats, in the order in which they were stored.
`rasid import` reads the JSONL again.")]
pub(super) struct Export {
    #[command(flatten)]
    choice: Choice,
    /// Leave out copies of other articles
    #[arg(long)]
    no_copies: bool,
    /// The most articles: the newest, newest first
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// The form of the output; CSV is safe to open in a spreadsheet
    #[arg(long, value_name = "FORMAT", default_value = "jsonl", value_parser = formats())]
    format: Format,
    /// Write to this file; without it to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let order = if self.limit.is_some() { ArticleOrder::Newest } else { ArticleOrder::Stored };
        let filter = self.choice.filter(context, !self.no_copies, order, self.limit)?;
        let collection = context.collection()?;
        let mut out: Box<dyn Write> = match &self.output {
            Some(path) => Box::new(BufWriter::new(
                File::create(path).with_context(|| format!("failed to write {}", path.display()))?,
            )),
            None => Box::new(stdout()),
        };
        let n_found = write_stream(&mut out, self.format, Screen::file(), |receive| {
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

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new([Format::Jsonl.as_str(), Format::Csv.as_str(), Format::Json.as_str()])
        .map(|name| Format::from_name(&name).expect("the parser lets only the names of formats through"))
}
