//! Hostile words on every page that shows them: stored as articles, kept as pages, asked for as queries and names.
//!
//! Each payload is one of the ways in which HTML is made to act ([`kinds`]), brought in one of the ways in which filters and
//! parsers are misled ([`carriers`]). The answers are read as a browser reads them, and nothing in them may act that is not
//! ours ([`inspector`]).

mod carriers;
mod inspector;
mod kinds;

use crate::paper::{document, prose, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};
use crate::visitor::{Visitor, escaped};

/// Payloads in one article.
const IN_ONE: usize = 12;

/// Every kind in every carrier.
fn payloads() -> Vec<String> {
    let all = kinds::all();
    all.iter().flat_map(|kind| carriers::ALL.iter().map(move |carrier| carrier(kind))).collect()
}

/// Payloads as a path and as values of addresses: one of each kind, and one of each carrier.
fn some() -> Vec<String> {
    let all = payloads();
    let n = carriers::ALL.len();
    all.iter().enumerate().filter(|(at, _)| at % n == (at / n) % n).map(|(_, payload)| payload.clone()).collect()
}

#[test]
fn there_are_enough_of_them_and_they_differ() {
    let mut all = payloads();
    all.sort();
    all.dedup();
    assert!(all.len() >= 1_500, "{}", all.len());
}

/// Articles whose title, text, summary, site, author, credit and addresses are payloads, all in one story.
fn stored(payloads: &[String]) -> Workspace {
    let workspace = Workspace::new("");
    let lines = (0..payloads.len().div_ceil(IN_ONE)).map(|n| {
        serde_json::json!({
            "url": format!("https://paper.example/{n}"), "title": format!("Title {n}"), "text": prose(&n.to_string()),
            "source": "paper", "language": "en", "authors": ["Somebody"], "credit": ["Agency"],
        })
        .to_string()
    });
    let imported = workspace.run_with_input(&["import", "-"], lines.collect::<Vec<_>>().join("\n"));
    assert_eq!(imported.code, 0, "{imported:?}");
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''").replace('\0', "'||char(0)||'"));
    let mut sql = "begin;".to_owned();
    for (n, chunk) in payloads.chunks(IN_ONE).enumerate() {
        let id = n + 1;
        let one = |at: usize| quoted(&chunk[at % chunk.len()]);
        // The number keeps the addresses of articles apart.
        let address = |at: usize| quoted(&format!("{}#{id}", chunk[at % chunk.len()]));
        sql += &format!(
            "update articles set title = {}, text = {}, summary = {}, site = {}, url = {}, canonical_url = {}, section = {},
                keywords = json_array({}), dated = '2026-11-24T10:00:00Z', image = {}, external_id = {address}, story_id = 1 where id = {id};
             update article_authors set name = {} where article_id = {id};
             update article_credits set agency = {} where article_id = {id};
             update sightings set url = {}, title = {}, dated = '2026-11-24T10:00:00Z' where article_id = {id};
             update article_addresses set url = {} where article_id = {id};
             insert into revisions (article_id, replaced_at, why, content_hash, title, text, facts) values
                ({id}, '2026-11-20T00:00:00Z', 'changed', '00000000000000000000000000000000', {}, {}, json_object('site', {}));
             insert or ignore into topics (id, label, parent, description, is_configured, rules_version) values
                ('bad', {}, null, '', 0, '');",
            one(0), quoted(&chunk.join("\n")), one(1), one(2), address(3), address(4), one(5), one(6), one(7),
            one(8), one(9), one(10), one(11), address(0), one(1), one(2), one(3), one(4),
            address = address(2),
        );
    }
    sql += &format!(
        "insert or replace into stories (id, lead_article_id, title, first_dated, last_dated, article_count, text_count,
            source_count, languages, merged_into)
         values (1, 1, {}, '2026-11-24T10:00:00Z', '2026-11-26T10:00:00Z', 2, 2, 1, '[\"en\"]', null);
         update source_state set last_error = {}, failures = 1, last_error_kind = 'parse';
         update sources set title = {}; update polls set error = {}, result = 'failed'; commit;",
        quoted(&payloads[0]), quoted(&payloads[1]), quoted(&payloads[2]), quoted(&payloads[3])
    );
    workspace.tamper(&sql);
    workspace
}

