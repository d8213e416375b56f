//! Credits in front of a text: "LONDON (Reuters) -", "МОСКВА, 5 мая. /ТАСС/.", "غزة - (أ ف ب)", "新华社北京5月5日电".

use super::super::agencies::named;
use super::names::{all, is_han, one};

/// Lines among which the text begins: a deck may stand before it.
const LINES: usize = 3;
/// The most characters up to the end of a credit, and words in front of it.
const MAX_CHARS: usize = 110;
const MAX_WORDS: usize = 8;
/// The same where neither capitals nor numbers tell a place from a sentence.
const MAX_PLAIN_WORDS: usize = 4;
/// A longer line is text, in characters.
const MAX_SIGNED_CHARS: usize = 90;

/// Brackets of both sides; a slash opens and closes.
const BRACKETS: &[(char, char)] = &[('(', ')'), ('（', '）'), ('[', ']'), ('【', '】'), ('/', '/')];
/// What parts a dateline from its text.
const DASHES: &[char] = &['-', '–', '—', '―', 'ـ', '|', '−'];
/// Small words within the names of places, and before the day.
const SMALL: &[&str] = &[
    "de", "la", "le", "el", "los", "del", "of", "the", "am", "an", "der", "den", "di", "du", "da", "im", "in", "на",
    "в", "у", "von", "von", "and", "et", "y", "und", "и", "та",
];

/// The agencies in front of a text.
pub(super) fn of_lines(lines: &[&str]) -> Vec<&'static str> {
    let found = lines.iter().take(LINES).map(|line| of_line(line)).find(|found| !found.is_empty());
    found.unwrap_or_default()
}

fn of_line(line: &str) -> Vec<&'static str> {
    let head: String = line.chars().take(MAX_CHARS).collect();
    let ways: [fn(&str) -> Vec<&'static str>; 4] = [bracketed, wired, between_dashes, reported];
    let found = ways.iter().map(|way| way(&head)).find(|found| !found.is_empty());
    found.unwrap_or_else(|| signed(line))
}

/// "PLACE, day (AGENCY) -".
fn bracketed(head: &str) -> Vec<&'static str> {
    for (at, open) in head.char_indices() {
        let Some((_, close)) = BRACKETS.iter().find(|(bracket, _)| *bracket == open) else { continue };
        let rest = head.get(at + open.len_utf8()..).unwrap_or_default();
        let Some((content, after)) = rest.split_once(*close) else { continue };
        let before = head.get(..at).unwrap_or_default();
        if let Some(found) = all(content)
            && is_place(before)
            && (open == '/' || goes_on(before, after))
        {
            return found;
        }
    }
    Vec::new()
}

/// Whether a text may begin between a dateline and what follows.
fn goes_on(before: &str, after: &str) -> bool {
    let Some(next) = after.trim_start().chars().next() else { return true };
    if DASHES.contains(&next) || matches!(next, ':' | '.' | '،' | '：' | '。') || before.trim().is_empty() {
        return true;
    }
    let has_case = next.is_lowercase() || next.is_uppercase();
    let is_dashed = before.trim_end().ends_with(DASHES);
    if has_case { !next.is_lowercase() } else { is_dashed || before.split_whitespace().count() <= 2 }
}

/// Whether some words can be a place and a day, with the names of reporters: capitals and numbers, and few words.
fn is_place(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let has_digit = words.iter().any(|word| word.contains(char::is_numeric));
    if !words.iter().any(|word| has_case(word)) {
        return words.len() <= if has_digit { MAX_WORDS } else { MAX_PLAIN_WORDS };
    }
    let is_small = |word: &&&str| word.starts_with(char::is_lowercase) && !SMALL.contains(word);
    // The month of a day.
    let n_allowed = usize::from(has_digit);
    words.len() <= MAX_WORDS && words.iter().filter(is_small).count() <= n_allowed
}

