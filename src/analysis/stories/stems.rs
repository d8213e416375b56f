//! Words cut to what most of their forms have in common.
//!
//! Truncation serves as a stemmer that knows every language a little: the first five letters of a word stand for it, the
//! first four in scripts that leave vowels out, three syllables in Korean (McNamee and Mayfield, "Character N-Gram
//! Tokenization for European Language Text Retrieval", 2004, find such stems as good as a stemmer's). What Arabic and
//! Hebrew write in front of a word is taken off before.

use crate::text::segments;

/// Letters that stand for a word.
const LETTERS: usize = 5;

/// The same where vowels are not written.
const CONSONANTS: usize = 4;

/// The same in Korean, where particles follow.
const SYLLABLES: usize = 3;

/// What Arabic writes in front of a noun with the article, longest first.
const ARABIC: [&str; 8] = ["وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال"];

/// The stems of a folded text, one for each word of more than one letter.
pub(super) fn stems(folded: &str) -> impl Iterator<Item = &str> {
    segments::words(folded).filter_map(|word| folded.get(word)).filter_map(stem)
}

/// The stem of a folded word; `None` for single letters.
pub(super) fn stem(word: &str) -> Option<&str> {
    let first = word.chars().next()?;
    let kept = match first {
        '\u{620}'..='\u{6ff}' => return Some(cut(without_arabic_proclitics(word), CONSONANTS)),
        '\u{5d0}'..='\u{5ea}' => return Some(cut(without_hebrew_proclitics(word), CONSONANTS)),
        '\u{ac00}'..='\u{d7a3}' => SYLLABLES,
        '0'..='9' => word.len(),
        // Words of a dictionary are short, and one character may be a word.
        '\u{2e80}'.. => return Some(word),
        _ => LETTERS,
    };
    (word.len() > 1).then(|| cut(word, kept))
}

/// An Arabic word without conjunction, preposition and article, as far as three letters are left.
pub(super) fn without_arabic_proclitics(word: &str) -> &str {
    let has_three = |rest: &&str| rest.chars().count() >= 3;
    if let Some(rest) = ARABIC.iter().find_map(|front| word.strip_prefix(front).filter(has_three)) {
        return rest;
    }
    let has_four = |rest: &&str| rest.chars().count() >= 4;
    word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).filter(has_four).unwrap_or(word)
}

/// A Hebrew word without conjunction, preposition and article, as far as four letters are left.
pub(super) fn without_hebrew_proclitics(word: &str) -> &str {
    let has_four = |rest: &&str| rest.chars().count() >= 4;
    let rest = word.strip_prefix(['ו', 'ה', 'ב', 'ל', 'מ', 'ש', 'כ']).filter(has_four);
    rest.map_or(word, |rest| rest.strip_prefix('ה').filter(has_four).unwrap_or(rest))
}

fn cut(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(stems(&fold(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        check("Minister ministers, ministerial 2026 a", &["minis", "minis", "minis", "2026"]);
        check("והנשיא הנשיא בנשיאות", &["נשיא", "נשיא", "נשיא"]);
        check("الرئيس والرئيس للرئيس", &["رءيس", "رءيس", "رءيس"]);
        check("министра министром", &["минис", "минис"]);
    }

    #[test]
    fn short_words_keep_their_letters() {
        check("ولد لبن ان", &["ولد", "لبن", "ان"]);
        check("בית הר", &["בית", "הר"]);
    }
}
