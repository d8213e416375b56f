//! Mistakes in other places than one file.

use insta::assert_snapshot;

use super::*;

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
      = help: included files hold `[[source]]`, `[[group]]`, `[[topic]]`, `[[list]]`, `[[site]]`, `[[search]]`, `[[alert]]` and `[[address]]`; all else stands in the main file

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
      = help: variables are named `RASID_SECTION_KEY`; the sections are store, fetch, daemon, web, websub, opinion, mail, defaults

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