/// "PLACE - AGENCY:", "AGENCY - text", "Москва. 5 мая. INTERFAX.RU - text".
fn between_dashes(head: &str) -> Vec<&'static str> {
    let spaced = with_spaced_dashes(head);
    let words: Vec<&str> = spaced.split_whitespace().take(MAX_WORDS + 6).collect();
    for start in 0..words.len() {
        let (before, rest) = words.split_at(start);
        let begins = before.last().is_none_or(|word| is_dash(word) || word.ends_with([',', '،', '.', ':', '/']));
        if !begins || !is_place(&before.join(" ")) {
            continue;
        }
        for n in (1..=4).filter(|n| *n <= rest.len()).rev() {
            let (name, after) = rest.split_at(n);
            // "الرياض - واس" may be a line of its own.
            let is_dashed = before.last().is_some_and(|word| is_dash(word));
            let is_followed = after.first().map_or(is_dashed, |word| is_dash(word));
            let is_closed = name.last().is_some_and(|word| word.ends_with([':', '：', '.']));
            // "دمشق-سانا" needs nothing behind it: in Arabic a verb would stand before the name.
            let is_plain = start > 1 && is_dashed && !has_case(&spaced);
            match named(&name.join(" ")) {
                Some(found) if is_followed || is_closed && !found.is_short || is_plain => return vec![found.name],
                _ => {}
            }
        }
    }
    Vec::new()
}

/// A text with each dash as a word of its own. The Arabic one also lengthens letters ("لـ"): it counts behind a space.
fn with_spaced_dashes(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if DASHES.contains(&c) && (c != 'ـ' || spaced.ends_with(char::is_whitespace)) {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    spaced
}

fn has_case(text: &str) -> bool {
    text.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

fn is_dash(word: &str) -> bool {
    word.chars().all(|c| DASHES.contains(&c))
}

/// "新华社北京5月5日电", "据新华社…电", "中央社記者王明台北5日電".
fn wired(head: &str) -> Vec<&'static str> {
    /// The longest name of an agency and the longest dateline, in characters.
    const LONGEST_NAME: usize = 6;
    const LONGEST_LINE: usize = 40;
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = head.strip_prefix(['据', '據']).unwrap_or(head);
    if !head.starts_with(is_han) {
        return Vec::new();
    }
    let chars: Vec<char> = head.chars().take(LONGEST_NAME + LONGEST_LINE).collect();
    for n in (2..=LONGEST_NAME.min(chars.len())).rev() {
        let (name, rest) = chars.split_at(n);
        let Some(found) = named(&name.iter().collect::<String>()) else { continue };
        let line: String = rest.iter().take_while(|c| !"，。！？,：:".contains(**c)).collect();
        let is_sent = line.contains(['电', '電', '讯', '訊']) && line.contains('日');
        let is_signed = line.starts_with("记者") || line.starts_with("記者");
        return if is_sent || is_signed { vec![found.name] } else { Vec::new() };
    }
    Vec::new()
}

/// "به گزارش ایسنا،" in front of a text is how agencies of Iran sign; of others it is what they were heard to say.
fn reported(head: &str) -> Vec<&'static str> {
    const PHRASES: &[&str] = &["به گزارش خبرنگار", "به گزارش"];
    let Some(rest) = PHRASES.iter().find_map(|phrase| head.trim_start().strip_prefix(phrase)) else {
        return Vec::new();
    };
    let words: Vec<&str> = rest.split_whitespace().take(3).collect();
    let names = (1..=words.len()).rev().filter_map(|n| words.get(..n)).filter_map(|words| one(&words.join(" ")));
    names.filter(|found| found.leads).map(|found| found.name).take(1).collect()
}

/// "الرياض 26 ذو القعدة 1447 هـ الموافق 13 مايو 2026 م واس": a line that is a place, a day and the agency.
pub(super) fn signed(line: &str) -> Vec<&'static str> {
    let is_arabic = line.chars().any(|c| matches!(c, '\u{0600}'..='\u{06FF}'));
    if !is_arabic || line.chars().count() > MAX_SIGNED_CHARS || !line.contains(char::is_numeric) {
        return Vec::new();
    }
    let last = line.split_whitespace().next_back();
    last.filter(|word| !word.contains(char::is_numeric)).and_then(named).map(|found| found.name).into_iter().collect()
}
