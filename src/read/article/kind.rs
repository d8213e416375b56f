//! What kind of page it is, and what a reader of its article should know.
//!
//! **Precision comes first.** What claims to be an article is one, unless it says itself that it is of a special kind; a page
//! that claims nothing is called something else only for several reasons at once, and never while it holds a long text.

mod limits;
mod words;

use serde::{Deserialize, Serialize};
use url::Url;

use super::TextBlock;
use super::TextBlockKind;
use super::document::{Document, Node};
use super::json_ld::Claims;
use super::metadata::Metadata;
use super::run::weight;
use crate::model::article::named_enum;
use crate::read::interstitial::Interstitial;
use crate::read::outward::names_an_article;
pub(super) use limits::warnings;

named_enum!(
    /// What kind of page it is.
    PageKind {
        /// It holds an article.
        Article = "article",
        /// It holds an article of opinion, as it says itself.
        Opinion = "opinion",
        /// It holds an article that grows by short reports.
        LiveBlog = "live-blog",
        /// It leads to articles: a front page, a section, a list.
        Index = "index",
        /// It shows a film, with a few words.
        Video = "video",
        /// It shows pictures, with a few words.
        Gallery = "gallery",
        /// It says that something is not there, or failed.
        Error = "error",
        /// It wants a name and a password.
        Login = "login",
        /// It wants agreement before it shows anything.
        Consent = "consent",
        /// It does not show that it is any of these.
        Other = "other",
    }
);

impl PageKind {
    /// Whether a page of this kind holds an article.
    #[must_use]
    pub fn holds_article(self) -> bool {
        matches!(self, Self::Article | Self::Opinion | Self::LiveBlog)
    }

    /// Whether its text may go on on further pages. Those of a live blog are its older reports.
    pub(super) fn goes_on(self) -> bool {
        matches!(self, Self::Article | Self::Opinion)
    }
}

/// What is known of a page when its kind is asked for.
pub(super) struct Evidence<'a> {
    pub document: &'a Document<'a>,
    pub metadata: &'a Metadata,
    pub claims: &'a Claims,
    pub title: &'a str,
    pub section: Option<&'a str>,
    pub body: &'a [TextBlock],
    pub url: Option<&'a Url>,
    /// What stands in the way of the page, by its build.
    pub obstacle: Option<Interstitial>,
}

/// A page that does not say that it is an article must hold this much text to be taken for one.
const MIN_ARTICLE_WEIGHT: usize = 500;
/// A page with more text than this is none of those that say next to nothing.
const LITTLE_WEIGHT: usize = 700;
/// A page with more running text than this is no list, whatever links stand beside it.
const MAX_INDEX_PROSE: usize = 1_500;
/// The same for a page that only looks like a list.
const MAX_UNSURE_PROSE: usize = 400;
/// Links in whole lines that make a list.
const MIN_TEASERS: usize = 15;
/// A link of so much text is a headline.
const MIN_TEASER_WEIGHT: usize = 25;
/// Pictures that make a gallery.
const MIN_PICTURES: usize = 6;
/// Reports that make a live blog.
const MIN_REPORTS: usize = 8;

/// The kind of a page.
pub(super) fn find(evidence: &Evidence<'_>) -> PageKind {
    let text = evidence.body.iter().map(|block| weight(&block.text)).sum::<usize>();
    let prose = evidence.body.iter().filter(|block| is_prose(block)).map(|block| weight(&block.text)).sum::<usize>();
    let claims_article = evidence.claims.is_article || og_type(evidence).is_some_and(|kind| kind == "article");
    if text == 0 || (!claims_article && prose <= LITTLE_WEIGHT) {
        let other = obstacle(evidence).or_else(|| error(evidence)).or_else(|| picture(evidence));
        if let Some(kind) = other {
            return kind;
        }
    }
    if is_index(evidence, claims_article, prose) {
        return PageKind::Index;
    }
    if text == 0 || !(claims_article || text >= MIN_ARTICLE_WEIGHT) {
        return PageKind::Other;
    }
    if is_live(evidence) {
        PageKind::LiveBlog
    } else if is_opinion(evidence) {
        PageKind::Opinion
    } else {
        PageKind::Article
    }
}

/// Whether a block is a paragraph with sentences in it, and no teaser's line.
fn is_prose(block: &TextBlock) -> bool {
    let is_paragraph = matches!(block.kind, TextBlockKind::Paragraph | TextBlockKind::Quote);
    is_paragraph && weight(&block.text) >= MIN_PROSE_WEIGHT
}

/// A shorter paragraph is a teaser as well as a sentence.
const MIN_PROSE_WEIGHT: usize = 120;

fn og_type(evidence: &Evidence<'_>) -> Option<String> {
    evidence.metadata.first(&["og:type"]).map(|kind| kind.trim().to_ascii_lowercase())
}

