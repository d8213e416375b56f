//! Sitemaps: addresses, dates and, with the news extension, headlines; and indexes of further sitemaps.
//!
//! Elements are told by their local names and the element around them, because namespaces are misspelt more often than
//! names. A sitemap that breaks off keeps what was whole, with a warning.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use quick_xml::Reader;
use quick_xml::events::Event;
use url::Url;

use crate::model::{Item, LanguageCode, Moment, Warning};
use crate::read::kind::{self, Form, GZIP_MAGIC};
use crate::read::markup;
use crate::text;

/// Addresses of one sitemap, by its protocol.
pub const MAX_ENTRIES: usize = 50_000;
/// Bytes of one sitemap without compression, by its protocol.
const MAX_BYTES: u64 = 50 * 1024 * 1024;
/// Elements within one another; sitemaps need five.
const MAX_DEPTH: usize = 32;

/// A sitemap.
#[derive(Debug, Clone, PartialEq)]
pub enum Sitemap {
    /// Articles.
    Items(Vec<Item>),
    /// Further sitemaps.
    Index(Vec<SitemapLink>),
}

/// A sitemap that an index names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapLink {
    /// Its absolute address.
    pub url: Url,
    /// When it last changed.
    pub modified: Option<Moment>,
}

/// Why an answer gave no sitemap.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SitemapError {
    /// The answer is something else.
    #[error("not a sitemap: {0}")]
    NotASitemap(String),
    /// It begins as a sitemap, or as a gzip file, and nothing can be read of it.
    #[error("unreadable sitemap: {0}")]
    Unreadable(String),
}

/// Reads a sitemap, gzip or plain. `content_type` is the HTTP header, `base` the address that answered.
///
/// # Errors
/// The body is no sitemap, or nothing can be read of it; the message says what to do.
pub fn parse(body: &[u8], content_type: Option<&str>, base: &Url) -> Result<(Sitemap, Vec<Warning>), SitemapError> {
    let mut warnings = Vec::new();
    let inflated = if body.starts_with(GZIP_MAGIC) { Some(inflate(body, MAX_BYTES, &mut warnings)?) } else { None };
    let decoded = text::charset::decode_xml(inflated.as_deref().unwrap_or(body), content_type);
    match kind::form(&decoded.text) {
        Form::Sitemap => {}
        Form::XmlFeed(_) | Form::JsonFeed => {
            return Err(SitemapError::NotASitemap("it is a feed: set `kind = \"feed\"`".into()));
        }
        Form::Html => {
            return Err(SitemapError::NotASitemap(
                "it is an HTML page: look for the address of the sitemap in the site's robots.txt".into(),
            ));
        }
        Form::Json | Form::Xml(_) | Form::Unknown => {
            return Err(SitemapError::NotASitemap("its root is neither `urlset` nor `sitemapindex`".into()));
        }
    }
    let mut collector = Collector::new(base);
    if let Err(reason) = collector.read(&decoded.text) {
        warnings.push(Warning::new("broken-markup", reason));
    }
    Ok((collector.finish(), warnings))
}

/// Inflates as far as the file is whole and no further than a sitemap may be long.
fn inflate(body: &[u8], max_bytes: u64, warnings: &mut Vec<Warning>) -> Result<Vec<u8>, SitemapError> {
    let mut inflated = Vec::new();
    let outcome = MultiGzDecoder::new(body).take(max_bytes).read_to_end(&mut inflated);
    match outcome {
        Err(error) if inflated.is_empty() => return Err(SitemapError::Unreadable(format!("bad gzip file: {error}"))),
        Err(error) => warnings.push(Warning::new("truncated", format!("the gzip file breaks off: {error}"))),
        Ok(_) if inflated.len() as u64 == max_bytes => {
            warnings.push(Warning::new("truncated", format!("only the first {max_bytes} bytes were read")));
        }
        Ok(_) => {}
    }
    Ok(inflated)
}

