//! `rasid alerts`: how the alerts are, what they would say, and whether they are heard.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::Subcommand;
use jiff::Timestamp;

use super::context::{Context, stdout};
use super::exit::{Exit, UsageError};
use super::listing::Shape;
use crate::config::{Alert, Config, Recipient, Watch, WebhookFormat};
use crate::daemon::alerting::{self, Attended, Wishes};
use crate::daemon::{runtime, tools};
use crate::query::cases::alerts::{self as cases, Look};
use crate::serve::alerts::{Message, deliver, hypertext, written};
use crate::store::{AlertState, ArticleId, Store};
use crate::text::likeness::nearest;

/// Articles that a trial tells of.
const N_TRIED: u32 = 3;

/// Arguments of `rasid alerts`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid alerts list
  rasid alerts show gas --since 2d         what would it say of the last two days?
  rasid alerts test gas                    is it heard? It sends a message about the latest articles
  rasid alerts send                        send what is due now, for those who poll by cron

The daemon sends alerts by itself. docs/alerts.md shows what they look like.")]
pub(super) struct Alerts {
    #[command(subcommand)]
    command: AlertsCommand,
}

#[derive(Debug, Subcommand)]
enum AlertsCommand {
    /// List the alerts of the configuration and how they are
    List(List),
    /// Print the message that an alert would send now, and send nothing
    Show(Show),
    /// Send a message about the latest articles now, marked as a test
    Test(Test),
    /// Send what is due now; ends with 5 if some message was not taken
    Send(Send),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid alerts list
  rasid alerts list --format json

`messages` were taken; `error` says why the last attempt failed, `next try` when the next one is made.")]
struct List {
    #[command(flatten)]
    shape: Shape,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid alerts show gas
  rasid alerts show gas --since 2d --format html > message.html

Ends with 4 if there is nothing to tell.")]
struct Show {
    /// The id of the alert
    #[arg(value_name = "ID")]
    id: String,
    /// As if it had told nothing since then: 2026-11-01, 7d, yesterday
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// As what: text, html as in mail, or what is posted: json or slack. Without it, as the alert would
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "html", "json", "slack"])]
    format: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid alerts test gas

What is sent is marked as a test, and nothing of it is remembered. Ends with 1 if it was not taken.")]
struct Test {
    /// The id of the alert
    #[arg(value_name = "ID")]
    id: String,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid alerts send
  rasid poll && rasid alerts send

Not beside a daemon, which does the same: both might tell.")]
struct Send {}

impl Alerts {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        match self.command {
            AlertsCommand::List(command) => command.execute(context),
            AlertsCommand::Show(command) => command.execute(context),
            AlertsCommand::Test(command) => command.execute(context),
            AlertsCommand::Send(_) => send(context),
        }
    }
}

impl List {
    fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config_without_topics()?;
        let collection = context.collection()?;
        let n_listed = self.shape.write(context, cases::listing(&collection, &config.alerts, context.clock.now())?)?;
        if n_listed == 0 {
            super::complain("the configuration has no alerts: an [[alert]] makes one");
        }
        Ok(Exit::Done)
    }
}

impl Show {
    fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let (config, collection, now) = (context.config()?, context.collection()?, context.clock.now());
        let alert = named(&config, &self.id)?;
        let state = match context.since(self.since.as_deref())? {
            Some(since) => AlertState::beginning(since, ArticleId(collection.stored_since(since)?.0 - 1)),
            None => state_of(&collection, alert, now)?,
        };
        let look = cases::look(&collection, &config, alert, &state, now)?;
        let Some(message) = Message::of(alert, &look, &config, now) else {
            super::complain(&silence(alert, &look, self.since.is_some()));
            return Ok(Exit::NothingMatched);
        };
        let text = match (self.format.as_deref(), &alert.to) {
            (Some("html"), _) => hypertext(&message),
            (Some(format), _) => written(&message, WebhookFormat::from_name(format).unwrap_or(WebhookFormat::Text)),
            (None, Recipient::Webhook(to)) => written(&message, to.format),
            (None, Recipient::Mail(_)) => written(&message, WebhookFormat::Text),
        };
        writeln!(stdout(), "{}", text.trim_end()).context("failed to write the message")?;
        Ok(Exit::Done)
    }
}

impl Test {
    fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let (config, collection, now) = (context.config()?, context.collection()?, context.clock.now());
        let alert = named(&config, &self.id)?;
        let news = cases::latest(&collection, &config, alert, N_TRIED, now)?;
        let message = Message::trial(alert, news, &config, now);
        let fetcher = tools::build(&config, context.clock.clone())?.fetcher;
        runtime::start()?
            .block_on(deliver(&fetcher, &config, alert, &message))
            .map_err(|error| anyhow!("alert {} was not heard: {error}", alert.id))?;
        super::complain(&format!("sent: {}", message.subject()));
        Ok(Exit::Done)
    }
}

fn send(context: &Context) -> anyhow::Result<Exit> {
    let config = context.config()?;
    let store = context.store(&config)?;
    let fetcher = tools::build(&config, context.clock.clone())?.fetcher;
    let wishes = Arc::new(Wishes { config: Arc::new(config), fetcher });
    let runtime = runtime::start()?;
    let mut has_failed = false;
    for alert in &wishes.config.alerts {
        match runtime.block_on(alerting::attend(&wishes, &store, alert, context.clock.now()))? {
            Attended::NotDue | Attended::Nothing => {}
            Attended::Told(subject) => super::complain(&format!("{}: sent `{subject}`", alert.id)),
            Attended::Failed(error) => {
                has_failed = true;
                super::complain(&format!("{} was not heard and will try again: {error}", alert.id));
            }
        }
    }
    Ok(if has_failed { Exit::SomeFailed } else { Exit::Done })
}

/// Where an alert stands; where the daemon has not seen it yet, it would begin now.
fn state_of(collection: &Store, alert: &Alert, now: Timestamp) -> anyhow::Result<AlertState> {
    let stored = collection.alert(&alert.id)?;
    let last = collection.last_stored()?.unwrap_or(ArticleId(0));
    Ok(stored.unwrap_or_else(|| AlertState::beginning(now, last)))
}

fn silence(alert: &Alert, look: &Look, has_since: bool) -> String {
    if let (Watch::Articles { .. }, true) = (&alert.watch, has_since) {
        return "nothing to tell: what was older than `max_age` when it came in is no news".to_owned();
    }
    let known = if look.told.is_empty() { "" } else { "; what holds was told already" };
    let hint = if has_since { "" } else { "; `--since 1d` looks further back" };
    format!("nothing to tell{known}{hint}")
}

fn named<'c>(config: &'c Config, id: &str) -> Result<&'c Alert, UsageError> {
    let found = config.alerts.iter().find(|alert| alert.id.as_str() == id);
    found.ok_or_else(|| {
        let ids: Vec<&str> = config.alerts.iter().map(|alert| alert.id.as_str()).collect();
        let hint = match nearest(id, &ids) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`rasid alerts list` lists them".to_owned(),
        };
        UsageError(format!("no alert `{id}` in the configuration; {hint}"))
    })
}
