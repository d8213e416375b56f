//! What the tables of the collection are, for people who ask it in SQL.
//!
//! Names, types, keys and indexes are read from a database that the migrations have just made in memory, so they cannot be
//! wrong. What they mean stands in `schema/meanings.toml`; tests see to it that nothing is missing there.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Deserialize;

use super::migrations;

const MEANINGS: &str = include_str!("schema/meanings.toml");
const QUESTIONS: &str = include_str!("schema/questions.toml");

/// The collection as this program makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// What `pragma user_version` says.
    pub version: i64,
    /// Tables and views: what people ask for first.
    pub tables: Vec<SchemaTable>,
    /// Questions to begin with.
    pub questions: Vec<Question>,
}

/// A table or view.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemaTable {
    /// Its name.
    pub name: String,
    /// What it is to SQLite.
    pub kind: TableKind,
    /// What it holds, in sentences, one a line.
    pub about: String,
    /// Its columns, in their order.
    pub columns: Vec<SchemaColumn>,
    /// What its indexes are ordered by.
    pub indexes: Vec<Vec<String>>,
    /// What Datasette does with it: values of its own metadata.
    pub datasette: serde_json::Map<String, serde_json::Value>,
}

/// What a table is to SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Rows that are stored.
    Table,
    /// A query with a name.
    View,
    /// An index of words (FTS5).
    SearchIndex,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaColumn {
    /// Its name.
    pub name: String,
    /// `text`, `integer`, `real` or `blob`; `None` in views and the search index.
    pub kind: Option<String>,
    /// Whether it is, or belongs to, the primary key.
    pub is_key: bool,
    /// Whether it may be `NULL`.
    pub is_nullable: bool,
    /// The column that it refers to, as `table.column`.
    pub refers_to: Option<String>,
    /// What it means.
    pub meaning: String,
}

