//! One stage alone: `parse`, `tag`, `key`, on one input and on many. `extract` has a file of its own.

use super::CONFIGURATION;
use crate::paper::{rss, sitemap};
use crate::program::{Finished, Workspace, source};

/// What a batch answers to these lines; it must not fail, whatever they hold.
pub(super) fn batch(workspace: &Workspace, command: &str, lines: &[u8]) -> Finished {
    let answer = workspace.run_with_input(&[command, "--batch"], lines);
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{command}: {answer:?}");
    answer
}

/// A field of each answer, as JSON.
pub(super) fn column(answer: &Finished, field: &str) -> Vec<String> {
    answer.json_lines().iter().map(|line| line[field].to_string()).collect()
}

#[test]
fn parse_reads_feeds_sitemaps_and_list_pages() {
    let workspace = Workspace::new("");
    workspace.write("feed.xml", rss(&[("/one", "One")]));
    let feed = workspace.run(&["parse", "feed.xml", "--url", "https://example.org/feed.xml"]);
    assert_eq!(feed.code, 0, "{feed:?}");
    assert!(feed.stdout.ends_with("}\n"), "{}", feed.stdout);
    let feed = feed.json();
    assert_eq!(feed["feed"]["title"], "The Paper");
    assert_eq!(feed["feed"]["entries"][0]["link"], "https://example.org/one");
    workspace.write("map.xml", sitemap(&["https://example.org/1".to_owned()]));
    assert_eq!(workspace.run(&["parse", "map.xml"]).json()["items"][0]["url"], "https://example.org/1");
    let titles = [
        "The harbour opens again after winter",
        "A bridge for the valley",
        "Nobody wants the old museum",
        "Trains run at night",
    ];
    let links = titles.map(|title| format!("<li><a href=\"/news/{}.html\">{title}</a></li>", title.len()));
    let list = format!("<ul>{}</ul>", links.concat());
    let listed = workspace.run_with_input(&["parse", "-", "--url", "https://example.org/"], list).json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(4), "{listed}");
    let noise = workspace.run_with_input(&["parse", "-"], "no feed at all");
    assert_eq!(noise.code, 1);
    assert_eq!(noise.json()["ok"], false);
}

#[test]
fn a_batch_of_feeds_is_answered_line_by_line() {
    let workspace = Workspace::new("");
    workspace.write("feed.xml", rss(&[("one", "One")]));
    workspace.write("noise.xml", [0xFF; 100]);
    let lines =
        b"feed.xml\tapplication/rss+xml\thttps://example.org/a/\nnowhere.xml\n\nnoise.xml\t\t\n\xFF\xFE\tx\nfeed.xml\n";
    let answer = batch(&workspace, "parse", lines);
    assert_eq!(column(&answer, "ok"), ["true", "false", "false", "false", "true"]);
    assert_eq!(column(&answer, "file")[..3], ["\"feed.xml\"", "\"nowhere.xml\"", "\"noise.xml\""]);
    let answers = answer.json_lines();
    assert_eq!(answers[0]["feed"]["entries"][0]["link"], "https://example.org/a/one");
    assert!(answers[1]["error"].as_str().is_some_and(|error| error.contains("nowhere.xml")), "{}", answers[1]);
}

