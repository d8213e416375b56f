//! Where the texts of articles link to.

use rusqlite::{Connection, named_params};
use url::Url;

use crate::text::url::AddressRules;

use super::row::ArticleId;

/// The links of an article, in the order in which they stand.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<String>> {
    const SQL: &str = "select url from article_links where article_id = :id order by position";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, |row| row.get(0))?.collect()
}

/// Writes the links of an article over those that stand there.
pub(super) fn write(db: &Connection, id: ArticleId, links: &[String]) -> rusqlite::Result<()> {
    const CLEAR: &str = "delete from article_links where article_id = :id";
    const SQL: &str = "insert into article_links (article_id, position, url) values (:id, :position, :url)";
    db.prepare_cached(CLEAR)?.execute(named_params! {":id": id})?;
    let mut statement = db.prepare_cached(SQL)?;
    for (position, url) in (0_u32..).zip(links) {
        statement.execute(named_params! {":id": id, ":position": position, ":url": url})?;
    }
    Ok(())
}

/// Makes the links of some articles anew, for the rules by which addresses are compared have changed: those behind `after`;
/// returns the last one, `None` at the end.
pub(super) fn rekey(
    db: &Connection,
    rules: &AddressRules,
    after: ArticleId,
    limit: u32,
) -> rusqlite::Result<Option<ArticleId>> {
    const NEXT: &str = "\
        select distinct article_id from article_links where article_id > :after order by article_id limit :limit";
    let ids: Vec<ArticleId> = db
        .prepare_cached(NEXT)?
        .query_map(named_params! {":after": after, ":limit": limit}, |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in &ids {
        let before = of_article(db, *id)?;
        let mut links: Vec<String> = Vec::new();
        for link in before.iter().map(|url| Url::parse(url).map_or_else(|_| url.clone(), |url| rules.canonical(&url))) {
            if !links.contains(&link) {
                links.push(link);
            }
        }
        if links != before {
            write(db, *id, &links)?;
        }
    }
    Ok(ids.last().copied())
}
