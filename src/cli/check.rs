//! `rasid check`: is the configuration right, and what would run?

pub(super) mod examples;

use std::io::Write as _;

use super::context::{Context, stdout};
use super::exit::Exit;
use super::listing::Shape;
use crate::config::{Config, Task};
use crate::model::{Rhythm, Source};
use crate::query::listing::{Cell, Column, Listing};
use crate::query::render::Format;

/// Arguments of `rasid check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid check
  rasid -c new.toml check && systemctl reload rasid

Ends with 3 and a report of all mistakes if there are any, an example of a topic that fails among them.")]
pub(super) struct Check {
    #[command(flatten)]
    shape: Shape,
}

impl Check {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        if self.shape.format == Format::Table {
            write_summary(&config)?;
        }
        let examples = examples::check(context, &config.topics)?;
        if self.shape.format == Format::Table {
            writeln!(stdout(), "{examples}\nSources        {}\n", config.sources.len())?;
        }
        self.shape.write(context, listing(&config.sources))?;
        Ok(if examples.all_hold() { Exit::Done } else { Exit::InvalidConfiguration })
    }
}

fn write_summary(config: &Config) -> std::io::Result<()> {
    let mut out = stdout();
    match config.files.as_slice() {
        [] => writeln!(out, "Configuration  the one that is built in")?,
        files => {
            for file in files {
                writeln!(out, "Configuration  {}", file.display())?;
            }
        }
    }
    writeln!(out, "Database       {}", config.store.database.display())?;
    let plea = if config.fetch.contact.is_none() { "  (please set `contact` in [fetch])" } else { "" };
    writeln!(out, "User-Agent     {}{plea}", config.fetch.user_agent)?;
    match config.web.listen {
        Some(address) => writeln!(out, "Health         http://{address}/health")?,
        None => writeln!(out, "Health         off")?,
    }
    for rule in config.topics.rules() {
        let terms = match config.topics.n_terms(&rule.id) {
            0 => "gathers other topics".to_owned(),
            n => format!("{n} terms"),
        };
        writeln!(out, "Topic          {}, {terms}", rule.id)?;
    }
    for domain in config.rules.domains() {
        writeln!(out, "Site rules     {domain}")?;
    }
    match config.rules.n_sources() {
        0 => {}
        1 => writeln!(out, "Site rules     1 source has its own")?,
        n => writeln!(out, "Site rules     {n} sources have their own")?,
    }
    for job in &config.jobs {
        let task = match job.task {
            Task::PrunePolls { older_than } => format!("prune polls older than {} days", older_than.as_secs() / 86_400),
            Task::PruneArticles => "prune articles and pages that their sources no longer keep".to_owned(),
            Task::Optimize => "optimise the database".to_owned(),
        };
        writeln!(out, "Job            {} at `{}` UTC: {task}", job.name, job.schedule)?;
    }
    for search in &config.searches {
        let label = search.label.as_ref().map(|label| format!(" ({label})")).unwrap_or_default();
        writeln!(out, "Search         @{}{label}: {}", search.id, search.query)?;
    }
    for id in &config.disabled {
        writeln!(out, "Disabled       {id}")?;
    }
    Ok(())
}

fn listing(sources: &[Source]) -> Listing {
    let columns = vec![
        Column::whole("source"),
        Column::whole("kind"),
        Column::whole("polled"),
        Column::whole("language"),
        Column::whole("country"),
        Column::elastic("url"),
        Column::hidden("tags"),
    ];
    let rows = sources.iter().map(|source| {
        vec![
            source.id.to_string().into(),
            source.kind.as_str().into(),
            rhythm(&source.rhythm).into(),
            source.language.as_ref().map(ToString::to_string).into(),
            source.country.clone().into(),
            source.url.clone().into(),
            Cell::texts(&source.tags),
        ]
    });
    Listing { columns, rows: rows.collect() }
}

fn rhythm(rhythm: &Rhythm) -> String {
    match rhythm {
        Rhythm::Every(every) => format!("every {:#}", signed(*every)),
        Rhythm::Adaptive { min, max } => format!("every {:#} to {:#}", signed(*min), signed(*max)),
        Rhythm::Schedule(schedule) => format!("at `{schedule}` UTC"),
        Rhythm::Never => "never".to_owned(),
    }
}

fn signed(duration: std::time::Duration) -> jiff::SignedDuration {
    jiff::SignedDuration::try_from(duration).unwrap_or(jiff::SignedDuration::MAX)
}
