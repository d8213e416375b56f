//! The use cases over a small collection in several languages, in the form that programs and people get.

use std::time::Duration;

use insta::assert_snapshot;
use jiff::Timestamp;
use tempfile::TempDir;
use url::Url;

use super::growth::Pulse;
use super::request::ArticleRequest;
use super::{export, search, show, sources, sql, stats, topics};
use crate::analysis::burst::Mark;
use crate::analysis::copies::fingerprints;
use crate::analysis::topics::TopicSet;
use crate::model::{
    Address, Article, DateOrigin, Evidence, FORMAT_VERSION, FeedFacts, Field, LanguageCode, PollEnd, PollOutcome,
    PollResult, Published, Rhythm, Sighting, Source, SourceId, SourceKind, TextOrigin, TopicId, TopicMatch, Validators,
};
use crate::query::listing::{Column, Listing};
use crate::query::render::article::{Today, write_article, write_markdown};
use crate::query::render::{Format, Screen, write_listing, write_stream};
use crate::store::{ArticleDetail, Store, StoreError, TopicEntry};
use crate::text::{tokens, url::key};

const ARABIC: (&str, &str) =
    ("هجوم في العاصمة", "أدانت الحكومة الإرهاب بعد هجوم وقع مساء أمس.\nوقال مسؤول إن القرار ٢٢٥٤ ما زال قائماً.");
const TURKISH: (&str, &str) =
    ("İstanbul'da görüşmeler", "Heyetler İstanbul'da bir araya geldi ve barış görüşmelerine devam etti.");
const CHINESE: (&str, &str) = ("安理会通过决议", "联合国安理会通过第2254号决议，呼吁各方立即停火并恢复谈判。");
/// Long enough for its copy to be recognised.
const ENGLISH: (&str, &str) = (
    "Talks \u{202E}resume",
    "Delegations from Moscow and Washington resumed talks on arms control in Geneva.\n\
     Both sides said that the first session had been useful and agreed to meet again before the end of the month. \
     Diplomats who took part spoke of long hours, a full agenda and a few small steps: lists of sites will be exchanged, \
     visits are to begin in spring, and a telephone line between the two staffs will be tested every week.",
);

struct Collection {
    store: Store,
    _folder: TempDir,
}

impl Collection {
    /// Two sources, four articles and a copy of the English one.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(&folder.path().join("news.db")).expect("a new database opens");
        store.sync_sources(&[source("agency"), source("paper"), source("quiet")], time("09:00")).expect("stored");
        let topic = TopicId::parse("counter-terrorism").expect("an id");
        let topic = TopicEntry {
            id: topic,
            label: "Counter-terrorism".to_owned(),
            parent: None,
            description: String::new(),
            rules_version: "rules-1".to_owned(),
        };
        store.register_topics(vec![topic]).expect("stored");
        let collection = Self { store, _folder: folder };
        let articles = vec![
            article("arabic", "ar", ARABIC, "2026-11-24T08:00:00+03:00"),
            article("turkish", "tr", TURKISH, "2026-11-23"),
            article("chinese", "zh", CHINESE, "2026-11-22T10:00:00Z"),
            article("english", "en", ENGLISH, "2026-11-21T10:00:00Z"),
        ];
        collection.poll("agency", articles);
        collection.poll("paper", vec![article("copy", "en", ENGLISH, "2026-11-21T12:00:00Z")]);
        collection
    }

    fn poll(&self, id: &str, articles: Vec<Article>) {
        let source = source(id);
        let generation = self.store.job(&source, time("09:00"), 0.0).expect("a known source").state.generation;
        let sightings = articles.iter().map(sighting).collect();
        let outcome = PollOutcome {
            version: FORMAT_VERSION,
            source: source.id,
            generation,
            rules_version: "rules-1".to_owned(),
            articles,
            sightings,
            deferred: Vec::new(),
            looks: Vec::new(),
            end: Some(poll_end()),
        };
        assert!(self.store.apply(outcome).expect("applied").is_current);
    }

    /// The ends of the addresses that a request finds, in order.
    fn found(&self, request: &ArticleRequest) -> Vec<String> {
        let mut names = Vec::new();
        let filter = request.filter(time("12:00")).expect("a good request");
        search::search(&self.store, &filter, None, &mut |columns: &[Column], row| {
            let at = columns.iter().position(|column| column.name == "url").expect("a column of addresses");
            names.push(row[at].exact_text().rsplit('/').next().unwrap_or_default().to_owned());
            std::ops::ControlFlow::Continue(())
        })
        .expect("searched");
        names
    }

    fn shown(&self, name: &str) -> ArticleDetail {
        let name = show::name(name).expect("a name");
        self.store.article(&name).expect("read").expect("an article")
    }
}

