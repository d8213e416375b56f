//! `rasid poll`: one turn, for a look, for a cron job, for a script.

use std::collections::HashMap;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::complain;
use super::context::Context;
use super::exit::{Exit, UsageError};
use super::listing::Shape;
use crate::config::Config;
use crate::daemon::housekeeping::{self, PageLimits};
use crate::daemon::polling::{self, Polling, Turn};
use crate::daemon::report::PollReport;
use crate::daemon::{runtime, tools};
use crate::model::{PollResult, Source};
use crate::query::listing::{Cell, Column, Listing};
use crate::store::{Store, StoreError};

/// Arguments of `rasid poll`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid poll                     what is due now
  rasid poll un-news-ar          one source, due or not
  rasid poll --all --format json

Ends with 5 if some sources failed; the table says why.")]
pub(super) struct Poll {
    /// The sources to poll, due or not
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// Poll all sources, due or not
    #[arg(long, conflicts_with = "sources")]
    all: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Poll {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let store = context.store(&config)?;
        let _claim = store.claim()?;
        let now = context.clock.now();
        store.sync_sources(&config.sources, now)?;
        let tools = tools::build(&config, context.clock.clone())?;
        tools::register_topics(&store, &tools.topics)?;
        tools::register_addresses(&store, &tools.addresses)?;
        let sources = self.wanted(&config, &store, now)?;
        if sources.is_empty() {
            complain(match config.sources.as_slice() {
                [] => "the configuration names no source to poll: add a [[source]]",
                _ => "no source is due yet; `rasid sources` says when, and `rasid poll --all` does not wait",
            });
        }
        let bar = progress(sources.len());
        let mut reports = Vec::new();
        let (stop, stopping) = watch::channel(false);
        let polling = Polling { tools, store: store.clone(), stop: stopping };
        let is_interrupted = runtime::start()?.block_on(async {
            let mut polls = std::pin::pin!(polling::poll_all(&polling, sources, config.daemon.workers, |report| {
                bar.set_message(report.source.to_string());
                bar.inc(1);
                reports.push(report);
            }));
            tokio::select! {
                ended = &mut polls => return ended.map(|()| false),
                _ = tokio::signal::ctrl_c() => stop.send_replace(true),
            };
            bar.set_message("stopping after the pages at hand; Ctrl-C again ends at once");
            tokio::select! {
                ended = polls => ended.map(|()| true),
                _ = tokio::signal::ctrl_c() => Ok(true),
            }
        })?;
        bar.finish_and_clear();
        keep_pages_in_order(&config, &store, now)?;
        store.checkpoint()?;
        let n_failed = reports.iter().filter(|report| has_failed(report)).count();
        reports.sort_by(|a, b| a.source.cmp(&b.source));
        self.shape.write(context, listing(reports))?;
        Ok(match (is_interrupted, n_failed) {
            (true, _) => Exit::Interrupted,
            (false, 0) => Exit::Done,
            (false, _) => Exit::SomeFailed,
        })
    }

    /// The sources to poll: the named, all, or what is due; and those of which an article is to be looked at again.
    fn wanted(&self, config: &Config, store: &Store, now: Timestamp) -> anyhow::Result<Vec<(Source, Turn)>> {
        if !self.sources.is_empty() {
            return self.sources.iter().map(|name| Ok((named(config, name)?, Turn::Poll))).collect();
        }
        let sources = config.sources.iter().cloned();
        if self.all {
            return Ok(sources.map(|source| (source, Turn::Poll)).collect());
        }
        let polls: HashMap<_, _> = store.due_times()?.into_iter().collect();
        let rechecks: HashMap<_, _> = store.recheck_times()?.into_iter().collect();
        let turn = |source: &Source| {
            let is_due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
            let polled = is_due(polls.get(&source.id).copied().flatten()).then_some(Turn::Poll);
            polled.or_else(|| is_due(rechecks.get(&source.id).copied()).then_some(Turn::Recheck))
        };
        Ok(sources.filter_map(|source| turn(&source).map(|turn| (source, turn))).collect())
    }
}

/// Once a day, for those who poll by cron and never run the daemon.
fn keep_pages_in_order(config: &Config, store: &Store, now: Timestamp) -> Result<(), StoreError> {
    const NAME: &str = "poll/pages";
    let is_due = |last: Timestamp| now.duration_since(last) >= SignedDuration::from_hours(24);
    match store.job_last_run(NAME)? {
        Some(last) if !is_due(last) => return Ok(()),
        Some(_) => drop(housekeeping::keep_pages_in_order(store, &config.sources, PageLimits::of(config), now)?),
        // The first poll of a collection has nothing to put in order yet.
        None => {}
    }
    store.record_job_run(NAME, now)
}

/// What was put off was not polled either.
fn has_failed(report: &PollReport) -> bool {
    matches!(report.result, Some(PollResult::Failed | PollResult::Postponed))
}

fn named(config: &Config, name: &str) -> anyhow::Result<Source> {
    let found = config.sources.iter().find(|source| source.id.as_str() == name);
    found.cloned().ok_or_else(|| {
        UsageError(format!("no source `{name}` in the configuration; `rasid sources` lists them")).into()
    })
}

/// A bar on a terminal, nothing elsewhere.
fn progress(n: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").expect("a constant template");
    ProgressBar::new(n as u64).with_style(style)
}

/// How a turn ended, in one word.
fn result(report: &PollReport) -> &'static str {
    match report.result {
        Some(result) => result.as_str(),
        None if report.is_recheck => "rechecked",
        None => "interrupted",
    }
}

pub(super) fn listing(reports: Vec<PollReport>) -> Listing {
    let columns = vec![
        Column::whole("source"),
        Column::whole("result"),
        Column::whole("status"),
        Column::whole("items_seen"),
        Column::whole("articles_new"),
        Column::whole("copies"),
        Column::whole("items_failed"),
        Column::whole("rechecked"),
        Column::whole("revised"),
        Column::whole("gone"),
        Column::hidden("size_bytes"),
        Column::hidden("duration_ms"),
        Column::hidden("error_kind"),
        Column::elastic("error"),
    ];
    let rows = reports.into_iter().map(|report| {
        vec![
            report.source.to_string().into(),
            result(&report).into(),
            report.status.map(|status| Cell::count(status.into())).into(),
            Cell::count(report.items_seen.into()),
            Cell::count(report.articles_new.into()),
            Cell::count(report.copies.into()),
            Cell::count(report.items_failed.into()),
            Cell::count(report.rechecked.into()),
            Cell::count(report.revised.into()),
            Cell::count(report.gone.into()),
            Cell::count(report.size_bytes),
            Cell::count(report.duration_ms),
            report.error_kind.map(|kind| kind.to_string()).into(),
            report.error.into(),
        ]
    });
    Listing { columns, rows: rows.collect() }
}
