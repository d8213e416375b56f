//! What was read becomes an [`Article`]: language, keys, fingerprints, topics.
//!
//! Polls and imports both end here, so that an imported article is the same as a polled one.

use jiff::Timestamp;
use url::Url;

use crate::analysis::copies;
use crate::analysis::stories::Profile;
use crate::analysis::topics::{Listing, Subject, TopicSet};
use crate::model::{Address, Article, ArticleKey, LanguageCode, Moment, Published, TextOrigin, Translation};
use crate::read::article::credits;
use crate::text;
use crate::text::url::AddressRules;

/// The longest text that is kept, in characters. Longer ones are cut at the last whole line: a book is not an article,
/// and an outcome must stay under 900 kB.
const MAX_TEXT_CHARS: usize = 200_000;

/// The longest title that is kept, in characters.
const MAX_TITLE_CHARS: usize = 1_000;

/// The most keywords that are kept, and the longest of them in characters. Some pages list hundreds, for search engines.
const MAX_KEYWORDS: usize = 50;
const MAX_KEYWORD_CHARS: usize = 200;

/// The most links that are kept, and the longest of them in bytes.
const MAX_LINKS: usize = 32;
const MAX_LINK_BYTES: usize = 1_000;

/// An article before it is analysed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The address that answered, or that the article is known by.
    pub url: String,
    /// The key of the item that led here, where it has no address.
    pub name_key: Option<ArticleKey>,
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
    /// The agencies that its page or its source credits it to; what the text itself says is found anew.
    pub credits: Vec<String>,
    /// Where the links of its text lead.
    pub links: Vec<String>,
    /// Where its page says that it stands in other languages.
    pub translations: Vec<(LanguageCode, Url)>,
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

