use super::*;
use crate::model::LanguageCode;
use crate::text::{fold, tokens};

fn of(language: &str) -> TermLanguage {
    match language {
        "any" => TermLanguage::Any,
        code => TermLanguage::Of(LanguageCode::parse(code).expect("a language")),
    }
}

fn phrase(term: &str, language: &str) -> Phrase {
    match parse(term, &of(language)).expect(term) {
        Form::Phrase(phrase) => phrase,
        other => panic!("{term} is {other:?}"),
    }
}

/// Whether a term stands at the first word of a text and takes all of it.
fn matches(term: &str, language: &str, text: &str) -> bool {
    let folded = fold::fold(text);
    let words: Vec<&str> = tokens::words(&folded).filter_map(|range| folded.get(range)).collect();
    phrase(term, language).end_of_match(|index| words.get(index).copied(), 0) == Some(words.len())
}

fn check(term: &str, language: &str, text: &str, expected: bool) {
    assert_eq!(matches(term, language, text), expected, "{term} ({language}) and {text}");
}

fn check_forms(term: &str, language: &str, found: &[&str], not_found: &[&str]) {
    for text in found {
        check(term, language, text, true);
    }
    for text in not_found {
        check(term, language, text, false);
    }
}

#[test]
fn words_match_whole_and_stars_say_what_may_stand_around() {
    check_forms("terror", "en", &["Terror"], &["terrorist", "bioterror"]);
    check_forms("terroris*", "en", &["terrorists", "Terrorism"], &["bioterrorists", "terror"]);
    check_forms("*terror", "de", &["Terror", "Bombenterror"], &["Terrors", "Terrorist"]);
    check_forms("*terror*", "de", &["Terror", "Bombenterrors", "Terroranschlag"], &["Terr"]);
    check_forms("*anschläge", "de", &["Terroranschlage", "Anschläge"], &["Anschlägen"]);
    check_forms("*terror* plan", "de", &["Bioterroristen Plan"], &["Terror"]);
    check_forms("*бомб~", "ru", &["авиабомбами", "бомба"], &["бомбардировка"]);
}

#[test]
fn arabic_words_match_with_what_stands_in_front() {
    for word in ["إرهاب", "الإرهاب", "وإرهاب", "بالإرهاب", "للإرهاب", "وللإرهاب", "فالإرهاب", "كإرهاب", "لإرهاب"]
    {
        check("إرهاب", "ar", word, true);
        check("إرهاب", "any", word, true);
        check("=إرهاب", "ar", word, word == "إرهاب");
    }
    check_forms("إرهاب", "ar", &[], &["إرهابي", "مإرهاب"]);
    check_forms("انتحار", "ar", &[], &["انتحاري"]);
    check_forms("ارهاب*", "ar", &["والإرهابيين"], &["مكافحة"]);
    check_forms("سيناء", "ar", &["بسيناء"], &[]);
    check_forms("القاعدة", "ar", &["القاعدة", "بالقاعدة", "للقاعدة"], &["قاعدة", "لقاعدة"]);
    check_forms("اللجنة", "ar", &["اللجنة", "للجنة", "وللجنة"], &["لجنة"]);
    check_forms("ألمانيا", "ar", &["لألمانيا", "بألمانيا"], &[]);
    // Persian writes the same letters, but no article and no proclitics.
    check_forms("ترور", "fa", &["ترور"], &["بترور"]);
    check_forms("روسیه", "fa", &["روسيه"], &[]);
}

#[test]
fn hebrew_words_match_with_what_stands_in_front() {
    check_forms("טרור", "he", &["טרור", "הטרור", "ולטרור", "שבטרור"], &["אטרור"]);
}

#[test]
fn arabic_endings() {
    check_forms(
        "انتحاري~",
        "ar",
        &["انتحاري", "الانتحارية", "وانتحاريين", "انتحاريون", "انتحارياً", "للانتحاريات", "انتحارييها"],
        &["انتحار", "انتحارستان"],
    );
    check_forms("صياد~", "ar", &["صياد", "الصيادين", "صيادون", "صيادة", "صياديهم"], &["صيد", "صيادلة"]);
    check_forms("إرهاب~", "ar", &["إرهاب", "الإرهابيون", "إرهابية", "لإرهابهم"], &["رهاب"]);
    check_forms("حملة~", "ar", &["حملة", "الحملات", "بحملتها", "حملتين", "حملاتهم"], &["حمل", "حملوا", "حملي"]);
    check_forms("هجوم~ انتحاري~", "ar", &["هجوم انتحاري", "الهجومين الانتحاريين", "بهجومات انتحارية"], &["هجمات"]);
    check_forms("الروسي~", "ar", &["الروسية", "بالروسيين"], &["روسية"]);
}