#[test]
fn stored_as_articles_nothing_of_them_acts_on_any_page() {
    let payloads = payloads();
    let workspace = stored(&payloads);
    let visitor = Visitor::at(&workspace);
    let n_articles = payloads.len().div_ceil(IN_ONE);
    for id in 1..=n_articles {
        let page = visitor.get(&format!("/articles/{id}"));
        assert_eq!(page.status, 200, "article {id}");
        inspector::inspect(&page, &format!("/articles/{id}"));
    }
    let mut address = "/search?copies=1&q=".to_owned();
    loop {
        let page = visitor.get(&address);
        assert_eq!(page.status, 200, "{address}");
        inspector::inspect(&page, &address);
        let Some(next) = page.attributes(".pager a[rel=next]", "href").pop() else { break };
        address = next;
    }
    for path in [
        "/",
        "/topics",
        "/stories/1",
        "/sources",
        "/sources/paper",
        "/rules",
        "/status",
        "/search?q=source%3Apaper&ui=ar",
    ] {
        inspector::inspect(&visitor.get(path), path);
    }
}

#[test]
fn asked_for_nothing_of_them_acts_on_the_answer() {
    let workspace = stored(&payloads()[..IN_ONE]);
    let visitor = Visitor::at(&workspace);
    for payload in some() {
        let escaped = escaped(&payload);
        for path in [
            format!("/search?q={escaped}"),
            format!("/search?q=x&cursor={escaped}"),
            format!("/articles/{escaped}"),
            format!("/searches/{escaped}"),
            format!("/sources/{escaped}"),
            format!("/rules/{escaped}"),
            format!("/{escaped}?ui={escaped}"),
        ] {
            inspector::inspect(&visitor.get(&path), &path);
        }
        inspector::inspect(&visitor.post("/rules", "rule", &payload, &[]), &format!("a draft of {payload}"));
    }
}

#[test]
fn kept_as_pages_nothing_of_them_acts_where_they_are_shown() {
    let site = FakeSite::start();
    let payloads = payloads();
    let chunks: Vec<&[String]> = payloads.chunks(IN_ONE).collect();
    let names: Vec<(String, String)> = (0..chunks.len()).map(|n| (format!("/{n}"), format!("Headline {n}"))).collect();
    let items: Vec<(&str, &str)> = names.iter().map(|(path, title)| (path.as_str(), title.as_str())).collect();
    site.route("/feed.xml", Answer::feed(rss(&items)));
    for (n, chunk) in chunks.iter().enumerate() {
        let title = format!("Headline {n}");
        let paragraphs: String = prose(&title).lines().map(|line| format!("<p>{line}</p>")).collect();
        let hostile: String = chunk.iter().map(|payload| format!("<div>{payload}</div>\n")).collect();
        let body = format!("<article><h1>{title}</h1>{paragraphs}</article>{hostile}");
        site.route(&format!("/{n}"), Answer::html(document(&title, "", &body)));
    }
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "max_new = 500\nsnapshots = \"7d\"\n"));
    workspace.poll();
    let n_kept = workspace.number("select count(*) from snapshots");
    assert_eq!(usize::try_from(n_kept), Ok(chunks.len()));
    let visitor = Visitor::at(&workspace);
    for id in 1..=n_kept {
        let path = format!("/articles/{id}/snapshot");
        let page = visitor.get(&path);
        assert_eq!(page.status, 200, "{path}");
        inspector::inspect_snapshot(&page, &path);
        let raw = visitor.get(&format!("{path}/raw"));
        assert_eq!((raw.status, raw.header("content-type")), (200, Some("text/plain")));
        inspector::inspect(&visitor.get(&format!("/articles/{id}")), &path);
    }
}
