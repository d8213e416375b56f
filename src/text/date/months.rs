//! The names of the months in the languages that news comes in.
//!
//! `mar` is March in most languages and Tuesday in some, `lis` is November in Polish and October in Croatian: a name is
//! looked up in the text's own language first, and where that is not known, or does not have it, it counts only if all
//! languages that have it agree.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::scan::Cursor;
use crate::text::fold::fold;

/// A line a language: its code, then twelve columns of spellings.
const TABLE: &str = include_str!("months.tsv");

/// Names of months have at most so many words.
const MOST_WORDS: usize = 3;

/// Folded name, words separated by one space, to the languages that have it and the month it is there.
static NAMES: LazyLock<HashMap<String, Vec<(&'static str, i8)>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<(&'static str, i8)>> = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let Some(language) = columns.next() else { continue };
        for (month, spellings) in (1..).zip(columns) {
            for spelling in spellings.split('|') {
                names.entry(key(spelling)).or_default().push((language, month));
            }
        }
    }
    names
});

/// Takes the name of a month and gives its number, 1 to 12.
pub(super) fn month(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<i8> {
    let mut ahead = *cursor;
    let mut name = String::new();
    let mut found = None;
    for _ in 0..MOST_WORDS {
        // Thai abbreviations are two letters with full stops: ม.ค.
        while !name.is_empty() && ahead.symbol(".").is_some() {}
        let Some(word) = ahead.word() else { break };
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
        if let Some(month) = number(&name, language) {
            found = Some((month, ahead));
        }
    }
    let (month, after) = found?;
    *cursor = after;
    Some(month)
}

fn number(name: &str, language: Option<&str>) -> Option<i8> {
    // Hebrew writes "in April" as one word.
    let languages = NAMES.get(name).or_else(|| NAMES.get(name.strip_prefix('ב')?))?;
    let language = match language {
        Some("no" | "nn") => Some("nb"),
        Some("sh") => Some("hr"),
        other => other,
    };
    let own = languages.iter().find(|(code, _)| Some(*code) == language);
    if let Some(&(_, month)) = own {
        return Some(month);
    }
    let (&(_, first), rest) = languages.split_first()?;
    rest.iter().all(|&(_, month)| month == first).then_some(first)
}

/// A name as [`month`] puts it together from tokens.
pub(super) fn key(spelling: &str) -> String {
    let folded = fold(spelling);
    let words: Vec<&str> = super::scan::scan(&folded).into_iter().filter_map(word_text).collect();
    words.join(" ")
}

fn word_text(token: super::scan::Token<'_>) -> Option<&str> {
    (token.kind == super::scan::Kind::Word).then_some(token.text)
}
