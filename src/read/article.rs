//! A page to an article: its text, title, authors, dates, language and address.
//!
//! Each file below holds one kind of evidence; this one asks them in order. It knows nothing of sources and polls but what
//! the feed said of the page, which is evidence like any other.
//!
//! **Invariant**: any bytes give a value, in time linear in their number; nothing is invented.

mod authors;
mod blocks;
mod body;
mod canonical;
mod clutter;
mod dates;
mod document;
mod explanation;
mod hints;
mod json_ld;
mod kind;
mod metadata;
pub mod pages;
mod prose;
mod repetition;
pub mod rules;
mod run;
mod subjects;
mod title;
pub mod training;

use std::iter;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::model::article::named_enum;
use crate::model::{DateOrigin, Item, LanguageCode, Moment, Published, Warning};
use crate::read::dom;
use crate::read::interstitial::{self, Interstitial};
use crate::text::{charset, language, url as address};

use clutter::Clutter;
use document::Document;
pub use explanation::{DateCandidate, Explanation, JudgedLine, TriedRule};
use json_ld::Claims;
pub use kind::PageKind;
use metadata::Metadata;
use rules::{Application, Rules};

/// A fetched page.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The bytes of the answer.
    pub body: &'a [u8],
    /// The HTTP header of that name.
    pub content_type: Option<&'a str>,
    /// The address that answered.
    pub url: Option<&'a Url>,
    /// When it was fetched.
    pub fetched_at: Timestamp,
    /// What the feed or list said that named it.
    pub listed: Option<&'a Item>,
    /// The user's rules for it.
    pub rules: Option<Rules<'a>>,
}

/// What a page says; what it does not say is `None` or empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// The body as plain text, one block a line, in document order.
    pub text: String,
    /// The same with what each block is.
    pub blocks: Vec<TextBlock>,
    /// People and agencies that wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed; not before it was published.
    pub modified: Option<Moment>,
    /// The language of the text; the page's own tag only where the text is too short to tell.
    pub language: Option<LanguageCode>,
    /// How sure the language is, 0 to 1; `None` where it is only the page's own tag.
    pub language_confidence: Option<f64>,
    /// The name of the site.
    pub site: Option<String>,
    /// The address that the page claims for itself, if it can be believed.
    pub canonical_url: Option<String>,
    /// The main image's absolute address.
    pub image: Option<String>,
    /// The teaser that the page gives to others.
    pub summary: Option<String>,
    /// The part of the paper that it stands in.
    pub section: Option<String>,
    /// What the page itself says it is about.
    pub keywords: Vec<String>,
    /// What kind of page it is.
    pub kind: PageKind,
    /// Where the article goes on, if it has further pages.
    pub next_page: Option<Url>,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
}

/// A block of an article's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextBlock {
    /// What it is.
    pub kind: TextBlockKind,
    /// Its text in one line.
    pub text: String,
}

impl TextBlock {
    /// The cells of a table's row; the whole text of any other block.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        let separator = if self.kind == TextBlockKind::TableRow { blocks::CELL_SEPARATOR.trim() } else { "\n" };
        self.text.split(separator).map(str::trim)
    }
}

named_enum!(
    /// What a block of the body is.
    TextBlockKind {
        /// Running text.
        Paragraph = "paragraph",
        /// A heading within the text.
        Heading = "heading",
        /// An item of a list.
        ListItem = "list-item",
        /// A quotation.
        Quote = "quote",
        /// The words under a picture.
        Caption = "caption",
        /// A row of a table.
        TableRow = "table-row",
    }
);

/// Reads a page.
#[must_use]
pub fn read(page: &Page<'_>) -> (Extracted, Vec<Warning>) {
    let (extracted, warnings, _) = read_page(page, None, false);
    (extracted, warnings)
}

/// Reads a later page of the article that begins at `first`.
#[must_use]
pub fn read_later(page: &Page<'_>, first: &Url) -> Extracted {
    read_page(page, Some(first), false).0
}

/// Reads a page, and tells why these lines are its text and this its date.
#[must_use]
pub fn explain(page: &Page<'_>) -> (Extracted, Vec<Warning>, Explanation) {
    read_page(page, None, true)
}

