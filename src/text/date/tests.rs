use proptest::prelude::*;

use super::*;

fn language(code: &str) -> Option<LanguageCode> {
    LanguageCode::from_tag(code)
}

fn check_machine(text: &str, expected: &str) {
    assert_eq!(parse_machine(text).map(|moment| moment.to_string()).as_deref(), Some(expected), "{text}");
}

fn check_feed(code: &str, text: &str, expected: &str) {
    let found = parse_feed(text, language(code).as_ref()).map(|moment| moment.to_string());
    assert_eq!(found.as_deref(), Some(expected), "{text}");
}

fn visible(code: &str, text: &str) -> Vec<(String, String)> {
    let now = "2026-11-24T12:00:00Z".parse().expect("a time");
    let found = find_visible(text, language(code).as_ref(), now);
    found
        .into_iter()
        .map(|date| (date.at.to_string(), text.get(date.range).expect("whole characters").into()))
        .collect()
}

fn check_visible(code: &str, text: &str, expected: &str) {
    let found: Vec<String> = visible(code, text).into_iter().map(|(at, _)| at).collect();
    assert_eq!(found, [expected], "{text}");
}

fn check_nothing_visible(code: &str, text: &str) {
    assert_eq!(visible(code, text), [], "{text}");
}

#[test]
fn iso_dates_are_read_in_all_spellings() {
    for (text, expected) in [
        ("2026-11-24", "2026-11-24"),
        ("2026-11-24T10:30:15Z", "2026-11-24T10:30:15Z"),
        ("2026-11-24t10:30:15.123456z", "2026-11-24T10:30:15Z"),
        ("2026-11-24T10:30:15,5+03:00", "2026-11-24T10:30:15+03:00"),
        ("2026-11-24T10:30:15+0400", "2026-11-24T10:30:15+04:00"),
        ("2026-11-24T10:30-03", "2026-11-24T10:30:00-03:00"),
        ("2026-11-24 10:30:15", "2026-11-24T10:30:15Z"),
        ("2026-11-24 10:30:15 +0530", "2026-11-24T10:30:15+05:30"),
        ("2026/11/24 10:30", "2026-11-24T10:30:00Z"),
        ("20261124", "2026-11-24"),
        ("20261124T103015Z", "2026-11-24T10:30:15Z"),
        ("20261124T1030+0300", "2026-11-24T10:30:00+03:00"),
        ("20261124103015", "2026-11-24T10:30:15Z"),
        ("2026-328", "2026-11-24"),
        ("2026-W48-2T10:30:00Z", "2026-11-24T10:30:00Z"),
        ("2026-11-24T24:00:00Z", "2026-11-25T00:00:00Z"),
        ("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"),
        ("2026-11-24T10:30:15+03:00[Europe/Moscow]", "2026-11-24T10:30:15+03:00"),
    ] {
        check_machine(text, expected);
    }
}

#[test]
fn dates_of_mail_and_http_are_read() {
    for (text, expected) in [
        ("Tue, 24 Nov 2026 10:30:15 +0300", "2026-11-24T10:30:15+03:00"),
        ("Tue, 24 Nov 2026 10:30:15 GMT", "2026-11-24T10:30:15Z"),
        ("24 Nov 26 10:30 EST", "2026-11-24T10:30:00-05:00"),
        ("Tues, 24 Nov 2026 10:30:15 MSK", "2026-11-24T10:30:15+03:00"),
        ("Tuesday, 24-Nov-26 10:30:15 CET", "2026-11-24T10:30:15+01:00"),
        ("24-Nov-2026", "2026-11-24"),
        ("Tue Nov 24 10:30:15 2026", "2026-11-24T10:30:15Z"),
        ("Tue Nov 24 10:30:15 MSK 2026", "2026-11-24T10:30:15+03:00"),
        ("Tue Nov 24 2026 10:30:15 GMT+0300 (Moscow Standard Time)", "2026-11-24T10:30:15+03:00"),
        ("November 24, 2026 10:30 PM", "2026-11-24T22:30:00Z"),
        ("24 November 2026, 12:05 a.m.", "2026-11-24T00:05:00Z"),
        ("Tue, 24 Nov 2026 10:30:15 XYZ", "2026-11-24T10:30:15Z"),
        ("24.11.2026 10:30", "2026-11-24T10:30:00Z"),
        ("1795516215", "2026-11-24T10:30:15Z"),
        ("1795516215123", "2026-11-24T10:30:15Z"),
    ] {
        check_machine(text, expected);
    }
}

