//! Topics and lists with mistakes, each under its line.

use super::*;

#[test]
fn lists_are_complained_of_at_their_lines() {
    let config = r#"
include = []
[[list]]
id = "actors/russia"
uses = ["actors/wagner"]
[list.terms]
en = ["Russia", "russia", "Kremlin**"]
de = ["Kreml~"]
[[list]]
id = "Actors"
[[list]]
id = "round"
uses = ["round"]
[[list]]
terms.en = ["word"]
[[list]]
id = "round"
terms.en = ["word"]
"#;
    assert_snapshot!(report(config), @r#"
    error: unknown list `actors/wagner`; write a `[[list]]` with this id
     --> config.toml:5:9
      |
    5 | uses = ["actors/wagner"]
      |         ^^^^^^^^^^^^^^^

    error: term `russia` (en) finds the same as `Russia`; leave out one of them
     --> config.toml:7:17
      |
    7 | en = ["Russia", "russia", "Kremlin**"]
      |                 ^^^^^^^^

    error: in term `Kremlin**` a `*` must begin or end a word, as in `terroris*`, `*terror` or `*terror*`
     --> config.toml:7:27
      |
    7 | en = ["Russia", "russia", "Kremlin**"]
      |                           ^^^^^^^^^^^

    error: term `Kreml~`: the endings of `de` are not known, only those of ar, fa, he, ru and uk; write `*` for whatever may follow, or each form as a term of its own
     --> config.toml:8:7
      |
    8 | de = ["Kreml~"]
      |       ^^^^^^^^

    error: list id `Actors` must be 1 to 64 of a-z, 0-9, `-`, `_` and `.`, with `/` between its parts
      --> config.toml:10:6
       |
    10 | id = "Actors"
       |      ^^^^^^^^

    error: the list uses itself, by way of its `uses`; leave out one of them
      --> config.toml:11:1
       |
    11 | [[list]]
       | ^^^^^^^^

    error: missing key `id`
      --> config.toml:14:1
       |
    14 | [[list]]
       | ^^^^^^^^
       |
       = help: give the list a short name: id = "actors/police"

    error: another list is called `round`
      --> config.toml:17:6
       |
    12 | id = "round"
       |      ------- first used here
    ...
    17 | id = "round"
       |      ^^^^^^^
       |
       = help: give each a name of its own

    8 mistakes in the configuration
    "#);
}

#[test]
fn terms_are_complained_of_wherever_they_stand() {
    let config = r#"
include = []
[[list]]
id = "actors/police"
terms.en = ["police NEAR/3 officer*"]
[[topic]]
id = "protests"
threshold = 3
uses = { 2 = ["actors/polise"] }
[topic.terms.en]
3 = ["protest* NEAR/5 @actors/police", '/.*/', '/(/', "riot NEAR police"]
2 = ["@actors/polise", "stone|brick"]
[topic.sides]
weight = 2
a.terms.en = ["police NEAR/3 crowd"]
b.uses = ["actors/crowd"]
[[topic.all]]
terms.en = ["=polic*"]
[topic.none]
weight = "much"
terms.en = ["film"]
"#;
    assert_snapshot!(report(config), @r#"
    error: unknown list `actors/polise`; did you mean `actors/police`?
     --> config.toml:9:15
      |
    9 | uses = { 2 = ["actors/polise"] }
      |               ^^^^^^^^^^^^^^^

    error: list `actors/police` holds `police NEAR/3 officer*`, and a NEAR cannot stand beside another; name a list without
      --> config.toml:11:6
       |
    11 | 3 = ["protest* NEAR/5 @actors/police", '/.*/', '/(/', "riot NEAR police"]
       |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error: the regular expression `/.*/` can match nothing at all; write at least one letter that must be there
      --> config.toml:11:40
       |
    11 | 3 = ["protest* NEAR/5 @actors/police", '/.*/', '/(/', "riot NEAR police"]
       |                                        ^^^^^^

    error: the regular expression `/(/` cannot be read: unclosed group; write it as in '/\bS-?[34]00\b/'
      --> config.toml:11:48
       |
    11 | 3 = ["protest* NEAR/5 @actors/police", '/.*/', '/(/', "riot NEAR police"]
       |                                                ^^^^^

    error: in term `riot NEAR police` NEAR wants the most words between the two, 1 to 100: `NEAR/8`; the word itself is `near`
      --> config.toml:11:55
       |
    11 | 3 = ["protest* NEAR/5 @actors/police", '/.*/', '/(/', "riot NEAR police"]
       |                                                       ^^^^^^^^^^^^^^^^^^

    error: unknown list `actors/polise`; did you mean `actors/police`?
      --> config.toml:12:6
       |
    12 | 2 = ["@actors/polise", "stone|brick"]
       |      ^^^^^^^^^^^^^^^^

    error: in term `stone|brick` a `|` parts alternatives beside NEAR only; write each as a term of its own
      --> config.toml:12:24
       |
    12 | 2 = ["@actors/polise", "stone|brick"]
       |                        ^^^^^^^^^^^^^

    error: a side has names, not `police NEAR/3 crowd`; write it under `terms` of the topic, with a weight
      --> config.toml:15:15
       |
    15 | a.terms.en = ["police NEAR/3 crowd"]
       |               ^^^^^^^^^^^^^^^^^^^^^

    error: unknown list `actors/crowd`; write a `[[list]]` with this id
      --> config.toml:16:11
       |
    16 | b.uses = ["actors/crowd"]
       |           ^^^^^^^^^^^^^^

    error: term `=polic*` is exact, so it cannot have a `*` or `~`; leave out one of the two
      --> config.toml:18:13
       |
    18 | terms.en = ["=polic*"]
       |             ^^^^^^^^^

    error: expected a number, found string "much"
      --> config.toml:20:10
       |
    20 | weight = "much"
       |          ^^^^^^

    11 mistakes in the configuration
    "#);
}

#[test]
fn rules_are_complained_of_as_a_whole() {
    let config = r#"
include = []
[[topic]]
id = "energy"
parent = "economy"
threshold = 50
terms.en = { 2 = ["oil"] }
[[topic]]
id = "gas"
threshold = 2
front = -1
terms.en = { 2 = ["gas"] }
[[topic]]
id = "coal"
terms.en = { 2 = ["coal"] }
[[topic]]
id = "all"
[[topic]]
id = "wind"
threshold = 2
lead_word = 9
languages = ["english"]
countries = ["Germany"]
terms.en = { 2 = ["wind"] }
[[topic.example]]
title = "Wind"
[[topic.example]]
match = true
"#;
    assert_snapshot!(report(config), @r#"
    error: threshold 50 is out of reach: all terms together come to 12 at most; lower it, or give the terms more weight
     --> config.toml:3:1
      |
    3 | [[topic]]
      | ^^^^^^^^^

    error: unknown parent `economy`; write a `[[topic]]` with this id, or leave `parent` out
     --> config.toml:5:10
      |
    5 | parent = "economy"
      |          ^^^^^^^^^

    error: front -1 must be finite and 0 or more
     --> config.toml:8:1
      |
    8 | [[topic]]
      | ^^^^^^^^^

    error: missing key `threshold`
      --> config.toml:13:1
       |
    13 | [[topic]]
       | ^^^^^^^^^
       |
       = help: say from which sum on an article matches: threshold = 6

    error: the topic has neither terms nor a topic whose `parent` it is; give it one or the other
      --> config.toml:16:1
       |
    16 | [[topic]]
       | ^^^^^^^^^

    error: unknown key `lead_word`
      --> config.toml:21:1
       |
    21 | lead_word = 9
       | ^^^^^^^^^
       |
       = help: did you mean `lead_words`?

    error: unknown language `english`
      --> config.toml:22:14
       |
    22 | languages = ["english"]
       |              ^^^^^^^^^
       |
       = help: write its ISO 639 code, such as `ar`, `fa` or `ckb`

    error: unknown country `Germany`
      --> config.toml:23:14
       |
    23 | countries = ["Germany"]
       |              ^^^^^^^^^
       |
       = help: write its ISO 3166 code of two letters, such as `eg` or `tr`

    error: missing key `match`
      --> config.toml:25:1
       |
    25 | [[topic.example]]
       | ^^^^^^^^^^^^^^^^^
       |
       = help: say whether the article must match its topic: match = true, or match = false

    error: an example needs one article
      --> config.toml:27:1
       |
    27 | [[topic.example]]
       | ^^^^^^^^^^^^^^^^^
       |
       = help: write its `title` and `text`, or the number of a stored one: article = 12

    10 mistakes in the configuration
    "#);
}