/// `first` is where the article begins, if this is a later page of it; `explains` asks for the reasons.
fn read_page(page: &Page<'_>, first: Option<&Url>, explains: bool) -> (Extracted, Vec<Warning>, Explanation) {
    let decoded = charset::decode_html(page.body, page.content_type, page.url.and_then(Url::host_str));
    let (html, mut warnings) = dom::parse_page(&decoded.text);
    if decoded.had_errors {
        warnings.push(Warning::new("charset-errors", format!("some bytes are not {}", decoded.encoding)));
    }
    let document = Document::flatten(&html);
    let obstacle = page.url.and_then(|url| interstitial::recognise_page(&html, url));
    let reading = Reading { page, first, obstacle, encoding: decoded.encoding, explains };
    let (extracted, explanation) = extract(&document, &reading, &mut warnings);
    if let Some(next) = &extracted.next_page {
        warnings.push(Warning::new("multi-page", format!("the article goes on at {next:.500}")));
    }
    (extracted, warnings, explanation)
}

/// What is asked of a page.
struct Reading<'p> {
    page: &'p Page<'p>,
    /// Where the article begins, if this is a later page of it.
    first: Option<&'p Url>,
    /// What stands in the way of the page.
    obstacle: Option<Interstitial>,
    encoding: &'static str,
    /// Whether the reasons are wanted.
    explains: bool,
}

fn extract(document: &Document<'_>, reading: &Reading<'_>, warnings: &mut Vec<Warning>) -> (Extracted, Explanation) {
    let Reading { page, first, obstacle, encoding, explains } = *reading;
    let metadata = Metadata::read(document);
    let claims =
        json_ld::read(document, metadata.first(&["og:title"]).or(metadata.title.as_deref()).unwrap_or_default());
    let blocks = blocks::read(document);
    let clutter = Clutter::find(document, &blocks);

    let site = site(&metadata, &claims);
    let site_names = site_names(site.as_deref(), &claims, page.url);
    let listed_title = page.listed.map(|item| item.title.as_str());
    let mut rules = Application::new(document, page.rules, page.url, metadata.canonical.as_deref());
    let title = rules
        .title(|title| title::clean(title, &site_names))
        .or_else(|| title::find(document, &metadata, &claims, listed_title, &site_names));
    let summary = summary(&metadata, &claims);
    let known = body::Known {
        title: title.as_deref().unwrap_or_default(),
        summary: summary.as_deref(),
        claimed: claims.body.as_deref(),
    };
    let body = rules.body(known.title, &blocks, explains).unwrap_or_else(|| {
        let without_removed = rules.without_removed();
        body::read(document, without_removed.as_ref().unwrap_or(&blocks), &clutter, &known, explains)
    });
    let text = body.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");

    let detected = language::detect(known.title, &text);
    let language_confidence = detected.as_ref().map(|detected| detected.confidence);
    let language = detected.map(|detected| detected.code).or_else(|| language_tag(&metadata, &claims));
    let dates = dates::find(&dates::Evidence {
        document,
        blocks: &blocks,
        clutter: &clutter,
        metadata: &metadata,
        claims: &claims,
        title: known.title,
        url: page.url,
        listed: page.listed,
        language: language.as_ref(),
        fetched_at: page.fetched_at,
    });
    let ruled_date = rules.date(language.as_ref(), page.fetched_at);
    let section = subjects::section(document, &metadata, &claims, known.title, &site_names);
    let canonical_url = canonical::find(&metadata, page.url).map(String::from);
    warn(warnings, &metadata, &claims, &text, canonical_url.is_some());
    let evidence = kind::Evidence {
        document,
        metadata: &metadata,
        claims: &claims,
        title: known.title,
        section: section.as_deref(),
        body: &body.blocks,
        url: page.url,
        obstacle,
    };
    let kind = kind::find(&evidence);
    warnings.extend(kind::warnings(&evidence, kind));
    let extracted = Extracted {
        authors: rules.authors(authors::of_rule).unwrap_or_else(|| {
            authors::find(&authors::Evidence {
                document,
                blocks: &blocks,
                clutter: &clutter,
                metadata: &metadata,
                claims: &claims,
                title: known.title,
                site_names: &site_names,
            })
        }),
        published: ruled_date.map(|at| Published { at, from: DateOrigin::Rule }).or(dates.published),
        modified: dates.modified.filter(|moment| ruled_date.is_none_or(|at| moment.date() >= at.date())),
        canonical_url,
        image: image(&metadata, &claims, page.url),
        next_page: page.url.and_then(|url| {
            let base = metadata.base_url(Some(url)).unwrap_or_else(|| url.clone());
            let by_itself = || pages::next(document, url, &base, first).filter(|_| kind.goes_on());
            rules.next_page(url, &base).or_else(by_itself)
        }),
        kind,
        title,
        text,
        blocks: body.blocks,
        language,
        language_confidence,
        site,
        summary,
        section,
        keywords: subjects::keywords(&metadata, &claims),
        encoding,
    };
    let dates = match ruled_date {
        Some(at) => {
            iter::once(rules::candidate(at)).chain(dates.candidates.into_iter().map(DateCandidate::overruled)).collect()
        }
        None => dates.candidates,
    };
    (extracted, Explanation { lines: body.lines, dates, rules: rules.finish(warnings) })
}

