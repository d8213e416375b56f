//! `rasid topics review`: a model of the user's looks at matches.

use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressStyle};

use super::opinions::{self, Doubt};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, UsageError};
use crate::cli::listing::Shape;
use crate::lab::review;
use crate::model::TopicId;
use crate::opinion::Command;
use crate::store::OpinionChoice;

/// Arguments of `rasid topics review`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics review                        the newest 100 matches that the model has not seen
  rasid topics review sanctions --since 7d --limit 1000

The model is a program of yours: `command` in [opinion]. What it finds unlikely (`doubt_below`) is listed; all it says is
kept and shown by `rasid topics opinions`. No tag changes: `rasid topics mark` and the rules are for that.")]
pub(super) struct Review {
    /// Only matches of these topics
    #[arg(value_name = "TOPIC", value_parser = TopicId::parse)]
    topics: Vec<TopicId>,
    /// Only articles from then on: 2026-11-01, 7d, yesterday
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// The most matches that are asked about
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
    #[command(flatten)]
    shape: Shape,
}

impl Review {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let Some(opinion) = &config.opinion else {
            let message =
                "no model is configured: name a program in `command` of [opinion]; config.toml says what it is told";
            return Err(UsageError(message.to_owned()).into());
        };
        let since = context.since(self.since.as_deref())?;
        let topics = if self.topics.is_empty() { opinion.topics.clone() } else { self.topics };
        let choice = OpinionChoice { topics, since, limit: self.limit };
        let store = context.store(&config)?;
        let n_wanted = store.without_opinion(&opinion.name, &choice)?.len();
        if n_wanted == 0 {
            crate::cli::complain(&format!("`{}` has seen every match of these", opinion.name));
            return Ok(Exit::Done);
        }
        let bar = progress(n_wanted);
        let mut judge = Command::start(&opinion.command, opinion.timeout)?;
        let mut given = Vec::new();
        let take = |opinion: &crate::store::StoredOpinion| {
            bar.inc(1);
            given.push(opinion.clone());
            ControlFlow::Continue(())
        };
        let now = || context.clock.now();
        let result = review::review(&store, &config.topics, &opinion.name, &choice, &mut judge, now, take);
        bar.finish_and_clear();
        given.sort_by(|one, other| one.probability.total_cmp(&other.probability));
        let n_given = given.len();
        given.retain(|found| found.probability < opinion.doubt_below);
        crate::cli::complain(&format!("{n_given} matches reviewed, {} of them doubtful", given.len()));
        let doubt = Doubt { below: opinion.doubt_below };
        self.shape.write(context, opinions::listing(&store, &given, doubt)?)?;
        result?;
        Ok(Exit::Done)
    }
}

/// A bar on a terminal, nothing elsewhere.
fn progress(n: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} matches {eta}").expect("a constant template");
    ProgressBar::new(n as u64).with_style(style)
}