#[test]
fn tag_shows_the_words_that_earned_a_topic() {
    let workspace = Workspace::new(CONFIGURATION);
    workspace.write("text.txt", "Terror in the city\nPolice speak of terrorists.");
    let tagged = workspace.run(&["tag", "text.txt"]);
    assert_eq!(tagged.code, 0, "{tagged:?}");
    insta::assert_snapshot!(tagged.stdout, @r#"
    {
      "id": "text.txt",
      "language": "en",
      "topics": [
        {
          "topic": "terror",
          "score": 9.0,
          "evidence": [
            {
              "term": "terror*",
              "field": "title",
              "start": 0,
              "end": 6,
              "weight": 6.0
            },
            {
              "term": "terror*",
              "field": "text",
              "start": 16,
              "end": 26,
              "weight": 3.0
            }
          ]
        }
      ]
    }
    "#);
    let titled =
        workspace.run_with_input(&["tag", "-", "--title", "Terror", "--language", "en"], "Nothing more.").json();
    assert_eq!(titled["topics"][0]["evidence"][0]["field"], "title");
    assert_eq!(workspace.run(&["tag"]).code, 2);
}

#[test]
fn a_batch_names_the_source_of_a_text_and_shows_the_sides_of_a_relation() {
    let workspace = Workspace::new(
        r#"
[[source]]
id = "kept-to-one"
url = "https://one.example/feed"
country = "ru"
topics = ["relation"]
[[source]]
id = "german"
url = "https://two.example/feed"
country = "de"
[[topic]]
id = "relation"
threshold = 2
countries = ["ru", "fr"]
[topic.sides]
weight = 2
a.terms.en = ["Moscow"]
b.terms.en = ["Paris"]
[[topic]]
id = "cities"
threshold = 2
terms.en = { 2 = ["Paris"] }
"#,
    );
    let line = |source: &str| format!("{{\"text\":\"Moscow and Paris\",\"language\":\"en\"{source}}}\n");
    let sources = ["", ",\"source\":\"kept-to-one\"", ",\"source\":\"german\"", ",\"source\":\"nobody\""];
    let answer = batch(&workspace, "tag", sources.map(line).concat().as_bytes());
    let answers = answer.json_lines();
    let topics = |answer: &serde_json::Value| {
        let topics = answer["topics"].as_array().cloned().unwrap_or_default();
        topics.iter().map(|found| found["topic"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let found: Vec<Vec<String>> = answers.iter().map(topics).collect();
    assert_eq!(found, [vec!["relation", "cities"], vec!["relation"], vec!["cities"], vec!["relation", "cities"]]);
    let evidence = &answers[0]["topics"][0]["evidence"];
    assert_eq!((evidence[0]["side"].as_str(), evidence[1]["side"].as_str()), (Some("a"), Some("b")));
}

#[test]
fn a_batch_of_texts_is_answered_line_by_line() {
    let workspace = Workspace::new(CONFIGURATION);
    let lines = "{\"id\":1,\"title\":\"مكافحة الإرهاب\",\"text\":\"قال المتحدث إن الحل قريب.\"}\n\
                 [1,2\n{\"id\":\"x\",\"text\":\"Terror came.\",\"language\":\"en\"}\n{}\n\"text\"\n{\"id\":2,\"title\":7}\n";
    let answer = batch(&workspace, "tag", lines.as_bytes());
    assert_eq!(column(&answer, "id"), ["1", "null", "\"x\"", "null", "null", "null"]);
    let n_topics =
        answer.json_lines().iter().map(|line| line["topics"].as_array().map_or(0, Vec::len)).collect::<Vec<_>>();
    assert_eq!(n_topics, [1, 0, 1, 0, 0, 0]);
    assert!(column(&answer, "error")[1].contains("not a JSON object"), "{}", answer.stdout);
}

#[test]
fn equal_keys_mean_the_same_article() {
    let workspace = Workspace::new(&source("paper", "http://127.0.0.1:9/"));
    let lines = b"https://www.example.org/a/?utm_source=x\nnot an address\nhttps://www.example.org/a/#top\n\
                  https://www.example.org/b\n\xFF\nhttps://www.example.org/a/";
    let keys = column(&batch(&workspace, "key", lines), "key");
    assert_eq!((&keys[0], &keys[0]), (&keys[2], &keys[5]));
    assert_ne!(keys[0], keys[3]);
    assert_eq!((keys[1].as_str(), keys[4].as_str()), ("null", "null"));
    let one = workspace.run(&["key", "https://www.example.org/a/"]);
    assert_eq!((one.code, one.json()["key"].to_string()), (0, keys[0].clone()));
    let mistake = workspace.run(&["key", "example.org/a"]);
    assert_eq!(mistake.code, 2);
    assert!(mistake.stderr.contains("it should begin with https://"), "{}", mistake.stderr);
}
