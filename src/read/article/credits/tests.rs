//! Credits in eleven languages, and what looks like one.

use super::*;

fn check(text: &str, expected: &[&str]) {
    assert_eq!(of_text(text), expected, "{text}");
}

/// A text with this in front of it.
fn begun(beginning: &str, expected: &[&str]) {
    check(
        &format!("{beginning}\nA second line goes on.\nAnd a third one.\nA fourth.\nThe fifth is the last."),
        expected,
    );
}

/// A text with this behind it.
fn ended(ending: &str, expected: &[&str]) {
    check(
        &format!(
            "The first line of many.\nThe second goes on.\nAnd so does the third.\nThe fourth.\nThe fifth one.\n{ending}"
        ),
        expected,
    );
}

#[test]
fn datelines_of_eleven_languages() {
    for (line, agency) in [
        ("LONDON (Reuters) - The bank kept its rate.", "Reuters"),
        ("LONDON, May 5 (Reuters) - The bank kept its rate.", "Reuters"),
        ("KYIV, Ukraine (AP) — The bridge was closed.", "AP"),
        ("BEIJING, May 5 (Xinhua) -- The bridge was closed.", "Xinhua"),
        ("MOSCOW, May 5. /TASS/. The bridge was closed.", "TASS"),
        ("(ANSA) - ROMA, 05 MAG - Il ponte è chiuso.", "ANSA"),
        ("AFP – Le pont est fermé.", "AFP"),
        ("Paris (AFP) – Le pont est fermé.", "AFP"),
        ("PARIS, 5 mai (Reuters) - Le pont est fermé.", "Reuters"),
        ("Berlin (dpa) - Die Brücke ist gesperrt.", "dpa"),
        ("Frankfurt am Main (dpa/lhe) - Die Brücke ist gesperrt.", "dpa"),
        ("Madrid, 5 may (EFE).- El puente está cerrado.", "EFE"),
        ("MADRID, 5 May. (EUROPA PRESS) - El puente está cerrado.", "Europa Press"),
        ("МОСКВА, 5 мая. /ТАСС/. Мост закрыт.", "TASS"),
        ("МОСКВА, 5 мая - РИА Новости. Мост закрыт.", "RIA Novosti"),
        ("Москва. 5 мая. INTERFAX.RU - Мост закрыт.", "Interfax"),
        ("КИЇВ, 5 травня. /Укрінформ/. Міст закрито.", "Ukrinform"),
        ("ANKARA (AA) - Köprü kapandı.", "Anadolu"),
        ("İSTANBUL, (DHA)- Köprü kapandı.", "DHA"),
        ("غزة - (أ ف ب) أغلق الجسر أمام المارة.", "AFP"),
        ("غزة (أ.ف.ب) - أغلق الجسر أمام المارة.", "AFP"),
        ("دبي (رويترز) - أغلق الجسر أمام المارة.", "Reuters"),
        ("واشنطن ـ أ ف ب: أغلق الجسر أمام المارة.", "AFP"),
        ("القاهرة في 5 مايو /أ ش أ/ أغلق الجسر أمام المارة.", "MENA"),
        ("أبوظبي في 5 مايو / وام / أغلق الجسر أمام المارة.", "WAM"),
        ("عمان 5 أيار (بترا)- أغلق الجسر أمام المارة.", "Petra"),
        ("دمشق-سانا أغلق الجسر أمام المارة.", "SANA"),
        ("الرياض 18 ذو القعدة 1447 هـ الموافق 5 مايو 2026 م واس", "SPA"),
        ("الرياض - واس", "SPA"),
        ("صحيفتنا – وكالات", "agencies"),
        ("تهران (ایسنا) - پل بسته شد.", "ISNA"),
        ("به گزارش خبرگزاری مهر، پل بسته شد.", "Mehr"),
        ("به گزارش ایرنا پل بسته شد.", "IRNA"),
        ("ירושלים (רויטרס) - הגשר נסגר.", "Reuters"),
        ("新华社北京5月5日电 大桥关闭。", "Xinhua"),
        ("新华社北京５月５日电（记者王明）大桥关闭。", "Xinhua"),
        ("北京5月5日电（新华社）大桥关闭。", "Xinhua"),
        ("据新华社北京5月5日电，大桥关闭。", "Xinhua"),
        ("中新网北京5月5日电 大桥关闭。", "China News Service"),
        ("（中央社記者王明台北5日電）大橋關閉。", "CNA"),
    ] {
        begun(line, &[agency]);
    }
    begun("Berlin (dpa/AFP) - Die Brücke ist gesperrt.", &["dpa", "AFP"]);
    begun("القاهرة - وكالات: أغلق الجسر أمام المارة.", &["agencies"]);
    check(
        "The deck of the article\nLONDON (Reuters) - The bank kept its rate.\nIt said so.\nMore.\nEnd.",
        &["Reuters"],
    );
}

