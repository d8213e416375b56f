//! Rules that have changed reach the articles of the past: when the user says so, and by themselves in the daemon.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::paper::{article, rss};
use crate::program::{Daemon, Workspace, source, until};
use crate::site::{Answer, FakeSite};

/// How long the daemon may take to end while it tags: a second is promised, and the machine may be busy.
const STOPS_WITHIN: Duration = Duration::from_secs(5);

/// A topic that one of these words makes.
fn topic(id: &str, words: &str) -> String {
    format!("\n[[topic]]\nid = \"{id}\"\nthreshold = 1\nterms.any.1 = [{words}]\n")
}

/// A collection of articles by their headlines, tagged by these topics; article 1 comes first.
fn collection(topics: &str, titles: &[impl AsRef<str>]) -> Workspace {
    let workspace = Workspace::new(topics);
    let line = |(n, title): (usize, &str)| {
        let text = format!("What number {n} says. ").repeat(10);
        serde_json::json!({"url": format!("https://paper.example/{n}"), "title": title, "text": text}).to_string()
            + "\n"
    };
    let lines: String = titles.iter().map(AsRef::as_ref).enumerate().map(line).collect();
    workspace.write("articles.jsonl", lines);
    let imported = workspace.run(&["import", "articles.jsonl"]);
    assert_eq!(imported.code, 0, "{imported:?}");
    workspace
}

/// Three articles, tagged by what a river and a choir are about.
fn three() -> Workspace {
    let topics = topic("water", "\"river\"") + &topic("music", "\"choir\"");
    collection(&topics, &["A river in the north", "The choir sings", "The dam by the river"])
}

/// Articles of [`many`].
const MANY: i64 = 1_000;

/// Articles on rivers, so long that they are not tagged in a moment; by the rules of the import they match nothing.
fn many() -> Workspace {
    let titles: Vec<String> = (0..MANY).map(|n| format!("The river of day {n}")).collect();
    let workspace = collection(&topic("water", "\"lake\""), &titles);
    // Longer behind the program's back: to import so much would take a minute.
    workspace.tamper("update articles set text = replace(hex(zeroblob(2000)), '00', 'a word ')");
    workspace.configure(&topic("water", "\"river\""));
    workspace
}

const MATCHES: &str =
    "select article_id, topic, score, json_extract(evidence, '$[0].term') from article_topics order by 1, 2";

/// Articles that the newest rules are recorded with.
const TAGGED: &str = "select count(*) from article_rules where rule_set = (select max(id) from rule_sets)
    and (select count(*) from rule_sets) = 2";

/// Articles that are recorded as tagged and are not, or the other way round.
const HALF_DONE: &str = "
    select count(*) from article_rules r left join article_topics t on t.article_id = r.article_id
    where (r.rule_set = 2) <> (t.topic is not null)";

#[test]
fn changed_rules_reach_the_past_once_they_are_told_to() {
    let workspace = three();
    let before = workspace.ask(MATCHES);
    assert_eq!(before, ["1|water|2|river", "2|music|2|choir", "3|water|2|river"]);
    workspace.configure(&(topic("water", "\"dam\", \"flood\"") + &topic("music", "\"choir\"")));

    let dry = workspace.run(&["retag", "--dry-run", "--format", "csv"]);
    assert_eq!(dry.stdout, "topic,added,dropped,changed,confirmed\nwater,0,1,1,0\n", "{dry:?}");
    assert_eq!(
        dry.stderr,
        "3 articles read, 0 matches would be added, 1 dropped, 1 changed, 0 confirmed; nothing was written\n"
    );
    assert_eq!(workspace.ask(MATCHES), before);

    let run = workspace.run(&["retag", "--format", "csv"]);
    assert_eq!((run.code, &run.stdout), (0, &dry.stdout), "{run:?}");
    assert_eq!(run.stderr, "3 articles read, 0 matches added, 1 dropped, 1 changed, 0 confirmed\n");
    let after = workspace.ask(MATCHES);
    assert_eq!(after, ["2|music|2|choir", "3|water|2|dam"]);

    let again = workspace.run(&["retag"]);
    assert_eq!((again.code, again.stdout.as_str()), (0, ""), "{again:?}");
    assert_eq!(again.stderr, "nothing to do: the rules of today have tagged all of these articles\n");
    assert_eq!(workspace.ask(MATCHES), after);
}

