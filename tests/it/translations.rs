//! The same article in several languages: linked where its pages say so, and nowhere hidden.

use serde_json::Value;

use crate::paper::{document, prose, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

const ARABIC: &str = "أعلن مجلس المدينة أن أعمال الصيانة في المكتبة العامة ستبدأ الأسبوع المقبل وتستمر شهرين كاملين.
وقال المتحدث باسم المجلس إن القراء يستطيعون استعارة الكتب من الفروع الأخرى حتى نهاية الأعمال.
وأضاف أن سقف المبنى القديم لم يُصلح منذ ثلاثين عامًا، وأن مياه الأمطار أتلفت عددًا من المجلدات في الشتاء الماضي.
وستفتح المكتبة أبوابها من جديد في الربيع، مع قاعة للأطفال ومقهى صغير يطل على الحديقة.";

const ENGLISH: &str =
    "The public library closes next week for two months while its roof is mended, the council announced.
Readers may borrow books from the other branches until the work is done, a spokeswoman said on Sunday.
The roof of the old building had not been touched for thirty years, and rain spoiled some volumes last winter.
It opens again in spring, with a room for children and a small coffee house that looks upon the garden.";

fn page(language: &str, title: &str, text: &str, others: &[(&str, &str)]) -> Answer {
    let links: String = others
        .iter()
        .map(|(language, path)| format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{path}\">"))
        .collect();
    let paragraphs: String = text.lines().map(|line| format!("<p>{line}</p>")).collect();
    let body = format!("<article lang=\"{language}\"><h1>{title}</h1>{paragraphs}</article>");
    Answer::html(document(title, &links, &body))
}

/// A paper whose English page says where the Arabic one is, and the other way round only if `is_mutual`.
fn paper(is_mutual: bool) -> (FakeSite, Workspace) {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/ar/1", "المكتبة"), ("/en/1", "Harbour"), ("/en/2", "Bridge")])));
    let back: &[_] = if is_mutual { &[("en", "/en/1")] } else { &[] };
    site.route("/ar/1", page("ar", "إغلاق المكتبة", ARABIC, back));
    site.route("/en/1", page("en", "Library closes", ENGLISH, &[("ar", "/ar/1"), ("en", "/en/1")]));
    site.route(
        "/en/2",
        page("en", "A bridge is built", &prose("A bridge is built"), &[("ar", "/ar/2"), ("en", "/en/2")]),
    );
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 3);
    (site, workspace)
}

fn shown(workspace: &Workspace, url: &str) -> Value {
    let mut rows = workspace.run(&["show", url, "--format", "jsonl"]).json_lines();
    rows.pop().expect("it is shown")
}

#[test]
fn what_one_page_says_both_articles_know_and_neither_is_hidden() {
    for is_mutual in [true, false] {
        let (site, workspace) = paper(is_mutual);
        let (arabic, english) = (shown(&workspace, &site.url("/ar/1")), shown(&workspace, &site.url("/en/1")));
        assert_eq!(english["translations"][0]["id"], arabic["id"], "{english}");
        assert_eq!(english["translations"][0]["language"], "ar");
        assert_eq!(arabic["translations"][0]["id"], english["id"], "{arabic}");
        assert_eq!(shown(&workspace, &site.url("/en/2"))["translations"], Value::Array(Vec::new()));
        assert_eq!(workspace.run(&["search", "--format", "jsonl"]).json_lines().len(), 3);
        let for_people = workspace.run(&["show", &site.url("/en/1")]).stdout;
        assert!(for_people.contains("translated"), "{for_people}");
    }
}

#[test]
fn an_article_and_its_translation_are_one_story_also_when_stories_are_made_anew() {
    let (site, workspace) = paper(true);
    let story = |path: &str| shown(&workspace, &site.url(path))["story_id"].clone();
    let before = (story("/ar/1"), story("/en/1"), story("/en/2"));
    assert!(before.0.is_number() && before.0 == before.1 && before.2.is_null(), "{before:?}");
    assert_eq!(workspace.run(&["reprocess", "--stories"]).code, 0);
    assert_eq!((story("/ar/1"), story("/en/1"), story("/en/2")), before);
}
