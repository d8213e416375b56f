//! `rasid topics test`: changed rules on the stored articles, without writing anything.

mod view;

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;

use crate::analysis::topics::TopicSet;
use crate::cli::check::examples;
use crate::cli::complain;
use crate::cli::context::{Context, stdout};
use crate::cli::exit::Exit;
use crate::cli::listing::Shape;
use crate::config::{self, Config};
use crate::lab::draft;
use crate::lab::listings::Listings;
use crate::lab::pass::Pass;
use crate::lab::trial::{self, Question, TopicTrial};
use crate::model::TopicId;
use crate::query::render::{Format, write_listing};
use crate::store::{TextChoice, TextsOf};

use super::wanted;

/// Arguments of `rasid topics test`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics test topics/energy.toml              a file with [[topic]] and [[list]]
  rasid topics test new.toml --since 90d --sample 20
  rasid topics test counter-terrorism               what would a retag change?
  rasid topics test new.toml --format json

A topic or list of a file takes the place of the configured one of the same id; others are new, and the lists of the
configuration are there for it. `before` is what is stored. The examples of the topics are tried as well: with
--exit-code it ends with 5 if one fails.")]
pub(super) struct Test {
    /// A file of rules, or a topic of the configuration
    #[arg(value_name = "FILE|TOPIC")]
    rules: String,
    /// Only articles from then on: 2026-11-01, 90d
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// How many articles to show that would be added, and that would be dropped
    #[arg(long, value_name = "N", default_value_t = 10)]
    sample: usize,
    /// End with 5 if an example fails
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Test {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let (config, topics) = self.rules(context)?;
        let rules = draft::alone(&config, &topics);
        let since = context.since(self.since.as_deref())?;
        let examples = examples::check(context, &rules)?;
        let trials = self.try_on_articles(context, &config, &rules, since)?;
        match self.shape.format {
            Format::Table => {
                writeln!(stdout(), "{examples}")?;
                trials.iter().try_for_each(|trial| write_trial(context, &rules, trial))?;
            }
            _ => drop(self.shape.write(context, view::listing(&rules, &trials))?),
        }
        Ok(if self.exit_code && !examples.all_hold() { Exit::SomeFailed } else { Exit::Done })
    }

    /// The configuration as it would be, and the topics that are tried: those of the file, and those that a list of the
    /// file changes.
    fn rules(&self, context: &Context) -> anyhow::Result<(Config, Vec<TopicId>)> {
        let path = Path::new(&self.rules);
        let is_file = path.is_file() || self.rules.contains('/') || self.rules.ends_with(".toml");
        let config = context.config()?;
        if !is_file {
            let topics = wanted::topics(&config, Some(&self.rules))?;
            return Ok((config, topics));
        }
        let trial = config::load_trial(context.config_file(), &config::environment(), path)?;
        let topics = draft::changed(&config, &trial);
        if topics.is_empty() {
            complain(&format!("{} has no topic, and no list that a topic uses", self.rules));
        }
        Ok((trial.config, topics))
    }

    fn try_on_articles(
        &self,
        context: &Context,
        config: &Config,
        rules: &TopicSet,
        since: Option<Timestamp>,
    ) -> anyhow::Result<Vec<TopicTrial>> {
        let collection = context.collection()?;
        let pass = Pass::choose(&collection, &TextChoice { of: TextsOf::All, since, until: None })?;
        if pass.n_articles() == 0 {
            wanted::explain_emptiness(since);
        }
        let bar = wanted::progress(pass.n_articles());
        let listings = Listings::new(&config.sources);
        let question = Question { rules, listings: &listings, sample: self.sample };
        let began = Instant::now();
        let trials = trial::run(&collection, &pass, question, |n| {
            bar.inc(n as u64);
            ControlFlow::Continue(())
        })?;
        bar.finish_and_clear();
        let seconds = began.elapsed().as_secs_f64().max(0.001);
        let n = pass.n_articles();
        complain(&format!("tried on {n} articles, {:.0} a second; nothing was written", n as f64 / seconds));
        Ok(trials)
    }
}

fn write_trial(context: &Context, rules: &TopicSet, trial: &TopicTrial) -> std::io::Result<()> {
    let mut out = stdout();
    let screen = context.screen();
    writeln!(out, "\n{}", view::headline(trial))?;
    for line in view::deciding(trial) {
        writeln!(out, "{line}")?;
    }
    if trial.total.added + trial.total.dropped == 0 {
        return out.flush();
    }
    for listing in [view::by_language(trial), view::by_source(trial)] {
        writeln!(out)?;
        write_listing(&mut out, Format::Table, screen, listing)?;
    }
    let threshold = rules.rule(&trial.topic).and_then(|rule| rule.threshold);
    let samples = [
        ("would be added", trial.total.added, view::added(trial)),
        ("would be dropped", trial.total.dropped, view::dropped(trial, threshold)),
    ];
    for (what, n, listing) in samples {
        if !listing.rows.is_empty() {
            writeln!(out, "\n{what}: {} of {n}", listing.rows.len())?;
            write_listing(&mut out, Format::Table, screen, listing)?;
        }
    }
    out.flush()
}
