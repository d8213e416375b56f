//! The address that readers see.

use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

use crate::config::WebConfig;

/// What absolute addresses begin with, without a slash at its end: `public_url` of the configuration, else the host that was
/// asked for, which the gate has looked at.
#[must_use]
pub fn base(web: &WebConfig, headers: &HeaderMap) -> String {
    if let Some(public) = &web.public_url {
        return public.as_str().trim_end_matches('/').to_owned();
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
    format!("http://{}", host.as_ref().map_or("localhost", Authority::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_begin_with_what_readers_see() {
        let headers = HeaderMap::from_iter([(header::HOST, "127.0.0.1:8765".parse().expect("a header"))]);
        let web = |public: Option<&str>| WebConfig {
            listen: None,
            public_url: public.map(|public| public.parse().expect("an address")),
            hosts: Vec::new(),
            tokens: Vec::new(),
            requests_per_minute: 0,
        };
        assert_eq!(base(&web(None), &headers), "http://127.0.0.1:8765");
        assert_eq!(base(&web(Some("https://news.example.org:8443")), &headers), "https://news.example.org:8443");
        assert_eq!(base(&web(None), &HeaderMap::new()), "http://localhost");
    }
}
