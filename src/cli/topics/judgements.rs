//! `rasid topics judgements`: what was marked.

use crate::cli::complain;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::listing::Shape;
use crate::query::cases::judgements;
use crate::query::render::Format;

use super::wanted;

/// Arguments of `rasid topics judgements`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics judgements
  rasid topics judgements counter-terrorism --format jsonl > judged.jsonl")]
pub(super) struct Judgements {
    /// Only those of this topic
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

impl Judgements {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let topics = wanted::topics(&config, self.topic.as_deref())?;
        let n = self.shape.write(context, judgements::listing(&context.collection()?, &topics)?)?;
        if n == 0 && self.shape.format == Format::Table {
            complain("nothing was judged yet: `rasid topics mark ARTICLE TOPIC yes` or `no` does it");
        }
        Ok(Exit::Done)
    }
}
