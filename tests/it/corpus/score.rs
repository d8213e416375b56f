//! One page: what was read of it, held against what it says.
//!
//! Text is compared by shingles of four tokens, as the public benchmarks of extraction do, so that order counts and the
//! ends of lines do not. A token is a word; a character where words are written without spaces.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::Value;

use super::manifest::Expected;

/// The length of what is compared, in tokens.
const SHINGLE: usize = 4;
/// A line of which less than this was found is missing, one of which less than this belongs there is too many.
const MIN_SHARE_OF_LINE: f64 = 0.5;

/// How well a page was read.
#[derive(Debug)]
pub(super) struct Score {
    pub(super) file: String,
    pub(super) class: String,
    pub(super) language: String,
    /// `None` for a page whose text is not compared.
    pub(super) text: Option<TextScore>,
    /// `None` where the page has no title to compare.
    pub(super) is_title_right: Option<bool>,
    pub(super) are_authors_right: bool,
    pub(super) date: DateVerdict,
    pub(super) is_language_right: bool,
    pub(super) is_kind_right: bool,
    /// The facts that are not right, for people.
    pub(super) remarks: Vec<String>,
}

/// How well a text was read.
#[derive(Debug)]
pub(super) struct TextScore {
    pub(super) precision: f64,
    pub(super) recall: f64,
    /// Lines of ours that are not of the text.
    pub(super) too_many: Vec<String>,
    /// Lines of the text that we have not.
    pub(super) missing: Vec<String>,
}

/// How well a date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateVerdict {
    /// The same day, or none where the page tells none.
    Right,
    /// Another day, or one where the page tells none.
    Wrong,
    /// None where the page tells one.
    Missing,
}

impl TextScore {
    /// The harmonic mean of both, 0 to 1.
    pub(super) fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

impl Score {
    /// Judges an answer of `rasid extract --batch`.
    pub(super) fn of(expected: &Expected, answer: &Value) -> Self {
        let authors: Vec<String> = answer["authors"].as_array().into_iter().flatten().map(words).collect();
        let mut score = Self {
            file: expected.file.clone(),
            class: expected.class.clone(),
            language: expected.language.clone(),
            text: (!expected.text.is_empty())
                .then(|| compare(&expected.text, answer["text"].as_str().unwrap_or_default())),
            is_title_right: expected.title.as_ref().map(|title| one_line(title) == words(&answer["title"])),
            are_authors_right: authors == expected.authors,
            date: date_verdict(expected.published.as_deref(), answer["published"].as_str()),
            is_language_right: answer["language"] == expected.language.as_str(),
            is_kind_right: answer["kind"] == expected.kind.as_str(),
            remarks: Vec::new(),
        };
        let facts = [
            ("title", score.is_title_right != Some(false)),
            ("authors", score.are_authors_right),
            ("published", score.date == DateVerdict::Right),
            ("language", score.is_language_right),
            ("kind", score.is_kind_right),
        ];
        let wrong = facts.into_iter().filter(|(_, is_right)| !is_right);
        score.remarks = wrong.map(|(fact, _)| format!("{fact}: {}", answer[fact])).collect();
        score
    }
}

/// Right is the same instant or the same day as the page writes it.
fn date_verdict(expected: Option<&str>, found: Option<&str>) -> DateVerdict {
    let instant = |text: &str| text.parse::<Timestamp>().ok();
    match (expected, found) {
        (None, None) => DateVerdict::Right,
        (Some(_), None) => DateVerdict::Missing,
        (Some(expected), Some(found))
            if expected.get(..10) == found.get(..10)
                || (instant(expected).is_some() && instant(expected) == instant(found)) =>
        {
            DateVerdict::Right
        }
        _ => DateVerdict::Wrong,
    }
}

fn words(value: &Value) -> String {
    one_line(value.as_str().unwrap_or_default())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn compare(expected: &[String], found: &str) -> TextScore {
    let text = expected.join("\n");
    let (ours, theirs) = (shingles(found), shingles(&text));
    let common: usize = ours.iter().map(|(shingle, n)| (*n).min(theirs.get(shingle).copied().unwrap_or(0))).sum();
    let belongs = |line: &&str| is_there(line, &text, &theirs);
    let is_found = |line: &&str| is_there(line, found, &ours);
    TextScore {
        precision: ratio(common, ours.values().sum()),
        recall: ratio(common, theirs.values().sum()),
        too_many: found.lines().filter(|line| !belongs(line)).map(str::to_owned).collect(),
        missing: text.lines().filter(|line| !is_found(line)).map(str::to_owned).collect(),
    }
}

/// Of nothing, all is right.
#[expect(clippy::cast_precision_loss, reason = "a page has few words")]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Whether a line stands in a text: most of its runs, or all of a line that is shorter than a run.
fn is_there(line: &str, text: &str, shingles_of_text: &HashMap<Vec<String>, usize>) -> bool {
    let of_line = tokens(line);
    if of_line.len() < SHINGLE {
        return text.lines().any(|other| tokens(other) == of_line);
    }
    let runs = shingles(line);
    let n_there = runs.keys().filter(|run| shingles_of_text.contains_key(*run)).count();
    ratio(n_there, runs.len()) >= MIN_SHARE_OF_LINE
}

/// How often each run of tokens stands in a text; a shorter text is one run.
fn shingles(text: &str) -> HashMap<Vec<String>, usize> {
    let tokens = tokens(text);
    let mut counts = HashMap::new();
    for run in tokens.windows(SHINGLE.min(tokens.len()).max(1)) {
        *counts.entry(run.to_vec()).or_insert(0) += 1;
    }
    counts
}

/// The length of a text in tokens.
pub(super) fn n_tokens(text: &str) -> usize {
    tokens(text).len()
}

fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if is_written_without_spaces(c) || !is_of_a_word(c) {
            if !word.is_empty() {
                tokens.push(std::mem::take(&mut word));
            }
            if is_written_without_spaces(c) {
                tokens.push(c.to_string());
            }
        } else {
            word.push(c);
        }
    }
    tokens
}

/// Letters and digits of every script, and the marks that stand within its words (a virama, a joiner).
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{200c}' | '\u{200d}')
}

/// Letters of Thai, Chinese and Japanese.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[test]
fn figures_tell_what_is_missing_from_what_is_too_many() {
    let expected = ["one two three four five".to_owned(), "six seven eight nine ten".to_owned()];
    let score = compare(&expected, "one two three four five\nread more of the same kind");
    assert_eq!(
        (score.too_many, score.missing),
        (vec!["read more of the same kind".to_owned()], vec![expected[1].clone()])
    );
    assert_eq!(compare(&expected, &expected.join("\n")).precision, 1.0);
    assert_eq!(compare(&expected, "").recall, 0.0);
    assert_eq!(n_tokens("港の朝市 three words, ไทย"), 4 + 2 + 3);
    assert_eq!(date_verdict(Some("2024-01-15T09:00:00+09:00"), Some("2024-01-15T00:00:00Z")), DateVerdict::Right);
    assert_eq!(date_verdict(Some("2024-01-15T01:00:00+09:00"), Some("2024-01-14T16:00:00Z")), DateVerdict::Right);
    assert_eq!(date_verdict(None, Some("2024-01-14")), DateVerdict::Wrong);
}