fn warn(warnings: &mut Vec<Warning>, metadata: &Metadata, claims: &Claims, text: &str, has_canonical: bool) {
    if claims.was_broken {
        warnings.push(Warning::new("json-ld-broken", "a block of JSON-LD cannot be read"));
    }
    if let Some(canonical) = metadata.canonical.as_deref().filter(|_| !has_canonical) {
        warnings.push(Warning::new("canonical-ignored", format!("`{canonical:.200}` is not this article's address")));
    }
    if text.is_empty() {
        warnings.push(Warning::new("no-text", "the page holds no running text"));
    }
}

/// The name of the site as it stands.
fn site(metadata: &Metadata, claims: &Claims) -> Option<String> {
    let tagged = metadata.first(&["og:site_name", "application-name", "dc.publisher", "dcterms.publisher"]);
    let name = tagged.map(document::plain).filter(|name| !name.is_empty()).or_else(|| claims.publisher.clone());
    name.filter(|name| name.len() <= MAX_SITE_BYTES)
}

/// A longer name is a slogan.
const MAX_SITE_BYTES: usize = 200;

/// Every name that the site goes by, its domain among them.
fn site_names(site: Option<&str>, claims: &Claims, url: Option<&Url>) -> Vec<String> {
    let domain = url.and_then(Url::host_str).map(address::registrable_domain);
    let label = domain.and_then(|domain| domain.split('.').next());
    let names = [site, claims.publisher.as_deref(), domain, label];
    names.into_iter().flatten().filter(|name| (1..=MAX_SITE_BYTES).contains(&name.len())).map(str::to_owned).collect()
}

fn summary(metadata: &Metadata, claims: &Claims) -> Option<String> {
    let tagged = metadata.first(&["og:description", "description", "twitter:description"]).map(document::plain);
    let summary = tagged.or_else(|| claims.description.clone());
    summary.filter(|summary| (1..=MAX_SUMMARY_BYTES).contains(&summary.len()))
}

/// A longer teaser is the text itself.
const MAX_SUMMARY_BYTES: usize = 4_000;

fn image(metadata: &Metadata, claims: &Claims, url: Option<&Url>) -> Option<String> {
    let tagged =
        metadata.first(&["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"]);
    let address = tagged.or(claims.image.as_deref())?;
    let base = metadata.base_url(url).or_else(|| url.cloned());
    let absolute = match base {
        Some(base) => address::resolve(&base, address),
        None => Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https")),
    };
    absolute.filter(|url| url.as_str().len() <= canonical::MAX_URL_BYTES).map(String::from)
}

fn language_tag(metadata: &Metadata, claims: &Claims) -> Option<LanguageCode> {
    let tags =
        [claims.language.as_deref(), metadata.language.as_deref(), metadata.first(&["og:locale", "content-language"])];
    tags.into_iter().flatten().find_map(LanguageCode::from_tag)
}

#[cfg(test)]
mod tests;
