//! Logs: to stderr, short for people on a terminal, without times under journald (which has its own), as JSON where asked.

use std::io::{self, IsTerminal};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use tracing_subscriber::EnvFilter;

use super::exit::UsageError;
use crate::config::{LogFormat, LogLevel};

/// Starts logging. `filter` is a level (`info`) or a list such as `rasid::fetch=debug,warn`.
///
/// # Errors
/// The filter cannot be read.
pub(super) fn start(filter: &str, format: LogFormat, is_journald: bool) -> anyhow::Result<()> {
    let filter = EnvFilter::builder().parse(directives(filter)).map_err(|_| {
        UsageError(format!(
            "log filter `{filter}` is neither a level such as `info` nor a list such as `rasid::fetch=debug,warn`"
        ))
    })?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_target(false);
    match format {
        LogFormat::Json => builder.json().flatten_event(true).with_current_span(false).init(),
        LogFormat::Text if is_journald => builder.without_time().with_ansi(false).init(),
        LogFormat::Text => builder.with_ansi(io::stderr().is_terminal()).init(),
    }
    Ok(())
}

/// What a filter asks for. A level means the program's own lines: what libraries tell of their inner life would drown them.
fn directives(filter: &str) -> String {
    match LogLevel::from_name(filter) {
        Some(level) => format!("{},rasid={level}", level.min(LogLevel::Warn)),
        None => filter.to_owned(),
    }
}

/// The names of all formats.
pub(super) fn formats() -> impl TypedValueParser<Value = LogFormat> {
    PossibleValuesParser::new(LogFormat::ALL.iter().map(|format| format.as_str()))
        .map(|name| LogFormat::from_name(&name).expect("the parser lets only the names of formats through"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_for_our_own_lines() {
        let check = |filter, expected| assert_eq!(directives(filter), expected, "{filter}");
        check("info", "warn,rasid=info");
        check("trace", "warn,rasid=trace");
        check("error", "error,rasid=error");
        check("rasid::fetch=debug,warn", "rasid::fetch=debug,warn");
        check("off", "off");
    }
}
