//! `rasid mcp`: the collection for an assistant on this machine.

use std::sync::Arc;

use tokio::sync::watch;

use super::context::Context;
use super::exit::Exit;
use crate::daemon::runtime;
use crate::serve::desk::Desk;
use crate::serve::mcp;

/// Arguments of `rasid mcp`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid mcp                                   for an assistant to start, not for people
  rasid -c /etc/rasid/config.toml mcp         the same on the collection of the service

It speaks the Model Context Protocol on standard input and output: search, articles, stories, topics, timelines and
read-only SQL, each answer with a limit. Nothing is written, and it works beside a running daemon. docs/mcp.md has the
configuration of assistants.")]
pub(super) struct Mcp {}

impl Mcp {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let collection = context.collection()?;
        // Nobody loads it anew; the sender stays so that it can be read.
        let (_sender, config) = watch::channel(Arc::new(config));
        let desk = Desk::new(collection, context.clock.clone(), config);
        let runtime = runtime::start()?;
        let served = runtime.block_on(mcp::serve(desk));
        // A read of standard input that is still pending would be waited for.
        runtime.shutdown_background();
        served?;
        Ok(Exit::Done)
    }
}
