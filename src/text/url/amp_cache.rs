//! Copies of publishers' pages at Google: the address of the page stands within the address of the copy.

use ::url::Url;

use super::path;

/// The publisher's address within an address of one of Google's AMP caches.
pub(super) fn content(url: &Url) -> Option<Url> {
    /// Longer addresses are not unwrapped: caches may be nested, and each layer is parsed again.
    const LONGEST: usize = 8 * 1024;
    let mut inner: Option<Url> = None;
    loop {
        let outer = inner.as_ref().unwrap_or(url);
        if outer.as_str().len() > LONGEST {
            return inner;
        }
        let Some(next) = layer(outer) else { return inner };
        inner = Some(next);
    }
}

/// One layer of [`content`].
fn layer(url: &Url) -> Option<Url> {
    if !is_cache(url.host_str()?) {
        return None;
    }
    // `/amp/s/example.org/a` at Google, `/c/s/example.org/a` at the AMP Project; `s` stands for https.
    let segments = path::segments(url.path());
    let [kind, content @ ..] = segments.as_slice() else { return None };
    let content = if content.first().is_some_and(|first| first == "s") { content.get(1..)? } else { content };
    if kind != "amp" && kind.chars().count() != 1 {
        return None;
    }
    let host = content.first().filter(|host| host.contains('.'))?;
    if !psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known()) {
        return None;
    }
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Url::parse(&format!("https://{}{query}", content.join("/"))).ok()
}

/// Whether a host serves other publishers' pages.
pub(super) fn is_cache(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    let is_google = psl::domain_str(host).is_some_and(|domain| domain.starts_with("google."));
    is_google || host.ends_with(".cdn.ampproject.org")
}
