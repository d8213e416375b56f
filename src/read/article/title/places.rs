//! The places of a page that give a headline, each without the site's name, and what is no headline among them.

use super::super::document::{Document, Node, plain};
use super::super::metadata::Metadata;
use super::compare::key;
use super::site_name::{Evidence, without_site};

/// A longer headline is a mistake of the template.
const MAX_BYTES: usize = 1_000;
/// Headings of one page that are looked at.
const MAX_HEADINGS: usize = 20;

/// A headline as one place gives it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// What it says.
    pub text: String,
    /// Its letters and digits, folded: equal keys are equal headlines.
    pub key: String,
}

impl Place {
    fn new(text: String) -> Self {
        let key = key(&text);
        Self { text, key }
    }
}

/// Whether a heading leads to the home page: then it is the site's name, in words or as a picture.
fn is_logo(document: &Document<'_>, heading: &Node<'_>) -> bool {
    document.within(heading).iter().filter(|node| node.tag == "a").filter_map(|link| link.attr("href")).any(is_home)
}

/// Whether an address has no path.
fn is_home(address: &str) -> bool {
    let address = address.trim();
    let path =
        address.split_once("//").map_or(address, |(_, rest)| rest.find('/').map_or("/", |at| rest.split_at(at).1));
    path == "/"
}

/// Elements within a heading that say something of the article, not what it is called.
const BESIDE_A_HEADLINE: &[&str] = &["small", "time"];

/// All places of a page.
#[derive(Debug)]
pub(super) struct Places {
    /// The `h1` elements.
    pub headings: Vec<Place>,
    /// Structured data.
    pub claimed: Option<Place>,
    /// What those who share the page are given.
    pub shared: Option<Place>,
    /// Less common elements of the head.
    pub named: Option<Place>,
    /// The `title` element, which search engines show.
    pub searched: Option<Place>,
    /// The feed or list that named the page.
    pub listed: Option<Place>,
}

impl Places {
    /// Reads all places of a page.
    pub(super) fn read(
        document: &Document<'_>,
        metadata: &Metadata,
        claimed: Option<&str>,
        listed: Option<&str>,
        site_names: &[String],
    ) -> Self {
        let headings = document.elements("h1").filter(|node| !is_logo(document, node)).take(MAX_HEADINGS);
        let headings = headings.map(|node| unescape(document.line_without(node, BESIDE_A_HEADLINE)));
        let headings = headings.filter(|line| is_usable(line)).collect::<Vec<_>>();
        let written = [
            claimed.map(str::to_owned),
            metadata.first(&["og:title", "twitter:title"]).map(plain),
            metadata.first(NAMES).map(plain),
            metadata.title.clone(),
            listed.map(str::to_owned),
        ];
        let written = written.map(|title| title.map(unescape).filter(|title| is_usable(title)));
        let keys = headings.iter().chain(written.iter().flatten()).map(|title| key(title)).collect::<Vec<_>>();
        let evidence = Evidence { site_names, keys: &keys };
        let clean = |title: &String| {
            let title = without_site(title, &evidence);
            (is_usable(title) && !evidence.is_site(title)).then(|| Place::new(title.to_owned()))
        };
        let [claimed, shared, named, searched, listed] = written.map(|title| title.as_ref().and_then(clean));
        let headings = headings.iter().filter_map(clean).collect();
        Self { headings, claimed, shared, named, searched, listed }
    }

    /// All places but the headings, in order of trust.
    pub(super) fn others(&self) -> impl Iterator<Item = &Place> + Clone {
        [&self.claimed, &self.shared, &self.named, &self.searched, &self.listed].into_iter().flatten()
    }

    /// The first of the others that is not cut off, where another one has the whole.
    pub(super) fn first(&self) -> Option<&Place> {
        let is_cut = |place: &Place| {
            let stem = place.text.trim_end_matches(['.', '…', ' ']);
            let goes_on = |rest: &str| rest.trim_start().starts_with(char::is_alphanumeric);
            self.others().any(|other| other.text.strip_prefix(stem).is_some_and(goes_on))
        };
        self.others().find(|place| !is_cut(place)).or_else(|| self.others().next())
    }
}

/// Less common names of elements that hold the headline.
const NAMES: &[&str] = &["headline", "title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"];

/// Some templates escape what is escaped already, and readers see `&amp;`.
fn unescape(title: String) -> String {
    let has_reference = title.split('&').skip(1).any(|rest| rest.get(..12).unwrap_or(rest).contains(';'));
    if has_reference && !title.contains('<') { plain(&title) } else { title }
}

fn is_usable(title: &str) -> bool {
    title.len() <= MAX_BYTES && title.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some()
}
