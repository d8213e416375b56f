//! What commands work with: configuration, store, clock, and the terminal they write to.

use std::cell::OnceCell;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::Timestamp;
use serde::Serialize;

use super::exit::UsageError;
use super::{Command, Global, logging};
use crate::analysis::topics::TopicSet;
use crate::clock::Clock;
use crate::config::{self, Config, ConfigError, LogFormat, LogLevel};
use crate::query::render::Screen;
use crate::store::Store;
use crate::text::when::{self, Bound};

/// What every command is given.
pub(super) struct Context {
    global: Global,
    /// The configuration, once it was asked for: the terms of all topics take a moment.
    config: OnceCell<Config>,
    /// Time and randomness.
    pub(super) clock: Clock,
}

impl Context {
    /// Starts logging and settles colours.
    pub(super) fn new(global: Global, command: &Command) -> anyhow::Result<Self> {
        let choice = match global.color {
            clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
            clap::ColorChoice::Always => anstream::ColorChoice::Always,
            clap::ColorChoice::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        let environment = config::environment();
        let (level, format) = match command {
            Command::Run(_) => {
                let daemon = config::load(global.config.as_deref(), &environment)?.daemon;
                (daemon.log_level, daemon.log_format)
            }
            // The others print tables and progress; a log of what went right would only be in the way.
            _ => (LogLevel::Error, LogFormat::Text),
        };
        let is_journald = environment.iter().any(|(name, _)| name == "JOURNAL_STREAM");
        let filter = global.log.as_deref().unwrap_or(level.as_str());
        logging::start(filter, global.log_format.unwrap_or(format), is_journald)?;
        Ok(Self { global, config: OnceCell::new(), clock: Clock::system() })
    }

    /// The configuration as it was when it was first asked for.
    pub(super) fn config(&self) -> Result<Config, ConfigError> {
        if let Some(config) = self.config.get() {
            return Ok(config.clone());
        }
        let config = config::load(self.global.config.as_deref(), &config::environment())?;
        Ok(self.config.get_or_init(|| config).clone())
    }

    /// The same without its topics, for commands that tag nothing.
    pub(super) fn config_without_topics(&self) -> Result<Config, ConfigError> {
        match self.config.get() {
            Some(config) => Ok(config.clone()),
            None => config::load_without_topics(self.global.config.as_deref(), &config::environment()),
        }
    }

    /// The configuration that the user named.
    pub(super) fn config_file(&self) -> Option<&Path> {
        self.global.config.as_deref()
    }

    /// Opens the database of the configuration for polling and importing; makes it if there is none.
    pub(super) fn store(&self, config: &Config) -> anyhow::Result<Store> {
        Ok(Store::open(&config.store.database)?)
    }

    /// Opens the database of the configuration for questions.
    pub(super) fn collection(&self) -> anyhow::Result<Store> {
        let store = match self.config.get() {
            Some(config) => config.store.clone(),
            // Who is told of mistakes is told of all.
            None => match config::load_store(self.global.config.as_deref(), &config::environment()) {
                Ok(store) => store,
                Err(_) => self.config()?.store,
            },
        };
        Ok(Store::open_existing_read_only(&store.database)?)
    }

    /// The compiled topics of the configuration.
    pub(super) fn topics(&self) -> Result<Arc<TopicSet>, ConfigError> {
        Ok(self.config()?.topics)
    }

    /// The time that a `--since` names.
    pub(super) fn since(&self, text: Option<&str>) -> Result<Option<Timestamp>, UsageError> {
        let parsed = text.map(|text| when::parse(text, Bound::Since, self.clock.now())).transpose();
        parsed.map_err(|error| UsageError(error.to_string()))
    }

    /// The terminal that results go to.
    pub(super) fn screen(&self) -> Screen {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        let has_colors = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let width = is_terminal.then(terminal_width).flatten();
        Screen { width, is_terminal, has_colors }
    }
}

/// Standard output for results.
pub(super) fn stdout() -> impl Write {
    io::BufWriter::new(io::stdout().lock())
}

/// Writes one answer to standard output as JSON, set out for people.
pub(super) fn write_json(answer: &impl Serialize) -> anyhow::Result<()> {
    let mut out = stdout();
    serde_json::to_writer_pretty(&mut out, answer).context("failed to write the answer")?;
    out.write_all(b"\n").and_then(|()| out.flush()).context("failed to write the answer")
}

fn terminal_width() -> Option<u16> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0)
}
