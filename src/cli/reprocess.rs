//! `rasid reprocess`: reads the kept pages again by the rules of today.

mod reading;
mod relating;

use std::collections::HashMap;
use std::io::Write;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use super::complain;
use super::context::{Context, stdout};
use super::exit::Exit;
use super::listing::Shape;
use crate::config::Config;
use crate::daemon::{runtime, tools};
use crate::model::{Revision, RevisionCause, Source, SourceId};
use crate::query::cases::reprocess::{self, Change};
use crate::query::render::difference::write_change;
use crate::query::render::{Format, Printer};
use crate::store::{Anew, Store};
use reading::{Reader, Reading};

/// Revisions in one transaction: enough that the disk is not the limit, few enough that polls are not kept waiting.
const AT_ONCE: usize = 50;

/// Arguments of `rasid reprocess`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid reprocess --dry-run                     what would change, and nothing else
  rasid reprocess --source un-news-ar --since 7d
  rasid reprocess --dry-run --format jsonl | wc -l
  rasid reprocess --copies --stories            copies and stories, from nothing

Asks no server: it reads the pages that were kept (`snapshots` in the configuration). What an article said before is kept
in the table `revisions`; its number, sightings and first date of sight stay. A second run changes nothing. Ends with 5 if
some pages could not be read.")]
pub(super) struct Reprocess {
    /// Only articles whose page this source's polls fetched; may be repeated
    #[arg(long, value_name = "ID", value_parser = SourceId::parse)]
    source: Vec<SourceId>,
    /// Only pages that were fetched from then on: 2026-11-01, 7d, yesterday
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Read no page: find the copies among the stored articles anew
    #[arg(long, conflicts_with_all = ["source", "since", "dry_run"])]
    copies: bool,
    /// Read no page: find the stories among the stored articles anew; stopped half-way, stories are missing until it is
    /// run again
    #[arg(long, conflicts_with_all = ["source", "since", "dry_run"])]
    stories: bool,
    #[command(flatten)]
    shape: Shape,
}

/// What a run came to.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    n_pages: u64,
    in_text: u64,
    in_facts: u64,
    /// Pages that hold no article by the rules of today; what was read from them stays.
    refused: u64,
    failed: u64,
    /// Changes that were not made, as somebody else changed the article meanwhile.
    void: u64,
}

impl Reprocess {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let now = context.clock.now();
        let since = context.since(self.since.as_deref())?;
        let config = context.config()?;
        let store = self.open(context, &config)?;
        let anew = Anew { copies: self.copies, stories: self.stories };
        if anew != Anew::default() {
            return relating::relate(&store, anew, now);
        }
        let sources = known_sources(&config, &store, now)?;
        for unknown in self.source.iter().filter(|id| !sources.contains_key(id)) {
            complain(&format!("no source `{unknown}` in the collection; `rasid sources` lists them"));
        }
        let ids = store.articles_with_pages(&self.source, since)?;
        if ids.is_empty() {
            complain("no page is kept of these articles; `snapshots` in the configuration says for how long they are");
            return Ok(Exit::Done);
        }
        let bar = progress(ids.len());
        let mut run = Run { store: store.clone(), config: &config, now, waiting: Vec::new(), tally: Tally::default() };
        let mut show = Show::new(&self.shape, context, &bar);
        let mut reader = Reader::new(store.clone(), sources, &config, ids);
        runtime::start()?.block_on(async {
            while let Some(reading) = reader.next().await {
                bar.inc(1);
                if let Some(change) = run.take(reading?) {
                    show.change(&change)?;
                }
                if !self.dry_run {
                    run.apply(AT_ONCE)?;
                }
            }
            anyhow::Ok(())
        })?;
        if !self.dry_run {
            run.apply(1)?;
            store.checkpoint()?;
        }
        show.finish()?;
        complain(&summary(&run.tally, self.dry_run));
        Ok(if run.tally.failed == 0 { Exit::Done } else { Exit::SomeFailed })
    }

    fn open(&self, context: &Context, config: &Config) -> anyhow::Result<Store> {
        if self.dry_run {
            return context.collection();
        }
        let store = context.store(config)?;
        tools::register_topics(&store, &config.topics)?;
        tools::register_addresses(&store, &config.addresses)?;
        Ok(store)
    }
}

/// The articles that are read, and what becomes of them.
struct Run<'c> {
    store: Store,
    config: &'c Config,
    now: Timestamp,
    waiting: Vec<Revision>,
    tally: Tally,
}

