//! Names out of what is written where names should be: several in one string, with labels, roles, dates and addresses.

use super::words;
use crate::text::fold::fold;

/// Names beyond this number are a list of something else.
const MAX_AUTHORS: usize = 12;
/// The longest name, in characters and in words.
const MAX_CHARS: usize = 60;
const MAX_WORDS: usize = 6;

/// How sure it is that a string names somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// The page says so: `jdoe42` is a name, too.
    Stated,
    /// It stands where names stand: it must look like one.
    Shown,
}

/// The names in strings that may hold several of them, or none.
pub(super) fn clean(written: &[String], trust: Trust) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in written {
        for name in of_line(line, trust) {
            let is_known = || names.iter().any(|known| fold(known) == fold(&name));
            if names.len() < MAX_AUTHORS && !is_known() {
                names.push(name);
            }
        }
    }
    names
}

/// The names of one line. Beside a whole name, roles and single words ("London") are no names.
fn of_line(line: &str, trust: Trust) -> Vec<String> {
    let line = without_contacts(words::without_others(line));
    let parts = split(words::without_label(&line)).map(str::to_owned);
    let names =
        parts.filter(|part| is_name(part) && (trust == Trust::Stated || looks_like_a_name(part))).collect::<Vec<_>>();
    let is_whole = |name: &String| name.contains(' ') && !words::is_role(name);
    if names.iter().any(is_whole) { names.into_iter().filter(is_whole).collect() } else { names }
}

/// The line without addresses, and without what stands in brackets.
fn without_contacts(line: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    let words = kept.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>();
    words.join(" ")
}

/// What stands between names, or between a name and what is none.
const SEPARATORS: &[&str] = &[
    ";",
    ", ",
    "，",
    "،",
    "、",
    "؛",
    " | ",
    " / ",
    " • ",
    " · ",
    " ⋅ ",
    " – ",
    " — ",
    " - ",
    " & ",
    " and ",
    " und ",
    " και ",
    " en collaboration avec ",
    " with ",
    " mit ",
    " avec ",
];

/// Words for "and" that may be part of a name ("Ortega y Gasset"): whole names must stand on both sides.
const CONNECTIVES: &[&str] = &[
    " et ", " y ", " e ", " i ", " a ", " og ", " och ", " ja ", " en ", " и ", " та ", " й ", " ve ", " dan ", " và ",
    " و ", " ו", " și ", " és ",
];

/// The parts of a line that names several people, each without its label and role.
fn split(line: &str) -> impl Iterator<Item = &str> {
    let mut parts = vec![line];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    for connective in CONNECTIVES {
        parts = parts.into_iter().flat_map(|part| split_names(part, connective)).collect();
    }
    // "dpa/afp", and not an address.
    let parts = parts.into_iter().flat_map(|part| {
        let is_address = part.contains([':', '.']) || part.contains("//");
        if is_address { vec![part] } else { part.split(['/', '／']).collect() }
    });
    parts.map(|part| {
        let part = part.trim_matches([
            ' ', ',', '-', '–', '.', '،', ':', '(', ')', '*', '"', '|', '\u{a0}', '\u{200f}', '\u{200e}',
        ]);
        words::without_role(words::without_label(part))
    })
}

fn split_names<'t>(part: &'t str, connective: &str) -> Vec<&'t str> {
    let sides = part.split(connective).collect::<Vec<_>>();
    if sides.iter().all(|side| side.trim().contains(' ')) { sides } else { vec![part] }
}

/// Whether a string can be the name of a person or agency.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let has_digits = name.chars().any(char::is_numeric) && name.contains(' ');
    let is_address = name.contains(['@', '/', '{', '<', '>', '?', '!', ':', '→', '←']) || name.contains("www.");
    // `jane-doe` and `page.head.author` are keys of a system, not names.
    let is_key =
        !name.contains(' ') && name.contains(['-', '.', '_']) && !name.contains(char::is_uppercase) && name.is_ascii();
    (2..=MAX_CHARS).contains(&name.chars().count())
        && letters >= 2
        && name.split_whitespace().count() <= MAX_WORDS
        && !has_digits
        && !is_address
        && !is_key
        && !words::is_filler(name)
}

/// Whether a string is written as names are: two to five words, most of them with a capital where the script has them.
fn looks_like_a_name(name: &str) -> bool {
    let parts = name.split_whitespace().collect::<Vec<_>>();
    let begins_small = |part: &&&str| part.starts_with(char::is_lowercase);
    let n_small = parts.iter().filter(begins_small).count();
    let is_unspaced =
        name.chars().any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'));
    let has_case = name.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let is_capital = !has_case || n_small * 2 <= parts.len();
    is_capital && (parts.len() >= 2 || is_unspaced || !has_case || parts.iter().any(|part| part.chars().count() >= 3))
}

#[cfg(test)]
mod tests;
