//! The tags of a sitemap in XML, read as they go by, whatever state they are in.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use url::Url;

use crate::model::{Item, LanguageCode, Warning};
use crate::read::markup;
use crate::text;

use super::{MAX_ENTRIES, Sitemap, SitemapLink};

/// Elements within one another; sitemaps need five.
const MAX_DEPTH: usize = 32;
/// Bytes that may be looked through in all: each time that reading begins anew behind markup that cannot be read, it may
/// look through all of the rest once more.
const MAX_SCANNED_BYTES: usize = 200_000_000;
/// Faults that are told.
const MAX_WARNINGS: usize = 10;
/// Keywords kept of an entry.
const MAX_KEYWORDS: usize = 50;

/// Reads the entries of a document whose root is that of a sitemap.
pub(super) fn read(xml: &str, base: &Url, warnings: &mut Vec<Warning>) -> Sitemap {
    let mut collector = Collector::new(base);
    let mut rest = xml;
    let mut n_scanned: usize = 0;
    loop {
        n_scanned = n_scanned.saturating_add(rest.len());
        let Err(Stop { reason, at }) = collector.read(rest) else { break };
        if warnings.len() < MAX_WARNINGS {
            warnings.push(Warning::new("broken-markup", reason));
        }
        let next = at.filter(|_| n_scanned < MAX_SCANNED_BYTES).and_then(|at| next_entry(rest, at));
        let Some(next) = next else { break };
        rest = next;
        collector.restart();
    }
    collector.finish()
}

/// Why reading stopped before the end.
struct Stop {
    reason: String,
    /// Where the markup cannot be read; `None` where nothing behind it should be.
    at: Option<usize>,
}

/// The rest of the document from the first entry behind a place.
fn next_entry(xml: &str, at: usize) -> Option<&str> {
    let after = xml.get(xml.ceil_char_boundary(at.saturating_add(1))..)?;
    let mut from = 0;
    loop {
        let start = from + after.get(from..)?.find('<')?;
        let name = after.get(start + 1..)?;
        let name = name.get(..name.find(|c: char| !(c.is_alphanumeric() || "_-.:".contains(c)))?)?;
        let local = name.rsplit(':').next().unwrap_or(name);
        if ["url", "sitemap"].iter().any(|entry| local.eq_ignore_ascii_case(entry)) {
            return after.get(start..);
        }
        from = start + 1;
    }
}

/// Gathers the entries while the tags go by.
struct Collector<'a> {
    base: &'a Url,
    /// Local names of the open elements, in lower case.
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

    fn read(&mut self, xml: &str) -> Result<(), Stop> {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let for_good = |reason: String| Stop { reason, at: None };
        loop {
            match reader.read_event() {
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).ok();
                    return Err(Stop { reason: format!("{error}; its entry was left out"), at });
                }
                Ok(Event::Eof) if self.open.is_empty() => return Ok(()),
                Ok(Event::Eof) => return Err(for_good("the sitemap ends in the middle".into())),
                Ok(Event::Start(tag)) => {
                    self.start(&tag.local_name().as_ref().to_ascii_lowercase()).map_err(for_good)?;
                }
                Ok(Event::End(tag)) => self.end(&tag.local_name().as_ref().to_ascii_lowercase()),
                Ok(Event::Text(text)) => self.text.push_str(&text),
                Ok(Event::CData(text)) => self.text.push_str(&text),
                Ok(Event::GeneralRef(reference)) => self.reference(&reference),
                Ok(_) => {}
            }
        }
    }

    /// Forgets the entry that broke; the root is still open.
    fn restart(&mut self) {
        self.open.truncate(1);
        self.text.clear();
        self.item = Item::default();
        self.url = None;
    }

    fn start(&mut self, name: &str) -> Result<(), String> {
        if is_entry(name) {
            // An entry that was not closed ends where the next begins.
            while let Some(at) = self.open.iter().rposition(|open| is_entry(open)) {
                self.open.truncate(at);
                self.end_entry();
            }
            if self.items.len().max(self.links.len()) >= MAX_ENTRIES {
                return Err(format!("only the first {MAX_ENTRIES} entries were read"));
            }
            self.item = Item::default();
            self.url = None;
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("elements are nested deeper than {MAX_DEPTH}"));
        }
        self.is_index |= name == "sitemapindex";
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
        let item = &mut self.item;
        match (parent, name) {
            ("url" | "sitemap", "loc") => self.url = text::url::resolve(self.base, &value),
            ("url" | "sitemap", "lastmod") => item.updated = text::date::parse_machine(&value),
            ("news" | "url", "title") => item.title = markup::collapse(&markup::html_to_text(&value)),
            ("news" | "url", "publication_date") => item.published = text::date::parse_machine(&value),
            ("news" | "url", "keywords") => item.keywords = keywords(&value),
            ("publication" | "news", "language") => item.language = LanguageCode::from_tag(&value),
            ("image", "loc") if item.image.is_none() => {
                item.image = text::url::resolve(self.base, &value).map(String::from);
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
    fn reference(&mut self, reference: &BytesRef<'_>) {
        let name = reference.as_ref();
        if let Ok(Some(c)) = reference.resolve_char_ref() {
            self.text.push(c);
        } else if let Some(characters) = markup::named_characters(name) {
            self.text.extend(characters);
        } else {
            self.text.extend(["&", name, ";"]);
        }
    }

    fn finish(self) -> Sitemap {
        if self.is_index { Sitemap::Index(self.links) } else { Sitemap::Items(self.items) }
    }
}

fn is_entry(name: &str) -> bool {
    matches!(name, "url" | "sitemap")
}

/// Keywords between commas, those of Arabic, Chinese and Japanese included.
fn keywords(text: &str) -> Vec<String> {
    let words = text.split([',', ';', '،', '、', '，']).map(str::trim).filter(|word| !word.is_empty());
    words.take(MAX_KEYWORDS).map(str::to_owned).collect()
}
