//! The tables of the collection as a page for people (docs/schema.md), and as metadata for Datasette.
//!
//! All words here are our own: nothing foreign has to be made safe.

mod datasette;

use std::io::{self, Write};

use crate::store::{Question, Schema, SchemaColumn, SchemaTable, TableKind};

pub use datasette::write as write_datasette;

const INTRODUCTION: &str = "\
The collection is one SQLite file; any tool that knows SQLite 3.37 (2021) or newer reads it, also while rasid runs.
Read whatever you like; leave writing to rasid, which counts on what it wrote.
[The file itself](file.md) shows how with `sqlite3`, Datasette, DuckDB, pandas and `sqlite-utils`.
`rasid schema` prints this page's tables, `sqlite3 data/rasid.db .schema` the statements that made them.

Times are UTC, as `2026-11-24T09:30:00Z`: they sort as text, and SQLite's date functions take them.
Where a publisher gave a day without a time, `published` and `modified` hold that bare day.
`NULL` means not known: nothing is guessed.
Text stands as it was published.";

/// Writes the page.
///
/// # Errors
/// The page could not be written.
pub fn write_page(mut out: impl Write, schema: &Schema) -> io::Result<()> {
    writeln!(out, "# The tables of the collection\n\n{INTRODUCTION}\n")?;
    writeln!(
        out,
        "This is version {} (`pragma user_version`); the `application_id` of a collection is 0x72617364.\n\
         rasid brings an older file up to date when it next writes to it, and leaves a newer one alone.",
        schema.version
    )?;
    for table in &schema.tables {
        write_table(&mut out, table)?;
    }
    writeln!(out, "\n## Questions to begin with\n\n```sql")?;
    for (n, question) in schema.questions.iter().enumerate() {
        let gap = if n == 0 { "" } else { "\n" };
        writeln!(out, "{gap}-- {}\n{};", question.title, with_example(question))?;
    }
    writeln!(out, "```")
}

fn write_table(out: &mut impl Write, table: &SchemaTable) -> io::Result<()> {
    let kind = match table.kind {
        TableKind::Table => "",
        TableKind::View => "A view. ",
        TableKind::SearchIndex => "A table of FTS5. ",
    };
    writeln!(out, "\n## `{}`\n\n{kind}{}", table.name, table.about)?;
    if !table.indexes.is_empty() {
        let indexes: Vec<String> = table.indexes.iter().map(|columns| format!("`{}`", columns.join(", "))).collect();
        writeln!(out, "Indexes: {}.", indexes.join("; "))?;
    }
    let has_types = table.kind == TableKind::Table;
    out.write_all(match has_types {
        true => b"\n| column | type | meaning |\n| --- | --- | --- |\n",
        false => b"\n| column | meaning |\n| --- | --- |\n",
    })?;
    for column in &table.columns {
        let kind = if has_types { format!(" {} |", type_words(column)) } else { String::new() };
        writeln!(out, "| `{}` |{kind} {} |", column.name, column.meaning)?;
    }
    Ok(())
}

fn type_words(column: &SchemaColumn) -> String {
    let mut words = column.kind.clone().unwrap_or_default();
    if column.is_key {
        words.push_str(", key");
    }
    if column.is_nullable {
        words.push_str(" or `NULL`");
    }
    if let Some(target) = &column.refers_to {
        words.push_str(&format!(" → `{target}`"));
    }
    words
}

/// The query with its example in the place of what changes.
fn with_example(question: &Question) -> String {
    let mut sql = question.sql.trim().to_owned();
    for (name, value) in &question.example {
        let literal = match value.as_str() {
            Some(text) => format!("'{}'", text.replace('\'', "''")),
            None => value.to_string(),
        };
        sql = sql.replace(&format!(":{name}"), &literal);
    }
    sql
}
