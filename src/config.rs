//! `config.toml` to a checked [`Config`], or to a report of all that is wrong with it, each with its line and how to
//! mend it.
//!
//! The way: `location` finds the file, `gather` reads it with what it includes and the environment into `texts`,
//! `document` makes TOML tables of them, `layers` lays these over one another, `shape` turns tables into the structs of
//! `raw`, and `check` those into `settings`. Everything that is wrong on the way goes to `mistakes`; `error` shows it.
//!
//! The decision to question: spans are places among *all* texts. That makes merging simple, and a mistake in an
//! environment variable is shown under its text as one in a file is.
//!
//! **Invariants**: this module alone reads configuration files and the environment; only `edit` writes, and only what a
//! user asked for; there are no globals: callers pass on the sections that matter.

mod builtin;
mod check;
mod document;
pub mod edit;
mod error;
mod gather;
mod layers;
mod location;
mod mistakes;
mod raw;
mod secret_file;
mod settings;
mod shape;
mod texts;
mod written;

use std::path::{Path, PathBuf};

pub use error::ConfigError;
pub use settings::{
    Alert, AlertPace, CalendarJob, Choice, Config, DaemonConfig, Defaults, FetchConfig, LogFormat, LogLevel,
    MailConfig, MessageLanguage, OpinionConfig, PublicHub, Recipient, SavedSearch, StoreConfig, Task, Watch, WatchKind,
    WebConfig, Webhook, WebhookFormat,
};

use check::Surroundings;
use gather::Gathered;
use location::Environment;
use mistakes::Mistakes;
use raw::RawConfig;
use texts::{Role, Span, Texts};

use crate::model::TopicId;

/// Finds, reads and checks the configuration.
///
/// The file is `file`, else what `RASID_CONFIG` names, else the first of `./config.toml`,
/// `$XDG_CONFIG_HOME/rasid/config.toml` (`~/.config`) and `/etc/rasid/config.toml` that exists, else the built-in one.
/// Variables named `RASID_SECTION_KEY` win over the file.
///
/// # Errors
/// All mistakes at once.
pub fn load(file: Option<&Path>, environment: &[(String, String)]) -> Result<Config, ConfigError> {
    let environment = Environment(environment);
    let main = location::main_file(file, Path::new(""), environment);
    read(main.as_deref(), None, environment).map(|trial| trial.config)
}

/// Reads the configuration as [`load`] does, and a file of rules that are to be tried in it: a topic or list of a name that
/// the configuration knows takes its place, others are added.
///
/// # Errors
/// All mistakes at once.
pub fn load_trial(file: Option<&Path>, environment: &[(String, String)], rules: &Path) -> Result<Trial, ConfigError> {
    let environment = Environment(environment);
    let main = location::main_file(file, Path::new(""), environment);
    read(main.as_deref(), Some(&Rules::File(rules)), environment)
}

/// The same with rules that stand in no file yet, in the configuration whose files are `files`, the main one first (none:
/// the built-in one). A mistake in them is located by `name`.
///
/// # Errors
/// All mistakes at once.
pub fn try_rules(
    files: &[PathBuf],
    environment: &[(String, String)],
    name: &str,
    rules: &str,
) -> Result<Trial, ConfigError> {
    let rules = Rules::Written { name, text: rules };
    read(files.first().map(PathBuf::as_path), Some(&rules), Environment(environment))
}

/// The table of a topic as it is written in the configuration whose files are `files`, with its comments; `None` where no
/// file has it any more.
#[must_use]
pub fn written_topic(files: &[PathBuf], environment: &[(String, String)], topic: &TopicId) -> Option<String> {
    let mut mistakes = Mistakes::default();
    let main = files.first().map(PathBuf::as_path);
    let Gathered { texts, .. } = gather::gather(main, Environment(environment), &mut mistakes);
    texts.iter().filter(|text| text.role != Role::Variable).find_map(|text| written::topic(&text.content, topic))
}

/// Rules that are tried.
enum Rules<'a> {
    File(&'a Path),
    Written { name: &'a str, text: &'a str },
}

/// Reads the configuration that sources are to be added to: as [`load`], but where the file that is named does not exist,
/// the built-in settings hold, without its sources.
///
/// # Errors
/// All mistakes at once.
pub fn load_to_edit(file: Option<&Path>, environment: &[(String, String)]) -> Result<Config, ConfigError> {
    let environment = Environment(environment);
    match location::main_file(file, Path::new(""), environment) {
        Some(main) if main.exists() => read(Some(&main), None, environment).map(|trial| trial.config),
        _ => Ok(Config { sources: Vec::new(), disabled: Vec::new(), ..read(None, None, environment)?.config }),
    }
}

