//! `rasid stories`: what is told of, and one story with its articles.

use clap::ValueEnum;

use super::context::{Context, stdout};
use super::exit::{Exit, UsageError};
use super::listing::Shape;
use super::request::explain_silence;
use crate::query::cases::stories::{self, StoryRequest};
use crate::query::render::Format;
use crate::query::render::story::{write_markdown, write_story};
use crate::store::{ArticleDetail, ArticleFilter, ArticleId, ArticleName, Store, StoryId, StoryOrder};

/// Arguments of `rasid stories`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid stories                            of the last 24 hours
  rasid stories --topic counter-terrorism --language ar
  rasid stories --since 7d --sort size --format json
  rasid stories 12                         one story, article by article

What comes first is told by many sources, and lately: each source with a text of its own adds 1, and half as much for each
twelve hours since its latest; copies add nothing. `usual 6h` is what the last 6 hours would bring if a story went on as
before, measured by all that was collected meanwhile; what is far beyond is `rising` or a `burst`. A story keeps its number
when it grows; that of a story that went into another leads there. Ends with 4 if there is no such story.")]
pub(super) struct Stories {
    /// The number of one story
    #[arg(
        value_name = "ID",
        value_parser = number,
        conflicts_with_all = ["topic", "language", "since", "sort", "limit"]
    )]
    id: Option<i64>,
    /// Stories of which a third of the texts match this topic
    #[arg(long, value_name = "ID")]
    topic: Vec<String>,
    /// Stories that have an article in this language
    #[arg(long, visible_alias = "lang", value_name = "CODE")]
    language: Vec<String>,
    /// Whose latest article is of then or later: 2026-11-01, 7d, yesterday
    #[arg(long, value_name = "WHEN", default_value = "24h")]
    since: String,
    /// What comes first
    #[arg(long, value_enum, default_value = "rank")]
    sort: Sort,
    /// The most stories
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    #[command(flatten)]
    shape: Shape,
}

/// What comes first.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// Told by most sources, and lately
    Rank,
    /// The latest article
    Newest,
    /// Most articles
    Size,
}

impl Stories {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        if let Some(id) = self.id {
            return show(context, StoryId(id), &self.shape);
        }
        let order = match self.sort {
            Sort::Rank => StoryOrder::Rank,
            Sort::Newest => StoryOrder::Newest,
            Sort::Size => StoryOrder::Size,
        };
        let request =
            StoryRequest { topics: self.topic, languages: self.language, since: self.since, order, limit: self.limit };
        let filter = request.filter(context.clock.now()).map_err(|error| UsageError(error.to_string()))?;
        let collection = context.collection()?;
        let n_found = self.shape.write(context, stories::stories(&collection, &filter)?)?;
        if n_found == 0 && self.shape.format == Format::Table {
            let topics = filter.topics.clone();
            explain_silence(context, &collection, &ArticleFilter { topics, ..ArticleFilter::newest(None) })?;
            let since = &request.since;
            super::complain(&match stories::newest(&collection, filter)? {
                Some(day) => format!("no story since {since}; the newest is of {day}: `--since {day}` shows it"),
                None => format!("no story since {since}, and none before"),
            });
        }
        Ok(Exit::Done)
    }
}

fn number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| "write the number of a story: `rasid stories` lists them".to_owned())
}

/// Shows one story.
fn show(context: &Context, id: StoryId, shape: &Shape) -> anyhow::Result<Exit> {
    let collection = context.collection()?;
    let Some(story) = stories::story(&collection, id, context.clock.now())? else {
        super::complain(&absence(&collection, id)?);
        return Ok(Exit::NothingMatched);
    };
    let current = story.detail.row.id;
    if current != id {
        super::complain(&format!("story {id} is part of story {current} now"));
    }
    match shape.format {
        Format::Table => write_story(stdout(), context.screen(), &story)?,
        Format::Markdown => write_markdown(stdout(), &story)?,
        _ => {
            shape.write(context, stories::listing(&story))?;
        }
    }
    Ok(Exit::Done)
}

/// Why there is no story of a number: it may be that of an article.
fn absence(collection: &Store, id: StoryId) -> anyhow::Result<String> {
    let article = collection.article(&ArticleName::Id(ArticleId(id.0)))?;
    let told = match article {
        Some(ArticleDetail { story: Some(story), .. }) => {
            format!("; article {id} is part of story {}: `rasid stories {}`", story.id, story.id)
        }
        Some(_) => format!("; nothing else tells of article {id}"),
        None => String::new(),
    };
    Ok(format!("no story {id} in the collection{told}"))
}