#[test]
fn what_is_no_date_or_two_dates_is_not_read() {
    for text in [
        "",
        "now",
        "2026",
        "2026-11",
        "03/04/2026",
        "2026-02-30",
        "2026-11-24T25:00:00Z",
        "12:30",
        "12345",
        "0000-00-00",
        "Breaking: 24 Nov 2026",
        "24 Nov 2026 and more",
        "2026-11-24T10:30:15+99:00",
        "１２３",
        "99999999999999999999",
    ] {
        assert_eq!(parse_machine(text), None, "{text}");
    }
}

#[test]
fn feeds_name_months_in_their_language() {
    for (code, text, expected) in [
        ("ar", "الثلاثاء، 24 نوفمبر 2026 10:30 م", "2026-11-24T22:30:00Z"),
        ("", "٢٤ تشرين الثاني ٢٠٢٦ - ١٠:٣٠", "2026-11-24T10:30:00Z"),
        ("", "\u{202B}24 نونبر 2026\u{202C}", "2026-11-24"),
        ("fa", "۲۴ نوامبر ۲۰۲۶", "2026-11-24"),
        ("ru", "вт, 24 ноя 2026 10:30:00 +0300", "2026-11-24T10:30:00+03:00"),
        ("uk", "24 листопада 2026", "2026-11-24"),
        ("pl", "wt, 24 lis 2026 10:30:00 +0100", "2026-11-24T10:30:00+01:00"),
        ("hr", "24. lis 2026.", "2026-10-24"),
        ("fr", "mar., 24 nov. 2026 10:30:00 +0100", "2026-11-24T10:30:00+01:00"),
        ("es", "mar, 24 nov 2026", "2026-11-24"),
        ("tr", "24 Kasım 2026 Salı 10:30", "2026-11-24T10:30:00Z"),
        ("de", "Di, 24 Dez 2026 10:30:00 MEZ", "2026-12-24T10:30:00+01:00"),
        ("hi", "२४ नवंबर २०२६", "2026-11-24"),
        ("fr", "03/04/2026", "2026-04-03"),
        ("zh", "2026年11月24日 10:30", "2026-11-24T10:30:00Z"),
    ] {
        check_feed(code, text, expected);
    }
    for (code, text) in [("", "24 lis 2026"), ("en", "03/04/2026"), ("", "1 May 2026 to 3 May 2026")] {
        assert_eq!(parse_feed(text, language(code).as_ref()), None, "{text}");
    }
}

