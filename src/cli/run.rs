//! `rasid run`: the daemon.

use super::context::Context;
use super::exit::Exit;
use crate::config;
use crate::daemon::{lifecycle, runtime};

/// Arguments of `rasid run`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid run
  rasid -c /etc/rasid/config.toml run --log-format json

SIGTERM and Ctrl-C let running polls end; SIGHUP reads the configuration again, and keeps the old one if the new one
has mistakes. `packaging/rasid.service` runs it under systemd.")]
pub(super) struct Run {}

impl Run {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let store = context.store(&config)?;
        let _claim = store.claim()?;
        let reload = || config::load(context.config_file(), &config::environment());
        let runtime = runtime::start()?;
        runtime.block_on(lifecycle::run(config, store, context.clock.clone(), reload))?;
        Ok(Exit::Done)
    }
}