#[test]
fn one_topic_leaves_the_others_alone() {
    let workspace = three();
    workspace.configure(&(topic("water", "\"dam\"") + &topic("music", "\"sings\"")));
    let run = workspace.run(&["retag", "--topic", "music", "--format", "csv"]);
    assert_eq!(run.stdout, "topic,added,dropped,changed,confirmed\nmusic,0,0,1,0\n", "{run:?}");
    assert_eq!(workspace.ask(MATCHES), ["1|water|2|river", "2|music|2|sings", "3|water|2|river"]);
    assert_eq!(workspace.number(TAGGED), 0, "the other topics are still to be done");
    assert!(workspace.run(&["retag"]).stderr.starts_with("3 articles read, 0 matches added, 1 dropped, 1 changed"));

    let unknown = workspace.run(&["retag", "--topic", "musik"]);
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert!(unknown.stderr.contains("no topic `musik` in the configuration"), "{unknown:?}");
}

#[test]
fn topics_that_left_the_configuration_keep_their_matches_until_they_are_pruned() {
    let workspace = three();
    workspace.configure(&topic("water", "\"river\""));
    assert_eq!(workspace.run(&["retag"]).code, 0);
    assert_eq!(workspace.ask("select topic from article_topics order by article_id"), ["water", "music", "water"]);
    let dry = workspace.run(&["retag", "--prune", "--dry-run", "--format", "csv"]);
    assert_eq!(dry.stdout, "topic,added,dropped,changed,confirmed\nmusic,0,1,0,0\n", "{dry:?}");
    let pruned = workspace.run(&["retag", "--prune"]);
    assert_eq!(pruned.stderr, "0 articles read, 0 matches added, 1 dropped, 0 changed, 0 confirmed\n");
    assert_eq!(workspace.ask("select topic from article_topics order by article_id"), ["water", "water"]);
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let workspace = many();
    let mut n_killed = 0;
    for n_wanted in [1, MANY / 3] {
        let mut command = workspace.command(&["retag"]);
        let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
        until("some articles are tagged", || (workspace.number(TAGGED) >= n_wanted).then_some(()));
        let _ = run.kill();
        n_killed += u64::from(run.wait().expect("a child can be waited for").code().is_none());
        assert_eq!(workspace.number(HALF_DONE), 0, "an article is recorded with its matches or not at all");
    }
    assert!(n_killed > 0, "it was never met");
    let n_left = MANY - workspace.number(TAGGED);
    let run = workspace.run(&["retag"]);
    assert!(run.stderr.starts_with(&format!("{n_left} articles read, {n_left} matches added")), "{run:?}");
    assert_eq!((workspace.number(TAGGED), workspace.number(HALF_DONE)), (MANY, 0));
    assert_eq!(workspace.ask("pragma integrity_check"), ["ok"]);
}

#[test]
fn ctrl_c_ends_it_soundly_and_says_how_to_go_on() {
    let workspace = many();
    let mut run = Daemon::start(workspace.command(&["retag"]));
    until("some articles are tagged", || (workspace.number(TAGGED) > 0).then_some(()));
    run.signal("INT");
    assert_eq!(run.ended(), 130, "{}", run.log());
    assert!(run.log().ends_with("interrupted: `rasid retag` goes on from here\n"), "{}", run.log());
    let n_tagged = workspace.number(TAGGED);
    assert!(run.log().starts_with(&format!("{n_tagged} articles read, {n_tagged} matches added")), "{}", run.log());
    assert_eq!(workspace.number(HALF_DONE), 0);
}

