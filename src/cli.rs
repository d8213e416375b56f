//! The command line: one file a command. Here are the arguments that all share, and the way from them to an exit code.
//!
//! Results go to stdout, everything else to stderr. `clap` is named in this module only.

mod add;
mod alerts;
mod batch;
mod check;
mod completions;
mod context;
mod demo;
mod diff;
mod exit;
mod export;
mod extract;
mod import;
mod input;
mod key;
mod listing;
mod logging;
mod man;
mod mcp;
mod parse;
mod poll;
mod reprocess;
mod request;
mod retag;
mod run;
mod schema;
mod search;
mod show;
mod sources;
mod sql;
mod stats;
mod stories;
mod tag;
mod topics;
mod tree;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

pub use exit::Exit;

use crate::config::{ConfigError, LogFormat};
use context::Context;

/// Watches the news: polls feeds, pages and sitemaps, keeps the articles, tags them by topic, answers questions.
#[derive(Debug, Parser)]
#[command(name = "rasid", version, propagate_version = true, max_term_width = 110, after_help = EXAMPLES)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  rasid demo                                  a first look, without the internet
  rasid check                                 is the configuration right, and what would run?
  rasid add example.org                       find its feed or list of articles, and add it
  rasid run                                   poll, keep, tag: the daemon
  rasid search ارهاب --since 7d               what was written on it in the last week?
  rasid search --topic russia-us-relations --format csv
  rasid sql 'select language, count(*) from articles group by 1'

Exit codes: 0 done, 1 unexpected, 2 usage, 3 invalid configuration, 4 nothing matched (with --exit-code),
5 finished but some sources failed, 6 database in use or newer, 130 interrupted.";

/// What every command takes.
#[derive(Debug, Clone, clap::Args)]
struct Global {
    /// The configuration; without it ./config.toml, the user's, /etc/rasid/config.toml, or the one built in
    #[arg(short, long, global = true, value_name = "FILE", env = "RASID_CONFIG")]
    config: Option<PathBuf>,
    /// What is logged to stderr: a level (error, warn, info, debug, trace), or a list such as rasid::fetch=debug,warn
    #[arg(long, global = true, value_name = "LEVEL", env = "RASID_LOG")]
    log: Option<String>,
    /// The shape of log lines
    #[arg(long, global = true, value_name = "FORMAT", value_parser = logging::formats(), env = "RASID_LOG_FORMAT")]
    log_format: Option<LogFormat>,
    /// When to colour: on a terminal, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value_t)]
    color: clap::ColorChoice,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the daemon: poll sources when they are due, run calendar jobs, answer /health
    Run(run::Run),
    /// Poll what is due once (or the named sources, or all), and exit
    Poll(poll::Poll),
    /// Validate the configuration and print what would run
    Check(check::Check),
    /// Find what an address can be polled for, and add it to the configuration
    Add(add::Add),
    /// Search the collection
    Search(search::Search),
    /// List the stories of the day, or show one
    Stories(stories::Stories),
    /// Show one article: text, facts, topics with their evidence
    Show(show::Show),
    /// Show what changed in an article since it was first read
    Diff(diff::Diff),
    /// List the sources and how they are
    Sources(sources::Sources),
    /// Print figures of the collection
    Stats(stats::Stats),
    /// See how the alerts are, what they would say, and whether they are heard
    Alerts(alerts::Alerts),
    /// Work with topics
    Topics(topics::Topics),
    /// Ask the collection in SQL, read-only
    Sql(sql::Sql),
    /// Say what the tables and columns of the collection mean
    Schema(schema::Schema),
    /// Import articles (JSONL), pages (HTML) or sources (OPML)
    Import(import::Import),
    /// Read the kept pages again by the rules of today
    Reprocess(reprocess::Reprocess),
    /// Apply the topic rules of today to the articles of the past
    Retag(retag::Retag),
    /// Export articles, or the sources as OPML
    Export(export::Export),
    /// Read a feed, sitemap or list page and print what it says, as JSON
    Parse(parse::Parse),
    /// Read an article's page and print what it says: text, facts, and why it was read so
    Extract(extract::Extract),
    /// Tag a text by topic and print the evidence, as JSON
    Tag(tag::Tag),
    /// Print the key by which an address is recognised
    Key(key::Key),
    /// Show the whole way on a small newspaper of our own, without the internet
    Demo(demo::Demo),
    /// Let an assistant on this machine ask the collection (Model Context Protocol)
    Mcp(mcp::Mcp),
    /// Print a man page, or write all of them into a folder
    Man(man::Man),
    /// Print what a shell needs to complete commands and flags
    Completions(completions::Completions),
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::from_arg_matches(&tree::tree().get_matches()).unwrap_or_else(|error| error.exit());
    let exit = execute(arguments).unwrap_or_else(|error| {
        if exit::is_broken_pipe(&error) {
            return Exit::Done;
        }
        report(&error);
        Exit::of_error(&error)
    });
    exit.into()
}

fn execute(arguments: Arguments) -> anyhow::Result<Exit> {
    let context = Context::new(arguments.global, &arguments.command)?;
    match arguments.command {
        Command::Run(command) => command.execute(&context),
        Command::Poll(command) => command.execute(&context),
        Command::Check(command) => command.execute(&context),
        Command::Add(command) => command.execute(&context),
        Command::Search(command) => command.execute(&context),
        Command::Stories(command) => command.execute(&context),
        Command::Show(command) => command.execute(&context),
        Command::Diff(command) => command.execute(&context),
        Command::Sources(command) => command.execute(&context),
        Command::Stats(command) => command.execute(&context),
        Command::Alerts(command) => command.execute(&context),
        Command::Topics(command) => command.execute(&context),
        Command::Sql(command) => command.execute(&context),
        Command::Schema(command) => command.execute(&context),
        Command::Import(command) => command.execute(&context),
        Command::Reprocess(command) => command.execute(&context),
        Command::Retag(command) => command.execute(&context),
        Command::Export(command) => command.execute(&context),
        Command::Parse(command) => command.execute(&context),
        Command::Extract(command) => command.execute(&context),
        Command::Tag(command) => command.execute(&context),
        Command::Key(command) => command.execute(&context),
        Command::Demo(command) => command.execute(&context),
        Command::Man(command) => command.execute(),
        Command::Mcp(command) => command.execute(&context),
        Command::Completions(command) => command.execute(),
    }
}

/// Prints an error to stderr, with its causes; a report of configuration mistakes brings its own shape.
fn report(error: &anyhow::Error) {
    let mut stderr = anstream::stderr();
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let written = match error.downcast_ref::<ConfigError>() {
        Some(mistakes) => writeln!(stderr, "{}", mistakes.coloured()),
        None => writeln!(stderr, "{red}error{red:#}: {error:#}"),
    };
    // When stderr is gone there is nobody left to tell.
    let _ = written;
}

/// A line for the user on stderr, beside the result.
fn complain(text: &str) {
    // When stderr is gone there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}
