//! The shape of an XML feed: well-formed, shallow, of bounded length, at the cost of at most the entry a fault stands in.
//!
//! One pass copies the tags. It closes what was left open, drops end tags that end nothing, goes on with the next entry
//! where markup breaks off, and stops at the limits. `<media:group>` is left out and its content kept: feed-rs calls
//! itself for each (900 within one another end the process) and copies the pictures around them into every one of them.
//! Here a fully tolerant reader will take over one day; its answer has the same form.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::Warning;

use super::root::Root;
use super::tag::{self, is_one_of, local};
use super::{MAX_ENTRIES, Prepared};

/// Elements within one another. Feeds with XHTML content reach 30.
const MAX_DEPTH: usize = 128;
/// Attributes of an element: feed-rs compares each with all before it.
const MAX_ATTRIBUTES: usize = 256;
/// A tag shorter than this cannot have too many attributes (`a=""` and a space each).
const SHORT_TAG_BYTES: usize = MAX_ATTRIBUTES * 5;
/// Faults after which the rest of a feed is given up: finding each may take a look at all that follows.
const MAX_FAULTS: usize = 50;
/// Prefixes declared on behalf of the feed.
const MAX_PREFIXES: usize = 64;

/// Elements that entries stand in.
const CONTAINERS: &[&str] = &["rss", "channel", "rdf", "feed"];
/// Fields of plain text: another field within one of them means that it was not closed.
const PLAIN_FIELDS: &[&str] = &["title", "link", "guid", "pubdate", "id", "published", "updated", "author", "category"];
/// Fields that may follow a plain one.
const FIELDS: &[&str] = &[
    "title",
    "link",
    "guid",
    "pubdate",
    "id",
    "published",
    "updated",
    "author",
    "category",
    "description",
    "summary",
    "content",
    "content:encoded",
    "dc:creator",
    "dc:date",
    "enclosure",
    "comments",
    "source",
];
/// Fields that feed-rs looks for an e-mail address in.
const PEOPLE: &[&str] = &["author", "creator", "managingeditor", "webmaster"];

/// Copies the feed that the text begins with.
pub(super) fn repair(source: &str, warnings: &mut Vec<Warning>) -> Result<Prepared, String> {
    let mut copier = Copier::new(source);
    let mut next = Some(0);
    while let Some(from) = next {
        next = match copier.read(from) {
            Ok(()) => None,
            Err(fault) => copier.skip_past(fault),
        };
    }
    copier.finish(warnings)
}

/// Where and why the copying of a stretch ended early.
struct Fault {
    at: usize,
    reason: String,
}

/// An element that is open in the copy.
struct Open<'a> {
    name: &'a str,
    /// Its name in the copy; `None` if its tags are left out.
    written: Option<&'a str>,
}

/// The entry that is being copied: where the copy and the open elements go back to if it has to be dropped.
struct Mark<'a> {
    name: &'a str,
    body_length: usize,
    n_open: usize,
    /// Where the field that is being copied began.
    field_start: usize,
    /// Whether a field that leads to the article is whole: then the entry is worth keeping without the broken one.
    has_address: bool,
}

/// How far the copying has come.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Reading,
    /// The root has ended, or the source has at a place where it may.
    Ended,
    /// The source ended before the root did.
    CutOff,
    /// There were more entries than are kept.
    Full,
}

/// The copy as it grows.
struct Copier<'a> {
    source: &'a str,
    /// The first tag; written last, because it declares the prefixes of all that follows.
    root: Option<Root>,
    /// All after the root's tag.
    body: String,
    open: Vec<Open<'a>>,
    entry: Option<Mark<'a>>,
    n_entries: usize,
    state: State,
    language: Option<String>,
    used_prefixes: BTreeSet<&'a str>,
    declared_prefixes: BTreeSet<String>,
    n_mended: usize,
    faults: Vec<Fault>,
    n_dropped: usize,
}

