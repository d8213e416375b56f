//! What concerns the network: addresses, networks, headers.

use std::net::IpAddr;

use ipnet::IpNet;
use url::{Host, Url};

use crate::config::mistakes::Fault;
use crate::model::Secret;
use crate::text::url::is_public_suffix;

/// Headers that the program needs to set itself.
const OWN_HEADERS: [&str; 8] = [
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "if-modified-since",
    "if-none-match",
    "transfer-encoding",
    "user-agent",
];

/// The address of a source.
pub(in crate::config::check) fn address(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(Fault::plain("an address with control characters"));
    }
    let url = Url::parse(text).map_err(|error| match error {
        url::ParseError::RelativeUrlWithoutBase => {
            Fault::new("an address without its scheme", format!("write \"https://{}\"", text.trim_start_matches('/')))
        }
        url::ParseError::EmptyHost => Fault::plain("an address without a host"),
        other => Fault::plain(format!("bad address: {other}")),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        let hint = "sources are read over http and https";
        return Err(Fault::new(format!("an address with the scheme `{}`", url.scheme()), hint));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let hint = "leave out what stands before the `@`: addresses are shown in lists and logs";
        return Err(Fault::new("an address with credentials", hint));
    }
    Ok(text.to_owned())
}

/// A host or a domain with all hosts below it, without `www.`, as addresses spell it.
pub(in crate::config::check) fn domain(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    let fault = || {
        // A whole address, or a pattern, is what one writes before one knows better.
        let host = Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host = host.unwrap_or_else(|| text.trim_start_matches(['*', '.']).to_owned());
        let is_host = !host.is_empty() && Host::parse(&host).is_ok();
        let example = if is_host && host != text { host } else { "example.org".to_owned() };
        Fault::new(
            format!("`{text}` is no domain"),
            format!("write its name alone, which holds for all below it: \"{example}\""),
        )
    };
    let host = Host::parse(text).map_err(|_| fault())?.to_string();
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.');
    if host.is_empty() || host.starts_with('.') || host.contains('*') {
        return Err(fault());
    }
    if is_public_suffix(host) {
        let hint = "name one site: \"example.org\"";
        return Err(Fault::new(format!("`{host}` belongs to everyone"), hint));
    }
    Ok(host.to_owned())
}

/// Who runs the program: a web or mail address; `None` if it is left empty.
pub(in crate::config::check) fn contact(text: &str) -> Result<Option<String>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let is_mail = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_web = Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto"));
    let is_plain = text.chars().all(|c| c.is_ascii_graphic() && !"()\\".contains(c));
    if is_plain && (is_mail || is_web) {
        Ok(Some(text.to_owned()))
    } else {
        let hint = "write a mail address or a web address where those who run a server can reach you";
        Err(Fault::new(format!("`{text}` is no contact address"), hint))
    }
}

/// A network, `10.0.0.0/8`, or a single address.
pub(in crate::config::check) fn network(text: &str) -> Result<IpNet, Fault> {
    let text = text.trim();
    let network = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
    let hint = "write an address and the length of its prefix: \"127.0.0.0/8\", \"fd00::/8\"";
    network.map(|network| network.trunc()).map_err(|_| Fault::new(format!("`{text}` is no network"), hint))
}

/// The public address of the door for hubs; `None` if it is left empty. Its path is ours as well, so it is kept plain.
pub(in crate::config::check) fn callback(text: &str) -> Result<Option<Url>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let url = Url::parse(&address(text)?).map_err(|error| Fault::plain(format!("bad address: {error}")))?;
    let path = url.path().trim_end_matches('/');
    let is_plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let has_plain_path = path.split('/').skip(1).all(is_plain) && !path.is_empty();
    if has_plain_path && url.query().is_none() && url.fragment().is_none() {
        return Ok(Some(url));
    }
    let hint = "give it a path of its own, of letters and digits: \"https://news.example.org/websub\"";
    Err(Fault::new(format!("`{text}` is no address for hubs"), hint))
}

/// A proxy; `None` for `none`.
pub(in crate::config::check) fn proxy(text: &str) -> Result<Option<String>, Fault> {
    let text = text.trim();
    if text == "none" {
        return Ok(None);
    }
    let hint = "write \"socks5://127.0.0.1:9050\", \"http://proxy.example.org:3128\", or \"none\"";
    let url = Url::parse(text).map_err(|_| Fault::new(format!("`{text}` is no address of a proxy"), hint))?;
    if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") || url.host_str().is_none() {
        let message = format!("a proxy with the scheme `{}`", url.scheme());
        return Err(Fault::new(message, hint));
    }
    Ok(Some(text.to_owned()))
}

/// User name and password.
pub(in crate::config::check) fn basic_auth(secret: &Secret) -> Result<(), Fault> {
    match secret.reveal().split_once(':') {
        Some((name, _)) if !name.is_empty() => Ok(()),
        _ => Err(Fault::new("the file holds no user name and password", "its first line is `name:password`")),
    }
}

/// What a browser sends as its `Cookie` header.
pub(in crate::config::check) fn cookie(secret: &Secret) -> Result<(), Fault> {
    let is_sendable = secret.reveal().chars().all(|c| c == ' ' || c.is_ascii_graphic());
    if is_sendable && secret.reveal().contains('=') {
        Ok(())
    } else {
        Err(Fault::new(
            "the file holds no cookie",
            "its first line is as a browser sends it: `name=value; other=value`",
        ))
    }
}

/// What requests are sent under.
pub(in crate::config::check) fn user_agent(text: &str) -> Result<String, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new("an empty `User-Agent`", "many servers refuse who sends none: leave the key out"));
    }
    header_value(text)
}

/// The name of a request header.
pub(in crate::config::check) fn header_name(text: &str) -> Result<String, Fault> {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if text.is_empty() || !text.chars().all(is_token) {
        return Err(Fault::plain(format!("`{text}` is no name of a header")));
    }
    let lower = text.to_lowercase();
    if lower == "user-agent" {
        return Err(Fault::new("a `User-Agent` among the headers", "use the key `user_agent`"));
    }
    if OWN_HEADERS.contains(&lower.as_str()) {
        return Err(Fault::new(format!("the header `{text}` is set by the program"), "leave it out"));
    }
    Ok(text.to_owned())
}

/// The value of a request header.
pub(in crate::config::check) fn header_value(text: &str) -> Result<String, Fault> {
    if text.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
        Ok(text.trim().to_owned())
    } else {
        Err(Fault::plain("a header with characters other than printable ASCII"))
    }
}
