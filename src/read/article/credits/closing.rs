//! Credits behind a text: "(AFP)", "With agencies", "Source: …", "المصدر: وكالات", "(Reporting by …; Editing by …)".

use super::super::agencies::named;
use super::dateline;
use super::names::{all, behind_source, is_of_picture, some};

/// Lines at the end of a text that may be its credit, and those of them that may end in one.
const LINES: usize = 4;
const INNER_LINES: usize = 2;
/// A longer line is text, in characters.
const MAX_CHARS: usize = 90;
const MAX_NOTE_CHARS: usize = 240;

/// How one agency ends what it sends: who reported, and who edited.
const OF_REUTERS: &[(&str, &str)] = &[
    ("reporting by ", "editing by "),
    ("reporting by ", "writing by "),
    ("reportage de ", "édité par "),
    ("reportage ", "version française "),
    ("reporte de ", "editado "),
    ("información de ", "editado "),
    ("bericht von ", "redigiert von "),
    ("geschrieben von ", "redigiert von "),
];

/// What an agency's people are called in "Associated Press writer Jane Doe contributed".
const PEOPLE: &[&str] = &["writer", "writers", "journalist", "journalists", "reporter", "reporters", "correspondent"];

/// The agencies that the end of a text names.
pub(super) fn of_lines(lines: &[&str]) -> Vec<&'static str> {
    let mut found = Vec::new();
    // A text of one line is its own beginning.
    for (n, line) in lines.iter().rev().take(LINES).enumerate() {
        found.extend(of_line(line));
        if n < INNER_LINES {
            found.extend(at_the_end(line));
            found.extend(dateline::signed(line));
        }
    }
    found
}

/// The agencies of a line that stands behind a text, and of which nothing else is said.
pub(super) fn of_line(line: &str) -> Vec<&'static str> {
    let n_chars = line.chars().count();
    if n_chars > MAX_NOTE_CHARS || is_of_picture(line) {
        return Vec::new();
    }
    if let Some(source) = behind_source(line).filter(|_| n_chars <= MAX_CHARS) {
        return some(source);
    }
    if n_chars <= MAX_CHARS
        && let Some(found) = all(line)
    {
        return found;
    }
    let mut found = contributed(line);
    found.extend(of_copyright(line));
    found
}

/// "Reuters and AFP contributed to this report.", "Associated Press writer Jane Doe contributed."
fn contributed(line: &str) -> Vec<&'static str> {
    let words: Vec<&str> = line.split_whitespace().take(6).collect();
    let of_people = (1..words.len()).find_map(|n| {
        let (name, rest) = words.split_at(n);
        let is_person = rest.first().is_some_and(|word| PEOPLE.contains(word));
        let name = name.join(" ");
        named(name.strip_prefix("The ").unwrap_or(&name)).filter(|_| is_person)
    });
    match (of_people, line.split_once(" contributed to this ")) {
        (Some(found), _) if line.contains("contributed") || line.contains("report") => vec![found.name],
        (_, Some((who, _))) => some(who),
        _ => Vec::new(),
    }
}

/// "© 2026 AFP", "Copyright 2026 The Associated Press. All rights reserved.", "© dpa-infocom, dpa:260505-930".
fn of_copyright(line: &str) -> Vec<&'static str> {
    let lower = line.to_lowercase();
    if !["©", "(c)", "copyright", "حقوق"].iter().any(|sign| lower.starts_with(sign)) {
        return Vec::new();
    }
    let words: Vec<&str> = line.split_whitespace().take(12).collect();
    let phrases = (0..words.len()).flat_map(|start| {
        (1..=4).rev().filter_map({
            let words = &words;
            move |n| words.get(start..start + n)
        })
    });
    let found = phrases.filter_map(|phrase| named(&phrase.join(" "))).find(|found| !found.is_short);
    found.map(|found| found.name).into_iter().collect()
}

/// A credit at the end of the last line: in brackets, between slashes, or behind a dash.
fn at_the_end(line: &str) -> Vec<&'static str> {
    if let Some(content) = last_brackets(line) {
        let lower = content.to_lowercase();
        let is_pair = |(reported, edited): &(&str, &str)| lower.contains(reported) && lower.contains(edited);
        if OF_REUTERS.iter().any(is_pair) {
            return named("Reuters").map(|found| found.name).into_iter().collect();
        }
        if is_of_picture(content) || content.chars().count() > MAX_CHARS {
            return Vec::new();
        }
        return all(content).or_else(|| behind_source(content).map(some)).unwrap_or_default();
    }
    behind_the_last_sentence(line.trim_end_matches(['.', '。', ' ']))
}

/// "It stays closed. – AFP", "… closed. PTI", "……关闭。新华社".
fn behind_the_last_sentence(line: &str) -> Vec<&'static str> {
    /// The most words of a name.
    const WORDS: usize = 3;
    let ends = line.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '؟' | '。' | '"' | '”' | '»'));
    // The dots of a name are none of a sentence: the last three ends are tried.
    let ends: Vec<usize> = ends.map(|(at, c)| at + c.len_utf8()).collect();
    let found = ends.iter().rev().take(3).find_map(|at| {
        let rest = line.get(*at..)?.trim_start_matches(|c: char| c.is_whitespace() || "-–—ـ".contains(c));
        let is_near = rest.split_whitespace().count() <= WORDS;
        named(rest).filter(|_| is_near)
    });
    found.map(|found| found.name).into_iter().collect()
}

/// What stands between the last brackets, or slashes, of a line that ends in them.
fn last_brackets(line: &str) -> Option<&str> {
    let line = line.trim_end_matches(['.', '。', ' ', '\u{a0}', '.']);
    [('(', ')'), ('（', '）'), ('[', ']'), ('/', '/')].iter().find_map(|(open, close)| {
        let inner = line.strip_suffix(*close)?;
        inner.rsplit_once(*open).map(|(_, content)| content)
    })
}
