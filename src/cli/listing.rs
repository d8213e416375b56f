//! The form that listings are printed in.

use std::io;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::context::{Context, stdout};
use crate::query::listing::Listing;
use crate::query::render::{Format, write_listing};

/// Arguments of every listing.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Shape {
    /// The form of the output
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats())]
    pub(super) format: Format,
}

impl Shape {
    /// Writes a listing to standard output; gives back how many rows it had.
    pub(super) fn write(&self, context: &Context, listing: Listing) -> io::Result<usize> {
        write_listing(stdout(), self.format, context.screen(), listing)
    }
}

/// The names of all formats.
pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.as_str()))
        .map(|name| Format::from_name(&name).expect("the parser lets only the names of formats through"))
}
