//! Outcomes and databases to test with.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;
use url::Url;

use crate::analysis::copies::fingerprints;
use crate::analysis::stories::Profile;
use crate::model::{
    Address, Article, ArticleKey, Deferral, Evidence, FORMAT_VERSION, FeedFacts, Field, Habits, Item, LanguageCode,
    PollEnd, PollOutcome, PollResult, Published, Rhythm, Sighting, Signature, Source, SourceId, SourceKind, TextOrigin,
    TopicId, TopicMatch, Validators,
};
use crate::store::{ArticleFilter, ArticleRow, Part, Phrase, Store, TopicEntry, Words};
use crate::text::url::canonical;
use crate::text::{fold, hash, tokens};

/// A store with a folder of its own.
pub(super) struct Fixture {
    pub(super) store: Store,
    pub(super) folder: TempDir,
}

impl Fixture {
    /// An empty store.
    pub(super) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(&folder.path().join("news.db")).expect("a new database opens");
        Self { store, folder }
    }

    /// A store that knows these sources.
    pub(super) fn with_sources(ids: &[&str]) -> Self {
        let fixture = Self::empty();
        let sources: Vec<Source> = ids.iter().map(|id| source(id)).collect();
        fixture.store.sync_sources(&sources, time(0)).expect("sources are stored");
        fixture
    }

    /// Applies a whole poll of the current generation that brings these articles.
    pub(super) fn poll(&self, source_id: &str, articles: Vec<Article>) {
        let mut outcome = outcome(source_id, articles);
        outcome.generation = self.store.job(&source(source_id), time(0), 0.0).expect("a known source").state.generation;
        outcome.end = Some(end());
        assert!(self.store.apply(outcome).expect("applied").is_current);
    }

    /// A connection that sees what any other program would.
    pub(super) fn outside(&self) -> Connection {
        Connection::open_with_flags(self.store.path(), rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE).expect("opens")
    }

    /// One number from the database.
    pub(super) fn number(&self, sql: &str) -> i64 {
        self.outside().query_row(sql, [], |row| row.get(0)).expect(sql)
    }

    /// A hash of all that is stored, row by row.
    pub(super) fn digest(&self) -> String {
        digest(&self.outside())
    }

    /// The titles that a filter finds.
    pub(super) fn titles(&self, filter: &ArticleFilter) -> Vec<String> {
        titles(&self.store.search(filter).expect("searched"))
    }
}

pub(super) fn titles(rows: &[ArticleRow]) -> Vec<String> {
    rows.iter().map(|row| row.title.clone()).collect()
}

/// A hash of every row of every table, the search index included, in a fixed order.
pub(super) fn digest(db: &Connection) -> String {
    let tables: Vec<String> = db
        .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .expect("tables");
    // The index's own tables depend on how commits were grouped; what it finds does not.
    let own = tables.iter().filter(|name| !name.starts_with("articles_fts"));
    let mut dump: String = own.map(|name| dump(db, &format!("select * from {name}"))).collect();
    db.execute_batch("create virtual table temp.terms using fts5vocab(main, articles_fts, instance)").expect("terms");
    dump += &self::dump(db, "select * from temp.terms");
    db.execute_batch("drop table temp.terms").expect("dropped");
    hash::content_hash(dump.as_bytes()).to_string()
}

fn dump(db: &Connection, sql: &str) -> String {
    let mut statement = db.prepare(sql).expect(sql);
    let n_columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let values: Vec<Value> = (0..n_columns).map(|i| row.get(i)).collect::<rusqlite::Result<_>>()?;
        Ok(format!("{values:?}"))
    });
    let mut lines: Vec<String> = rows.and_then(Iterator::collect).expect(sql);
    lines.sort();
    format!("{sql}\n{}\n", lines.join("\n"))
}

/// A point in time: some minutes after the beginning of the tests' world.
pub(super) fn time(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-24T09:00:00Z".parse().expect("valid");
    start + jiff::SignedDuration::from_mins(minutes)
}

pub(super) fn id(text: &str) -> SourceId {
    SourceId::parse(text).expect("an id")
}

pub(super) fn topic(text: &str) -> TopicId {
    TopicId::parse(text).expect("an id")
}

/// A topic of the configuration.
pub(super) fn entry(id: &str, label: &str, parent: Option<&str>) -> TopicEntry {
    TopicEntry {
        id: topic(id),
        label: label.to_owned(),
        parent: parent.map(topic),
        description: format!("What is said of {label}."),
        rules_version: format!("rule of {id}"),
    }
}

pub(super) fn language(text: &str) -> LanguageCode {
    LanguageCode::parse(text).expect("a language")
}

pub(super) fn key(url: &str) -> ArticleKey {
    crate::text::url::key(&Url::parse(url).expect("an address"))
}

/// A feed at `https://<id>.example/feed`, polled every quarter of an hour.
pub(super) fn source(source_id: &str) -> Source {
    Source {
        rhythm: Rhythm::Every(Duration::from_secs(900)),
        language: Some(language("en")),
        country: Some("gb".to_owned()),
        tags: vec!["agency".to_owned()],
        ..Source::new(id(source_id), format!("https://{source_id}.example/feed"), SourceKind::Feed)
    }
}

