//! A dossier: the articles of a search as one HTML file, to be read, printed and handed on.
//!
//! It needs nothing beside itself: no script, no picture, nothing from elsewhere, and its own policy forbids them to browsers.
//! Foreign words are text. Each article has its own direction and language; measures that know left and right are avoided.
//!
//! A table of contents stands before what it lists, so articles wait in a file that the caller gives until the last one is in.

use std::io::{self, Read, Seek, SeekFrom, Write};

use jiff::Timestamp;

use super::commonmark::is_web_address;
use super::hypertext::{direction, escaped, escaped_as_it_is};
use super::{marks, short};
use crate::model::{Field, LanguageCode, Moment, TopicMatch};
use crate::query::listing::Cell;
use crate::store::ArticleDetail;

const STYLE: &str = include_str!("dossier/style.css");

/// What stands on the first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// What it is called.
    pub title: String,
    /// When it was made.
    pub made_at: Timestamp,
}

/// A dossier whose articles wait in a file.
#[derive(Debug)]
pub struct Dossier<S> {
    waiting: S,
    /// Lines of the table of contents.
    contents: Vec<String>,
    /// Articles that are written from right to left.
    n_to_left: usize,
    /// The earliest and the latest date.
    dates: Option<(Timestamp, Timestamp)>,
}

impl<S: Read + Write + Seek> Dossier<S> {
    /// An empty dossier; `waiting` is an empty file, or memory.
    pub fn new(waiting: S) -> Self {
        Self { waiting, contents: Vec::new(), n_to_left: 0, dates: None }
    }

    /// Adds an article.
    ///
    /// # Errors
    /// It could not be kept.
    pub fn article(&mut self, article: &ArticleDetail) -> io::Result<()> {
        let row = &article.row;
        let facts: Vec<String> =
            [row.site.clone(), Some(date(row.dated))].into_iter().flatten().map(|fact| isolated(&fact)).collect();
        self.contents.push(format!(
            "<li><a href=\"#a{}\" dir=\"{}\">{}</a> <small>{}</small></li>",
            row.id.0,
            direction([row.title.as_str()]),
            escaped(&row.title),
            facts.join(" · ")
        ));
        self.n_to_left += usize::from(article_direction(article) == "rtl");
        let (first, last) = self.dates.unwrap_or((row.dated, row.dated));
        self.dates = Some((first.min(row.dated), last.max(row.dated)));
        let mut part = Vec::new();
        write_article(&mut part, article)?;
        self.waiting.write_all(&part)
    }

    /// Writes the whole.
    ///
    /// # Errors
    /// It could not be written.
    pub fn finish(mut self, out: &mut impl Write, cover: &Cover) -> io::Result<()> {
        let title = escaped(&cover.title);
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"generator\" content=\"rasid {}\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <header>\n<h1 dir=\"{}\">{title}</h1>\n<p dir=\"ltr\">{}</p>\n</header>\n",
            if 2 * self.n_to_left > self.contents.len() { "rtl" } else { "ltr" },
            env!("CARGO_PKG_VERSION"),
            direction([cover.title.as_str()]),
            self.summary(cover.made_at)
        )?;
        writeln!(out, "<nav aria-label=\"Contents\">\n<ol>")?;
        self.contents.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        writeln!(out, "</ol>\n</nav>\n<main>")?;
        self.waiting.seek(SeekFrom::Start(0))?;
        io::copy(&mut self.waiting, out)?;
        writeln!(out, "</main>\n</body>\n</html>")?;
        out.flush()
    }

    fn summary(&self, made_at: Timestamp) -> String {
        let n = self.contents.len();
        let articles = if n == 1 { "1 article".to_owned() } else { format!("{n} articles") };
        let dates = self.dates.map(|(first, last)| match (day(first), day(last)) {
            (first, last) if first == last => format!("of {first}"),
            (first, last) => format!("of {first} to {last}"),
        });
        let made = format!("made {}", date(made_at));
        let parts: Vec<String> =
            [Some(articles), dates, Some(made)].into_iter().flatten().map(|part| escaped(&part)).collect();
        format!("{} UTC", parts.join(", "))
    }
}

