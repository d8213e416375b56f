//! Secrets, each in a file of its own, so that the configuration can be shown and shared.

use std::path::{Path, PathBuf};

use super::location::Environment;
use super::mistakes::Fault;
use crate::model::Secret;

/// Where systemd puts the files that `LoadCredential=` names, for the service alone.
const CREDENTIALS_FOLDER: &str = "CREDENTIALS_DIRECTORY";

/// The first line of a file. A relative path starts from systemd's folder of credentials if such a file is there, else from
/// `folder`; `~/` is the home folder.
pub(super) fn read(written: &str, folder: &Path, environment: Environment<'_>) -> Result<Secret, Fault> {
    let file = locate(written, folder, environment);
    let content = std::fs::read_to_string(&file).map_err(|error| unreadable(&file, &error))?;
    let line = content.lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        let message = format!("the file `{}` begins with an empty line", file.display());
        return Err(Fault::new(message, "its first line is the secret"));
    }
    Ok(Secret::new(line.to_owned()))
}

fn locate(written: &str, folder: &Path, environment: Environment<'_>) -> PathBuf {
    let path = environment.expand(written);
    let credential = environment.value(CREDENTIALS_FOLDER).map(|folder| Path::new(folder).join(&path));
    credential.filter(|file| file.is_file()).unwrap_or_else(|| folder.join(path))
}

fn unreadable(file: &Path, error: &std::io::Error) -> Fault {
    let message = format!("cannot read `{}`: {error}", file.display());
    Fault::new(message, "a relative path starts from the folder of the configuration file")
}
