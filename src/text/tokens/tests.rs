use proptest::prelude::*;

use super::*;
use crate::text::inflection::spellings::{Form, attached_forms, search_forms};

fn check_words(text: &str, expected: &[&str]) {
    let found: Vec<&str> = words(text).filter_map(|range| text.get(range)).collect();
    assert_eq!(found, expected, "{text}");
    assert_eq!(count_words(text), expected.len());
}

fn check_index(text: &str, expected: &str) {
    assert_eq!(index_text(text), expected, "{text}");
}

/// Whether a text's index holds the tokens of a query one after the other, the last one perhaps as a prefix.
fn finds(query: &str, text: &str) -> bool {
    let index = index_text(text);
    let tokens: Vec<&str> = index.split(' ').collect();
    let wanted = query_tokens(query);
    let Some((last, front)) = wanted.split_last() else { return false };
    tokens.windows(wanted.len()).any(|window| {
        let (end, begin) = window.split_last().expect("windows are not empty");
        let is_last = |form: Form| if form.is_prefix { end.starts_with(&form.text) } else { *end == form.text };
        begin == front && search_forms(last, last, &[]).into_iter().any(is_last)
    })
}

#[test]
fn words_are_runs_of_letters_digits_and_marks() {
    check_words("The U.N.'s 2nd vote, co-led", &["The", "U", "N", "s", "2nd", "vote", "co", "led"]);
    check_words("l’état d'urgence", &["l", "état", "d", "urgence"]);
    check_words("मुख्य समाचार।", &["मुख्य", "समाचार"]);
    check_words("مُحَمَّد، أمس", &["مُحَمَّد", "أمس"]);
    check_words("Bundes\u{AD}tag\u{200F} x", &["Bundes\u{AD}tag", "x"]);
    check_words(" — … \u{301} ", &[]);
}

#[test]
fn each_character_is_a_word_where_no_spaces_are_written() {
    check_words("北京2024年", &["北", "京", "2024", "年"]);
    check_words("ที่นี่", &["ที่", "นี่"]);
    check_words("ニュース・東京", &["ニ", "ュ", "ー", "ス", "東", "京"]);
    check_words("한국 정부는", &["한국", "정부는"]);
}

#[test]
fn the_index_holds_folded_words() {
    check_index("«الإرهاب» في İstanbul", "الارهاب في istanbul");
    check_index("٢٢٥٤ (٢٠١٥)", "2254 2015");
    check_index("l’été", "l ete");
    check_index(" … ", "");
}

#[test]
fn the_index_holds_pairs_where_no_spaces_are_written() {
    check_index("北京市 A股 中", "北京 京市 市 a 股 中");
    check_index("ที่นี่", "ที่นี่ นี่");
    check_index("정부는 2024년", "정부 부는 는 2024 년");
}

#[test]
fn a_query_gives_the_tokens_that_the_index_holds() {
    assert_eq!(query_tokens("الإرهاب"), ["الارهاب"]);
    assert_eq!(query_tokens("Forces démocratiques"), ["forces", "democratiques"]);
    assert_eq!(query_tokens("北京市"), ["北京", "京市"]);
    assert_eq!(query_tokens("北京2022"), ["北京", "京", "2022"]);
    assert_eq!(query_tokens("中"), ["中"]);
    assert_eq!(query_tokens(" — "), Vec::<String>::new());
}

#[test]
fn queries_find_what_they_mean() {
    for (query, text) in [
        ("ارهاب", "مكافحة الإرهاب"),
        ("ارهاب", "قرار للإرهاب"),
        ("إرهاب", "والإرهابيين"),
        ("لغة", "يوم للغة العربية"),
        ("قضاء", "القضاة والقضاء"),
        ("istanbul", "İstanbul’da"),
        ("İSTANBUL", "in Istanbul"),
        ("2254", "القرار ٢٢٥٤"),
        ("京", "北京"),
        ("京", "东京都"),
        ("东京都", "昨天东京都政府"),
        ("정부", "한국 정부는"),
        ("ไทย", "ประเทศไทยวันนี้"),
        ("ישראל", "בישראל"),
        ("кремль", "КРЕМЛЬ"),
        ("хочет еще", "Хочет ещё"),
    ] {
        assert!(finds(query, text), "{query} in {text}");
    }
    for (query, text) in [("istanbul", "Istanbulites"), ("京北", "北京"), ("ارهاب", "رهاب"), ("йод", "иод")]
    {
        assert!(!finds(query, text), "{query} not in {text}");
    }
}

#[test]
fn attached_forms_begin_with_the_word() {
    let forms = attached_forms("ارهاب");
    assert_eq!(forms[0], "ارهاب");
    for form in ["الارهاب", "للارهاب", "وبالارهاب", "بارهاب", "فلارهاب"] {
        assert!(forms.iter().any(|found| found == form), "{form}");
    }
    assert_eq!(forms.len(), 30);
    assert_eq!(attached_forms("من"), ["من"]);
    assert_eq!(attached_forms("terror"), ["terror"]);
    assert_eq!(attached_forms("東京"), ["東京"]);
}

#[test]
fn a_definite_word_stays_definite() {
    let forms = attached_forms("اللغه");
    assert!(forms.iter().any(|form| form == "للغه"));
    assert!(!forms.iter().any(|form| form == "لغه"));
}

proptest! {
    #[test]
    fn a_query_for_any_word_of_a_text_finds_it(text in "[a-zé'ابتةأ北京市ไทย정부 ,0-9]{1,30}") {
        for range in words(&text) {
            let word = text.get(range).expect("on character boundaries");
            prop_assert!(query_tokens(word).is_empty() || finds(word, &text), "{}", word);
        }
    }

    #[test]
    fn words_are_cut_on_character_boundaries(text in any::<String>()) {
        for range in words(&text) {
            prop_assert!(text.get(range).is_some());
        }
        let index = index_text(&text);
        prop_assert_eq!(index.split_whitespace().collect::<Vec<_>>().join(" "), index);
    }
}
