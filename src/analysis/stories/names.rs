//! What stays the same in every language: names, by their sound, and numbers.

use std::collections::HashSet;

use super::commonness::Commonness;
use super::sound::skeleton;
use super::stems::{stem, without_arabic_proclitics, without_hebrew_proclitics};
use crate::text::fold::fold;
use crate::text::segments;

/// Consonants that a name needs to mean anything.
const LEAST_CONSONANTS: usize = 2;

/// Digits that a number needs.
const LEAST_DIGITS: usize = 2;

/// The share of articles from which on one character is a word ("in", "says"), and no part of a name.
const FUNCTION_WORD: f64 = 0.1;

/// Languages that write conjunctions and prepositions of one letter in front of a word.
const WITH_PROCLITICS: [&str; 2] = ["ar", "he"];

/// Names and numbers of a text, as they sound, in their order; `#` stands in front of a number.
///
/// Where a script tells capital letters apart only words that begin with one can be names; elsewhere every word that is
/// not a common one. `bare` are the [`bare_words`] of the article.
pub(super) fn names(text: &str, bare: Option<&HashSet<String>>, common: &Commonness) -> Vec<String> {
    let mut names = Vec::new();
    let mut syllables = String::new();
    let mut end = 0;
    for range in segments::words(text) {
        let Some(word) = text.get(range.clone()) else { continue };
        let folded = fold(word);
        let is_syllable = is_syllable(&folded) && common.share(&folded) < FUNCTION_WORD;
        if !is_syllable || range.start != end {
            names.extend(sound(&std::mem::take(&mut syllables)));
        }
        end = range.end;
        if is_syllable {
            syllables.push_str(word);
        } else {
            names.extend(name(word, &folded, common, bare));
        }
    }
    names.extend(sound(&syllables));
    names
}

/// Whether a word is one character of a script whose words have more: a part of a name that the dictionary lacks.
fn is_syllable(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|first| ('\u{3041}'..='\u{9fff}').contains(&first)) && chars.next().is_none()
}

/// The words of an article as they stand; `None` in languages that write nothing in front of a word.
pub(super) fn bare_words(language: &str, title: &str, text: &str) -> Option<HashSet<String>> {
    let words =
        |text: &str| -> Vec<String> { segments::words(text).filter_map(|range| text.get(range)).map(fold).collect() };
    WITH_PROCLITICS.contains(&language).then(|| words(title).into_iter().chain(words(text)).collect())
}

/// A word without what is written in front of it. Many names begin with such a letter (بوتين, לבנון), so a single one is
/// taken off only where the rest stands in the text by itself as well: a name is rarely said once.
///
/// Other languages of these scripts, as Persian, have none: there it is taken off of all words alike, which makes no two
/// names of one.
fn without_proclitics<'w>(word: &'w str, stripped: &'w str, bare: Option<&HashSet<String>>) -> &'w str {
    let Some(bare) = bare else { return stripped };
    let is_article = word.strip_suffix(stripped).is_some_and(|front| front.chars().count() > 1);
    if is_article || bare.contains(stripped) { stripped } else { word }
}

fn name(word: &str, folded: &str, common: &Commonness, bare: Option<&HashSet<String>>) -> Option<String> {
    let first = word.chars().next()?;
    if folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return number(folded);
    }
    let has_case = first.is_lowercase() || first.is_uppercase();
    if (has_case && !first.is_uppercase()) || stem(folded).is_none_or(|stem| common.knows(stem)) {
        return None;
    }
    match first {
        '\u{620}'..='\u{6ff}' => sound(without_proclitics(folded, without_arabic_proclitics(folded), bare)),
        '\u{5d0}'..='\u{5ea}' => sound(without_proclitics(folded, without_hebrew_proclitics(folded), bare)),
        _ => sound(word),
    }
}

fn number(digits: &str) -> Option<String> {
    let digits = digits.trim_start_matches('0');
    (digits.len() >= LEAST_DIGITS).then(|| format!("#{digits}"))
}

fn sound(name: &str) -> Option<String> {
    Some(skeleton(name)).filter(|skeleton| skeleton.len() >= LEAST_CONSONANTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, text: &str, expected: &[&str]) {
        let bare = bare_words(language, "", text);
        assert_eq!(names(text, bare.as_ref(), &Commonness::of(language)), expected, "{text}");
    }

    #[test]
    fn names_are_heard_in_every_language() {
        check("en", "The visit of Guterres to Khartoum cost 340 lives", &["ktls", "kltn", "#340"]);
        check("ru", "Гутерриш прибыл в Хартум", &["ktls", "kltn"]);
        check("ar", "وصل غوتيريس الى الخرطوم", &["ktls", "kltn"]);
    }

    #[test]
    fn a_letter_in_front_is_taken_off_where_the_name_stands_without_it_too() {
        check("ar", "وصل بوتين لافروف", &["ptn", "lflf"]);
        check("ar", "غوتيريس في كسلا وغوتيريس", &["ktls", "ksl", "ktls"]);
        check("fa", "بوتین و بوتین", &["ftn", "ftn"]);
        check("he", "גוטרש בכסלא לגוטרש", &["ktls", "fksl", "ktls"]);
    }

    #[test]
    fn syllables_without_a_word_are_a_name() {
        check("zh", "古特雷斯抵达喀土穆", &["ktls", "ktn"]);
    }
}
