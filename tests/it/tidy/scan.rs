//! The source files as the rules want them: with comments and literals blanked, tests cut out, lines countable.

use std::fmt;
use std::fs;
use std::path::Path;

/// A file below `src/`.
pub(super) struct SourceFile {
    /// Its path from the root of the repository, with `/`.
    pub(super) path: String,
    /// Its place in the crate: `["text", "fold"]`; empty for `lib.rs`, `["main"]` for `main.rs`.
    pub(super) module: Vec<String>,
    /// The file as it stands.
    pub(super) raw: String,
    /// The file with comments and the insides of literals blanked; its lines are those of `raw`.
    pub(super) code: String,
    /// `code` without inline test modules; empty for files that hold tests only.
    pub(super) production: String,
}

impl SourceFile {
    /// Makes a file of a path from the root and its text.
    pub(super) fn new(path: &str, raw: String) -> Self {
        let module = module_path(path);
        let code = blank_comments_and_literals(&raw);
        let production = if is_test_file(path) { String::new() } else { without_test_modules(&code) };
        Self { path: path.to_owned(), module, raw, code, production }
    }

    /// The top-level module that the file belongs to; `None` for `lib.rs`.
    pub(super) fn top(&self) -> Option<&str> {
        self.module.first().map(String::as_str)
    }

    /// A violation at a line of this file, counted from 1.
    pub(super) fn violation(&self, line: usize, why: impl Into<String>) -> Violation {
        Violation { path: self.path.clone(), line, why: why.into() }
    }
}

/// One broken rule.
pub(super) struct Violation {
    path: String,
    line: usize,
    why: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.why)
    }
}

/// Every Rust file below `src/`, in order of path.
pub(super) fn source_files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join("src"), "src", &mut paths);
    paths.sort();
    assert!(paths.len() > 1, "there are no sources below {}", root.display());
    paths
        .iter()
        .map(|path| SourceFile::new(path, fs::read_to_string(root.join(path)).expect("sources are readable UTF-8")))
        .collect()
}

fn collect(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let entry = entry.expect("the entry is readable");
        let name = entry.file_name().into_string().expect("file names are UTF-8");
        let path = format!("{prefix}/{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &path, paths);
        } else if name.ends_with(".rs") {
            paths.push(path);
        }
    }
}

/// The line, counted from 1, in which a byte of a text stands.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    1 + text[..at].matches('\n').count()
}

/// Whether a file holds nothing but tests.
pub(super) fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/tests/")
}

fn module_path(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    if inner == "lib" { Vec::new() } else { inner.split('/').map(str::to_owned).collect() }
}

/// Blanks comments, strings and characters; quotes and line breaks stay.
fn blank_comments_and_literals(raw: &str) -> String {
    let chars: Vec<char> = raw.chars().collect();
    let mut out = String::with_capacity(raw.len());
    let mut i = 0;
    while i < chars.len() {
        let end = literal_end(&chars, i);
        if end == i {
            out.push(chars[i]);
            i += 1;
        } else {
            let is_quoted = chars[end - 1] == '"' || chars[end - 1] == '\'';
            out.extend(chars[i..end - 1].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            out.push(if is_quoted || chars[end - 1] == '\n' { chars[end - 1] } else { ' ' });
            i = end;
        }
    }
    out
}

/// Where the comment or literal that begins at `i` ends; `i` itself if none begins there.
fn literal_end(chars: &[char], i: usize) -> usize {
    let at = |j: usize| chars.get(j).copied().unwrap_or('\0');
    let follows_a_word = i > 0 && (at(i - 1).is_alphanumeric() || at(i - 1) == '_');
    match (at(i), at(i + 1)) {
        ('/', '/') => (i..chars.len()).find(|&j| at(j) == '\n').unwrap_or(chars.len()),
        ('/', '*') => block_comment_end(chars, i),
        ('"', _) => string_end(chars, i),
        ('r', '"' | '#') if !follows_a_word => raw_string_end(chars, i),
        // `b` or `c` in front of a raw string: the letter is no part of a word, whatever `raw_string_end` sees.
        ('b' | 'c', 'r') if !follows_a_word && matches!(at(i + 2), '"' | '#') => raw_string_end(chars, i + 1),
        ('\'', '\\') => (i + 3..chars.len()).find(|&j| at(j) == '\'').map_or(chars.len(), |j| j + 1),
        ('\'', _) if at(i + 2) == '\'' => i + 3,
        _ => i,
    }
}

fn block_comment_end(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut i = start;
    while i + 1 < chars.len() {
        match (chars[i], chars[i + 1]) {
            ('/', '*') => (depth, i) = (depth + 1, i + 2),
            ('*', '/') => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    chars.len()
}

fn string_end(chars: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < chars.len() {
        match chars[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    chars.len()
}

fn raw_string_end(chars: &[char], start: usize) -> usize {
    let n_hashes = chars[start + 1..].iter().take_while(|&&c| c == '#').count();
    if chars.get(start + 1 + n_hashes) != Some(&'"') {
        return start; // A raw identifier such as `r#type`.
    }
    let closes =
        |j: usize| chars[j] == '"' && chars[j + 1..].iter().take(n_hashes).filter(|&&c| c == '#').count() == n_hashes;
    (start + 2 + n_hashes..chars.len()).find(|&j| closes(j)).map_or(chars.len(), |j| j + 1 + n_hashes)
}

/// Blanks the bodies of `#[cfg(test)] mod … { … }`.
fn without_test_modules(code: &str) -> String {
    let mut out = code.to_owned();
    for (start, _) in code.match_indices("#[cfg(test)]") {
        let rest = &code[start..];
        let Some(open) = rest.find(['{', ';']) else { continue };
        if rest[open..].starts_with(';') {
            continue;
        }
        let end = start + open + block_length(&rest[open..]);
        let blank: String = code[start..end]
            .chars()
            .map(|c| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) })
            .collect();
        out.replace_range(start..end, &blank);
    }
    out
}

/// The length of the block that begins with the text's first character, in bytes.
fn block_length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (i, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_line_by_line() {
        let file = SourceFile::new(
            "src/a/b.rs",
            "let x = \"reqwest::{\"; // axum::\nfn f<'a>(c: &'a str) { r#\"\n}\"#; '{' }\n".to_owned(),
        );
        assert!(!file.code.contains("reqwest") && !file.code.contains("axum"));
        assert_eq!(file.code.matches('\n').count(), 3);
        assert_eq!(file.code.matches('{').count(), file.code.matches('}').count());
        assert!(file.code.contains("fn f<'a>(c: &'a str)"));
        assert_eq!(file.module, ["a", "b"]);
    }

    #[test]
    fn inline_tests_are_not_production() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { c() }\n}\nfn d() {}\n";
        let file = SourceFile::new("src/a.rs", text.to_owned());
        assert!(file.production.contains("fn d") && !file.production.contains("fn b"));
        assert!(file.code.contains("fn b"));
        assert!(SourceFile::new("src/a/tests.rs", text.to_owned()).production.is_empty());
    }
}
