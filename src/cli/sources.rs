//! `rasid sources`: the sources and how they are.

use super::context::Context;
use super::exit::Exit;
use super::listing::Shape;
use crate::query::cases;

/// Arguments of `rasid sources`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid sources
  rasid sources --format json")]
pub(super) struct Sources {
    #[command(flatten)]
    shape: Shape,
}

impl Sources {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let listing = cases::sources::sources(&context.collection()?, context.clock.now())?;
        self.shape.write(context, listing)?;
        Ok(Exit::Done)
    }
}
