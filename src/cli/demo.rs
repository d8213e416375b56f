//! `rasid demo`: the whole way on a small newspaper of our own, without the internet.

mod newspaper;

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::context::{Context, stdout};
use super::exit::{Exit, UsageError};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::daemon::polling::{self, Polling, Turn};
use crate::daemon::report::PollReport;
use crate::daemon::{runtime, tools};
use crate::query::cases;
use crate::query::render::{Format, Screen, write_listing, write_stream};
use crate::serve::documents::{self, Shelf};
use crate::store::{ArticleFilter, Store};
use newspaper::{Newspaper, SECTIONS};

/// Arguments of `rasid demo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid demo
  rasid demo --folder /tmp/look            then: rasid -c /tmp/look/config.toml search ارهاب")]
pub(super) struct Demo {
    /// Where configuration and database are written, made if need be; without it a new temporary folder
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Demo {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let folder = match self.folder {
            Some(folder) => folder,
            None => tempfile::Builder::new().prefix("rasid-demo-").tempdir()?.keep(),
        };
        fs::create_dir_all(&folder).with_context(|| format!("failed to make {}", folder.display()))?;
        runtime::start()?.block_on(show(context, &folder))
    }
}

async fn show(context: &Context, folder: &Path) -> anyhow::Result<Exit> {
    let paper = Newspaper::open()?;
    let now = context.clock.now();
    let shelf: Shelf = Arc::new(RwLock::new(paper.documents(now, false)));
    let listener = TcpListener::bind("127.0.0.1:0").await.context("failed to listen on loopback")?;
    let address = listener.local_addr()?;
    let (stop, stopping) = watch::channel(false);
    let mut site = JoinSet::new();
    site.spawn(documents::serve(listener, shelf.clone(), stopping));

    let config = configure(folder, address)?;
    let store = Store::open(&config.store.database)?;
    let screen = context.screen();
    let mut out = stdout();
    writeln!(out, "A newspaper of {} sections is served at http://{address}/.\n\nThe first poll:", SECTIONS.len())?;
    out.flush()?;
    poll(&config, &store, &context.clock, screen).await?;
    *shelf.write().unwrap_or_else(std::sync::PoisonError::into_inner) = paper.documents(now, true);
    writeln!(out, "\nAn article was added. The second poll asks with validators; what did not change answers 304:")?;
    out.flush()?;
    poll(&config, &store, &context.clock, screen).await?;
    writeln!(out, "\nThe collection, copies included:")?;
    out.flush()?;
    print_collection(&store, screen)?;
    store.checkpoint()?;
    stop.send_replace(true);
    while site.join_next().await.is_some() {}
    print_next_steps(folder)?;
    Ok(Exit::Done)
}

/// Writes a configuration for the site and reads it as any other. Its topics are those that are built in.
fn configure(folder: &Path, address: SocketAddr) -> anyhow::Result<Config> {
    let mut text = String::from(
        "# Written by `rasid demo`. Its newspaper is gone once the demo has ended; its articles stay.\n\
         [store]\ndatabase = \"data/rasid.db\"\n\n\
         [defaults]\nevery = \"1h\"\nallow_private = [\"127.0.0.0/8\"]\n",
    );
    for section in SECTIONS {
        text.push_str(&format!("\n[[source]]\nid = \"{section}\"\nurl = \"http://{address}/{section}/feed.xml\"\n"));
    }
    let file = folder.join("config.toml");
    // Somebody's own configuration is never overwritten, nor a second paper put on top of a first.
    let written = fs::File::create_new(&file).and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(UsageError(format!("{} exists: name another folder", file.display())).into());
        }
        written => written.with_context(|| format!("failed to write {}", file.display()))?,
    }
    Ok(config::load(Some(&file), &[])?)
}

async fn poll(config: &Config, store: &Store, clock: &Clock, screen: Screen) -> anyhow::Result<()> {
    store.sync_sources(&config.sources, clock.now())?;
    let tools = tools::build(config, clock.clone())?;
    tools::register_topics(store, &tools.topics)?;
    tools::register_addresses(store, &tools.addresses)?;
    // One at a time, so that each demo tells the same story: the paper first, then the wire service that reprints it.
    let n_workers = 1;
    let (_stop, stopping) = watch::channel(false);
    let polling = Polling { tools, store: store.clone(), stop: stopping };
    let mut reports: Vec<PollReport> = Vec::new();
    let sources = config.sources.iter().cloned().map(|source| (source, Turn::Poll)).collect();
    polling::poll_all(&polling, sources, n_workers, |report| reports.push(report)).await?;
    write_listing(stdout(), Format::Table, screen, super::poll::listing(reports))?;
    Ok(())
}

fn print_collection(store: &Store, screen: Screen) -> anyhow::Result<()> {
    let filter = ArticleFilter { with_copies: true, ..ArticleFilter::newest(None) };
    write_stream(stdout(), Format::Table, screen, |receive| cases::search::search(store, &filter, None, receive))?;
    Ok(())
}

fn print_next_steps(folder: &Path) -> std::io::Result<()> {
    let config = folder.join("config.toml");
    let (config, folder) = (config.display(), folder.display());
    writeln!(
        stdout(),
        "\nWhat to ask next:\n  \
         rasid -c {config} search ارهاب                            finds «الإرهاب» too\n  \
         rasid -c {config} search istanbul                         finds «İstanbul»\n  \
         rasid -c {config} search 2254                             finds «٢٢٥٤»\n  \
         rasid -c {config} search --topic russia-us-relations --copies\n  \
         rasid -c {config} show 1                                  one article, with the words that earned its topics\n  \
         rasid -c {config} sql 'select topic, count(*) from article_topics group by topic'\n\
         \nAll of it is in {folder}; remove the folder when you have seen enough."
    )
}
