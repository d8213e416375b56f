//! Opening, refusing and claiming databases.

use std::path::Path;

use rusqlite::Connection;

use super::fixture::{Fixture, article, source, time};
use crate::model::Habits;
use crate::store::{ArticleFilter, ArticleId, ArticleName, Store, StoreError};

fn open_raw(path: &Path) -> Connection {
    Connection::open_with_flags(path, rusqlite::OpenFlags::default()).expect("opens")
}

#[test]
fn a_new_database_gets_its_folder_and_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("data/deep/news.db")).expect("opened");
    assert_eq!(store.stats(super::fixture::time(0)).expect("figures").articles, 0);
}

/// The statements that made each earlier version from the one before it.
const EARLIER: [&str; 18] = [
    include_str!("../migrations/001_first.sql"),
    include_str!("../migrations/002_habits.sql"),
    include_str!("../migrations/003_websub.sql"),
    include_str!("../migrations/004_facts.sql"),
    include_str!("../migrations/005_snapshots.sql"),
    include_str!("../migrations/006_revisions.sql"),
    include_str!("../migrations/007_topics.sql"),
    include_str!("../migrations/008_opinions.sql"),
    include_str!("../migrations/009_signatures.sql"),
    include_str!("../migrations/010_stories.sql"),
    include_str!("../migrations/011_views.sql"),
    include_str!("../migrations/012_search.sql"),
    include_str!("../migrations/013_address_rules.sql"),
    include_str!("../migrations/014_credits.sql"),
    include_str!("../migrations/015_rechecks.sql"),
    include_str!("../migrations/016_translations.sql"),
    include_str!("../migrations/017_reader.sql"),
    include_str!("../migrations/018_links.sql"),
];

/// Rows as the first version wrote them.
const FIRST_ROWS: &str = "\
    insert into sources (id, url, kind, is_configured) values ('a', 'https://a.example/rss', 'feed', 1);
    insert into source_state (source_id, generation, etag) values ('a', 7, '\"v1\"');
    insert into articles (key, url, title, first_seen, dated, word_count, content_hash, text_from, text)
        values ('00112233445566778899aabbccddeeff', 'https://a.example/1', 'Title', '2026-11-24T09:00:00Z',
            '2026-11-24T09:00:00Z', 2, '00112233445566778899aabbccddeeff', 'page', 'Two words');";

#[test]
fn databases_of_all_earlier_versions_are_brought_up_to_date() {
    for version in 1..=EARLIER.len() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("news.db");
        let early = open_raw(&path);
        for (n, step) in EARLIER.iter().take(version).enumerate() {
            early.execute_batch(step).expect("an earlier version");
            if n == 0 {
                early.execute_batch(FIRST_ROWS).expect("rows of the first version");
            }
        }
        early.pragma_update(None, "user_version", i64::try_from(version).expect("small")).expect("set");
        drop(early);
        let store = Store::open(&path).expect("it opens");
        let state = store.job(&source("a"), time(0), 0.0).expect("its sources are known").state;
        assert_eq!((state.generation, state.validators.etag.as_deref()), (7, Some("\"v1\"")), "version {version}");
        assert_eq!(state.habits, Habits::default());
        let article = store.article(&ArticleName::Id(ArticleId(1))).expect("read").expect("there");
        assert_eq!((article.text.as_str(), article.keywords.len(), article.page_words), ("Two words", 0, None));
        assert!(
            store.has_articles_of_other_rules("rules-1").expect("read"),
            "nobody knows by which rules it was tagged"
        );
    }
}

