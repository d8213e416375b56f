//! The names in the collection that a part of a name means: of authors, agencies, sites and hosts.
//!
//! Text is folded in Rust, never in SQL, so the names are read from their indexes, each once, and compared here. There are
//! some thousands of them in a million articles.

use rusqlite::Connection;

use crate::text::{fold::fold, tokens};

/// Each value of an index once, by jumping from one to the next.
macro_rules! distinct {
    ($column:literal, $table:literal) => {
        concat!(
            "with recursive each(name) as (select min(",
            $column,
            ") from ",
            $table,
            " union all select (select min(",
            $column,
            ") from ",
            $table,
            " where ",
            $column,
            " > each.name) from each where each.name is not null) select name from each where name is not null"
        )
    };
}

/// Authors whose names hold these folded words in a row.
pub(super) fn authors(db: &Connection, words: &[String]) -> rusqlite::Result<Vec<String>> {
    chosen(db, distinct!("name", "article_authors"), |name| holds(name, words))
}

/// Agencies whose names hold these folded words in a row.
pub(super) fn agencies(db: &Connection, words: &[String]) -> rusqlite::Result<Vec<String>> {
    chosen(db, distinct!("agency", "article_credits"), |name| holds(name, words))
}

/// Sites whose names hold these folded words in a row.
pub(super) fn sites(db: &Connection, words: &[String]) -> rusqlite::Result<Vec<String>> {
    chosen(db, distinct!("site", "articles"), |name| holds(name, words))
}

/// The domain and those below it.
pub(super) fn hosts(db: &Connection, domain: &str) -> rusqlite::Result<Vec<String>> {
    chosen(db, distinct!("host", "articles"), |host| {
        let host = host.split(':').next().unwrap_or(host);
        host.strip_suffix(domain).is_some_and(|front| front.is_empty() || front.ends_with('.'))
    })
}

fn chosen(db: &Connection, sql: &str, is_meant: impl Fn(&str) -> bool) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        let name = row.get_ref(0)?.as_str()?;
        if is_meant(name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

fn holds(name: &str, words: &[String]) -> bool {
    let folded = fold(name);
    let own: Vec<&str> = tokens::words(&folded).filter_map(|range| folded.get(range)).collect();
    !words.is_empty() && own.windows(words.len()).any(|window| window.iter().zip(words).all(|(own, word)| own == word))
}
