//! Where each feed is: what its address says, and which address it has.

use axum::http::Uri;
use url::form_urlencoded;

use crate::query::cases::feed::Subject;

/// What is at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A feed.
    Feed(Subject, Form),
    /// The list of all feeds.
    Feeds,
    /// The list of the sources that are polled.
    Sources,
}

/// The form of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// RSS 2.0.
    Rss,
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Form {
    pub(super) const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// What an address ends with.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Rss => ".rss",
            Self::Atom => ".atom",
            Self::Json => ".json",
        }
    }

    /// The media type, with its charset.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/feed+json; charset=utf-8",
        }
    }
}

impl Place {
    /// What a path leads to; `None` for what is no feed. Ids are of letters that stand in a path as they are.
    pub(super) fn read(path: &str) -> Option<Self> {
        match path {
            "/feeds.opml" => return Some(Self::Feeds),
            "/sources.opml" => return Some(Self::Sources),
            _ => {}
        }
        let (stem, form) = Form::ALL.iter().find_map(|form| Some((path.strip_suffix(form.ending())?, *form)))?;
        let (folder, id) = stem.strip_prefix('/')?.split_once('/')?;
        if id.is_empty() || id.contains('/') {
            return None;
        }
        let id = id.to_owned();
        let subject = match (folder, id.as_str()) {
            ("feeds", "all") => Subject::Everything,
            ("feeds", "search") => Subject::Search,
            ("searches", _) => Subject::Saved(id),
            ("topics", _) => Subject::Topic(id),
            ("stories", _) => Subject::Story(id),
            ("sources", _) => Subject::Source(id),
            _ => return None,
        };
        Some(Self::Feed(subject, form))
    }
}

/// The address without a token in it: a feed names its own address, and is handed on.
pub(super) fn without_token(uri: &Uri) -> Uri {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let (tokens, rest): (Vec<_>, Vec<_>) = pairs.partition(|(name, _)| name == "token");
    if tokens.is_empty() {
        return uri.clone();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish();
    let address = if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) };
    address.parse().unwrap_or_default()
}

/// The path of a subject's feed.
pub(super) fn feed(subject: &Subject, form: Form) -> String {
    let stem = match subject {
        Subject::Everything => "/feeds/all".to_owned(),
        Subject::Search => "/feeds/search".to_owned(),
        Subject::Saved(id) => format!("/searches/{id}"),
        Subject::Topic(id) => format!("/topics/{id}"),
        Subject::Story(id) => format!("/stories/{id}"),
        Subject::Source(id) => format!("/sources/{id}"),
    };
    stem + form.ending()
}

/// The path of a subject's page, with the query of its feed where that says what is looked for.
pub(super) fn page(subject: &Subject, query: Option<&str>) -> String {
    match subject {
        Subject::Everything => "/".to_owned(),
        Subject::Search => query.map_or_else(|| "/search".to_owned(), |query| format!("/search?{query}")),
        // `@` and letters of ids stand in a query as they are.
        Subject::Saved(id) => format!("/search?q=@{id}"),
        Subject::Topic(id) => format!("/topics/{id}"),
        Subject::Story(id) => format!("/stories/{id}"),
        Subject::Source(id) => format!("/sources/{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_what_it_was_made_from() {
        let id = || "a.b-c".to_owned();
        let subjects = [
            Subject::Everything,
            Subject::Search,
            Subject::Saved(id()),
            Subject::Topic(id()),
            Subject::Story(id()),
            Subject::Source(id()),
        ];
        for subject in subjects {
            for form in Form::ALL {
                assert_eq!(Place::read(&feed(&subject, form)), Some(Place::Feed(subject.clone(), form)));
            }
        }
    }

    #[test]
    fn a_token_does_not_stay_in_the_address() {
        for (given, expected) in [
            ("/feeds/all.rss", "/feeds/all.rss"),
            ("/feeds/all.rss?token=secret", "/feeds/all.rss"),
            ("/feeds/search.rss?q=a%26b+c&token=secret&limit=5&token=x", "/feeds/search.rss?q=a%26b+c&limit=5"),
            ("/feeds/search.rss?q=%22a%20b%22", "/feeds/search.rss?q=%22a%20b%22"),
        ] {
            assert_eq!(without_token(&given.parse().expect("an address")).to_string(), expected);
        }
    }

    #[test]
    fn pages_are_left_to_others() {
        for path in ["/", "/topics", "/topics/energy", "/topics/.rss", "/topics/a/b.rss", "/feeds/other.rss", "/x.rss"]
        {
            assert_eq!(Place::read(path), None, "{path}");
        }
    }
}
