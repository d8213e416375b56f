//! How a name sounds, whatever script it is written in.
//!
//! A name is transliterated, and what transliterations disagree on is levelled: vowels are left out but for one at the
//! beginning, consonants that scripts exchange for one another are one class, doubled ones are one. Kavanaugh, Кавано,
//! كافانو and 卡瓦诺 all begin with k-f-n. Classes as in Soundex (Russell, US patent 1,261,167, 1918), but coarser, since
//! Arabic has no p, g or v of its own and Chinese no r at the end of a syllable.

use any_ascii::any_ascii;

/// What transliterations write with several letters.
const DIGRAPHS: [(&str, &str); 9] = [
    ("ph", "f"),
    ("sch", "s"),
    ("tch", "s"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "s"),
    ("kh", "k"),
    ("th", "t"),
    ("gh", "k"),
];

/// The consonants of a name by their classes.
pub(super) fn skeleton(name: &str) -> String {
    let mut latin = any_ascii(&without_long_vowels(name)).to_ascii_lowercase();
    for (letters, sound) in DIGRAPHS {
        if latin.contains(letters) {
            latin = latin.replace(letters, sound);
        }
    }
    let mut skeleton = String::new();
    for (index, letter) in latin.chars().filter(char::is_ascii_lowercase).enumerate() {
        let class = class(letter).or((index == 0 && is_vowel(letter)).then_some('a'));
        skeleton.extend(class.filter(|class| !skeleton.ends_with(*class)));
    }
    skeleton
}

/// A name without the consonants that Arabic and Hebrew write for the vowels within it.
fn without_long_vowels(name: &str) -> String {
    let is_first = |index: usize| index == 0;
    name.char_indices()
        .filter(|&(index, c)| is_first(index) || !matches!(c, 'و' | 'ي' | 'ו' | 'י'))
        .map(|(_, c)| c)
        .collect()
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn class(letter: char) -> Option<char> {
    Some(match letter {
        'b' | 'p' => 'p',
        'v' | 'w' | 'f' => 'f',
        'c' | 'k' | 'q' | 'g' | 'x' => 'k',
        's' | 'z' | 'j' => 's',
        'd' | 't' => 't',
        'm' | 'n' => 'n',
        'l' | 'r' => 'l',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_alike_in_every_script() {
        for name in ["Guterres", "Гутерриш", "غوتيريس", "גוטרש"] {
            assert_eq!(skeleton(name), "ktls", "{name}");
        }
        assert_eq!(skeleton("Putin"), skeleton("بوتين"));
        assert_eq!(skeleton("Putin"), skeleton("Путин"));
        assert_eq!(skeleton("Kavanaugh"), skeleton("Кавано") + "k");
        assert_eq!(skeleton("Кавано"), skeleton("卡瓦诺"));
    }

    #[test]
    fn other_names_do_not() {
        assert_ne!(skeleton("Warren"), skeleton("Palin"));
        assert_ne!(skeleton("Ankara"), skeleton("Kara"));
        assert_eq!(skeleton("…"), "");
    }
}
