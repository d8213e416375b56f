//! Broken configurations, each with the whole report.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::config::builtin::CONFIG;

#[test]
fn all_mistakes_of_a_file_are_shown_at_once() {
    let config = r#"
[store]
databse = "news.db"

[defaults]
every = "5 minutes or so"

[[source]]
id = "tass"
url = "tass.ru/rss/v2.xml"
language = "rus-RU"

[[source]]
id = "tass"
url = "https://tass.com/rss/v2.xml"
kind = "rss"
topics = ["counter-terorism"]
"#;
    assert_snapshot!(report(config), @r#"
    error: unknown key `databse`
     --> config.toml:3:1
      |
    3 | databse = "news.db"
      | ^^^^^^^
      |
      = help: did you mean `database`?

    error: `5 minutes or so` is no duration
     --> config.toml:6:9
      |
    6 | every = "5 minutes or so"
      |         ^^^^^^^^^^^^^^^^^
      |
      = help: write a number and a unit: "45s", "15m", "1h30m", "2 days"

    error: an address without its scheme
      --> config.toml:10:7
       |
    10 | url = "tass.ru/rss/v2.xml"
       |       ^^^^^^^^^^^^^^^^^^^^
       |
       = help: write "https://tass.ru/rss/v2.xml"

    error: unknown language `rus-RU`
      --> config.toml:11:12
       |
    11 | language = "rus-RU"
       |            ^^^^^^^^
       |
       = help: write its ISO 639 code, such as `ar`, `fa` or `ckb`

    error: another source is called `tass`
      --> config.toml:14:6
       |
     9 | id = "tass"
       |      ------ first used here
    ...
    14 | id = "tass"
       |      ^^^^^^
       |
       = help: give each a name of its own

    error: unknown kind `rss`
      --> config.toml:16:8
       |
    16 | kind = "rss"
       |        ^^^^^
       |
       = help: known: `auto`, `feed`, `list`, `sitemap`

    error: unknown topic `counter-terorism`
      --> config.toml:17:11
       |
    17 | topics = ["counter-terorism"]
       |           ^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `counter-terrorism`?

    7 mistakes in the configuration
    "#);
}

#[test]
fn a_misspelt_or_mistyped_key_is_not_also_missing() {
    let config = r#"
[[source]]
id = 7
ulr = "https://a.example/feed"
every = ["15m"]
enabled = "no"
tags = ["a", 5, true]
max_new = -1
headers = { Accept = 1 }
select = { itm = "li" }
"#;
    assert_snapshot!(report(config), @r#"
    error: expected text, found integer `7`
     --> config.toml:3:6
      |
    3 | id = 7
      |      ^
      |
      = help: write it in quotes: "…"

    error: unknown key `ulr`
     --> config.toml:4:1
      |
    4 | ulr = "https://a.example/feed"
      | ^^^
      |
      = help: did you mean `url`?

    error: expected text, found a list
     --> config.toml:5:9
      |
    5 | every = ["15m"]
      |         ^^^^^^^
      |
      = help: write it in quotes: "…"

    error: expected true or false, found string "no"
     --> config.toml:6:11
      |
    6 | enabled = "no"
      |           ^^^^

    error: expected text, found integer `5`
     --> config.toml:7:14
      |
    7 | tags = ["a", 5, true]
      |              ^
      |
      = help: write it in quotes: "…"

    error: expected text, found boolean `true`
     --> config.toml:7:17
      |
    7 | tags = ["a", 5, true]
      |                 ^^^^
      |
      = help: write it in quotes: "…"

    error: expected a whole number, 0 or more, found integer `-1`
     --> config.toml:8:11
      |
    8 | max_new = -1
      |           ^^

    error: expected text, found integer `1`
     --> config.toml:9:22
      |
    9 | headers = { Accept = 1 }
      |                      ^
      |
      = help: write it in quotes: "…"

    error: unknown key `itm`
      --> config.toml:10:12
       |
    10 | select = { itm = "li" }
       |            ^^^
       |
       = help: did you mean `item`?

    9 mistakes in the configuration
    "#);
}

#[test]
fn what_is_missing_is_named_at_the_header() {
    let config = r#"
[[source]]
kind = "list"

[source.select]
link = "a"

[[topic]]
description = "?"

[[job]]
task = "prune-polls"
"#;
    assert_snapshot!(report(config), @r#"
    error: missing key `id`
     --> config.toml:2:1
      |
    2 | [[source]]
      | ^^^^^^^^^^
      |
      = help: give the source a short name: id = "un-news-ar"

    error: missing key `url`
     --> config.toml:2:1
      |
    2 | [[source]]
      | ^^^^^^^^^^
      |
      = help: say where it is: url = "https://…"

    error: missing key `item`
     --> config.toml:5:1
      |
    5 | [source.select]
      | ^^^^^^^^^^^^^^^
      |
      = help: name the element that holds one article

    error: missing key `id`
     --> config.toml:8:1
      |
    8 | [[topic]]
      | ^^^^^^^^^
      |
      = help: give the topic a short name: id = "elections"

    error: missing key `name`
      --> config.toml:11:1
       |
    11 | [[job]]
       | ^^^^^^^
       |
       = help: its last run is remembered by its name

    error: missing key `older_than`
      --> config.toml:11:1
       |
    11 | [[job]]
       | ^^^^^^^
       |
       = help: say which records go: older_than = "90d"

    error: missing key `schedule`
      --> config.toml:11:1
       |
    11 | [[job]]
       | ^^^^^^^
       |
       = help: say when it runs: schedule = "30 3 * * *"

    7 mistakes in the configuration
    "#);
}

#[test]
fn several_slips_in_the_syntax_are_shown_and_guesses_are_not_judged() {
    let config = r#"
[store]
database = news.db

[[source]
id = "a"
url = "https://a.example/feed
every 15m
tags = ["x"
topics = ["no-such-topic"]

[[source]]
uncle = "b"
"#;
    assert_snapshot!(report(config), @r#"
    error: neither a number nor text in quotes
     --> config.toml:3:12
      |
    3 | database = news.db
      |            ^^^^^^^
      |
      = help: write text as "…"

    error: a header without its end
     --> config.toml:5:10
      |
    5 | [[source]
      |          ^
      |
      = help: close it with `]]`

    error: a key without a value
     --> config.toml:8:7
      |
    8 | every 15m
      |       ^
      |
      = help: write `key = value`

    error: a list without its end, or without a comma
      --> config.toml:10:1
       |
    10 | topics = ["no-such-topic"]
       | ^
       |
       = help: put `]` or `,` before this

    4 mistakes in the configuration
    "#);
}

#[test]
fn what_stands_twice_is_shown_where_it_stands_again() {
    assert_snapshot!(report("[store]\n[web]\n[store]\n"), @r#"
    error: given twice
     --> config.toml:3:2
      |
    3 | [store]
      |  ^^^^^
      |
      = help: each key and each `[section]` may stand once; only `[[…]]` may be repeated

    1 mistake in the configuration
    "#);
}

#[test]
fn sections_and_lists_are_told_apart() {
    let config = r#"
fetch = 5
[source]
id = "a"
url = "https://a.example/feed"
[[daemon]]
workers = 1
[sources]
[defaults]
url = "https://a.example/feed"
"#;
    assert_snapshot!(report(config), @r#"
    error: `fetch` is a section
     --> config.toml:2:9
      |
    2 | fetch = 5
      |         ^
      |
      = help: write `[fetch]` above its keys

    error: `source` may be repeated
     --> config.toml:3:2
      |
    3 | [source]
      |  ^^^^^^
      |
      = help: write `[[source]]`, with two brackets

    error: `daemon` is a section
     --> config.toml:6:1
      |
    6 | [[daemon]]
      | ^^^^^^^^^^
      |
      = help: write `[daemon]` above its keys

    error: unknown section `sources`
     --> config.toml:8:2
      |
    8 | [sources]
      |  ^^^^^^^
      |
      = help: did you mean `source`?

    error: `url` cannot be a default
      --> config.toml:10:1
       |
    10 | url = "https://a.example/feed"
       | ^^^
       |
       = help: each source has its own

    5 mistakes in the configuration
    "#);
}

#[test]
fn values_out_of_bounds_say_what_is_allowed() {
    let config = r#"
[fetch]
contact = "me"
max_body = "10 elephants"
connect_timeout = "1h"
max_redirects = 100
[daemon]
workers = 0
log_level = "loud"
[web]
listen = "0.0.0.0:8765"
[[source]]
id = "Big News"
url = "https://me:secret@a.example/feed"
kind = "feed"
every = "1s"
schedule = "0 0 30 2 *"
country = "uk"
allow_private = ["10.0.0.0/80"]
headers = { Host = "b.example" }
select = { item = "li >", link = "" }
[[job]]
name = "a"
schedule = "3 o'clock"
task = "optimise"
[[job]]
name = "a"
schedule = "0 3 * * *"
task = "optimize"
older_than = "2 months"
"#;
    assert_snapshot!(report(config), @r#"
    error: `me` is no contact address
     --> config.toml:3:11
      |
    3 | contact = "me"
      |           ^^^^
      |
      = help: write a mail address or a web address where those who run a server can reach you

    error: `10 elephants` is no size
     --> config.toml:4:12
      |
    4 | max_body = "10 elephants"
      |            ^^^^^^^^^^^^^^
      |
      = help: write a whole number and a unit: "10 MiB"

    error: `1h` is not between 1s and 10m
     --> config.toml:5:19
      |
    5 | connect_timeout = "1h"
      |                   ^^^^

    error: 100 is not between 0 and 20
     --> config.toml:6:17
      |
    6 | max_redirects = 100
      |                 ^^^

    error: 0 is not between 1 and 256
     --> config.toml:8:11
      |
    8 | workers = 0
      |           ^

    error: unknown level `loud`
     --> config.toml:9:13
      |
    9 | log_level = "loud"
      |             ^^^^^^
      |
      = help: known: `error`, `warn`, `info`, `debug`, `trace`

    error: `0.0.0.0:8765` can be reached from other machines
      --> config.toml:11:10
       |
    11 | listen = "0.0.0.0:8765"
       |          ^^^^^^^^^^^^^^
       |
       = help: only loopback is allowed, as nothing asks for a password: "127.0.0.1:8765"

    error: id `Big News` must be 1 to 64 of a-z, 0-9, `-`, `_` and `.`, and begin with a letter or digit
      --> config.toml:13:6
       |
    13 | id = "Big News"
       |      ^^^^^^^^^^
       |
       = help: write `big-news`

    error: an address with credentials
      --> config.toml:14:7
       |
    14 | url = "https://me:secret@a.example/feed"
       |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: leave out what stands before the `@`: addresses are shown in lists and logs

    error: `1s` is not between 10s and 30d
      --> config.toml:16:9
       |
    16 | every = "1s"
       |         ^^^^

    error: a cron line that no day fulfils
      --> config.toml:17:12
       |
    17 | schedule = "0 0 30 2 *"
       |            ^^^^^^^^^^^^
       |
       = help: write minute, hour, day of month, month, day of week: "30 3 * * *" is half past three every night

    error: both `every` and `schedule`
      --> config.toml:17:12
       |
    16 | every = "1s"
       |         ---- the other one
    17 | schedule = "0 0 30 2 *"
       |            ^^^^^^^^^^^^
       |
       = help: leave out one of them

    error: unknown country `uk`
      --> config.toml:18:11
       |
    18 | country = "uk"
       |           ^^^^
       |
       = help: the United Kingdom is `gb`

    error: `10.0.0.0/80` is no network
      --> config.toml:19:18
       |
    19 | allow_private = ["10.0.0.0/80"]
       |                  ^^^^^^^^^^^^^
       |
       = help: write an address and the length of its prefix: "127.0.0.0/8", "fd00::/8"

    error: the header `Host` is set by the program
      --> config.toml:20:13
       |
    20 | headers = { Host = "b.example" }
       |             ^^^^
       |
       = help: leave it out

    error: selectors for a source of the kind `feed`
      --> config.toml:21:10
       |
    21 | select = { item = "li >", link = "" }
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: they are for `kind = "list"`

    error: `li >` is not a CSS selector
      --> config.toml:21:19
       |
    21 | select = { item = "li >", link = "" }
       |                   ^^^^^^
       |
       = help: write it as in CSS: "div.news > a[href]"

    error: `` is not a CSS selector
      --> config.toml:21:34
       |
    21 | select = { item = "li >", link = "" }
       |                                  ^^
       |
       = help: write it as in CSS: "div.news > a[href]"

    error: a cron line of 2 fields instead of 5 or 6
      --> config.toml:24:12
       |
    24 | schedule = "3 o'clock"
       |            ^^^^^^^^^^^
       |
       = help: write minute, hour, day of month, month, day of week: "30 3 * * *" is half past three every night

    error: unknown task `optimise`
      --> config.toml:25:8
       |
    25 | task = "optimise"
       |        ^^^^^^^^^^
       |
       = help: did you mean `optimize`?

    error: another job is called `a`
      --> config.toml:27:8
       |
    23 | name = "a"
       |        --- first used here
    ...
    27 | name = "a"
       |        ^^^
       |
       = help: give each a name of its own

    error: `older_than` is only for the task `prune-polls`
      --> config.toml:30:14
       |
    30 | older_than = "2 months"
       |              ^^^^^^^^^^
       |
       = help: leave it out

    error: months and years have no fixed length
      --> config.toml:30:14
       |
    30 | older_than = "2 months"
       |              ^^^^^^^^^^
       |
       = help: write weeks or days: "30d"

    23 mistakes in the configuration
    "#);
}

#[test]
fn topics_are_complained_of_at_their_terms() {
    let config = r#"
include = []
[[topic]]
id = "strikes"
threshold = 0
terms.en = { 3 = ["strike*"] }
[[topic]]
id = "elections"
threshold = 3
[topic.terms.english]
3 = ["election"]
[topic.terms.en]
heavy = ["vote"]
3 = ["bal*lot", "poll", "Poll"]
[topic.sides]
within = "near"
[[topic]]
id = "strikes"
threshold = 2
terms.any = { 1 = ["walkout"] }
"#;
    assert_snapshot!(report(config), @r#"
    error: threshold 0 must be finite and above 0
     --> config.toml:3:1
      |
    3 | [[topic]]
      | ^^^^^^^^^

    error: unknown language `english`
      --> config.toml:10:14
       |
    10 | [topic.terms.english]
       |              ^^^^^^^
       |
       = help: write its ISO 639 code, such as `ar`, `fa` or `ckb`

    error: `heavy` is no weight
      --> config.toml:13:1
       |
    13 | heavy = ["vote"]
       | ^^^^^
       |
       = help: write terms under their weight: 3 = ["…"]; one with a point in quotes: "0.5" = ["…"]

    error: in term `bal*lot` a `*` must end a word, as in `terroris*`
      --> config.toml:14:6
       |
    14 | 3 = ["bal*lot", "poll", "Poll"]
       |      ^^^^^^^^^

    error: term `Poll` (en) finds the same as `poll`; leave out one of them
      --> config.toml:14:25
       |
    14 | 3 = ["bal*lot", "poll", "Poll"]
       |                         ^^^^^^

    error: missing key `weight`
      --> config.toml:15:1
       |
    15 | [topic.sides]
       | ^^^^^^^^^^^^^
       |
       = help: say what two names that meet add: weight = 2

    error: expected a whole number, 0 or more, found string "near"
      --> config.toml:16:10
       |
    16 | within = "near"
       |          ^^^^^^

    error: another topic is called `strikes`
      --> config.toml:18:6
       |
     4 | id = "strikes"
       |      --------- first used here
    ...
    18 | id = "strikes"
       |      ^^^^^^^^^
       |
       = help: give each a name of its own

    8 mistakes in the configuration
    "#);
}

#[test]
fn places_in_two_files_are_both_shown() {
    let source = "[[source]]\nid = \"a\"\nurl = \"https://a.example/feed\"\n";
    let included = format!("{source}[store]\ndatabase = \"x.db\"\n");
    let config = format!("include = [\"more.toml\", \"none/*.toml\", \"a[b\"]\n{source}");
    assert_snapshot!(Folder::new(&config, &[("more.toml", &included)]).report(&[]), @r#"
    error: no file matches
     --> config.toml:1:25
      |
    1 | include = ["more.toml", "none/*.toml", "a[b"]
      |                         ^^^^^^^^^^^^^
      |
      = help: looked for `none/*.toml`; leave out `include` to use the topics that are built in, or write `include = []`

    error: bad file pattern: invalid range pattern
     --> config.toml:1:40
      |
    1 | include = ["more.toml", "none/*.toml", "a[b"]
      |                                        ^^^^^
      |
      = help: `*` stands for any name

    error: another source is called `a`
     --> more.toml:2:6
      |
    2 | id = "a"
      |      ^^^
      |
     ::: config.toml:3:6
      |
    3 | id = "a"
      |      --- first used here
      |
      = help: give each a name of its own

    error: `store` in an included file
     --> more.toml:4:2
      |
    4 | [store]
      |  ^^^^^
      |
      = help: included files hold `[[source]]` and `[[topic]]`; all else stands in the main file

    4 mistakes in the configuration
    "#);
}

#[test]
fn variables_are_checked_like_the_file() {
    let variables = [
        ("RASID_STORE_DATABSE", "x.db"),
        ("RASID_DAEMON_WORKERS", "many"),
        ("RASID_DEFAULTS_EVERY", "1 s"),
        ("RASID_DEFAULTS_URL", "https://a.example/"),
        ("RASID_COLOUR", "blue"),
    ];
    assert_snapshot!(Folder::new("", &[]).report(&variables), @r#"
    error: unknown key `databse`
     --> environment:1:13
      |
    1 | RASID_STORE_DATABSE=x.db
      |             ^^^^^^^
      |
      = help: did you mean `database`?

    error: expected a whole number, 0 or more, found string "many"
     --> environment:1:22
      |
    1 | RASID_DAEMON_WORKERS=many
      |                      ^^^^

    error: `1 s` is not between 10s and 30d
     --> environment:1:22
      |
    1 | RASID_DEFAULTS_EVERY=1 s
      |                      ^^^

    error: `url` cannot be a default
     --> environment:1:16
      |
    1 | RASID_DEFAULTS_URL=https://a.example/
      |                ^^^
      |
      = help: each source has its own

    error: a variable that sets no key of the configuration
     --> environment:1:1
      |
    1 | RASID_COLOUR=blue
      | ^^^^^^^^^^^^
      |
      = help: variables are named `RASID_SECTION_KEY`; the sections are store, fetch, daemon, web, defaults

    5 mistakes in the configuration
    "#);
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let folder = Folder::new("", &[]);
    let check = |name: &str| {
        let report = load(Some(&folder.path(name)), &[]).unwrap_err().to_string();
        report.replace(&format!("{}/", folder.0.path().display()), "")
    };
    std::fs::write(folder.path("latin1.toml"), b"[store]\ndatabase = \"\xe9\"\n").unwrap();
    assert_snapshot!(check("missing.toml"), @r#"
    error: the configuration file `missing.toml` does not exist
     |
     = help: name another with `-c`, or none to use the built-in one

    1 mistake in the configuration
    "#);
    assert_snapshot!(check("latin1.toml"), @r#"
    error: `latin1.toml` is not UTF-8 from line 2 on
     |
     = help: save it as UTF-8

    1 mistake in the configuration
    "#);
    std::fs::create_dir(folder.path("folder")).unwrap();
    assert_snapshot!(check("folder"), @r#"
    error: cannot read `folder`: Is a directory (os error 21)

    1 mistake in the configuration
    "#);
}

#[test]
fn colours_are_added_on_demand_and_mistakes_counted() {
    let error = Folder::new("[stor]\n[fetsh]\n", &[]).load(&[]).unwrap_err();
    assert_eq!(error.count(), 2);
    assert!(!error.to_string().contains('\u{1b}'));
    assert!(error.coloured().contains("\u{1b}["));
}

#[test]
fn ten_thousand_mistakes_are_counted_and_the_first_shown() {
    let sources: String =
        (0..10_000).map(|n| format!("[[source]]\nid = \"s{n}\"\nulr = \"https://a{n}.example/\"\n")).collect();
    let error = Folder::new(&format!("include = []\n{sources}"), &[]).load(&[]).unwrap_err();
    assert_eq!(error.count(), 10_000);
    assert!(error.to_string().ends_with("10000 mistakes in the configuration, of which the first 100 are shown"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Wherever a file is cut, and whatever is put there, the answer is a configuration or a report.
    #[test]
    fn no_text_is_too_broken_to_report_on(at in 0..CONFIG.len(), rubbish in "[\\[\\]{}=\"'#,.\n\\\\ 0-9a-zءא大\u{feff}\0]{0,12}", keeps_rest in any::<bool>()) {
        let at = CONFIG.floor_char_boundary(at);
        let rest = if keeps_rest { &CONFIG[at..] } else { "" };
        let config = format!("include = []\n{}{rubbish}{rest}", &CONFIG[..at].replace("include", "# include"));
        match Folder::new(&config, &[]).load(&[]) {
            Ok(_) => {}
            Err(error) => prop_assert!(error.count() > 0 && !error.to_string().is_empty()),
        }
    }
}
