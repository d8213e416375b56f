//! The pages of `tests/corpus` and what is true of them, as `corpus.toml` and the marks in the pages say.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What begins a line of the text, up to the line's end.
const MARK: &str = "<!--+-->";

/// Everything that is known of all pages.
#[derive(Debug)]
pub(super) struct Corpus {
    /// When the pages were fetched.
    pub(super) fetched_at: String,
    /// The pages, in the order of `corpus.toml`.
    pub(super) pages: Vec<Expected>,
    /// Every page and `corpus.toml`, by name, as they stand on the disk.
    pub(super) sources: Vec<(String, String)>,
}

/// What a page says.
#[derive(Debug)]
pub(super) struct Expected {
    /// Its path from the corpus's folder.
    pub(super) file: String,
    /// The failure that it shows.
    pub(super) class: String,
    /// The language of its text, a two-letter code.
    pub(super) language: String,
    pub(super) url: String,
    /// `None` is not compared.
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    /// A day or an instant; `None` where any date is wrong.
    pub(super) published: Option<String>,
    /// As `rasid extract` calls it.
    pub(super) kind: String,
    /// The lines of its text; none are compared where none are marked.
    pub(super) text: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    fetched_at: String,
    page: Vec<WrittenPage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPage {
    file: String,
    class: String,
    url: String,
    title: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    published: Option<String>,
    kind: Option<String>,
    text: Option<String>,
}

impl Corpus {
    /// Reads everything from the disk.
    pub(super) fn read() -> Self {
        let read = |file: String| {
            let content = content(&file);
            (file, content)
        };
        let sources = files().into_iter().filter(|file| !file.ends_with(".md")).map(read).collect();
        let written: Written = toml::from_str(&content("corpus.toml")).unwrap_or_else(|error| panic!("{error}"));
        let pages = written.page.into_iter().map(WrittenPage::expected).collect();
        Self { fetched_at: written.fetched_at, pages, sources }
    }
}

impl WrittenPage {
    fn expected(self) -> Expected {
        let (language, _) = self.file.split_once('/').unwrap_or_else(|| panic!("{} is in no folder", self.file));
        let text = match &self.text {
            Some(text) => text.lines().map(str::to_owned).collect(),
            None => marked_lines(&content(&self.file)),
        };
        Expected {
            language: language.to_owned(),
            class: self.class,
            url: self.url,
            title: self.title,
            authors: self.authors,
            published: self.published,
            kind: self.kind.unwrap_or_else(|| "article".to_owned()),
            text,
            file: self.file,
        }
    }
}

/// Where the pages are.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// Every file below the folder, by its path from there, sorted.
pub(super) fn files() -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder()).expect("the corpus is there") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        if !path.is_dir() {
            files.push(name);
            continue;
        }
        for page in fs::read_dir(&path).expect("the folder can be read") {
            let page = page.expect("the folder can be read").file_name();
            files.push(format!("{name}/{}", page.to_string_lossy()));
        }
    }
    files.sort();
    files
}

/// The classes that the README's second table explains, in its order.
pub(super) fn explained_classes() -> Vec<String> {
    let readme = content("README.md");
    let table = readme.split("| class | the failure |").nth(1).expect("there is such a table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.filter_map(|row| row.split('`').nth(1)).map(str::to_owned).collect()
}

fn content(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn marked_lines(html: &str) -> Vec<String> {
    html.lines().filter_map(|line| line.split_once(MARK)).map(|(_, text)| plain(text)).collect()
}

/// The words of a line of HTML. Tags within a word go, other tags and all references part words; only words are compared.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let html = html.replace("&shy;", "");
    for piece in html.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !matches!(name.as_str(), "a" | "b" | "em" | "i" | "span" | "strong") {
            text.push(' ');
        }
        let mut is_reference = false;
        text.extend(words.chars().map(|c| {
            is_reference = c == '&' || (is_reference && c != ';');
            if is_reference || c == ';' { ' ' } else { c }
        }));
    }
    text.trim().to_owned()
}

#[test]
fn tags_within_words_go_and_others_part_them() {
    assert_eq!(plain("<p><span class=cap>T</span>he <b>Seil&shy;bahn</b>&mdash;x</p>"), "The Seilbahn       x");
    assert_eq!(plain("<tr><td>one</td><td>two</td></tr>").split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
}
