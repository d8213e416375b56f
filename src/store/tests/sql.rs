//! SQL of users.

use std::ops::ControlFlow;

use super::fixture::{Fixture, article};
use crate::store::{SqlValue, StoreError};

fn run(fixture: &Fixture, query: &str) -> Result<(Vec<String>, Vec<Vec<SqlValue>>), StoreError> {
    let mut rows = Vec::new();
    let columns = fixture.store.sql(query, |_, row| {
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    Ok((columns, rows))
}

fn one_article() -> Fixture {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1", "First")]);
    fixture
}

#[test]
fn a_query_gives_typed_values_under_their_names() {
    let (columns, rows) = run(&one_article(), "select 1 as a, 2.5, 'x' as \"b c\", null, x'00ff'").expect("run");
    assert_eq!(columns, ["a", "2.5", "b c", "null", "x'00ff'"].map(str::to_owned));
    let blob = SqlValue::Blob(vec![0, 255]);
    let expected = [SqlValue::Integer(1), SqlValue::Real(2.5), SqlValue::Text("x".to_owned()), SqlValue::Null, blob];
    assert_eq!(rows, [expected]);
}

#[test]
fn a_result_without_rows_still_has_names() {
    let (columns, rows) =
        run(&one_article(), "select id, title from articles where false; -- and no more").expect("run");
    assert_eq!((columns.len(), rows.len()), (2, 0));
}

#[test]
fn the_index_answers_plain_sql() {
    let query = "select a.title from articles_fts f join articles a on a.id = f.rowid where articles_fts match 'first'";
    assert_eq!(run(&one_article(), query).expect("run").1.len(), 1);
}

#[test]
fn a_receiver_may_stop() {
    let mut n_rows = 0;
    let endless = "with recursive n (i) as (select 1 union all select i + 1 from n) select i from n";
    one_article()
        .store
        .sql(endless, |_, _| {
            n_rows += 1;
            if n_rows == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .expect("run");
    assert_eq!(n_rows, 10);
}

#[test]
fn nothing_is_written() {
    let fixture = one_article();
    let before = fixture.digest();
    let writes = [
        "delete from articles",
        "update articles set title = 'x' returning id",
        "drop table articles",
        "create temp table t (x)",
        "insert into articles_fts (articles_fts) values ('delete-all')",
        "with doomed as (select id from articles) delete from articles where id in doomed",
        "pragma user_version = 7",
        "vacuum",
    ];
    for write in writes {
        let error = run(&fixture, write).expect_err(write);
        assert!(matches!(error, StoreError::NotAQuery), "{write}: {error}");
    }
    for allowed in ["pragma journal_mode = delete", "pragma query_only = off", "begin immediate"] {
        // SQLite takes these for harmless, and on this connection they are.
        let _ = run(&fixture, allowed);
    }
    let file = fixture.folder.path().join("new.db");
    let attach = format!("attach '{}' as other", file.display());
    assert!(run(&fixture, &attach).is_err());
    assert!(!file.exists(), "no file is made");
    assert_eq!(fixture.digest(), before);
}

#[test]
fn mistakes_are_told_in_the_words_of_sqlite() {
    let fixture = one_article();
    let cases = [
        ("selec 1", "syntax error"),
        ("select colour from articles", "no such column: colour"),
        ("select 1; select 2", "one statement at a time"),
        ("select ?1", "parameters"),
        ("select * from articles_fts where articles_fts match '\"'", "unterminated string"),
        ("select abs(-9223372036854775808)", "integer overflow"),
    ];
    for (query, expected) in cases {
        let error = run(&fixture, query).expect_err(query);
        assert!(matches!(&error, StoreError::BadSql { message } if message.contains(expected)), "{query}: {error:?}");
    }
}
