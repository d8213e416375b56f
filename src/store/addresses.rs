//! The addresses that articles are known by.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::model::{Address, Article, ArticleKey};
use crate::text::hash;

use super::row::ArticleId;

/// The article at an address.
pub(super) fn find(db: &Connection, key: &ArticleKey) -> rusqlite::Result<Option<ArticleId>> {
    const SQL: &str = "select article_id from article_addresses where key = :key";
    db.prepare_cached(SQL)?.query_row(named_params! {":key": key}, |row| row.get(0)).optional()
}

/// Those of some keys that are the address of an article.
pub(super) fn known(db: &Connection, keys: &[ArticleKey]) -> rusqlite::Result<Vec<ArticleKey>> {
    let mut known = Vec::new();
    for key in keys {
        if find(db, key)?.is_some() {
            known.push(key.clone());
        }
    }
    Ok(known)
}

/// The stored article that shares an address with this one; the oldest, should its addresses lead to several.
///
/// The address that a page merely claims counts only if the words agree as well: some sites name one canonical address on
/// all their pages, and to believe them would lose every article but the first.
pub(super) fn find_article(db: &Connection, article: &Article) -> rusqlite::Result<Option<ArticleId>> {
    let mut found = None;
    for address in article.addresses.iter().filter(|address| !is_claimed(article, address)) {
        // `None` is less than any id, hence not simply the minimum.
        found = found.into_iter().chain(find(db, &address.key)?).min();
    }
    if found.is_some() {
        return Ok(found);
    }
    match find(db, &article.key)? {
        Some(id) if has_same_words(db, id, article)? => Ok(Some(id)),
        _ => Ok(None),
    }
}

/// The key under which a new article is kept: its own, or that of another of its addresses if its own is taken by an
/// article with other words. All are taken only where articles were stored by other rules for addresses; then one is made.
pub(super) fn free_key(db: &Connection, article: &Article) -> rusqlite::Result<ArticleKey> {
    const SQL: &str = "select exists (select 1 from articles where key = :key)";
    let mut statement = db.prepare_cached(SQL)?;
    let own_then_others = [&article.key].into_iter().chain(article.addresses.iter().map(|address| &address.key));
    for key in own_then_others {
        if !statement.query_row(named_params! {":key": key}, |row| row.get::<_, bool>(0))? {
            return Ok(key.clone());
        }
    }
    let mut key = article.key.clone();
    while statement.query_row(named_params! {":key": key}, |row| row.get::<_, bool>(0))? {
        key = hash::article_key(key.as_str());
    }
    Ok(key)
}

/// Whether only the page itself says that this is its address.
fn is_claimed(article: &Article, address: &Address) -> bool {
    article.canonical_url.as_ref() == Some(&address.url) && article.url != address.url
}

fn has_same_words(db: &Connection, id: ArticleId, article: &Article) -> rusqlite::Result<bool> {
    const SQL: &str = "\
        select a.title = :title or coalesce(f.text_hash = :text_hash, 0)
        from articles a left join fingerprints f on f.article_id = a.id where a.id = :id";
    let words = named_params! {":id": id, ":title": article.title, ":text_hash": article.fingerprints.text};
    db.prepare_cached(SQL)?.query_row(words, |row| row.get(0))
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
