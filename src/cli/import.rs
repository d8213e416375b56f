//! `rasid import`: articles from files, by the same way into the store as a poll; and sources, into the configuration.

mod lines;
mod opml;
mod pages;
mod parcel;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

use super::complain;
use super::context::Context;
use super::exit::{Exit, UsageError};
use crate::clock::Clock;
use crate::config::Config;
use crate::daemon::tools;
use crate::model::SourceId;
use parcel::Parcel;

/// Arguments of `rasid import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid import articles.jsonl              lines of {\"url\", \"title\", \"text\", …}
  rasid import saved/*.html --source archive
  zcat articles.jsonl.gz | rasid import -
  rasid import feeds.opml                  the sources of another reader, into the configuration
  rasid import feeds.opml --dry-run        only prints the lines

A line may also have \"id\", \"published\", \"language\", \"source\" and \"authors\".
Topics, copies and languages come out as they would from a poll. Importing a file again changes nothing.
OPML folders and categories become tags; sources whose address is in the configuration already are passed over, and what
is in the file stays as it is, byte for byte. Ends with 5 if some lines, pages or sources could not be read; stderr says
which.")]
pub(super) struct Import {
    /// JSONL files of articles, HTML pages, OPML files of sources, or - for JSONL on standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files are; without it their names tell
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// The source that articles without one are filed under
    #[arg(long, default_value = "import", value_parser = SourceId::parse)]
    source: SourceId,
    /// For OPML: print what would be added to the configuration, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// One JSON object a line
    Jsonl,
    /// A page an article
    Html,
    /// Sources, into the configuration
    Opml,
}

/// What an import came to.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    articles_new: u64,
    copies: u64,
    /// Articles that were there already.
    known: u64,
    /// Lines and pages that could not be read.
    failed: u64,
}

impl Import {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let kinds = self.files.iter().map(|file| self.kind_of(file)).collect::<anyhow::Result<Vec<_>>>()?;
        let n_opml = kinds.iter().filter(|kind| **kind == Kind::Opml).count();
        if n_opml == kinds.len() {
            return opml::import(context, &self.files, self.dry_run);
        }
        if n_opml > 0 || self.dry_run {
            let message = "sources (OPML) and articles are imported one after the other; --dry-run is for sources";
            return Err(UsageError(message.to_owned()).into());
        }
        let config = context.config()?;
        let store = context.store(&config)?;
        store.sync_sources(&config.sources, context.clock.now())?;
        tools::register_topics(&store, &config.topics)?;
        tools::register_addresses(&store, &config.addresses)?;
        let mut parcel =
            Parcel::new(store.clone(), config.topics.version(), config.sources.clone(), context.clock.clone());
        for file in &self.files {
            self.import(file, &config, &context.clock, &mut parcel)?;
        }
        let tally = parcel.finish()?;
        store.checkpoint()?;
        complain(&format!(
            "{} articles imported, {} of them copies; {} were there already; {} could not be read",
            tally.articles_new, tally.copies, tally.known, tally.failed
        ));
        Ok(if tally.failed == 0 { Exit::Done } else { Exit::SomeFailed })
    }

    fn import(&self, path: &Path, config: &Config, clock: &Clock, parcel: &mut Parcel) -> anyhow::Result<()> {
        let (topics, addresses) = (&config.topics, &config.addresses);
        let name = path.display().to_string();
        match self.kind_of(path)? {
            // They went another way.
            Kind::Opml => Ok(()),
            Kind::Html => pages::import(path, &self.source, config, clock, parcel),
            Kind::Jsonl if name == "-" => {
                lines::import(io::stdin().lock(), "-", &self.source, topics, addresses, clock, parcel)
            }
            Kind::Jsonl => {
                let file = File::open(path).with_context(|| format!("failed to open {name}"))?;
                let size_bytes = file.metadata().map_or(0, |metadata| metadata.len());
                let input: Box<dyn BufRead> = Box::new(BufReader::new(progress(size_bytes, &name).wrap_read(file)));
                lines::import(input, &name, &self.source, topics, addresses, clock, parcel)
            }
        }
    }

    fn kind_of(&self, path: &Path) -> anyhow::Result<Kind> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        match (self.kind, ending.as_str()) {
            (Some(kind), _) => Ok(kind),
            (None, "html" | "htm" | "xhtml") => Ok(Kind::Html),
            (None, "opml") => Ok(Kind::Opml),
            (None, "jsonl" | "ndjson" | "json") => Ok(Kind::Jsonl),
            (None, _) if path == Path::new("-") => Ok(Kind::Jsonl),
            (None, _) => {
                let path = path.display();
                Err(UsageError(format!("{path}: neither .jsonl, .html nor .opml; say what it is with --kind")).into())
            }
        }
    }
}

/// A bar on a terminal, nothing elsewhere.
fn progress(size_bytes: u64, name: &str) -> ProgressBar {
    let template = "{msg} {bar:30} {bytes}/{total_bytes} {eta}";
    let style = ProgressStyle::with_template(template).expect("a constant template");
    ProgressBar::new(size_bytes).with_style(style).with_message(name.to_owned())
}
