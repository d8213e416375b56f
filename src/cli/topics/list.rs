//! `rasid topics list`: the topics as a tree.

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::listing::Shape;
use crate::query::cases::topics;
use crate::query::render::Format;

/// Arguments of `rasid topics list`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics list
  rasid topics list --format json

`usual 24h` is what the last 24 hours would bring by habit, `mark` whether the last 6 or 24 hours are far beyond it: `rising`
or `burst`. Copies do not count there, and where all sources bring more, nothing is marked.

A topic stands below its parent, and the number of a parent's articles holds those of the topics below it, each once.
`of other rules` counts matches that were made by earlier rules; `rasid retag` brings them up to date.")]
pub(super) struct List {
    #[command(flatten)]
    shape: Shape,
}

impl List {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let listing = topics::topics(&context.collection()?, &config.topics, context.clock.now())?;
        let listing = if self.shape.format == Format::Table { topics::indented(listing) } else { listing };
        self.shape.write(context, listing)?;
        Ok(Exit::Done)
    }
}
