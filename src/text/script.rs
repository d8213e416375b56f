//! What kind of character a character is, as far as folding and words depend on it.
//!
//! Ranges are those of the Unicode blocks and change with no release of Unicode that matters to news.

use unicode_normalization::char::is_combining_mark;

/// How the words of a script are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// Spaces stand between words.
    Spaced,
    /// Spaces stand between phrases, and particles are written together with their nouns: Korean.
    Hangul,
    /// No spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
    Unspaced,
}

/// How a letter or digit is written; `None` for all that is neither.
pub(super) fn writing(c: char) -> Option<Writing> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(Writing::Spaced);
    }
    if is_common_letter(c) {
        return Some(if c < '\u{4E00}' { Writing::Spaced } else { Writing::Unspaced });
    }
    match c {
        // Thai, Lao, Burmese, Khmer digits and letters; kana, bopomofo, Han and their extensions.
        '\u{E01}'..='\u{EDF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' if c.is_alphabetic() => {
            Some(Writing::Unspaced)
        }
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}'
            if c != '\u{30A0}' && c != '\u{30FB}' =>
        {
            Some(Writing::Unspaced)
        }
        '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}'
        | '\u{20000}'..='\u{323AF}' => Some(Writing::Unspaced),
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' | '\u{FFA0}'..='\u{FFDC}' => {
            Some(Writing::Hangul)
        }
        // Spacing marks that serve as apostrophes, and letters in circles and squares, are no letters of a word.
        '\u{2B9}'..='\u{2BF}' | '\u{24B6}'..='\u{24E9}' | '\u{1F100}'..='\u{1F1FF}' => None,
        _ => (c.is_alphanumeric() && !is_combining_mark(c)).then_some(Writing::Spaced),
    }
}

/// Whether a character belongs to a word: a letter, a digit, or a mark on one.
pub(super) fn is_in_word(c: char) -> bool {
    writing(c).is_some() || is_mark(c)
}

/// Whether a character is a combining mark, that is, part of the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && !is_common_letter(c) && is_combining_mark(c)
}

/// Whether a character is one of those that most texts in Cyrillic, Hebrew, Arabic and Chinese are made of, which need
/// no look into the tables of Unicode.
fn is_common_letter(c: char) -> bool {
    matches!(c, 'А'..='я' | 'א'..='ת' | 'ء'..='غ' | 'ف'..='ي' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether a character shows nothing and means nothing for words: soft hyphens, joiners, bidi controls, tatweel,
/// variation selectors, tags. The zero-width non-joiner is not among them, because it parts Persian words.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{640}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'
            | '\u{200D}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether a character is of the Arabic script, whichever language it writes.
pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether a character is a Hebrew letter.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}')
}
