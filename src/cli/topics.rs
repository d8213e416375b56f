//! `rasid topics`: the topics and what they found.

mod opinions;
mod review;

use clap::Subcommand;

use super::context::Context;
use super::exit::Exit;
use super::listing::Shape;
use crate::query::cases;

/// Arguments of `rasid topics`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics list
  rasid topics list --format json")]
pub(super) struct Topics {
    #[command(subcommand)]
    command: TopicsCommand,
}

#[derive(Debug, Subcommand)]
enum TopicsCommand {
    /// List the topics with the number of their articles
    List(List),
    /// Ask a model of yours about matches
    Review(review::Review),
    /// List what your model thinks of matches, the least likely first
    Opinions(opinions::Opinions),
}

/// Arguments of `rasid topics list`.
#[derive(Debug, clap::Args)]
struct List {
    #[command(flatten)]
    shape: Shape,
}

impl Topics {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        match self.command {
            TopicsCommand::List(list) => {
                let listing = cases::topics::topics(&context.collection()?)?;
                list.shape.write(context, listing)?;
                Ok(Exit::Done)
            }
            TopicsCommand::Review(review) => review.execute(context),
            TopicsCommand::Opinions(opinions) => opinions.execute(context),
        }
    }
}
