//! `rasid topics opinions`: what a model of the user's thinks of matches, the least likely first.

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::listing::Shape;
use crate::model::TopicId;
use crate::query::listing::{Cell, Column, Listing};
use crate::store::{ArticleName, OpinionChoice, Store, StoreError, StoredOpinion};

/// Below which probability a match is doubtful where no model is configured any more.
const USUAL_DOUBT: f64 = 0.5;

/// Arguments of `rasid topics opinions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics opinions --doubtful
  rasid topics opinions sanctions --format csv

`rasid topics review` asks for them.")]
pub(super) struct Opinions {
    /// Only matches of these topics
    #[arg(value_name = "TOPIC", value_parser = TopicId::parse)]
    topics: Vec<TopicId>,
    /// Only articles from then on: 2026-11-01, 7d, yesterday
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Only matches that the model finds unlikely (`doubt_below` in the configuration)
    #[arg(long)]
    doubtful: bool,
    /// The most that are listed
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
    #[command(flatten)]
    shape: Shape,
}

/// What counts as doubtful.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doubt {
    /// A lower probability than this.
    pub(super) below: f64,
}

impl Opinions {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let since = context.since(self.since.as_deref())?;
        let config = context.config()?;
        let doubt = Doubt { below: config.opinion.as_ref().map_or(USUAL_DOUBT, |opinion| opinion.doubt_below) };
        let store = context.collection()?;
        let mut found = store.opinions(&OpinionChoice { topics: self.topics, since, limit: self.limit })?;
        if self.doubtful {
            found.retain(|opinion| opinion.probability < doubt.below);
        }
        if found.is_empty() {
            crate::cli::complain("no opinion of these matches; `rasid topics review` asks for some");
        }
        self.shape.write(context, listing(&store, &found, doubt)?)?;
        Ok(Exit::Done)
    }
}

/// Opinions with the articles that they are on.
pub(super) fn listing(store: &Store, opinions: &[StoredOpinion], doubt: Doubt) -> Result<Listing, StoreError> {
    let columns = vec![
        Column::whole("article"),
        Column::whole("topic"),
        Column::whole("probability"),
        Column::whole("doubtful"),
        Column::whole("score"),
        Column::elastic("title"),
        Column::elastic("note"),
        Column::whole("given_by"),
    ];
    let mut rows = Vec::new();
    for opinion in opinions {
        let Some(article) = store.article(&ArticleName::Id(opinion.article))? else { continue };
        let score = article.matches.iter().find(|found| found.topic == opinion.topic).map(|found| found.score);
        rows.push(vec![
            Cell::from(opinion.article.0),
            opinion.topic.as_str().into(),
            opinion.probability.into(),
            (opinion.probability < doubt.below).into(),
            score.into(),
            article.row.title.into(),
            opinion.note.clone().into(),
            opinion.given_by.as_str().into(),
        ]);
    }
    Ok(Listing { columns, rows })
}
