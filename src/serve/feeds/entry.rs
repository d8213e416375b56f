//! What each form of a feed tells, cleaned: of the feed, and of an article in it.

use jiff::Timestamp;

use super::address::{self, Form};
use super::parameters::Extent;
use super::{Asked, wording};
use crate::config::Config;
use crate::model::ArticleKey;
use crate::query::cases::feed::Followed;
use crate::store::{Edition, WholeArticle};

/// What stands at the top of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// What it is called.
    pub(super) title: String,
    /// What belongs to it; may be empty.
    pub(super) description: String,
    /// Where it is.
    pub(super) address: String,
    /// The page that shows the same.
    pub(super) page: String,
    /// Who tells of its news.
    pub(super) hub: Option<String>,
    /// When one of its articles last became another; that of an empty feed is long ago.
    pub(super) updated: Timestamp,
    /// Its media type, without the charset.
    pub(super) kind: &'static str,
}

impl Head {
    pub(super) fn new(
        followed: &Followed,
        editions: &[Edition],
        root: &str,
        asked: &Asked,
        hub: Option<String>,
    ) -> Self {
        let page = address::page(&asked.subject, asked.uri.query());
        Self {
            title: wording::line(&followed.title),
            description: wording::line(&followed.description),
            page: format!("{root}{page}"),
            address: format!("{root}{}", asked.uri),
            hub,
            updated: editions.iter().map(Edition::since).max().unwrap_or(Timestamp::UNIX_EPOCH),
            kind: media_type(asked.form),
        }
    }

    /// The same links as a header (RFC 8288; WebSub, section 4).
    pub(super) fn links(&self) -> String {
        let own = format!("<{}>; rel=\"self\"", self.address);
        self.hub.iter().map(|hub| format!("<{hub}>; rel=\"hub\"")).chain([own]).collect::<Vec<_>>().join(", ")
    }
}

fn media_type(form: Form) -> &'static str {
    form.media_type().split(';').next().unwrap_or_default()
}

/// An article in a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Entry {
    /// The same for ever: see [`id`].
    pub(in crate::serve) id: String,
    pub(in crate::serve) title: String,
    /// Where it was published, if that can be linked to.
    pub(in crate::serve) link: Option<String>,
    /// HTML: its text, else the same as `summary` in a paragraph.
    pub(in crate::serve) html: String,
    /// Plain text: the lead, else the beginning.
    pub(in crate::serve) summary: String,
    /// `None` where it is not known. Of a day without a time it is the time that lists order by.
    pub(in crate::serve) published: Option<Timestamp>,
    /// When its page was last seen to say something else; else when it was published, or first seen.
    pub(in crate::serve) updated: Timestamp,
    /// Who wrote it; the paper where nobody is named.
    pub(in crate::serve) authors: Vec<String>,
    /// The paper.
    pub(in crate::serve) site: Option<String>,
    /// Ids and labels of its topics, the strongest first.
    pub(in crate::serve) topics: Vec<(String, String)>,
    /// The code of its language.
    pub(in crate::serve) language: Option<String>,
    /// The address of its picture.
    pub(in crate::serve) image: Option<String>,
    /// The first source that listed it, with its address.
    pub(in crate::serve) source: Option<String>,
}

impl Entry {
    pub(in crate::serve) fn new(
        article: WholeArticle,
        edition: Option<&Edition>,
        extent: Extent,
        config: &Config,
    ) -> Self {
        let WholeArticle { row, text, authors, .. } = article;
        let summary = row.summary.as_deref().map(wording::line).filter(|summary| !summary.is_empty());
        let summary = summary.unwrap_or_else(|| wording::beginning(&text));
        let html = match extent {
            Extent::Full if !text.trim().is_empty() => wording::paragraphs(&text),
            Extent::Full | Extent::Summary => wording::paragraphs(&summary),
        };
        let site = row.site.as_deref().map(wording::line).filter(|site| !site.is_empty());
        let mut authors: Vec<String> =
            authors.iter().map(|name| wording::line(name)).filter(|name| !name.is_empty()).collect();
        if authors.is_empty() {
            authors.extend(site.clone());
        }
        let source = row.sources.first().and_then(|first| config.sources.iter().find(|source| source.id == *first));
        let topics = row.topics.iter().map(|score| {
            let label = config.topics.rule(&score.topic).map_or(score.topic.as_str(), |rule| rule.name());
            (score.topic.to_string(), wording::line(label))
        });
        Self {
            id: id(&row.key),
            title: wording::line(&row.title),
            link: wording::address(&row.url),
            html,
            summary,
            published: row.published.map(|_| wording::seconds(row.dated)),
            updated: wording::seconds(edition.and_then(|edition| edition.changed_at).unwrap_or(row.dated)),
            authors,
            site,
            topics: topics.collect(),
            language: row.language.map(|language| language.to_string()),
            image: edition.and_then(|edition| edition.image.as_deref()).and_then(wording::address),
            source: source.and_then(|source| wording::address(&source.url)),
        }
    }
}

/// An article's key as a UUID of the kind that programs make as they like (version 8, RFC 9562), which is a URN with a name
/// space of its own.
fn id(key: &ArticleKey) -> String {
    let digits: Vec<char> = key.as_str().chars().collect();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().iter().collect::<String>();
    let variant = part(16, 17).chars().next().and_then(|digit| digit.to_digit(16)).unwrap_or_default() & 3 | 8;
    format!("urn:uuid:{}-{}-8{}-{variant:x}{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_uuid_made_of_the_key() {
        let key = ArticleKey::parse("0123456789abcdef0123456789abcdef").expect("a key");
        assert_eq!(id(&key), "urn:uuid:01234567-89ab-8def-8123-456789abcdef");
        let key = ArticleKey::parse(&"f".repeat(32)).expect("a key");
        assert_eq!(id(&key), "urn:uuid:ffffffff-ffff-8fff-bfff-ffffffffffff");
    }
}