#[test]
fn persian_endings() {
    let half_space = "حمله\u{200c}های هوایی";
    check_forms("حمله~", "fa", &["حمله", "حمله\u{200c}ها", "حمله\u{200c}ای", "حملۀ"], &["حمل", "حمله ور"]);
    check_forms("حمله~ هوایی", "fa", &["حمله هوایی", half_space], &["حمله زمینی"]);
    check_forms("تروریست~", "fa", &["تروریستی", "تروریستها", "تروریست\u{200c}های", "تروریستان"], &["تروریسم"]);
    check_forms("نماینده~", "fa", &["نماینده", "نمایندگان", "نمايندگانش", "نماینده\u{200c}هایش"], &["نمایش"]);
}

#[test]
fn hebrew_endings() {
    check_forms("מחבל~", "he", &["מחבל", "המחבלים", "ומחבלת", "מחבלי"], &["מחבלוני"]);
    check_forms("ארגון~", "he", &["ארגון", "הארגונים", "ארגוני"], &["ארגונאות", "ארגוןים", "ארגו", "ארגונ"]);
    check_forms("מלחמה~", "he", &["מלחמה", "במלחמת", "המלחמות", "מלחמתם"], &["מלחמ", "מלחמים"]);
}

#[test]
fn russian_endings() {
    check_forms("взрыв~", "ru", &["взрыв", "Взрыва", "взрывами", "взрывов"], &["взрывчатка", "взрывать"]);
    check_forms("атака~", "ru", &["атака", "атак", "атаку", "атаками"], &["атаковать", "атаман"]);
    check_forms("санкции~", "ru", &["санкции", "санкций", "санкциями"], &["санкционный"]);
    check_forms("Россия~", "ru", &["России", "Россию", "Россией"], &["российский"]);
    check_forms("ядерный~ оружие~", "ru", &["ядерного оружия", "ядерным оружием"], &["ядра оружия"]);
    check_forms("область~", "ru", &["области", "областью", "областях"], &["областной"]);
    check_forms("герой~", "ru", &["герой", "героя", "героями"], &["героин", "геройский"]);
    check_forms("боевой~", "ru", &["боевого", "боевыми", "боевая"], &["боевик"]);
    check_forms("Китай~", "ru", &["Китая", "Китаем"], &["кита", "китайский"]);
    check_forms("самолёт~", "ru", &["самолета", "самолётов"], &["самолетостроение"]);
}

#[test]
fn ukrainian_endings() {
    check_forms("вибух~", "uk", &["вибух", "вибуху", "вибухами", "вибухів"], &["вибухівка"]);
    check_forms("атака~", "uk", &["атака", "атак", "атаку", "атакою"], &["атакувати"]);
    check_forms("Росія~", "uk", &["Росії", "Росію", "Росією"], &["російський"]);
    check_forms("ядерний~", "uk", &["ядерної", "ядерними", "ядерна"], &["ядро"]);
    check_forms("президент~", "uk", &["президентові", "президента"], &["президентство"]);
}

#[test]
fn phrases_are_split_as_texts_are() {
    let check = |term: &str, expected: usize| assert_eq!(phrase(term, "any").words.len(), expected, "{term}");
    check("al-Qaeda", 2);
    check("  state   of emergency ", 3);
    check("恐怖主义", 4);
    check("9/11", 2);
    check("nearest", 1);
    check("near miss", 2);
}

#[test]
fn the_anchor_begins_the_longest_piece_that_every_match_holds() {
    let check = |term: &str, language: &str, word: usize, expected: &str| {
        let anchor = phrase(term, language).anchor();
        assert_eq!((anchor.word, anchor.text.as_str()), (word, expected), "{term}");
    };
    check("car bomb", "en", 0, " car bom");
    check("car bomb*", "en", 0, " car bom");
    check("extremis* group", "en", 0, " extremi");
    check("is* raid", "en", 1, " raid ");
    check("*bomb raid", "en", 0, "bomb rai");
    check("*bomb* raid", "en", 1, " raid ");
    check("恐怖", "zh", 0, " 恐 怖 ");
    check("مكافحة الإرهاب", "ar", 0, "مكافحه ");
    check("الإرهاب", "ar", 0, "ارهاب ");
    check("=القاعدة", "ar", 0, " القاعده");
    check("ארגון טרור", "he", 0, "ארגון ");
    check("взрыв~ дома", "ru", 0, " взрыв");
    // How many words the first one takes is not known beforehand.
    check("ترور~ وزیر خارجه", "fa", 0, " ترور");
}

