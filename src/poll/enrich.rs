//! What was read becomes an [`Article`]: language, keys, fingerprints, topics.
//!
//! Polls and imports both end here, so that an imported article is the same as a polled one.

use jiff::Timestamp;
use url::Url;

use crate::analysis::copies;
use crate::analysis::stories::Profile;
use crate::analysis::topics::{Listing, Subject, TopicSet};
use crate::model::{Address, Article, ArticleKey, LanguageCode, Moment, Published, TextOrigin};
use crate::text;

/// The longest text that is kept, in characters. Longer ones are cut at the last whole line: a book is not an article,
/// and an outcome must stay under 900 kB.
const MAX_TEXT_CHARS: usize = 200_000;

/// The longest title that is kept, in characters.
const MAX_TITLE_CHARS: usize = 1_000;

/// The most keywords that are kept, and the longest of them in characters. Some pages list hundreds, for search engines.
const MAX_KEYWORDS: usize = 50;
const MAX_KEYWORD_CHARS: usize = 200;

/// An article before it is analysed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The address that answered, or that the article is known by.
    pub url: String,
    /// The key of the item that led here.
    pub item_key: ArticleKey,
    /// The address as the source listed it.
    pub listed_url: String,
    /// The address that the page claims.
    pub canonical_url: Option<String>,
    /// The headline.
    pub title: String,
    /// The body, one block a line.
    pub text: String,
    /// Where the text was read.
    pub text_from: TextOrigin,
    /// The teaser.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The language that is claimed.
    pub language: Option<LanguageCode>,
    /// How sure that language is, where somebody measured it.
    pub language_confidence: Option<f64>,
    /// Whether the claim is believed before the text itself: true for what a person said of an import.
    pub is_language_certain: bool,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was changed.
    pub modified: Option<Moment>,
    /// The site's name.
    pub site: Option<String>,
    /// The main image.
    pub image: Option<String>,
    /// The part of the paper.
    pub section: Option<String>,
    /// What it is said to be about.
    pub keywords: Vec<String>,
    /// The kind of the page that was read.
    pub kind: Option<String>,
    /// Words in that page's own text; `None` where no page was wanted.
    pub page_words: Option<u32>,
    /// When it was fetched.
    pub fetched_at: Timestamp,
    /// Its id where it was imported from.
    pub external_id: Option<String>,
}

/// Makes the article of a draft, which was listed by the sources `seen`.
#[must_use]
pub fn article(draft: Draft, topics: &TopicSet, seen: &[Listing]) -> Article {
    let title = cut(draft.title, MAX_TITLE_CHARS);
    let text = cut(draft.text, MAX_TEXT_CHARS);
    let detected = if draft.is_language_certain { None } else { text::language::detect(&title, &text) };
    let language_confidence = match &detected {
        Some(detected) => Some(detected.confidence),
        None => draft.language_confidence,
    };
    let language_confidence = language_confidence.map(|confidence| confidence.clamp(0.0, 1.0));
    let language = detected.map(|detected| detected.code).or(draft.language);
    let addresses = addresses(&draft.url, &draft.item_key, &draft.listed_url, draft.canonical_url.as_deref());
    let key = draft.canonical_url.as_deref().and_then(key_of).or_else(|| key_of(&draft.url));
    let word_count = u32::try_from(text::tokens::count_words(&text)).unwrap_or(u32::MAX);
    let subject = Subject { title: &title, text: &text, language: language.as_ref(), seen: Some(seen) };
    let matches = topics.tag(&subject);
    Article {
        key: key.unwrap_or(draft.item_key),
        addresses,
        url: draft.url,
        canonical_url: draft.canonical_url,
        fingerprints: copies::fingerprints(&title, &text),
        profile: Profile::of(&title, &text, language.as_ref().map(LanguageCode::as_str)).map(|profile| profile.pack()),
        title,
        text,
        text_from: draft.text_from,
        summary: draft.summary,
        authors: draft.authors,
        language,
        language_confidence,
        published: draft.published,
        modified: draft.modified,
        site: draft.site,
        image: draft.image,
        section: draft.section.map(|section| cut(section, MAX_KEYWORD_CHARS)),
        keywords: draft.keywords.into_iter().take(MAX_KEYWORDS).map(|word| cut(word, MAX_KEYWORD_CHARS)).collect(),
        kind: draft.kind,
        word_count,
        page_words: draft.page_words,
        fetched_at: draft.fetched_at,
        snapshot: None,
        matches,
        external_id: draft.external_id,
    }
}

