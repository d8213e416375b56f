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
        ("ar", "25 رمضان 1445هـ"),
        ("fa", "۱۴۰۳/۰۲/۰۶"),
        ("fa", "۵ اردیبهشت ۱۴۰۳"),
        ("en", "12 May 2031"),
        ("en", "9 November 1989"),
        ("en", "3–5 May 2024"),
        ("en", "version 10.2.2024.1, host 192.0.2.1"),
        ("en", "Page 3 published April 2024"),
        ("en", "May 2024, 31 April 2024"),
        ("de", "Tel. 030/12/3456"),
        ("ja", "令和6年4月25日"),
    ] {
        check_nothing_visible(code, text);
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
    fn any_text_is_read_without_harm(text in "([0-9]{1,4}|[-/.: ,]|may|т|年|نيسان|\\PC){0,20}") {
        let _ = parse_feed(&text, None);
        let now = "2026-11-24T12:00:00Z".parse().expect("a time");
        for found in find_visible(&text, language("ar").as_ref(), now) {
            prop_assert!(text.get(found.range).is_some());
        }
    }
}
