//! The addresses that articles are known by.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::model::{Address, Article, ArticleKey};

use super::row::ArticleId;

/// The article at an address.
pub(super) fn find(db: &Connection, key: &ArticleKey) -> rusqlite::Result<Option<ArticleId>> {
    const SQL: &str = "select article_id from article_addresses where key = :key";
    db.prepare_cached(SQL)?.query_row(named_params! {":key": key}, |row| row.get(0)).optional()
}

/// The stored article that shares an address with this one; the oldest, should its addresses lead to several.
pub(super) fn find_article(db: &Connection, article: &Article) -> rusqlite::Result<Option<ArticleId>> {
    let mut found = find(db, &article.key)?;
    for address in &article.addresses {
        // `None` is less than any id, hence not simply the minimum.
        found = found.into_iter().chain(find(db, &address.key)?).min();
    }
    Ok(found)
}

/// Adds the addresses that no article is known by yet.
pub(super) fn add(db: &Connection, id: ArticleId, article: &Article) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into article_addresses (key, article_id, url) values (:key, :article_id, :url)
        on conflict (key) do nothing";
    let mut statement = db.prepare_cached(SQL)?;
    let own = (&article.key, article.canonical_url.as_ref().unwrap_or(&article.url));
    for (key, url) in article.addresses.iter().map(|address| (&address.key, &address.url)).chain([own]) {
        statement.execute(named_params! {":key": key, ":article_id": id, ":url": url})?;
    }
    Ok(())
}

/// Every address of an article, in order of their text.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<Address>> {
    const SQL: &str = "select key, url from article_addresses where article_id = :id order by url, key";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement
        .query_map(named_params! {":id": id}, |row| Ok(Address { key: row.get("key")?, url: row.get("url")? }))?;
    rows.collect()
}