/// An article at an address, fetched at the beginning of time, of a text that no other article has.
pub(super) fn article(url: &str, title: &str) -> Article {
    let lines = (0..8).map(|i| {
        let own = hash::content_hash(format!("{i} {title} {url}").as_bytes()).to_string();
        let own: Vec<String> =
            own.as_bytes().chunks(4).map(|word| format!("w{}", String::from_utf8_lossy(word))).collect();
        format!("Line {i} of the report on {title} at {url}: {}.", own.join(" "))
    });
    with_text(url, title, &lines.collect::<Vec<_>>().join("\n"))
}

pub(super) fn with_text(url: &str, title: &str, text: &str) -> Article {
    Article {
        key: key(url),
        addresses: vec![Address { key: key(url), url: url.to_owned() }],
        url: url.to_owned(),
        canonical_url: None,
        title: title.to_owned(),
        text: text.to_owned(),
        text_from: TextOrigin::Page,
        summary: Some(format!("About {title}")),
        authors: vec!["A. Writer".to_owned(), "B. Writer".to_owned()],
        credits: vec!["AFP".to_owned(), "agencies".to_owned()],
        links: Vec::new(),
        translations: Vec::new(),
        language: Some(language("en")),
        published: None,
        modified: None,
        site: Some("Example".to_owned()),
        image: None,
        section: Some("World".to_owned()),
        keywords: vec!["talks".to_owned(), "Geneva".to_owned()],
        kind: Some("article".to_owned()),
        page_words: None,
        snapshot: None,
        language_confidence: Some(0.75),
        word_count: u32::try_from(tokens::count_words(text)).expect("short"),
        fetched_at: time(0),
        fingerprints: fingerprints(title, text),
        profile: profile(url, title, text, "en", &[]),
        matches: Vec::new(),
        external_id: None,
    }
}

/// The profile of an article at an address that links to these.
fn profile(url: &str, title: &str, text: &str, language: &str, links: &[String]) -> Option<Signature> {
    Some(Profile::of(title, text, Some(language))?.citing(links, &[canonical(&url.parse().expect("valid"))]).pack())
}

/// The article in another language, with links.
pub(super) fn linking(article: Article, code: &str, links: &[&str]) -> Article {
    let links: Vec<String> = links.iter().map(|link| (*link).to_owned()).collect();
    let profile = profile(&article.url, &article.title, &article.text, code, &links);
    Article { links, profile, language: Some(language(code)), ..article }
}

/// The article with a date of publication.
pub(super) fn published(mut article: Article, at: &str) -> Article {
    let at = at.parse().expect("a moment");
    article.published = Some(Published { at, from: crate::model::DateOrigin::JsonLd });
    article
}

/// The article with a topic.
pub(super) fn matching(mut article: Article, topic_id: &str, score: f64) -> Article {
    let evidence =
        vec![Evidence { term: "gas".to_owned(), field: Field::Title, start: 0, end: 3, weight: score, side: None }];
    article.matches.push(TopicMatch { topic: topic(topic_id), score, evidence, rules_version: "rules-1".to_owned() });
    article
}

/// The sighting of an article under the address that answered.
pub(super) fn sighting(article: &Article) -> Sighting {
    Sighting {
        key: article.key.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        guid: Some(format!("guid of {}", article.url)),
        published: article.published.map(|published| published.at),
        updated: None,
        seen_at: time(0),
    }
}

/// An outcome of generation 0, without an end, that brings and lists these articles.
pub(super) fn outcome(source_id: &str, articles: Vec<Article>) -> PollOutcome {
    PollOutcome {
        version: FORMAT_VERSION,
        source: id(source_id),
        generation: 0,
        rules_version: "rules-1".to_owned(),
        sightings: articles.iter().map(sighting).collect(),
        articles,
        deferred: Vec::new(),
        looks: Vec::new(),
        end: None,
    }
}

/// The end of a good poll.
pub(super) fn end() -> PollEnd {
    PollEnd {
        started_at: time(0),
        duration_ms: 120,
        result: PollResult::Ok,
        status: Some(200),
        error_kind: None,
        error: None,
        size_bytes: 4096,
        items_seen: 1,
        items_new: 1,
        items_failed: 0,
        items_rechecked: 0,
        validators: Validators {
            etag: Some("\"v1\"".to_owned()),
            last_modified: Some("Tue, 24 Nov 2026 08:00:00 GMT".to_owned()),
            body_hash: Some(hash::content_hash(b"body")),
        },
        failures: 0,
        next_due: Some(time(15)),
        facts: FeedFacts {
            title: Some("Example News".to_owned()),
            homepage: Some("https://example.org/".to_owned()),
            language: Some(language("fr")),
        },
        habits: Habits::default(),
        hub: None,
    }
}

pub(super) fn deferral(url: &str, next_try: Option<Timestamp>) -> Deferral {
    let item = Item { url: Some(url.to_owned()), title: format!("Item at {url}"), ..Item::default() };
    Deferral { key: key(url), item, attempts: 1, next_try, error: Some("the server answered 503".to_owned()) }
}

/// A question of words that must all occur; `-word` must not, `word*` may go on.
pub(super) fn words(text: &str) -> Option<Words> {
    let one = |word: &str| {
        let bare = word.trim_start_matches('-').trim_end_matches('*');
        let tokens = fold::fold(bare).split_whitespace().map(str::to_owned).collect();
        Words::Phrases(vec![Phrase { tokens, is_prefix: word.ends_with('*') }], Part::Any)
    };
    let (unwanted, wanted): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(|word| word.starts_with('-'));
    let wanted = Words::All(wanted.into_iter().map(one).collect());
    let unwanted = Words::Any(unwanted.into_iter().map(one).collect());
    Some(Words::But(Box::new(wanted), Box::new(unwanted)))
}
