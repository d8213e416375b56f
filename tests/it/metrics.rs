//! `/metrics`: what Prometheus is told, line by line, and that the documents explain all of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::door::House;
use crate::paper::{article, rss};
use crate::program::{Workspace, closed_port, source, until};
use crate::site::{Answer, FakeSite};

/// What `/metrics` answered, read as Prometheus reads it.
#[derive(Debug)]
struct Figures {
    /// Families by name, with their types.
    types: BTreeMap<String, String>,
    /// Values by name and labels, as they are written.
    values: BTreeMap<String, f64>,
}

impl Figures {
    fn of(house: &House) -> Self {
        let reply = house.get("/metrics");
        assert_eq!(reply.status, 200, "{reply:?}");
        let kind = reply.header("content-type").expect("a type");
        assert!(kind.starts_with("application/openmetrics-text; version=1.0.0"), "{kind}");
        Self::read(reply.text())
    }

    /// Holds the text against the format: each sample belongs to the family above it, families and samples stand once, help
    /// is a sentence, and the text says where it ends.
    fn read(text: &str) -> Self {
        let mut figures = Self { types: BTreeMap::new(), values: BTreeMap::new() };
        let mut family = String::new();
        let lines = text.strip_suffix("# EOF\n").expect("it says where it ends");
        for line in lines.lines() {
            if let Some(described) = line.strip_prefix("# TYPE ") {
                let (name, kind) = described.split_once(' ').expect("a name and a type");
                family = name.to_owned();
                let known = figures.types.insert(name.to_owned(), kind.to_owned());
                assert_eq!(known, None, "{name} stands twice");
            } else if line.starts_with("# HELP ") {
                assert!(line.ends_with('.') && !line.ends_with(".."), "{line}");
            } else if !line.starts_with("# UNIT ") {
                let (name, value) = line.rsplit_once(' ').expect("a name and a value");
                assert!(name.starts_with(&family), "{line} stands below {family}");
                let known = figures.values.insert(name.to_owned(), value.parse().expect("a number"));
                assert_eq!(known, None, "{name} stands twice");
            }
        }
        figures
    }

    fn value(&self, name: &str) -> f64 {
        self.get(name).unwrap_or_else(|| panic!("no {name} in {:#?}", self.values))
    }

    fn get(&self, name: &str) -> Option<f64> {
        self.values.get(name).copied()
    }

    /// The names under which the figures are asked for.
    fn names(&self) -> BTreeSet<String> {
        let full = |(name, kind): (&String, &String)| match kind.as_str() {
            "counter" => format!("{name}_total"),
            "info" => format!("{name}_info"),
            _ => name.clone(),
        };
        self.types.iter().map(full).collect()
    }
}

/// A feed of two articles, of which one has no page, and a source that nobody answers for.
fn house() -> (FakeSite, Workspace, House) {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One"), ("/two", "Two")])));
    site.route("/one", Answer::html(article("One")));
    site.route("/two", Answer::html(article("Two")));
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + &source("dead", &closed_port())));
    let house = House::open(&workspace, "127.0.0.1");
    house.daemon.logged("paper ok: 2 new");
    house.daemon.logged("dead failed: ");
    (site, workspace, house)
}

