use proptest::prelude::*;

use super::*;

#[test]
fn a_charset_that_the_user_names_is_believed_against_all_signs() {
    let arabic = "خبر عاجل";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(arabic);
    let named = to_utf8(&bytes, "cp1256");
    assert_eq!(decode_xml(&named, Some("text/xml; charset=koi8-r")).text, arabic);
    assert_eq!(to_utf8(b"abc", "no such charset"), b"abc");
    assert!(is_known("windows-1256") && !is_known("no such charset"));
}

const ARABIC: &str = "<p>مكافحة الإرهاب بين موسكو وواشنطن في مجلس الأمن</p>";
const RUSSIAN: &str = "<p>Переговоры по борьбе с терроризмом прошли в Москве</p>";
const FRENCH: &str = "<p>Réunion sur la sécurité à Genève, déjà différée</p>";

fn encode(text: &str, label: &str) -> Vec<u8> {
    Encoding::for_label(label.as_bytes()).expect(label).encode(text).0.into_owned()
}

fn check_html(bytes: &[u8], content_type: Option<&str>, host: Option<&str>, expected: (&str, &str)) {
    let decoded = decode_html(bytes, content_type, host);
    assert_eq!(decoded.encoding, expected.0);
    assert!(decoded.text.contains(expected.1), "{}", decoded.text);
}

#[test]
fn a_byte_order_mark_decides() {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(RUSSIAN.encode_utf16().flat_map(u16::to_be_bytes));
    let decoded = decode_html(&bytes, Some("text/html; charset=windows-1251"), None);
    assert_eq!((decoded.text.as_str(), decoded.encoding), (RUSSIAN, "UTF-16BE"));
    let decoded = decode_html("\u{FEFF}x".as_bytes(), None, None);
    assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.had_errors), ("x", "UTF-8", false));
}

#[test]
fn utf16_without_a_mark_is_known_by_its_markup() {
    let bytes: Vec<u8> = RUSSIAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_html(&bytes, None, None, ("UTF-16LE", RUSSIAN));
}

#[test]
fn valid_utf8_is_utf8_whatever_is_declared() {
    check_html(ARABIC.as_bytes(), Some("text/html; charset=windows-1256"), None, ("UTF-8", ARABIC));
    check_html(ARABIC.as_bytes(), None, Some("example.sa"), ("UTF-8", ARABIC));
}

#[test]
fn a_slip_or_a_cut_does_not_change_the_encoding() {
    let mut slip = [FRENCH, ARABIC].concat().into_bytes();
    slip.extend(b"<p>caf\xE9</p>");
    check_html(&slip, None, None, ("UTF-8", FRENCH));
    let cut = ARABIC.as_bytes().split_at(29).0;
    check_html(cut, Some("text/html; charset=iso-8859-1"), None, ("UTF-8", "<p>مكافحة الإرها"));
    assert!(decode_html(cut, None, None).had_errors);
}

#[test]
fn a_declared_encoding_counts_where_the_bytes_bear_it_out() {
    let page = |meta: &str, text: &str, label| encode(&format!("<html><head>{meta}</head>{text}"), label);
    let bytes = encode(ARABIC, "windows-1256");
    check_html(&bytes, Some("text/html; Charset=\"windows-1256\""), None, ("windows-1256", ARABIC));
    let meta = "<meta charset=windows-1256>";
    let bytes = page(meta, ARABIC, "windows-1256");
    check_html(&bytes, Some("text/html; charset=utf-8"), None, ("windows-1256", ARABIC));
    let meta = "<META content='text/html; charset=koi8-r' HTTP-EQUIV=Content-Type />";
    check_html(&page(meta, RUSSIAN, "koi8-r"), None, None, ("KOI8-R", RUSSIAN));
    let meta = "<meta charset=iso-8859-1>";
    check_html(&page(meta, "<p>Genève — 5 €</p>", "windows-1252"), None, None, ("windows-1252", "Genève — 5 €"));
    let meta = "<!-- <meta charset=iso-8859-1> --><script>'<meta charset=big5>'</script><meta charset=windows-1251>";
    check_html(&page(meta, RUSSIAN, "windows-1251"), None, None, ("windows-1251", RUSSIAN));
    let bytes = encode(&format!("<?xml version='1.0' encoding='windows-1251'?>{RUSSIAN}"), "windows-1251");
    check_html(&bytes, None, None, ("windows-1251", RUSSIAN));
}

