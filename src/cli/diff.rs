//! `rasid diff`: what changed in an article since it was first read.

use std::io::Write as _;

use super::context::{Context, stdout, write_json};
use super::exit::{Exit, UsageError};
use crate::query::cases::show;
use crate::query::cases::versions::{self, Step};
use crate::query::render::versions as render;

/// Arguments of `rasid diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid diff 12                   the last change, word by word
  rasid diff 12 --all             every change, the first one first
  rasid diff 12 --from 1 --to 3
  rasid diff 12 --all --format html > changes.html

An article has another version when its page was read again and said something else; `rasid show 12` says when. Ends with 4
if there is no such article, or if it has not changed.")]
pub(super) struct Diff {
    /// Its number, its key, or any address it is known by
    #[arg(value_name = "ID")]
    id: String,
    /// Every change, one after the other
    #[arg(long, conflicts_with_all = ["from", "to"])]
    all: bool,
    /// The earlier version, counted from 1; without it the one before the later
    #[arg(long, value_name = "N")]
    from: Option<usize>,
    /// The later version; without it that of today
    #[arg(long, value_name = "N")]
    to: Option<usize>,
    /// What is written
    #[arg(long, default_value = "text")]
    format: Format,
}

/// What a difference is written as.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// A page
    Html,
    /// For programs
    Json,
}

impl Diff {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let name = show::name(&self.id).map_err(|error| UsageError(error.to_string()))?;
        let Some(article) = context.collection()?.article(&name)? else {
            super::complain(&format!("no article {} in the collection", self.id));
            return Ok(Exit::NothingMatched);
        };
        let versions = versions::versions(&article);
        if versions.len() < 2 {
            super::complain(&format!("article {} says what it said when it was first read", article.row.id));
            return Ok(Exit::NothingMatched);
        }
        let steps = self.steps(&versions)?;
        match self.format {
            Format::Text => {
                let mut out = stdout();
                for step in &steps {
                    render::write_step(&mut out, context.screen(), step)?;
                }
                out.flush()?;
            }
            Format::Html => {
                let mut out = stdout();
                render::write_page(&mut out, &article.row.title, &steps)?;
                out.flush()?;
            }
            Format::Json => write_json(&steps.iter().map(render::record).collect::<Vec<_>>())?,
        }
        Ok(Exit::Done)
    }

    fn steps(&self, versions: &[versions::Version]) -> Result<Vec<Step>, UsageError> {
        let n_versions = versions.len();
        if self.all {
            return Ok((1..n_versions).filter_map(|from| versions::step(versions, from, from + 1)).collect());
        }
        let to = self.to.unwrap_or(n_versions);
        let from = self.from.unwrap_or(to.saturating_sub(1));
        match versions::step(versions, from, to) {
            Some(step) if from < to => Ok(vec![step]),
            _ => {
                let message = format!("there are versions 1 to {n_versions}; --from must be lower than --to");
                Err(UsageError(message))
            }
        }
    }
}
