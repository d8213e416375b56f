//! Alerts that cannot be sent, or wait for nothing.

use insta::assert_snapshot;

use super::*;

#[test]
fn an_alert_names_what_it_waits_for_and_one_way_to_tell() {
    let config = r#"
[mail]
server = "mail.example.org"

[[search]]
id = "gas"
query = "gas"

[[alert]]
id = "a"
search = "gaz"
query = "(gas"
growth = "burst"
webhook = "chat.example.org"

[[alert]]
id = "a"
watch = "topic"
email = "desk"

[[alert]]
id = "c"
query = "@gas lang:ar"
webhook = "https://chat.example.org/"

"#;
    assert_snapshot!(report(config), @r#"
    error: `mail.example.org` is no address of a mail server
     --> config.toml:3:10
      |
    3 | server = "mail.example.org"
      |          ^^^^^^^^^^^^^^^^^^
      |
      = help: write "smtps://mail.example.org", or "smtp://mail.example.org:587" for STARTTLS

    error: unknown search `gaz`
      --> config.toml:11:10
       |
    11 | search = "gaz"
       |          ^^^^^
       |
       = help: did you mean `gas`?

    error: in the query: the bracket is not closed: add ) at its end, or leave ( out
      --> config.toml:12:10
       |
    12 | query = "(gas"
       |          ^

    error: `growth` says nothing here: it is for what watches `stories` and `topics`
      --> config.toml:13:10
       |
    13 | growth = "burst"
       |          ^^^^^^^
       |
       = help: leave it out, or set `watch`

    error: an address without its scheme
      --> config.toml:14:11
       |
    14 | webhook = "chat.example.org"
       |           ^^^^^^^^^^^^^^^^^^
       |
       = help: write "https://chat.example.org"

    error: another alert is called `a`
      --> config.toml:17:6
       |
    10 | id = "a"
       |      --- first used here
    ...
    17 | id = "a"
       |      ^^^
       |
       = help: give each a name of its own

    error: unknown thing to watch `topic`
      --> config.toml:18:9
       |
    18 | watch = "topic"
       |         ^^^^^^^
       |
       = help: did you mean `topics`?

    error: `desk` is no mail address
      --> config.toml:19:9
       |
    19 | email = "desk"
       |         ^^^^^^
       |
       = help: write "desk@example.org"

    error: a saved search in a `query`
      --> config.toml:23:9
       |
    23 | query = "@gas lang:ar"
       |         ^^^^^^^^^^^^^^
       |
       = help: name it in `search`: both hold then

    9 mistakes in the configuration
    "#);
}

#[test]
fn keys_that_say_nothing_or_two_things_are_mistakes() {
    let config = r#"
[[alert]]
id = "b"
watch = "sources"
topics = ["x"]
webhook = "https://chat.example.org/"
email = ["desk@example.org"]
every = "1h"
schedule = "0 6 * * *"
most = 0

[[alert]]
watch = "topics"
topics = ["unknown"]
growth = "growing"
"#;
    assert_snapshot!(report(config), @r#"
    error: `topics` says nothing here: it is for what watches `topics`
     --> config.toml:5:11
      |
    5 | topics = ["x"]
      |           ^^^
      |
      = help: leave it out, or set `watch`

    error: an alert that goes two ways
     --> config.toml:7:9
      |
    7 | email = ["desk@example.org"]
      |         ^^^^^^^^^^^^^^^^^^^^
      |
      = help: write an [[alert]] for each

    error: an alert with `every` and `schedule`
     --> config.toml:9:12
      |
    9 | schedule = "0 6 * * *"
      |            ^^^^^^^^^^^
      |
      = help: `every` for at once, `schedule` for a digest: leave one out

    error: 0 is not between 1 and 500
      --> config.toml:10:8
       |
    10 | most = 0
       |        ^

    error: missing key `id`
      --> config.toml:12:1
       |
    12 | [[alert]]
       | ^^^^^^^^^
       |
       = help: what was told is remembered by its id

    error: missing key `webhook`
      --> config.toml:12:1
       |
    12 | [[alert]]
       | ^^^^^^^^^
       |
       = help: say who is told: webhook = "https://…", or email = ["desk@example.org"]

    error: unknown topic `unknown`
      --> config.toml:14:11
       |
    14 | topics = ["unknown"]
       |           ^^^^^^^^^
       |
       = help: known: `counter-terrorism`, `russia-us-relations`

    error: unknown growth `growing`
      --> config.toml:15:10
       |
    15 | growth = "growing"
       |          ^^^^^^^^^
       |
       = help: known: `rising`, `burst`

    8 mistakes in the configuration
    "#);
}

#[test]
fn mail_needs_a_server_and_a_sender() {
    let config = r#"
[[alert]]
id = "a"
email = ["The Desk <desk@example.org>", "no one"]
"#;
    assert_snapshot!(report(config), @r#"
    error: mail cannot be sent yet
     --> config.toml:4:9
      |
    4 | email = ["The Desk <desk@example.org>", "no one"]
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: name a mail server: server = "smtps://mail.example.org" in [mail]

    error: `no one` is no mail address
     --> config.toml:4:41
      |
    4 | email = ["The Desk <desk@example.org>", "no one"]
      |                                         ^^^^^^^^
      |
      = help: write "desk@example.org"

    2 mistakes in the configuration
    "#);
    let config = r#"
[mail]
server = "smtp://me:secret@mail.example.org"
from = "me@"
"#;
    assert_snapshot!(report(config), @r#"
    error: a mail server with a password in its address
     --> config.toml:3:10
      |
    3 | server = "smtp://me:secret@mail.example.org"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: name a file whose first line is `name:password` in `credentials_file`

    error: `me@` is no mail address
     --> config.toml:4:8
      |
    4 | from = "me@"
      |        ^^^^^
      |
      = help: write "desk@example.org"

    2 mistakes in the configuration
    "#);
    assert_snapshot!(report("[mail]\nserver = \"smtps://mail.example.org\"\n"), @r#"
    error: a mail server, and no sender
     --> config.toml:2:10
      |
    2 | server = "smtps://mail.example.org"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: say whom it is from: from = "rasid <rasid@example.org>"

    1 mistake in the configuration
    "#);
}