/// Every address by which the article is found again, the listed one first, each key once.
fn addresses(url: &str, item_key: &ArticleKey, listed_url: &str, canonical: Option<&str>) -> Vec<Address> {
    let mut addresses = vec![Address { key: item_key.clone(), url: listed_url.to_owned() }];
    for url in [Some(url), canonical].into_iter().flatten() {
        let Some(key) = key_of(url) else { continue };
        if addresses.iter().all(|known| known.key != key) {
            addresses.push(Address { key, url: url.to_owned() });
        }
    }
    addresses
}

fn key_of(url: &str) -> Option<ArticleKey> {
    Url::parse(url).ok().map(|url| text::url::key(&url))
}

/// Cuts a text that is longer than it may be, at the end of its last whole line where there is one.
fn cut(text: String, max_chars: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_chars) else { return text };
    let kept = text.get(..end).unwrap_or_default();
    kept.rsplit_once('\n').map_or(kept, |(lines, _)| lines).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(url: &str, canonical: Option<&str>) -> Draft {
        let listed_url = "https://example.org/listed";
        Draft {
            url: url.to_owned(),
            item_key: key_of(listed_url).expect("valid"),
            listed_url: listed_url.to_owned(),
            canonical_url: canonical.map(str::to_owned),
            title: "Talks resume".to_owned(),
            text: "Both sides met in Geneva.".to_owned(),
            text_from: TextOrigin::Page,
            summary: None,
            authors: Vec::new(),
            language: LanguageCode::from_tag("en"),
            language_confidence: Some(0.9),
            is_language_certain: false,
            published: None,
            modified: None,
            site: None,
            image: None,
            section: None,
            keywords: Vec::new(),
            kind: None,
            page_words: None,
            fetched_at: Timestamp::UNIX_EPOCH,
            external_id: None,
        }
    }

    #[test]
    fn an_article_is_found_by_each_of_its_addresses() {
        let draft = draft("https://example.org/final", Some("https://example.org/canonical"));
        let article = article(draft, &TopicSet::default(), &[]);
        let urls: Vec<&str> = article.addresses.iter().map(|address| address.url.as_str()).collect();
        assert_eq!(urls, ["https://example.org/listed", "https://example.org/final", "https://example.org/canonical"]);
        assert_eq!(Some(article.key), key_of("https://example.org/canonical"));
    }

    #[test]
    fn equal_addresses_are_kept_once() {
        let article = article(draft("https://example.org/listed", None), &TopicSet::default(), &[]);
        assert_eq!(article.addresses.len(), 1);
    }

    #[test]
    fn the_confidence_is_that_of_the_text_that_is_stored() {
        let page = "https://example.org/final";
        let measured = |title: &str, text: &str| {
            let draft = Draft { title: title.to_owned(), text: text.to_owned(), ..draft(page, None) };
            let article = article(draft, &TopicSet::default(), &[]);
            (article.language, article.language_confidence)
        };
        let russian = "Обе стороны встретились в Женеве и договорились продолжить переговоры.";
        let (language, confidence) = measured("Переговоры возобновились", russian);
        assert_eq!(language, LanguageCode::from_tag("ru"));
        assert!(confidence.is_some_and(|confidence| confidence > 0.5 && confidence <= 1.0));
        assert_eq!(measured("", "12"), (LanguageCode::from_tag("en"), Some(0.9)), "what the page's reader said");
    }

    #[test]
    fn keywords_without_end_are_cut() {
        let keywords = vec!["word ".repeat(100); 1_000];
        let article = article(Draft { keywords, ..draft("https://example.org/1", None) }, &TopicSet::default(), &[]);
        assert_eq!(article.keywords.len(), MAX_KEYWORDS);
        assert!(article.keywords.iter().all(|word| word.chars().count() <= MAX_KEYWORD_CHARS));
    }

    #[test]
    fn an_endless_text_is_cut_at_a_line() {
        assert_eq!(cut("one\ntwo\nthree".to_owned(), 9), "one\ntwo");
        assert_eq!(cut("одиндва".to_owned(), 4), "один");
        assert_eq!(cut("short".to_owned(), 9), "short");
    }
}
