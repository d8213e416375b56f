//! `rasid stats`: figures of the collection.

use super::context::Context;
use super::exit::Exit;
use super::listing::Shape;
use crate::query::cases;

/// Arguments of `rasid stats`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid stats
  rasid stats --format json")]
pub(super) struct Stats {
    #[command(flatten)]
    shape: Shape,
}

impl Stats {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let listing = cases::stats::stats(&context.collection()?, context.clock.now())?;
        self.shape.write(context, listing)?;
        Ok(Exit::Done)
    }
}
