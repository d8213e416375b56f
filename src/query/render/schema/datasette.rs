//! What Datasette is told of the collection: what columns mean, what to sort and filter by, where words are searched, and
//! queries with a name.
//!
//! The file is YAML for people to change. Its values are written as JSON, which YAML takes as it is; queries as blocks.

use std::io::{self, Write};

use serde_json::json;

use crate::store::{Schema, SchemaTable};

const HEADING: &str = "\
# How Datasette shows the collection. `rasid schema --format datasette > datasette.yaml` makes this file; then
#
#     datasette -m datasette.yaml data/rasid.db
#
# shows it at http://127.0.0.1:8001, also while rasid runs. It is for your own machine: the collection holds the texts of
# others, and the secrets of WebSub subscriptions. The name below `databases` is that of the file, without `.db`.
title: rasid
description: The articles that were collected, with their topics, copies and sources.
databases:
  rasid:
";

/// Writes the metadata.
///
/// # Errors
/// It could not be written.
pub fn write(mut out: impl Write, schema: &Schema) -> io::Result<()> {
    out.write_all(HEADING.as_bytes())?;
    writeln!(out, "    queries:")?;
    for question in &schema.questions {
        writeln!(out, "      {}:\n        title: {}\n        sql: |-", question.name, json!(question.title))?;
        for line in question.sql.trim().lines() {
            writeln!(out, "          {line}")?;
        }
    }
    writeln!(out, "    tables:")?;
    schema.tables.iter().try_for_each(|table| write_table(&mut out, table))
}

fn write_table(out: &mut impl Write, table: &SchemaTable) -> io::Result<()> {
    writeln!(out, "      {}:", table.name)?;
    writeln!(out, "        description: {}", json!(plain(&table.about)))?;
    for (key, value) in &table.datasette {
        writeln!(out, "        {key}: {value}")?;
    }
    writeln!(out, "        columns:")?;
    for column in &table.columns {
        writeln!(out, "          {}: {}", column.name, json!(plain(&column.meaning)))?;
    }
    Ok(())
}

/// Datasette shows descriptions as they stand.
fn plain(markdown: &str) -> String {
    markdown.replace('`', "").replace('\n', " ")
}
