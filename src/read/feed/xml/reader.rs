//! The elements of a feed as they open and close.
//!
//! What was left open is closed where the next thing shows it: an entry by the next entry, a field by the next field.
//! End tags that end nothing are passed over.

use std::sync::Arc;

use url::Url;

use crate::model::Warning;
use crate::read::feed::MAX_ENTRIES;

use super::draft::{Draft, Drafts, RawLink, RawPerson, RawText, TextKind};
use super::namespace::{Bindings, Namespace};
use super::references::References;
use super::slot::{self, Role, Slot};
use super::texts;
use super::token::{Tag, Token, Tokens};

/// Elements within one another. Feeds with XHTML content reach 30.
const MAX_DEPTH: usize = 128;

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    role: Role,
    /// To which addresses within it belong.
    base: Option<Arc<Url>>,
    /// Bindings in force outside it.
    n_bindings: usize,
}

/// The field that is being read.
struct Field {
    slot: Slot,
    kind: TextKind,
    text: String,
    link: RawLink,
    /// Open elements, itself included.
    n_open: usize,
}

/// Reads one feed.
pub(super) struct Reader<'a> {
    tokens: Tokens<'a>,
    base: Option<Arc<Url>>,
    bindings: Bindings<'a>,
    references: References,
    open: Vec<Open<'a>>,
    drafts: Drafts,
    entry: Option<Draft>,
    field: Option<Field>,
    person: Option<RawPerson>,
    n_mended: usize,
    is_too_deep: bool,
    is_full: bool,
    is_ended: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(leading: &str, source: &'a str, base: Option<&Url>) -> Self {
        let mut references = References::default();
        for token in Tokens::new(leading) {
            if let Token::Doctype(doctype) = token {
                references.declare(doctype);
            }
        }
        Self {
            tokens: Tokens::new(source),
            base: base.map(|base| Arc::new(base.clone())),
            bindings: Bindings::default(),
            references,
            open: Vec::new(),
            drafts: Drafts::default(),
            entry: None,
            field: None,
            person: None,
            n_mended: 0,
            is_too_deep: false,
            is_full: false,
            is_ended: false,
        }
    }

    /// Reads to the end of the feed, or to the limits. So many characters have been left out before.
    pub(super) fn read(mut self, n_left_out: usize, warnings: &mut Vec<Warning>) -> Result<Drafts, String> {
        self.references.n_left_out = n_left_out;
        while !self.is_ended && !self.is_full {
            match self.tokens.next() {
                Some(Token::Start(tag)) => self.start(tag),
                Some(Token::End(name)) => self.end(name),
                Some(Token::Text(text)) => self.text(text, false),
                Some(Token::CData(text)) => self.text(text, true),
                Some(Token::Doctype(_)) => {}
                None => break,
            }
        }
        let is_cut_off = !self.is_ended && !self.is_full;
        if is_cut_off {
            self.break_off();
        }
        self.close_to(0);
        if is_cut_off && self.drafts.entries.is_empty() && !self.drafts.feed.has_address() {
            return Err("it ends before its first entry".to_owned());
        }
        self.warn(is_cut_off, warnings);
        Ok(self.drafts)
    }

    fn start(&mut self, tag: Tag<'a>) {
        let n_bindings = self.bindings.len();
        let is_root = self.open.is_empty();
        self.bindings.declare(&tag, is_root);
        let (namespace, local) = self.bindings.resolve(tag.name);
        let mut lower = String::new();
        let name = if local.bytes().any(|byte| byte.is_ascii_uppercase()) {
            lower.push_str(local);
            lower.make_ascii_lowercase();
            lower.as_str()
        } else {
            local
        };
        if !is_root && slot::is_entry(namespace, name) {
            self.make_room_for_entry();
        } else if self.is_interrupted_by(namespace, name) {
            self.close_to(self.open.len() - 1);
            self.n_mended += 1;
        }
        if self.open.len() >= MAX_DEPTH {
            self.is_too_deep = true;
            self.bindings.truncate(n_bindings);
            return;
        }
        let role = match self.open.last() {
            None => slot::of_root(name),
            Some(_) if slot::is_entry(namespace, name) => Role::Entry,
            Some(parent) => slot::of_child(parent.role, namespace, name),
        };
        let base = self.base_of(&tag);
        self.open.push(Open { name: tag.name, role, base, n_bindings });
        self.enter(role, &tag, namespace, name);
        if tag.is_empty && !self.is_full {
            self.pop();
        }
    }

    /// The base of addresses in an element.
    fn base_of(&mut self, tag: &Tag<'a>) -> Option<Arc<Url>> {
        let outer = match self.open.last() {
            Some(open) => open.base.clone(),
            None => self.base.clone(),
        };
        if tag.attributes.is_empty() || !tag.attributes.contains("base") {
            return outer;
        }
        let Some(own) = tag.attribute("xml:base").map(|own| self.references.resolve(own)) else { return outer };
        let joined = match &outer {
            Some(outer) => outer.join(own.trim()),
            None => Url::parse(own.trim()),
        };
        joined.ok().filter(|url| matches!(url.scheme(), "http" | "https")).map(Arc::new).or(outer)
    }

    /// Reads what stands in the tag itself.
    fn enter(&mut self, role: Role, tag: &Tag<'a>, namespace: Namespace, name: &str) {
        match role {
            Role::Feed | Role::Root => self.enter_container(tag),
            Role::Entry => {
                if self.drafts.entries.len() == MAX_ENTRIES {
                    self.is_full = true;
                    return;
                }
                self.entry = Some(Draft::default());
                self.enter_container(tag);
            }
            Role::Person(_) => self.person = Some(RawPerson::default()),
            Role::Field(slot) => self.enter_field(slot, tag, namespace),
            Role::Markup => self.enter_markup(tag, namespace, name),
            Role::Image | Role::Group | Role::Ignored => self.enter_extension(tag, namespace, name),
        }
    }

    fn enter_container(&mut self, tag: &Tag<'a>) {
        let is_entry = self.entry.is_some();
        for (key, value) in tag.attributes() {
            let slot = match key.to_ascii_lowercase().as_str() {
                "xml:lang" => Slot::Language,
                "rdf:about" if is_entry => Slot::Id,
                "lastmod" => Slot::Updated(0),
                "href" => Slot::Link,
                _ => continue,
            };
            let value = self.references.resolve(value).trim().to_owned();
            if slot == Slot::Link {
                self.put_link(RawLink { href: value, ..RawLink::default() });
            } else if !value.is_empty() {
                self.draft().put_line(slot, value);
            }
        }
    }

    fn enter_field(&mut self, slot: Slot, tag: &Tag<'a>, namespace: Namespace) {
        let mut field = Field {
            slot,
            kind: if slot.is_text() { texts::kind(tag, namespace, slot) } else { TextKind::Plain },
            text: String::new(),
            link: RawLink::default(),
            n_open: self.open.len(),
        };
        match slot {
            Slot::Link => field.link = self.raw_link(tag),
            Slot::Category => {
                let term = tag.attribute("term").or_else(|| tag.attribute("label"));
                let term = term.map(|term| self.references.resolve(term).into_owned());
                field.link.title = term.filter(|term| !term.trim().is_empty());
            }
            Slot::Id
                if tag.attribute("ispermalink").is_some_and(|value| value.trim().eq_ignore_ascii_case("false")) =>
            {
                self.draft().is_id_opaque = true;
            }
            Slot::ImageAddress(_) => field.link = self.raw_link(tag),
            _ => {}
        }
        self.field = Some(field);
    }

    fn raw_link(&mut self, tag: &Tag<'a>) -> RawLink {
        let mut link = RawLink::default();
        for (key, value) in tag.attributes() {
            let value = self.references.resolve(value).trim().to_owned();
            let place = match key.to_ascii_lowercase().as_str() {
                "href" | "url" if link.href.is_empty() => {
                    link.href = value;
                    continue;
                }
                "rel" => &mut link.rel,
                "type" => &mut link.media_type,
                "title" => &mut link.title,
                "length" | "filesize" => &mut link.length,
                _ => continue,
            };
            *place = Some(value).filter(|value| !value.is_empty());
        }
        link
    }

    /// Elements that say what they have to say in their attributes.
    fn enter_extension(&mut self, tag: &Tag<'a>, namespace: Namespace, name: &str) {
        let is_within_ignored =
            self.open.iter().rev().nth(1).is_some_and(|parent| matches!(parent.role, Role::Ignored | Role::Image));
        if is_within_ignored {
            return;
        }
        match (namespace, name) {
            (Namespace::Core | Namespace::Atom, "enclosure") => {
                let link = RawLink { rel: Some("enclosure".to_owned()), ..self.raw_link(tag) };
                self.put_link(link);
            }
            (Namespace::Core, "a") => {
                let link = self.raw_link(tag);
                self.put_link(link);
            }
            (Namespace::Media, "content") => {
                let mut link = self.raw_link(tag);
                link.href = self.absolute(&link.href);
                if !link.href.is_empty() {
                    self.draft().media.push(link);
                }
            }
            (Namespace::Media, "thumbnail") | (Namespace::Itunes | Namespace::Core, "image") => {
                self.put_image(tag, if name == "image" { 0 } else { 3 });
            }
            (Namespace::Itunes, "link") if tag.attribute("rel") == Some("image") => self.put_image(tag, 0),
            (Namespace::Itunes, "category") => {
                let category = tag.attribute("text").map(|text| self.references.resolve(text).into_owned());
                self.draft().put_category(&category.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn put_image(&mut self, tag: &Tag<'a>, rank: u8) {
        let href = self.raw_link(tag).href;
        let href = self.absolute(&href);
        if !href.is_empty() {
            self.draft().put_line(Slot::ImageAddress(rank), href);
        }
    }

    fn put_link(&mut self, mut link: RawLink) {
        link.href = self.absolute(&link.href);
        if !link.href.is_empty() {
            self.draft().links.push(link);
        }
    }

    /// Resolves an address as far as a base is known.
    fn absolute(&self, href: &str) -> String {
        texts::absolute(href, self.open.last().and_then(|open| open.base.as_deref()))
    }

    fn enter_markup(&mut self, tag: &Tag<'a>, namespace: Namespace, name: &str) {
        let Some(field) = self.field.as_mut().filter(|field| field.slot.is_text()) else { return };
        if field.kind != TextKind::Xhtml {
            let is_declared = namespace == Namespace::Xhtml && field.text.trim().is_empty();
            field.kind = if is_declared && field.kind == TextKind::Unknown { TextKind::Xhtml } else { TextKind::Html };
        }
        texts::push_start_tag(&mut field.text, tag, namespace, name);
    }

    fn text(&mut self, raw: &'a str, is_literal: bool) {
        let into = match (&mut self.field, &mut self.person) {
            (Some(field), _) if field.kind == TextKind::Xhtml => {
                let text = if is_literal { raw.into() } else { self.references.resolve(raw) };
                texts::push_escaped(&mut field.text, &text);
                return;
            }
            (Some(field), _) => &mut field.text,
            (None, Some(person)) if matches!(self.open.last(), Some(Open { role: Role::Person(_), .. })) => {
                &mut person.text
            }
            _ => return,
        };
        if is_literal {
            into.push_str(raw);
        } else {
            self.references.push(into, raw);
        }
    }

    fn end(&mut self, name: &str) {
        match self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) {
            Some(index) => {
                self.n_mended += self.open.len() - index - 1;
                self.close_to(index);
                self.is_ended = self.open.is_empty();
            }
            None => self.n_mended += 1,
        }
    }

    /// Closes the entry that is open and all that is not meant to hold entries.
    fn make_room_for_entry(&mut self) {
        let is_container = |open: &Open<'_>| matches!(open.role, Role::Root | Role::Feed);
        let n_containers = self.open.iter().rposition(is_container).map_or(1, |index| index + 1);
        self.n_mended += self.open.len().saturating_sub(n_containers);
        self.close_to(n_containers);
    }

    /// Whether an element shows that the field before it was not closed.
    fn is_interrupted_by(&self, namespace: Namespace, name: &str) -> bool {
        let Some(field) = &self.field else { return false };
        if self.open.len() != field.n_open || field.kind == TextKind::Xhtml || namespace == Namespace::Xhtml {
            return false;
        }
        let is_known = matches!(slot::of_child(Role::Group, namespace, name), Role::Field(_) | Role::Person(_));
        let is_body = field.slot.is_text() && !matches!(field.slot, Slot::Title(_));
        is_known && !(is_body && slot::is_html_too(name))
    }

    /// Leaves out the field in which the feed breaks off, and the entry too if nothing in it leads to an article.
    fn break_off(&mut self) {
        self.field = None;
        if self.entry.as_ref().is_some_and(|entry| !entry.has_address()) {
            self.entry = None;
        }
    }

    fn close_to(&mut self, n_open: usize) {
        while self.open.len() > n_open {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(role) = self.open.last().map(|open| open.role) else { return };
        match role {
            Role::Field(_) => self.finish_field(),
            Role::Person(role) => {
                if let Some(person) = self.person.take() {
                    self.draft().put_person(role, person);
                }
            }
            Role::Entry => self.drafts.entries.extend(self.entry.take()),
            Role::Markup => {
                let name = self.open.last().map_or("", |open| open.name);
                let (namespace, _) = self.bindings.resolve(name);
                if let Some(field) = self.field.as_mut().filter(|field| field.slot.is_text()) {
                    texts::push_end_tag(&mut field.text, name, namespace);
                }
            }
            _ => {}
        }
        if let Some(open) = self.open.pop() {
            self.bindings.truncate(open.n_bindings);
        }
    }

    fn finish_field(&mut self) {
        let Some(Field { slot, kind, text, mut link, .. }) = self.field.take() else { return };
        let base = self.open.last().and_then(|open| open.base.clone());
        if slot.is_text() {
            if !text.trim().is_empty() {
                self.draft().put_text(slot, RawText { value: text, kind, base });
            }
            return;
        }
        let line = text.trim().to_owned();
        match slot {
            Slot::Link => {
                if link.href.is_empty() {
                    link.href = line;
                }
                self.put_link(link);
            }
            Slot::Category => {
                let term = link.title.unwrap_or(line);
                self.draft().put_category(&term);
            }
            Slot::ImageAddress(rank) => {
                let href = self.absolute(if link.href.is_empty() { &line } else { &link.href });
                if !href.is_empty() {
                    self.draft().put_line(Slot::ImageAddress(rank), href);
                }
            }
            _ if line.is_empty() => {}
            Slot::Id => {
                let id = if line.starts_with('/') { self.absolute(&line) } else { line };
                self.draft().put_line(Slot::Id, id);
            }
            Slot::Name | Slot::Email | Slot::Uri => {
                let uri = if slot == Slot::Uri { self.absolute(&line) } else { String::new() };
                let Some(person) = &mut self.person else { return };
                match slot {
                    Slot::Name => person.name = Some(line),
                    Slot::Email => person.email = Some(line),
                    _ => person.uri = Some(uri),
                }
            }
            Slot::Ttl | Slot::UpdatePeriod | Slot::UpdateFrequency | Slot::SkippedHour | Slot::SkippedDay => {
                self.drafts.rhythm.put(slot, line);
            }
            _ => self.draft().put_line(slot, line),
        }
    }

    /// The entry that is open, or the feed.
    fn draft(&mut self) -> &mut Draft {
        self.entry.as_mut().unwrap_or(&mut self.drafts.feed)
    }

    fn warn(&self, is_cut_off: bool, warnings: &mut Vec<Warning>) {
        if is_cut_off || self.tokens.is_cut_off() {
            warnings.push(Warning::new("truncated", "the feed ends in the middle; what is whole was kept"));
        }
        if self.references.n_left_out > 0 {
            warnings.push(Warning::new("forbidden-characters", "characters that XML forbids were left out"));
        }
        if self.references.n_bare > 0 {
            let detail = format!("{} `&` that begin nothing were taken as text", self.references.n_bare);
            warnings.push(Warning::new("bare-markup", detail));
        }
        if self.n_mended > 0 {
            let detail = format!("{} tags were not closed or not opened", self.n_mended);
            warnings.push(Warning::new("mended-markup", detail));
        }
        if self.is_too_deep {
            let detail = format!("elements nested deeper than {MAX_DEPTH} were left out");
            warnings.push(Warning::new("too-deep", detail));
        }
        if self.is_full {
            warnings.push(Warning::new("too-many-entries", format!("only the first {MAX_ENTRIES} entries were read")));
        }
    }
}