fn write_article(out: &mut impl Write, article: &ArticleDetail) -> io::Result<()> {
    let row = &article.row;
    let language = row.language.as_ref().map(|code| format!(" lang=\"{}\"", escaped(code.as_str())));
    writeln!(
        out,
        "<article id=\"a{}\"{} dir=\"{}\">\n<h2>{}</h2>",
        row.id.0,
        language.unwrap_or_default(),
        article_direction(article),
        marked(&row.title, &article.matches, Field::Title, 0)
    )?;
    write_facts(out, article)?;
    let mut first_place = 0;
    for paragraph in article.text.split('\n') {
        let words = marked(paragraph, &article.matches, Field::Text, first_place);
        if !words.trim().is_empty() {
            writeln!(out, "<p>{words}</p>")?;
        }
        first_place += paragraph.chars().count() + 1;
    }
    write_topics(out, &article.matches)?;
    writeln!(out, "</article>")
}

fn article_direction(article: &ArticleDetail) -> &'static str {
    direction([article.row.title.as_str(), article.text.as_str()])
}

/// Who, where, when; a dateless article says so by its first sight.
fn write_facts(out: &mut impl Write, article: &ArticleDetail) -> io::Result<()> {
    let row = &article.row;
    let published = match row.published {
        Some(published) => time(published.at),
        None => format!("first seen {}", time(Moment::utc(row.first_seen))),
    };
    let authors = Some(article.authors.join(", ")).filter(|authors| !authors.is_empty());
    let language = row.language.as_ref().map(LanguageCode::to_string);
    let facts = [authors, row.site.clone(), language].into_iter().flatten().map(|fact| isolated(&fact));
    let facts: Vec<String> = facts.chain([published]).collect();
    writeln!(out, "<p class=\"facts\">{}<br>{}</p>", facts.join(" · "), address(&row.url))?;
    if let Some(copy) = &row.copy_of {
        writeln!(out, "<p class=\"facts\" lang=\"en\" dir=\"ltr\">repeats article {}</p>", copy.id.0)?;
    }
    let printed: Vec<String> = article
        .copies()
        .map(|copy| format!("{} {}", isolated(copy.site.as_deref().unwrap_or(&copy.url)), date(copy.dated)))
        .collect();
    if !printed.is_empty() {
        writeln!(out, "<p class=\"facts\" lang=\"en\" dir=\"ltr\">also printed by {}</p>", printed.join(", "))?;
    }
    Ok(())
}

fn write_topics(out: &mut impl Write, matches: &[TopicMatch]) -> io::Result<()> {
    if matches.is_empty() {
        return Ok(());
    }
    let topics: Vec<String> =
        matches.iter().map(|found| format!("{} {:.1}", escaped(found.topic.as_str()), found.score)).collect();
    writeln!(out, "<p class=\"facts\" lang=\"en\" dir=\"ltr\">{}</p>", topics.join(" · "))
}

/// Text with the evidence of matches marked; `first_place` is where it stands in its field, in characters.
fn marked(text: &str, matches: &[TopicMatch], field: Field, first_place: usize) -> String {
    let (mut out, mut run, mut is_marked) = (String::new(), String::new(), false);
    for part in marks::runs(text, matches, field, first_place) {
        if part.hits.is_empty() == is_marked {
            close_run(&mut out, &mut run, is_marked);
            is_marked = !is_marked;
        }
        run.push_str(&part.text);
    }
    close_run(&mut out, &mut run, is_marked);
    out
}

fn close_run(out: &mut String, run: &mut String, is_marked: bool) {
    let words = escaped_as_it_is(run);
    run.clear();
    if is_marked && !words.is_empty() {
        out.push_str(&format!("<mark>{words}</mark>"));
    } else {
        out.push_str(&words);
    }
}

/// A link where it leads to the web, else text; never turned round by what stands beside it.
fn address(address: &str) -> String {
    let text = escaped(address);
    if is_web_address(address) {
        format!("<a href=\"{text}\" rel=\"noreferrer noopener\" dir=\"ltr\">{text}</a>")
    } else {
        format!("<bdi dir=\"ltr\">{text}</bdi>")
    }
}

fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

fn time(at: Moment) -> String {
    format!(
        "<time datetime=\"{}\" dir=\"ltr\">{}</time>",
        escaped(&at.to_string()),
        escaped(&short::text(&Cell::Time(at)))
    )
}

fn date(at: Timestamp) -> String {
    short::text(&Cell::Time(Moment::utc(at)))
}

fn day(at: Timestamp) -> String {
    date(at).chars().take(10).collect()
}
