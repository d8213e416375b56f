//! Chinese characters that are written in several ways: traditional in Taiwan and Hong Kong (臺灣), simplified in the
//! People's Republic (台湾), new forms in Japan (鉄 for 鐵).
//!
//! The index holds texts as they stand, and a query is spelled out, as with the endings of other scripts; so 機 and 机,
//! which Japan keeps apart, stay apart for who asks for Japanese. `training/han.py` writes the table.

/// A line is a language, and a character with those it is exchanged with.
const TABLE: &str = include_str!("han.tsv");

/// With more ways than this to write a text only three are followed, each the same all through: as it stands, simplified,
/// traditional. Six characters with one other form each give as many.
const MOST_WRITINGS: usize = 64;

/// The ways in which a folded text may be written, itself first. `languages` are those that are asked for, if any.
#[must_use]
pub fn writings(folded: &str, languages: &[&str]) -> Vec<String> {
    let wanted: Vec<&str> =
        ["zh", "ja"].into_iter().filter(|code| languages.is_empty() || languages.contains(code)).collect();
    // A text with kana is Japanese.
    let wanted = if folded.chars().any(is_kana) { vec!["ja"] } else { wanted };
    let others: Vec<Others> = folded.chars().map(|c| Others::of(c, &wanted)).collect();
    let ways = others.iter().try_fold(1, |ways: usize, others| ways.checked_mul(others.all.len() + 1));
    let mut found = vec![folded.to_owned()];
    if ways.is_none_or(|ways| ways > MOST_WRITINGS) {
        let each = |choose: fn(&Others) -> Option<char>| -> String {
            folded.chars().zip(&others).map(|(c, others)| choose(others).unwrap_or(c)).collect()
        };
        found.extend([each(|others| others.plain), each(|others| others.full)]);
        found.dedup();
        return found;
    }
    for (at, others) in others.iter().enumerate() {
        for n in 0..found.len() {
            let so_far: Vec<char> = found.get(n).into_iter().flat_map(|text| text.chars()).collect();
            found.extend(others.all.iter().map(|&other| {
                so_far.iter().enumerate().map(|(place, &c)| if place == at { other } else { c }).collect::<String>()
            }));
        }
    }
    found
}

/// What a character is exchanged with.
#[derive(Debug, Default)]
struct Others {
    all: Vec<char>,
    /// The one with fewer strokes, and the commonest of those with more, if it has one.
    plain: Option<char>,
    full: Option<char>,
}

impl Others {
    fn of(c: char, languages: &[&str]) -> Self {
        let mut others = Self::default();
        if !is_han(c) {
            return others;
        }
        let lines = TABLE.lines().filter_map(|line| line.split_once('\t')).filter(|(_, group)| group.contains(c));
        for (_, group) in lines.filter(|(language, _)| languages.contains(language)) {
            let mut characters = group.chars();
            let Some(first) = characters.next() else { continue };
            // The first line that has it says which of the two it is; those of Japan, behind, are the other way round.
            let is_known = !others.all.is_empty();
            if first == c {
                others.full = if is_known { others.full } else { characters.clone().next() };
                others.add(characters);
            } else {
                others.plain = if is_known { others.plain } else { Some(first) };
                others.add(std::iter::once(first));
            }
        }
        others
    }

    fn add(&mut self, characters: impl Iterator<Item = char>) {
        for character in characters {
            if !self.all.contains(&character) {
                self.all.push(character);
            }
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_and_simplified_are_one_text() {
        let check = |text: &str, languages: &[&str], others: &[&str]| {
            let found = writings(text, languages);
            assert_eq!(found.first().map(String::as_str), Some(text));
            for other in others {
                assert!(found.iter().any(|found| found == other), "{text}: {other} in {found:?}");
            }
        };
        check("臺灣", &[], &["台湾", "台灣"]);
        check("台湾", &["zh"], &["臺灣", "台灣"]);
        check("总统", &[], &["總統"]);
        check("颱風", &[], &["台风"]);
        check("理发", &[], &["理髮"]);
        check("地鉄", &["ja"], &["地鐵"]);
        check("為替", &[], &["为替"]);
        check("a股", &[], &[]);
    }

    #[test]
    fn other_languages_keep_their_characters() {
        for (text, languages) in
            [("机", &["ja"][..]), ("机の上", &[]), ("车", &["ko"]), ("ศาล", &[]), ("gas", &[]), ("정부", &[])]
        {
            assert_eq!(writings(text, languages), [text], "{languages:?}");
        }
        assert_eq!(writings("渡邊さん", &[]), ["渡邊さん", "渡辺さん"]);
    }

    #[test]
    fn a_long_text_is_written_the_same_all_through() {
        let text = "中华人民共和国国务院总理办公厅发言人";
        assert_eq!(writings(text, &[]), [text, "中華人民共和國國務院總理辦公廳發言人"]);
    }

    #[test]
    fn the_table_has_no_line_without_two_characters() {
        for line in TABLE.lines() {
            let group = line.split_once('\t').map_or("", |(_, group)| group);
            assert!(group.chars().count() > 1 && group.chars().all(is_han), "{line}");
        }
    }
}
