//! `kill -9` in the middle of a poll loses nothing and repeats nothing.
//!
//! A newspaper of several feeds grows from round to round; in each round a poll is killed at another point, which a seed
//! gives. After each kill the collection is asked: a feed whose validator is stored must have all its articles stored,
//! since it would be answered 304 from then on. After the last round one poll must complete the set.

use std::collections::HashMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::paper::{article, rss};
use crate::program::{Workspace, source, until};
use crate::site::{Answer, FakeSite};

const ROUNDS: u64 = 20;
const FEEDS: usize = 4;
/// Items of each feed in the first round: more than go into one part of a poll, so that a kill comes between parts too.
const FIRST_ITEMS: usize = 30;
/// Items that each feed gains in a round.
const MORE_ITEMS: usize = 2;

/// A newspaper that appears in editions; each has the items of the last one and some more.
struct Newspaper {
    site: FakeSite,
    n_items: usize,
}

impl Newspaper {
    fn open() -> Self {
        let mut newspaper = Self { site: FakeSite::start(), n_items: 0 };
        newspaper.publish(FIRST_ITEMS);
        newspaper
    }

    /// Adds items to each feed. The entity tag of a feed is the number of its items.
    fn publish(&mut self, n_more: usize) {
        for feed in 0..FEEDS {
            for item in self.n_items..self.n_items + n_more {
                self.site.route(&path(feed, item), Answer::html(article(&format!("Report {item} of feed {feed}"))));
            }
            let paths: Vec<String> = (0..self.n_items + n_more).rev().map(|item| path(feed, item)).collect();
            let items: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), path.as_str())).collect();
            let answer = Answer::feed(rss(&items)).with_etag(&format!("\"{}\"", paths.len()));
            self.site.route(&format!("/{feed}.xml"), answer);
        }
        self.n_items += n_more;
    }

    fn configuration(&self) -> String {
        (0..FEEDS).map(|feed| source(&feed.to_string(), &self.site.url(&format!("/{feed}.xml")))).collect()
    }
}

fn path(feed: usize, item: usize) -> String {
    format!("/{feed}/{item}")
}

/// The same numbers in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// Polls, and kills the poll once the site got so many requests and a moment has passed. Gives whether it was killed.
fn poll_and_kill(workspace: &Workspace, site: &FakeSite, n_requests: usize, moment: Duration) -> bool {
    site.forget_requests();
    let mut command = workspace.command(&["poll", "--all"]);
    let mut poll = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    until("requests, or the end of the poll", || {
        let is_reached = site.requests().len() >= n_requests;
        (is_reached || poll.try_wait().expect("a child can be asked").is_some()).then_some(())
    });
    let kill_at = Instant::now() + moment;
    until("the moment of the kill", || (Instant::now() >= kill_at).then_some(()));
    // It may have ended by itself in the meantime, which the exit code tells.
    let _ = poll.kill();
    poll.wait().expect("a child can be waited for").code().is_none()
}

/// Feeds whose validator promises more articles than are stored.
fn broken_promises(workspace: &Workspace) -> Vec<String> {
    let stored: HashMap<String, usize> = pairs(workspace.ask("select source_id, count(*) from sightings group by 1"));
    let promised: HashMap<String, usize> =
        pairs(workspace.ask("select source_id, trim(etag, '\"') from source_state where etag is not null"));
    let is_broken = |(feed, n_promised): &(&String, &usize)| stored.get(*feed).copied().unwrap_or(0) < **n_promised;
    promised.iter().filter(is_broken).map(|(feed, n)| format!("feed {feed}: {n} promised, {stored:?}")).collect()
}

fn pairs(rows: Vec<String>) -> HashMap<String, usize> {
    let pair = |row: String| {
        let (name, n) = row.split_once('|').expect("two values");
        (name.to_owned(), n.parse().expect("the second is a number"))
    };
    rows.into_iter().map(pair).collect()
}

#[test]
fn a_poll_that_is_killed_loses_nothing_and_repeats_nothing() {
    let mut newspaper = Newspaper::open();
    let workspace = Workspace::new(&newspaper.configuration());
    let mut dice = Dice(2_254);
    let mut n_killed = 0;
    for round in 0..ROUNDS {
        let stored = if round == 0 { 0 } else { workspace.number("select count(*) from articles") };
        let n_missing = FEEDS * newspaper.n_items - usize::try_from(stored).expect("a count");
        let n_requests = 1 + dice.below((FEEDS + n_missing) as u64);
        let moment = Duration::from_micros(dice.below(5_000));
        let n_requests = usize::try_from(n_requests).expect("small");
        n_killed += u64::from(poll_and_kill(&workspace, &newspaper.site, n_requests, moment));
        let pageless = "select title from articles where id not in (select article_id from snapshots)";
        if n_killed > 0 && workspace.path("rasid.db").exists() {
            assert_eq!(workspace.ask(pageless), [""; 0], "an article and its page come together or not at all");
        }
        assert_eq!(broken_promises(&workspace), [""; 0], "round {round}, killed after {n_requests} requests");
        newspaper.publish(MORE_ITEMS);
    }
    assert!(n_killed * 2 > ROUNDS, "only {n_killed} polls were met");

    workspace.poll();
    let n_all = FEEDS * newspaper.n_items;
    let titles = workspace.ask("select title from articles order by title");
    let mut expected: Vec<String> = (0..FEEDS)
        .flat_map(|feed| (0..newspaper.n_items).map(move |item| format!("Report {item} of feed {feed}")))
        .collect();
    expected.sort();
    assert_eq!(titles, expected, "each is stored once");
    for table in ["sightings", "article_addresses", "fingerprints", "articles_fts", "snapshots"] {
        let n_rows = workspace.number(&format!("select count(*) from {table}"));
        assert_eq!(usize::try_from(n_rows).ok(), Some(n_all), "{table} is in line with the articles");
    }
    assert_eq!(workspace.poll(), 0);
    assert_eq!(workspace.ask("pragma integrity_check"), ["ok"]);
}
