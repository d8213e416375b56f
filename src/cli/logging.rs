//! Logs: to stderr, short for people on a terminal, without times under journald (which has its own), as JSON where asked.

use std::io::{self, IsTerminal};

use anyhow::Context;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// Starts logging. `filter` is a level (`info`) or a list such as `rasid::fetch=debug,warn`.
///
/// # Errors
/// The filter cannot be read.
pub(super) fn start(filter: &str, format: LogFormat, is_journald: bool) -> anyhow::Result<()> {
    let filter = EnvFilter::builder()
        .parse(filter)
        .with_context(|| format!("log filter `{filter}` is not a level such as `info` or `rasid::fetch=debug`"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_target(false);
    match format {
        LogFormat::Json => builder.json().flatten_event(true).with_current_span(false).init(),
        LogFormat::Text if is_journald => builder.without_time().with_ansi(false).init(),
        LogFormat::Text => builder.with_ansi(io::stderr().is_terminal()).init(),
    }
    Ok(())
}

/// The names of all shapes of log lines.
pub(super) fn formats() -> impl TypedValueParser<Value = LogFormat> {
    PossibleValuesParser::new(LogFormat::ALL.iter().map(|format| format.as_str()))
        .map(|name| LogFormat::from_name(&name).expect("the parser lets only the names of formats through"))
}
