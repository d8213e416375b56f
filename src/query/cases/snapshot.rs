//! The kept page of an article: as it came, and as it can be looked at.

use jiff::Timestamp;
use url::Url;

use crate::model::Source;
use crate::pack::{self, PackError};
use crate::query::render::plain;
use crate::read::markup;
use crate::store::{ArticleId, KeptPage, Store, StoreError};
use crate::text::charset;
use crate::text::url::registrable_domain;

/// Larger pages can be had as they came only: to clean them takes longer than anybody waits.
const MOST_CLEANED_BYTES: usize = 4 * 1024 * 1024;

/// A page that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The article that was read from it.
    pub article: ArticleId,
    /// The address that answered.
    pub url: String,
    /// When it was fetched.
    pub fetched_at: Timestamp,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the server called them.
    content_type: Option<String>,
    /// The encoding that the source is given, whatever its pages say of themselves.
    encoding: Option<String>,
}

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is kept of it is damaged.
    #[error(transparent)]
    Pack(#[from] PackError),
}

/// The latest page of an article; `None` where none is kept. `sources` are those of the configuration.
///
/// # Errors
/// The database fails, or what is kept is damaged.
pub fn snapshot(store: &Store, sources: &[Source], article: ArticleId) -> Result<Option<Snapshot>, SnapshotError> {
    let Some((KeptPage { snapshot, source, .. }, dictionary)) = store.page(article)? else { return Ok(None) };
    let bytes = pack::unpack(&snapshot.body, dictionary.as_ref())?;
    let content_type = snapshot.header("content-type").map(str::to_owned);
    let polled = sources.iter().find(|known| known.id == source);
    let encoding = polled.filter(|source| is_own(source, &snapshot.url)).and_then(|source| source.encoding.clone());
    Ok(Some(Snapshot { article, url: snapshot.url, fetched_at: snapshot.fetched_at, bytes, content_type, encoding }))
}

/// Whether a page stands on the site of its source; those of others speak for themselves.
fn is_own(source: &Source, page: &str) -> bool {
    let domain = |address: &str| {
        let url = Url::parse(address).ok()?;
        url.host_str().map(|host| registrable_domain(host).to_owned())
    };
    domain(page).is_some() && domain(page) == domain(&source.url)
}

impl Snapshot {
    /// What its server called it.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The page as HTML to stand within `body`: its words and links, without what acts, loads or turns the text around it.
    /// `None` where it is too large.
    #[must_use]
    pub fn still(&self) -> Option<String> {
        if self.bytes.len() > MOST_CLEANED_BYTES {
            return None;
        }
        let address = Url::parse(&self.url).ok();
        let host = address.as_ref().and_then(Url::host_str);
        let converted = self.encoding.as_deref().map(|label| charset::to_utf8(&self.bytes, label));
        let bytes = converted.as_deref().unwrap_or(&self.bytes);
        let html = charset::decode_html(bytes, self.content_type.as_deref(), host).text;
        Some(plain::lines(&markup::still(&html, address.as_ref())))
    }
}
