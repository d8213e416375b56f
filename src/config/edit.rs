//! Adds sources to the configuration file, and changes nothing else in it.
//!
//! A new `[[source]]` may stand at the end of any TOML file, whatever comes before it. So the file keeps every byte that it
//! has, comments, order and line ends, and gets a few lines more. The whole is checked as a configuration before it takes
//! the place of the old file in one step: whoever is killed in between leaves the old file or the new one.
//!
//! **Invariant**: the only file of this module that writes.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::error::ConfigError;
use super::location::{self, Environment};
use crate::model::{Selectors, SourceId, SourceKind};

/// What a new file begins with.
const HEADER: &str = "\
# The configuration of rasid. What is left out has the value that it has in the built-in configuration, which the
# project's config.toml documents; `rasid check` shows what would run.
";

/// A source to add. What is empty or `None` is left out, so that `[defaults]` hold for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// Its name; free.
    pub id: SourceId,
    /// Its address.
    pub url: String,
    /// What it is; `Auto` is left out.
    pub kind: SourceKind,
    /// The time between two polls, as it is to be written.
    pub every: Option<String>,
    /// The language of its articles.
    pub language: Option<String>,
    /// The country that it is of.
    pub country: Option<String>,
    /// The user's labels.
    pub tags: Vec<String>,
    /// Networks that may be asked, as they are to be written.
    pub allow_private: Vec<String>,
    /// Where the items of a list page stand.
    pub select: Option<Selectors>,
}

impl NewSource {
    /// A source with an id, an address and a kind, and nothing else said.
    #[must_use]
    pub fn new(id: SourceId, url: String, kind: SourceKind) -> Self {
        Self {
            id,
            url,
            kind,
            every: None,
            language: None,
            country: None,
            tags: Vec::new(),
            allow_private: Vec::new(),
            select: None,
        }
    }
}

/// Why a source was not added. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// There is no file, and no place for one.
    #[error("no configuration file, and no home folder to make one in: name one with `-c`")]
    NoPlace,
    /// The file cannot be read or written.
    #[error("cannot write {}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Something is there that another file must not take the place of: a device, a pipe, a folder.
    #[error("{} is no regular file, and is left as it is: name one with `-c`", path.display())]
    NoFile {
        /// What was named.
        path: PathBuf,
    },
    /// The sources are written in a form that nothing can be added to.
    #[error("{} writes its sources as one list, `source = […]`: write each as `[[source]]`", path.display())]
    InlineSources {
        /// The file.
        path: PathBuf,
    },
    /// With the new sources the file would be wrong.
    #[error("the configuration would be wrong with it\n{0}")]
    Wrong(Box<ConfigError>),
}

/// The file that sources are added to, and whether it is there already. `named` is what the user named.
///
/// # Errors
/// There is none, and no folder where one would be found again.
pub fn target(named: Option<&Path>, environment: &[(String, String)]) -> Result<(PathBuf, bool), EditError> {
    let environment = Environment(environment);
    match location::main_file(named, Path::new(""), environment) {
        Some(file) => Ok((file.clone(), file.exists())),
        None => location::new_file(environment).map(|file| (file, false)).ok_or(EditError::NoPlace),
    }
}

/// The lines that stand for these sources in a file.
#[must_use]
pub fn render(sources: &[NewSource]) -> String {
    let mut tables = ArrayOfTables::new();
    for source in sources {
        tables.push(table(source));
    }
    let mut document = DocumentMut::new();
    document.insert("source", Item::ArrayOfTables(tables));
    document.to_string().trim_start().to_owned()
}

/// Adds sources to a file, which is made if it is not there.
///
/// # Errors
/// See [`EditError`]; then the file is as it was.
pub fn add_sources(file: &Path, sources: &[NewSource], environment: &[(String, String)]) -> Result<(), EditError> {
    let failed = |source| EditError::File { path: file.to_owned(), source };
    // A link to the file stays a link.
    let real = if file.exists() { fs::canonicalize(file).map_err(failed)? } else { file.to_owned() };
    refuse_what_is_no_file(&real)?;
    let before = match fs::read_to_string(&real) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => HEADER.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    let is_inline = before
        .parse::<DocumentMut>()
        .is_ok_and(|document| document.get("source").is_some_and(|sources| !sources.is_array_of_tables()));
    if is_inline {
        return Err(EditError::InlineSources { path: file.to_owned() });
    }
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    replace(&real, folder, &with_sources(&before, sources), |draft| {
        // Relative paths in the draft mean what they mean in the file: it lies in the same folder.
        super::load(Some(draft), environment).map(drop).map_err(|error| EditError::Wrong(Box::new(error)))
    })
    .map_err(|error| match error {
        ReplaceError::Refused(error) => error,
        ReplaceError::Io(source) => failed(source),
    })
}

