//! Lines of a page that are no news although they change: counters, clocks, links to other articles.
//!
//! Told by their words, which `furniture.tsv` has by language. All languages count at once: a piece of text is furniture
//! only if all of its words are, so that a word which means something else elsewhere does no harm alone.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::model::LanguageCode;
use crate::text::date;
use crate::text::fold::fold;
use crate::text::tokens;

const TABLE: &str = include_str!("furniture.tsv");

/// A longer piece is a sentence, whatever its words.
const MAX_WORDS: usize = 14;
/// A longer line is no headline of another article.
const MAX_HEADLINE_WORDS: usize = 30;
/// In scripts without spaces, where each character counts as a word.
const MAX_HEADLINE_CHARACTERS: usize = 60;

/// The words of counters, clocks and labels, folded.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let columns = rows().flat_map(|(words, _)| words.split('|'));
    columns.flat_map(|phrase| words(&fold(phrase)).map(str::to_owned).collect::<Vec<_>>()).collect()
});

/// What announces other articles, folded, words separated by one space.
static RELATED: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let phrases = rows().flat_map(|(_, related)| related.split('|')).filter(|phrase| !phrase.is_empty());
    phrases.map(|phrase| words(&fold(phrase)).map(str::to_owned).collect()).collect()
});

/// The columns of each line of the table behind its language.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')?.1.split_once('\t'))
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// It leads to another article: "Read also: …".
    LeadsElsewhere,
    /// It says that other articles follow: "Related".
    AnnouncesOthers,
    /// It ends as no sentence does, and is short.
    Headline,
    /// All else.
    Sentence,
}

/// What a line is for; it comes as it is and folded.
pub(super) fn line(line: &str, folded: &str) -> Line {
    let all: Vec<&str> = words(folded).collect();
    let n_characters = all.iter().filter(|word| tokens::is_unspaced(word)).count();
    let is_short =
        all.len() <= MAX_HEADLINE_WORDS || (n_characters * 2 > all.len() && all.len() <= MAX_HEADLINE_CHARACTERS);
    let is_headline = is_short && !line.trim_end().ends_with(['.', '!', '。', '！', '؟', '?', '۔', '।', '…']);
    let label = RELATED.iter().filter(|label| starts_with(&all, label)).max_by_key(|label| label.len());
    let Some(label) = label else {
        return if is_headline { Line::Headline } else { Line::Sentence };
    };
    if label.len() == all.len() {
        return Line::AnnouncesOthers;
    }
    let end = tokens::words(folded).nth(label.len().saturating_sub(1)).map_or(0, |range| range.end);
    let rest = folded.get(end..).unwrap_or_default().trim_start();
    let is_set_off = rest.starts_with([':', '：', '>', '»', '|', '-', '–', '—', '/', '›', '→', '←', '«', '"', '”']);
    // A question or an exclamation is a headline, too, where the label is set off.
    match (is_set_off && is_short, is_headline && label.len() > 1) {
        (true, _) | (_, true) => Line::LeadsElsewhere,
        _ => {
            if is_headline {
                Line::Headline
            } else {
                Line::Sentence
            }
        }
    }
}

/// Whether a line holds one number and nothing else: a counter beside a symbol.
pub(super) fn is_bare_number(folded: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || ",.:'٬+()#".contains(c);
    folded.chars().any(|c| c.is_ascii_digit()) && folded.chars().all(is_of_number)
}

/// Whether a folded piece of a line is nothing but numbers, times and the words of counters and labels.
pub(super) fn is_furniture(piece: &str, language: Option<&LanguageCode>) -> bool {
    let n_words = words(piece).count();
    if n_words == 0 || n_words > MAX_WORDS {
        return false;
    }
    let times = date::places(piece, language);
    let mut has_label = !times.is_empty();
    for place in tokens::words(piece) {
        if times.iter().any(|time| time.start <= place.start && place.end <= time.end) {
            continue;
        }
        let word = piece.get(place).unwrap_or_default();
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_known = WORDS.contains(unit);
        if !unit.is_empty() && !is_known {
            return false;
        }
        has_label |= is_known;
    }
    has_label
}

fn starts_with(words: &[&str], label: &[String]) -> bool {
    !label.is_empty() && words.len() >= label.len() && words.iter().zip(label).all(|(word, own)| word == own)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    tokens::words(text).filter_map(|range| text.get(range))
}
