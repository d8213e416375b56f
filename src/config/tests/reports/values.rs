//! Values that mean nothing or too much.

use insta::assert_snapshot;

use super::*;

#[test]
fn settings_out_of_bounds_say_what_is_allowed() {
    let config = r#"
[fetch]
contact = "me"
user_agent = " "
max_body = "10 elephants"
connect_timeout = "1h"
max_redirects = 100
[daemon]
workers = 0
log_level = "loud"
[web]
listen = "0.0.0.0:8765"
"#;
    assert_snapshot!(report(config), @r#"
    error: `me` is no contact address
     --> config.toml:3:11
      |
    3 | contact = "me"
      |           ^^^^
      |
      = help: write a mail address or a web address where those who run a server can reach you

    error: an empty `User-Agent`
     --> config.toml:4:14
      |
    4 | user_agent = " "
      |              ^^^
      |
      = help: many servers refuse who sends none: leave the key out

    error: `10 elephants` is no size
     --> config.toml:5:12
      |
    5 | max_body = "10 elephants"
      |            ^^^^^^^^^^^^^^
      |
      = help: write a whole number and a unit: "10 MiB"

    error: `1h` is not between 1s and 10m
     --> config.toml:6:19
      |
    6 | connect_timeout = "1h"
      |                   ^^^^

    error: 100 is not between 0 and 20
     --> config.toml:7:17
      |
    7 | max_redirects = 100
      |                 ^^^

    error: 0 is not between 1 and 256
     --> config.toml:9:11
      |
    9 | workers = 0
      |           ^

    error: unknown level `loud`
      --> config.toml:10:13
       |
    10 | log_level = "loud"
       |             ^^^^^^
       |
       = help: known: `error`, `warn`, `info`, `debug`, `trace`

    error: `0.0.0.0:8765` can be reached from other machines, and nobody is asked for a token
      --> config.toml:12:10
       |
    12 | listen = "0.0.0.0:8765"
       |          ^^^^^^^^^^^^^^
       |
       = help: name a file in `token_files` that begins with one, or listen on this machine alone: "127.0.0.1:8765"

    8 mistakes in the configuration
    "#);
}

#[test]
fn sources_are_checked_value_by_value() {
    let config = r#"
[[source]]
id = "Big News"
url = "https://me:secret@a.example/feed"
every = "1s"
schedule = "0 0 30 2 *"
country = "uk"
full_text = "pages"
allow_private = ["10.0.0.0/80"]
headers = { Host = "b.example" }
"#;
    assert_snapshot!(report(config), @r#"
    error: id `Big News` must be 1 to 64 of a-z, 0-9, `-`, `_` and `.`, and begin with a letter or digit
     --> config.toml:3:6
      |
    3 | id = "Big News"
      |      ^^^^^^^^^^
      |
      = help: write `big-news`

    error: an address with credentials
     --> config.toml:4:7
      |
    4 | url = "https://me:secret@a.example/feed"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: leave out what stands before the `@`: addresses are shown in lists and logs

    error: `1s` is not between 10s and 30d
     --> config.toml:5:9
      |
    5 | every = "1s"
      |         ^^^^

    error: a cron line that no day fulfils
     --> config.toml:6:12
      |
    6 | schedule = "0 0 30 2 *"
      |            ^^^^^^^^^^^^
      |
      = help: write minute, hour, day of month, month, day of week: "30 3 * * *" is half past three every night

    error: both `every` and `schedule`
     --> config.toml:6:12
      |
    5 | every = "1s"
      |         ---- the other one
    6 | schedule = "0 0 30 2 *"
      |            ^^^^^^^^^^^^
      |
      = help: leave out one of them

    error: unknown country `uk`
     --> config.toml:7:11
      |
    7 | country = "uk"
      |           ^^^^
      |
      = help: the United Kingdom is `gb`

    error: unknown full_text `pages`
     --> config.toml:8:13
      |
    8 | full_text = "pages"
      |             ^^^^^^^
      |
      = help: did you mean `page`?

    error: `10.0.0.0/80` is no network
     --> config.toml:9:18
      |
    9 | allow_private = ["10.0.0.0/80"]
      |                  ^^^^^^^^^^^^^
      |
      = help: write an address and the length of its prefix: "127.0.0.0/8", "fd00::/8"

    error: the header `Host` is set by the program
      --> config.toml:10:13
       |
    10 | headers = { Host = "b.example" }
       |             ^^^^
       |
       = help: leave it out

    9 mistakes in the configuration
    "#);
}

#[test]
fn selectors_are_those_of_css_and_for_pages() {
    let config = r#"
[[source]]
id = "small-news"
url = "https://b.example/feed"
kind = "feed"
select = { item = "li >", link = "", link_pattern = "(" }
"#;
    assert_snapshot!(report(config), @r#"
    error: selectors for a source of the kind `feed`
     --> config.toml:6:10
      |
    6 | select = { item = "li >", link = "", link_pattern = "(" }
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: they are for `kind = "list"`

    error: `li >` is not a CSS selector
     --> config.toml:6:19
      |
    6 | select = { item = "li >", link = "", link_pattern = "(" }
      |                   ^^^^^^
      |
      = help: write it as in CSS: "div.news > a[href]"

    error: `` is not a CSS selector
     --> config.toml:6:34
      |
    6 | select = { item = "li >", link = "", link_pattern = "(" }
      |                                  ^^
      |
      = help: write it as in CSS: "div.news > a[href]"

    error: `(` is no regular expression: unclosed group
     --> config.toml:6:53
      |
    6 | select = { item = "li >", link = "", link_pattern = "(" }
      |                                                     ^^^
      |
      = help: write it as in "/sport/" or "^https://example\\.org/20[0-9]{2}/"

    4 mistakes in the configuration
    "#);
}

#[test]
fn jobs_are_checked_value_by_value() {
    let config = r#"
[[job]]
name = "a"
schedule = "3 o'clock"
task = "optimise"
[[job]]
name = "a"
schedule = "* * * * * *"
task = "optimize"
older_than = "2 months"
"#;
    assert_snapshot!(report(config), @r#"
    error: a cron line of 2 fields instead of 5 or 6
     --> config.toml:4:12
      |
    4 | schedule = "3 o'clock"
      |            ^^^^^^^^^^^
      |
      = help: write minute, hour, day of month, month, day of week: "30 3 * * *" is half past three every night

    error: unknown task `optimise`
     --> config.toml:5:8
      |
    5 | task = "optimise"
      |        ^^^^^^^^^^
      |
      = help: did you mean `optimize`?

    error: another job is called `a`
     --> config.toml:7:8
      |
    3 | name = "a"
      |        --- first used here
    ...
    7 | name = "a"
      |        ^^^
      |
      = help: give each a name of its own

    error: a cron line of runs less than 10s apart
     --> config.toml:8:12
      |
    8 | schedule = "* * * * * *"
      |            ^^^^^^^^^^^^^
      |
      = help: write minute, hour, day of month, month, day of week: "30 3 * * *" is half past three every night

    error: `older_than` is only for the task `prune-polls`
      --> config.toml:10:14
       |
    10 | older_than = "2 months"
       |              ^^^^^^^^^^
       |
       = help: leave it out

    error: months and years have no fixed length
      --> config.toml:10:14
       |
    10 | older_than = "2 months"
       |              ^^^^^^^^^^
       |
       = help: write weeks or days: "30d"

    6 mistakes in the configuration
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

    error: in term `bal*lot` a `*` must begin or end a word, as in `terroris*`, `*terror` or `*terror*`
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
fn a_hub_of_our_feeds_needs_an_address_that_it_can_fetch() {
    assert_snapshot!(report("[websub]\nhub = \"https://hub.example.org/\"\n"), @r#"
    error: a `hub` without a public address
     --> config.toml:2:7
      |
    2 | hub = "https://hub.example.org/"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: a hub fetches our feeds itself: set `public_url` in [web] to the address under which it can

    1 mistake in the configuration
    "#);
}

#[test]
fn an_address_for_hubs_is_public_and_leads_somewhere() {
    assert_snapshot!(report("[web]\nlisten = \"off\"\n[websub]\ncallback = \"https://news.example.org/websub\"\n"), @r#"
    error: a `callback` without a door behind it
     --> config.toml:4:12
      |
    4 | callback = "https://news.example.org/websub"
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: hubs are answered at `listen` in [web]: set it to an address with a port

    1 mistake in the configuration
    "#);
    for callback in
        ["news.example.org/websub", "https://news.example.org/", "https://a.example/{x}", "https://a.example/x?y"]
    {
        let report = report(&format!("[websub]\ncallback = \"{callback}\"\n"));
        assert!(report.contains("--> config.toml:2:12") && report.contains("= help: "), "{report}");
    }
}

#[test]
fn a_schedule_of_second_looks_ascends_and_is_neither_hasty_nor_long() {
    let many = (1..=25).map(|hours| format!("\"{hours}h\"")).collect::<Vec<_>>().join(", ");
    let config = format!(
        "[defaults]\nrecheck = [\"1h\", \"60m\", \"1m\", \"often\"]\n[[group]]\nid = \"agencies\"\nrecheck = [{many}]\n"
    );
    assert_snapshot!(report(&config), @r#"
    error: `60m` in `recheck` is no later than what stands before it
     --> config.toml:2:18
      |
    2 | recheck = ["1h", "60m", "1m", "often"]
      |                  ^^^^^
      |
      = help: all are counted from the first sight, so they ascend: "1h", "6h", "1d"

    error: `1m` is not between 5m and 365d
     --> config.toml:2:25
      |
    2 | recheck = ["1h", "60m", "1m", "often"]
      |                         ^^^^

    error: `often` is no duration
     --> config.toml:2:31
      |
    2 | recheck = ["1h", "60m", "1m", "often"]
      |                               ^^^^^^^
      |
      = help: write a number and a unit: "45s", "15m", "1h30m", "2 days"

    error: `recheck` names 25 times, more than 24
     --> config.toml:5:171
      |
    5 | ...16h", "17h", "18h", "19h", "20h", "21h", "22h", "23h", "24h", "25h"]
      |                                                                  ^^^^^
      |
      = help: each is a request for every article; four are enough for most

    4 mistakes in the configuration
    "#);
}

#[test]
fn doors_are_guarded_or_say_what_is_missing() {
    let files = [("short", "abc\n"), ("good", "0123456789abcdef\nwhatever\n"), ("spaced", "0123456789 abcdefgh\n")];
    let config = r#"
[web]
listen = "0.0.0.0:8765"
public_url = "https://news.example.org/rasid"
hosts = ["https://news.local", "*.example.org", "fd00::1"]
token_files = ["short", "spaced", "good", "missing"]
requests_per_minute = 200000
"#;
    assert_snapshot!(Folder::new(config, &files).report(&[]), @r#"
    error: `https://news.example.org/rasid` has a path
     --> config.toml:4:14
      |
    4 | public_url = "https://news.example.org/rasid"
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: all addresses begin at the root of a host: "https://news.example.org"

    error: `https://news.local` is no name of a host
     --> config.toml:5:10
      |
    5 | hosts = ["https://news.local", "*.example.org", "fd00::1"]
      |          ^^^^^^^^^^^^^^^^^^^^
      |
      = help: write the name alone, without `https://` and port: "news.example.org"

    error: `*.example.org` is no name of a host
     --> config.toml:5:32
      |
    5 | hosts = ["https://news.local", "*.example.org", "fd00::1"]
      |                                ^^^^^^^^^^^^^^^
      |
      = help: write the name alone, without `https://` and port: "news.example.org"

    error: a token of fewer than 16 characters
     --> config.toml:6:16
      |
    6 | token_files = ["short", "spaced", "good", "missing"]
      |                ^^^^^^^
      |
      = help: make one: `openssl rand -hex 24 > FILE`

    error: a token with spaces, or characters beyond ASCII
     --> config.toml:6:25
      |
    6 | token_files = ["short", "spaced", "good", "missing"]
      |                         ^^^^^^^^
      |
      = help: make one: `openssl rand -hex 24 > FILE`

    error: cannot read `missing`: No such file or directory (os error 2)
     --> config.toml:6:43
      |
    6 | token_files = ["short", "spaced", "good", "missing"]
      |                                           ^^^^^^^^^
      |
      = help: a relative path starts from the folder of the configuration file

    error: 200000 is not between 0 and 100000
     --> config.toml:7:23
      |
    7 | requests_per_minute = 200000
      |                       ^^^^^^

    7 mistakes in the configuration
    "#);
}