#[test]
fn visible_dates_are_read_in_many_languages() {
    for (code, text, expected) in [
        ("ar", "نشر في: الثلاثاء 24 أبريل/نيسان 2024 - 08:30 م", "2024-04-24T20:30:00Z"),
        ("ar", "7 كانون الثاني (يناير) 2023", "2023-01-07"),
        ("ar", "٢٠٢٤/٠٦/١٦", "2024-06-16"),
        ("ru", "9 мая 2023 г., 14:05 мск", "2023-05-09T14:05:00+03:00"),
        ("ru", "14:05, 9 мая 2023", "2023-05-09T14:05:00Z"),
        ("en", "Published 25th April 2024 at 10:15 am", "2024-04-25T10:15:00Z"),
        ("en", "Apr. 25, 2024", "2024-04-25"),
        ("en", "25/04/2024", "2024-04-25"),
        ("fr", "Publié le 1er août 2024 à 08h30", "2024-08-01T08:30:00Z"),
        ("es", "25 de abril de 2024", "2024-04-25"),
        ("pt", "1º de maio de 2024 às 19h56", "2024-05-01T19:56:00Z"),
        ("de", "Stand: 01.06.2019, 12:00 Uhr", "2019-06-01T12:00:00Z"),
        ("fi", "25.4.2024 klo 8.30", "2024-04-25T08:30:00Z"),
        ("tr", "3 ŞUBAT 2022", "2022-02-03"),
        ("cs", "12. října 2021", "2021-10-12"),
        ("el", "25 Απριλίου 2024", "2024-04-25"),
        ("hu", "2024. április 25.", "2024-04-25"),
        ("he", "25 באפריל 2024", "2024-04-25"),
        ("he", "07.10.23, 06:30", "2023-10-07T06:30:00Z"),
        ("zh", "2024年4月25日 下午3:20", "2024-04-25T15:20:00Z"),
        ("ja", "2024年4月25日(木) 18時30分", "2024-04-25T18:30:00Z"),
        ("da", "25. apr. 2024 kl. 08.30", "2024-04-25T08:30:00Z"),
        ("ko", "입력 2024.04.25. 오전 9:00", "2024-04-25T09:00:00Z"),
        ("ko", "2024년 4월 25일", "2024-04-25"),
        ("th", "25 เม.ย. 2567", "2024-04-25"),
        ("hi", "25 अप्रैल 2024", "2024-04-25"),
    ] {
        check_visible(code, text, expected);
    }
}

#[test]
fn ranges_tell_where_a_date_stands() {
    let found = visible("ar", "كتب: علي — ٢٥ نيسان ٢٠٢٤، ٠٨:٣٠ | سياسة");
    assert_eq!(found, [("2024-04-25T08:30:00Z".to_owned(), "٢٥ نيسان ٢٠٢٤، ٠٨:٣٠".to_owned())]);
    let found = visible("tr", "1 Aralık 2023 - Son Güncelleme: 02.12.2023");
    assert_eq!(found.len(), 2);
    assert_eq!(found[1], ("2023-12-02".to_owned(), "02.12.2023".to_owned()));
}

#[test]
fn what_is_not_surely_a_date_is_left() {
    for (code, text) in [
        ("en", "03/04/2024"),
        ("", "03/04/2024"),
        ("ja", "03/04/05"),
        ("ar", "القرار 2254 (2015)"),
        ("en", "1403/02/06, 25/09/1445"),
        ("fa", "۳۰ اسفند ۱۴۰۲"),
        ("ar", "رمضان 1445هـ"),
        ("ar", "القرار رقم 12/1445"),
        ("en", "12 May 2031"),
        ("en", "9 November 1989"),
        ("en", "3–5 May 2024"),
        ("en", "version 10.2.2024.1, host 192.0.2.1"),
        ("en", "Page 3 published April 2024"),
        ("en", "May 2024, 31 April 2024"),
        ("de", "Tel. 030/12/3456"),
    ] {
        check_nothing_visible(code, text);
    }
}

