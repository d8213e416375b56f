//! Lists, full-text search, export and figures.

use std::ops::ControlFlow;

use super::fixture::{
    Fixture, article, entry, id, language, matching, outcome, published, time, titles, topic, with_text, words,
};
use crate::model::{Article, Source};
use crate::store::{ArticleFilter, ArticleId, ArticleName, ArticleOrder, Condition, Part, Phrase, Words, select};

fn not(words: Option<Words>) -> Condition {
    Condition::Not(Box::new(Condition::Words(words.expect("some words"))))
}

fn newest() -> ArticleFilter {
    ArticleFilter::newest(None)
}

/// Three articles of two sources: `Mon`, `Tue` and `Wed` by the day of their date.
fn three_days() -> Fixture {
    let fixture = Fixture::empty();
    let arabic = Source { country: Some("eg".to_owned()), ..super::fixture::source("b") };
    fixture.store.sync_sources(&[super::fixture::source("a"), arabic], time(0)).expect("synced");
    let day = |url: &str, title: &str, at: &str| published(article(url, title), at);
    let mut tuesday = matching(day("https://b.example/2", "Tue", "2026-11-17"), "energy", 2.0);
    tuesday.language = Some(language("ar"));
    let monday = matching(day("https://a.example/1", "Mon", "2026-11-16"), "energy", 4.0);
    fixture.poll("a", vec![monday, matching(day("https://a.example/3", "Wed", "2026-11-18"), "health", 1.0)]);
    fixture.poll("b", vec![tuesday]);
    fixture
}

#[test]
fn what_a_page_says_of_itself_comes_back() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![Article { page_words: Some(3), ..article("https://a.example/1", "First") }]);
    let stored = fixture.store.article(&ArticleName::Id(ArticleId(1))).expect("read").expect("there");
    assert_eq!((stored.section.as_deref(), stored.kind.as_deref()), (Some("World"), Some("article")));
    assert_eq!(stored.keywords, ["talks", "Geneva"]);
    assert_eq!((stored.language_confidence, stored.page_words), (Some(0.75), Some(3)));
}

#[test]
fn filters_choose_and_order() {
    let fixture = three_days();
    let day = |text: &str| Some(text.parse().expect("a time"));
    let cases: Vec<(&str, ArticleFilter, &[&str])> = vec![
        ("all", newest(), &["Wed", "Tue", "Mon"]),
        ("limit", ArticleFilter::newest(Some(2)), &["Wed", "Tue"]),
        ("topic", ArticleFilter { topics: vec![topic("energy")], ..newest() }, &["Tue", "Mon"]),
        (
            "topics",
            ArticleFilter { topics: vec![topic("energy"), topic("health")], ..newest() },
            &["Wed", "Tue", "Mon"],
        ),
        ("source", ArticleFilter { sources: vec![id("a")], ..newest() }, &["Wed", "Mon"]),
        ("sources", ArticleFilter { sources: vec![id("a"), id("b")], ..newest() }, &["Wed", "Tue", "Mon"]),
        ("language", ArticleFilter { languages: vec![language("ar")], ..newest() }, &["Tue"]),
        (
            "topics, limit",
            ArticleFilter { topics: vec![topic("energy"), topic("health")], ..ArticleFilter::newest(Some(2)) },
            &["Wed", "Tue"],
        ),
        (
            "sources, stored",
            ArticleFilter { sources: vec![id("b"), id("a")], order: ArticleOrder::Stored, ..newest() },
            &["Mon", "Wed", "Tue"],
        ),
        (
            "topics and source",
            ArticleFilter { topics: vec![topic("energy"), topic("health")], sources: vec![id("a")], ..newest() },
            &["Wed", "Mon"],
        ),
        (
            "countries",
            ArticleFilter { countries: vec!["eg".to_owned(), "gb".to_owned()], ..newest() },
            &["Wed", "Tue", "Mon"],
        ),
        (
            "country and source",
            ArticleFilter { countries: vec!["eg".to_owned()], sources: vec![id("a"), id("b")], ..newest() },
            &["Tue"],
        ),
        ("no such country", ArticleFilter { countries: vec!["xx".to_owned()], ..newest() }, &[]),
        ("country", ArticleFilter { countries: vec!["eg".to_owned()], ..newest() }, &["Tue"]),
        ("since", ArticleFilter { since: day("2026-11-17T00:00:00Z"), ..newest() }, &["Wed", "Tue"]),
        ("until", ArticleFilter { until: day("2026-11-17T00:00:00Z"), ..newest() }, &["Mon"]),
        (
            "topic, source and time",
            ArticleFilter {
                topics: vec![topic("energy")],
                sources: vec![id("a")],
                until: day("2026-11-20T00:00:00Z"),
                ..newest()
            },
            &["Mon"],
        ),
        ("words", ArticleFilter { words: words("report"), ..newest() }, &["Wed", "Tue", "Mon"]),
        (
            "words and topic",
            ArticleFilter { words: words("report"), topics: vec![topic("health")], ..newest() },
            &["Wed"],
        ),
        ("not a word", ArticleFilter { conditions: vec![not(words("tue"))], ..newest() }, &["Wed", "Mon"]),
        ("a word, not another", ArticleFilter { words: words("report -mon"), ..newest() }, &["Wed", "Tue"]),
        ("no such topic", ArticleFilter { topics: vec![topic("none")], ..newest() }, &[]),
    ];
    for (name, filter, expected) in cases {
        assert_eq!(fixture.titles(&filter), expected, "{name}");
    }
}

