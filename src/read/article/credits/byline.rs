//! Credits in the names of authors, and in the lines beside a headline.

use super::names::{all, behind_source, is_of_picture, one, parts, some};

/// A longer line is no byline, in characters.
const MAX_CHARS: usize = 90;
/// More parts are a menu; longer ones, in words, are text.
const MAX_PARTS: usize = 5;
const MAX_WORDS: usize = 5;

/// What begins a byline, in lower case.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "by ", "from ", "written by ", "von ", "par ", "por ", "di ", "автор:", "автор: ", "yazan ", "haber: ", "كتب ", "كتبت ", "بقلم ", "مאת ", "מאת ",
    "作者", "记者", "記者",
];

/// The agencies in the name of an author: "Reuters", "dpa/AFP", "Jane Doe, Associated Press".
pub(super) fn of_author(author: &str) -> Vec<&'static str> {
    let is_name = author.chars().count() <= MAX_CHARS && !is_of_picture(author);
    if is_name { some(author) } else { Vec::new() }
}

/// The agencies of a line beside the headline.
pub(super) fn of_line(line: &str) -> Vec<&'static str> {
    if line.chars().count() > MAX_CHARS || is_of_picture(line) || line.contains('©') {
        return Vec::new();
    }
    if let Some(source) = behind_source(line) {
        return first_of(source);
    }
    if is_by_photographer(line) {
        return Vec::new();
    }
    let is_labelled = LABELS.iter().any(|label| line.to_lowercase().starts_with(label));
    if is_labelled { some(line) } else { all(line).unwrap_or_else(|| beside_others(line)) }
}

/// "Bloomberg/Jane Doe", "(Jane Doe / AP)": how pictures are credited. An editor's mark is shorter ("Reuters/kra Berlin"), and so
/// is a place ("لندن/ رويترز").
fn is_by_photographer(line: &str) -> bool {
    let is_name = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
        words.len() > 1
            && words
                .iter()
                .all(|word| !word.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_lowercase))
    };
    line.contains('/') && line.split('/').any(|part| one(part).is_none() && is_name(part))
}

/// What a source is, up to the next thing that the line says.
fn first_of(source: &str) -> Vec<&'static str> {
    let found = some(source);
    if !found.is_empty() {
        return found;
    }
    let first = source.split_whitespace().next();
    first.and_then(one).map(|found| found.name).into_iter().collect()
}

/// "Jane Doe | Reuters", "Cairo - agencies": beside what may be names and places, in few words.
fn beside_others(line: &str) -> Vec<&'static str> {
    let parts = parts(line);
    let is_short = |part: &&str| part.split_whitespace().count() <= MAX_WORDS;
    let is_sentence = line.ends_with(['.', '!', '?', '؟', '。', '…']);
    let (first, last) = (parts.first().and_then(|part| one(part)), parts.last().and_then(|part| one(part)));
    // Within a list of other words it may be a section or a tag.
    let stands_at_end = first.or(last).is_some();
    if (2..=MAX_PARTS).contains(&parts.len()) && !is_sentence && stands_at_end && parts.iter().all(is_short) {
        parts.iter().filter_map(|part| one(part)).map(|found| found.name).collect()
    } else {
        Vec::new()
    }
}
