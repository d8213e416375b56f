//! Keys, tables and syntax that are not what they should be.

use insta::assert_snapshot;

use super::*;

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
title = "h2"

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
      = help: name the element that holds one article, or say with `link_pattern` what its address looks like

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
