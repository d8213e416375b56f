//! `rasid retag`: applies the rules of today to the articles of the past.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use super::complain;
use super::context::Context;
use super::exit::{Exit, UsageError};
use super::listing::Shape;
use crate::config::Config;
use crate::daemon::{runtime, tools};
use crate::lab::pass::PassEnd;
use crate::lab::retag::{Extent, Retag as Plan, Rules, Tally};
use crate::model::TopicId;
use crate::query::listing::{Cell, Column, Listing};
use crate::query::render::Format;
use crate::store::{ArticleFilter, Retagged, Store};

/// Arguments of `rasid retag`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid retag --dry-run                 what would change by topic, and nothing else
  rasid retag                           every article that the rules of today have not tagged yet
  rasid retag --topic counter-terrorism --since 90d
  rasid retag --prune                   and forget the matches of topics that left the configuration

Reads what is stored, asks no server, and writes what differs; polls go on meanwhile. Whoever is interrupted says the same
again and goes on where it ended; a second run finds nothing to do. The daemon does the same by itself when the rules
have changed (`retag` in [daemon]).")]
pub(super) struct Retag {
    /// Only this topic and its parts, on all articles; may be repeated
    #[arg(long, value_name = "ID", value_parser = TopicId::parse)]
    topic: Vec<TopicId>,
    /// Only articles dated from then on: 2026-11-01, 7d, yesterday
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Also articles that the rules of today have tagged already: after a change of tags, countries or topics of sources
    #[arg(long)]
    again: bool,
    /// Also delete the matches of topics that left the configuration
    #[arg(long, conflicts_with = "topic")]
    prune: bool,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Retag {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let since = context.since(self.since.as_deref())?;
        let config = context.config()?;
        self.check_topics(&config)?;
        let store = self.open(context, &config)?;
        let extent = Extent { only: self.topic.clone(), since, again: self.again };
        let plan = Plan::plan(&store, Rules::new(Arc::clone(&config.topics), &config.sources), &extent)?;
        let plan = if self.dry_run { plan.dry() } else { plan };
        let pruned = self.prune(&store, &config, since)?;
        if plan.n_articles() == 0 && pruned.by_topic.is_empty() {
            complain(nothing_to_do(&store)?);
            return Ok(Exit::Done);
        }
        let (mut tally, end) = run_until_ctrl_c(plan)?;
        if !self.dry_run {
            store.checkpoint()?;
        }
        tally.changes.add(pruned);
        if self.shape.format != Format::Table || !tally.changes.by_topic.is_empty() {
            self.shape.write(context, listing(&tally.changes))?;
        }
        complain(&summary(&tally, self.dry_run));
        Ok(match (end, tally.n_failed) {
            (PassEnd::Stopped, _) => {
                complain(match self.topic.is_empty() && !self.again {
                    true => "interrupted: `rasid retag` goes on from here",
                    false => "interrupted: what was written stays, and the same command begins anew",
                });
                Exit::Interrupted
            }
            (PassEnd::Complete, 0) => Exit::Done,
            (PassEnd::Complete, _) => Exit::SomeFailed,
        })
    }

    fn check_topics(&self, config: &Config) -> Result<(), UsageError> {
        match self.topic.iter().find(|topic| config.topics.rule(topic).is_none()) {
            Some(topic) => {
                Err(UsageError(format!("no topic `{topic}` in the configuration; `rasid check` lists them")))
            }
            None => Ok(()),
        }
    }

    fn open(&self, context: &Context, config: &Config) -> anyhow::Result<Store> {
        if self.dry_run {
            return context.collection();
        }
        let store = context.store(config)?;
        tools::register_topics(&store, &config.topics)?;
        Ok(store)
    }

    /// Deletes the matches of topics that left the configuration, where that is wanted; in a dry run counts them.
    fn prune(&self, store: &Store, config: &Config, since: Option<Timestamp>) -> anyhow::Result<Retagged> {
        let mut pruned = Retagged::default();
        if !self.prune {
            return Ok(pruned);
        }
        let configured: BTreeSet<TopicId> = config.topics.rules().iter().map(|rule| rule.id.clone()).collect();
        for (topic, n_matches) in store.orphaned_matches(&configured, since)? {
            pruned.by_topic.entry(topic).or_default().dropped = n_matches;
        }
        if !self.dry_run {
            store.prune_orphaned_matches(&configured, since)?;
        }
        Ok(pruned)
    }
}

/// Runs on all cores; Ctrl-C ends it after the articles at hand.
fn run_until_ctrl_c(plan: Plan) -> anyhow::Result<(Tally, PassEnd)> {
    let stop = Arc::new(AtomicBool::new(false));
    let bar = progress(plan.n_articles());
    let shown = bar.clone();
    let stopped = Arc::clone(&stop);
    let result = runtime::start()?.block_on(async {
        let mut run = tokio::task::spawn_blocking(move || {
            plan.run(&stopped, |tally| shown.set_position(tally.n_articles as u64))
        });
        tokio::select! {
            ended = &mut run => return ended,
            _ = tokio::signal::ctrl_c() => stop.store(true, Ordering::Relaxed),
        }
        run.await
    });
    bar.finish_and_clear();
    Ok(result.context("tagging broke off")??)
}

fn nothing_to_do(store: &Store) -> anyhow::Result<&'static str> {
    let any = ArticleFilter { with_copies: true, ..ArticleFilter::newest(Some(1)) };
    Ok(match store.search(&any)?.is_empty() {
        true => "there is no article yet",
        false => "nothing to do: the rules of today have tagged all of these articles",
    })
}

fn listing(changes: &Retagged) -> Listing {
    let columns = vec![
        Column::whole("topic"),
        Column::whole("added"),
        Column::whole("dropped"),
        Column::whole("changed"),
        Column::whole("confirmed"),
    ];
    let rows = changes.by_topic.iter().map(|(topic, changes)| {
        let counts = [changes.added, changes.dropped, changes.changed, changes.confirmed];
        std::iter::once(topic.as_str().into()).chain(counts.map(Cell::count)).collect()
    });
    Listing { columns, rows: rows.collect() }
}

fn summary(tally: &Tally, is_dry: bool) -> String {
    let total = tally.changes.total();
    let mut parts = vec![
        format!("{} articles read", tally.n_articles),
        format!("{} matches {}", total.added, if is_dry { "would be added" } else { "added" }),
        format!("{} dropped", total.dropped),
        format!("{} changed", total.changed),
        format!("{} confirmed", total.confirmed),
    ];
    let more = [
        (tally.changes.void, "articles had gone or were read again meanwhile"),
        (tally.n_failed, "articles could not be tagged"),
    ];
    parts.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    let end = if is_dry { "; nothing was written" } else { "" };
    parts.join(", ") + end
}

/// A bar on a terminal, nothing elsewhere.
fn progress(n: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} articles {eta}").expect("a constant template");
    ProgressBar::new(n as u64).with_style(style)
}
