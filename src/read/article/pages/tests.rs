use jiff::Timestamp;

use super::*;
use crate::read::article::{Page, read};

fn extract(path: &str, html: &str) -> Extracted {
    let url = Url::parse("https://www.paper.test/").and_then(|base| base.join(path)).expect("valid");
    let page = Page {
        body: html.as_bytes(),
        content_type: None,
        url: Some(&url),
        fetched_at: Timestamp::UNIX_EPOCH,
        listed: None,
        rules: None,
    };
    read(&page).0
}

const TEXT: [&str; 3] = [
    "The rain began in the night, and by the morning the lower road was under water, said the council of the valley.",
    "Nobody was hurt, said the mayor, who had been on the road since four, and who had not slept since the day before.",
    "The bridge stays closed until engineers have looked at its feet, which may well take until the end of the week.",
];

/// A page of an article with these paragraphs, and further markup in its head and behind the text.
fn article(title: &str, paragraphs: &[&str], head: &str, foot: &str) -> String {
    let paragraphs: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!(
        "<head><title>{title}</title><meta property=og:type content=article>{head}</head>\
         <article><h1>{title}</h1>{paragraphs}{foot}</article>"
    )
}

#[test]
fn the_next_page_is_what_the_page_itself_calls_so() {
    let next = |head: &str, foot: &str| {
        let next = extract("/rain", &article("Rain", &TEXT, head, foot)).next_page;
        next.map(|url| url.path().to_owned() + &url.query().map(|query| format!("?{query}")).unwrap_or_default())
    };
    let link = "<link rel=next href=/rain?page=2>";
    assert_eq!(next("", "<a rel=next href=/rain?page=2>on</a>").as_deref(), Some("/rain?page=2"));
    assert_eq!(next(link, "<a href='?page=2'>2</a>").as_deref(), Some("/rain?page=2"));
    assert_eq!(next(link, ""), None, "nobody but machines is shown the way");
    assert_eq!(next("", "<a href=/rain?page=2>2</a>"), None, "nothing says that it is the next one");
    assert_eq!(next("<link rel=next href=/snow>", "<a href=/snow>Snow</a>"), None, "another article");
    assert_eq!(next("", "<div class=comments><a rel=next href=/rain?page=2>older</a></div>"), None);
    let list = "<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul><a rel=next href='?page=2'>on</a>";
    assert_eq!(extract("/world", list).next_page, None, "a list is no article");
}

#[test]
fn pages_become_one_text_in_which_nothing_stands_twice() {
    let mut first = extract("/rain", &article("Rain", &TEXT[..2], "", "<a rel=next href=/rain?page=2>on</a>"));
    let later = extract("/rain?page=2", &article("Rain (page 2)", &[TEXT[0], TEXT[2]], "", ""));
    assert_eq!(join(&mut first, later), Ok(()));
    assert_eq!(first.text, TEXT.join("\n"));
    assert_eq!(first.text, first.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n"));
    assert_eq!((first.title.as_deref(), first.next_page), (Some("Rain"), None));
}

#[test]
fn what_is_no_part_changes_nothing() {
    let first = extract("/rain", &article("Rain", &TEXT[..2], "", ""));
    for (later, expected) in [
        (article("Snow", &TEXT[2..], "", ""), NoPart::OtherArticle),
        (article("Rain stops the morning train", &TEXT[2..], "", ""), NoPart::OtherArticle),
        (article("Rain", &TEXT[..2], "", ""), NoPart::NothingNew),
        (article("Rain", &[], "", ""), NoPart::NothingNew),
    ] {
        let mut joined = first.clone();
        assert_eq!(join(&mut joined, extract("/rain?page=2", &later)), Err(expected));
        assert_eq!(joined, first);
    }
}
