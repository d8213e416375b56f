//! Which item is which: the key by which an item is recognised from poll to poll.

use url::Url;

use crate::model::{ArticleKey, Item, SourceId};
use crate::text::hash;
use crate::text::url::AddressRules;

/// The key of an item by some rules: that of its address; for an item without one, of the publisher's id, else of its title.
///
/// A publisher's id alone never decides for items with an address: publishers change ids, and some share them.
#[must_use]
pub fn of_item(source: &SourceId, item: &Item, rules: &AddressRules) -> ArticleKey {
    address(item).map_or_else(|| of_name(source, item), |url| rules.key(&url))
}

/// The key of an item that has no address.
pub(super) fn of_name(source: &SourceId, item: &Item) -> ArticleKey {
    hash::named_key(source, item.guid.as_deref().unwrap_or(&item.title))
}

/// The address of an item, if it has one that can be fetched.
#[must_use]
pub fn address(item: &Item) -> Option<Url> {
    let url = Url::parse(item.url.as_deref()?).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(url: Option<&str>, guid: Option<&str>, title: &str) -> Item {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Item { url: owned(url), guid: owned(guid), title: title.to_owned(), ..Item::default() }
    }

    #[test]
    fn an_address_decides_before_the_publishers_id() {
        let source = SourceId::parse("a").expect("valid");
        let key = |url, guid, title| of_item(&source, &item(url, guid, title), AddressRules::built_in());
        let url = Some("https://example.org/1");
        assert_eq!(key(url, Some("x"), "t"), key(url, Some("y"), "u"));
        assert_ne!(key(url, Some("x"), "t"), key(Some("https://example.org/2"), Some("x"), "t"), "a shared id");
        assert_eq!(key(None, Some("x"), "t"), key(None, Some("x"), "u"));
        assert_ne!(key(None, Some("x"), "t"), key(None, Some("y"), "t"));
        assert_ne!(key(None, None, "t"), key(None, None, "u"));
    }

    #[test]
    fn addresses_that_cannot_be_fetched_are_none() {
        assert_eq!(address(&item(Some("ftp://example.org/1"), None, "")), None);
        assert_eq!(address(&item(Some("not an address"), None, "")), None);
    }
}
