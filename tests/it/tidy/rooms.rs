//! What each file is like from outside: its header, its size, its name, and whether it may print.

use super::paths::named_paths;
use super::scan::{SourceFile, Violation, is_test_file};

/// The most lines of a production file, tests not counted.
const MAX_LINES: usize = 600;

/// The most lines of `main.rs`.
const MAX_MAIN_LINES: usize = 40;

/// Files that are tables of data, not code: they may be as long as their table.
const DATA_TABLES: &[&str] = &[];

/// Names that say nothing of what a file owns.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc", "manager"];

/// Every file opens with a `//!` line; files of tests are spoken for by the file that they test.
pub(super) fn headers(files: &[SourceFile]) -> Vec<Violation> {
    let silent = files.iter().filter(|file| !is_test_file(&file.path) && !file.raw.starts_with("//! "));
    silent.map(|file| file.violation(1, "a file opens with `//!`: what it owns, and what it must not know")).collect()
}

/// Files stay readable in one sitting.
pub(super) fn sizes(files: &[SourceFile]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in files {
        let limit = if file.path == "src/main.rs" { MAX_MAIN_LINES } else { MAX_LINES };
        // Blanked lines at the end are the inline tests.
        let n_lines = file.production.trim_end().lines().count();
        if n_lines > limit && !DATA_TABLES.contains(&file.path.as_str()) {
            violations.push(
                file.violation(limit, format!("{n_lines} lines without tests, more than {limit}: split it by idea")),
            );
        }
    }
    violations
}

/// File names are words of the field.
pub(super) fn names(files: &[SourceFile]) -> Vec<Violation> {
    let empty = files.iter().filter(|file| file.module.iter().any(|part| EMPTY_NAMES.contains(&part.as_str())));
    empty.map(|file| file.violation(1, "this name says nothing: name the file after what it owns")).collect()
}

/// Results go to stdout through `cli` and `query::render`; all else is a log.
pub(super) fn printing(files: &[SourceFile]) -> Vec<Violation> {
    let mut violations = Vec::new();
    let may_print = |file: &SourceFile| file.top() == Some("cli") || file.path.starts_with("src/query/render");
    for file in files.iter().filter(|file| !may_print(file)) {
        for name in ["print!", "println!", "eprint!", "eprintln!", "dbg!"] {
            for (number, line) in file.production.lines().enumerate() {
                let is_there = line
                    .match_indices(name)
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
                if is_there {
                    violations.push(file.violation(
                        number + 1,
                        format!("`{name}` stands in `cli` and `query::render` only: log it or return it"),
                    ));
                }
            }
        }
        for path in named_paths(&file.production).iter().filter(|path| path.public_name.as_deref() == Some("*")) {
            violations.push(file.violation(path.line, "a re-export names what it exports"));
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(path, text.to_owned())
    }

    #[test]
    fn headers_and_names_are_asked_for() {
        assert_eq!(headers(&[file("src/a.rs", "use b;\n"), file("src/b.rs", "//! Owns b.\n")]).len(), 1);
        assert_eq!(names(&[file("src/a/utils.rs", ""), file("src/b.rs", "")]).len(), 1);
    }

    #[test]
    fn tests_do_not_count_as_length() {
        let long = "fn a() {}\n".repeat(MAX_LINES + 1);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{long}}}\n");
        let files = [file("src/a.rs", &long), file("src/b.rs", &tests), file("src/b/tests.rs", &long)];
        assert_eq!(sizes(&files).len(), 1);
        assert_eq!(sizes(&[file("src/main.rs", &"fn a() {}\n".repeat(MAX_MAIN_LINES + 1))]).len(), 1);
    }

    #[test]
    fn printing_is_for_the_last_step() {
        let text = "fn a() { println!(\"x\") }\n";
        assert_eq!(printing(&[file("src/store/a.rs", text)]).len(), 1);
        assert_eq!(printing(&[file("src/cli/a.rs", text), file("src/query/render/a.rs", text)]).len(), 0);
    }
}
