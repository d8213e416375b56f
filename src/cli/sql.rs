//! `rasid sql`: questions in SQL, read-only.

use std::io::Read as _;

use anyhow::Context as _;

use super::context::{Context, stdout};
use super::exit::{Exit, UsageError};
use super::listing::Shape;
use crate::query::cases;
use crate::query::render::{StreamError, write_stream};
use crate::store::StoreError;

/// Arguments of `rasid sql`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid sql 'select language, count(*) as n from articles group by language order by n desc'
  rasid sql \"select rowid from articles_fts where articles_fts match 'جنيف'\"
  rasid sql \"select day, articles, copies from topic_days where topic = 'trade' order by day\"
  rasid sql - --format csv < question.sql

`rasid schema` explains the tables, and docs/schema.md has questions to begin with.")]
pub(super) struct Sql {
    /// The query, or - for standard input
    query: String,
    #[command(flatten)]
    shape: Shape,
}

impl Sql {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let query = match self.query.as_str() {
            "-" => {
                let mut query = String::new();
                std::io::stdin().lock().read_to_string(&mut query).context("failed to read standard input")?;
                query
            }
            _ => self.query,
        };
        let collection = context.collection()?;
        let written = write_stream(stdout(), self.shape.format, context.screen(), |receive| {
            cases::sql::sql(&collection, &query, receive)
        });
        match written {
            Err(StreamError::Source(error @ (StoreError::BadSql { .. } | StoreError::NotAQuery))) => {
                Err(UsageError(error.to_string()).into())
            }
            written => {
                written?;
                Ok(Exit::Done)
            }
        }
    }
}
