//! Broken configurations, each with the whole report.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::config::builtin::CONFIG;

mod addresses;
mod alerts;
mod files;
mod shape;
mod sites;
mod topics;
mod values;

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
      = help: write a number and a unit: "45s", "15m", "1h30m", "2 days", or "auto"

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
        let (before, behind) = CONFIG.split_at(CONFIG.floor_char_boundary(at));
        let rest = if keeps_rest { behind } else { "" };
        let config = format!("include = []\n{}{rubbish}{rest}", before.replace("include", "# include"));
        match Folder::new(&config, &[]).load(&[]) {
            Ok(_) => {}
            Err(error) => prop_assert!(error.count() > 0 && !error.to_string().is_empty()),
        }
    }
}
