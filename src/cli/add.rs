//! `rasid add`: from an address to a source in the configuration file.

mod choice;
mod report;

use std::collections::HashSet;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::time::Duration;

use anyhow::bail;
use clap::ValueEnum;
use indicatif::ProgressBar;
use ipnet::IpNet;
use url::{Host, Url};

use super::complain;
use super::context::Context;
use super::exit::{Exit, UsageError};
use crate::config::edit::{self, EditError, NewSource};
use crate::config::{self, Config};
use crate::daemon::{runtime, tools};
use crate::fetch::Failure;
use crate::model::{ErrorKind, LanguageCode, SourceId, SourceKind};
use crate::poll::discovery::{self, Candidate, Question};
use crate::text;
use choice::Answer;

/// Networks that a name may lead to with `--allow-private`: what homes and offices use.
const PRIVATE_NETWORKS: &[&str] =
    &["10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"];

/// How often the sign of life moves.
const TICK: Duration = Duration::from_millis(120);

/// Arguments of `rasid add`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid add example.org                      finds its feed, sitemap or list, shows it, and asks
  rasid add https://example.org/world/ --kind list --every 15m --tag agency
  rasid add example.org --dry-run            only shows what there is
  rasid add example.org --yes --format json  for scripts: writes without asking

Looks for feeds that the page names, then at the usual addresses, then for sitemaps (robots.txt), and takes the page itself
as a list where there is nothing better. The lines are added at the end of the configuration file in use; everything else
in it stays as it is, byte for byte.

Without a terminal nothing is written unless --yes is given, and that ends with 2. Ends with 1 if nothing was found, with 2
if the address or id is in the configuration already.")]
pub(super) struct Add {
    /// The address of a site, a page, a feed or a sitemap; https:// may be left out
    #[arg(value_name = "URL")]
    url: String,
    /// The source's name; without it one is made from its host or title
    #[arg(long, value_parser = SourceId::parse)]
    id: Option<SourceId>,
    /// What the source must be; without it the best that is found
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// A label of the source; may be repeated
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// The language of its articles, such as ar; without it what the source says
    #[arg(long, value_name = "CODE", value_parser = LanguageCode::parse)]
    language: Option<LanguageCode>,
    /// The time between two polls, such as 15m
    #[arg(long, value_name = "DURATION")]
    every: Option<String>,
    /// Allow an address of your own machine or network
    #[arg(long)]
    allow_private: bool,
    /// Show what would be written, and write nothing
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Write without asking
    #[arg(short, long)]
    yes: bool,
    /// The form of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Form::Table)]
    format: Form,
}

/// A kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// RSS, Atom or JSON Feed
    Feed,
    /// A page of links
    List,
    /// A sitemap
    Sitemap,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Tables, for people
    Table,
    /// One object, for programs
    Json,
}

