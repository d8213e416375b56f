//! Reads all texts that a configuration consists of.
//!
//! **Invariant**: no other file of this program reads a file for the configuration.

use std::fs;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeTable;

use super::builtin;
use super::document;
use super::location::Environment;
use super::mistakes::{Fault, Mistake, Mistakes};
use super::raw;
use super::shape;
use super::texts::{Role, Text, Texts, VARIABLE_PREFIX};

/// Variables of the program that set no key: the first names the file, the others are defaults of flags.
const NO_KEYS: [&str; 3] = ["RASID_CONFIG", "RASID_LOG", "RASID_LOG_FORMAT"];

/// Everything that was read.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// In order of precedence, the weakest first.
    pub(super) texts: Texts,
    /// The files among them, the main one first.
    pub(super) files: Vec<PathBuf>,
}

/// Reads the built-in defaults, the main file (`None`: the built-in one), what it includes, and the environment.
pub(super) fn gather(main: Option<&Path>, environment: Environment<'_>, mistakes: &mut Mistakes) -> Gathered {
    let mut gathered = Gathered::default();
    gathered.texts.add(Role::Defaults, builtin::CONFIG_NAME, builtin::CONFIG);
    match main {
        Some(file) => {
            let patterns = gathered.main_file(file, mistakes);
            let folder = file.parent().unwrap_or(Path::new(""));
            match patterns {
                Some(patterns) => gathered.included_files(folder, &patterns, mistakes),
                None => gathered.topic_packs(folder, mistakes),
            }
        }
        None => {
            gathered.texts.add(Role::Main, builtin::CONFIG_NAME, builtin::CONFIG);
            gathered.built_in_packs();
        }
    }
    gathered.variables(environment);
    gathered
}

/// Whether a text holds topics and lists, and nothing else.
pub(super) fn is_topic_pack(text: &Text) -> bool {
    const OTHERS: [&str; 4] = ["[[source", "[[group", "[[site", "[[search"];
    text.role == Role::Included && !OTHERS.iter().any(|header| text.content.contains(header))
}

/// The same without what the main file includes.
pub(super) fn gather_main(main: Option<&Path>, environment: Environment<'_>, mistakes: &mut Mistakes) -> Gathered {
    let mut gathered = Gathered::default();
    gathered.texts.add(Role::Defaults, builtin::CONFIG_NAME, builtin::CONFIG);
    if let Some(file) = main {
        gathered.main_file(file, mistakes);
    }
    gathered.variables(environment);
    gathered
}

impl Gathered {
    /// Reads a file of rules that are to be tried.
    pub(super) fn tried(&mut self, file: &Path, mistakes: &mut Mistakes) {
        if !file.exists() {
            let message = format!("`{}` is neither a topic nor a file", file.display());
            let fault = Fault::new(message, "name a topic (`rasid topics list`), or a file with `[[topic]]` tables");
            mistakes.note(Mistake { fault, place: None, other: None });
        } else if let Some(content) = self.read(file, mistakes) {
            self.texts.add(Role::Tried, file.display().to_string(), content);
        }
    }

    /// Reads the main file and gives back what it includes, if it says anything about that.
    fn main_file(&mut self, file: &Path, mistakes: &mut Mistakes) -> Option<Vec<raw::Text>> {
        let content = self.read(file, mistakes).unwrap_or_default();
        let text = self.texts.add(Role::Main, file.display().to_string(), content);
        // The syntax is judged when all texts are there.
        let mut root = document::parse(text, &mut Mistakes::default());
        include_patterns(&mut root, mistakes)
    }

    fn included_files(&mut self, folder: &Path, patterns: &[raw::Text], mistakes: &mut Mistakes) {
        for pattern in patterns {
            let Some(files) = mistakes.check(pattern, |pattern| matching_files(folder, pattern)) else { continue };
            for file in files {
                if !self.files.contains(&file)
                    && let Some(content) = self.read(&file, mistakes)
                {
                    self.texts.add(Role::Included, file.display().to_string(), content);
                }
            }
        }
    }

    /// Includes what the built-in file includes; where there are no such files, the packs that are built in.
    fn topic_packs(&mut self, folder: &Path, mistakes: &mut Mistakes) {
        let mut defaults = DeTable::parse(builtin::CONFIG).map(Spanned::into_inner).unwrap_or_default();
        let patterns = include_patterns(&mut defaults, mistakes).unwrap_or_default();
        let found = patterns.into_iter().filter(|pattern| matching_files(folder, pattern.get_ref()).is_ok());
        let found: Vec<raw::Text> = found.collect();
        if found.is_empty() {
            self.built_in_packs();
        } else {
            self.included_files(folder, &found, mistakes);
        }
    }

    fn built_in_packs(&mut self) {
        for &(name, content) in builtin::TOPIC_PACKS {
            self.texts.add(Role::Included, name, content);
        }
    }

    fn variables(&mut self, environment: Environment<'_>) {
        for (name, value) in environment.iter() {
            if name.starts_with(VARIABLE_PREFIX) && !NO_KEYS.contains(&name) {
                self.texts.add(Role::Variable, "environment", format!("{name}={value}"));
            }
        }
    }

    /// Reads a file and remembers that it was asked for.
    fn read(&mut self, file: &Path, mistakes: &mut Mistakes) -> Option<String> {
        self.files.push(file.to_owned());
        let fault = match fs::read(file).map(String::from_utf8) {
            Ok(Ok(content)) => return Some(content),
            Ok(Err(error)) => not_utf8(file, error.as_bytes(), error.utf8_error().valid_up_to()),
            Err(error) => unreadable(file, &error),
        };
        mistakes.note(Mistake { fault, place: None, other: None });
        None
    }
}

fn include_patterns(root: &mut DeTable<'_>, mistakes: &mut Mistakes) -> Option<Vec<raw::Text>> {
    root.get_mut("include").map(|include| shape::read(include, mistakes).value.unwrap_or_default())
}

/// The files that match a pattern below a folder, in order of their names.
fn matching_files(folder: &Path, pattern: &str) -> Result<Vec<PathBuf>, Fault> {
    let folder_pattern = glob::Pattern::escape(&folder.to_string_lossy());
    let whole = Path::new(&folder_pattern).join(pattern);
    let paths = glob::glob(&whole.to_string_lossy())
        .map_err(|error| Fault::new(format!("bad file pattern: {}", error.msg), "`*` stands for any name"))?;
    let files: Vec<PathBuf> = paths.filter_map(Result::ok).filter(|path| path.is_file()).collect();
    if files.is_empty() {
        let looked_for = folder.join(pattern);
        let hint = format!(
            "looked for `{}`; leave out `include` to use the topics that are built in, or write `include = []`",
            looked_for.display()
        );
        return Err(Fault::new("no file matches", hint));
    }
    Ok(files)
}

fn unreadable(file: &Path, error: &std::io::Error) -> Fault {
    let file = file.display();
    match error.kind() {
        std::io::ErrorKind::NotFound => Fault::new(
            format!("the configuration file `{file}` does not exist"),
            "name another with `-c`, or none to use the built-in one",
        ),
        _ => Fault::plain(format!("cannot read `{file}`: {error}")),
    }
}

fn not_utf8(file: &Path, bytes: &[u8], valid_up_to: usize) -> Fault {
    let newlines = bytes.iter().take(valid_up_to).filter(|byte| **byte == b'\n').count();
    let message = format!("`{}` is not UTF-8 from line {} on", file.display(), newlines + 1);
    Fault::new(message, "save it as UTF-8")
}
