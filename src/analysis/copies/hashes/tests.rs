use super::*;

#[test]
fn marks_case_and_spacing_do_not_hide_a_copy() {
    let text = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                seventeen eighteen nineteen twenty";
    let spaced = text.replace(' ', ",\n  ").to_uppercase();
    assert_eq!(fingerprints("", text).text, fingerprints("", &spaced).text);
    assert!(fingerprints("", text).text.is_some());
}

#[test]
fn short_texts_and_titles_have_no_fingerprint() {
    let check = |title: &str, text: &str, expected: (bool, bool)| {
        let found = fingerprints(title, text);
        assert_eq!((found.title.is_some(), found.text.is_some()), expected, "{title} / {text}");
    };
    check("", "", (false, false));
    check("Weather today", &"word ".repeat(19), (false, false));
    check("Rain in the north", &"word ".repeat(20), (true, true));
    check("天气预报", &"雨".repeat(19), (false, false));
    check("俄美两国外长举行会谈", &"雨".repeat(20), (true, true));
}
