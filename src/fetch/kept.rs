//! The headers of an answer that are kept with a page: what they say is of the page, not of the connection or the visitor.

use reqwest::header::{self, HeaderMap, HeaderName};

const KEPT: [HeaderName; 6] = [
    header::CONTENT_LANGUAGE,
    header::CONTENT_LOCATION,
    header::CONTENT_TYPE,
    header::DATE,
    header::ETAG,
    header::LAST_MODIFIED,
];
/// Longer ones say nothing of a page.
const MAX_VALUE_BYTES: usize = 1024;

/// The headers to keep, names in lower case.
pub(super) fn headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let found = KEPT.iter().filter_map(|name| Some((name, headers.get(name)?)));
    let found = found.filter(|(_, value)| value.len() <= MAX_VALUE_BYTES);
    found
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_the_page_is_kept_and_what_is_of_the_visitor_is_not() {
        let mut answer = HeaderMap::new();
        answer.insert(header::CONTENT_TYPE, "text/html".parse().expect("a value"));
        answer.insert(header::SET_COOKIE, "session=1".parse().expect("a value"));
        answer.insert(header::ETAG, "e".repeat(2_000).parse().expect("a value"));
        assert_eq!(headers(&answer), [("content-type".to_owned(), "text/html".to_owned())]);
    }
}
