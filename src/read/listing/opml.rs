//! OPML: lists of sources, as feed readers write and read them.
//!
//! Read as leniently as such files are written: any charset, unescaped ampersands, broken markup, names of attributes in any
//! case. Written as OPML 2.0, with attributes of our own for what it has no word for: `rasid:kind` ("list" or "sitemap"),
//! `rasid:id`, `rasid:country` and `rasid:every`. Folders and the `category` attribute are tags.
//!
//! Why not the crate `opml`: it refuses a file as a whole for one fault, a missing `text` or an unescaped `&`, and most
//! readers write one or the other.

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use url::Url;

use crate::model::{LanguageCode, SourceKind, Warning};
use crate::read::markup;
use crate::text;

/// Outlines within one another.
const MAX_DEPTH: usize = 32;
/// Sources of one file. The largest collections have a few thousand.
const MAX_SOURCES: usize = 20_000;
/// Tags kept of a source.
const MAX_TAGS: usize = 20;
/// Times that reading begins anew behind markup that cannot be read.
const MAX_RESTARTS: usize = 50;

/// A source as OPML has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What it is called; may be empty.
    pub title: String,
    /// Its address.
    pub url: Url,
    /// What it is: `Feed`, unless our own attribute says otherwise.
    pub kind: SourceKind,
    /// The folders that it is in, outermost first, then its categories.
    pub tags: Vec<String>,
    /// The page that it belongs to.
    pub homepage: Option<String>,
    /// The language of its articles.
    pub language: Option<LanguageCode>,
    /// Our own name for it.
    pub id: Option<String>,
    /// The country that it is of.
    pub country: Option<String>,
    /// The time between two polls.
    pub every: Option<String>,
}

impl Outline {
    /// A source with a title, an address and a kind, and nothing else said.
    #[must_use]
    pub fn new(title: String, url: Url, kind: SourceKind) -> Self {
        Self {
            title,
            url,
            kind,
            tags: Vec::new(),
            homepage: None,
            language: None,
            id: None,
            country: None,
            every: None,
        }
    }
}

/// The file is no OPML.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an OPML file: it has no `<opml>` or `<outline>` element")]
pub struct NotOpml;

/// Reads the sources of a file, in its order; outlines without an address are folders.
///
/// # Errors
/// Nothing in it looks like OPML.
pub fn parse(body: &[u8]) -> Result<(Vec<Outline>, Vec<Warning>), NotOpml> {
    let decoded = text::charset::decode_xml(body, None);
    let mut warnings = Vec::new();
    let mut collector = Collector::default();
    let mut rest = decoded.text.as_str();
    for restart in 0.. {
        let Err(Stop { reason, at }) = collector.read(rest) else { break };
        warnings.push(Warning::new("broken-markup", reason));
        let after = at.filter(|_| restart < MAX_RESTARTS);
        let after = after.and_then(|at| rest.get(rest.ceil_char_boundary(at.saturating_add(1))..));
        let Some(next) = after.and_then(|after| after.get(after.find("<outline")?..)) else { break };
        rest = next;
    }
    if !collector.is_opml {
        return Err(NotOpml);
    }
    if collector.n_lost > 0 {
        let detail = format!("{} outlines have an address that cannot be fetched", collector.n_lost);
        warnings.push(Warning::new("items-lost", detail));
    }
    Ok((collector.outlines, warnings))
}

/// Why reading stopped before the end, and where, if it may go on behind that.
struct Stop {
    reason: String,
    at: Option<usize>,
}

#[derive(Default)]
struct Collector {
    is_opml: bool,
    /// The open outlines: the name of a folder, `None` for a source.
    open: Vec<Option<String>>,
    outlines: Vec<Outline>,
    n_lost: usize,
}

