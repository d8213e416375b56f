//! Cuts the names of the site and of its sections off either end of a headline.
//!
//! A part goes only for a reason: it is a known name of the site, another place of the page has the headline without it, or
//! the language does not use that separator within headlines.

use super::compare::key;
use crate::text::tokens::count_words;

/// What stands between a headline and a name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " -- ", " :: ", " » ", " « ", " · ", " • ", " / ", " ▷ ", " // ", "｜", "ㅣ", "_",
    " ~ ", " : ",
];
/// What may also stand there where another place has the rest.
const TIGHT_SEPARATORS: &[&str] = &["-", "|", "–", "—"];

/// What is known of a page's headline and site.
pub(super) struct Evidence<'a> {
    /// Every name that the site goes by.
    pub site_names: &'a [String],
    /// What each place says as a whole.
    pub keys: &'a [String],
}

impl Evidence<'_> {
    /// Whether a title is nothing but the site's name.
    pub(super) fn is_site(&self, title: &str) -> bool {
        let title = key(title);
        self.site_names.iter().any(|name| key(name) == title)
    }

    /// Whether a part of a title is one of the site's names, with or without an addition.
    fn is_name(&self, part: &str) -> bool {
        let part = key(part);
        let is_long = |text: &str| text.chars().count() >= MIN_NAME_LETTERS;
        self.site_names.iter().map(|name| key(name)).any(|name| {
            part == name || (is_long(&name) && part.contains(&name)) || (is_long(&part) && name.contains(&part))
        })
    }

    /// Whether some place says just this.
    fn is_whole(&self, part: &str) -> bool {
        let part = key(part);
        self.keys.contains(&part)
    }
}

/// Shorter names are only compared as a whole: `zeit` is part of too many words.
const MIN_NAME_LETTERS: usize = 5;
/// Names at one end of a title: section, site, publisher.
const MAX_NAMES: usize = 4;

/// The title without names at its ends.
pub(super) fn without_site<'t>(title: &'t str, evidence: &Evidence<'_>) -> &'t str {
    let mut title = title.trim();
    for _ in 0..MAX_NAMES {
        let known = SEPARATORS.iter().filter_map(|separator| without_known(title, separator, evidence));
        let shorter = known.max_by_key(|rest| rest.len());
        let shorter = shorter.or_else(|| without_proven(title, evidence));
        match shorter.or_else(|| without_label(title)).or_else(|| without_channel(title)) {
            Some(rest) if has_letters(rest) => title = rest,
            _ => break,
        }
    }
    title
}

/// The title without a known name of the site.
fn without_known<'t>(title: &'t str, separator: &str, evidence: &Evidence<'_>) -> Option<&'t str> {
    let behind = || title.rsplit_once(separator).filter(|(_, name)| evidence.is_name(name)).map(|(rest, _)| rest);
    let before = || title.split_once(separator).filter(|(name, _)| evidence.is_name(name)).map(|(_, rest)| rest);
    let rest = behind().or_else(before)?.trim();
    has_letters(rest).then_some(rest)
}

/// The longest beginning of the title that another place has as its whole. The end is left alone: what stands before it is
/// as often an overline of the editors as a name.
fn without_proven<'t>(title: &'t str, evidence: &Evidence<'_>) -> Option<&'t str> {
    let separators = SEPARATORS.iter().chain(TIGHT_SEPARATORS);
    let beginnings = separators.flat_map(|separator| title.match_indices(separator));
    let beginnings = beginnings.map(|(at, _)| title.split_at(at).0.trim_end()).filter(|rest| evidence.is_whole(rest));
    beginnings.max_by_key(|rest| rest.len())
}

/// The title without a label beside a bar, "Rain in May | Opinion": headlines hold no bars.
fn without_label(title: &str) -> Option<&str> {
    let is_label = |label: &str, rest: &str| {
        let n_words = count_words(label);
        n_words <= MAX_LABEL_WORDS && n_words < count_words(rest)
    };
    let (rest, label) = title.rsplit_once(" | ")?;
    if is_label(label, rest) {
        return Some(rest.trim());
    }
    let (label, rest) = title.split_once(" | ")?;
    is_label(label, rest).then(|| rest.trim())
}

/// A longer part is a second headline.
const MAX_LABEL_WORDS: usize = 4;

/// The title without the channel and paper of a Chinese, Japanese or Korean one, "五月的雨-国际-晨报": their headlines hold no
/// hyphens and underscores.
fn without_channel(title: &str) -> Option<&str> {
    let (rest, name) = title.rsplit_once(['-', '_', '|', '–', '—'])?;
    let rest = rest.trim_end_matches(['-', '_', ' ']);
    let is_beside = rest.chars().next_back().is_some_and(is_east_asian_or_mark)
        && name.trim().chars().next().is_some_and(is_east_asian);
    let n_letters = name.trim().chars().count();
    (is_beside && n_letters <= MAX_CHANNEL_LETTERS && rest.chars().count() >= 2 * n_letters).then_some(rest)
}

/// The longest names of papers in these scripts have about so many.
const MAX_CHANNEL_LETTERS: usize = 12;

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

fn is_east_asian_or_mark(c: char) -> bool {
    is_east_asian(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF5E}')
}

fn has_letters(title: &str) -> bool {
    title.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some()
}