impl<'a> Copier<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            root: None,
            body: String::with_capacity(source.len()),
            open: Vec::new(),
            entry: None,
            n_entries: 0,
            state: State::Reading,
            language: None,
            used_prefixes: BTreeSet::new(),
            declared_prefixes: BTreeSet::new(),
            n_mended: 0,
            faults: Vec::new(),
            n_dropped: 0,
        }
    }

    /// Copies from an offset up to the end of the feed or to a fault.
    fn read(&mut self, from: usize) -> Result<(), Fault> {
        let mut reader = Reader::from_str(self.source.get(from..).unwrap_or_default());
        let config = reader.config_mut();
        // Which end tag belongs where is decided here.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        while self.state == State::Reading {
            let start = from + offset(reader.buffer_position());
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    return Err(Fault { at: from + offset(reader.error_position()), reason: error.to_string() });
                }
            };
            let raw = self.source.get(start..from + offset(reader.buffer_position())).unwrap_or_default();
            match event {
                Event::Start(tag) => self.start(&tag, raw, false).map_err(|reason| Fault { at: start, reason })?,
                Event::Empty(tag) => self.start(&tag, raw, true).map_err(|reason| Fault { at: start, reason })?,
                Event::End(_) => self.end(tag::name(raw)),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => self.text(raw),
                Event::Eof => self.state = if self.open.is_empty() { State::Ended } else { State::CutOff },
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        Ok(())
    }

    /// Drops the entry that a fault stands in and finds the next one.
    fn skip_past(&mut self, fault: Fault) -> Option<usize> {
        let at = fault.at;
        self.break_off();
        self.faults.push(fault);
        if self.root.is_none() || self.faults.len() >= MAX_FAULTS {
            return None;
        }
        let rest = self.source.get(at + 1..)?;
        let names = ["<item", "<entry"];
        names.iter().filter_map(|name| rest.find(name)).min().map(|found| at + 1 + found)
    }

    fn start(&mut self, tag: &BytesStart<'_>, raw: &'a str, is_empty: bool) -> Result<(), String> {
        let name = tag::name(raw);
        if raw.len() > SHORT_TAG_BYTES && tag.html_attributes().with_checks(false).nth(MAX_ATTRIBUTES).is_some() {
            return Err(format!("an element has more than {MAX_ATTRIBUTES} attributes"));
        }
        if self.root.is_none() {
            let root = Root::new(tag);
            self.language = root.attribute("xml:lang").map(str::to_owned);
            self.root = Some(root);
        } else {
            if self.is_entry(name) {
                self.begin_entry(name);
            } else if self.follows_unclosed_field(name) {
                self.close_to(self.open.len() - 1);
                self.n_mended += 1;
            }
            if self.state == State::Full {
                return Ok(());
            }
            self.note_prefixes(tag, raw, name);
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("elements are nested deeper than {MAX_DEPTH}"));
        }
        let is_group = name.contains(':') && local(name).eq_ignore_ascii_case("group");
        let mut written = None;
        if let Some(mark) = self.entry.as_mut().filter(|mark| self.open.len() == mark.n_open + 1) {
            mark.field_start = self.body.len();
        }
        if !is_group && !self.open.is_empty() {
            let is_atom = self.open.first().is_some_and(|root| !is_one_of(local(root.name), &["rss", "rdf"]));
            let start = tag::write(tag, raw, is_atom);
            self.body.push_str(&start.text);
            self.n_mended += usize::from(start.is_mended);
            written = Some(start.name);
        }
        self.open.push(Open { name, written });
        if is_empty {
            self.pop();
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        let is_rss = self.open.first().is_some_and(|root| root.name.eq_ignore_ascii_case("rss"));
        if is_rss && name.eq_ignore_ascii_case("channel") {
            // Some feeds list their items behind the channel, where they would not be read: it lasts as long as the feed.
            self.close_to(2);
            return;
        }
        match self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) {
            Some(index) => {
                let is_unclosed = |open: &&Open<'_>| !(is_rss && open.name.eq_ignore_ascii_case("channel"));
                self.n_mended += self.open.iter().skip(index + 1).filter(is_unclosed).count();
                self.close_to(index);
            }
            None => self.n_mended += 1,
        }
        if self.open.is_empty() {
            self.state = State::Ended;
        }
    }

    fn text(&mut self, raw: &str) {
        let Some(open) = self.open.last() else { return };
        let field = local(open.name);
        if field.eq_ignore_ascii_case("language") && self.entry.is_none() && self.language.is_none() {
            let tag = raw.trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim();
            self.language = Some(tag.to_owned()).filter(|tag| !tag.is_empty());
        }
        if raw.contains('@') && is_one_of(field, PEOPLE) {
            push_spaced(&mut self.body, raw);
        } else if self.open.len() > 1 {
            self.body.push_str(raw);
        }
    }

    fn is_entry(&self, name: &str) -> bool {
        match &self.entry {
            // An entry within an entry means that the first was not closed.
            Some(mark) => name == mark.name,
            None => is_one_of(local(name), &["item", "entry"]),
        }
    }

    fn begin_entry(&mut self, name: &'a str) {
        let is_container = |open: &Open<'_>| is_one_of(local(open.name), CONTAINERS);
        let n_containers = self.open.iter().rposition(is_container).map_or(1, |index| index + 1);
        self.n_mended += self.open.len().saturating_sub(n_containers);
        self.close_to(n_containers);
        if self.n_entries == MAX_ENTRIES {
            self.state = State::Full;
            return;
        }
        self.n_entries += 1;
        self.entry = Some(Mark {
            name,
            body_length: self.body.len(),
            n_open: self.open.len(),
            field_start: self.body.len(),
            has_address: false,
        });
    }

    /// Leaves out the field in which the markup breaks off, and the entry too if nothing in it leads to an article.
    fn break_off(&mut self) {
        let Some(mark) = &self.entry else { return };
        let n_open = mark.n_open;
        if mark.has_address {
            if self.open.len() > n_open + 1 {
                self.body.truncate(mark.field_start);
                self.open.truncate(n_open + 1);
            }
            self.close_to(n_open);
        } else {
            self.body.truncate(mark.body_length);
            self.open.truncate(n_open);
            self.entry = None;
            self.n_entries -= 1;
            self.n_dropped += 1;
        }
    }

    fn follows_unclosed_field(&self, name: &str) -> bool {
        let Some(mark) = &self.entry else { return false };
        self.open.len() == mark.n_open + 2
            && self.open.last().is_some_and(|open| is_one_of(open.name, PLAIN_FIELDS))
            && is_one_of(name, FIELDS)
    }

    fn close_to(&mut self, n_open: usize) {
        while self.open.len() > n_open {
            self.pop();
        }
    }

    /// Ends the innermost element; the root's end tag is written at the very end.
    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if let Some(name) = open.written {
            self.body.push_str("</");
            self.body.push_str(name);
            self.body.push('>');
        }
        let Some(mark) = &mut self.entry else { return };
        if self.open.len() == mark.n_open + 1 {
            mark.has_address |= is_one_of(open.name, &["link", "guid", "id"]);
        } else if self.open.len() <= mark.n_open {
            self.entry = None;
        }
    }

    fn note_prefixes(&mut self, tag: &BytesStart<'_>, raw: &'a str, name: &'a str) {
        if let Some((prefix, _)) = name.split_once(':')
            && self.used_prefixes.len() < MAX_PREFIXES
            && prefix.starts_with(char::is_alphabetic)
        {
            self.used_prefixes.insert(prefix);
        }
        if raw.contains("xmlns:") {
            for attribute in tag.html_attributes().with_checks(false).flatten() {
                if let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") {
                    self.declared_prefixes.insert(prefix.to_owned());
                }
            }
        }
    }

    /// Closes what is open and puts the parts together.
    fn finish(mut self, warnings: &mut Vec<Warning>) -> Result<Prepared, String> {
        self.break_off();
        self.close_to(0);
        let Some(root) = &self.root else {
            let reason = self.faults.first().map_or("it has no content", |fault| fault.reason.as_str());
            return Err(reason.to_owned());
        };
        let is_end_tag = |at: usize| self.source.get(at..).is_some_and(|rest| rest.starts_with("</"));
        // A feed without entries that ends within its last tag is whole enough.
        if let Some(fault) = self.faults.first().filter(|fault| self.n_entries == 0 && !is_end_tag(fault.at)) {
            return Err(format!("{} at byte {}, and no entry is whole", fault.reason, fault.at));
        }
        self.warn(warnings);
        let document =
            format!("{}{}</{}>", root.write(&self.used_prefixes, &self.declared_prefixes), self.body, root.name());
        Ok(Prepared { document, language: self.language, n_entries: self.n_entries })
    }

    fn warn(&self, warnings: &mut Vec<Warning>) {
        if self.state == State::CutOff {
            warnings.push(Warning::new("truncated", "the feed ends in the middle; what is whole was kept"));
        }
        if let Some(fault) = self.faults.first() {
            let detail = format!("{} at byte {}; {} entries were dropped", fault.reason, fault.at, self.n_dropped);
            warnings.push(Warning::new("broken-markup", detail));
        }
        if self.n_mended > 0 {
            let detail = format!("{} tags were not closed, not opened or badly written", self.n_mended);
            warnings.push(Warning::new("mended-markup", detail));
        }
        if self.state == State::Full {
            warnings.push(Warning::new("too-many-entries", format!("only the first {MAX_ENTRIES} entries were read")));
        }
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Writes a text with spaces around its punctuation that is not ASCII: feed-rs cuts one byte off beside an e-mail
/// address, and panics where that byte is part of a longer character, as in `张三（zhang@example.cn）`.
fn push_spaced(body: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii() || c.is_alphanumeric() {
            body.push(c);
        } else {
            body.extend([' ', c, ' ']);
        }
    }
}

#[cfg(test)]
mod tests;