#[test]
fn dates_of_other_calendars_are_days_of_ours() {
    for (code, text, expected) in [
        ("ar", "الأحد 1 محرم 1446هـ", "2024-07-07"),
        ("ar", "٢٥ رمضان ١٤٤٥", "2024-04-04"),
        ("ar", "غرة شوال 1445 هـ", "2024-04-10"),
        ("ar", "12 ذي القعدة 1444هـ - 10:30", "2023-06-01T10:30:00Z"),
        ("ar", "3 جمادى الآخرة 1443 هجرية", "2022-01-06"),
        ("ar", "1445/09/25هـ", "2024-04-04"),
        ("ar", "25-09-1445 هـ", "2024-04-04"),
        ("ur", "۱۲ ربیع الاول ۱۴۴۶ھ", "2024-09-15"),
        ("en", "25 Ramadan 1445 AH", "2024-04-04"),
        ("en", "3 Dhu al-Hijjah 1445", "2024-06-09"),
        ("tr", "10 Muharrem 1446", "2024-07-16"),
        ("id", "1 Syawal 1445 H", "2024-04-10"),
        ("fa", "دوشنبه ۱۴ آبان ۱۴۰۳ ساعت ۱۸:۲۰", "2024-11-04T18:20:00Z"),
        ("fa", "۱۴۰۲/۱۲/۲۹ - ۰۷:۰۵", "2024-03-19T07:05:00Z"),
        ("fa", "1401-07-01", "2022-09-23"),
        ("fa", "تاریخ انتشار: ۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("fa", "بیست و یکم تیر ماه ۱۴۰۰", "2021-07-12"),
        ("fa", "سی‌ام فروردین ۱۴۰۲", "2023-04-19"),
        ("fa", "۷ رمضان ۱۴۴۴ ه.ق", "2023-03-29"),
        ("fa", "۱۴۰۱/۰۱/۰۱ هجری شمسی", "2022-03-21"),
        ("en", "12 Mordad 1402", "2023-08-03"),
        ("fa", "۱۰ سنبله ۱۴۰۱", "2022-09-01"),
        ("ps", "۱۲ لړم ۱۴۰۲", "2023-11-03"),
        ("th", "7 มกราคม พ.ศ. 2566", "2023-01-07"),
        ("ja", "令和5年10月3日", "2023-10-03"),
        ("ja", "平成31年4月30日 12時05分", "2019-04-30T12:05:00Z"),
        ("zh", "民國112年7月8日", "2023-07-08"),
    ] {
        check_visible(code, text, expected);
    }
}

#[test]
fn one_day_in_two_calendars_is_one_date_and_ours_wins() {
    for (code, text, expected) in [
        ("ar", "الاثنين ٥ صفر ١٤٤٥هـ الموافق 21 أغسطس 2023م", "2023-08-21"),
        ("ar", "الثلاثاء 22 أغسطس 2023 - 5 صفر 1445 هـ", "2023-08-22"),
        ("ar", "26-02-1445هـ / 11-09-2023م، 08:15", "2023-09-11T08:15:00Z"),
        ("fa", "۱۴ آبان ۱۴۰۳ برابر با ۴ نوامبر ۲۰۲۴", "2024-11-04"),
        ("fa", "چهارشنبه ۱۶ آبان ۱۴۰۳ - ۴ جمادی‌الاول ۱۴۴۶ - 6 November 2024", "2024-11-06"),
    ] {
        check_visible(code, text, expected);
    }
    assert_eq!(visible("ar", "5 صفر 1445 هـ، 1 مايو 2020").len(), 2);
}

#[test]
fn a_feed_in_two_calendars_names_one_date() {
    check_feed("ar", "5 صفر 1445هـ الموافق 21 أغسطس 2023", "2023-08-21");
    check_feed("fa", "۱۴۰۳/۰۸/۱۴ ۱۸:۲۰", "2024-11-04T18:20:00Z");
}

fn relative(code: &str, text: &str) -> Option<String> {
    let now = "2026-11-24T12:10:30Z".parse().expect("a time");
    find_relative(text, language(code).as_ref(), now).map(|found| found.at.to_string())
}

#[test]
fn distances_from_now_are_read_in_many_languages() {
    for (code, text) in [
        ("ar", "قبل يومين"),
        ("ar", "منذ 48 ساعة"),
        ("ar", "أول أمس"),
        ("fa", "۲ روز پیش"),
        ("ur", "2 دن پہلے"),
        ("he", "לפני יומיים"),
        ("en", "Posted 2 days ago"),
        ("", "2d ago"),
        ("de", "vor 2 Tagen"),
        ("de", "vorgestern, 14:00 Uhr"),
        ("fr", "il y a 2 jours"),
        ("fr", "Avant-hier à 10h"),
        ("es", "hace 2 días"),
        ("pt", "há 2 dias"),
        ("pt", "2 dias atrás"),
        ("it", "2 giorni fa"),
        ("ca", "fa 2 dies"),
        ("ro", "acum 2 zile"),
        ("nl", "2 dagen geleden"),
        ("sv", "för 2 dagar sedan"),
        ("da", "for 2 dage siden"),
        ("nb", "2 dager siden"),
        ("fi", "2 päivää sitten"),
        ("ru", "2 дня назад"),
        ("uk", "2 дні тому"),
        ("bg", "преди 2 дни"),
        ("sr", "пре 2 дана"),
        ("hr", "prije 2 dana"),
        ("pl", "2 dni temu"),
        ("cs", "před 2 dny"),
        ("sk", "pred 2 dňami"),
        ("hu", "2 napja"),
        ("el", "πριν από 2 ημέρες"),
        ("tr", "2 gün önce"),
        ("az", "2 gün əvvəl"),
        ("hi", "2 दिन पहले"),
        ("bn", "২ দিন আগে"),
        ("id", "2 hari yang lalu"),
        ("vi", "2 ngày trước"),
        ("th", "2 วันที่แล้ว"),
        ("zh", "2天前"),
        ("zh", "2 天前"),
        ("ja", "2日前"),
        ("ko", "2일 전"),
        ("ko", "48시간전"),
    ] {
        assert_eq!(relative(code, text).as_deref(), Some("2026-11-22"), "{text}");
    }
}

#[test]
fn a_distance_is_as_exact_as_it_is_told() {
    for (code, text, expected) in [
        ("ar", "منذ 3 ساعات", Some("2026-11-24")),
        ("ar", "منذ ساعة", Some("2026-11-24")),
        ("en", "13 hours ago", Some("2026-11-23")),
        ("en", "an hour ago", Some("2026-11-24")),
        ("en", "5 minutes ago", Some("2026-11-24T12:05:00Z")),
        ("zh", "5分钟前", Some("2026-11-24T12:05:00Z")),
        ("ja", "5分前", Some("2026-11-24T12:05:00Z")),
        ("ar", "قبل دقيقتين", Some("2026-11-24T12:08:00Z")),
        ("ar", "أمس", Some("2026-11-23")),
        ("de", "gestern", Some("2026-11-23")),
        ("hu", "ma", Some("2026-11-24")),
        ("en", "3 weeks ago", None),
        ("en", "2 months ago", None),
        ("en", "500 days ago", None),
        ("en", "since 3 hours", None),
        ("fr", "ma soeur", None),
        ("ar", "من يوم الأحد", None),
        ("en", "", None),
    ] {
        assert_eq!(relative(code, text).as_deref(), expected, "{text}");
    }
}

#[test]
fn a_date_of_tomorrow_may_be_a_zone_away_but_no_later_one() {
    check_visible("en", "25 Nov 2026 10:00", "2026-11-25T10:00:00Z");
    check_nothing_visible("en", "26 Nov 2026");
}

proptest! {
    #[test]
    fn what_we_write_we_read(seconds in 0_i64..4_000_000_000, minutes in -720_i32..=720) {
        let timestamp = Timestamp::from_second(seconds).expect("in range");
        let offset = jiff::tz::Offset::from_seconds(minutes * 60).expect("in range");
        let moment = if minutes == 0 { Moment::utc(timestamp) } else { Moment::with_offset(timestamp, offset) };
        prop_assert_eq!(parse_machine(&moment.to_string()), Some(moment));
    }

    #[test]
    fn any_text_is_read_without_harm(text in "([0-9]{1,4}|[-/.: ,]|may|т|年|نيسان|صفر|هـ|ago|前|منذ|\\PC){0,20}") {
        let _ = parse_feed(&text, None);
        let now = "2026-11-24T12:00:00Z".parse().expect("a time");
        for found in find_visible(&text, language("ar").as_ref(), now) {
            prop_assert!(text.get(found.range).is_some());
        }
        if let Some(found) = find_relative(&text, None, now) {
            prop_assert!(text.get(found.range).is_some());
        }
    }
}
