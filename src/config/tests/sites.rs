//! Rules for single sites: where they may stand, and which come first.

use jiff::Timestamp;
use url::Url;

use super::*;
use crate::model::SourceId;
use crate::read::article::rules::Rules;
use crate::read::article::{self, Page};

const SOURCE: &str = "[[source]]\nid = \"paper\"\nurl = \"https://a.example/feed\"\n";

/// The headline that a page has by the rules of a configuration.
fn title(config: &Config, url: &str, source: Option<&str>) -> String {
    let source = source.map(|id| SourceId::parse(id).unwrap());
    let url = Url::parse(url).unwrap();
    let html = "<h1>one</h1><h2>two</h2><h3>three</h3><h4>four</h4><h5 title=six>five</h5>";
    let page = Page {
        body: html.as_bytes(),
        content_type: None,
        url: Some(&url),
        fetched_at: Timestamp::UNIX_EPOCH,
        listed: None,
        rules: Some(Rules { set: &config.rules, source: source.as_ref() }),
    };
    article::read(&page).0.title.unwrap()
}

#[test]
fn a_source_comes_before_a_host_and_a_host_before_its_domain() {
    let config = load_text(&format!(
        "[[site]]\ndomain = [\"b.example\", \"a.example\"]\ntitle = \"h2\"\n\
         [[site]]\ndomain = \"WWW.News.a.example\"\ntitle = \"h3\"\n{SOURCE}[source.article]\ntitle = \"h4\"\n"
    ));
    for (url, source, expected) in [
        ("https://a.example/1", None, "two"),
        ("https://www.a.example/1", None, "two"),
        ("https://blog.b.example/1", None, "two"),
        ("https://news.a.example/1", None, "three"),
        ("https://www.news.a.example/1", None, "three"),
        ("https://news.a.example/1", Some("paper"), "four"),
        ("https://elsewhere.example/1", Some("paper"), "four"),
        ("https://elsewhere.example/1", Some("other"), "one"),
        ("https://nota.example/1", None, "one"),
    ] {
        assert_eq!(title(&config, url, source), expected, "{url} {source:?}");
    }
}

#[test]
fn rules_may_be_shared_in_files_and_the_main_file_comes_first() {
    let pack = "[[site]]\ndomain = \"a.example\"\ntitle = \"h2\"\n[[site]]\ndomain = \"b.example\"\ntitle = \"h3\"\n";
    let main = "include = [\"sites/*.toml\"]\n[[site]]\ndomain = \"a.example\"\ntitle = \"h5 @title\"\n";
    let config = Folder::new(main, &[("sites/pack.toml", pack)]).load(&[]).unwrap();
    assert_eq!(title(&config, "https://a.example/1", None), "six");
    assert_eq!(title(&config, "https://b.example/1", None), "three");
    assert_eq!(config.rules.domains(), ["a.example", "b.example"]);
}

#[test]
fn the_sources_of_a_group_share_its_rules() {
    let config = load_text(&format!(
        "[[group]]\nid = \"agencies\"\n[group.article]\ntitle = \"h3\"\n{SOURCE}group = \"agencies\"\n\
         [[source]]\nid = \"own\"\nurl = \"https://b.example/feed\"\ngroup = \"agencies\"\narticle = {{ title = \"h4\" }}\n"
    ));
    assert_eq!(title(&config, "https://a.example/1", Some("paper")), "three");
    assert_eq!(title(&config, "https://a.example/1", Some("own")), "four");
}
