//! A page to an article: its text, title, authors, dates, language and address.
//!
//! Each file below holds one kind of evidence; this one asks them in order. It knows nothing of sources and polls but what
//! the feed said of the page, which is evidence like any other.
//!
//! **Invariant**: any bytes give a value, in time linear in their number; nothing is invented.

pub mod agencies;
mod authors;
mod blocks;
mod body;
mod canonical;
mod clutter;
pub mod credits;
mod dates;
mod document;
mod explanation;
mod gathered;
mod hints;
mod json_ld;
mod kind;
mod links;
mod metadata;
pub mod pages;
mod prose;
mod repetition;
pub mod rules;
mod run;
mod subjects;
mod title;
pub mod training;
mod translations;

use std::iter;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::model::article::named_enum;
use crate::model::{DateOrigin, Item, LanguageCode, Moment, Published, Warning};
use crate::read::dom;
use crate::read::interstitial::{self, Interstitial};
use crate::text::{charset, language};

use document::Document;
pub use explanation::{DateCandidate, Explanation, JudgedLine, TriedRule};
use gathered::Gathered;
pub use kind::PageKind;
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
    /// The agencies that it is credited to, by the names of `agencies.toml`.
    pub credits: Vec<String>,
    /// Where the links of the text lead, in document order, each once.
    pub links: Vec<Url>,
    /// Where the page says that the same article stands in other languages.
    pub translations: Vec<(LanguageCode, Url)>,
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
    let Reading { page, first, explains, .. } = *reading;
    let gathered = Gathered::read(document, page.url);
    let Gathered { metadata, claims, blocks, clutter, site_names, .. } = &gathered;
    let mut rules = Application::new(document, page.rules, page.url, metadata.canonical.as_deref());
    let title = rules
        .title(|title| title::clean(title, site_names))
        .or_else(|| gathered.title(page.listed.map(|item| item.title.as_str())));
    let summary = gathered.summary();
    let known = gathered.known(title.as_deref(), summary.as_deref());
    let body = rules.body(known.title, blocks, explains).unwrap_or_else(|| {
        let without_removed = rules.without_removed();
        body::read(document, without_removed.as_ref().unwrap_or(blocks), clutter, &known, explains)
    });
    let text = body.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    let detected = language::detect(known.title, &text);
    let language_confidence = detected.as_ref().map(|detected| detected.confidence);
    let language = detected.map(|detected| detected.code).or_else(|| gathered.language_tag());
    let dates = gathered.dates(page, known.title, language.as_ref());
    let ruled_date = rules.date(language.as_ref(), page.fetched_at);
    let section = subjects::section(document, metadata, claims, known.title, site_names);
    let canonical_url = canonical::find(metadata, page.url).map(String::from);
    warnings.extend(gathered.warnings(&text, canonical_url.is_some()));
    let evidence = gathered.kind_evidence(reading, known.title, section.as_deref(), &body.blocks);
    let kind = kind::find(&evidence);
    warnings.extend(kind::warnings(&evidence, kind));
    let next_page = page.url.and_then(|url| {
        let base = metadata.base_url(Some(url)).unwrap_or_else(|| url.clone());
        let by_itself = || pages::next(document, url, &base, first).filter(|_| kind.goes_on());
        rules.next_page(url, &base).or_else(by_itself)
    });
    let credits = credits::or_own(gathered.credits(known.title, &text), page.url);
    let base = metadata.base_url(page.url);
    let links = links::find(document, &body.links, page.url, base.as_ref(), canonical_url.as_deref());
    let extracted = Extracted {
        credits,
        links,
        translations: translations::find(document, page.url, base.as_ref()),
        authors: rules.authors(authors::of_rule).unwrap_or_else(|| gathered.authors(known.title)),
        published: ruled_date.map(|at| Published { at, from: DateOrigin::Rule }).or(dates.published),
        modified: dates.modified.filter(|moment| ruled_date.is_none_or(|at| moment.date() >= at.date())),
        canonical_url,
        image: gathered.image(page.url),
        next_page,
        kind,
        title,
        text,
        blocks: body.blocks,
        language,
        language_confidence,
        summary,
        section,
        keywords: subjects::keywords(metadata, claims),
        encoding: reading.encoding,
        site: gathered.site,
    };
    let dates = weighed_dates(ruled_date, dates.candidates);
    (extracted, Explanation { lines: body.lines, dates, rules: rules.finish(warnings) })
}

/// The dates that were weighed; that of a rule overrules the others.
fn weighed_dates(ruled: Option<Moment>, candidates: Vec<DateCandidate>) -> Vec<DateCandidate> {
    match ruled {
        Some(at) => {
            iter::once(rules::candidate(at)).chain(candidates.into_iter().map(DateCandidate::overruled)).collect()
        }
        None => candidates,
    }
}

#[cfg(test)]
mod tests;
