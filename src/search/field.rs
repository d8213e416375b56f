//! The fields of a query, `name:value`: what each takes, checked when it is read.

use url::Url;

use crate::model::{LanguageCode, SourceId, TopicId};
use crate::text::likeness::nearest;
use crate::text::when::When;

use super::error::{Hint, QueryFault};

/// A condition on what is known of an article beside its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// It matches this topic, or one that is part of it.
    Topic(TopicId),
    /// This source listed it.
    Source(SourceId),
    /// Its text is in this language.
    Language(LanguageCode),
    /// A source of this country listed it: ISO 3166, lower case.
    Country(String),
    /// One of its authors is called so.
    Author(String),
    /// It is credited to this agency: one of its names, or words of it.
    Credit(String),
    /// It stands on this site: a domain, or words of the site's name.
    Site(String),
    /// Its text links to this address, or to one below it: a domain, or the beginning of an address.
    LinksTo(String),
    /// It belongs to the story of this number.
    Story(i64),
    /// It repeats another article.
    Copy,
    /// It repeats none.
    Original,
    /// Its page is gone.
    Gone,
    /// An earlier version of it is kept.
    Revised,
    /// It is dated from then on.
    Since(When),
    /// It is dated until then, a day included.
    Until(When),
}

/// The names of fields, with an example of each.
const NAMES: [(&str, FieldName, &str); 15] = [
    ("title", FieldName::Title, "title:ceasefire"),
    ("topic", FieldName::Topic, "topic:counter-terrorism"),
    ("source", FieldName::Source, "source:un-news-ar"),
    ("lang", FieldName::Language, "lang:ar"),
    ("language", FieldName::Language, "lang:ar"),
    ("country", FieldName::Country, "country:eg"),
    ("author", FieldName::Author, "author:\"Anna Belova\""),
    ("credit", FieldName::Credit, "credit:reuters"),
    ("site", FieldName::Site, "site:example.org"),
    ("links", FieldName::Links, "links:un.org"),
    ("story", FieldName::Story, "story:12"),
    ("is", FieldName::Is, "is:copy"),
    ("has", FieldName::Has, "has:revision"),
    ("since", FieldName::Since, "since:7d"),
    ("until", FieldName::Until, "until:2026-11-01"),
];

/// Names that such fields have elsewhere, with ours.
const ELSEWHERE: [(&str, &str); 9] = [
    ("after", "since"),
    ("before", "until"),
    ("date", "since"),
    ("domain", "site"),
    ("feed", "source"),
    ("intitle", "title"),
    ("label", "topic"),
    ("newer", "since"),
    ("tag", "topic"),
];

/// Misspelt names of fewer letters are taken for words: too many words differ from a field's name by one letter.
const SHORTEST_SLIP: usize = 4;

/// Which field, before its value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldName {
    Title,
    Topic,
    Source,
    Language,
    Country,
    Author,
    Credit,
    Site,
    Links,
    Story,
    Is,
    Has,
    Since,
    Until,
}

impl FieldName {
    /// The field of a name, in any case; `Err` for a slip of the pen, `Ok(None)` where no field is meant.
    pub(super) fn find(name: &str) -> Result<Option<Self>, QueryFault> {
        let lower = name.to_ascii_lowercase();
        if let Some((_, field, _)) = NAMES.iter().find(|(known, ..)| *known == lower) {
            return Ok(Some(*field));
        }
        let known = NAMES.map(|(known, ..)| known);
        if let Some((_, meant)) = ELSEWHERE.iter().find(|(elsewhere, _)| *elsewhere == lower) {
            return Err(QueryFault::UnknownField { name: name.to_owned(), meant });
        }
        match nearest(name, &known).filter(|_| name.len() >= SHORTEST_SLIP) {
            Some(meant) => Err(QueryFault::UnknownField { name: name.to_owned(), meant }),
            None => Ok(None),
        }
    }

    /// How it is written.
    pub(super) fn as_str(self) -> &'static str {
        NAMES.iter().find(|(_, field, _)| *field == self).map_or("", |(name, ..)| name)
    }

    /// The field with a value.
    pub(super) fn example(self) -> &'static str {
        NAMES.iter().find(|(_, field, _)| *field == self).map_or("", |(.., example)| example)
    }

    /// Reads a value; `None` for the title, whose value is words.
    pub(super) fn value(self, text: &str) -> Option<Result<Field, QueryFault>> {
        let wrong = |hint| self.wrong(text, hint);
        let field = self.as_str();
        let lower = text.trim().to_lowercase();
        Some(match self {
            Self::Title => return None,
            Self::Topic => TopicId::parse(&lower).map(Field::Topic).map_err(|_| wrong(Hint::Id { field })),
            Self::Source => SourceId::parse(&lower).map(Field::Source).map_err(|_| wrong(Hint::Id { field })),
            Self::Language => {
                LanguageCode::from_tag(&lower).map(Field::Language).ok_or_else(|| wrong(Hint::Language { field }))
            }
            Self::Country => country(&lower).map(Field::Country).ok_or_else(|| wrong(Hint::Country { field })),
            Self::Author => named(text).map(Field::Author).ok_or_else(|| wrong(Hint::Name)),
            Self::Credit => named(text).map(Field::Credit).ok_or_else(|| wrong(Hint::Credit)),
            Self::Site => named(text).map(Field::Site).ok_or_else(|| wrong(Hint::Site)),
            Self::Links => address(text).map(Field::LinksTo).ok_or_else(|| wrong(Hint::Links)),
            Self::Story => lower.parse().map(Field::Story).map_err(|_| wrong(Hint::Story)),
            Self::Is => match lower.as_str() {
                "copy" => Ok(Field::Copy),
                "original" => Ok(Field::Original),
                "gone" => Ok(Field::Gone),
                _ => Err(wrong(Hint::Is)),
            },
            Self::Has => match lower.as_str() {
                "revision" | "revisions" => Ok(Field::Revised),
                _ => Err(wrong(Hint::Has)),
            },
            Self::Since => self.when(text).map(Field::Since),
            Self::Until => self.when(text).map(Field::Until),
        })
    }

    fn when(self, text: &str) -> Result<When, QueryFault> {
        When::parse(text).map_err(|_| self.wrong(text, Hint::Time))
    }

    fn wrong(self, value: &str, hint: Hint) -> QueryFault {
        QueryFault::Value { field: self.as_str(), value: value.to_owned(), hint }
    }
}

fn country(text: &str) -> Option<String> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_lowercase())).then(|| text.to_owned())
}

/// An address, with or without its scheme.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&address).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.filter(|url| url.host_str().is_some_and(|host| host.contains('.'))).map(String::from)
}

/// What has a letter or a digit to look for.
fn named(text: &str) -> Option<String> {
    text.chars().any(char::is_alphanumeric).then(|| text.trim().to_owned())
}
