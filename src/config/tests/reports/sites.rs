//! Rules for single sites that cannot be followed.

use insta::assert_snapshot;

use super::*;

#[test]
fn every_rule_of_a_site_is_checked() {
    let config = r#"
[[site]]
domain = "a.example"
select = "div..story"
remove = ["p.promo", "p[", "img @src"]
title = 5
date = "time @datetime"
autors = ".by"

[[site]]
domain = "b.example"

[[site]]
domain = "c.example"
titel = "h1"

[[source]]
id = "a"
url = "https://a.example/feed"
[source.article]
domain = "a.example"
next_page = "a:nth(2)"
"#;
    assert_snapshot!(report(config), @r#"
    error: `div..story` is not a CSS selector
     --> config.toml:4:10
      |
    4 | select = "div..story"
      |          ^^^^^^^^^^^^
      |
      = help: write it as in CSS: "div.story", or with an attribute: "span.date @data-time"

    error: `p[` is not a CSS selector
     --> config.toml:5:22
      |
    5 | remove = ["p.promo", "p[", "img @src"]
      |                      ^^^^
      |
      = help: write it as in CSS: "div.story", or with an attribute: "span.date @data-time"

    error: an attribute where elements are selected
     --> config.toml:5:28
      |
    5 | remove = ["p.promo", "p[", "img @src"]
      |                            ^^^^^^^^^^
      |
      = help: leave out the `@` and what follows it

    error: expected text, found integer `5`
     --> config.toml:6:9
      |
    6 | title = 5
      |         ^
      |
      = help: write it in quotes: "…"

    error: unknown key `autors`
     --> config.toml:8:1
      |
    8 | autors = ".by"
      | ^^^^^^
      |
      = help: did you mean `authors`?

    error: no rule
      --> config.toml:10:1
       |
    10 | [[site]]
       | ^^^^^^^^
       |
       = help: say what to read: select = "div.story"

    error: unknown key `titel`
      --> config.toml:15:1
       |
    15 | titel = "h1"
       | ^^^^^
       |
       = help: did you mean `title`?

    error: a `domain` in the rules of a source
      --> config.toml:21:10
       |
    21 | domain = "a.example"
       |          ^^^^^^^^^^^
       |
       = help: they hold for all pages of the source; rules for a domain stand in `[[site]]`

    error: `a:nth(2)` is not a CSS selector
      --> config.toml:22:13
       |
    22 | next_page = "a:nth(2)"
       |             ^^^^^^^^^^
       |
       = help: write it as in CSS: "div.story", or with an attribute: "span.date @data-time"

    9 mistakes in the configuration
    "#);
}

#[test]
fn a_site_needs_a_domain_that_is_its_own() {
    let config = r#"
[[site]]
domain = ["https://www.a.example/news", "*.b.example", "co.uk", "WWW.c.example", "127.0.0.1"]
title = "h1"

[[site]]
domain = 7
title = "h1"

[[site]]
title = "h1"
"#;
    assert_snapshot!(report(config), @r#"
    error: `https://www.a.example/news` is no domain
     --> config.toml:3:11
      |
    3 | domain = ["https://www.a.example/news", "*.b.example", "co.uk", "WWW.c.example", "127.0.0.1"]
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write its name alone, which holds for all below it: "www.a.example"

    error: `*.b.example` is no domain
     --> config.toml:3:41
      |
    3 | domain = ["https://www.a.example/news", "*.b.example", "co.uk", "WWW.c.example", "127.0.0.1"]
      |                                         ^^^^^^^^^^^^^
      |
      = help: write its name alone, which holds for all below it: "b.example"

    error: `co.uk` belongs to everyone
     --> config.toml:3:56
      |
    3 | domain = ["https://www.a.example/news", "*.b.example", "co.uk", "WWW.c.example", "127.0.0.1"]
      |                                                        ^^^^^^^
      |
      = help: name one site: "example.org"

    error: expected text or a list, found integer `7`
     --> config.toml:7:10
      |
    7 | domain = 7
      |          ^

    error: missing key `domain`
      --> config.toml:10:1
       |
    10 | [[site]]
       | ^^^^^^^^
       |
       = help: say whose pages they are for: domain = "example.org"

    5 mistakes in the configuration
    "#);
}

#[test]
fn a_domain_stands_once_in_a_file_and_again_in_another() {
    let site = "[[site]]\ndomain = \"a.example\"\ntitle = \"h1\"\n";
    let config = format!("include = [\"pack.toml\"]\n{site}{site}");
    assert_snapshot!(Folder::new(&config, &[("pack.toml", site)]).report(&[]), @r#"
    error: `a.example` has rules already
     --> config.toml:6:10
      |
    3 | domain = "a.example"
      |          ----------- the first ones
    ...
    6 | domain = "a.example"
      |          ^^^^^^^^^^^
      |
      = help: put them together

    1 mistake in the configuration
    "#);
}