impl Add {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let environment = config::environment();
        let config = config::load_to_edit(context.config_file(), &environment)?;
        let (file, is_there) = edit::target(context.config_file(), &environment).map_err(usage)?;
        if let Some(id) = self.id.as_ref().filter(|id| taken(&config).contains(id)) {
            return Err(
                UsageError(format!("the configuration has a source `{id}` already: choose another --id")).into()
            );
        }
        let addresses = addresses(&self.url)?;
        refuse_known(&config, addresses.first())?;
        let Some(found) = self.discover(context, &config, &addresses)? else { return Ok(Exit::Interrupted) };
        let (answer, chosen) = self.choose(context, &config, &found, &file)?;
        let source = self.source(&config, chosen);
        if answer == Answer::Write {
            refuse_known(&config, Some(&chosen.url))?;
            edit::add_sources(&file, std::slice::from_ref(&source), &environment).map_err(usage)?;
        }
        if self.format == Form::Json {
            report::write_json(&source, &found, &file, answer == Answer::Write)?;
        }
        self.say(answer, &source, &file, is_there);
        Ok(if answer == Answer::NobodyToAsk { Exit::Usage } else { Exit::Done })
    }

    /// Looks for sources; `None` if Ctrl-C ended that.
    fn discover(
        &self,
        context: &Context,
        config: &Config,
        addresses: &[Url],
    ) -> anyhow::Result<Option<Vec<Candidate>>> {
        let tools = tools::build(config, context.clock.clone())?;
        let mut allow_private = config.defaults.allow_private.clone();
        allow_private.extend(addresses.iter().take(1).flat_map(|url| self.networks(url)));
        let search = async {
            let mut failure = None;
            for url in addresses {
                let question = Question {
                    url,
                    kind: self.kind.map(SourceKind::from),
                    timeout: config.defaults.timeout,
                    allow_private: &allow_private,
                    now: context.clock.now(),
                };
                match discovery::discover(&tools, question).await {
                    Ok(found) => return Ok(found),
                    // The first failure is that of https, which says more.
                    Err(error) if is_of_the_connection(&error) => drop(failure.get_or_insert(error)),
                    Err(error) => return Err(error),
                }
            }
            Err(failure.expect("there is at least one address"))
        };
        // Politeness takes seconds; nothing is shown where there is no terminal.
        let wait = ProgressBar::new_spinner().with_message(format!("looking at {} and around it", self.url));
        wait.enable_steady_tick(TICK);
        let found = runtime::start()?.block_on(async {
            tokio::select! {
                found = search => Some(found),
                _ = tokio::signal::ctrl_c() => None,
            }
        });
        wait.finish_and_clear();
        match found {
            Some(Ok(found)) => Ok(Some(found)),
            Some(Err(failure)) if failure.kind == ErrorKind::ForbiddenAddress => {
                Err(UsageError(format!("{}: {}; here, say --allow-private", self.url, failure.detail)).into())
            }
            Some(Err(failure)) => bail!("{}: {}", self.url, failure.detail),
            None => Ok(None),
        }
    }

    /// The networks that the source may be asked in because the user says so.
    fn networks(&self, url: &Url) -> Vec<IpNet> {
        if !self.allow_private {
            return Vec::new();
        }
        match url.host() {
            Some(Host::Ipv4(address)) => vec![IpNet::from(std::net::IpAddr::from(address))],
            Some(Host::Ipv6(address)) => vec![IpNet::from(std::net::IpAddr::from(address))],
            _ => PRIVATE_NETWORKS.iter().filter_map(|network| network.parse().ok()).collect(),
        }
    }

    /// Shows what was found and settles what happens: on a terminal by asking.
    fn choose<'f>(
        &self,
        context: &Context,
        config: &Config,
        found: &'f [Candidate],
        file: &Path,
    ) -> anyhow::Result<(Answer, &'f Candidate)> {
        let best = found.first().expect("a discovery that finds nothing is an error");
        if self.format == Form::Table {
            report::write_candidates(context, found)?;
            report::write_choice(context, best, &self.source(config, best))?;
        }
        if self.yes || self.dry_run {
            return Ok((if self.yes { Answer::Write } else { Answer::Look }, best));
        }
        let has_somebody = io::stdin().is_terminal() && io::stderr().is_terminal();
        if !has_somebody || self.format == Form::Json {
            return Ok((Answer::NobodyToAsk, best));
        }
        let chosen = choice::ask(found.len(), file)?;
        let candidate = chosen.and_then(|number| found.get(number));
        Ok(candidate.map_or((Answer::Look, best), |candidate| (Answer::Write, candidate)))
    }

    /// The source as it would be written.
    fn source(&self, config: &Config, candidate: &Candidate) -> NewSource {
        let id = self.id.clone().unwrap_or_else(|| free_id(config, candidate));
        let language = self.language.as_ref().or(candidate.language.as_ref());
        NewSource {
            every: self.every.clone(),
            language: language.map(ToString::to_string),
            tags: self.tag.clone(),
            allow_private: self.networks(&candidate.url).iter().map(ToString::to_string).collect(),
            ..NewSource::new(id, candidate.url.to_string(), candidate.kind)
        }
    }

    fn say(&self, answer: Answer, source: &NewSource, file: &Path, is_there: bool) {
        let shown = file.display();
        match answer {
            Answer::Write if is_there => complain(&format!("added `{}` to {shown}", source.id)),
            Answer::Write => complain(&format!(
                "made {shown} with the source `{}`; from now on it is the configuration, and the sources that are built in \
                 are not polled any more",
                source.id
            )),
            Answer::Look if !is_there => complain(&format!(
                "nothing was written; {shown} would be made, and the sources that are built in would not be polled any more"
            )),
            Answer::Look => complain("nothing was written"),
            Answer::NobodyToAsk => {
                complain(&format!("nothing was written: --yes writes this to {shown}, --dry-run only looks"));
            }
        }
        if answer == Answer::Write {
            complain("`rasid poll` polls it now; a running daemon takes it up on SIGHUP (`systemctl reload rasid`)");
        }
    }
}

