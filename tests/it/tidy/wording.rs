//! What the text of the sources may say: error messages, unfinished work, paths of somebody's machine.

use super::scan::{SourceFile, Violation, is_test_file, line_of};

/// What opens the message of an error; the literal follows, perhaps on the next line.
const MESSAGE_OPENINGS: &[&str] = &["#[error(", ".context(", "bail!(", "anyhow!(", ".with_context(|| format!("];

/// Where people keep their checkouts.
const HOMES: &[&str] = &["/home/", "/Users/", "/root/", "C:\\Users\\"];

/// Unfinished work names its issue.
pub(super) fn unfinished_work(files: &[SourceFile]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in files {
        for (number, line) in file.raw.lines().enumerate() {
            for word in ["TODO", "FIXME", "XXX"] {
                let is_open =
                    |at: usize| !line[at + word.len()..].starts_with("(#") && !is_inside_a_word(line, at, word.len());
                if line.match_indices(word).any(|(at, _)| is_open(at)) {
                    violations.push(file.violation(number + 1, format!("`{word}` names its issue, as `TODO(#12)`")));
                }
            }
        }
    }
    violations
}

/// Messages fit behind "failed to": a lower-case beginning, no period at the end.
pub(super) fn error_messages(files: &[SourceFile]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in files {
        for opening in MESSAGE_OPENINGS {
            for (at, _) in file.raw.match_indices(opening) {
                let Some(message) = literal(&file.raw[at + opening.len()..]) else { continue };
                if let Some(why) = fault(message) {
                    violations
                        .push(file.violation(line_of(&file.raw, at), format!("error message \"{message}\" {why}")));
                }
            }
        }
    }
    violations
}

/// No address of a developer's own disk.
pub(super) fn machine_paths(files: &[SourceFile]) -> Vec<Violation> {
    let mut violations = Vec::new();
    let here = env!("CARGO_MANIFEST_DIR");
    // A test may need a home directory to show that one is found.
    for file in files.iter().filter(|file| !is_test_file(&file.path)) {
        for home in HOMES.iter().copied().chain([here]) {
            for (at, _) in file.raw.match_indices(home) {
                // `example.org/home/` is an address of the web.
                if !file.raw[..at].ends_with(|c: char| c.is_alphanumeric() || c == '}') {
                    violations
                        .push(file.violation(line_of(&file.raw, at), format!("`{home}` is a path of one machine")));
                }
            }
        }
    }
    violations
}

fn is_inside_a_word(line: &str, at: usize, length: usize) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    line[..at].ends_with(is_letter) || line[at + length..].starts_with(is_letter)
}

/// The string literal that a text begins with, without its quotes.
fn literal(text: &str) -> Option<&str> {
    let inner = text.trim_start().strip_prefix('"')?;
    let mut is_escaped = false;
    let end = inner.find(|c: char| {
        let closes = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        closes
    })?;
    Some(&inner[..end])
}

fn fault(message: &str) -> Option<&'static str> {
    let mut chars = message.chars();
    let (first, second) = (chars.next()?, chars.next().unwrap_or('a'));
    // An acronym, such as HTTP, keeps its capitals.
    if first.is_uppercase() && !second.is_uppercase() {
        return Some("begins with a capital: it is a fragment that follows \"failed to\" or \"error:\"");
    }
    (message.ends_with('.') && !message.ends_with("..")).then_some("ends with a period: it is a fragment")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rule: fn(&[SourceFile]) -> Vec<Violation>, text: &str) -> usize {
        rule(&[SourceFile::new("src/a.rs", text.to_owned())]).len()
    }

    #[test]
    fn messages_are_fragments() {
        let check = |message: &str, expected| {
            assert_eq!(lines(error_messages, &format!("#[error(\n    \"{message}\")]")), expected, "{message}");
        };
        check("feed {0} is no feed", 0);
        check("HTTP status {0}", 0);
        check("", 0);
        check("The feed is no feed", 1);
        check("feed {0} is no feed.", 1);
        check("say \\\"why\\\".", 1);
        assert_eq!(lines(error_messages, "x.context(\"Reading.\")"), 1);
    }

    #[test]
    fn unfinished_work_has_a_number() {
        let word = "TODO";
        assert_eq!(lines(unfinished_work, &format!("// {word}: later")), 1);
        assert_eq!(lines(unfinished_work, &format!("// {word}(#3): later")), 0);
    }

    #[test]
    fn machine_paths_are_told_from_addresses() {
        assert_eq!(lines(machine_paths, "\"/home/me/x\""), 1);
        assert_eq!(lines(machine_paths, "\"https://example.org/home/x\""), 0);
    }
}
