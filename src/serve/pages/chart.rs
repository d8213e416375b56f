//! Figures over time as a chart: bars in parts, a legend, and the same figures as a table for who cannot see or must be exact.
//!
//! It is drawn twice, for wide and for narrow screens, so that its letters stay as large as the page's; the style sheet shows
//! one. Time runs from left to right on pages of every language, as printed charts of them do.

mod svg;

use maud::{Markup, PreEscaped, html};

use super::parts;
use crate::serve::speech::Speech;

/// Width and height of each drawing.
const SIZES: [(&str, (u32, u32)); 2] = [("wide", (1080, 200)), ("narrow", (358, 190))];

/// A chart of bars.
#[derive(Debug)]
pub(super) struct Bars {
    /// Names it within the page.
    pub(super) id: &'static str,
    /// What it shows.
    pub(super) title: String,
    /// What a column is, as the heading of a table.
    pub(super) unit: String,
    /// What each part of a bar is.
    pub(super) series: Vec<String>,
    /// The bars, the earliest first.
    pub(super) columns: Vec<Column>,
}

/// A bar.
#[derive(Debug)]
pub(super) struct Column {
    /// Its name on the axis.
    pub(super) label: String,
    /// Its name in full.
    pub(super) name: String,
    /// What it holds of each series.
    pub(super) values: Vec<u64>,
}

impl Column {
    fn sum(&self) -> u64 {
        self.values.iter().sum()
    }
}

/// The chart; nothing where there is nothing to show.
pub(super) fn figure(speech: Speech, bars: &Bars) -> Markup {
    let all: u64 = bars.columns.iter().map(Column::sum).sum();
    if all == 0 {
        return Markup::default();
    }
    html! {
        figure.chart {
            figcaption.spoken { (bars.title) }
            (legend(bars))
            div dir="ltr" {
                @for (class, size) in SIZES {
                    @match svg::draw(bars, size) {
                        Ok(drawing) => (framed(speech, bars, class, size, &drawing)),
                        Err(error) => ({ tracing::error!("a chart could not be drawn: {error}"); Markup::default() }),
                    }
                }
            }
            details {
                summary { (speech.say("chart-table")) }
                (parts::scroll(&bars.title, &table(speech, bars)))
            }
        }
    }
}

fn legend(bars: &Bars) -> Markup {
    html! {
        p.legend-title { (bars.title) }
        ul.legend {
            @for (place, name) in bars.series.iter().enumerate() { li class=(format!("series-{}", place + 1)) { (name) } }
        }
    }
}

/// A drawing with what it says in words.
fn framed(speech: Speech, bars: &Bars, class: &str, (width, height): (u32, u32), drawing: &str) -> Markup {
    let name = |part: &str| format!("{}-{class}-{part}", bars.id);
    let most = bars.columns.iter().max_by_key(|column| column.sum());
    let all: u64 = bars.columns.iter().map(Column::sum).sum();
    html! {
        svg class=(class) viewBox=(format!("0 0 {width} {height}")) role="img"
            aria-labelledby={ (name("title")) " " (name("what")) } {
            title id=(name("title")) { (bars.title) }
            desc id=(name("what")) {
                @if let Some(most) = most {
                    (speech.say_with("chart-summary", [
                        ("n", all.into()), ("most", most.sum().into()), ("when", most.name.as_str().into()),
                    ]))
                }
            }
            (PreEscaped(drawing))
        }
    }
}

fn table(speech: Speech, bars: &Bars) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (bars.unit) }
                    @for name in &bars.series { th.n scope="col" { (name) } }
                    @if bars.series.len() > 1 { th.n scope="col" { (speech.say("column-all")) } }
                }
            }
            tbody {
                @for column in bars.columns.iter().filter(|column| column.sum() > 0) {
                    tr {
                        th scope="row" { bdi.amount { (column.name) } }
                        @for value in &column.values { td.n { (parts::count(*value)) } }
                        @if bars.series.len() > 1 { td.n { (parts::count(column.sum())) } }
                    }
                }
            }
        }
    }
}
