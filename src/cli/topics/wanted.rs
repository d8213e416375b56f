//! What the commands of the lab are asked about: topics, articles, a span of time; and how they show that they are busy.

use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use crate::analysis::topics::TopicRule;
use crate::cli::complain;
use crate::cli::exit::UsageError;
use crate::config::Config;
use crate::model::TopicId;
use crate::query::cases::show;
use crate::store::{ArticleDetail, Store};
use crate::text::likeness::nearest;

/// The topic of the configuration that has this name.
pub(super) fn topic<'c>(config: &'c Config, name: &str) -> Result<&'c TopicRule, UsageError> {
    let rules = config.topics.rules();
    rules.iter().find(|rule| rule.id.as_str() == name).ok_or_else(|| {
        let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let hint = match nearest(name, &known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.is_empty() => "the configuration has no topics".to_owned(),
            None => "`rasid topics list` lists them".to_owned(),
        };
        UsageError(format!("unknown topic `{name}`; {hint}"))
    })
}

/// The topics that were named, or all.
pub(super) fn topics(config: &Config, name: Option<&str>) -> Result<Vec<TopicId>, UsageError> {
    match name {
        Some(name) => Ok(vec![topic(config, name)?.id.clone()]),
        None => Ok(config.topics.rules().iter().map(|rule| rule.id.clone()).collect()),
    }
}

/// The stored article of a name; where there is none, that is said.
pub(super) fn article(store: &Store, name: &str) -> anyhow::Result<Option<ArticleDetail>> {
    let parsed = show::name(name).map_err(|error| UsageError(error.to_string()))?;
    let found = store.article(&parsed)?;
    if found.is_none() {
        complain(&format!("no article {name} in the collection; `rasid search` lists the numbers"));
    }
    Ok(found)
}

/// What to say where there is nothing to look at.
pub(super) fn explain_emptiness(since: Option<Timestamp>) {
    complain(match since {
        Some(_) => "no articles of that time; try without --since",
        None => "no articles yet: `rasid poll` or `rasid import` brings some",
    });
}

/// A bar on a terminal, nothing elsewhere.
pub(super) fn progress(n_articles: usize) -> ProgressBar {
    let template = "{bar:30} {pos}/{len} articles {per_sec} {eta}";
    let style = ProgressStyle::with_template(template).expect("a constant template");
    ProgressBar::new(n_articles as u64).with_style(style)
}
