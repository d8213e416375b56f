//! Where the configuration is, and which folder its paths start from.

use std::path::{Path, PathBuf};

/// The program's name in the folders of the system.
const PROGRAM: &str = "rasid";

const FILE_NAME: &str = "config.toml";

/// The folder of the system's configuration.
const SYSTEM_FOLDER: &str = "/etc/rasid";

/// The folder of the system's data.
const SYSTEM_DATA: &str = "/var/lib/rasid";

/// The variables that this process was started with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Environment<'e>(pub(super) &'e [(String, String)]);

impl<'e> Environment<'e> {
    /// A variable's value; an empty one counts as none.
    pub(super) fn value(&self, name: &str) -> Option<&'e str> {
        self.0.iter().find(|(own, value)| own == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// All variables that have a value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'e str, &'e str)> {
        self.0.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A folder of the user's: what an absolute `variable` says, else `below` the home folder.
    fn user_folder(&self, variable: &str, below: &str) -> Option<PathBuf> {
        let stated = self.value(variable).map(PathBuf::from).filter(|folder| folder.is_absolute());
        stated.or_else(|| self.home().map(|home| home.join(below))).map(|folder| folder.join(PROGRAM))
    }

    fn user_config(&self) -> Option<PathBuf> {
        self.user_folder("XDG_CONFIG_HOME", ".config")
    }

    fn user_data(&self) -> Option<PathBuf> {
        self.user_folder("XDG_DATA_HOME", ".local/share")
    }

    fn home(&self) -> Option<&'e Path> {
        self.value("HOME").map(Path::new)
    }

    /// A path as a shell would read it: `~/` is the home folder.
    pub(super) fn expand(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), self.home()) {
            (Some(below), Some(home)) => home.join(below),
            _ => PathBuf::from(path),
        }
    }
}

/// The main file: the one named, else by `RASID_CONFIG`, else the first that exists, beginning with the one in the
/// folder `here`; `None` for the built-in one.
///
/// One that is named need not exist: reading it will then tell.
pub(super) fn main_file(named: Option<&Path>, here: &Path, environment: Environment<'_>) -> Option<PathBuf> {
    let named = named.map(Path::to_owned).or_else(|| environment.value("RASID_CONFIG").map(PathBuf::from));
    let usual = [Some(here.to_owned()), environment.user_config(), Some(PathBuf::from(SYSTEM_FOLDER))];
    named.or_else(|| usual.into_iter().flatten().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file()))
}

/// Where a new main file is found again, whatever the working folder: the user's own.
pub(super) fn new_file(environment: Environment<'_>) -> Option<PathBuf> {
    environment.user_config().map(|folder| folder.join(FILE_NAME))
}

/// The folder that a relative database path starts from.
///
/// It is the folder of the configuration file, but for the folders that are meant for configuration alone and for the
/// built-in one: their data lies where the system or the user keeps data, whatever the working folder, so that daemon
/// and shell open the same database. systemd has the last word.
pub(super) fn data_folder(file: Option<&Path>, environment: Environment<'_>) -> PathBuf {
    let folder = file.and_then(Path::parent);
    let of_service = environment.value("STATE_DIRECTORY").and_then(|folders| folders.split(':').next());
    if let Some(state) = of_service {
        PathBuf::from(state)
    } else if folder == Some(Path::new(SYSTEM_FOLDER)) {
        PathBuf::from(SYSTEM_DATA)
    } else if folder.is_none() || folder == environment.user_config().as_deref() {
        environment.user_data().unwrap_or_default()
    } else {
        folder.unwrap_or(Path::new("")).to_owned()
    }
}