#[test]
fn one_bad_byte_does_not_refute_a_declared_encoding() {
    let chinese = "<p>反恐合作会谈在北京举行,各方代表出席并发表讲话</p>".repeat(4);
    let mut bytes = encode(&chinese, "gb18030");
    bytes.extend(b"\xFF<p>");
    let decoded = decode_html(&bytes, Some("text/html; charset=gb2312"), None);
    assert_eq!((decoded.encoding, decoded.had_errors), ("GBK", true));
    assert!(decoded.text.starts_with(&chinese));
}

#[test]
fn undeclared_encodings_are_guessed() {
    check_html(&encode(&ARABIC.repeat(5), "windows-1256"), None, Some("news.example.sa"), ("windows-1256", ARABIC));
    check_html(&encode(&RUSSIAN.repeat(5), "koi8-r"), None, Some("EXAMPLE.RU."), ("KOI8-U", RUSSIAN));
    check_html(&encode(&RUSSIAN.repeat(5), "windows-1251"), None, Some("[::1]"), ("windows-1251", RUSSIAN));
    check_html(&encode("<p>テロ対策協議</p>", "iso-2022-jp"), None, None, ("ISO-2022-JP", "テロ対策協議"));
}

#[test]
fn encodings_of_east_asia_are_read_declared_undeclared_and_declared_wrongly() {
    let japanese = "<p>国連安保理は新たなテロ対策の協議をモスクワで開催したと発表した。</p>";
    let korean = "<p>유엔 안전보장이사회는 모스크바에서 새로운 대테러 회담을 개최했다고 밝혔다.</p>";
    let simplified = "<p>联合国安理会宣布在莫斯科举行新一轮反恐合作会谈，各方代表出席。</p>";
    let traditional = "<p>聯合國安理會宣布在莫斯科舉行新一輪反恐合作會談，各方代表出席。</p>";
    for (label, name, text, host) in [
        ("shift_jis", "Shift_JIS", japanese, "news.example.jp"),
        ("euc-jp", "EUC-JP", japanese, "news.example.jp"),
        ("euc-kr", "EUC-KR", korean, "news.example.kr"),
        ("gb18030", "gb18030", simplified, "news.example.cn"),
        ("gbk", "GBK", simplified, "news.example.cn"),
        ("big5", "Big5", traditional, "news.example.tw"),
    ] {
        let page = |meta: &str| encode(&format!("<html><head>{meta}</head>{}", text.repeat(4)), label);
        check_html(&page(&format!("<meta charset={label}>")), None, None, (name, text));
        check_html(&page(""), Some(&format!("text/html; charset={label}")), None, (name, text));
        // GB18030 is a superset of GBK, which is what browsers guess.
        let guessed = if name == "gb18030" { "GBK" } else { name };
        check_html(&page(""), None, Some(host), (guessed, text));
        check_html(&page("<meta charset=utf-8>"), Some("text/html; charset=utf-8"), Some(host), (guessed, text));
    }
}

#[test]
fn xml_may_be_utf32_and_declares_itself() {
    let feed = format!("<?xml version=\"1.0\" encoding=\"windows-1251\"?>{RUSSIAN}");
    assert_eq!(decode_xml(&encode(&feed, "windows-1251"), Some("text/xml")).text, feed);
    let bytes: Vec<u8> = feed.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    assert_eq!(decode_xml(&bytes, None).text, feed);
    let bytes: Vec<u8> = format!("\u{FEFF}{feed}").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let decoded = decode_xml(&bytes, None);
    assert_eq!((decoded.text, decoded.encoding, decoded.had_errors), (feed, "UTF-32LE", false));
}

#[test]
fn broken_declarations_are_passed_over() {
    for meta in ["<meta charset=", "<meta charset='", "<meta", "<meta charset=utf-16>", "<!--<meta", "<meta =x y>"] {
        let bytes = encode(&format!("{meta}>{}", RUSSIAN.repeat(4)), "windows-1251");
        check_html(&bytes, Some("text/html; charset"), Some("example.ru"), ("windows-1251", RUSSIAN));
    }
}

proptest! {
    #[test]
    fn any_bytes_give_text(bytes in proptest::collection::vec(any::<u8>(), 0..200), label in "[ -~]{0,40}", host in ".{0,12}") {
        let html = [label.as_bytes(), &bytes].concat();
        let from_html = decode_html(&html, Some(&label), Some(&host));
        let from_xml = decode_xml(&bytes, Some(&format!("text/xml; charset={label}")));
        prop_assert!(bytes.is_empty() || !(from_html.text.is_empty() && from_xml.text.is_empty()));
    }

    #[test]
    fn utf8_comes_back_as_it_was(text in "\\PC{0,60}") {
        prop_assert_eq!(decode_xml(text.as_bytes(), None).text, text);
    }
}