#[test]
fn reading_what_is_not_there_says_how_to_make_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let missing = Store::open_existing_read_only(&path).expect_err("nothing there");
    assert!(missing.to_string().ends_with("run `rasid poll` first"), "{missing}");
    assert!(!path.exists(), "reading makes no file");
    std::fs::write(&path, "").expect("written");
    assert!(matches!(Store::open_existing_read_only(&path), Err(StoreError::Missing { .. })), "an empty file");
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let fixture = Fixture::empty();
    fixture.outside().pragma_update(None, "user_version", 999).expect("set");
    for result in [Store::open(fixture.store.path()), Store::open_existing_read_only(fixture.store.path())] {
        let error = result.expect_err("too new");
        assert!(matches!(error, StoreError::Newer { found: 999, .. }), "{error}");
        assert!(error.is_locked_or_newer());
    }
    assert_eq!(fixture.number("select user_version from pragma_user_version"), 999);
}

#[test]
fn files_of_other_programs_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.db");
    open_raw(&other).execute_batch("create table mail (id integer primary key)").expect("made");
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "not a database at all ".repeat(100)).expect("written");
    let short = folder.path().join("short.txt");
    std::fs::write(&short, "x").expect("written");
    for path in [&other, &text, &short] {
        let before = std::fs::read(path).expect("read");
        assert!(matches!(Store::open(path), Err(StoreError::Foreign { .. })), "{}", path.display());
        assert_eq!(std::fs::read(path).expect("read"), before, "left as it was");
    }
}

#[test]
fn a_database_that_cannot_be_reached_is_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("written");
    let error = Store::open(&file.join("news.db")).expect_err("a file is no folder");
    assert!(matches!(error, StoreError::Inaccessible { .. }), "{error}");
}

#[test]
fn two_that_open_a_new_database_at_once_both_succeed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    std::thread::scope(|scope| {
        let opened: Vec<_> = (0..4).map(|_| scope.spawn(|| Store::open(&path))).collect();
        for thread in opened {
            thread.join().expect("no panic").expect("opened");
        }
    });
}

#[test]
fn one_process_polls_at_a_time() {
    let fixture = Fixture::empty();
    let claim = fixture.store.claim().expect("free");
    let other = Store::open(fixture.store.path()).expect("others may still write");
    let refused = other.claim().expect_err("taken");
    assert!(matches!(refused, StoreError::Claimed { holder: Some(id), .. } if id == std::process::id()), "{refused}");
    drop(claim);
    let _again = other.claim().expect("free again");
}

#[test]
fn a_lock_file_left_behind_means_nothing() {
    let fixture = Fixture::empty();
    let lock = fixture.folder.path().join("news.db-lock");
    std::fs::write(lock, "4242\n").expect("written");
    let _claim = fixture.store.claim().expect("no living process holds it");
}

#[test]
fn a_reader_opens_beside_a_writer_and_cannot_write() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1", "First")]);
    let reader = Store::open_existing_read_only(fixture.store.path()).expect("opened");
    assert_eq!(reader.search(&ArticleFilter::newest(None)).expect("searched").len(), 1);
    assert!(matches!(reader.checkpoint(), Err(StoreError::ReadOnly { .. })));
    fixture.poll("a", vec![article("https://a.example/2", "Second")]);
    assert_eq!(reader.search(&ArticleFilter::newest(None)).expect("searched").len(), 2);
}

#[test]
fn a_database_on_a_disk_that_nobody_may_write_to_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("50% of #1?/news.db");
    drop(Store::open(&path).expect("opened"));
    // As on such a disk, SQLite cannot make the file by which readers and the writer speak with one another.
    std::os::unix::fs::symlink(folder.path().join("none/shm"), path.with_extension("db-shm")).expect("a link");
    let store = Store::open_existing_read_only(&path).expect("opened for reading");
    assert_eq!(store.stats(time(0)).expect("figures").articles, 0);
    // A log beside it says that it is in use, and may hold what the file does not.
    std::fs::write(path.with_extension("db-wal"), [0; 4096]).expect("a log");
    let refused = Store::open_existing_read_only(&path);
    assert!(matches!(refused, Err(StoreError::Inaccessible { .. })), "{refused:?}");
}
