//! What a page and its source say of an article together: the same for a page that was just fetched and for one that was
//! kept.

use jiff::Timestamp;
use url::Url;

use super::enrich::Draft;
use super::{arrival, key, obstacle, request};
use crate::fetch::Failure;
use crate::model::{DateOrigin, ErrorKind, FullText, Item, Published, Source, TextOrigin, Warning};
use crate::read::article::rules::{RuleSet, Rules};
use crate::read::article::{self, Extracted, credits};
use crate::text;
use crate::text::url::AddressRules;

/// A page as it came.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer<'a> {
    /// The decompressed body, in whatever charset.
    pub(super) body: &'a [u8],
    /// The header of that name.
    pub(super) content_type: Option<&'a str>,
    /// The address that answered.
    pub(super) url: &'a Url,
    /// When it did.
    pub(super) fetched_at: Timestamp,
}

/// A page that was read.
pub(super) struct ReadPage {
    /// What it says.
    pub(super) extracted: Extracted,
    /// What was noticed.
    pub(super) warnings: Vec<Warning>,
}

/// The encoding that the source is given, for pages of its own site; articles of others speak for themselves.
pub(super) fn own_encoding<'s>(source: &'s Source, url: &Url) -> Option<&'s str> {
    source.encoding.as_deref().filter(|_| request::is_own_site(source, url))
}

/// Reads the page of an article; `asked` is the address that the source listed. Fails where a redirect led to something
/// else, or something stands in the article's way.
pub(super) fn read_page(
    source: &Source,
    item: &Item,
    asked: &Url,
    answer: &Answer<'_>,
    rules: &RuleSet,
    addresses: &AddressRules,
) -> Result<ReadPage, Failure> {
    let converted = own_encoding(source, answer.url).map(|label| text::charset::to_utf8(answer.body, label));
    let answer = Answer { body: converted.as_deref().unwrap_or(answer.body), ..*answer };
    let page = article::Page {
        body: answer.body,
        content_type: answer.content_type,
        url: Some(answer.url),
        fetched_at: answer.fetched_at,
        listed: Some(item),
        rules: Some(Rules { set: rules, source: Some(&source.id) }),
    };
    let (extracted, warnings) = article::read(&page);
    check_arrival(item, asked, &answer, &extracted, addresses)?;
    Ok(ReadPage { extracted, warnings })
}

/// The article of a page that answered at `url`, before it is analysed.
pub(super) fn draft(source: &Source, item: &Item, url: &Url, fetched_at: Timestamp, page: Extracted) -> Draft {
    let mut draft = draft_of_item(source, item, fetched_at);
    draft.url = url.to_string();
    merge(&mut draft, page, source.full_text);
    draft
}

fn check_arrival(
    item: &Item,
    asked: &Url,
    answer: &Answer<'_>,
    page: &Extracted,
    addresses: &AddressRules,
) -> Result<(), Failure> {
    let refused = |kind, detail| Err(Failure { kind, status: None, detail, retry_after: None });
    let words = format!("{}\n{}", page.title.as_deref().unwrap_or_default(), page.text);
    let is_moved = addresses.key(asked) != addresses.key(answer.url);
    if is_moved && arrival::is_elsewhere(answer.url, &item.title, &words) {
        let detail =
            format!("{asked} leads to {}, which is not the article: a login, consent or home page?", answer.url);
        return refused(ErrorKind::Denied, detail);
    }
    match obstacle::in_place_of_article(answer.body, answer.content_type, answer.url, &item.title, &page.text) {
        Some(detail) => refused(ErrorKind::Interstitial, detail),
        None => Ok(()),
    }
}

/// Puts what the page says over what the feed said. The feed's text stays where it is the longer one.
fn merge(draft: &mut Draft, page: Extracted, full_text: FullText) {
    let page_words = text::tokens::count_words(&page.text);
    let is_page_better = full_text == FullText::Page || page_words >= text::tokens::count_words(&draft.text);
    draft.page_words = Some(u32::try_from(page_words).unwrap_or(u32::MAX));
    draft.kind = Some(page.kind.as_str().to_owned());
    if is_page_better {
        draft.text = page.text;
        draft.links = page.links.into_iter().map(String::from).collect();
        draft.text_from = TextOrigin::Page;
    }
    if let Some(title) = page.title {
        draft.title = title;
    }
    if !page.authors.is_empty() {
        draft.authors = page.authors;
    }
    draft.credits = credits::joined([page.credits, std::mem::take(&mut draft.credits)]);
    draft.translations = page.translations;
    // The reader of pages has weighed the listed date with the others; its verdict stands, also when it is none.
    draft.published = page.published;
    draft.modified = page.modified.or(draft.modified);
    draft.language_confidence = page.language_confidence.filter(|_| page.language.is_some());
    draft.language = page.language.or(draft.language.take());
    draft.section = page.section;
    if !page.keywords.is_empty() {
        draft.keywords = page.keywords;
    }
    draft.summary = page.summary.or(draft.summary.take());
    draft.image = page.image.or(draft.image.take());
    draft.site = page.site;
    draft.canonical_url = page.canonical_url;
}

/// What the source said of an article, as a draft; the key is that of the item.
pub(super) fn draft_of_item(source: &Source, item: &Item, fetched_at: Timestamp) -> Draft {
    let url = item.url.clone().unwrap_or_else(|| source.url.clone());
    Draft {
        name_key: key::address(item).is_none().then(|| key::of_name(&source.id, item)),
        listed_url: url.clone(),
        url,
        canonical_url: None,
        title: item.title.clone(),
        text: item.content.clone().or_else(|| item.summary.clone()).unwrap_or_default(),
        text_from: TextOrigin::Feed,
        summary: item.summary.clone(),
        authors: item.authors.clone(),
        credits: credits::of_authors(&item.authors),
        links: item.links.clone(),
        translations: Vec::new(),
        language: item.language.clone().or_else(|| source.language.clone()),
        language_confidence: None,
        is_language_certain: false,
        published: item.published.map(|at| Published { at, from: DateOrigin::Feed }),
        modified: item.updated,
        site: None,
        image: item.image.clone(),
        section: None,
        keywords: item.keywords.clone(),
        kind: None,
        page_words: None,
        fetched_at,
        external_id: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceId, SourceKind};

    #[test]
    fn the_words_of_a_page_are_counted_also_where_the_feed_says_more() {
        let id = SourceId::parse("paper").expect("an id");
        let source = Source::new(id, "https://example.org/".to_owned(), SourceKind::Feed);
        let item = Item { content: Some("word ".repeat(30)), keywords: vec!["feed".to_owned()], ..Item::default() };
        let merged = |html: &str, full_text| {
            let page = article::Page {
                body: html.as_bytes(),
                content_type: None,
                url: None,
                fetched_at: Timestamp::UNIX_EPOCH,
                listed: None,
                rules: None,
            };
            let mut draft = draft_of_item(&source, &item, Timestamp::UNIX_EPOCH);
            merge(&mut draft, article::read(&page).0, full_text);
            (draft.text_from, draft.page_words)
        };
        let html = "<article><h1>Title</h1><p>The harbour opened again on Monday, as the council had said it would.</p></article>";
        assert_eq!(merged(html, FullText::Auto), (TextOrigin::Feed, Some(13)));
        assert_eq!(merged(html, FullText::Page), (TextOrigin::Page, Some(13)));
        assert_eq!(merged("<h1>Title</h1>", FullText::Auto), (TextOrigin::Feed, Some(0)));
        assert_eq!(draft_of_item(&source, &item, Timestamp::UNIX_EPOCH).keywords, ["feed"]);
    }
}
