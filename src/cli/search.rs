//! `rasid search`: the articles that match, newest first.

use clap::ValueEnum;

use super::context::{Context, stdout};
use super::exit::Exit;
use super::listing::Shape;
use super::request::{Choice, explain_silence};
use crate::query::cases;
use crate::query::render::{Format, write_stream};
use crate::store::ArticleOrder;

/// Arguments of `rasid search`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid search                             the newest articles
  rasid search ارهاب                       finds «الإرهاب» and «للإرهاب» too
  rasid search '\"arms control\" OR disarm*' --since 30d
  rasid search --topic counter-terrorism --language ar --format jsonl
  rasid search 'موسكو -رياضة' --country ae --exit-code")]
pub(super) struct Search {
    #[command(flatten)]
    choice: Choice,
    /// Show copies of other articles too
    #[arg(long)]
    copies: bool,
    /// What comes first
    #[arg(long, value_enum, default_value = "newest")]
    sort: Sort,
    /// The most articles
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// End with 4 if nothing matched
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    shape: Shape,
}

/// What comes first.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// The latest date
    Newest,
    /// The best match
    Rank,
}

impl Search {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let order = match self.sort {
            Sort::Newest => ArticleOrder::Newest,
            Sort::Rank => ArticleOrder::Rank,
        };
        let filter = self.choice.filter(context, self.copies, order, Some(self.limit))?;
        let collection = context.collection()?;
        let n_found = write_stream(stdout(), self.shape.format, context.screen(), |receive| {
            cases::search::search(&collection, &filter, receive)
        })?;
        if n_found == 0 && self.shape.format == Format::Table {
            explain_silence(context, &collection, &filter)?;
        }
        Ok(if n_found == 0 && self.exit_code { Exit::NothingMatched } else { Exit::Done })
    }
}
