use super::*;
use crate::model::RevisionCause;
use crate::query::cases::versions::{Version, step};

const PLAIN: Screen = Screen { width: None, is_terminal: false, has_colors: false };

fn versions() -> Vec<Version> {
    let at = "2026-11-20T10:30:00Z".parse().expect("a time");
    let version = |title: &str, text: &str| Version {
        title: title.to_owned(),
        text: text.to_owned(),
        replaced: Some((at, RevisionCause::Changed)),
        facts: json!({"language": "en"}),
    };
    vec![
        version(
            "Two hurt",
            "The first paragraph stays.\nTwo men were hurt.\nThe third stays, too.\nPolice <b>came</b>.",
        ),
        Version {
            replaced: None,
            ..version(
                "Five hurt",
                "The first paragraph stays.\nFive men were hurt.\nThe third stays, too.\nPolice & medics came.",
            )
        },
    ]
}

fn text(screen: Screen) -> String {
    let mut out = Vec::new();
    write_step(&mut out, screen, &step(&versions(), 1, 2).expect("two versions")).expect("written");
    String::from_utf8(out).expect("text")
}

#[test]
fn people_see_the_paragraphs_that_changed() {
    insta::assert_snapshot!(text(PLAIN), @"
    version 1 to 2, 2026-11-20 10:30 (changed)
    language was en
    [-Two-]{+Five+} hurt
    …
    [-Two-]{+Five+} men were hurt.
    …
    Police[- <b>-]{+ & medics +}came[-</b>.-]{+.+}
    ");
    let coloured = text(Screen { has_colors: true, ..PLAIN });
    assert!(coloured.contains("\u{1b}[9m\u{1b}[31mTwo\u{1b}[0m\u{1b}[32mFive\u{1b}[0m men"), "{coloured:?}");
}

#[test]
fn a_page_is_safe_and_has_the_direction_of_its_letters() {
    let mut out = Vec::new();
    write_page(&mut out, "Five <hurt>", &[step(&versions(), 1, 2).expect("two versions")]).expect("written");
    insta::assert_snapshot!(String::from_utf8(out).expect("text"), @r#"
    <!DOCTYPE html>
    <html dir="ltr">
    <meta charset="utf-8">
    <title>Five &lt;hurt&gt;</title>
    <style>
    del { background: #fdd } ins { background: #dfd; text-decoration: none }
    del, ins { padding-inline: .1em } del::before, ins::before { content: "\200c" }
    </style>
    <section>
    <h2 dir="ltr">Version 1 to 2, 2026-11-20 10:30 (changed)</h2>
    <h1 dir="auto"><del>Two</del><ins>Five</ins> hurt</h1>
    <p dir="auto">The first paragraph stays.</p>
    <p dir="auto"><del>Two</del><ins>Five</ins> men were hurt.</p>
    <p dir="auto">The third stays, too.</p>
    <p dir="auto">Police<del> &lt;b&gt;</del><ins> &amp; medics </ins>came<del>&lt;/b&gt;.</del><ins>.</ins></p>
    </section>
    </html>
    "#);
}

#[test]
fn programs_get_every_piece() {
    let record = record(&step(&versions(), 1, 2).expect("two versions"));
    assert_eq!(record["title"][0], json!({"side": "gone", "text": "Two"}));
    assert_eq!((&record["why"], &record["from"]), (&json!("changed"), &json!(1)));
}

#[test]
fn there_is_no_step_to_a_version_that_is_not_there() {
    assert!(step(&versions(), 0, 1).is_none() && step(&versions(), 2, 3).is_none());
}
