//! What an element says, by its name and by what it stands in. All names of all dialects are here.

use super::namespace::Namespace;

/// What an open element is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Stands around the feed: `rss`, `rdf:RDF`.
    Root,
    Feed,
    Entry,
    /// Its children are read as if it were not there.
    Group,
    Person(PersonRole),
    /// The feed's or entry's picture, whose address is in a child.
    Image,
    Field(Slot),
    /// Markup within a field.
    Markup,
    /// Nothing within it is read.
    Ignored,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PersonRole {
    Author,
    Contributor,
}

/// A field. The number is its rank among fields that say the same: the lowest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Title(u8),
    Description(u8),
    Summary(u8),
    Content(u8),
    Rights,
    Id,
    Link,
    Published(u8),
    Updated(u8),
    Language,
    Generator,
    Category,
    Keywords,
    Name,
    Email,
    Uri,
    ImageAddress(u8),
    Ttl,
    UpdatePeriod,
    UpdateFrequency,
    SkippedHour,
    SkippedDay,
}

impl Slot {
    /// Whether it may hold markup.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Title(_) | Self::Description(_) | Self::Summary(_) | Self::Content(_) | Self::Rights)
    }
}

/// Whether an element begins an entry.
pub(super) fn is_entry(namespace: Namespace, name: &str) -> bool {
    matches!(namespace, Namespace::Core | Namespace::Atom) && matches!(name, "item" | "entry")
}

/// The role of the first element.
pub(super) fn of_root(name: &str) -> Role {
    match name {
        "rss" | "rdf" => Role::Root,
        "item" | "entry" => Role::Entry,
        _ => Role::Feed,
    }
}

/// The role of an element within another. `name` is in lower case and without its prefix.
pub(super) fn of_child(parent: Role, namespace: Namespace, name: &str) -> Role {
    match parent {
        Role::Root | Role::Feed | Role::Entry | Role::Group => in_container(namespace, name),
        Role::Person(_) => match name {
            "name" => Role::Field(Slot::Name),
            "email" => Role::Field(Slot::Email),
            "uri" | "url" | "homepage" => Role::Field(Slot::Uri),
            _ => Role::Ignored,
        },
        Role::Image if name == "url" => Role::Field(Slot::ImageAddress(0)),
        Role::Field(_) | Role::Markup => Role::Markup,
        Role::Image | Role::Ignored => Role::Ignored,
    }
}

fn in_container(namespace: Namespace, name: &str) -> Role {
    let slot = match namespace {
        Namespace::Core | Namespace::Atom => return in_core(namespace, name),
        Namespace::Dc | Namespace::DcTerms => return in_dublin_core(name),
        Namespace::Itunes => return in_itunes(name),
        Namespace::Content if name == "encoded" => Slot::Content(0),
        Namespace::Media => match name {
            "group" | "content" => return Role::Group,
            "title" => Slot::Title(3),
            "description" => Slot::Description(3),
            _ => return Role::Ignored,
        },
        Namespace::Syndication => match name {
            "updateperiod" => Slot::UpdatePeriod,
            "updatefrequency" => Slot::UpdateFrequency,
            _ => return Role::Ignored,
        },
        Namespace::Xhtml if matches!(name, "body" | "div") => Slot::Content(0),
        _ => return Role::Ignored,
    };
    Role::Field(slot)
}

fn in_core(namespace: Namespace, name: &str) -> Role {
    // Atom within RSS adds to what RSS says.
    let rank = u8::from(namespace == Namespace::Atom);
    let slot = match name {
        "channel" | "feed" => return Role::Feed,
        "skiphours" | "skipdays" => return Role::Group,
        "image" => return Role::Image,
        "author" | "managingeditor" => return Role::Person(PersonRole::Author),
        "contributor" | "webmaster" => return Role::Person(PersonRole::Contributor),
        "title" => Slot::Title(rank),
        "description" | "abstract" => Slot::Description(rank),
        "summary" | "tagline" | "subtitle" => Slot::Summary(rank),
        "content" | "body" | "fullitem" => Slot::Content(rank),
        "rights" | "copyright" => Slot::Rights,
        "id" | "guid" => Slot::Id,
        "link" => Slot::Link,
        "pubdate" | "published" | "issued" => Slot::Published(rank),
        "created" => Slot::Published(3),
        "updated" | "modified" | "lastbuilddate" => Slot::Updated(rank),
        "language" => Slot::Language,
        "generator" => Slot::Generator,
        "category" => Slot::Category,
        "keywords" => Slot::Keywords,
        "logo" => Slot::ImageAddress(1),
        "icon" => Slot::ImageAddress(2),
        "ttl" => Slot::Ttl,
        "hour" => Slot::SkippedHour,
        "day" => Slot::SkippedDay,
        _ => return Role::Ignored,
    };
    Role::Field(slot)
}

fn in_dublin_core(name: &str) -> Role {
    let slot = match name {
        "creator" | "author" => return Role::Person(PersonRole::Author),
        "contributor" | "publisher" => return Role::Person(PersonRole::Contributor),
        "title" => Slot::Title(2),
        "description" => Slot::Description(1),
        "abstract" => Slot::Description(2),
        "rights" => Slot::Rights,
        "date" | "issued" | "available" => Slot::Published(2),
        "created" => Slot::Published(3),
        "modified" => Slot::Updated(2),
        "language" => Slot::Language,
        "subject" => Slot::Category,
        _ => return Role::Ignored,
    };
    Role::Field(slot)
}

fn in_itunes(name: &str) -> Role {
    let slot = match name {
        "author" => return Role::Person(PersonRole::Author),
        "owner" => return Role::Person(PersonRole::Contributor),
        // A category may stand in a category; the attribute has been read.
        "category" => return Role::Group,
        "title" => Slot::Title(4),
        "summary" => Slot::Description(4),
        "subtitle" => Slot::Description(5),
        "keywords" => Slot::Keywords,
        _ => return Role::Ignored,
    };
    Role::Field(slot)
}

/// Whether a known field's name is also one of HTML, so that within a text it is no sign that the text was not closed.
pub(super) fn is_html_too(name: &str) -> bool {
    matches!(name, "title" | "link" | "summary" | "source" | "image" | "body" | "content" | "keywords")
}
