//! The words of a reading that count when it is compared with another.

use std::ops::Range;

use super::furniture::{self, Line};
use crate::model::LanguageCode;
use crate::text::date;
use crate::text::fold::fold;
use crate::text::tokens;

/// What parts the pieces of a line that have nothing to do with one another.
const BARS: [char; 6] = ['|', '·', '•', '∙', '‧', '／'];
/// Symbols that a number means something else with.
const SIGNS: &str = "%‰٪$€£¥₽₺₪₴₹﷼";
/// What may stand between the digits of one number; a formatted number is the same number.
const GROUPING: [&str; 5] = [",", ".", "٬", "'", " "];
/// Lines below a line that announces other articles which may be their headlines.
const MAX_RELATED: usize = 8;

/// The words of a text, in order.
pub(super) fn of_text(text: &str, language: Option<&LanguageCode>) -> Vec<String> {
    let mut words = Vec::new();
    let mut n_related = 0;
    for line in text.lines() {
        let folded = fold(line);
        match furniture::line(line, &folded) {
            Line::LeadsElsewhere => {}
            Line::AnnouncesOthers => n_related = MAX_RELATED,
            Line::Headline if n_related > 0 => n_related -= 1,
            Line::Headline | Line::Sentence => {
                n_related = 0;
                add(&folded, language, &mut words);
            }
        }
    }
    words
}

/// The words of a headline, in order. One that is nothing but furniture is taken as it is.
pub(super) fn of_title(title: &str, language: Option<&LanguageCode>) -> Vec<String> {
    let folded = fold(title);
    let mut words = Vec::new();
    add(&folded, language, &mut words);
    if words.is_empty() {
        words.extend(pieces(&folded, 0..folded.len()).map(str::to_owned));
    }
    words
}

/// Adds the words of a folded line that are no furniture.
fn add(folded: &str, language: Option<&LanguageCode>, words: &mut Vec<String>) {
    if furniture::is_bare_number(folded) {
        return;
    }
    // In order, so that a line of many parts is gone through once.
    let mut running = date::counted_from_now(folded, language).into_iter().peekable();
    let mut start = 0;
    for part in folded.split(BARS) {
        let range = start..start + part.len();
        start = range.end + folded.get(range.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let is_counted = !furniture::is_furniture(part, language);
        let mut from = range.start;
        while let Some(gap) = running.next_if(|gap| gap.start < range.end) {
            if is_counted && gap.start >= from {
                add_pieces(folded, from..gap.start, words);
            }
            from = from.max(gap.end);
        }
        if is_counted && from <= range.end {
            add_pieces(folded, from..range.end, words);
        }
    }
}

/// Adds the words and signs within a range; the groups of digits of one number as one word.
fn add_pieces(folded: &str, range: Range<usize>, words: &mut Vec<String>) {
    let Some(part) = folded.get(range) else { return };
    let mut end_before = None;
    for place in places(part) {
        let Some(piece) = part.get(place.clone()) else { continue };
        let is_group = piece.len() == 3 && is_number(piece);
        let between = end_before.and_then(|end: usize| part.get(end..place.start));
        let is_grouped = is_group && between.is_some_and(|between| GROUPING.contains(&between));
        match words.last_mut().filter(|last| is_grouped && is_number(last)) {
            Some(number) => number.push_str(piece),
            None => words.push(piece.to_owned()),
        }
        end_before = Some(place.end);
    }
}

fn pieces(folded: &str, range: Range<usize>) -> impl Iterator<Item = &str> {
    let part = folded.get(range).unwrap_or_default();
    places(part).into_iter().filter_map(move |place| part.get(place))
}

/// Words and signs, in order.
fn places(part: &str) -> Vec<Range<usize>> {
    let signs = part.char_indices().filter(|(_, c)| SIGNS.contains(*c)).map(|(at, c)| at..at + c.len_utf8());
    let mut places: Vec<Range<usize>> = tokens::words(part).chain(signs).collect();
    places.sort_by_key(|place| place.start);
    places
}

fn is_number(piece: &str) -> bool {
    !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit())
}
