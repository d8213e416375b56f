//! The demo's newspaper as pages and feeds, as a small site would send them.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::serve::documents::Document;

const ARTICLES: &str = include_str!("newspaper.toml");

/// The sections: each is a source.
pub(super) const SECTIONS: &[&str] = &["arabic", "english", "russian", "turkish", "wire"];

/// The paper.
#[derive(Debug, Deserialize)]
pub(super) struct Newspaper {
    article: Vec<Piece>,
}

#[derive(Debug, Clone, Deserialize)]
struct Piece {
    section: String,
    path: String,
    language: String,
    title: String,
    author: String,
    hours_ago: i64,
    /// Appears only after the first poll.
    #[serde(default)]
    late: bool,
    /// The article whose text this one reprints.
    copy_of: Option<String>,
    text: String,
}

impl Newspaper {
    /// Reads the articles that are built in.
    pub(super) fn open() -> anyhow::Result<Self> {
        let mut paper: Self = toml::from_str(ARTICLES)?;
        let texts: Vec<(String, String)> = paper.article.iter().map(|p| (p.path.clone(), p.text.clone())).collect();
        for piece in &mut paper.article {
            let original = texts.iter().find(|(path, _)| Some(path) == piece.copy_of.as_ref());
            if let Some((_, text)) = original {
                piece.text.clone_from(text);
            }
        }
        Ok(paper)
    }

    /// The site at a time of the demo: before or after the late articles appeared.
    pub(super) fn documents(&self, now: Timestamp, has_late: bool) -> Vec<Document> {
        let shown: Vec<&Piece> = self.article.iter().filter(|piece| has_late || !piece.late).collect();
        let pages = shown.iter().map(|piece| Document {
            path: format!("/{}/{}", piece.section, piece.path),
            content_type: "text/html; charset=utf-8",
            body: page(piece, now),
        });
        let feeds = SECTIONS.iter().map(|section| Document {
            path: format!("/{section}/feed.xml"),
            content_type: "application/rss+xml; charset=utf-8",
            body: feed(section, shown.iter().filter(|piece| piece.section == *section), now),
        });
        pages.chain(feeds).collect()
    }
}

fn page(piece: &Piece, now: Timestamp) -> String {
    let direction = if piece.language == "ar" { "rtl" } else { "ltr" };
    let Piece { language, title, author, section, .. } = piece;
    let published = published(piece, now);
    let paragraphs = piece.text.trim().lines().fold(String::new(), |html, line| format!("{html}<p>{line}</p>\n"));
    let data = serde_json::json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
        "datePublished": published.to_string(), "author": {"@type": "Person", "name": author},
    });
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
         <title>{title} | Demo {section}</title><meta property=\"og:site_name\" content=\"Demo {section}\">\
         <script type=\"application/ld+json\">{data}</script></head>\n\
         <body><nav><a href=\"/\">Home</a> <a href=\"/{section}/feed.xml\">RSS</a></nav>\n\
         <main><article><h1>{title}</h1>\n<div class=\"content\">{paragraphs}</div></article></main>\n\
         <footer>An invented newspaper</footer></body></html>\n"
    )
}

fn feed<'a>(section: &str, pieces: impl Iterator<Item = &'a &'a Piece>, now: Timestamp) -> String {
    let mut items = String::new();
    for piece in pieces {
        let date = published(piece, now).strftime("%a, %d %b %Y %H:%M:%S +0000");
        let Piece { title, path, .. } = piece;
        // Writing to a string cannot fail.
        let _ = writeln!(
            items,
            "<item><title>{title}</title><link>/{section}/{path}?utm_source=rss</link><pubDate>{date}</pubDate></item>"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Demo {section}</title>\
         <link>/{section}</link><description>An invented newspaper</description>\n{items}</channel></rss>\n"
    )
}

fn published(piece: &Piece, now: Timestamp) -> Timestamp {
    now.saturating_sub(SignedDuration::from_hours(piece.hours_ago)).unwrap_or(now)
}
