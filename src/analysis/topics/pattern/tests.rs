use crate::model::LanguageCode;

use super::*;

fn of(language: &str) -> TermLanguage {
    match language {
        "any" => TermLanguage::Any,
        code => TermLanguage::Of(LanguageCode::parse(code).expect("a language")),
    }
}

#[test]
fn one_word_terms_match_whole_words_and_what_may_stand_in_front() {
    let check = |term: &str, language: &str, word: &str, expected: bool| {
        let pattern = parse(term, &of(language)).expect(term);
        assert_eq!(pattern.words.len(), 1, "{term}");
        assert_eq!(pattern.words[0].matches(&fold::fold(word)), expected, "{term} ({language}) and {word}");
    };
    check("terror", "en", "Terror", true);
    check("terror", "en", "terrorist", false);
    check("terroris*", "en", "terrorists", true);
    check("terroris*", "en", "bioterrorists", false);

    for word in ["إرهاب", "الإرهاب", "وإرهاب", "بالإرهاب", "للإرهاب", "وللإرهاب", "فالإرهاب", "كإرهاب", "لإرهاب"]
    {
        check("إرهاب", "ar", word, true);
        check("إرهاب", "any", word, true);
        check("=إرهاب", "ar", word, word == "إرهاب");
    }
    check("إرهاب", "ar", "إرهابي", false);
    check("إرهاب", "ar", "مإرهاب", false);
    check("انتحار", "ar", "انتحاري", false);
    check("ارهاب*", "ar", "والإرهابيين", true);
    check("سيناء", "ar", "بسيناء", true);

    for (word, expected) in
        [("القاعدة", true), ("بالقاعدة", true), ("للقاعدة", true), ("قاعدة", false), ("لقاعدة", false)]
    {
        check("القاعدة", "ar", word, expected);
    }
    for (word, expected) in [("اللجنة", true), ("للجنة", true), ("وللجنة", true), ("لجنة", false)]
    {
        check("اللجنة", "ar", word, expected);
    }
    check("ألمانيا", "ar", "لألمانيا", true);
    check("ألمانيا", "ar", "بألمانيا", true);

    // Persian writes the same letters, but no article and no proclitics.
    check("ترور", "fa", "بترور", false);
    check("روسیه", "fa", "روسيه", true);

    for (word, expected) in [("טרור", true), ("הטרור", true), ("ולטרור", true), ("שבטרור", true), ("אטרור", false)]
    {
        check("טרור", "he", word, expected);
    }
}

#[test]
fn phrases_are_split_as_texts_are() {
    let check = |term: &str, expected: usize| {
        assert_eq!(parse(term, &TermLanguage::Any).expect(term).words.len(), expected, "{term}");
    };
    check("al-Qaeda", 2);
    check("  state   of emergency ", 3);
    check("恐怖主义", 4);
    check("9/11", 2);
}

#[test]
fn the_anchor_is_a_piece_that_every_match_holds() {
    let check = |term: &str, language: &str, expected: &str| {
        assert_eq!(parse(term, &of(language)).expect(term).anchor(), expected, "{term}");
    };
    check("car bomb", "en", " car bomb ");
    check("car bomb*", "en", " car bomb");
    check("extremis* group", "en", " extremis");
    check("恐怖", "zh", " 恐 怖 ");
    check("مكافحة الإرهاب", "ar", "مكافحه ");
    check("الإرهاب", "ar", "ارهاب ");
    check("=القاعدة", "ar", " القاعده ");
    check("ארגון טרור", "he", "ארגון ");
}

#[test]
fn mistakes_are_explained() {
    let check = |term: &str, expected: fn(String) -> TermError| {
        assert_eq!(parse(term, &TermLanguage::Any), Err(expected(term.to_owned())));
    };
    check("", TermError::NoWords);
    check(" = ", TermError::NoWords);
    check("…", TermError::NoWords);
    check("\u{640}\u{64E}", TermError::NoWords);
    check("*ism", TermError::MisplacedStar);
    check("terror * attack", TermError::MisplacedStar);
    check("te*ror", TermError::MisplacedStar);
    check("terror**", TermError::MisplacedStar);
    check("is*", TermError::ShortPrefix);
    assert!(parse("is* raid", &TermLanguage::Any).is_ok());
    check("raid =IS", TermError::MisplacedEquals);
    check("==IS", TermError::MisplacedEquals);
    check("=terror*", TermError::ExactPrefix);
    check("/terror.*/", TermError::Reserved);
    check("army NEAR/5 raid", TermError::Reserved);
}