/// A new content is put in the place of the old one, which would turn `/dev/null` into a file for all programs.
fn refuse_what_is_no_file(path: &Path) -> Result<(), EditError> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(EditError::NoFile { path: path.to_owned() }),
        _ => Ok(()),
    }
}

/// A content with sources at its end, in its own manner of ending lines.
fn with_sources(before: &str, sources: &[NewSource]) -> String {
    let newline = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = render(sources).replace('\n', newline);
    let gap = match before {
        "" => "",
        text if text.ends_with('\n') => newline,
        _ => return [before, newline, newline, &lines].concat(),
    };
    [before, gap, &lines].concat()
}

enum ReplaceError {
    Refused(EditError),
    Io(io::Error),
}

impl From<io::Error> for ReplaceError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Puts a content in the place of a file in one step, if it passes a check.
fn replace(
    file: &Path,
    folder: &Path,
    content: &str,
    check: impl FnOnce(&Path) -> Result<(), EditError>,
) -> Result<(), ReplaceError> {
    let mut draft = tempfile::Builder::new().prefix(".rasid-").suffix(".toml").tempfile_in(folder)?;
    draft.write_all(content.as_bytes())?;
    check(draft.path()).map_err(ReplaceError::Refused)?;
    keep_permissions(&draft, file)?;
    draft.as_file().sync_all()?;
    draft.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// Gives the draft the permissions of the file; of a new file those that any new file has.
fn keep_permissions(draft: &NamedTempFile, file: &Path) -> io::Result<()> {
    if let Ok(metadata) = fs::metadata(file) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, fchown};
            // Only root may give files away; whoever may not keeps the file as his own, and can still write it.
            let _ = fchown(draft.as_file(), Some(metadata.uid()), Some(metadata.gid()));
        }
        return draft.as_file().set_permissions(metadata.permissions());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        draft.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}

fn table(source: &NewSource) -> Table {
    let mut table = Table::new();
    table.insert("id", value(source.id.as_str()));
    table.insert("url", value(&source.url));
    if source.kind != SourceKind::Auto {
        table.insert("kind", value(source.kind.as_str()));
    }
    for (key, text) in [("every", &source.every), ("language", &source.language), ("country", &source.country)] {
        if let Some(text) = text {
            table.insert(key, value(text));
        }
    }
    for (key, list) in [("tags", &source.tags), ("allow_private", &source.allow_private)] {
        if !list.is_empty() {
            table.insert(key, value(list.iter().collect::<Array>()));
        }
    }
    if let Some(select) = &source.select {
        table.insert("select", Item::Table(select_table(select)));
    }
    table
}

fn select_table(select: &Selectors) -> Table {
    let mut table = Table::new();
    let keys = [
        ("item", &select.item),
        ("link", &select.link),
        ("link_pattern", &select.link_pattern),
        ("title", &select.title),
        ("date", &select.date),
        ("summary", &select.summary),
    ];
    for (key, text) in keys {
        if let Some(text) = text {
            table.insert(key, value(text));
        }
    }
    table
}

/// Makes an id of the first of some texts that has one in it and is free; where none is, the first with a number.
///
/// # Panics
/// Never: the last resort is a valid id.
#[must_use]
pub fn free_id<'a>(texts: impl IntoIterator<Item = &'a str>, taken: &HashSet<SourceId>) -> SourceId {
    let ids: Vec<SourceId> = texts.into_iter().filter_map(id_of).collect();
    if let Some(free) = ids.iter().find(|id| !taken.contains(id)) {
        return free.clone();
    }
    let stem = ids.first().map_or("source", SourceId::as_str);
    let numbered = (2..).filter_map(|n: u64| SourceId::parse(&format!("{}-{n}", shortened(stem))).ok());
    numbered.into_iter().find(|id| !taken.contains(id)).expect("there are more numbers than sources")
}

/// Room for a number behind an id.
fn shortened(stem: &str) -> &str {
    stem.get(..stem.len().min(56)).unwrap_or(stem)
}

/// The letters and digits of a text as an id, its words joined; `None` for a text in another script, or of one letter.
fn id_of(text: &str) -> Option<SourceId> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    // A few Latin letters of a title in another script ("BBC عربي") would be a name of something else.
    let n_letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let n_latin = lower.chars().filter(char::is_ascii_alphabetic).count();
    if n_latin * 2 < n_letters {
        return None;
    }
    let id: String = words.join("-").chars().take(64).collect();
    SourceId::parse(id.trim_end_matches(['-', '.'])).ok().filter(|id| id.as_str().len() > 1)
}

#[cfg(test)]
mod tests;
