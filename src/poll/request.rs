//! How the addresses of a source are asked for: its configuration as a [`FetchRequest`].

use url::Url;

use crate::fetch::{Accept, FetchRequest};
use crate::model::{Secret, Source};
use crate::text::url::registrable_domain;

/// A request by the wishes of a source. What may be a secret (headers, password, cookie) goes along to its own site only,
/// as feeds link to other people's.
pub(super) fn of_source<'a>(source: &'a Source, url: &'a Url, accept: Accept) -> FetchRequest<'a> {
    let open = FetchRequest {
        user_agent: source.user_agent.as_deref(),
        allow_private: &source.allow_private,
        proxy: source.proxy.as_deref(),
        http1_only: source.http1_only,
        max_body_bytes: source.max_body_bytes,
        ..FetchRequest::new(url, accept, source.timeout)
    };
    if !is_own_site(source, url) {
        return open;
    }
    FetchRequest {
        headers: &source.headers,
        basic_auth: source.basic_auth.as_ref().map(Secret::reveal),
        cookie: source.cookie.as_ref().map(Secret::reveal),
        ..open
    }
}

/// Whether an address belongs to the site of a source: the same registrable domain, reached as safely, and no other port
/// than that of the source or the usual one.
pub(super) fn is_own_site(source: &Source, url: &Url) -> bool {
    let Ok(home) = Url::parse(&source.url) else { return false };
    let domain = |url: &Url| url.host_str().map(|host| registrable_domain(host).to_owned());
    let is_as_safe = home.scheme() == "http" || url.scheme() == "https";
    let is_same_port = url.port().is_none() || url.port() == home.port();
    is_as_safe && is_same_port && domain(&home).is_some() && domain(&home) == domain(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceId, SourceKind};

    #[test]
    fn secrets_go_to_the_own_site_only() {
        let id = SourceId::parse("paper").expect("an id");
        let source = Source {
            headers: vec![("x-key".to_owned(), "1".to_owned())],
            basic_auth: Some(Secret::new("reader:secret".to_owned())),
            cookie: Some(Secret::new("session=1".to_owned())),
            http1_only: true,
            ..Source::new(id, "https://feeds.example.org/rss".to_owned(), SourceKind::Feed)
        };
        let check = |address: &str, expected: bool| {
            let url = Url::parse(address).expect(address);
            let request = of_source(&source, &url, Accept::Page);
            let told = [request.basic_auth.is_some(), request.cookie.is_some(), !request.headers.is_empty()];
            assert_eq!(told, [expected; 3], "{address}");
            assert!(request.http1_only, "what is no secret holds everywhere");
        };
        check("https://feeds.example.org/rss", true);
        check("https://www.example.org/news/1", true);
        check("http://www.example.org/news/1", false);
        check("https://www.example.org:8443/news/1", false);
        check("https://example.net/news/1", false);
    }
}
