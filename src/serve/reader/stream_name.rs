//! The names of streams: `user/-/state/com.google/reading-list`, `user/-/label/Energy`, `feed/topic/energy`,
//! `feed/source/un-news-ar`. The user, who may stand in the place of the hyphen, is always the same.

use url::form_urlencoded;

use super::Unanswered;
use super::question::Question;
use crate::model::{SourceId, TopicId};
use crate::query::cases::reading::{FeedId, Stream};
use crate::serve::desk::Refusal;

/// The stream that a parameter names; everything where none does.
pub(super) fn asked(question: &Question) -> Result<Stream, Unanswered> {
    question.last("s").map_or(Ok(Stream::Everything), stream)
}

/// The stream at the end of a path.
pub(super) fn from_path(path: &str) -> Result<Stream, Unanswered> {
    // A path has no form, and in a form a plus is a space.
    let form = format!("s={}", path.replace('+', "%2B").replace('&', "%26"));
    let name = form_urlencoded::parse(form.as_bytes()).next().map(|(_, name)| name.into_owned()).unwrap_or_default();
    stream(&name)
}

fn stream(name: &str) -> Result<Stream, Unanswered> {
    read(name).ok_or_else(|| {
        let name: String = name.chars().take(100).collect();
        Refusal::Missing(format!("no stream is called `{name}`: subscription/list and tag/list tell what there is"))
            .into()
    })
}

fn read(name: &str) -> Option<Stream> {
    if let Some(feed) = name.strip_prefix("feed/") {
        let (kind, id) = feed.split_once('/')?;
        return match kind {
            "topic" => TopicId::parse(id).ok().map(|id| Stream::Feed(FeedId::Topic(id))),
            "source" => SourceId::parse(id).ok().map(|id| Stream::Feed(FeedId::Source(id))),
            _ => None,
        };
    }
    let (_, rest) = name.strip_prefix("user/")?.split_once('/')?;
    match rest.split_once('/')? {
        ("label", label) => Some(Stream::Label(label.to_owned())),
        ("state", "com.google/reading-list") => Some(Stream::Everything),
        ("state", "com.google/starred") => Some(Stream::Starred),
        ("state", "com.google/read") => Some(Stream::Read),
        _ => None,
    }
}

/// The name of a feed.
pub(super) fn of_feed(feed: &FeedId) -> String {
    match feed {
        FeedId::Topic(topic) => format!("feed/topic/{topic}"),
        FeedId::Source(source) => format!("feed/source/{source}"),
    }
}

/// The name of a label.
pub(super) fn of_label(label: &str) -> String {
    format!("user/-/label/{label}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_read_from_names_and_paths() {
        let topic = || Some(Stream::Feed(FeedId::Topic(TopicId::parse("a.b-c").expect("an id"))));
        assert_eq!(read("feed/topic/a.b-c"), topic());
        assert_eq!(from_path("feed%2Ftopic%2Fa.b-c").ok(), topic());
        assert_eq!(from_path("user/-/label/A%2FB+%26%20%D8%AB").ok(), Some(Stream::Label("A/B+& ث".to_owned())));
        assert_eq!(read("user/1005921515/state/com.google/reading-list"), Some(Stream::Everything));
        for name in ["", "feed/http://example.org/", "feed/topic/Not an id", "user/-/state/com.google/liked", "user/-"]
        {
            assert_eq!(read(name), None, "{name}");
        }
    }
}
