//! `rasid topics score`: the rules against what people marked.

mod view;

use std::io::Write as _;

use crate::cli::complain;
use crate::cli::context::{Context, stdout};
use crate::cli::exit::Exit;
use crate::cli::listing::Shape;
use crate::lab::draft;
use crate::lab::judging::{self, TopicScore};
use crate::lab::listings::Listings;
use crate::query::render::{Format, write_listing};

use super::wanted;

/// Arguments of `rasid topics score`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics score
  rasid topics score counter-terrorism --format json

Precision is the share of what the rule finds that belongs there, recall the share of what belongs there that it finds,
F1 the harmonic mean of the two; in brackets the interval in which the figure lies with 95 % confidence. `stored` is
what the matches in the collection say, `today` what the rules of the configuration make of the same articles. The best
threshold is the one with the best F1 on these articles; believe it when there are many.")]
pub(super) struct Score {
    /// Only this topic
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

impl Score {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let topics = wanted::topics(&config, self.topic.as_deref())?;
        let collection = context.collection()?;
        let rules = draft::alone(&config, &topics);
        let listings = Listings::new(&config.sources);
        let mut scores = Vec::new();
        for topic in &topics {
            scores.extend(judging::score(&collection, &rules, &listings, topic)?);
        }
        if scores.is_empty() {
            complain("nothing was judged yet: `rasid topics mark ARTICLE TOPIC yes` or `no` does it");
        }
        let listing = view::listing(&scores);
        let is_for_people = matches!(self.shape.format, Format::Table | Format::Markdown);
        self.shape.write(context, if is_for_people { view::for_people(listing) } else { listing })?;
        if self.shape.format == Format::Table {
            scores.iter().try_for_each(|score| write_differences(context, score))?;
        }
        Ok(Exit::Done)
    }
}

fn write_differences(context: &Context, score: &TopicScore) -> std::io::Result<()> {
    let mut out = stdout();
    if let Some(best) = view::advice(score) {
        writeln!(out, "\n{best}")?;
    }
    if !score.differences.is_empty() {
        writeln!(out, "\n{}: the rule and people differ on", score.topic)?;
        out.flush()?;
        write_listing(&mut out, Format::Table, context.screen(), view::differences(score))?;
    }
    out.flush()
}