/// A question in SQL, with `:name` for what changes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name in addresses.
    pub name: String,
    /// What it asks.
    pub title: String,
    /// The query.
    pub sql: String,
    /// A value for each `:name`: text or a whole number.
    #[serde(default)]
    pub example: BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meanings {
    table: Vec<TableMeaning>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableMeaning {
    name: String,
    about: String,
    #[serde(default)]
    datasette: serde_json::Map<String, serde_json::Value>,
    columns: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Questions {
    question: Vec<Question>,
}

/// The schema of this program's version.
#[must_use]
pub fn schema() -> Schema {
    read().expect("a test reads the schema of each build")
}

fn read() -> rusqlite::Result<Schema> {
    let meanings: Meanings = toml::from_str(MEANINGS).expect("a test reads the meanings of each build");
    let questions: Questions = toml::from_str(QUESTIONS).expect("a test reads the questions of each build");
    let mut db = Connection::open_in_memory()?;
    migrations::run_in_memory(&mut db);
    let tables = meanings.table.into_iter().map(|meaning| table(&db, meaning)).collect::<rusqlite::Result<_>>()?;
    Ok(Schema { version: migrations::latest(), tables, questions: questions.question })
}

fn table(db: &Connection, meaning: TableMeaning) -> rusqlite::Result<SchemaTable> {
    const KIND: &str = "select type, coalesce(sql, '') like 'create virtual %' from sqlite_schema where name = :name";
    let (kind, is_virtual): (String, bool) =
        db.query_row(KIND, &[(":name", &meaning.name)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let kind = match kind.as_str() {
        "view" => TableKind::View,
        _ if is_virtual => TableKind::SearchIndex,
        _ => TableKind::Table,
    };
    Ok(SchemaTable {
        columns: columns(db, &meaning, kind)?,
        indexes: indexes(db, &meaning.name)?,
        name: meaning.name,
        kind,
        about: meaning.about.trim().to_owned(),
        datasette: meaning.datasette,
    })
}

fn columns(db: &Connection, table: &TableMeaning, kind: TableKind) -> rusqlite::Result<Vec<SchemaColumn>> {
    const SQL: &str = "\
        select c.name, lower(c.type) as kind, c.pk > 0 as is_key, c.\"notnull\" as is_filled,
            (select f.\"table\" || '.' || f.\"to\" from pragma_foreign_key_list(:table) f where f.\"from\" = c.name)
                as refers_to
        from pragma_table_xinfo(:table) c where c.hidden <> 1 order by c.cid";
    let mut statement = db.prepare(SQL)?;
    let rows = statement.query_map(&[(":table", &table.name)], |row| {
        let name: String = row.get("name")?;
        let is_key: bool = row.get("is_key")?;
        Ok(SchemaColumn {
            meaning: table.columns.get(&name).cloned().unwrap_or_default(),
            name,
            kind: Some(row.get("kind")?).filter(|_| kind == TableKind::Table),
            is_key,
            is_nullable: kind == TableKind::Table && !is_key && !row.get::<_, bool>("is_filled")?,
            refers_to: row.get("refers_to")?,
        })
    })?;
    rows.collect()
}

/// What the indexes are ordered by, primary keys left out.
fn indexes(db: &Connection, table: &str) -> rusqlite::Result<Vec<Vec<String>>> {
    const SQL: &str = "\
        select (select group_concat(name, ' ') from (select name from pragma_index_info(i.name) order by seqno))
        from pragma_index_list(:table) i where i.origin <> 'pk' order by i.name";
    let mut statement = db.prepare(SQL)?;
    let rows = statement
        .query_map(&[(":table", table)], |row| Ok(row.get::<_, String>(0)?.split(' ').map(str::to_owned).collect()))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn all_that_the_migrations_make_is_explained_and_nothing_else() {
        const SQL: &str = "\
            select t.name, c.name from sqlite_schema t, pragma_table_xinfo(t.name) c
            where t.type in ('table', 'view') and c.hidden <> 1
                and t.name not glob 'articles_fts_*' and t.name not glob 'sqlite_*'";
        let mut db = Connection::open_in_memory().expect("memory");
        migrations::run_in_memory(&mut db);
        let mut statement = db.prepare(SQL).expect("sound");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("a list");
        let made: BTreeSet<(String, String)> = rows.collect::<rusqlite::Result<_>>().expect("names");
        let meanings: Meanings = toml::from_str(MEANINGS).expect("TOML");
        let explained: BTreeSet<(String, String)> = meanings
            .table
            .iter()
            .flat_map(|table| table.columns.keys().map(|column| (table.name.clone(), column.clone())))
            .collect();
        let missing: Vec<_> = made.difference(&explained).collect();
        let too_many: Vec<_> = explained.difference(&made).collect();
        assert!(missing.is_empty(), "explain in store/schema/meanings.toml: {missing:?}");
        assert!(too_many.is_empty(), "no such column, strike from store/schema/meanings.toml: {too_many:?}");
        assert!(meanings.table.iter().all(|table| !table.about.is_empty()), "each table says what it holds");
    }

    #[test]
    fn types_keys_and_references_come_from_the_migrations() {
        let schema = schema();
        let table = |name: &str| schema.tables.iter().find(|table| table.name == name).expect(name);
        let column = |table: &SchemaTable, name: &str| {
            table.columns.iter().find(|column| column.name == name).expect(name).clone()
        };
        let id = column(table("articles"), "id");
        assert_eq!((id.kind.as_deref(), id.is_key, id.is_nullable), (Some("integer"), true, false));
        let copy_of = column(table("articles"), "copy_of");
        assert_eq!((copy_of.refers_to.as_deref(), copy_of.is_nullable), (Some("articles.id"), true));
        assert!(table("articles").indexes.contains(&vec!["language".to_owned(), "dated".to_owned()]));
        assert_eq!(table("articles_fts").kind, TableKind::SearchIndex);
        assert_eq!(table("articles_view").kind, TableKind::View);
        assert_eq!(schema.version, migrations::latest());
    }
}
