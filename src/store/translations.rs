//! The same article in other languages, as pages say it.
//!
//! A claim names an address; it counts once an article of another language is known by that address, whichever of the two
//! came first and whichever says it.

use rusqlite::{Connection, OptionalExtension, named_params};
use url::Url;

use crate::model::{ArticleKey, Translation};
use crate::text::url::AddressRules;

use super::columns::Time;
use super::row::{ArticleId, TranslationLink};

/// Writes what a page says over what stands there.
pub(super) fn write(db: &Connection, id: ArticleId, translations: &[Translation]) -> rusqlite::Result<()> {
    const CLEAR: &str = "delete from article_translations where article_id = :id";
    const SQL: &str = "\
        insert or ignore into article_translations (article_id, language, key, url)
        values (:id, :language, :key, :url)";
    db.prepare_cached(CLEAR)?.execute(named_params! {":id": id})?;
    let mut statement = db.prepare_cached(SQL)?;
    for Translation { language, address } in translations {
        statement.execute(named_params! {
            ":id": id, ":language": language, ":key": address.key, ":url": address.url,
        })?;
    }
    Ok(())
}

/// The articles in other languages that an article is said to be the same as, by itself or by them, the earliest first.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<TranslationLink>> {
    const SQL: &str = "\
        select a.id, a.language, a.title, a.url, a.site, a.dated
        from articles a join articles own on own.id = :id
        where a.id <> :id and a.language <> own.language and a.id in (
            select x.article_id from article_translations t join article_addresses x on x.key = t.key
            where t.article_id = :id
            union
            select t.article_id from article_addresses x join article_translations t on t.key = x.key
            where x.article_id = :id
        )
        order by a.dated, a.id";
    let mut statement = db.prepare_cached(SQL)?;
    let links = statement.query_map(named_params! {":id": id}, |row| {
        Ok(TranslationLink {
            id: row.get("id")?,
            language: row.get("language")?,
            title: row.get("title")?,
            url: row.get("url")?,
            site: row.get("site")?,
            dated: row.get::<_, Time>("dated")?.0,
        })
    })?;
    links.collect()
}

/// The first of these that has a lower number.
pub(super) fn earlier(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<ArticleId>> {
    Ok(of_article(db, id)?.into_iter().map(|link| link.id).filter(|other| *other < id).min())
}

/// Makes the keys of all claims anew, for the rules by which addresses are compared have changed.
pub(super) fn rekey(db: &Connection, rules: &AddressRules) -> rusqlite::Result<()> {
    const NEXT: &str = "\
        select article_id, key, url from article_translations
        where (article_id, key) > (:article, :key) order by article_id, key limit 1";
    const MOVE: &str = "\
        update or replace article_translations set key = :new where article_id = :article and key = :key";
    let mut place = (ArticleId(0), String::new());
    loop {
        let next = db
            .prepare_cached(NEXT)?
            .query_row(named_params! {":article": place.0, ":key": place.1}, |row| {
                Ok((row.get::<_, ArticleId>(0)?, row.get::<_, ArticleKey>(1)?, row.get::<_, String>(2)?))
            })
            .optional()?;
        let Some((article, key, url)) = next else { return Ok(()) };
        if let Some(new) = Url::parse(&url).ok().map(|url| rules.key(&url)).filter(|new| *new != key) {
            db.prepare_cached(MOVE)?.execute(named_params! {":new": new, ":article": article, ":key": key})?;
        }
        place = (article, key.as_str().to_owned());
    }
}
