//! Every script: what counts as the same word, with the way back to the text as given.

use super::*;

fn check(term: &str, language: &str, text: &str, expected: &[&str]) {
    assert_eq!(found(&[&format!("1 {language} {term}")], text, language), expected, "{term} in {text}");
}

#[test]
fn arabic() {
    // Vowel signs, tatweel, letter forms, presentation forms.
    check("إرهاب", "ar", "الإِرْهَابُ والاارهاب", &["الإِرْهَابُ"]);
    check("الإرهاب", "ar", "ضد الارهـــاب", &["الارهـــاب"]);
    check("ارهاب", "ar", "ﺍﻹﺭﻫﺎﺏ", &["ﺍﻹﺭﻫﺎﺏ"]);
    check("القاعدة", "ar", "تنظيم القاعده", &["القاعده"]);
    check("مستشفى", "ar", "في مستشفي", &["مستشفي"]);
    check("آسيا", "ar", "اسيا وأسيا", &["اسيا", "وأسيا"]);
    // Chains of what is written in front.
    check("سلاح", "ar", "وبالسلاح وللسلاح كسلاح", &["وبالسلاح", "وللسلاح", "كسلاح"]);
    check("سلاح", "ar", "سلاحنا مسلاح اسلاح", &[]);
    check("سلاح نووي", "ar", "السلاح\u{a0}النووي", &["السلاح\u{a0}النووي"]);
    // Direction marks within a phrase.
    check("مجلس الأمن", "ar", "مجلس\u{200f} الأمن", &["مجلس\u{200f} الأمن"]);
}

#[test]
fn persian() {
    for term in ["می‌خواهد", "می خواهد"] {
        check(term, "fa", "مي\u{200c}خواهد", &["مي\u{200c}خواهد"]);
    }
    check("یمن", "fa", "يمن ویمن", &["يمن"]);
    check("کردستان", "fa", "كردستان", &["كردستان"]);
    check("حمله*", "fa", "حمله\u{200c}ور", &["حمله"]);
    check("حملهٔ هوایی", "fa", "حمله هوایی", &["حمله هوایی"]);
    check("۱۴۰۳", "fa", "1403 ١٤٠٣ ۱۴۰۳", &["1403", "١٤٠٣", "۱۴۰۳"]);
}

#[test]
fn hebrew() {
    check("פיגוע", "he", "הפיגוע, בַּפִּיגוּעַ, ושבפיגוע", &["הפיגוע", "בַּפִּיגוּעַ", "ושבפיגוע"]);
    check("צה\"ל", "he", "צה״ל", &["צה״ל"]);
    check("פיגוע", "he", "פיגועים", &[]);
}

#[test]
fn turkish() {
    for term in ["İstanbul", "istanbul", "ISTANBUL", "ıstanbul"] {
        check(term, "tr", "İSTANBUL ıstanbul İstanbul'da", &["İSTANBUL", "ıstanbul", "İstanbul"]);
    }
    check("ışid", "tr", "IŞİD'in", &["IŞİD"]);
    check("saldırı*", "tr", "SALDIRIDA saldirisi", &["SALDIRIDA", "saldirisi"]);
}

#[test]
fn cyrillic() {
    check("самолёт*", "ru", "самолет и САМОЛЁТЫ", &["самолет", "САМОЛЁТЫ"]);
    check("самолет*", "ru", "самоле\u{308}т", &["самоле\u{308}т"]);
    // й and ї are letters of their own.
    check("район", "ru", "раион", &[]);
    check("їжа", "uk", "іжа ЇЖА", &["ЇЖА"]);
    check("об'єкт*", "uk", "об’єкти, обʼєкт", &["об’єкти", "обʼєкт"]);
}

#[test]
fn latin() {
    check("straße", "de", "STRASSE Straße strasse", &["STRASSE", "Straße", "strasse"]);
    check("*anschlag", "de", "Bombenanschlag, Anschlag, Anschlagsplan", &["Bombenanschlag", "Anschlag"]);
    check("*terror*", "de", "Antiterroreinheit", &["Antiterroreinheit"]);
    check("émeute*", "fr", "ÉMEUTES, emeute, e\u{301}meutes", &["ÉMEUTES", "emeute", "e\u{301}meutes"]);
    check("cœur", "fr", "coeur CŒUR", &["coeur", "CŒUR"]);
    check("España", "es", "ESPAÑA Espan\u{303}a espana", &["ESPAÑA", "Espan\u{303}a", "espana"]);
    check(
        "anti-terror*",
        "en",
        "anti\u{2010}terror anti terrorism antiterror",
        &["anti\u{2010}terror", "anti terrorism"],
    );
    check("office", "en", "oﬃce ｏｆｆｉｃｅ", &["oﬃce", "ｏｆｆｉｃｅ"]);
}

#[test]
fn scripts_without_spaces() {
    check("恐怖袭击", "zh", "发生恐怖袭击事件，恐怖 袭击", &["恐怖袭击", "恐怖 袭击"]);
    check("テロ攻撃", "ja", "首都でﾃﾛ攻撃があり、テロ攻撃", &["ﾃﾛ攻撃", "テロ攻撃"]);
    check("ก่อการร้าย", "th", "กลุ่มก่อการร้ายในภาคใต้", &["ก่อการร้าย"]);
    check("ก่อการร้าย", "th", "กอการราย", &[]);
    // Latin and digits within.
    check("G7峰会", "zh", "出席G7峰会", &["G7峰会"]);
    check("테러*", "ko", "테러를 규탄", &["테러를"]);
}

#[test]
fn digits_of_every_script() {
    for digits in ["2254", "٢٢٥٤", "۲۲۵۴", "२२५४", "২২৫৪", "๒๒๕๔", "２２５４", "၂၂၅၄"]
    {
        check("2254", "any", digits, &[digits]);
        check(digits, "any", "2254", &["2254"]);
    }
}

#[test]
fn a_field_of_many_scripts_keeps_its_places() {
    let text = "😀 İSTANBUL — الإِرْهَـــابُ ‘Straße’ 恐怖 взрывами";
    let lines = ["1 tr istanbul", "1 ar إرهاب", "1 de strasse", "1 zh 恐怖", "1 ru взрыв~"];
    assert_eq!(found(&lines, text, ""), ["İSTANBUL", "الإِرْهَـــابُ", "Straße", "恐怖", "взрывами"]);
}