#[test]
fn an_article_on_two_of_the_lists_counts_once() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let both = matching(matching(article("https://a.example/1", "Both"), "energy", 2.0), "health", 1.0);
    fixture.poll("a", vec![both.clone(), article("https://a.example/2", "One")]);
    fixture.poll("b", vec![both]);
    let topics = vec![topic("energy"), topic("health")];
    assert_eq!(fixture.titles(&ArticleFilter { topics, ..newest() }), ["Both"]);
    assert_eq!(fixture.titles(&ArticleFilter { sources: vec![id("a"), id("b")], ..newest() }), ["One", "Both"]);
}

#[test]
fn rows_carry_their_sources_and_topics() {
    let fixture = three_days();
    let rows = fixture.store.search(&ArticleFilter { sources: vec![id("b")], ..newest() }).expect("searched");
    assert_eq!(rows[0].sources, [id("b")]);
    assert_eq!((&rows[0].topics[0].topic, rows[0].topics[0].score), (&topic("energy"), 2.0));
}

#[test]
fn rank_puts_the_title_first() {
    let fixture = Fixture::with_sources(&["a"]);
    let text = "A long text that speaks of many things, and once of gas, and then again of other things.";
    let in_text = with_text("https://a.example/1", "Many things", text);
    let in_title =
        with_text("https://a.example/2", "Gas", "A long text that speaks of many other things, and of more.");
    let in_title = published(in_title, "2020-01-01");
    fixture.poll("a", vec![in_title, in_text]);
    let by = |order| fixture.titles(&ArticleFilter { words: words("gas"), order, ..newest() });
    assert_eq!(by(ArticleOrder::Newest), ["Many things", "Gas"]);
    assert_eq!(by(ArticleOrder::Rank), ["Gas", "Many things"]);
    let without_words = ArticleFilter { order: ArticleOrder::Rank, ..newest() };
    assert_eq!(fixture.titles(&without_words), ["Many things", "Gas"]);
}

#[test]
fn words_are_found_in_every_script() {
    let fixture = Fixture::with_sources(&["a"]);
    let written = [
        ("ar", "اتصالات لمكافحة الإرهاب", "القرار ٢٢٥٤ على الطاولة"),
        ("tr", "İstanbul'da toplantı", "Bakanlar İstanbul'da buluştu"),
        ("ru", "Переговоры в Женеве", "Ещё одна встреча"),
    ];
    let articles: Vec<Article> =
        written.iter().map(|(url, title, text)| with_text(&format!("https://a.example/{url}"), title, text)).collect();
    fixture.poll("a", articles);
    for (typed, place) in [("2254", 0), ("istanbul", 1), ("женеве", 2), ("еще", 2), ("الارهاب", 0), ("перегов*", 2)]
    {
        let found = fixture.titles(&ArticleFilter { words: words(typed), ..newest() });
        assert_eq!(found, [written[place].1], "{typed}");
    }
}

