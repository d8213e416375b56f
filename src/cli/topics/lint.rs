//! `rasid topics lint`: what is odd in rules that are valid.

use jiff::Timestamp;

use crate::analysis::topics::TopicSet;
use crate::analysis::topics::lint::{Finding, FindingKind, Limits, of_rules, of_use};
use crate::cli::complain;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::listing::Shape;
use crate::lab::draft;
use crate::lab::pass::Pass;
use crate::lab::use_of_terms;
use crate::query::listing::{Column, Listing};
use crate::query::render::Format;
use crate::store::{Store, TextChoice, TextsOf};

use super::wanted;

/// Arguments of `rasid topics lint`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics lint
  rasid topics lint counter-terrorism --since 365d
  rasid topics lint --often 2 --format csv

Finds terms that a shorter one makes needless, terms that a list has as well, languages that have a label and no terms,
thresholds out of reach or always reached, and topics without examples. With a collection also terms that stand in no
stored article, and those that stand in too many; of a language with fewer than --least articles nothing is said.
A finding is advice: it may be meant so. With --exit-code it ends with 5 if there is any.")]
pub(super) struct Lint {
    /// Only this topic
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
    /// Look for terms in articles from then on: 2026-11-01, 90d
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// The percentage of articles above which a term says nothing
    #[arg(long, value_name = "PERCENT", default_value_t = 5.0)]
    often: f64,
    /// The fewest articles of a language from which something is said of its terms
    #[arg(long, value_name = "N", default_value_t = 200)]
    least: u64,
    /// End with 5 if something is odd
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Lint {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let topics = wanted::topics(&config, self.topic.as_deref())?;
        let since = context.since(self.since.as_deref())?;
        // Which languages other topics have is known of all of them alone.
        let mut findings = of_rules(&config.topics, &config.lists);
        findings.retain(|finding| topics.contains(&finding.topic));
        match context.collection() {
            Ok(collection) => findings.extend(self.of_use(&collection, &draft::alone(&config, &topics), since)?),
            Err(error) => complain(&format!("nothing is said of how often terms are found: {error:#}")),
        }
        findings.sort_by_key(|finding| topics.iter().position(|topic| *topic == finding.topic));
        let is_odd = !findings.is_empty();
        let is_for_people = self.shape.format == Format::Table;
        self.shape.write(context, listing(if is_for_people { gathered(findings) } else { findings }))?;
        if !is_odd && self.shape.format == Format::Table {
            complain("nothing is odd");
        }
        Ok(if is_odd && self.exit_code { Exit::SomeFailed } else { Exit::Done })
    }

    fn of_use(&self, collection: &Store, rules: &TopicSet, since: Option<Timestamp>) -> anyhow::Result<Vec<Finding>> {
        let pass = Pass::choose(collection, &TextChoice { of: TextsOf::All, since, until: None })?;
        let bar = wanted::progress(pass.n_articles());
        let counts = use_of_terms::count(&pass, rules, |n| bar.inc(n as u64))?;
        bar.finish_and_clear();
        if counts.n_articles() < self.least {
            let (n, least) = (counts.n_articles(), self.least);
            complain(&format!(
                "{n} articles are too few to say how often terms are found; {least} are enough (--least)"
            ));
        }
        Ok(of_use(rules, &counts, Limits { often: self.often / 100.0, least_articles: self.least }))
    }
}

/// What is alike in a topic and a language on one line: of dead and needless terms there may be hundreds.
fn gathered(findings: Vec<Finding>) -> Vec<Finding> {
    let mut gathered: Vec<Finding> = Vec::new();
    for finding in findings {
        let may_gather = matches!(finding.kind, FindingKind::Dead | FindingKind::Redundant);
        let key = |one: &Finding| (one.kind, one.topic.clone(), one.language.clone());
        match gathered.iter_mut().rev().find(|other| may_gather && key(other) == key(&finding)) {
            Some(Finding { term: Some(terms), .. }) => {
                terms.push_str(", ");
                terms.push_str(&named(&finding));
            }
            _ => gathered.push(first_of(finding)),
        }
    }
    gathered
}

/// A finding that others may join.
fn first_of(finding: Finding) -> Finding {
    if finding.kind != FindingKind::Redundant {
        return finding;
    }
    let says = "finds nothing that the term in brackets does not find for the same weight".to_owned();
    Finding { term: Some(named(&finding)), says, ..finding }
}

/// A term, with the one that makes it needless.
fn named(finding: &Finding) -> String {
    let term = finding.term.as_deref().unwrap_or_default();
    finding.by.as_ref().map_or_else(|| term.to_owned(), |by| format!("{term} ({by})"))
}

fn listing(findings: Vec<Finding>) -> Listing {
    let columns = vec![
        Column::whole("topic"),
        Column::whole("finding"),
        Column::whole("language"),
        Column::elastic("term"),
        Column::elastic("says"),
        Column::hidden("by"),
    ];
    let row = |finding: Finding| {
        vec![
            finding.topic.as_str().into(),
            finding.kind.as_str().into(),
            finding.language.map(|language| language.to_string()).into(),
            finding.term.into(),
            finding.says.into(),
            finding.by.into(),
        ]
    };
    Listing { columns, rows: findings.into_iter().map(row).collect() }
}