#[test]
fn near_has_alternatives_on_both_sides() {
    let Ok(Form::Near(near)) = parse("oil|natural gas NEAR/8 sanction*|@goods|=EU", &of("en")) else {
        panic!("no NEAR");
    };
    let list = Operand::List(ListId::parse("goods").expect("an id"));
    let phrase = |term: &str| Operand::Phrase(phrase(term, "en"));
    assert_eq!(near.within, 8);
    assert_eq!(near.one, [phrase("oil"), phrase("natural gas")]);
    assert_eq!(near.other, [phrase("sanction*"), list, phrase("=EU")]);
}

#[test]
fn lists_and_expressions_are_terms() {
    assert_eq!(parse("@actors/russia", &of("en")), Ok(Form::List(ListId::parse("actors/russia").expect("an id"))));
    let Ok(Form::Expression(expression)) = parse(r"/\bS-?[34]00\b/", &of("any")) else { panic!("no expression") };
    assert_eq!(expression.compile().expect("sound").matches("the s-400, S300").count(), 2);
}

#[test]
fn mistakes_are_explained() {
    let check = |term: &str, language: &str, expected: TermFault| {
        assert_eq!(parse(term, &of(language)), Err(expected), "{term}");
    };
    let any = |term: &str, expected: fn(String) -> TermFault| check(term, "any", expected(term.to_owned()));
    any("", TermFault::NoWords);
    any("…", TermFault::NoWords);
    any("\u{640}\u{64E}", TermFault::NoWords);
    any("raid …*", TermFault::NoWords);
    any("terror * attack", TermFault::MisplacedStar);
    any("te*ror", TermFault::MisplacedStar);
    any("terror**", TermFault::MisplacedStar);
    any("terror~*", TermFault::MisplacedStar);
    any("is*", TermFault::TooShort);
    any("*is", TermFault::TooShort);
    any("*is*", TermFault::TooShort);
    assert!(parse("is* raid", &of("any")).is_ok());
    any("raid =IS", TermFault::MisplacedEquals);
    any("==IS", TermFault::MisplacedEquals);
    any("=terror*", TermFault::ExactPart);
    any("=взрыв~", TermFault::ExactPart);
    any("взр~ыв", TermFault::MisplacedTilde);
    any("oil|gas", TermFault::LoneBar);
    any("oil NEAR gas", TermFault::NoDistance);
    any("oil NEAR/ gas", TermFault::NoDistance);
    any("oil NEAR/0 gas", TermFault::NoDistance);
    any("oil NEAR/101 gas", TermFault::NoDistance);
    any("oil NEAR/5 gas NEAR/5 coal", TermFault::TwiceNear);
    any("NEAR/5 gas", TermFault::MissingOperand);
    any("oil| NEAR/5 gas", TermFault::MissingOperand);
    any("oil NEAR/5 /gas|coal/", TermFault::ExpressionNear);
    any("raid @actors", TermFault::NoListName);
    any("@", TermFault::NoListName);
    any("@Actors Of", TermFault::NoListName);
    any("/terror", TermFault::OpenExpression);
    check("бо~", "ru", TermFault::TooShort("бо~".to_owned()));
    check("ISIS~", "ar", TermFault::ForeignEndings("ISIS~".to_owned()));
    let no_endings = |term: &str, language: &str| TermFault::NoEndings { term: term.into(), language: language.into() };
    check("terrorist~", "de", no_endings("terrorist~", "de"));
    check("взрыв~", "any", no_endings("взрыв~", "any"));
}

#[test]
fn expressions_that_match_nothing_or_everything_are_mistakes() {
    let check = |term: &str, expected: &str| {
        let fault = parse(term, &of("any")).expect_err(term).to_string();
        assert!(fault.contains(expected) && fault.contains(term), "{fault}");
    };
    check("/(a/", "cannot be read: unclosed group; write it as in");
    check("/a*/", "can match nothing at all; write at least one letter");
    check("//", "can match nothing at all");
    check("/.+/", "could run through a whole text; say what may stand between words");
    check("/oil.*gas/", "could run through a whole text");
    check(r"/(?i)\pL{9}(\pL\pL\d\pL){15,90}/", "grows too large; leave out alternatives");
}
