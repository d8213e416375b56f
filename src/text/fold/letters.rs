//! What becomes of one letter: the tables of folding, as data.
//!
//! Letters arrive here decomposed (NFKD) and in lower case. What depends on a letter's neighbours is decided in
//! the module above.

use crate::text::script::is_ignorable;

/// What one decomposed lower-case character folds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    /// Nothing.
    Gone,
    /// A mark that is taken off, unless [`marked`] knows the letter that it makes with the one before it.
    Accent(char),
    /// One character.
    One(char),
    /// Two characters.
    Two(char, char),
    /// The zero-width non-joiner, which parts Persian words and is nothing elsewhere.
    NonJoiner,
}

/// The folding of a decomposed lower-case character.
pub(super) fn letter(c: char) -> Letter {
    if c.is_ascii() {
        return Letter::One(c);
    }
    if is_accent(c) {
        return Letter::Accent(c);
    }
    if is_ignorable(c) {
        return Letter::Gone;
    }
    match c {
        '\u{200C}' => Letter::NonJoiner,
        'ß' => Letter::Two('s', 's'),
        'æ' => Letter::Two('a', 'e'),
        'œ' => Letter::Two('o', 'e'),
        'þ' => Letter::Two('t', 'h'),
        _ => Letter::One(digit(c).unwrap_or_else(|| plain(c))),
    }
}

/// Whether a letter folds to itself: the commonest ones, which need no look into the tables of Unicode. This and
/// [`is_tabled`] make folding three times as fast.
pub(super) fn is_unchanged(c: char) -> bool {
    matches!(
        c,
        'а'..='я' | 'א'..='ת' | 'ا' | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي' | 'پ' | 'چ' | 'ژ' | 'گ' | '\u{4E00}'..='\u{9FFF}'
    )
}

/// Whether [`letter`] knows a character without its decomposition: Arabic letters and vowel signs.
pub(super) fn is_tabled(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{674}')
}

/// The letter that a base and a mark make together where an alphabet counts it as a letter of its own: й is not и with
/// a mark, but ё is written е as often as not. Hamza on waw and ya is hamza; on alif it is alif.
pub(super) fn marked(base: char, accent: char) -> Option<char> {
    match (base, accent) {
        ('и', '\u{306}') => Some('й'),
        ('у', '\u{306}') => Some('ў'),
        ('і', '\u{308}') => Some('ї'),
        ('г', '\u{301}') => Some('ѓ'),
        ('к', '\u{301}') => Some('ќ'),
        ('و' | 'ي', '\u{654}' | '\u{674}') => Some('ء'),
        _ => None,
    }
}

/// Whether a mark is taken off: accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. The
/// vowel signs of Indic scripts, the tone marks of Thai and the voicing marks of Japanese are part of their letters.
fn is_accent(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5BD}'
            | '\u{5BF}'
            | '\u{5C1}'..='\u{5C2}'
            | '\u{5C4}'..='\u{5C5}'
            | '\u{5C7}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{674}'
            | '\u{6D6}'..='\u{6DC}'
            | '\u{6DF}'..='\u{6E8}'
            | '\u{6EA}'..='\u{6ED}'
            | '\u{898}'..='\u{89F}'
            | '\u{8CA}'..='\u{8E1}'
            | '\u{8E3}'..='\u{8FF}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20F0}'
            | '\u{FB1E}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Letters that people and keyboards exchange for one another, and the forms of quotation marks.
fn plain(c: char) -> char {
    match c {
        // Latin and Greek letters without a decomposition.
        'ı' => 'i',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ħ' => 'h',
        'ς' => 'σ',
        // Arabic script: alif, ya, kaf and ha as Arabs, Persians, Kurds and Pakistanis type them.
        'آ' | 'أ' | 'إ' | '\u{671}'..='\u{673}' => 'ا',
        'ؤ' | 'ئ' => 'ء',
        'ى' | 'ی' | 'ې' | 'ے' | 'ۍ' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ۃ' | 'ھ' | 'ہ' | 'ە' => 'ه',
        '٫' => '.',
        '٬' => ',',
        // Quotation marks and apostrophes, the Hebrew and the Ukrainian ones among them.
        '‘' | '’' | '‚' | '‛' | '′' | '\u{2B9}'..='\u{2BF}' | '´' | '׳' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '״' => '"',
        _ => c,
    }
}

/// The digit zero of each script that has digits of its own (general category Nd, Unicode 15); nine follow each.
const ZEROS: [u32; 61] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0,
    0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60,
    0x16AC0, 0x16B50, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950,
];

/// The ASCII digit for a decimal digit of any script.
fn digit(c: char) -> Option<char> {
    if !c.is_numeric() {
        return None;
    }
    let code = u32::from(c);
    let script = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    let value = code - ZEROS.get(script)?;
    char::from_digit(value, 10)
}
