//! What people say of articles and topics.

use crate::model::TopicId;
use crate::query::listing::{Column, Listing, Row};
use crate::store::{ArticleName, Judgement, Store, StoreError};

/// The judgements of some topics, topic by topic, by the number of the article.
///
/// # Errors
/// The database fails.
pub fn listing(store: &Store, topics: &[TopicId]) -> Result<Listing, StoreError> {
    let columns = vec![
        Column::whole("topic"),
        Column::whole("article"),
        Column::whole("belongs"),
        Column::whole("matches"),
        Column::whole("judged_at"),
        Column::whole("language"),
        Column::elastic("title"),
        Column::hidden("key"),
        Column::hidden("url"),
        Column::hidden("score"),
    ];
    let mut rows = Vec::new();
    for topic in topics {
        for judgement in store.judgements(topic)? {
            rows.extend(row(store, &judgement)?);
        }
    }
    Ok(Listing { columns, rows })
}

fn row(store: &Store, judgement: &Judgement) -> Result<Option<Row>, StoreError> {
    let Some(article) = store.article(&ArticleName::Id(judgement.article))? else { return Ok(None) };
    let score = article.matches.iter().find(|found| found.topic == judgement.topic).map(|found| found.score);
    Ok(Some(vec![
        judgement.topic.as_str().into(),
        judgement.article.0.into(),
        judgement.belongs.into(),
        score.is_some().into(),
        judgement.at.into(),
        article.row.language.map(|code| code.to_string()).into(),
        article.row.title.into(),
        article.row.key.as_str().into(),
        article.row.url.into(),
        score.into(),
    ]))
}
