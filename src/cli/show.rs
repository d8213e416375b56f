//! `rasid show`: one article with all that is known of it.

use std::io::Write as _;

use super::context::{Context, stdout};
use super::exit::{Exit, UsageError};
use super::listing::Shape;
use crate::pack;
use crate::query::cases;
use crate::query::render::Format;
use crate::query::render::article::{self, Today};
use crate::store::{ArticleId, Store};

/// Arguments of `rasid show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid show 12
  rasid show https://example.org/news/1
  rasid show 12 --format json
  rasid show 12 --format markdown > article.md
  rasid show 12 --page > page.html

The words that earned the article its topics are highlighted on a terminal, and bold in Markdown. Each topic is named
with the rule that gave it, and whether that is the rule of today. Ends with 4 if there is no such article.")]
pub(super) struct Show {
    /// Its number, its key, or any address it is known by
    #[arg(value_name = "ID")]
    id: String,
    /// Print its page as it was fetched, where that is kept
    #[arg(long, conflicts_with = "format")]
    page: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Show {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let name = cases::show::name(&self.id).map_err(|error| UsageError(error.to_string()))?;
        let collection = context.collection()?;
        let Some(found) = collection.article(&name)? else {
            super::complain(&format!("no article {} in the collection", self.id));
            return Ok(Exit::NothingMatched);
        };
        if self.page {
            return write_page(&collection, found.row.id);
        }
        let rules = context.topics()?;
        let today = Today { now: context.clock.now(), rules: &rules };
        match self.shape.format {
            Format::Table => article::write_article(stdout(), context.screen(), &found, today)?,
            Format::Markdown => article::write_markdown(stdout(), &found, today)?,
            _ => {
                self.shape.write(context, cases::show::listing(found))?;
            }
        }
        Ok(Exit::Done)
    }
}

/// Writes the page of an article, byte for byte.
fn write_page(collection: &Store, id: ArticleId) -> anyhow::Result<Exit> {
    let Some((kept, dictionary)) = collection.page(id)? else {
        super::complain(&format!(
            "the page of article {id} is not kept; `snapshots` in the configuration says for how long"
        ));
        return Ok(Exit::NothingMatched);
    };
    let bytes = pack::unpack(&kept.snapshot.body, dictionary.as_ref())?;
    let mut out = stdout();
    out.write_all(&bytes).and_then(|()| out.flush())?;
    Ok(Exit::Done)
}