impl Run<'_> {
    /// Counts a reading; one that differs waits to be applied.
    fn take(&mut self, reading: Reading) -> Option<Change> {
        let Reading { before, source, result } = reading;
        self.tally.n_pages += 1;
        let article = match result {
            Ok(article) => article,
            Err(failure) => {
                self.count_failure(&failure, &before.row.url);
                return None;
            }
        };
        let change = reprocess::change(&source, &before, &article)?;
        match change.text.is_empty() {
            true => self.tally.in_facts += 1,
            false => self.tally.in_text += 1,
        }
        self.waiting.push(Revision {
            of: before.row.key.clone(),
            base: before.content_hash,
            at: self.now,
            why: RevisionCause::Reprocess,
            rules_version: self.config.topics.version().to_owned(),
            article,
        });
        Some(change)
    }

    fn count_failure(&mut self, failure: &reading::Unread, url: &str) {
        match failure {
            reading::Unread::NoArticle(why) => {
                self.tally.refused += 1;
                complain(&format!("{url}: left as it is: {why}"));
            }
            reading::Unread::Failed(why) => {
                self.tally.failed += 1;
                complain(&format!("{url}: {why}"));
            }
        }
    }

    /// Applies what waits, once it is so much.
    fn apply(&mut self, at_least: usize) -> anyhow::Result<()> {
        if self.waiting.len() >= at_least {
            self.tally.void += self.store.revise(std::mem::take(&mut self.waiting))?.void;
        }
        Ok(())
    }
}

/// Shows changes as they are found.
struct Show<'a, W: Write> {
    bar: &'a ProgressBar,
    screen: crate::query::render::Screen,
    form: Form<W>,
}

enum Form<W: Write> {
    People(W),
    Programs(Printer<W>),
}

impl<'a> Show<'a, Box<dyn Write>> {
    fn new(shape: &Shape, context: &Context, bar: &'a ProgressBar) -> Self {
        let (screen, out): (_, Box<dyn Write>) = (context.screen(), Box::new(stdout()));
        let form = match shape.format {
            Format::Table => Form::People(out),
            format => Form::Programs(Printer::new(out, format, screen)),
        };
        Self { bar, screen, form }
    }
}

impl<W: Write> Show<'_, W> {
    fn change(&mut self, change: &Change) -> std::io::Result<()> {
        let (screen, form) = (self.screen, &mut self.form);
        match form {
            // The bar stands on the same screen.
            Form::People(out) => self.bar.suspend(|| write_change(out, screen, change).and_then(|()| out.flush())),
            Form::Programs(printer) => printer.row(&reprocess::columns(), reprocess::row(change)),
        }
    }

    fn finish(self) -> std::io::Result<()> {
        self.bar.finish_and_clear();
        match self.form {
            Form::People(mut out) => out.flush(),
            Form::Programs(printer) => printer.finish(&reprocess::columns()).map(drop),
        }
    }
}

/// The sources of the configuration, and those that left it as far as they are known.
fn known_sources(config: &Config, store: &Store, now: Timestamp) -> anyhow::Result<HashMap<SourceId, Source>> {
    let stored = store.source_health(now)?.into_iter();
    let stored =
        stored.map(|health| Source { language: health.language, ..Source::new(health.id, health.url, health.kind) });
    Ok(stored.chain(config.sources.iter().cloned()).map(|source| (source.id.clone(), source)).collect())
}

fn summary(tally: &Tally, is_dry: bool) -> String {
    let Tally { n_pages, in_text, in_facts, refused, failed, void } = *tally;
    let (change, end) = match is_dry {
        true => ("would change", "; nothing was written"),
        false => ("changed", ""),
    };
    let same = n_pages.saturating_sub(in_text + in_facts + refused + failed);
    let mut parts = vec![
        format!("{n_pages} pages read again: {} articles {change} ({in_text} in their text)", in_text + in_facts),
        format!("{same} as before"),
    ];
    let more = [
        (refused, "hold no article by the rules of today"),
        (failed, "could not be read"),
        (void, "were changed by somebody else meanwhile"),
    ];
    parts.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    parts.join(", ") + end
}

/// A bar on a terminal, nothing elsewhere.
fn progress(n: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pages {eta}").expect("a constant template");
    ProgressBar::new(n as u64).with_style(style)
}
