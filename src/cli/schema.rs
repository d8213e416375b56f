//! `rasid schema`: what the tables and columns of the collection mean.

use std::io::Write as _;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::context::{Context, stdout};
use super::exit::{Exit, UsageError};
use crate::query::cases;
use crate::query::render::{Format, schema, write_listing};
use crate::serve::api::description;
use crate::store;

/// Arguments of `rasid schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid schema                                    every table, view and column
  rasid schema articles                           one of them
  rasid schema --format page > schema.md          as a page, with questions in SQL to begin with
  rasid schema --format datasette > datasette.yaml
  rasid schema articles --format json
  rasid schema --format openapi > openapi.json    the description of /api/v1

It tells of the collections that this version of rasid makes, and needs none.")]
pub(super) struct Schema {
    /// A table or view; without it all of them
    #[arg(value_name = "TABLE")]
    table: Option<String>,
    /// The form of the output; page is Markdown, datasette a file for `datasette -m`, openapi describes what
    /// programs may ask of a running rasid
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = forms())]
    format: Form,
}

/// The forms of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A row a column.
    Listing(Format),
    /// The page of the documents.
    Page,
    /// Metadata for Datasette.
    Datasette,
    /// The interface for programs.
    Openapi,
}

impl Schema {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let schema = store::schema();
        let table = self.table.as_deref();
        if let Some(name) = table.filter(|name| schema.tables.iter().all(|known| known.name != *name)) {
            return Err(UsageError(format!("no table `{name}`: `rasid schema` lists them")).into());
        }
        let mut out = stdout();
        match self.format {
            Form::Listing(format) => {
                write_listing(&mut out, format, context.screen(), cases::schema::listing(&schema, table))?;
            }
            _ if table.is_some() => {
                return Err(UsageError("this format tells of all tables: leave out the name".to_owned()).into());
            }
            Form::Page => schema::write_page(&mut out, &schema)?,
            Form::Datasette => schema::write_datasette(&mut out, &schema)?,
            Form::Openapi => out.write_all(description::text().as_bytes())?,
        }
        out.flush()?;
        Ok(Exit::Done)
    }
}

fn forms() -> impl TypedValueParser<Value = Form> {
    let listings = Format::ALL.iter().map(|format| format.as_str());
    PossibleValuesParser::new(listings.chain(["page", "datasette", "openapi"])).map(|name| match name.as_str() {
        "page" => Form::Page,
        "datasette" => Form::Datasette,
        "openapi" => Form::Openapi,
        listing => Form::Listing(Format::from_name(listing).expect("the parser lets only these names through")),
    })
}
