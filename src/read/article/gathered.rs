//! What a page says, gathered once before anything is decided: its head, its structured data, its lines, its names.

use url::Url;

use super::blocks::{self, Block};
use super::clutter::Clutter;
use super::dates::{self, Dates};
use super::document::{self, Document};
use super::json_ld::{self, Claims};
use super::metadata::Metadata;
use super::{Page, Reading, TextBlock, authors, body, canonical, credits, kind, title};
use crate::model::{LanguageCode, Warning};
use crate::text::url as address;

/// A longer name of a site is a slogan.
const MAX_SITE_BYTES: usize = 200;
/// A longer teaser is the text itself.
const MAX_SUMMARY_BYTES: usize = 4_000;

/// What a page says.
pub(super) struct Gathered<'d> {
    pub document: &'d Document<'d>,
    pub metadata: Metadata,
    pub claims: Claims,
    /// Its lines.
    pub blocks: Vec<Block>,
    pub clutter: Clutter,
    /// The name of the site as it stands.
    pub site: Option<String>,
    /// Every name that the site goes by, its domain among them.
    pub site_names: Vec<String>,
}

impl<'d> Gathered<'d> {
    /// Gathers what a page at an address says.
    pub(super) fn read(document: &'d Document<'d>, url: Option<&Url>) -> Self {
        let metadata = Metadata::read(document);
        let title = metadata.first(&["og:title"]).or(metadata.title.as_deref()).unwrap_or_default();
        let claims = json_ld::read(document, title);
        let blocks = blocks::read(document);
        let clutter = Clutter::find(document, &blocks);
        let site = site(&metadata, &claims);
        let site_names = site_names(site.as_deref(), &claims, url);
        Self { document, metadata, claims, blocks, clutter, site, site_names }
    }

    /// The headline; `listed` comes from a feed.
    pub(super) fn title(&self, listed: Option<&str>) -> Option<String> {
        title::find(self.document, &self.metadata, &self.claims, listed, &self.site_names)
    }

    /// The teaser that the page gives to others.
    pub(super) fn summary(&self) -> Option<String> {
        let tagged = self.metadata.first(&["og:description", "description", "twitter:description"]);
        let summary = tagged.map(document::plain).or_else(|| self.claims.description.clone());
        summary.filter(|summary| (1..=MAX_SUMMARY_BYTES).contains(&summary.len()))
    }

    /// What is known of the article before its text is read.
    pub(super) fn known<'k>(&'k self, title: Option<&'k str>, summary: Option<&'k str>) -> body::Known<'k> {
        body::Known { title: title.unwrap_or_default(), summary, claimed: self.claims.body.as_deref() }
    }

    /// The language that the page claims.
    pub(super) fn language_tag(&self) -> Option<LanguageCode> {
        let named = self.metadata.first(&["og:locale", "content-language"]);
        let tags = [self.claims.language.as_deref(), self.metadata.language.as_deref(), named];
        tags.into_iter().flatten().find_map(LanguageCode::from_tag)
    }

    /// Who wrote it.
    pub(super) fn authors(&self, title: &str) -> Vec<String> {
        authors::find(&self.signs(title))
    }

    /// The agencies that it is credited to.
    pub(super) fn credits(&self, title: &str, text: &str) -> Vec<String> {
        credits::of_page(&self.signs(title), text)
    }

    /// Where a page names those who wrote it.
    fn signs<'e>(&'e self, title: &'e str) -> authors::Evidence<'e> {
        authors::Evidence {
            document: self.document,
            blocks: &self.blocks,
            clutter: &self.clutter,
            metadata: &self.metadata,
            claims: &self.claims,
            title,
            site_names: &self.site_names,
        }
    }

    /// When it was published and changed.
    pub(super) fn dates(&self, page: &Page<'_>, title: &str, language: Option<&LanguageCode>) -> Dates {
        dates::find(&dates::Evidence {
            document: self.document,
            blocks: &self.blocks,
            clutter: &self.clutter,
            metadata: &self.metadata,
            claims: &self.claims,
            title,
            url: page.url,
            listed: page.listed,
            language,
            fetched_at: page.fetched_at,
        })
    }

    /// What the kind of the page is told by.
    pub(super) fn kind_evidence<'k>(
        &'k self,
        reading: &Reading<'k>,
        title: &'k str,
        section: Option<&'k str>,
        body: &'k [TextBlock],
    ) -> kind::Evidence<'k> {
        let Self { document, metadata, claims, .. } = self;
        kind::Evidence {
            document,
            metadata,
            claims,
            title,
            section,
            body,
            url: reading.page.url,
            obstacle: reading.obstacle,
        }
    }

    /// The main image's absolute address.
    pub(super) fn image(&self, url: Option<&Url>) -> Option<String> {
        let names = ["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"];
        let address = self.metadata.first(&names).or(self.claims.image.as_deref())?;
        let base = self.metadata.base_url(url).or_else(|| url.cloned());
        let absolute = match base {
            Some(base) => address::resolve(&base, address),
            None => Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https")),
        };
        absolute.filter(|url| url.as_str().len() <= canonical::MAX_URL_BYTES).map(String::from)
    }

    /// What is odd about the page.
    pub(super) fn warnings(&self, text: &str, has_canonical: bool) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.claims.was_broken {
            warnings.push(Warning::new("json-ld-broken", "a block of JSON-LD cannot be read"));
        }
        if let Some(canonical) = self.metadata.canonical.as_deref().filter(|_| !has_canonical) {
            let detail = format!("`{canonical:.200}` is not this article's address");
            warnings.push(Warning::new("canonical-ignored", detail));
        }
        if text.is_empty() {
            warnings.push(Warning::new("no-text", "the page holds no running text"));
        }
        warnings
    }
}

fn site(metadata: &Metadata, claims: &Claims) -> Option<String> {
    let tagged = metadata.first(&["og:site_name", "application-name", "dc.publisher", "dcterms.publisher"]);
    let name = tagged.map(document::plain).filter(|name| !name.is_empty()).or_else(|| claims.publisher.clone());
    name.filter(|name| name.len() <= MAX_SITE_BYTES)
}

fn site_names(site: Option<&str>, claims: &Claims, url: Option<&Url>) -> Vec<String> {
    let domain = url.and_then(Url::host_str).map(address::registrable_domain);
    let label = domain.and_then(|domain| domain.split('.').next());
    let names = [site, claims.publisher.as_deref(), domain, label];
    names.into_iter().flatten().filter(|name| (1..=MAX_SITE_BYTES).contains(&name.len())).map(str::to_owned).collect()
}
