//! Where an export begins and ends, for those that are repeated: each takes what has been stored since the last one.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::cli::complain;
use crate::cli::exit::UsageError;
use crate::store::ExportMark;

/// The cursor before the first article.
const START: &str = "start";

/// Arguments of exports that go on.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct CursorArguments {
    /// Only what was stored after this cursor, in that order; `start` begins. The next cursor is told on stderr
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
    /// Keep the cursor in this file: the first time everything is exported, then what has been stored since
    #[arg(long, value_name = "FILE", conflicts_with = "after")]
    cursor_file: Option<PathBuf>,
}

/// Where an export begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Beginning {
    /// It is a choice like any other, without an end to go on from.
    Anywhere,
    /// What was stored after this; `None` for all.
    After(Option<ExportMark>),
}

impl CursorArguments {
    /// Whether the export goes on from another, and the next from this one.
    pub(super) fn is_used(&self) -> bool {
        self.after.is_some() || self.cursor_file.is_some()
    }

    pub(super) fn beginning(&self) -> anyhow::Result<Beginning> {
        if let Some(text) = &self.after {
            return Ok(Beginning::After(read(text, "--after")?));
        }
        let Some(path) = &self.cursor_file else { return Ok(Beginning::Anywhere) };
        match fs::read_to_string(path) {
            Ok(text) => Ok(Beginning::After(read(&text, &path.display().to_string())?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Beginning::After(None)),
            Err(error) => Err(error).with_context(|| format!("failed to read {}", path.display())),
        }
    }

    /// Tells or keeps where the next export begins, once this one is written.
    pub(super) fn keep(&self, end: Option<&ExportMark>) -> anyhow::Result<()> {
        let text = end.map_or_else(|| START.to_owned(), ToString::to_string);
        match &self.cursor_file {
            Some(path) => write(path, &text).with_context(|| format!("failed to write {}", path.display())),
            None => {
                complain(&format!("cursor: {text}"));
                Ok(())
            }
        }
    }
}

fn read(text: &str, place: &str) -> Result<Option<ExportMark>, UsageError> {
    let text = text.trim();
    if text == START {
        return Ok(None);
    }
    let mark = ExportMark::parse(text);
    mark.map(Some).ok_or_else(|| {
        UsageError(format!("{place}: `{text}` is no cursor: give one that `rasid export` told, or `{START}`"))
    })
}

/// Puts a file in the place of the old one: whoever is killed meanwhile leaves one or the other.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{text}")?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