fn obstacle(evidence: &Evidence<'_>) -> Option<PageKind> {
    match evidence.obstacle? {
        Interstitial::Login => Some(PageKind::Login),
        Interstitial::Consent => Some(PageKind::Consent),
        Interstitial::BotCheck | Interstitial::Portal => Some(PageKind::Other),
    }
}

/// A page that says in its title or its heading that it is none.
fn error(evidence: &Evidence<'_>) -> Option<PageKind> {
    let headings = evidence.document.elements("h1").take(3).map(|node| evidence.document.line(node));
    let titles = evidence.metadata.title.clone().into_iter().chain(headings).chain([evidence.title.to_owned()]);
    titles.into_iter().any(|title| words::is_error(&title)).then_some(PageKind::Error)
}

/// A page that is there for a film or for pictures.
fn picture(evidence: &Evidence<'_>) -> Option<PageKind> {
    let is_typed = |names: &[&str]| evidence.claims.page_types.iter().any(|name| names.contains(&name.as_str()));
    if is_typed(&["VideoObject"]) || og_type(evidence).is_some_and(|kind| kind.starts_with("video")) {
        return Some(PageKind::Video);
    }
    let is_called = evidence.url.is_some_and(|url| steps(url).any(|step| words::GALLERIES.contains(&step.as_str())));
    let n_pictures = evidence.document.nodes().iter().filter(|node| node.is_one_of(&["figure", "picture"])).count();
    let is_gallery = is_typed(&["ImageGallery", "MediaGallery"]) || (is_called && n_pictures >= MIN_PICTURES);
    is_gallery.then_some(PageKind::Gallery)
}

/// A page that claims to be no article, holds little running text, and leads to many headlines. A home page or one that
/// says that it is a list may have a long introduction; of any other, not even the address may be that of an article.
fn is_index(evidence: &Evidence<'_>, claims_article: bool, prose: usize) -> bool {
    let Some(url) = evidence.url else { return false };
    let is_home = url.query().is_none() && steps(url).next().is_none();
    let is_list = evidence.claims.page_types.iter().any(|name| LIST_TYPES.contains(&name.as_str()));
    let has_date = evidence.metadata.first(&["article:published_time", "datepublished"]).is_some();
    if evidence.claims.is_article || (claims_article && !is_home) || has_date {
        return false;
    }
    let is_sure = is_home || is_list;
    let max_prose = if is_sure { MAX_INDEX_PROSE } else { MAX_UNSURE_PROSE };
    if prose > max_prose || (!is_sure && names_an_article(url)) {
        return false;
    }
    let teasers = teasers(evidence.document);
    teasers.len() >= MIN_TEASERS && teasers.iter().sum::<usize>() >= prose
}

/// Types of pages that are lists.
const LIST_TYPES: &[&str] = &["CollectionPage", "ItemList", "SearchResultsPage"];

/// The weight of each link that is a headline, menus and feet aside, each address once.
fn teasers(document: &Document<'_>) -> Vec<usize> {
    let mut known = std::collections::HashSet::new();
    let mut skipped_to = 0;
    let mut weights = Vec::new();
    for node in document.nodes() {
        if node.index < skipped_to {
            continue;
        }
        if node.is_one_of(&["nav", "footer", "form"]) {
            skipped_to = node.end;
        } else if node.tag == "a"
            && let Some(address) = node.attr("href").filter(|address| !address.starts_with('#'))
        {
            let text = document.within(node).iter().map(|inner| weight(inner.text.trim())).sum::<usize>();
            if text >= MIN_TEASER_WEIGHT && known.insert(address) {
                weights.push(text);
            }
        }
    }
    weights
}

/// A page that says it is a live blog, or is called so and is built of reports with their times.
fn is_live(evidence: &Evidence<'_>) -> bool {
    let is_called = || evidence.url.is_some_and(|url| steps(url).any(|step| words::is_live(&step)));
    let is_time = |node: &&Node<'_>| node.tag == "time";
    let has_reports = || evidence.document.nodes().iter().filter(is_time).count() >= MIN_REPORTS;
    evidence.claims.types.iter().any(|name| name == "LiveBlogPosting") || (is_called() && has_reports())
}

/// A page that says it is an opinion, or stands in the section for those.
fn is_opinion(evidence: &Evidence<'_>) -> bool {
    let is_typed = evidence.claims.types.iter().any(|name| name == "OpinionNewsArticle");
    let is_section = || evidence.section.is_some_and(words::is_opinion);
    let is_called = || evidence.url.is_some_and(|url| steps(url).any(|step| words::is_opinion(&step)));
    is_typed || is_section() || is_called()
}

/// The steps of an address's path in lower case.
fn steps(url: &Url) -> impl Iterator<Item = String> {
    let steps = url.path_segments().into_iter().flatten().filter(|step| !step.is_empty());
    steps.map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests;
