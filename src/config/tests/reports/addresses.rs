//! Rules for addresses that cannot be followed.

use insta::assert_snapshot;

use super::*;

#[test]
fn every_rule_for_addresses_is_checked() {
    let config = r#"
[[address]]
domain = "https://a.example/news"
ignore = ["?ref", "a b", "*_id", "x*=1", ""]
ignore_words = ["place=1"]
strip = ["print", "/a/b", "/print"]
index = ["/index.html"]
labels = ["*.beta", "M"]
mirror = "b.example"
"#;
    assert_snapshot!(report(config), @r#"
    error: `https://a.example/news` is no domain
     --> config.toml:3:10
      |
    3 | domain = "https://a.example/news"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write its name alone, which holds for all below it: "a.example"

    error: `?ref` names no parameter
     --> config.toml:4:11
      |
    4 | ignore = ["?ref", "a b", "*_id", "x*=1", ""]
      |           ^^^^^^
      |
      = help: write its name without `?` and `&`: "ref"; or how it begins: "utm_*"

    error: `a b` names no parameter
     --> config.toml:4:19
      |
    4 | ignore = ["?ref", "a b", "*_id", "x*=1", ""]
      |                   ^^^^^
      |
      = help: write its name without `?` and `&`: "ref"; or how it begins: "utm_*"

    error: `*_id` names no parameter
     --> config.toml:4:26
      |
    4 | ignore = ["?ref", "a b", "*_id", "x*=1", ""]
      |                          ^^^^^^
      |
      = help: write its name without `?` and `&`: "ref"; or how it begins: "utm_*"

    error: `` names no parameter
     --> config.toml:4:42
      |
    4 | ignore = ["?ref", "a b", "*_id", "x*=1", ""]
      |                                          ^^
      |
      = help: write its name without `?` and `&`: "ref"; or how it begins: "utm_*"

    error: `place=1` is no name of a parameter
     --> config.toml:5:17
      |
    5 | ignore_words = ["place=1"]
      |                 ^^^^^^^^^
      |
      = help: write its name without `?` and `&`: "ref"; or how it begins: "utm_*"

    error: `print` is no part of a path
     --> config.toml:6:10
      |
    6 | strip = ["print", "/a/b", "/print"]
      |          ^^^^^^^
      |
      = help: write one step of the path, "/amp", or an ending, ".amp"

    error: `/a/b` is no part of a path
     --> config.toml:6:19
      |
    6 | strip = ["print", "/a/b", "/print"]
      |                   ^^^^^^
      |
      = help: write one step of the path, "/amp", or an ending, ".amp"

    error: `/index.html` is no name of a page
     --> config.toml:7:10
      |
    7 | index = ["/index.html"]
      |          ^^^^^^^^^^^^^
      |
      = help: write it as "index.html"

    error: `*.beta` is no first part of a host
     --> config.toml:8:11
      |
    8 | labels = ["*.beta", "M"]
      |           ^^^^^^^^
      |
      = help: write what stands before the first dot: "m"

    error: unknown key `mirror`
     --> config.toml:9:1
      |
    9 | mirror = "b.example"
      | ^^^^^^
      |
      = help: did you mean `mirrors`?

    11 mistakes in the configuration
    "#);
}

#[test]
fn a_rule_for_addresses_says_something_and_a_mirror_has_a_site() {
    let config = r#"
[[address]]
domain = "b.example"

[[address]]
mirrors = ["c.example"]

[[address]]
domain = "d.example"
mirrors = ["www.d.example", "com"]
keep = 7
"#;
    assert_snapshot!(report(config), @r#"
    error: no rule
     --> config.toml:2:1
      |
    2 | [[address]]
      | ^^^^^^^^^^^
      |
      = help: say what makes no other article: ignore = ["ref"]

    error: a mirror of nothing
     --> config.toml:6:12
      |
    6 | mirrors = ["c.example"]
      |            ^^^^^^^^^^^
      |
      = help: name the site: domain = "example.org"

    error: a mirror of itself
      --> config.toml:10:12
       |
    10 | mirrors = ["www.d.example", "com"]
       |            ^^^^^^^^^^^^^^^
       |
       = help: `domain` is the one name, `mirrors` are the others

    error: `com` belongs to everyone
      --> config.toml:10:29
       |
    10 | mirrors = ["www.d.example", "com"]
       |                             ^^^^^
       |
       = help: name one site: "example.org"

    error: expected text or a list, found integer `7`
      --> config.toml:11:8
       |
    11 | keep = 7
       |        ^

    5 mistakes in the configuration
    "#);
}