#[test]
fn spellings_are_alternatives_of_one_clause() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![with_text("https://a.example/1", "مكافحة الإرهاب", "نص")]);
    let forms = crate::text::inflection::spellings::attached_forms("ارهاب");
    let alternatives = forms.into_iter().map(|form| Phrase { tokens: vec![form], is_prefix: false }).collect();
    let words = Some(Words::Phrases(alternatives, Part::Any));
    assert_eq!(fixture.titles(&ArticleFilter { words, ..newest() }).len(), 1);
}

#[test]
fn hundreds_of_alternatives_are_one_question() {
    let fixture = three_days();
    let phrase = |i: usize| Phrase { tokens: vec![format!("word{i}")], is_prefix: true };
    let mut alternatives: Vec<Phrase> = (0..1000).map(phrase).collect();
    alternatives.push(Phrase { tokens: vec!["report".to_owned()], is_prefix: false });
    let words = Some(Words::All(vec![Words::Phrases(alternatives, Part::Any); 3]));
    assert_eq!(fixture.titles(&ArticleFilter { words, ..newest() }).len(), 3);
}

#[test]
fn what_is_typed_is_never_a_query_of_its_own() {
    let fixture = three_days();
    for typed in ["\"", "\"\"", "a\"b", "title:", "*", "^mon", "(mon", "NEAR(", "mon\0tue", "-", "AND", "'; drop table"]
    {
        let phrase = Phrase { tokens: vec![typed.to_owned()], is_prefix: true };
        let words = Some(Words::Phrases(vec![phrase], Part::Any));
        fixture.store.search(&ArticleFilter { words, ..newest() }).expect(typed);
    }
}

#[test]
fn lists_are_read_in_the_order_of_an_index() {
    let fixture = three_days();
    let lists = [
        newest(),
        ArticleFilter { topics: vec![topic("energy")], since: Some(time(-9999)), ..newest() },
        ArticleFilter { sources: vec![id("a")], languages: vec![language("en")], ..newest() },
        ArticleFilter { languages: vec![language("en")], ..newest() },
    ];
    for filter in lists {
        let db = fixture.outside();
        let select = select::compile(&db, &filter).expect("compiled");
        let mut statement = db.prepare(&format!("explain query plan {}", select.sql)).expect("valid");
        let plan: Vec<String> = statement
            .query_map(rusqlite::params_from_iter(&select.values), |row| row.get("detail"))
            .and_then(Iterator::collect)
            .expect("a plan");
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{}: {plan:?}", select.sql);
    }
}

#[test]
fn export_hands_on_everything_until_told_to_stop() {
    let fixture = Fixture::with_sources(&["a"]);
    let many = (0..600).map(|i| article(&format!("https://a.example/{i}"), &format!("Report {i}"))).collect();
    fixture.store.apply(outcome("a", many)).expect("applied");
    let mut rows = Vec::new();
    let take = |n: usize, rows: &mut Vec<_>| {
        fixture.store.for_each_article(&newest(), |detail| {
            rows.push(detail.row);
            if rows.len() == n { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    };
    take(usize::MAX, &mut rows).expect("exported");
    assert_eq!(titles(&rows), fixture.titles(&newest()));
    assert_eq!(rows.len(), 600);
    rows.clear();
    take(300, &mut rows).expect("exported");
    assert_eq!(rows.len(), 300);
}

#[test]
fn figures_add_up() {
    let fixture = three_days();
    fixture.store.register_topics(vec![entry("energy", "Energy", None)]).expect("registered");
    let stats = fixture.store.stats("2026-11-18T12:00:00Z".parse().expect("a time")).expect("figures");
    assert_eq!((stats.articles, stats.copies), (3, 0));
    assert_eq!(stats.by_language, [(Some(language("en")), 2), (Some(language("ar")), 1)]);
    assert_eq!(stats.by_day.len(), 14);
    assert_eq!(stats.by_day.iter().map(|(_, n)| n).sum::<u64>(), 3);
    assert_eq!(stats.by_day[13], ("2026-11-18".parse().expect("a day"), 1));
    assert_eq!((stats.sources.ok, stats.sources.failing, stats.sources.unpolled), (2, 0, 0));
    let topics: Vec<_> = stats.by_topic.iter().map(|t| (t.label.as_str(), t.is_configured, t.articles)).collect();
    assert_eq!(topics, [("Energy", true, 2), ("health", false, 1)]);
    assert_eq!(fixture.store.topic_counts().expect("read"), stats.by_topic);
    assert!(stats.size_bytes > 0);
}
