//! `rasid search`: the articles that match, newest first.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::complain;
use super::context::{Context, stdout};
use super::exit::Exit;
use super::listing::Shape;
use super::request::{Asked, Choice, explain_silence};
use crate::query::cases;
use crate::query::render::{Format, write_stream};
use crate::store::{ArticleFilter, ArticleOrder, Facet};

/// Arguments of `rasid search`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid search                             the newest articles
  rasid search ارهاب                       finds «الإرهاب» and «للإرهاب» too
  rasid search '\"arms control\" OR disarm*' --since 30d
  rasid search 'sanctions NEAR/8 (oil OR gas) -football' --snippets
  rasid search 'title:ceasefire lang:(ar OR fa) since:7d' --sort rank
  rasid search 'موسكو (topic:energy OR site:example.org) has:revision'
  rasid search --topic counter-terrorism --language ar --format jsonl
  rasid search 'election* since:30d' --facets topic,source,lang,day
  rasid search @gas --exit-code            the saved search `gas` of the configuration
  rasid search --list-saved

A query:
  ceasefire talks        both words, in any of their forms (election finds elections, выборы finds выборов)
  \"security council\"     these words in a row, as they stand
  terror*                words that begin so
  -football, NOT x       not this
  moscow OR kremlin      one of them; OR binds closer than the space
  (a b) OR (c d)         brackets
  a NEAR/5 b             within five words of each other
  title:x                in the title; title:(x OR \"y z\")
  topic: source: lang: country: author: credit: site: links: story:
  is:copy is:original is:gone has:revision
  since:7d until:2026-11-01

docs/search.md has the whole language.")]
pub(super) struct Search {
    #[command(flatten)]
    choice: Choice,
    /// Show copies of other articles too
    #[arg(long)]
    copies: bool,
    /// What comes first
    #[arg(long, value_enum, default_value = "newest")]
    sort: Sort,
    /// The most articles; with --facets the most values of each
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// Show the passage of the text that has most of the words, the hits in brackets
    #[arg(long, conflicts_with = "facets")]
    snippets: bool,
    /// Count the articles by these instead of listing them: topic, source, lang, country, credit, site, day, month
    #[arg(long, value_name = "FACETS", value_delimiter = ',', value_parser = facets(), hide_possible_values = true)]
    facets: Vec<Facet>,
    /// List the saved searches of the configuration
    #[arg(long)]
    list_saved: bool,
    /// End with 4 if nothing matched
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    shape: Shape,
}

/// What comes first.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// The latest date
    Newest,
    /// The best match, what is older counting less
    Rank,
}

impl Search {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        if self.list_saved {
            self.shape.write(context, cases::saved::listing(&context.config_without_topics()?.searches))?;
            return Ok(Exit::Done);
        }
        let order = match self.sort {
            Sort::Newest => ArticleOrder::Newest,
            Sort::Rank => ArticleOrder::Rank,
        };
        let Asked { filter, phrases } = self.choice.clone().asked(context, self.copies, order, Some(self.limit))?;
        if !self.facets.is_empty() {
            return self.count(context, &filter);
        }
        let collection = context.collection()?;
        let passages = self.snippets.then_some(phrases.as_slice());
        let n_found = write_stream(stdout(), self.shape.format, context.screen(), |receive| {
            cases::search::search(&collection, &filter, passages, receive)
        })?;
        if n_found == 0 && self.shape.format == Format::Table {
            explain_silence(context, &collection, &filter)?;
        }
        Ok(self.exit(n_found == 0))
    }

    fn count(&self, context: &Context, filter: &ArticleFilter) -> anyhow::Result<Exit> {
        let collection = context.collection()?;
        let (listing, found) = cases::search::facets(&collection, filter, &self.facets, self.limit)?;
        self.shape.write(context, listing)?;
        if !found.is_complete {
            complain(&format!("more articles match: the newest {} are counted", found.n_articles));
        }
        if found.n_articles == 0 && self.shape.format == Format::Table {
            explain_silence(context, &collection, filter)?;
        }
        Ok(self.exit(found.n_articles == 0))
    }

    fn exit(&self, is_empty: bool) -> Exit {
        if is_empty && self.exit_code { Exit::NothingMatched } else { Exit::Done }
    }
}

fn facets() -> impl TypedValueParser<Value = Facet> {
    PossibleValuesParser::new(Facet::ALL.iter().map(|facet| facet.as_str()))
        .map(|name| Facet::from_name(&name).expect("the parser lets only the names of facets through"))
}
