//! A draft of rules, tried on the newest articles of the collection.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::analysis::topics::TopicSet;
use crate::config;
use crate::lab::draft;
use crate::lab::listings::Listings;
use crate::lab::pass::Pass;
use crate::lab::trial::{self, Question, TopicTrial};
use crate::serve::desk::{Refusal, Sources};

/// The newest articles, on which a draft is tried.
const MOST_ARTICLES: u32 = 5_000;
/// Or as many of them as can be done in this time.
const PATIENCE: Duration = Duration::from_secs(8);
/// Examples of what would come, and of what would go.
const SAMPLE: usize = 12;
/// What a mistake in the draft is located by.
const NAME: &str = "draft";

/// What came of a draft.
pub(super) enum Outcome {
    /// It cannot be read: the report of all mistakes, each under its line.
    Mistaken(String),
    /// It holds no topic.
    Empty,
    /// What it would change.
    Tried(Box<Tried>),
}

/// What a draft would change.
pub(super) struct Tried {
    /// The topics of the draft, as they would be.
    pub(super) rules: TopicSet,
    /// What came of each.
    pub(super) trials: Vec<TopicTrial>,
    /// Articles that were looked at, the newest.
    pub(super) n_articles: u64,
    /// How long that took.
    pub(super) took: Duration,
    /// Whether it was broken off, because it took too long.
    pub(super) was_cut: bool,
}

/// Reads the draft as part of the configuration and runs it over the newest articles. Nothing is written.
pub(super) fn try_out(from: &Sources, text: &str) -> Result<Outcome, Refusal> {
    let draft = match config::try_rules(&from.config.files, &config::environment(), NAME, text) {
        Ok(draft) => draft,
        Err(error) => return Ok(Outcome::Mistaken(error.to_string())),
    };
    if draft.tried.is_empty() {
        return Ok(Outcome::Empty);
    }
    let rules = draft::alone(&draft.config, &draft::changed(&from.config, &draft));
    let listings = Listings::new(&draft.config.sources);
    let pass = Pass::newest(&from.store, MOST_ARTICLES)?;
    let question = Question { rules: &rules, listings: &listings, sample: SAMPLE };
    let (began, mut n_articles, mut was_cut) = (Instant::now(), 0, false);
    let trials = trial::run(&from.store, &pass, question, |n| {
        n_articles += n as u64;
        was_cut = began.elapsed() > PATIENCE && n_articles < pass.n_articles() as u64;
        if was_cut { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(Outcome::Tried(Box::new(Tried { rules, trials, n_articles, took: began.elapsed(), was_cut })))
}
