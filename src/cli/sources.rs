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
  rasid sources --failing || mail -s 'rasid: sources fail' editor@example.org
  rasid sources --format json

The rhythm is the usual time between two new items. A source is `failing` while its polls fail, `empty` when it has listed
nothing for a day, `poorer` when its pages suddenly give less text, shorter ones, another language or no dates, `gone` once its server has said so twice, and `moved` when it answers from a new address.")]
pub(super) struct Sources {
    /// Only those that someone should look after; ends with 5 if there are any
    #[arg(long)]
    failing: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Sources {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let sources = cases::sources::sources(&context.collection()?, self.failing, context.clock.now())?;
        self.shape.write(context, sources.listing)?;
        Ok(if self.failing && sources.n_failing > 0 { Exit::SomeFailed } else { Exit::Done })
    }
}
