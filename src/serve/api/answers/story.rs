//! Stories: articles about one event.

use utoipa::ToSchema;

use super::{copy_kind, mark};

/// A story as lists show it.
#[derive(Debug, ToSchema)]
pub struct Story {
    /// Its number, which stays; that of one that went into another leads there.
    #[schema(example = 12, minimum = 1)]
    pub id: i64,
    /// The date of its earliest article.
    #[schema(format = DateTime)]
    pub first: String,
    /// The date of its latest article.
    #[schema(format = DateTime)]
    pub last: String,
    /// Its articles.
    pub articles: u64,
    /// Those that are no copies.
    pub texts: u64,
    /// Sources that list one of them.
    pub sources: u64,
    /// Languages of its articles, the commonest first.
    pub languages: Vec<String>,
    /// Texts of the last six hours.
    pub last_6h: u32,
    /// What six hours bring by its habit; null where it has none yet.
    pub usual_6h: Option<f64>,
    /// How far it grows beyond that.
    #[schema(schema_with = mark)]
    pub mark: (),
    /// The headline of its most central article.
    pub title: String,
    /// Topics that a third of its texts match.
    pub topics: Vec<String>,
    /// Topics of its texts, the commonest first.
    pub topic_texts: Vec<TopicTexts>,
    /// The number of its most central article.
    pub lead: i64,
    /// How widely and how lately it is told: each source with a text of its own adds 1, half as much for each twelve hours
    /// since then.
    pub weight: f64,
    /// How likely it grows so by chance.
    pub probability: Option<f64>,
}

/// What a single story has beside [`Story`].
#[derive(Debug, ToSchema)]
pub struct StoryDetail {
    /// Its sources, the first ones first.
    pub source_ids: Vec<SourceArticles>,
    /// Its articles, the earliest first; copies stand behind what they repeat.
    pub timeline: Vec<Member>,
    /// Its articles by hour; hours without any are left out.
    pub by_hour: Vec<StoryHour>,
}

/// A topic of a story.
#[derive(Debug, ToSchema)]
pub struct TopicTexts {
    /// Which topic.
    pub topic: String,
    /// Texts that match it.
    pub texts: u64,
}

/// A source of a story.
#[derive(Debug, ToSchema)]
pub struct SourceArticles {
    /// Which source.
    pub source: String,
    /// Articles that it lists.
    pub articles: u64,
}

/// An article of a story.
#[derive(Debug, ToSchema)]
pub struct Member {
    /// Its number.
    pub id: i64,
    /// The date that lists are ordered by.
    #[schema(format = DateTime)]
    pub dated: String,
    /// Its language.
    pub language: Option<String>,
    /// The name of its site.
    pub site: Option<String>,
    /// Its headline.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The article that it repeats.
    pub copy_of: Option<i64>,
    /// In what way.
    #[schema(schema_with = copy_kind)]
    pub copy_kind: (),
}

/// An hour of a story.
#[derive(Debug, ToSchema)]
pub struct StoryHour {
    /// When it began.
    #[schema(format = DateTime)]
    pub hour: String,
    /// Articles that are no copies.
    pub texts: u32,
    /// Articles.
    pub articles: u32,
}

/// The stories of a time.
#[derive(Debug, ToSchema)]
pub struct Stories {
    /// In the order asked for.
    pub items: Vec<Story>,
}