#[test]
fn closing_credits_of_eleven_languages() {
    for (line, agency) in [
        ("(AFP)", "AFP"),
        ("The bridge stays closed. (AFP)", "AFP"),
        ("The bridge stays closed. – AFP", "AFP"),
        ("Source: AFP", "AFP"),
        ("The bridge stays closed. PTI", "PTI"),
        ("The bridge stays closed. A.P.", "AP"),
        ("FMW/Bloomberg", "Bloomberg"),
        ("Bron: BELGA", "Belga"),
        ("大桥关闭。新华社", "Xinhua"),
        ("With agencies", "agencies"),
        ("(With inputs from PTI)", "PTI"),
        ("With inputs from agencies", "agencies"),
        ("It stays closed. (Reporting by Jane Doe; Editing by John Roe)", "Reuters"),
        ("(Reportage de Jane Doe, édité par John Roe)", "Reuters"),
        ("Associated Press writer Jane Doe contributed to this report.", "AP"),
        ("The Associated Press contributed to this report.", "AP"),
        ("Copyright 2026 The Associated Press. All rights reserved.", "AP"),
        ("Copyright Associated Press of Pakistan, 2026", "APP"),
        ("© dpa-infocom, dpa:260505-99-123456/2", "dpa"),
        ("(avec AFP)", "AFP"),
        ("Avec agences", "agencies"),
        ("(mit dpa)", "dpa"),
        ("Quelle: dpa", "dpa"),
        ("Mit Material von Reuters", "Reuters"),
        ("(Con información de EFE)", "EFE"),
        ("Fuente: Europa Press", "Europa Press"),
        ("Источник: ТАСС", "TASS"),
        ("Мост закрыт. /ТАСС/", "TASS"),
        ("Джерело: Укрінформ", "Ukrinform"),
        ("Kaynak: AA", "Anadolu"),
        ("المصدر: وكالات", "agencies"),
        ("المصدر : الجزيرة + وكالات", "agencies"),
        ("(وكالات)", "agencies"),
        ("* بالاتفاق مع «رويترز»", "Reuters"),
        ("وبقي الجسر مغلقا. (رويترز)", "Reuters"),
        ("منبع: ایسنا", "ISNA"),
        ("מקור: רויטרס", "Reuters"),
        ("(סוכנויות הידיעות)", "agencies"),
        ("来源：新华社", "Xinhua"),
        ("大桥关闭。（新华社）", "Xinhua"),
    ] {
        ended(line, &[agency]);
    }
    ended("es/rz (dpa, AFP, Reuters)", &["dpa", "AFP", "Reuters"]);
    ended("رويترز وأ ف ب", &["Reuters", "AFP"]);
    ended("Reuters and AFP contributed to this report.", &["Reuters", "AFP"]);
}

