//! The `Link` headers of an answer (RFC 8288), as far as they tell where its news are told (WebSub).

use reqwest::header::{self, HeaderMap};
use url::Url;

/// Addresses that the `Link` headers of an answer name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The first WebSub hub.
    pub hub: Option<Url>,
    /// The address by which the document calls itself.
    pub self_url: Option<Url>,
}

/// Reads them; relative addresses start from `base`.
pub(super) fn links(headers: &HeaderMap, base: &Url) -> Links {
    let mut links = Links::default();
    for line in headers.get_all(header::LINK).iter().filter_map(|value| value.to_str().ok()) {
        read(line, base, &mut links);
    }
    links
}

fn read(line: &str, base: &Url, links: &mut Links) {
    let mut rest = line;
    while let Some((target, after)) = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>')) {
        let (parameters, next) = after.split_at_checked(end_of_link(after)).unwrap_or((after, ""));
        for place in [("hub", &mut links.hub), ("self", &mut links.self_url)] {
            let (relation, found) = place;
            if found.is_none() && has_relation(parameters, relation) {
                *found = base.join(target.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
            }
        }
        rest = next;
    }
}

/// Where the parameters of a link end: at the first comma that stands in no quotes.
fn end_of_link(parameters: &str) -> usize {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let end = parameters.char_indices().find(|&(_, c)| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match c {
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        c == ',' && !is_quoted
    });
    end.map_or(parameters.len(), |(at, _)| at)
}

fn has_relation(parameters: &str, wanted: &str) -> bool {
    let relations = parameters.split(';').filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"'))
    });
    // Only the first `rel` of a link counts (section 3.3).
    relations.take(1).flat_map(str::split_whitespace).any(|relation| relation.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], hub: Option<&str>, self_url: Option<&str>) {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::LINK, line.parse().expect("a header"));
        }
        let links = links(&headers, &Url::parse("https://example.org/news/feed").expect("an address"));
        let shown = (links.hub.as_ref().map(Url::as_str), links.self_url.as_ref().map(Url::as_str));
        assert_eq!(shown, (hub, self_url), "{lines:?}");
    }

    #[test]
    fn hub_and_self_are_found_in_one_line_or_many() {
        let (hub, own) = (Some("https://hub.example/"), Some("https://example.org/feed"));
        check(&["<https://hub.example/>; rel=\"hub\", <https://example.org/feed>; rel=\"self\""], hub, own);
        check(&["<https://hub.example/>;rel=hub", "</feed> ; REL = \"alternate Self\""], hub, own);
        check(&["</a>; title=\"<x>, \\\" y\"; rel=next, <https://hub.example/>; rel=hub"], hub, None);
        check(&["<https://hub.example/>; rel=hub, <https://other.example/>; rel=hub"], hub, None);
    }

    #[test]
    fn what_is_none_is_left_out() {
        check(&[], None, None);
        check(&["<https://hub.example/", "rel=hub", "<>", "<a>; rel", ",,<;\"", "<b>; rel=\"hubs\""], None, None);
        check(&["<ftp://hub.example/>; rel=hub", "<javascript:0>; rel=self"], None, None);
        check(&["<https://hub.example/>; rel=next; rel=hub"], None, None);
    }
}
