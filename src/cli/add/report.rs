//! What `rasid add` prints: the candidates, what the chosen one would collect, and the lines for the configuration.

use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

use crate::cli::context::{self, Context, stdout};
use crate::config::edit::{self, NewSource};
use crate::model::{Item, Moment};
use crate::poll::discovery::Candidate;
use crate::query::listing::{Cell, Column, Listing};
use crate::query::render::{Format, write_listing};

/// Titles that show what a source collects.
const N_TITLES: usize = 10;

/// Prints everything that was found, the best first.
pub(super) fn write_candidates(context: &Context, found: &[Candidate]) -> io::Result<()> {
    let columns = vec![
        Column::whole("no"),
        Column::whole("kind"),
        Column::elastic("title"),
        Column::whole("language"),
        Column::whole("items"),
        Column::whole("newest"),
        Column::elastic("url"),
    ];
    let rows = (1..).zip(found).map(|(number, candidate)| {
        vec![
            Cell::count(number),
            candidate.kind.as_str().into(),
            candidate.title.clone().into(),
            candidate.language.as_ref().map(ToString::to_string).into(),
            Cell::count(candidate.items.len() as u64),
            newest(candidate).map(|date| date.to_string()).into(),
            candidate.url.to_string().into(),
        ]
    });
    let listing = Listing { columns, rows: rows.collect() };
    write_listing(stdout(), Format::Table, context.screen(), listing).map(drop)
}

/// Prints the first titles of the chosen one, and its lines.
pub(super) fn write_choice(context: &Context, candidate: &Candidate, source: &NewSource) -> io::Result<()> {
    writeln!(stdout())?;
    let columns = vec![Column::whole("published"), Column::elastic("title")];
    let title = |item: &Item| if item.title.is_empty() { item.url.clone() } else { Some(item.title.clone()) };
    let rows = candidate.items.iter().take(N_TITLES);
    let rows = rows.map(|item| vec![date(item).map(|date| date.to_string()).into(), title(item).into()]);
    let listing = Listing { columns, rows: rows.collect() };
    write_listing(stdout(), Format::Table, context.screen(), listing)?;
    let mut out = stdout();
    writeln!(out)?;
    out.write_all(edit::render(std::slice::from_ref(source)).as_bytes())?;
    writeln!(out)?;
    out.flush()
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer<'a> {
    written: bool,
    file: String,
    id: &'a str,
    url: &'a str,
    kind: &'a str,
    /// The lines, as they stand in the file.
    toml: String,
    candidates: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    url: &'a str,
    kind: &'a str,
    title: Option<&'a str>,
    language: Option<&'a str>,
    items: usize,
    newest: Option<Moment>,
    first: Vec<First<'a>>,
}

#[derive(Serialize)]
struct First<'a> {
    title: &'a str,
    url: Option<&'a str>,
    published: Option<Moment>,
}

/// Prints everything as one object.
pub(super) fn write_json(source: &NewSource, found: &[Candidate], file: &Path, written: bool) -> anyhow::Result<()> {
    let candidates = found.iter().map(|candidate| Found {
        url: candidate.url.as_str(),
        kind: candidate.kind.as_str(),
        title: candidate.title.as_deref(),
        language: candidate.language.as_ref().map(crate::model::LanguageCode::as_str),
        items: candidate.items.len(),
        newest: newest(candidate),
        first: candidate.items.iter().take(N_TITLES).map(first).collect(),
    });
    context::write_json(&Answer {
        written,
        file: file.display().to_string(),
        id: source.id.as_str(),
        url: &source.url,
        kind: source.kind.as_str(),
        toml: edit::render(std::slice::from_ref(source)),
        candidates: candidates.collect(),
    })
}

fn first(item: &Item) -> First<'_> {
    First { title: &item.title, url: item.url.as_deref(), published: date(item) }
}

fn date(item: &Item) -> Option<Moment> {
    item.published.or(item.updated)
}

fn newest(candidate: &Candidate) -> Option<Moment> {
    candidate.items.iter().filter_map(date).max_by_key(|date| date.timestamp())
}
