use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    assert_eq!(fold(text), expected, "{text}");
    assert_eq!(fold_mapped(text).text, expected, "{text}, mapped");
}

#[test]
fn case_and_compatibility_forms_are_levelled() {
    check("UN News", "un news");
    check("ＮＡＴＯ　①", "nato 1");
    check("ﬁnance ſuch", "finance such");
    check("5 ㎏", "5 kg");
    check("①½", "11⁄2");
}

#[test]
fn accents_are_taken_off_but_letters_stay() {
    check("Élysée, São Paulo, Łódź, Ørsted", "elysee, sao paulo, lodz, orsted");
    check("Straße STRASSE ẞ", "strasse strasse ss");
    check("Αθήνα ΑΘΗΝΑΣ", "αθηνα αθηνασ");
    check("Королёв, вое\u{301}нный", "королев, военный");
    check("Їжак Україна Мой Ўзбек Ќерка", "їжак україна мой ўзбек ќерка");
    check("Đặng Văn Ước", "dang van uoc");
}

#[test]
fn turkish_i_has_one_form() {
    for text in ["İstanbul", "ISTANBUL", "ıstanbul", "i\u{307}stanbul"] {
        check(text, "istanbul");
    }
}

#[test]
fn arabic_letters_and_signs_are_levelled() {
    check("الإرهاب", "الارهاب");
    check("مُحَمَّد رمضـــان", "محمد رمضان");
    check("مستشفى ومستشفي", "مستشفي ومستشفي");
    check("مسؤول مسئول", "مسءول مسءول");
    check("ؤ\u{200F}لد و\u{654}لد", "ءلد ءلد");
    check("قضاء، الميناء", "قضا، المينا");
    check("هيئة", "هيءه");
    check("ﻻجئ ﷲ", "لاج الله");
    check("کتاب‌ها می‌شود", "كتاب ها مي شود");
    check("٢٠١٥ ۱۴۰۳ २०२४ １２", "2015 1403 2024 12");
    check("٣٫٥", "3.5");
}

#[test]
fn hebrew_points_are_taken_off() {
    check("שָׁלוֹם ארה״ב צ׳ילה", "שלום ארה\"ב צ'ילה");
}

#[test]
fn scripts_whose_marks_are_letters_keep_them() {
    check("か\u{3099} ガ ｶﾞ", "が ガ ガ");
    check("हिन्दी", "हिन्दी");
    check("ที่นี่", "ที่นี่");
    check("\u{1112}\u{1161}\u{11AB}국", "한국");
    check("東京", "東京");
}

#[test]
fn invisible_characters_vanish() {
    check("Bundes\u{AD}tag \u{202B}خبر\u{202C} a\u{200B}b\u{FEFF} Auf\u{200C}lage", "bundestag خبر ab auflage");
}

#[test]
fn quotation_marks_have_one_form() {
    check("«a» “b” „c‟ l’été п’ять пʼять l´un", "\"a\" \"b\" \"c\" l'ete п'ять п'ять l'un");
}

#[test]
fn ranges_lead_back_to_whole_characters() {
    let text = "Die Straße, مُحَمَّد!";
    let folded = fold_mapped(text);
    let source = |word: &str| {
        let start = folded.text.find(word).expect("the folded word");
        text.get(folded.source_range(start..start + word.len())).expect("on character boundaries")
    };
    assert_eq!(source("strasse"), "Straße");
    assert_eq!(source("stras"), "Straß");
    assert_eq!(source("se"), "ße");
    assert_eq!(source("محمد"), "مُحَمَّد");
    assert_eq!(folded.source_range(0..folded.text.len()), 0..text.len());
    assert_eq!(folded.source_range(3..3), 3..3);
    assert_eq!(folded.source_range(5_000..6_000), text.len()..text.len());
}

#[test]
fn many_marks_on_one_letter_take_no_time() {
    let text = format!("x{}", "\u{5B0}\u{94D}\u{93C}".repeat(300_000));
    assert!(fold(&text).len() < text.len());
}

#[test]
fn short_cuts_give_what_the_tables_give() {
    for c in ('\0'..=char::MAX).filter(|&c| is_tabled(c)) {
        let mut parts = String::new();
        decompose_compatible(c, |part| parts.push(part));
        assert_eq!(fold(&format!("ب{c}ب")), fold(&format!("ب{parts}ب")), "U+{:04X}", u32::from(c));
    }
    for c in ('\0'..=char::MAX).filter(|&c| is_unchanged(c)) {
        let mut parts = String::new();
        decompose_compatible(c, |part| parts.push(part));
        let composed: String = unicode_normalization::UnicodeNormalization::nfc(parts.chars()).collect();
        assert_eq!((letter(c), composed), (Letter::One(c), c.to_string()));
        assert_eq!(canonical_combining_class(c), 0);
    }
}

#[test]
fn each_character_folds_to_a_fixed_point() {
    // All but Han and Hangul, which have nothing to fold one by one.
    let letters = ('\0'..'\u{3400}').chain('\u{A000}'..'\u{AC00}').chain('\u{D7A4}'..'\u{20000}');
    for c in letters {
        let once = fold(&format!("a{c}b و{c}ا и{c}\u{306}"));
        assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
    }
}

/// Strings rich in the characters that act on their neighbours.
fn foreign_text() -> impl Strategy<Value = String> {
    let touchy = "aIİéßæиИіуг\u{301}\u{306}\u{307}\u{308}ويىاءؤئأهە\u{654}\u{64E}\u{640}\u{200C}\u{200D}\u{200F} \
                  'ʼかハ\u{3099}\u{309A}ᄒ\u{1161}\u{11AB}한क\u{93C}\u{94D}ิท\u{E33}\u{E48}\u{FE0F}Σς.";
    let letters: Vec<char> = touchy.chars().collect();
    proptest::collection::vec(prop_oneof![4 => proptest::sample::select(letters), 1 => any::<char>()], 0..24)
        .prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn folding_is_idempotent_and_has_one_code_path(text in foreign_text()) {
        let once = fold(&text);
        prop_assert_eq!(&fold(&once), &once);
        prop_assert_eq!(fold_mapped(&text).text, once);
    }

    #[test]
    fn ranges_are_on_character_boundaries(text in foreign_text(), from in 0_usize..40, length in 0_usize..40) {
        let folded = fold_mapped(&text);
        let range = folded.source_range(from..from + length);
        prop_assert!(text.get(range.clone()).is_some(), "{:?}", range);
    }
}