impl From<Kind> for SourceKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Feed => Self::Feed,
            Kind::List => Self::List,
            Kind::Sitemap => Self::Sitemap,
        }
    }
}

/// The addresses to try: what was typed, or for one without a scheme https and then http.
fn addresses(typed: &str) -> Result<Vec<Url>, UsageError> {
    let typed = typed.trim();
    let written: Vec<String> = match typed.split_once("://") {
        Some(("feed", rest)) => vec![format!("https://{rest}"), format!("http://{rest}")],
        Some(_) => vec![typed.to_owned()],
        None => vec![format!("https://{typed}"), format!("http://{typed}")],
    };
    let bad = |reason: String| UsageError(format!("`{typed}` is no address: {reason}"));
    let parsed = written.iter().map(|address| {
        let url = Url::parse(address).map_err(|error| bad(error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(bad(format!("sources are read over http and https, not `{}`", url.scheme())));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(bad("leave out what stands before the `@`, addresses are shown in lists and logs".to_owned()));
        }
        Ok(url)
    });
    parsed.collect()
}

/// Whether another scheme may help.
fn is_of_the_connection(failure: &Failure) -> bool {
    matches!(failure.kind, ErrorKind::Connect | ErrorKind::Tls | ErrorKind::Timeout | ErrorKind::Protocol)
}

fn taken(config: &Config) -> HashSet<SourceId> {
    config.sources.iter().map(|source| &source.id).chain(&config.disabled).cloned().collect()
}

fn refuse_known(config: &Config, url: Option<&Url>) -> Result<(), UsageError> {
    let Some(url) = url else { return Ok(()) };
    let key = text::url::key(url);
    let is_same = |address: &str| Url::parse(address).is_ok_and(|known| text::url::key(&known) == key);
    match config.sources.iter().find(|source| is_same(&source.url)) {
        Some(known) => Err(UsageError(format!(
            "{url} is the source `{}` already; `rasid poll {}` polls it now",
            known.id, known.id
        ))),
        None => Ok(()),
    }
}

/// A name from the host, with the language or the title where that is taken.
fn free_id(config: &Config, candidate: &Candidate) -> SourceId {
    let host = candidate.url.host_str().unwrap_or_default();
    let stem = text::url::site_name(host);
    let title = candidate.title.clone().unwrap_or_default();
    let language = candidate.language.as_ref().map(|code| format!("{stem} {code}")).unwrap_or_default();
    let path = format!("{stem} {}", candidate.url.path());
    edit::free_id([stem, &language, &title, &path].into_iter().filter(|text| !text.is_empty()), &taken(config))
}

/// What the user can mend is a mistake of usage.
pub(super) fn usage(error: EditError) -> anyhow::Error {
    match error {
        EditError::File { .. } => error.into(),
        other => UsageError(other.to_string()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_as_people_type_them() {
        let check = |typed: &str, expected: &[&str]| {
            let found = addresses(typed).expect(typed);
            assert_eq!(found.iter().map(Url::as_str).collect::<Vec<_>>(), expected, "{typed}");
        };
        check("example.org", &["https://example.org/", "http://example.org/"]);
        check(" localhost:8080/x ", &["https://localhost:8080/x", "http://localhost:8080/x"]);
        check("http://example.org/a?b", &["http://example.org/a?b"]);
        check("feed://example.org/", &["https://example.org/", "http://example.org/"]);
        for bad in ["", "ftp://example.org/", "https://u:p@example.org/", "a b"] {
            assert!(addresses(bad).is_err(), "{bad}");
        }
    }
}
