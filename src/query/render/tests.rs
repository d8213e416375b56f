//! Each format with the same rows: several scripts, hostile text, nulls, and nothing at all.

use insta::assert_snapshot;
use jiff::Timestamp;

use super::{Format, Screen, write_listing};
use crate::query::listing::{Cell, Column, Listing, Row};

fn columns() -> Vec<Column> {
    vec![
        Column::whole("id"),
        Column::whole("published"),
        Column::elastic("title"),
        Column::whole("topics"),
        Column::whole("last_poll"),
        Column::hidden("key"),
    ]
}

fn row(id: i64, published: Option<&str>, title: &str, topics: &[&str], seconds_ago: i64) -> Row {
    let now = Timestamp::from_second(1_795_000_000).expect("in range");
    let at = Timestamp::from_second(now.as_second() - seconds_ago).expect("in range");
    let published = published.map(|text| Cell::Time(text.parse().expect("a moment")));
    vec![
        Cell::from(id),
        published.unwrap_or(Cell::Null),
        Cell::from(title),
        Cell::texts(topics),
        Cell::Age { at, now },
        "k|1".into(),
    ]
}

fn listing() -> Listing {
    let rows = vec![
        row(
            1,
            Some("2026-11-24T08:05:00+03:00"),
            "الإرهاب يضرب من جديد: «هجوم» في العاصمة ليلة أمس",
            &["counter-terrorism"],
            90,
        ),
        row(22, Some("2026-11-23"), "联合国安理会通过第2254号决议并呼吁停火", &["un", "counter-terrorism"], 3_700),
        row(333, None, "Astronaut 👩\u{200D}🚀 returns", &[], 0),
        row(4, None, "=1+2|*x*\u{1b}[2J\u{202E}evil\nline, \"quoted\"", &["a"], -600),
    ];
    Listing { columns: columns(), rows }
}

fn written(format: Format, screen: Screen, listing: Listing) -> String {
    let mut out = Vec::new();
    write_listing(&mut out, format, screen, listing).expect("memory takes it");
    // Invisible characters would be lost in a snapshot.
    let text = String::from_utf8(out).expect("output is UTF-8");
    text.replace('\u{2068}', "<FSI>")
        .replace('\u{2069}', "<PDI>")
        .replace('\u{1b}', "<ESC>")
        .replace('\u{202E}', "<RLO>")
        .replace('\r', "<CR>")
}

fn terminal(width: u16) -> Screen {
    Screen { width: Some(width), is_terminal: true, has_colors: false }
}

#[test]
fn table_in_a_file_is_whole() {
    assert_snapshot!(written(Format::Table, Screen::file(), listing()));
}

#[test]
fn table_on_a_terminal_fits_and_isolates() {
    assert_snapshot!(written(Format::Table, terminal(80), listing()));
}

#[test]
fn table_with_colours_has_a_bold_heading() {
    let screen = Screen { width: Some(70), is_terminal: true, has_colors: true };
    assert_snapshot!(written(Format::Table, screen, listing()));
}

#[test]
fn json() {
    assert_snapshot!(written(Format::Json, Screen::file(), listing()));
}

#[test]
fn jsonl() {
    assert_snapshot!(written(Format::Jsonl, Screen::file(), listing()));
}

#[test]
fn csv() {
    assert_snapshot!(written(Format::Csv, Screen::file(), listing()));
}

#[test]
fn csv_on_a_terminal_is_clean() {
    assert_snapshot!(written(Format::Csv, terminal(80), listing()));
}

#[test]
fn markdown() {
    assert_snapshot!(written(Format::Markdown, Screen::file(), listing()));
}

#[test]
fn empty_listings_are_well_formed() {
    let empty = |format| written(format, Screen::file(), Listing { columns: columns(), rows: Vec::new() });
    assert_eq!(empty(Format::Table), "");
    assert_eq!(empty(Format::Json), "[]\n");
    assert_eq!(empty(Format::Jsonl), "");
    assert_eq!(empty(Format::Csv), "id,published,title,topics,last_poll,key\n");
    assert_eq!(
        empty(Format::Markdown),
        "| id | published | title | topics | last\\_poll |\n| --- | --- | --- | --- | --- |\n"
    );
}

#[test]
fn every_line_of_a_table_fits_its_screen() {
    for width in [40, 60, 80, 120] {
        let text = written(Format::Table, terminal(width), listing()).replace("<FSI>", "").replace("<PDI>", "");
        for line in text.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= usize::from(width), "{width}: {line}");
        }
    }
}

#[test]
fn formulas_are_defused_but_numbers_stay() {
    let columns = vec![Column::whole("text"), Column::whole("number")];
    let rows = vec![vec![Cell::from("-1"), Cell::from(-1_i64)], vec![Cell::from("\t=1"), Cell::from(-0.5)]];
    assert_eq!(written(Format::Csv, Screen::file(), Listing { columns, rows }), "text,number\n'-1,-1\n'\t=1,-0.5\n");
}