#[test]
fn polls_sources_and_the_collection_are_told() {
    let (_site, _workspace, house) = house();
    let figures = until("both polls are counted", || {
        let figures = Figures::of(&house);
        let is_there = |name| figures.get(name) == Some(1.0);
        let both = [
            "rasid_polls_total{source=\"paper\",result=\"ok\"}",
            "rasid_polls_total{source=\"dead\",result=\"failed\"}",
        ];
        both.into_iter().all(is_there).then_some(figures)
    });
    for (name, expected) in [
        ("rasid_polls_total{source=\"paper\",result=\"failed\"}", 0.0),
        ("rasid_items_seen_total{source=\"paper\"}", 2.0),
        ("rasid_items_failed_total{source=\"paper\"}", 0.0),
        ("rasid_articles_new_total{source=\"paper\"}", 2.0),
        ("rasid_source_failures{source=\"paper\"}", 0.0),
        ("rasid_source_failures{source=\"dead\"}", 1.0),
        ("rasid_sources", 2.0),
        ("rasid_sources_failing", 1.0),
        ("rasid_articles", 2.0),
        ("rasid_network_up", 1.0),
        ("rasid_write_transactions_undone_total", 0.0),
        (concat!("rasid_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"}"), 1.0),
    ] {
        assert!((figures.value(name) - expected).abs() < f64::EPSILON, "{name}: {}", figures.value(name));
    }
    let started = figures.value("process_start_time_seconds");
    assert!(
        started > 1.7e9 && figures.value("rasid_source_last_ok_timestamp_seconds{source=\"paper\"}") >= started - 1.0
    );
    assert_eq!(figures.get("rasid_source_last_ok_timestamp_seconds{source=\"dead\"}"), None, "it never was well");
    for some in ["rasid_database_bytes", "rasid_write_transactions_total", "rasid_write_commands_total"] {
        assert!(figures.value(some) > 0.0, "{some}");
    }
}

#[test]
fn requests_are_counted_by_the_pattern_of_their_route() {
    let (_site, _workspace, house) = house();
    for path in ["/articles/1", "/articles/2", "/articles/999", "/feeds/all.rss", "/made-up-1", "/made-up-2", "/health"]
    {
        house.get(path);
    }
    let figures = Figures::of(&house);
    let requests = |route: &str, status: u16| {
        figures.get(&format!("rasid_http_requests_total{{route=\"{route}\",status=\"{status}\"}}"))
    };
    assert_eq!((requests("/articles/{name}", 200), requests("/articles/{name}", 404)), (Some(2.0), Some(1.0)));
    assert_eq!(
        (requests("feeds", 200), requests("none", 404), requests("/health", 200)),
        (Some(1.0), Some(2.0), Some(1.0))
    );
    let took = |end: &str| figures.value(&format!("rasid_http_request_duration_seconds{end}"));
    let [count, all] =
        [took("_count{route=\"/articles/{name}\"}"), took("_bucket{le=\"+Inf\",route=\"/articles/{name}\"}")];
    assert!((count - 3.0).abs() < f64::EPSILON && (all - 3.0).abs() < f64::EPSILON, "{count} {all}");
}

#[test]
fn all_figures_are_explained_and_no_others() {
    let (_site, _workspace, house) = house();
    house.get("/health");
    let document = include_str!("../../docs/metrics.md");
    let (_, table) = document.split_once("## The figures").expect("a table");
    let (table, _) = table.split_once("##").expect("it ends");
    let firsts = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('|').next());
    let explained: BTreeSet<String> =
        firsts.flat_map(|names| names.split(',')).map(|name| name.trim().trim_matches('`').to_owned()).collect();
    assert_eq!(Figures::of(&house).names(), explained);
}

#[test]
fn figures_want_a_token_where_all_else_does() {
    let workspace = Workspace::new("");
    let token = "0123456789abcdef0123456789abcdef";
    workspace.write("token", token);
    workspace
        .write("config.toml", "include = []\n[store]\ndatabase = \"rasid.db\"\n[web]\ntoken_files = [\"token\"]\n");
    let house = House::open(&workspace, "127.0.0.1");
    let with = house.ask("GET", "/metrics", &[("Authorization", &format!("Bearer {token}"))]);
    assert_eq!((house.get("/metrics").status, with.status), (401, 200));
    assert_eq!(house.ask("POST", "/metrics", &[("Authorization", &format!("Bearer {token}"))]).status, 405);
}

#[test]
fn a_source_that_left_the_configuration_is_told_of_no_more() {
    let (site, workspace, house) = house();
    workspace.configure(&source("paper", &site.url("/feed.xml")));
    house.daemon.signal("HUP");
    house.daemon.logged("configuration reloaded: 1 sources");
    let figures = Figures::of(&house);
    let left: Vec<_> = figures.values.keys().filter(|name| name.contains("\"dead\"")).collect();
    assert_eq!(left, Vec::<&String>::new());
    assert!((figures.value("rasid_sources") - 1.0).abs() < f64::EPSILON);
}