#[test]
fn a_mention_is_no_credit() {
    for line in [
        "Reuters reported that the bridge was closed.",
        "The minister told Reuters on Monday that the bridge was closed.",
        "He spoke to the agency (AFP) about the bridge.",
        "According to TASS, the bridge was closed.",
        "A man from Petra - the old city - came to see the bridge.",
        "MAP - a drawing of the region - was shown.".replace("MAP", "Map").as_str(),
        "Vijayawada, AP: The bridge was closed.",
        "UN agencies: the bridge must open.",
        "Space agency - and others - will watch.",
        "Об этом сообщает ТАСС.",
        "Как сообщил ТАСС министр, мост закрыт.",
        "Das sagte der Minister der dpa.",
        "The minister spoke. He told Reuters.",
        "Le ministre l'a dit à l'AFP.",
        "قالت رويترز إن الجسر أغلق.",
        "ووفقاً لـ \"رويترز\"، فقد أغلق الجسر.",
        "وذكرت وكالة فرانس برس أن الجسر أغلق.",
        "وقال وزير النقل واس.",
        "به گزارش رویترز، پل بسته شد.",
        "据路透社报道，大桥关闭。",
        "新华社是中国的通讯社。",
        "(Photo: Reuters)",
        "Foto: dpa",
        "Фото: ТАСС",
        "图片来源：新华社",
        "صورة: أ ف ب",
    ] {
        begun(line, &[]);
        ended(line, &[]);
    }
}

#[test]
fn authors_may_be_agencies() {
    let check = |author: &str, expected: &[&str]| assert_eq!(of_authors(&[author.to_owned()]), expected, "{author}");
    check("Reuters", &["Reuters"]);
    check("The Associated Press", &["AP"]);
    check("By Jane Doe, Associated Press", &["AP"]);
    check("dpa/AFP", &["dpa", "AFP"]);
    check("Jane Doe and John Roe, AFP", &["AFP"]);
    check("Le Monde avec AFP", &["AFP"]);
    check("وكالة رويترز", &["Reuters"]);
    check("агентство ТАСС", &["TASS"]);
    check("新华社", &["Xinhua"]);
    check("Petra Sana", &[]);
    check("Jane Doe", &[]);
    check("Jane Doe/AFP via Getty Images", &[]);
}

#[test]
fn lines_beside_the_headline() {
    let check = |line: &str, expected: &[&str]| assert_eq!(byline::of_line(line), expected, "{line}");
    check("Reuters", &["Reuters"]);
    check("By Reuters | May 5, 2026", &["Reuters"]);
    check("Jane Doe | AP", &["AP"]);
    check("Von dpa", &["dpa"]);
    check("Autor:  PAP | 27-12-2011 10:10", &["PAP"]);
    check("القاهرة - وكالات", &["agencies"]);
    check("لندن/ رويترز", &["Reuters"]);
    check("2026-05-05 10:00 来源：新华网 编辑：王明", &["Xinhua"]);
    check("Source: AFP", &["AFP"]);
    check("World | Reuters | Sports", &[]);
    check("What Reuters says about the bridge", &[]);
    check("Foto: Reuters", &[]);
    check("Bloomberg/Jane Doe", &[]);
    check("(Jane Doe / Associated Press)", &[]);
    check("© REUTERS / HEALTH MINISTRY", &[]);
    check("Reuters/kra Frankfurt", &["Reuters"]);
    check("The Agency", &[]);
    check("The bridge, Reuters, is closed.", &[]);
}

#[test]
fn on_its_own_site_an_agency_credits_itself() {
    let url = |text: &str| Url::parse(text).ok();
    assert_eq!(or_own(Vec::new(), url("https://tass.ru/politika/1").as_ref()), ["TASS"]);
    assert_eq!(or_own(vec!["AFP".to_owned()], url("https://tass.ru/politika/1").as_ref()), ["AFP"]);
    assert!(or_own(Vec::new(), url("https://example.org/1").as_ref()).is_empty());
}