fn time(clock: &str) -> Timestamp {
    format!("2026-11-24T{clock}:00Z").parse().expect("a time")
}

fn source(id: &str) -> Source {
    let name = SourceId::parse(id).expect("an id");
    Source {
        rhythm: Rhythm::Every(Duration::from_secs(900)),
        country: Some("eg".to_owned()),
        ..Source::new(name, format!("https://{id}.example/feed.xml"), SourceKind::Feed)
    }
}

fn article(name: &str, language: &str, (title, text): (&str, &str), published: &str) -> Article {
    let host = if name == "copy" { "paper.example" } else { "news.example" };
    let url = format!("https://{host}/{name}");
    let key = key(&Url::parse(&url).expect("an address"));
    Article {
        key: key.clone(),
        addresses: vec![Address { key, url: url.clone() }],
        url,
        canonical_url: None,
        title: title.to_owned(),
        text: text.to_owned(),
        text_from: TextOrigin::Page,
        summary: None,
        credits: Vec::new(),
        links: Vec::new(),
        translations: Vec::new(),
        authors: vec!["A. Writer".to_owned()],
        language: LanguageCode::from_tag(language),
        published: Some(Published { at: published.parse().expect("a moment"), from: DateOrigin::JsonLd }),
        modified: None,
        site: Some("News".to_owned()),
        image: None,
        section: Some("World".to_owned()),
        keywords: vec!["talks".to_owned(), "Geneva".to_owned()],
        kind: Some("article".to_owned()),
        page_words: None,
        snapshot: None,
        language_confidence: Some(0.75),
        word_count: tokens::count_words(text).try_into().expect("few words"),
        fetched_at: time("09:05"),
        fingerprints: fingerprints(title, text),
        profile: None,
        matches: if name == "arabic" { vec![terrorism(text)] } else { Vec::new() },
        external_id: None,
    }
}

/// The topic's match, with its evidence in headline and text.
fn terrorism(text: &str) -> TopicMatch {
    let hit = |term: &str, field, start: usize| Evidence {
        term: term.to_owned(),
        field,
        start: start.try_into().expect("short"),
        end: (start + term.chars().count()).try_into().expect("short"),
        weight: 2.0,
        side: None,
    };
    let place = |term: &str| text.split(term).next().map_or(0, |before| before.chars().count());
    let evidence = vec![
        hit("هجوم", Field::Title, 0),
        hit("الإرهاب", Field::Text, place("الإرهاب")),
        hit("هجوم", Field::Text, place("هجوم")),
    ];
    let topic = TopicId::parse("counter-terrorism").expect("an id");
    TopicMatch { topic, score: 6.0, evidence, rules_version: "first".to_owned() }
}

fn sighting(article: &Article) -> Sighting {
    Sighting {
        key: article.key.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        guid: None,
        published: None,
        updated: None,
        seen_at: time("09:05"),
    }
}

fn poll_end() -> PollEnd {
    PollEnd {
        started_at: time("09:05"),
        duration_ms: 12,
        result: PollResult::Ok,
        status: Some(200),
        error_kind: None,
        error: None,
        size_bytes: 1_000,
        items_seen: 4,
        items_new: 4,
        items_failed: 0,
        items_rechecked: 0,
        validators: Validators::default(),
        failures: 0,
        next_due: Some(time("12:10")),
        facts: FeedFacts::default(),
        habits: crate::model::Habits::default(),
        hub: None,
    }
}

fn request(query: &str) -> ArticleRequest {
    let queries = if query.is_empty() { Vec::new() } else { vec![query.to_owned()] };
    ArticleRequest::of(queries, Some(20))
}

