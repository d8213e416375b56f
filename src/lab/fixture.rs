//! A small collection to try rules on.

use jiff::Timestamp;
use tempfile::TempDir;
use url::Url;

use crate::analysis::copies::fingerprints;
use crate::model::{
    Address, Article, FORMAT_VERSION, LanguageCode, PollOutcome, Sighting, Source, SourceId, SourceKind, TextOrigin,
    TopicMatch,
};
use crate::store::Store;
use crate::text::{tokens, url::key};

/// A store with a folder of its own, and one source, `paper`.
pub(super) struct Collection {
    pub(super) store: Store,
    _folder: TempDir,
}

impl Collection {
    /// A collection of English articles, tagged by the rules of `rules_version`: title and text of each; the first has number 1.
    pub(super) fn of(articles: &[(&str, &str)], rules_version: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(&folder.path().join("news.db")).expect("a new database opens");
        store.sync_sources(&[source()], Timestamp::UNIX_EPOCH).expect("stored");
        let collection = Self { store, _folder: folder };
        collection.add(articles, rules_version);
        collection
    }

    /// The same, each article with these matches.
    pub(super) fn matching(articles: &[(&str, &str)], rules_version: &str, matches: &[TopicMatch]) -> Self {
        let collection = Self::of(&[], rules_version);
        let with_matches = |(title, text): &(&str, &str)| Article { matches: matches.to_vec(), ..article(title, text) };
        collection.apply(articles.iter().map(with_matches).collect(), rules_version);
        collection
    }

    /// Adds articles, as a poll would.
    pub(super) fn add(&self, articles: &[(&str, &str)], rules_version: &str) {
        self.apply(articles.iter().map(|(title, text)| article(title, text)).collect(), rules_version);
    }

    fn apply(&self, articles: Vec<Article>, rules_version: &str) {
        let outcome = PollOutcome {
            version: FORMAT_VERSION,
            source: source().id,
            generation: 0,
            rules_version: rules_version.to_owned(),
            sightings: articles.iter().map(sighting).collect(),
            articles,
            deferred: Vec::new(),
            looks: Vec::new(),
            end: None,
        };
        self.store.apply(outcome).expect("applied");
    }
}

pub(super) fn source() -> Source {
    let id = SourceId::parse("paper").expect("an id");
    Source::new(id, "https://paper.example/feed".to_owned(), SourceKind::Feed)
}

fn article(title: &str, text: &str) -> Article {
    let url = format!("https://paper.example/{}", title.replace(' ', "-"));
    let key = key(&Url::parse(&url).expect("an address"));
    Article {
        key: key.clone(),
        addresses: vec![Address { key, url: url.clone() }],
        url,
        canonical_url: None,
        title: title.to_owned(),
        text: text.to_owned(),
        text_from: TextOrigin::Page,
        summary: None,
        authors: Vec::new(),
        credits: Vec::new(),
        links: Vec::new(),
        translations: Vec::new(),
        language: LanguageCode::from_tag("en"),
        published: None,
        modified: None,
        site: None,
        image: None,
        section: None,
        keywords: Vec::new(),
        kind: None,
        page_words: None,
        snapshot: None,
        language_confidence: None,
        word_count: u32::try_from(tokens::count_words(text)).expect("short"),
        fetched_at: Timestamp::UNIX_EPOCH,
        fingerprints: fingerprints(title, text),
        profile: None,
        matches: Vec::new(),
        external_id: None,
    }
}

fn sighting(article: &Article) -> Sighting {
    Sighting {
        key: article.key.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        guid: None,
        published: None,
        updated: None,
        seen_at: Timestamp::UNIX_EPOCH,
    }
}