#[test]
fn who_asks_for_a_topic_gets_the_articles_of_its_parts() {
    let part = |id: &str, parent: &str, words: &str| topic(id, words) + &format!("parent = \"{parent}\"\n");
    let topics = "\n[[topic]]\nid = \"nature\"\n".to_owned()
        + &part("water", "nature", "\"river\"")
        + &part("floods", "water", "\"flood\"")
        + &topic("music", "\"choir\"");
    let workspace = collection(&topics, &["The river", "The choir", "A flood", "Nothing"]);
    let found = |topic: &str| {
        let found = workspace.run(&["search", "--topic", topic, "--format", "jsonl"]).json_lines();
        found.iter().map(|row| row["title"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("nature"), ["A flood", "The river"]);
    assert_eq!(found("water"), ["A flood", "The river"]);
    assert_eq!(found("floods"), ["A flood"]);
}

/// A site whose feed lists one article, on a river.
fn site() -> FakeSite {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "The river")])));
    site.route("/one", Answer::html(article("The river")));
    site
}

#[test]
fn the_daemon_tags_anew_when_it_reads_other_rules() {
    let site = site();
    let paper = source("paper", &site.url("/feed.xml"));
    let workspace = Workspace::new(&(paper.clone() + &topic("water", "\"lake\"")));
    let daemon = workspace.daemon();
    daemon.logged("paper ok: 1 new");
    assert_eq!(workspace.number("select count(*) from article_topics"), 0);
    workspace.configure(&(paper.clone() + &topic("water", "\"river\"")));
    daemon.signal("HUP");
    daemon.logged("tagging 1 articles by the rules of today");
    daemon.logged("tagged 1 articles by the rules of today: 1 matches added, 0 dropped");
    assert_eq!(workspace.ask("select topic from article_topics"), ["water"]);
    drop(daemon);

    workspace.configure(&("[daemon]\nretag = false\n".to_owned() + &paper + &topic("water", "\"sea\"")));
    let daemon = workspace.daemon();
    daemon.logged("watching 1 sources");
    daemon.signal("HUP");
    daemon.logged("configuration reloaded");
    workspace.configure(&(paper + &topic("water", "\"sea\"")));
    assert_eq!(workspace.ask("select topic from article_topics"), ["water"], "not when it is not wanted");
    daemon.signal("HUP");
    daemon.logged("tagged 1 articles by the rules of today: 0 matches added, 1 dropped");
}

#[test]
fn articles_of_a_poll_that_began_under_earlier_rules_are_tagged_anew_too() {
    let site = site();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "The river"), ("/slow", "Slow")])));
    site.route("/slow", Answer::never());
    let paper = source("paper", &site.url("/feed.xml")) + "timeout = \"3s\"\n";
    let workspace = Workspace::new(&(paper.clone() + &topic("water", "\"lake\"")));
    let daemon = workspace.daemon();
    until("the slow page is asked for", || (!site.requests_for("/slow").is_empty()).then_some(()));
    workspace.configure(&(paper + &topic("water", "\"river\"")));
    daemon.signal("HUP");
    daemon.logged("configuration reloaded");
    assert_eq!(workspace.number("select count(*) from articles"), 0, "the poll is still running");
    daemon.logged("paper ok: 1 new");
    daemon.logged("tagged 1 articles by the rules of today: 1 matches added");
}

#[test]
fn tagging_does_not_hold_up_the_end_of_the_daemon_and_goes_on_at_the_next_start() {
    let workspace = many();
    let mut daemon = workspace.daemon();
    daemon.logged(&format!("tagging {MANY} articles by the rules of today"));
    until("some articles are tagged", || (workspace.number(TAGGED) > 0).then_some(()));
    let asked = Instant::now();
    daemon.signal("TERM");
    assert_eq!(daemon.ended(), 0, "{}", daemon.log());
    assert!(asked.elapsed() < STOPS_WITHIN, "{:?}", asked.elapsed());
    let n_tagged = workspace.number(TAGGED);
    daemon.logged(&format!("stopped for now, having tagged {n_tagged} articles"));
    assert!(n_tagged < MANY, "it was done before it was stopped");

    let daemon = workspace.daemon();
    daemon.logged(&format!("tagged {} articles by the rules of today", MANY - n_tagged));
    assert_eq!((workspace.number(TAGGED), workspace.number(HALF_DONE)), (MANY, 0));
}