/// Makes the article of a draft, which was listed by the sources `seen`; by `rules` its addresses are compared.
#[must_use]
pub fn article(draft: Draft, topics: &TopicSet, rules: &AddressRules, seen: &[Listing]) -> Article {
    let addresses = addresses(&draft, rules);
    let key = draft.canonical_url.as_deref().and_then(|url| key_of(url, rules)).or_else(|| key_of(&draft.url, rules));
    let key = key.unwrap_or_else(|| item_key(&draft, rules));
    let title = cut(draft.title, MAX_TITLE_CHARS);
    let text = cut(draft.text, MAX_TEXT_CHARS);
    let detected = if draft.is_language_certain { None } else { text::language::detect(&title, &text) };
    let language_confidence = match &detected {
        Some(detected) => Some(detected.confidence),
        None => draft.language_confidence,
    };
    let language_confidence = language_confidence.map(|confidence| confidence.clamp(0.0, 1.0));
    let language = detected.map(|detected| detected.code).or(draft.language);
    let word_count = u32::try_from(text::tokens::count_words(&text)).unwrap_or(u32::MAX);
    let subject = Subject { title: &title, text: &text, language: language.as_ref(), seen: Some(seen) };
    let matches = topics.tag(&subject);
    let translations = translations(draft.translations, language.as_ref(), &addresses, rules);
    let links = links(&draft.links, &addresses, rules);
    let own = rules.canonical_forms([Some(&draft.url), draft.canonical_url.as_deref()]);
    let profile = Profile::of(&title, &text, language.as_ref().map(LanguageCode::as_str));
    let credits = credits::joined([draft.credits, credits::of_text(&text)]);
    let credits = credits::or_own(credits, Url::parse(&draft.url).ok().as_ref());
    Article {
        key,
        addresses,
        url: draft.url,
        canonical_url: draft.canonical_url,
        fingerprints: copies::fingerprints(&title, &text),
        profile: profile.map(|profile| profile.citing(&links, &own).pack()),
        title,
        text,
        text_from: draft.text_from,
        summary: draft.summary,
        authors: draft.authors,
        credits,
        links,
        translations,
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

/// Canonical addresses, each once and none of its own, in their order.
fn links(found: &[String], addresses: &[Address], rules: &AddressRules) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for url in found.iter().filter_map(|url| Url::parse(url).ok()).filter_map(text::url::fetchable) {
        let link = rules.canonical(&url);
        let is_own = || addresses.iter().any(|address| address.key == text::hash::article_key(&link));
        if links.len() < MAX_LINKS && link.len() <= MAX_LINK_BYTES && !links.contains(&link) && !is_own() {
            links.push(link);
        }
    }
    links
}

/// The same article in other languages than its own, at other addresses than its own.
fn translations(
    claimed: Vec<(LanguageCode, Url)>,
    own: Option<&LanguageCode>,
    addresses: &[Address],
    rules: &AddressRules,
) -> Vec<Translation> {
    let translation = |(language, url): (LanguageCode, Url)| {
        let key = rules.key(&url);
        let is_other = own != Some(&language) && addresses.iter().all(|address| address.key != key);
        is_other.then(|| Translation { language, address: Address { key, url: url.into() } })
    };
    let mut translations: Vec<Translation> = claimed.into_iter().filter_map(translation).collect();
    translations.sort_by(|one, other| one.address.key.cmp(&other.address.key));
    translations.dedup_by(|one, other| one.address.key == other.address.key);
    translations
}

/// Every address by which the article is found again, the listed one first, each key once.
fn addresses(draft: &Draft, rules: &AddressRules) -> Vec<Address> {
    let mut addresses = vec![Address { key: item_key(draft, rules), url: draft.listed_url.clone() }];
    for url in [Some(&draft.url), draft.canonical_url.as_ref()].into_iter().flatten() {
        let Some(key) = key_of(url, rules) else { continue };
        if addresses.iter().all(|known| known.key != key) {
            addresses.push(Address { key, url: url.clone() });
        }
    }
    addresses
}

/// The key of the item that led to an article.
fn item_key(draft: &Draft, rules: &AddressRules) -> ArticleKey {
    let key = draft.name_key.clone().or_else(|| key_of(&draft.listed_url, rules));
    key.unwrap_or_else(|| text::hash::article_key(&draft.listed_url))
}

fn key_of(url: &str, rules: &AddressRules) -> Option<ArticleKey> {
    Url::parse(url).ok().map(|url| rules.key(&url))
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
            name_key: None,
            listed_url: listed_url.to_owned(),
            canonical_url: canonical.map(str::to_owned),
            title: "Talks resume".to_owned(),
            text: "Both sides met in Geneva.".to_owned(),
            text_from: TextOrigin::Page,
            summary: None,
            authors: Vec::new(),
            credits: Vec::new(),
            links: Vec::new(),
            translations: Vec::new(),
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
        let article = article(draft, &TopicSet::default(), AddressRules::built_in(), &[]);
        let urls: Vec<&str> = article.addresses.iter().map(|address| address.url.as_str()).collect();
        assert_eq!(urls, ["https://example.org/listed", "https://example.org/final", "https://example.org/canonical"]);
        assert_eq!(Some(article.key), key_of("https://example.org/canonical", AddressRules::built_in()));
    }

    #[test]
    fn equal_addresses_are_kept_once() {
        let article =
            article(draft("https://example.org/listed", None), &TopicSet::default(), AddressRules::built_in(), &[]);
        assert_eq!(article.addresses.len(), 1);
    }

    #[test]
    fn the_confidence_is_that_of_the_text_that_is_stored() {
        let page = "https://example.org/final";
        let measured = |title: &str, text: &str| {
            let draft = Draft { title: title.to_owned(), text: text.to_owned(), ..draft(page, None) };
            let article = article(draft, &TopicSet::default(), AddressRules::built_in(), &[]);
            (article.language, article.language_confidence)
        };
        let russian = "Обе стороны встретились в Женеве и договорились продолжить переговоры.";
        let (language, confidence) = measured("Переговоры возобновились", russian);
        assert_eq!(language, LanguageCode::from_tag("ru"));
        assert!(confidence.is_some_and(|confidence| confidence > 0.5 && confidence <= 1.0));
        assert_eq!(measured("", "12"), (LanguageCode::from_tag("en"), Some(0.9)), "what the page's reader said");
    }

    #[test]
    fn links_are_canonical_and_lead_elsewhere() {
        let links = [
            "http://www.ministry.test/statement/1?utm_source=x",
            "https://ministry.test/statement/1#top",
            "https://example.org/canonical",
            "https://example.org/listed",
            "no address",
        ];
        let draft = Draft {
            links: links.iter().map(|link| (*link).to_owned()).collect(),
            ..draft("https://example.org/final", Some("https://example.org/canonical"))
        };
        let article = article(draft, &TopicSet::default(), AddressRules::built_in(), &[]);
        assert_eq!(article.links, ["https://ministry.test/statement/1"]);
    }

    #[test]
    fn keywords_without_end_are_cut() {
        let keywords = vec!["word ".repeat(100); 1_000];
        let article = article(
            Draft { keywords, ..draft("https://example.org/1", None) },
            &TopicSet::default(),
            AddressRules::built_in(),
            &[],
        );
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