fn one(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

fn written(format: Format, listing: Listing) -> String {
    let mut out = Vec::new();
    write_listing(&mut out, format, Screen::file(), listing).expect("memory takes it");
    String::from_utf8(out).expect("output is UTF-8")
}

fn page(article: &ArticleDetail, screen: Screen) -> String {
    let mut out = Vec::new();
    let today = Today { now: time("12:00"), rules: &TopicSet::default() };
    write_article(&mut out, screen, article, today).expect("memory takes it");
    let text = String::from_utf8(out).expect("output is UTF-8");
    text.replace('\u{2068}', "<FSI>").replace('\u{2069}', "<PDI>").replace('\u{1b}', "<ESC>")
}

#[test]
fn words_are_found_in_every_script() {
    let collection = Collection::new();
    let check = |query: &str, expected: &[&str]| assert_eq!(collection.found(&request(query)), expected, "{query}");
    check("ارهاب", &["arabic"]);
    check("istanbul", &["turkish"]);
    check("2254", &["arabic", "chinese"]);
    check("安理会", &["chinese"]);
    check("理", &["chinese"]);
    check("\"Moscow and Washington\"", &["english"]);
    check("\"Washington and Moscow\"", &[]);
    check("washing*", &["english"]);
    check("2254 -联合国", &["arabic"]);
    check("istanbul OR moscow", &["turkish", "english"]);
    check("", &["arabic", "turkish", "chinese", "english"]);
}

#[test]
fn filters_narrow_and_copies_are_left_out() {
    let collection = Collection::new();
    let check =
        |request: ArticleRequest, expected: &[&str]| assert_eq!(collection.found(&request), expected, "{request:?}");
    check(ArticleRequest { with_copies: true, ..request("moscow") }, &["copy", "english"]);
    check(ArticleRequest { topics: one("counter-terrorism"), ..request("") }, &["arabic"]);
    check(ArticleRequest { languages: one("tr-TR"), ..request("") }, &["turkish"]);
    check(ArticleRequest { sources: one("paper"), with_copies: true, ..request("") }, &["copy"]);
    check(ArticleRequest { countries: one("EG"), limit: Some(1), ..request("") }, &["arabic"]);
    check(ArticleRequest { since: Some("2026-11-23".to_owned()), ..request("") }, &["arabic", "turkish"]);
    check(ArticleRequest { until: Some("2026-11-22".to_owned()), ..request("") }, &["chinese", "english"]);
    check(ArticleRequest { since: Some("today".to_owned()), ..request("") }, &["arabic"]);
}

#[test]
fn a_bad_request_says_how_to_mend_it() {
    let check = |request: ArticleRequest, expected: &str| {
        let message = request.filter(time("12:00")).expect_err(expected).to_string();
        assert!(message.contains(expected), "{message}");
    };
    check(request("\"open"), "column 1");
    check(ArticleRequest { since: Some("soon".to_owned()), ..request("") }, "write a day");
    check(ArticleRequest { topics: one("No Topic"), ..request("") }, "id `No Topic`");
    check(ArticleRequest { languages: one("arabic"), ..request("") }, "such as `ar`");
    check(ArticleRequest { countries: one("Egypt"), ..request("") }, "such as `eg`");
    let backwards =
        ArticleRequest { since: Some("2026-11-02".to_owned()), until: Some("2026-10-01".to_owned()), ..request("") };
    check(backwards, "exchange them");
}

#[test]
fn search_and_export_lines_keep_their_contract() {
    let collection = Collection::new();
    let filter = ArticleRequest { with_copies: true, ..request("") }.filter(time("12:00")).expect("a good request");
    let mut out = Vec::new();
    let n_rows = write_stream(&mut out, Format::Jsonl, Screen::file(), |receive| {
        search::search(&collection.store, &filter, None, receive)
    });
    assert_eq!(n_rows.expect("written"), 5);
    write_stream(&mut out, Format::Jsonl, Screen::file(), |receive| {
        export::export(&collection.store, &collection.store.chosen(&filter).expect("read"), receive)
    })
    .expect("written");
    assert_snapshot!(String::from_utf8(out).expect("output is UTF-8"));
}

#[test]
fn search_reads_well_as_a_table() {
    let collection = Collection::new();
    let filter = request("").filter(time("12:00")).expect("a good request");
    let mut out = Vec::new();
    write_stream(&mut out, Format::Table, Screen::file(), |receive| {
        search::search(&collection.store, &filter, None, receive)
    })
    .expect("written");
    assert_snapshot!(String::from_utf8(out).expect("output is UTF-8"));
}

#[test]
fn an_article_is_shown_with_its_evidence() {
    let collection = Collection::new();
    let screen = Screen { width: Some(40), is_terminal: true, has_colors: true };
    assert_snapshot!("article_on_a_terminal", page(&collection.shown("1"), screen));
    assert_snapshot!("article_in_a_file", page(&collection.shown("https://news.example/english"), Screen::file()));
    let mut out = Vec::new();
    let today = Today { now: time("12:00"), rules: &TopicSet::default() };
    write_markdown(&mut out, &collection.shown("1"), today).expect("memory takes it");
    assert_snapshot!("article_in_markdown", String::from_utf8(out).expect("output is UTF-8"));
}

#[test]
fn an_article_for_programs_holds_everything() {
    let collection = Collection::new();
    assert_snapshot!(written(Format::Json, show::listing(collection.shown("1"))));
}

#[test]
fn sources_stats_and_topics_are_listings() {
    let collection = Collection::new();
    assert_snapshot!(
        "sources",
        written(Format::Table, sources::sources(&collection.store, false, time("12:00")).expect("read").listing)
    );
    assert_snapshot!(
        "topics",
        written(Format::Csv, topics::topics(&collection.store, &TopicSet::default(), time("12:00")).expect("read"))
    );
    let mut stats = stats::stats(&collection.store, time("12:00")).expect("read");
    // The size of the file is SQLite's affair.
    stats.rows.retain(|row| row[0].exact_text() != "size_bytes");
    assert_snapshot!("stats", written(Format::Table, stats));
}

/// Reports of a day at eight o'clock, some of them on the topic of the Arabic article.
fn reports(day: &str, n: usize, n_on_topic: usize) -> Vec<Article> {
    let matches = article("arabic", "ar", ARABIC, day).matches;
    let report = |number: usize| {
        let (title, text) = (format!("{number}a {day}b"), format!("{number}c {day}d {number}e"));
        let name = format!("report-{day}-{number}");
        let report = article(&name, "en", (title.as_str(), text.as_str()), &format!("{day}T08:00:00Z"));
        Article { matches: if number < n_on_topic { matches.clone() } else { Vec::new() }, ..report }
    };
    (0..n).map(report).collect()
}

#[test]
fn a_topic_that_grows_beyond_its_habit_is_marked() {
    let collection = Collection::new();
    for day in 10..24 {
        collection.poll("agency", reports(&format!("2026-11-{day}"), 6, 1));
    }
    collection.poll("agency", reports("2026-11-24", 20, 14));
    let growth = |clock: &str| {
        let topic = TopicId::parse("counter-terrorism").expect("an id");
        Pulse::new(&collection.store, time(clock)).and_then(|pulse| pulse.of_topics(&[topic])).expect("read")
    };
    let before = growth("07:30");
    assert_eq!((before.last_day, before.mark()), (2, None), "{before:?}");
    let after = growth("12:00");
    assert_eq!((after.last_day, after.mark()), (15, Some(Mark::Burst)), "{after:?}");
    assert!(after.usual_day().is_some_and(|usual| (0.5..4.0).contains(&usual)), "{after:?}");
    let listed = topics::topics(&collection.store, &TopicSet::default(), time("12:00")).expect("read");
    let at = listed.columns.iter().position(|column| column.name == "mark").expect("a column of marks");
    assert_eq!(listed.rows[0][at].exact_text(), "burst");
}

#[test]
fn sql_reads_and_only_reads() {
    let collection = Collection::new();
    let written = |query: &str, format| -> Result<String, StoreError> {
        let mut out = Vec::new();
        let result =
            write_stream(&mut out, format, Screen::file(), |receive| sql::sql(&collection.store, query, receive));
        match result {
            Ok(_) => Ok(String::from_utf8(out).expect("output is UTF-8")),
            Err(crate::query::render::StreamError::Source(error)) => Err(error),
            Err(crate::query::render::StreamError::Output(error)) => panic!("memory takes it: {error}"),
        }
    };
    let rows =
        written("select count(*) as n, language from articles group by 2 order by 1 desc, 2 limit 2", Format::Jsonl);
    assert_eq!(rows.expect("read"), "{\"n\":2,\"language\":\"en\"}\n{\"n\":1,\"language\":\"ar\"}\n");
    assert_eq!(written("select id, key from articles where false", Format::Csv).expect("read"), "id,key\n");
    assert!(matches!(written("delete from articles", Format::Csv), Err(StoreError::NotAQuery)));
    assert!(matches!(written("selekt", Format::Csv), Err(StoreError::BadSql { .. })));
}

#[test]
fn a_closed_pipe_ends_the_stream_with_its_error() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let collection = Collection::new();
    let filter = request("").filter(time("12:00")).expect("a good request");
    let result = write_stream(Closed, Format::Jsonl, Screen::file(), |receive| {
        export::export(&collection.store, &collection.store.chosen(&filter).expect("read"), receive)
    });
    match result {
        Err(crate::query::render::StreamError::Output(error)) => {
            assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
        }
        other => panic!("the error is lost: {other:?}"),
    }
}
