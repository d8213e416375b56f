//! The drawing itself, by plotters.
//!
//! Colours are those of the style sheet by day, which looks each of them up and puts that of the moment in its place: what
//! an attribute says of an SVG element gives way to any rule (SVG 2, 6.6). So nothing needs a style of its own, which the
//! policy of the pages forbids.

use plotters::coord::ranged1d::SegmentValue;
use plotters::prelude::{ChartBuilder, IntoDrawingArea, IntoFont, IntoSegmentedCoord, RGBColor, Rectangle, SVGBackend};
use plotters::style::Color;

use super::Bars;

/// In the order of the series; `--series-1` and so on of the style sheet.
const SERIES: [RGBColor; 8] = [
    RGBColor(0x1F, 0x5F, 0x99),
    RGBColor(0xC8, 0x70, 0x2A),
    RGBColor(0x3F, 0x8F, 0x63),
    RGBColor(0x8A, 0x5A, 0xA8),
    RGBColor(0xB2, 0x3B, 0x4A),
    RGBColor(0x6F, 0x7F, 0x2E),
    RGBColor(0x3A, 0x8E, 0xA3),
    RGBColor(0x8D, 0x8A, 0x83),
];
/// `--soft`.
const AXIS: RGBColor = RGBColor(0x59, 0x55, 0x4D);
/// `--line`.
const GRID: RGBColor = RGBColor(0xDD, 0xD8, 0xCC);

/// What is wanted of the library's sizes of letters, which count a line's height: 13 pixels.
const LETTERS: f64 = 16.0;

/// Room for one label of the axis of time, in pixels.
const LABEL_WIDTH: u32 = 70;

/// The inside of an SVG element of a size.
///
/// # Errors
/// The library refuses.
pub(super) fn draw(bars: &Bars, size: (u32, u32)) -> Result<String, Box<dyn std::error::Error>> {
    let mut out = String::new();
    paint(bars, size, &mut out)?;
    // The frame is made by the page, which says what is to be seen.
    let inside = out.split_once('>').map_or("", |(_, inside)| inside);
    Ok(inside.trim_end().trim_end_matches("</svg>").to_owned())
}

fn paint(bars: &Bars, size: (u32, u32), out: &mut String) -> Result<(), Box<dyn std::error::Error>> {
    let root = SVGBackend::with_string(out, size).into_drawing_area();
    let last = i32::try_from(bars.columns.len().saturating_sub(1))?;
    let most = bars.columns.iter().map(super::Column::sum).max().unwrap_or(0).max(1);
    let digits = u32::try_from(most.to_string().len())?;
    let mut chart = ChartBuilder::on(&root)
        .margin_top(10)
        .margin_right(LABEL_WIDTH / 2)
        .x_label_area_size(24)
        .y_label_area_size(14 + 8 * digits)
        .build_cartesian_2d((0..last).into_segmented(), 0..most)?;
    let name = |place: &SegmentValue<i32>| match place {
        SegmentValue::Exact(at) | SegmentValue::CenterOf(at) => usize::try_from(*at)
            .ok()
            .and_then(|at| bars.columns.get(at))
            .map_or_else(String::new, |bar| bar.label.clone()),
        SegmentValue::Last => String::new(),
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(usize::try_from(size.0 / LABEL_WIDTH)?.min(bars.columns.len()))
        .x_label_formatter(&name)
        .y_labels(usize::try_from(most)?.min(4) + 1)
        .y_max_light_lines(1)
        .bold_line_style(GRID)
        .light_line_style(GRID.mix(0.0))
        .axis_style(AXIS)
        .label_style(("sans-serif", LETTERS).into_font())
        .draw()?;
    for (at, bar) in bars.columns.iter().enumerate() {
        let (left, right) = (i32::try_from(at)?, i32::try_from(at + 1)?);
        let mut below = 0;
        for (value, colour) in bar.values.iter().zip(SERIES.iter().cycle()) {
            if *value == 0 {
                continue;
            }
            let corners = [(SegmentValue::Exact(left), below), (SegmentValue::Exact(right), below + value)];
            let mut part = Rectangle::new(corners, colour.filled());
            part.set_margin(0, 0, 1, 1);
            chart.draw_series([part])?;
            below += value;
        }
    }
    root.present()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn each_part_of_a_bar_is_a_rectangle_in_a_colour_that_the_style_sheet_knows() {
        let column =
            |values: &[u64]| Column { label: "11-<1".to_owned(), name: String::new(), values: values.to_vec() };
        let bars = Bars {
            id: "days",
            title: String::new(),
            unit: String::new(),
            series: vec![String::new(); 2],
            columns: vec![column(&[3, 1]), column(&[0, 2]), column(&[0, 0])],
        };
        let drawn = draw(&bars, (400, 200)).expect("it can be drawn");
        let sheet = include_str!("../assets/style.css");
        let count = |colour: &str| drawn.matches(&format!("fill=\"{colour}\"")).count();
        assert_eq!((count("#1F5F99"), count("#C8702A")), (1, 2), "{drawn}");
        assert!(!drawn.contains("style=") && !drawn.contains("<svg") && !drawn.contains("</svg"), "{drawn}");
        assert!(drawn.contains("11-&lt;1"), "{drawn}");
        for RGBColor(r, g, b) in SERIES {
            assert!(sheet.contains(&format!("[fill=\"#{r:02X}{g:02X}{b:02X}\"]")), "{r:02X}{g:02X}{b:02X}");
        }
        for RGBColor(r, g, b) in [AXIS, GRID] {
            assert!(sheet.contains(&format!("[stroke=\"#{r:02X}{g:02X}{b:02X}\"]")), "{r:02X}{g:02X}{b:02X}");
        }
    }
}
