//! What lets a reader in.

use std::net::SocketAddr;

use axum::http::{HeaderMap, Uri, header};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use subtle::{Choice, ConstantTimeEq as _};
use url::form_urlencoded;

use super::denial::Denial;
use crate::config::WebConfig;

/// Where programs that speak as Google Reader did log in: the token comes in the body, and the door behind looks at it.
const LOGINS: [&str; 2] = ["/accounts/ClientLogin", "/api/greader.php/accounts/ClientLogin"];

/// What the addresses of feeds end with. Many readers can send no header: there the token may be a parameter, `token`. Nowhere
/// else, for addresses of pages are kept and passed on.
const FEEDS: [&str; 4] = [".rss", ".atom", ".json", ".opml"];

/// Whether the text is one of the tokens; that takes as long for one that is nearly right as for one that is all wrong.
#[must_use]
pub(in crate::serve) fn is_known(web: &WebConfig, text: &str) -> bool {
    let same = |token: &crate::model::Secret| token.reveal().as_bytes().ct_eq(text.as_bytes());
    web.tokens.iter().fold(Choice::from(0), |found, token| found | same(token)).into()
}

/// Lets in who shows a token, and everybody where there are none; but then only on this machine.
pub(super) fn check(web: &WebConfig, bound: SocketAddr, uri: &Uri, headers: &HeaderMap) -> Result<(), Denial> {
    if web.tokens.is_empty() {
        return if bound.ip().is_loopback() { Ok(()) } else { Err(Denial::Unguarded) };
    }
    if LOGINS.contains(&uri.path()) {
        return Ok(());
    }
    let token = match headers.get(header::AUTHORIZATION) {
        Some(shown) => shown.to_str().ok().and_then(shown_in),
        None => Some(shown_by_feed(uri).ok_or(Denial::NoToken)?),
    };
    if token.is_some_and(|token| is_known(web, &token)) { Ok(()) } else { Err(Denial::WrongToken) }
}

/// The token in the address of a feed.
fn shown_by_feed(uri: &Uri) -> Option<String> {
    let is_feed = FEEDS.iter().any(|ending| uri.path().ends_with(ending));
    let mut parameters = form_urlencoded::parse(uri.query()?.as_bytes());
    is_feed.then(|| parameters.find(|(name, _)| name == "token"))?.map(|(_, token)| token.into_owned())
}

/// The token within an `Authorization` header: of programs (RFC 6750), of browsers the password (RFC 7617), of readers that
/// speak as Google Reader did what stands behind the name.
fn shown_in(credentials: &str) -> Option<String> {
    let (scheme, rest) = credentials.trim().split_once(' ')?;
    let rest = rest.trim();
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => Some(rest.to_owned()),
        "basic" => {
            let pair = String::from_utf8(BASE64_STANDARD.decode(rest).ok()?).ok()?;
            pair.split_once(':').map(|(_, password)| password.to_owned())
        }
        "googlelogin" => {
            let pair = rest.strip_prefix("auth=")?;
            Some(pair.split_once('/').map_or(pair, |(_, token)| token).to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Secret;

    fn web(tokens: &[&str]) -> WebConfig {
        let tokens = tokens.iter().map(|token| Secret::new((*token).to_owned())).collect();
        WebConfig { listen: None, public_url: None, hosts: Vec::new(), tokens, requests_per_minute: 0 }
    }

    #[test]
    fn a_token_is_shown_in_any_of_three_ways() {
        let web = web(&["0123456789abcdef", "fedcba9876543210"]);
        let check = |credentials: &str, expected: Result<(), Denial>| {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, credentials.parse().expect("a header"))]);
            let found = check(&web, ([127, 0, 0, 1], 1).into(), &Uri::from_static("/"), &headers);
            assert_eq!(found, expected, "{credentials}");
        };
        let basic = |pair: &str| format!("Basic {}", BASE64_STANDARD.encode(pair));
        check("Bearer 0123456789abcdef", Ok(()));
        check("bearer  fedcba9876543210", Ok(()));
        check(&basic("reader:0123456789abcdef"), Ok(()));
        check(&basic(":0123456789abcdef"), Ok(()));
        check("GoogleLogin auth=reader/0123456789abcdef", Ok(()));
        for wrong in
            ["Bearer 0123456789abcde", "Bearer 0123456789abcdef0", "Bearer", "Digest 0123456789abcdef", "Basic !"]
        {
            check(wrong, Err(Denial::WrongToken));
        }
        check(&basic("0123456789abcdef:"), Err(Denial::WrongToken));
    }

    #[test]
    fn the_address_of_a_feed_may_show_a_token_and_a_login_is_looked_at_behind() {
        let check = |address: &str, expected: Result<(), Denial>| {
            let uri = address.parse().expect("an address");
            let found = check(&web(&["0123456789abcdef"]), ([127, 0, 0, 1], 1).into(), &uri, &HeaderMap::new());
            assert_eq!(found, expected, "{address}");
        };
        check("/topics/energy.rss?limit=5&token=0123456789abcdef", Ok(()));
        check("/feeds.opml?token=0123456789abcdef", Ok(()));
        check("/topics/energy.rss?token=fedcba9876543210", Err(Denial::WrongToken));
        check("/topics/energy.rss", Err(Denial::NoToken));
        check("/topics/energy?token=0123456789abcdef", Err(Denial::NoToken));
        check("/accounts/ClientLogin", Ok(()));
        check("/accounts/ClientLogin/x", Err(Denial::NoToken));
    }

    #[test]
    fn without_tokens_only_this_machine_is_let_in() {
        let check = |bound: [u8; 4]| check(&web(&[]), (bound, 1).into(), &Uri::from_static("/"), &HeaderMap::new());
        assert_eq!((check([127, 0, 0, 1]), check([0, 0, 0, 0])), (Ok(()), Err(Denial::Unguarded)));
    }
}
