//! What changed in an article, word by word: for a screen, for a page, for programs.
//!
//! On a screen what went is struck through in red and what came is green; without colours it stands in `[-…-]` and
//! `{+…+}`, as `wdiff` writes it. Paragraphs in which nothing changed are left out.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};

use super::hypertext::{direction, escaped, escaped_as_it_is};
use super::screen::Screen;
use super::{difference, safe};
use crate::query::cases::versions::Step;
use crate::query::difference::{Piece, Side};

/// Writes what changed for people.
///
/// # Errors
/// It could not be written.
pub fn write_step(out: &mut impl Write, screen: Screen, step: &Step) -> io::Result<()> {
    let style = |style: Style| if screen.has_colors { style } else { Style::new() };
    let bold = style(Style::new().bold());
    writeln!(out, "{bold}version {} to {}{bold:#}{}", step.from, step.to, when(step))?;
    for (name, before) in step.facts.as_object().into_iter().flatten() {
        writeln!(out, "{name} was {}", safe::line(&difference::plain(before)))?;
    }
    let is_first = |paragraph: usize| paragraph == 0;
    let mut was_left_out = false;
    for (number, paragraph) in std::iter::once(step.title.clone()).chain(paragraphs(&step.text)).enumerate() {
        if !is_first(number) && paragraph.iter().all(|piece| piece.side == Side::Both) {
            was_left_out = true;
            continue;
        }
        if std::mem::take(&mut was_left_out) {
            writeln!(out, "…")?;
        }
        writeln!(out, "{}", on_screen(&paragraph, screen))?;
    }
    if was_left_out {
        writeln!(out, "…")?;
    }
    writeln!(out)
}

/// A word that went and the one that came stand side by side, where letters of Arabic would join: what stands before each
/// (U+200C, which is not copied along) keeps them apart.
const PAGE_STYLE: &str = r#"
del { background: #fdd } ins { background: #dfd; text-decoration: none }
del, ins { padding-inline: .1em } del::before, ins::before { content: "\200c" }
"#;

/// Writes what changed as a page of HTML.
///
/// # Errors
/// It could not be written.
pub fn write_page(out: &mut impl Write, title: &str, steps: &[Step]) -> io::Result<()> {
    let letters = steps.iter().flat_map(|step| step.title.iter().chain(&step.text)).map(|piece| piece.text.as_str());
    writeln!(out, "<!DOCTYPE html>\n<html dir=\"{}\">\n<meta charset=\"utf-8\">", direction(letters))?;
    writeln!(out, "<title>{}</title>", escaped(title))?;
    writeln!(out, "<style>{PAGE_STYLE}</style>")?;
    for step in steps {
        writeln!(out, "<section>\n<h2 dir=\"ltr\">Version {} to {}{}</h2>", step.from, step.to, when(step))?;
        writeln!(out, "<h1 dir=\"auto\">{}</h1>", marked(&step.title))?;
        for paragraph in paragraphs(&step.text) {
            writeln!(out, "<p dir=\"auto\">{}</p>", marked(&paragraph))?;
        }
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</html>")
}

/// What changed for programs.
#[must_use]
pub fn record(step: &Step) -> Value {
    let pieces = |pieces: &[Piece]| -> Value {
        let piece = |piece: &Piece| {
            let side = match piece.side {
                Side::Gone => "gone",
                Side::New => "new",
                Side::Both | Side::Gap => "both",
            };
            json!({"side": side, "text": piece.text})
        };
        pieces.iter().map(piece).collect()
    };
    json!({
        "from": step.from,
        "to": step.to,
        "replaced_at": step.replaced.map(|(at, _)| at.to_string()),
        "why": step.replaced.map(|(_, why)| why.as_str()),
        "title": pieces(&step.title),
        "text": pieces(&step.text),
        "facts": step.facts,
    })
}

fn when(step: &Step) -> String {
    match step.replaced {
        Some((at, why)) => format!(", {} ({why})", at.strftime("%Y-%m-%d %H:%M")),
        None => String::new(),
    }
}

/// Cuts pieces where a line ends; lines without any are left out.
#[must_use]
pub fn paragraphs(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut paragraphs = vec![Vec::new()];
    for piece in pieces {
        for (number, text) in piece.text.split('\n').enumerate() {
            if number > 0 {
                paragraphs.push(Vec::new());
            }
            if let (Some(last), false) = (paragraphs.last_mut(), text.is_empty()) {
                last.push(Piece { side: piece.side, text: text.to_owned() });
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn on_screen(paragraph: &[Piece], screen: Screen) -> String {
    let mut line = String::new();
    for Piece { side, text } in paragraph {
        let clean: String = text.chars().filter(|c| !safe::is_dangerous(*c)).collect();
        let piece = match (side, screen.has_colors) {
            (Side::Gone, true) => painted(&clean, AnsiColor::Red.on_default().strikethrough()),
            (Side::New, true) => painted(&clean, AnsiColor::Green.on_default()),
            (Side::Gone, false) => format!("[-{clean}-]"),
            (Side::New, false) => format!("{{+{clean}+}}"),
            (Side::Both | Side::Gap, _) => clean,
        };
        line.push_str(&piece);
    }
    if screen.is_terminal { safe::isolated(line) } else { line }
}

fn painted(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

fn marked(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for Piece { side, text } in pieces {
        let text = escaped_as_it_is(text);
        match side {
            Side::Gone => out.push_str(&format!("<del>{text}</del>")),
            Side::New => out.push_str(&format!("<ins>{text}</ins>")),
            Side::Both | Side::Gap => out.push_str(&text),
        }
    }
    out
}

#[cfg(test)]
mod tests;
