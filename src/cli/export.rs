//! `rasid export`: articles in full, for other programs and for people; their pages; and the sources, for other readers.

mod cursor;
mod pages;

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::ValueEnum;

use super::context::Context;
use super::exit::{Exit, UsageError};
use super::request::{Choice, explain_silence};
use crate::query::cases;
use crate::query::render::article::write_markdown_part;
use crate::query::render::dossier::{Cover, Dossier};
use crate::query::render::{Format, Screen, write_parquet, write_stream};
use crate::read::listing::opml;
use crate::store::{ArticleDetail, ArticleFilter, ArticleId, ArticleOrder, ExportMark, Store};
use cursor::{Beginning, CursorArguments};

/// Arguments of `rasid export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid export > articles.jsonl
  rasid export --topic counter-terrorism --since 30d --format csv --output month.csv
  rasid export --format parquet --output articles.parquet
  rasid export ارهاب --since 7d --format html --output dossier.html
  rasid export --cursor-file rasid.cursor --output today.jsonl    what is new since the last time
  rasid export --source un-news-ar --format warc --output pages.warc.gz
  rasid export --format opml > feeds.opml                         the sources of the configuration

jsonl, json, csv and parquet are for programs: copies are exported too, each with the article it repeats, in the order in
which they were stored. markdown and html (a dossier: one file with a table of contents, to read and to print) are for people:
the newest first, each text once, with those that printed it. warc is an archive of the pages that are kept, for replay tools.

With a cursor an export goes on where another ended, whatever the dates of the articles; changes in what was exported before
are not exported again. With --limit it takes the first N, and the next goes on behind them.

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
    #[command(flatten)]
    cursor: CursorArguments,
    /// The form of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "jsonl")]
    format: Form,
    /// What a dossier (html) is called; without it by what was asked for
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Write to this file; without it to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What is exported, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Articles, one JSON object a line
    Jsonl,
    /// Articles, one JSON array
    Json,
    /// Articles for spreadsheets: what would be a formula begins with an apostrophe
    Csv,
    /// Articles in typed columns, for DuckDB, pandas and the like
    Parquet,
    /// Articles to read
    Markdown,
    /// Articles to read and to print: a dossier in one file
    Html,
    /// Their pages, as far as they are kept: a web archive (WARC 1.1, compressed)
    Warc,
    /// The sources of the configuration, for other readers
    Opml,
}

impl Form {
    fn is_for_people(self) -> bool {
        matches!(self, Self::Markdown | Self::Html)
    }

    fn is_binary(self) -> bool {
        matches!(self, Self::Parquet | Self::Warc)
    }
}

/// What is exported, and where the next export begins if that is asked for.
struct Chosen {
    ids: Vec<ArticleId>,
    end: Option<ExportMark>,
}

impl Export {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        if self.title.is_some() && self.format != Form::Html {
            return Err(UsageError("--title is for --format html".to_owned()).into());
        }
        if self.format.is_binary() && self.output.is_none() && io::stdout().is_terminal() {
            return Err(UsageError("this format is not for terminals: name a file with --output".to_owned()).into());
        }
        if self.format == Form::Opml { self.sources(context) } else { self.articles(context) }
    }

    fn sources(self, context: &Context) -> anyhow::Result<Exit> {
        if !self.choice.is_empty() || self.no_copies || self.limit.is_some() || self.cursor.is_used() {
            let message = "--format opml exports all sources: leave out what chooses articles";
            return Err(UsageError(message.to_owned()).into());
        }
        let config = context.config_without_topics()?;
        let opml = opml::write("rasid", &cases::outlines::outlines(&config.sources));
        let mut out = self.output()?;
        out.write_all(opml.as_bytes()).and_then(|()| out.flush())?;
        Ok(Exit::Done)
    }

    fn output(&self) -> anyhow::Result<Box<dyn Write + Send>> {
        Ok(match &self.output {
            Some(path) => Box::new(BufWriter::new(
                File::create(path).with_context(|| format!("failed to write {}", path.display()))?,
            )),
            None => Box::new(BufWriter::new(io::stdout())),
        })
    }

    fn articles(self, context: &Context) -> anyhow::Result<Exit> {
        let is_newest_first = self.limit.is_some() || self.format.is_for_people();
        let order = if is_newest_first { ArticleOrder::Newest } else { ArticleOrder::Stored };
        let with_copies = !self.no_copies && !self.format.is_for_people();
        let filter = self.choice.clone().filter(context, with_copies, order, self.limit)?;
        let collection = context.collection()?;
        let chosen = self.chosen(&collection, &filter)?;
        let exit = self.write(context, &collection, &chosen.ids)?;
        if self.cursor.is_used() {
            if let Some(path) = &self.output {
                // The cursor must not be on the disk before what it stands behind.
                File::open(path).and_then(|file| file.sync_all())?;
            }
            self.cursor.keep(chosen.end.as_ref())?;
        } else if chosen.ids.is_empty() {
            explain_silence(context, &collection, &filter)?;
        }
        Ok(exit)
    }

    fn chosen(&self, collection: &Store, filter: &ArticleFilter) -> anyhow::Result<Chosen> {
        match self.cursor.beginning()? {
            Beginning::Anywhere => Ok(Chosen { ids: collection.chosen(filter)?, end: None }),
            Beginning::After(mark) => {
                let portion = collection.portion(filter, mark.as_ref())?;
                let portion = portion.ok_or_else(|| {
                    UsageError("this cursor is of another collection: begin anew with `--after start`".to_owned())
                })?;
                Ok(Chosen { ids: portion.ids, end: portion.end })
            }
        }
    }

    fn write(&self, context: &Context, collection: &Store, ids: &[ArticleId]) -> anyhow::Result<Exit> {
        let mut out = self.output()?;
        let rows = |format: Format, out: &mut dyn Write| {
            write_stream(out, format, Screen::file(), |receive| cases::export::export(collection, ids, receive))
        };
        match self.format {
            Form::Jsonl => drop(rows(Format::Jsonl, &mut out)?),
            Form::Json => drop(rows(Format::Json, &mut out)?),
            Form::Csv => drop(rows(Format::Csv, &mut out)?),
            Form::Parquet => {
                write_parquet(&mut out, |receive| cases::export::export(collection, ids, receive))?;
            }
            Form::Markdown => for_each(collection, ids, |article| write_markdown_part(&mut out, article))?,
            Form::Html => {
                let mut dossier = Dossier::new(tempfile::tempfile()?);
                for_each(collection, ids, |article| dossier.article(article))?;
                dossier.finish(&mut out, &self.cover(context))?;
            }
            Form::Warc => return pages::write(context, collection, ids, out),
            Form::Opml => {}
        }
        out.flush().or_else(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(error),
        })?;
        Ok(Exit::Done)
    }

    fn cover(&self, context: &Context) -> Cover {
        let asked = Some(self.choice.words()).filter(|words| !words.is_empty());
        let title = self.title.clone().or(asked).unwrap_or_else(|| "The collection".to_owned());
        Cover { title, made_at: context.clock.now() }
    }
}

/// Writes articles one by one.
fn for_each(
    collection: &Store,
    ids: &[ArticleId],
    mut write: impl FnMut(&ArticleDetail) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut written = Ok(());
    collection.for_each_detail(ids, |article| match write(&article) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            written = Err(error);
            ControlFlow::Break(())
        }
    })?;
    Ok(written?)
}
