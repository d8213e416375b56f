//! What was read of a feed or an entry, as written.

use std::sync::Arc;

use url::Url;

use super::slot::{PersonRole, Slot};

/// A feed and its entries, as read.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub feed: Draft,
    pub entries: Vec<Draft>,
    pub rhythm: Rhythm,
}

/// A feed or an entry, as read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub title: Ranked<RawText>,
    pub description: Ranked<RawText>,
    pub summary: Ranked<RawText>,
    pub content: Ranked<RawText>,
    pub rights: Option<RawText>,
    pub id: Option<String>,
    /// Whether the id says that it is no address.
    pub is_id_opaque: bool,
    pub links: Vec<RawLink>,
    pub published: Ranked<String>,
    pub updated: Ranked<String>,
    pub authors: Vec<RawPerson>,
    pub contributors: Vec<RawPerson>,
    pub categories: Vec<String>,
    pub language: Option<String>,
    pub generator: Option<String>,
    pub image: Ranked<String>,
    pub media: Vec<RawLink>,
}

/// A text with what must be known to read it.
#[derive(Debug, Clone, Default)]
pub(super) struct RawText {
    pub value: String,
    pub kind: TextKind,
    /// To which the addresses in it belong.
    pub base: Option<Arc<Url>>,
}

/// What a text is, by its element's attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum TextKind {
    /// The feed does not say.
    #[default]
    Unknown,
    Plain,
    Html,
    /// Markup within the feed's own.
    Xhtml,
    Base64,
}

#[derive(Debug, Clone, Default)]
pub(super) struct RawLink {
    pub href: String,
    pub rel: Option<String>,
    pub media_type: Option<String>,
    pub title: Option<String>,
    pub length: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct RawPerson {
    /// What stands beside the fields.
    pub text: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub uri: Option<String>,
}

/// What the feed says of its rhythm.
#[derive(Debug, Default)]
pub(super) struct Rhythm {
    pub ttl: Option<String>,
    pub period: Option<String>,
    pub frequency: Option<String>,
    pub hours: Vec<String>,
    pub days: Vec<String>,
}

/// A value that another of lower rank replaces; the first of a rank stays.
#[derive(Debug, Clone)]
pub(super) struct Ranked<T>(Option<(u8, T)>);

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Ranked<T> {
    pub(super) fn put(&mut self, rank: u8, value: T) {
        if self.0.as_ref().is_none_or(|(known, _)| rank < *known) {
            self.0 = Some((rank, value));
        }
    }

    /// As [`put`](Self::put), but the last of a rank counts: dates of change are added to.
    pub(super) fn replace(&mut self, rank: u8, value: T) {
        if self.0.as_ref().is_none_or(|(known, _)| rank <= *known) {
            self.0 = Some((rank, value));
        }
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    pub(super) fn take(&mut self) -> Option<T> {
        self.0.take().map(|(_, value)| value)
    }
}

impl Draft {
    /// Puts a text where it belongs.
    pub(super) fn put_text(&mut self, slot: Slot, text: RawText) {
        match slot {
            Slot::Title(rank) => self.title.put(rank, text),
            Slot::Description(rank) => self.description.put(rank, text),
            Slot::Summary(rank) => self.summary.put(rank, text),
            Slot::Content(rank) => self.content.put(rank, text),
            _ => self.rights = self.rights.take().or(Some(text)),
        }
    }

    /// Puts a line where it belongs; empty lines say nothing.
    pub(super) fn put_line(&mut self, slot: Slot, line: String) {
        match slot {
            Slot::Id => self.id = self.id.take().or(Some(line)),
            Slot::Published(rank) => self.published.replace(rank, line),
            Slot::Updated(rank) => self.updated.replace(rank, line),
            Slot::Language => self.language = self.language.take().or(Some(line)),
            Slot::Generator => self.generator = self.generator.take().or(Some(line)),
            Slot::ImageAddress(rank) => self.image.put(rank, line),
            Slot::Category => self.put_category(&line),
            Slot::Keywords => line.split([',', ';', '،']).for_each(|word| self.put_category(word)),
            _ => {}
        }
    }

    /// Adds a category once.
    pub(super) fn put_category(&mut self, category: &str) {
        /// More than any entry has; each is compared with all.
        const MAX_CATEGORIES: usize = 200;
        let category = category.trim();
        let is_new = !category.is_empty() && self.categories.iter().all(|known| known != category);
        if is_new && self.categories.len() < MAX_CATEGORIES {
            self.categories.push(category.to_owned());
        }
    }

    pub(super) fn put_person(&mut self, role: PersonRole, person: RawPerson) {
        match role {
            PersonRole::Author => self.authors.push(person),
            PersonRole::Contributor => self.contributors.push(person),
        }
    }

    /// Whether it names an article.
    pub(super) fn has_address(&self) -> bool {
        self.id.is_some() || !self.links.is_empty()
    }
}

impl Rhythm {
    /// Takes a field of rhythm over.
    pub(super) fn put(&mut self, slot: Slot, line: String) {
        /// A day has 24 hours.
        const MOST: usize = 24;
        match slot {
            Slot::Ttl => self.ttl = Some(line),
            Slot::UpdatePeriod => self.period = Some(line),
            Slot::UpdateFrequency => self.frequency = Some(line),
            Slot::SkippedHour if self.hours.len() < MOST => self.hours.push(line),
            Slot::SkippedDay if self.days.len() < MOST => self.days.push(line),
            _ => {}
        }
    }
}