impl Collector {
    fn read(&mut self, xml: &str) -> Result<(), Stop> {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).ok();
                    return Err(Stop { reason: error.to_string(), at });
                }
                Ok(Event::Eof) => return Ok(()),
                Ok(Event::Start(tag)) => self.start(&tag, false)?,
                Ok(Event::Empty(tag)) => self.start(&tag, true)?,
                Ok(Event::End(tag)) if tag.local_name().as_ref().eq_ignore_ascii_case("outline") => {
                    self.open.pop();
                }
                Ok(_) => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), Stop> {
        let name = tag.local_name().as_ref().to_ascii_lowercase();
        self.is_opml |= matches!(name.as_str(), "opml" | "outline");
        if name != "outline" {
            return Ok(());
        }
        let attributes = Attributes::of(tag);
        let title = attributes.line(&["title", "text"]);
        let address = attributes.line(&["xmlurl", "url"]);
        if let Some(address) = &address {
            self.source(title.clone().unwrap_or_default(), address, &attributes)?;
        }
        if !is_empty {
            if self.open.len() >= MAX_DEPTH {
                return Err(Stop { reason: format!("outlines are nested deeper than {MAX_DEPTH}"), at: None });
            }
            self.open.push(title.filter(|_| address.is_none()));
        }
        Ok(())
    }

    fn source(&mut self, title: String, address: &str, attributes: &Attributes) -> Result<(), Stop> {
        if self.outlines.len() >= MAX_SOURCES {
            return Err(Stop { reason: format!("only the first {MAX_SOURCES} sources were read"), at: None });
        }
        // Some readers write `feed://` for a feed.
        let address = match address.split_once("://") {
            Some(("feed", rest)) => Cow::from(format!("http://{rest}")),
            _ => Cow::from(address.strip_prefix("feed:").unwrap_or(address)),
        };
        let parsed = Url::parse(&address).ok();
        let Some(url) = parsed.and_then(|url| text::url::resolve(&url, &address)) else {
            self.n_lost += 1;
            return Ok(());
        };
        let kind = match attributes.line(&["kind"]).as_deref() {
            Some("list") => SourceKind::List,
            Some("sitemap") => SourceKind::Sitemap,
            Some("auto") => SourceKind::Auto,
            _ => SourceKind::Feed,
        };
        let mut tags: Vec<String> = Vec::new();
        let categories = attributes.line(&["category"]).unwrap_or_default();
        let categories = categories.split(',').map(|path| path.trim().trim_matches('/').to_owned());
        for tag in self.open.iter().flatten().cloned().chain(categories) {
            if !tag.is_empty() && !tags.contains(&tag) && tags.len() < MAX_TAGS {
                tags.push(tag);
            }
        }
        self.outlines.push(Outline {
            tags,
            homepage: attributes.line(&["htmlurl"]),
            language: attributes.line(&["language"]).as_deref().and_then(LanguageCode::from_tag),
            id: attributes.line(&["id"]),
            country: attributes.line(&["country"]),
            every: attributes.line(&["every"]),
            ..Outline::new(title, url, kind)
        });
        Ok(())
    }
}

/// The attributes of an outline: local names in lower case, values with their references resolved.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// Attributes that cannot be read are passed over.
    fn of(tag: &BytesStart<'_>) -> Self {
        let mut attributes = tag.attributes();
        let read = attributes.with_checks(false).filter_map(Result::ok).map(|attribute| {
            let name = attribute.key.local_name().as_ref().to_ascii_lowercase();
            (name, resolved(&attribute.value))
        });
        Self(read.collect())
    }

    /// The first of some attributes that says something, on one line.
    fn line(&self, names: &[&str]) -> Option<String> {
        let values = names.iter().filter_map(|name| self.0.iter().find(|(own, _)| own == name));
        let printable =
            |value: &String| value.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect::<String>();
        values.map(|(_, value)| markup::collapse(&printable(value))).find(|value| !value.is_empty())
    }
}

/// A value with its references resolved, as HTML does it: an ampersand that begins none stands for itself.
fn resolved(value: &str) -> String {
    match quick_xml::escape::unescape(value) {
        Ok(value) => value.into_owned(),
        Err(_) => quick_xml::escape::unescape(&value.replace('&', "&amp;").replace("&amp;amp;", "&amp;"))
            .map_or_else(|_| value.to_owned(), Cow::into_owned),
    }
}

/// Writes sources as OPML 2.0.
#[must_use]
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <opml version=\"2.0\" xmlns:rasid=\"urn:rasid:opml\">\n",
    );
    let _ = write!(xml, "  <head>\n    <title>{}</title>\n  </head>\n  <body>\n", escaped(title));
    for outline in outlines {
        xml.push_str("    <outline");
        let kind = Some(outline.kind.as_str()).filter(|_| outline.kind != SourceKind::Feed);
        // A comma would part a tag in two.
        let tags: Vec<String> = outline.tags.iter().map(|tag| tag.replace(',', " ")).collect();
        let attributes = [
            ("type", Some("rss")),
            ("text", Some(outline.title.as_str())),
            ("xmlUrl", Some(outline.url.as_str())),
            ("htmlUrl", outline.homepage.as_deref()),
            ("language", outline.language.as_ref().map(LanguageCode::as_str)),
            ("category", Some(tags.join(",")).as_deref().filter(|tags| !tags.is_empty())),
            ("rasid:id", outline.id.as_deref()),
            ("rasid:kind", kind),
            ("rasid:country", outline.country.as_deref()),
            ("rasid:every", outline.every.as_deref()),
        ]
        .map(|(name, value)| (name, value.map(str::to_owned)));
        for (name, value) in attributes {
            if let Some(value) = value {
                let _ = write!(xml, " {name}=\"{}\"", escaped(&value));
            }
        }
        xml.push_str("/>\n");
    }
    xml.push_str("  </body>\n</opml>\n");
    xml
}

/// Text as XML may hold it: no control characters, and no markup.
fn escaped(text: &str) -> String {
    let printable: String = text.chars().filter(|c| !c.is_control()).collect();
    quick_xml::escape::escape(&printable).into_owned()
}

#[cfg(test)]
mod tests;