/// Gathers the entries while the tags go by.
struct Collector<'a> {
    base: &'a Url,
    /// Local names of the open elements.
    open: Vec<String>,
    /// Text of the innermost element.
    text: String,
    item: Item,
    url: Option<Url>,
    items: Vec<Item>,
    links: Vec<SitemapLink>,
    is_index: bool,
}

impl<'a> Collector<'a> {
    fn new(base: &'a Url) -> Self {
        Self {
            base,
            open: Vec::new(),
            text: String::new(),
            item: Item::default(),
            url: None,
            items: Vec::new(),
            links: Vec::new(),
            is_index: false,
        }
    }

    fn read(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Err(error) => return Err(format!("{error}; the entries before it were kept")),
                Ok(Event::Eof) if self.open.is_empty() => return Ok(()),
                Ok(Event::Eof) => return Err("the sitemap ends in the middle".into()),
                Ok(Event::Start(tag)) => self.start(tag.local_name().as_ref())?,
                Ok(Event::End(tag)) => self.end(tag.local_name().as_ref()),
                Ok(Event::Text(text)) => self.text.push_str(&text),
                Ok(Event::CData(text)) => self.text.push_str(&text),
                Ok(Event::GeneralRef(reference)) => self.reference(&reference),
                Ok(_) => {}
            }
        }
    }

    fn start(&mut self, name: &str) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("elements are nested deeper than {MAX_DEPTH}"));
        }
        self.is_index |= name == "sitemapindex";
        if name == "url" || name == "sitemap" {
            if self.items.len().max(self.links.len()) >= MAX_ENTRIES {
                return Err(format!("only the first {MAX_ENTRIES} entries were read"));
            }
            self.item = Item::default();
            self.url = None;
        }
        self.open.push(name.to_owned());
        self.text.clear();
        Ok(())
    }

    fn end(&mut self, name: &str) {
        // An end tag that ends nothing is passed over; one that ends more than its element closes what is within it.
        let Some(index) = self.open.iter().rposition(|open| open == name) else { return };
        self.open.truncate(index);
        let value = markup::collapse(&std::mem::take(&mut self.text));
        let parent = self.open.last().map(String::as_str).unwrap_or_default();
        match (parent, name) {
            ("url" | "sitemap", "loc") => self.url = text::url::resolve(self.base, &value),
            ("url" | "sitemap", "lastmod") => self.item.updated = text::date::parse_machine(&value),
            ("news", "title") => self.item.title = markup::html_to_text(&value),
            ("news", "publication_date") => self.item.published = text::date::parse_machine(&value),
            ("publication", "language") => self.item.language = LanguageCode::from_tag(&value),
            ("image", "loc") if self.item.image.is_none() => {
                self.item.image = text::url::resolve(self.base, &value).map(String::from);
            }
            (_, "url" | "sitemap") => self.end_entry(),
            _ => {}
        }
    }

    fn end_entry(&mut self) {
        let item = std::mem::take(&mut self.item);
        let Some(url) = self.url.take() else { return };
        if self.is_index {
            self.links.push(SitemapLink { url, modified: item.updated });
        } else {
            self.items.push(Item { url: Some(url.into()), ..item });
        }
    }

    /// Resolves a reference; one that means nothing stays as it was written.
    fn reference(&mut self, reference: &quick_xml::events::BytesRef<'_>) {
        let name = reference.as_ref();
        if let Ok(Some(c)) = reference.resolve_char_ref() {
            self.text.push(c);
        } else if let Some(characters) = quick_xml::escape::resolve_html5_entity(name) {
            self.text.push_str(characters);
        } else {
            self.text.extend(["&", name, ";"]);
        }
    }

    fn finish(self) -> Sitemap {
        if self.is_index { Sitemap::Index(self.links) } else { Sitemap::Items(self.items) }
    }
}

#[cfg(test)]
mod tests;
