//! `rasid show`: one article with all that is known of it.

use super::context::{Context, stdout};
use super::exit::{Exit, UsageError};
use super::listing::Shape;
use crate::query::cases;
use crate::query::render::{Format, article};

/// Arguments of `rasid show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid show 12
  rasid show https://example.org/news/1
  rasid show 12 --format json

On a terminal the words that earned the article its topics are highlighted. Ends with 4 if there is no such article.")]
pub(super) struct Show {
    /// Its number, its key, or any address it is known by
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    shape: Shape,
}

impl Show {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let name = cases::show::name(&self.id).map_err(|error| UsageError(error.to_string()))?;
        let Some(found) = context.collection()?.article(&name)? else {
            super::complain(&format!("no article {} in the collection", self.id));
            return Ok(Exit::NothingMatched);
        };
        match self.shape.format {
            Format::Table => article::write_article(stdout(), context.screen(), &found, context.clock.now())?,
            _ => {
                self.shape.write(context, cases::show::listing(found))?;
            }
        }
        Ok(Exit::Done)
    }
}
