//! Any text has dates or none; those that are found stand where they are said to.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use rasid::model::LanguageCode;
use rasid::text::date;

fuzz_target!(|text: &str| {
    let now = Timestamp::from_second(1_795_523_400).expect("in range");
    let _ = date::parse_machine(text);
    for language in [None, LanguageCode::from_tag("ar"), LanguageCode::from_tag("en"), LanguageCode::from_tag("ru")] {
        let _ = date::parse_feed(text, language.as_ref());
        for found in date::find_visible(text, language.as_ref(), now) {
            assert!(text.get(found.range).is_some());
        }
    }
});
