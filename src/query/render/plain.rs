//! Foreign text for doors that escape it themselves: cleaned of what acts on the text around it, and the direction of its
//! letters.

use url::Url;

use super::{commonmark, hypertext, safe};

/// The text on one line: spaces collapsed, what acts or hides gone.
#[must_use]
pub fn line(text: &str) -> String {
    safe::line(text)
}

/// The text with its spaces and line breaks, what acts or hides gone.
#[must_use]
pub fn lines(text: &str) -> String {
    text.chars().filter(|c| c.is_whitespace() || !safe::is_dangerous(*c)).collect()
}

/// `rtl` or `ltr`, by most of its letters.
#[must_use]
pub fn direction(text: &str) -> &'static str {
    hypertext::direction([text])
}

/// The address where it leads to the web, as browsers read it; `None` where it would act, open a file or lead nowhere.
#[must_use]
pub fn web_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(Url::has_host)?;
    commonmark::is_web_address(url.as_str()).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        assert_eq!(web_address("HTTPS://Example.org/a b").as_deref(), Some("https://example.org/a%20b"));
        for address in
            ["javascript:alert(1)", "java\nscript:x", "data:text/html,x", "//example.org", "/a", "file:///etc", ""]
        {
            assert_eq!(web_address(address), None, "{address}");
        }
    }
}