/// Reads the configuration as [`load`] does, without its topics: they take longer to compile than a page to be read.
///
/// # Errors
/// All mistakes at once, but for those in topics and lists.
pub fn load_without_topics(file: Option<&Path>, environment: &[(String, String)]) -> Result<Config, ConfigError> {
    let environment = Environment(environment);
    let main = location::main_file(file, Path::new(""), environment);
    let mut mistakes = Mistakes::default();
    let Gathered { mut texts, files } = gather::gather(main.as_deref(), environment, &mut mistakes);
    texts.leave_out(gather::is_topic_pack);
    let mut raw = layers::assemble(&texts, &mut mistakes);
    raw.leave_out_topics();
    let folders = Folders::of(main.as_deref(), environment);
    let topics = check::Topics::LeftOut;
    match check::check(&raw, topics, folders.around(&texts, environment), &mut mistakes) {
        Some(config) if mistakes.is_empty() => Ok(Config { files, ..config }),
        _ => Err(ConfigError::new(texts, mistakes)),
    }
}

/// Reads where the collection lies, and nothing else: thirty topics in eleven languages take longer to compile than most
/// questions take to answer, and a mistake in one of them must not keep anybody from the collection.
///
/// # Errors
/// All mistakes in the main file's syntax, its keys, and its section `[store]`.
pub fn load_store(file: Option<&Path>, environment: &[(String, String)]) -> Result<StoreConfig, ConfigError> {
    let environment = Environment(environment);
    let main = location::main_file(file, Path::new(""), environment);
    let mut mistakes = Mistakes::default();
    let Gathered { texts, .. } = gather::gather_main(main.as_deref(), environment, &mut mistakes);
    let raw = layers::assemble(&texts, &mut mistakes);
    let folders = Folders::of(main.as_deref(), environment);
    match check::store(&raw, folders.around(&texts, environment), &mut mistakes) {
        Some(store) if mistakes.is_empty() => Ok(store),
        _ => Err(ConfigError::new(texts, mistakes)),
    }
}

/// A configuration with rules that are tried in it.
#[derive(Debug, Clone)]
pub struct Trial {
    /// As it would be with these rules.
    pub config: Config,
    /// The topics that the file of rules holds, in its order.
    pub tried: Vec<TopicId>,
}

/// Reads and checks a file with all that belongs to it; `None` is the built-in one.
fn read(main: Option<&Path>, tried: Option<&Rules<'_>>, environment: Environment<'_>) -> Result<Trial, ConfigError> {
    let mut mistakes = Mistakes::default();
    let mut gathered = gather::gather(main, environment, &mut mistakes);
    match tried {
        Some(Rules::File(file)) => gathered.tried(file, &mut mistakes),
        Some(Rules::Written { name, text }) => drop(gathered.texts.add(Role::Tried, *name, *text)),
        None => {}
    }
    let Gathered { texts, files } = gathered;
    let raw = layers::assemble(&texts, &mut mistakes);
    let folders = Folders::of(main, environment);
    match check::check(&raw, check::Topics::Read, folders.around(&texts, environment), &mut mistakes) {
        Some(config) if mistakes.is_empty() => {
            Ok(Trial { config: Config { files, ..config }, tried: tried_topics(&raw, &texts) })
        }
        _ => Err(ConfigError::new(texts, mistakes)),
    }
}

/// The folders that paths in a configuration start from.
struct Folders<'a> {
    data: PathBuf,
    config: &'a Path,
}

impl<'a> Folders<'a> {
    fn of(main: Option<&'a Path>, environment: Environment<'_>) -> Self {
        let config = main.and_then(Path::parent).unwrap_or(Path::new(""));
        Self { data: location::data_folder(main, environment), config }
    }

    fn around<'s>(&'s self, texts: &'s Texts, environment: Environment<'s>) -> Surroundings<'s> {
        Surroundings { texts, data_folder: &self.data, config_folder: self.config, environment }
    }
}

fn tried_topics(raw: &RawConfig, texts: &Texts) -> Vec<TopicId> {
    let is_tried = |place: &Span| texts.locate(place).is_some_and(|(text, _)| text.role == Role::Tried);
    let tried = raw.topics.iter().filter(|topic| is_tried(&topic.place));
    let ids = tried.filter_map(|topic| topic.value.as_ref()?.id.as_ref());
    ids.filter_map(|id| TopicId::parse(id.get_ref()).ok()).collect()
}

/// The variables that the process was started with; those that are not Unicode are left out.
#[must_use]
pub fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

#[cfg(test)]
mod tests;
